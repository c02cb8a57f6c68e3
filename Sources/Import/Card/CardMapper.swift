import PCRMCore
import PCRMModel

/// Turns the properties of one card into a customer and loses nothing: what fills a field wholly is
/// mapped, and what has no field, or more in it than the field takes, is kept word by word.
struct CardMapper {
  /// What became of a property.
  enum Outcome: Equatable {
    /// A field says all that the property said.
    case mapped
    /// A field says some of it; the whole property is kept as well.
    case mappedAndKept
    /// No field took it; it is kept.
    case kept
  }

  let version: String
  /// Labels that Apple and Google put beside a property, by its group.
  private let labels: [String: String]
  var customer = Customer()

  init(_ properties: [CardProperty]) {
    version = properties.first { $0.key == "VERSION" }?.text?.trimmed ?? "3.0"
    var labels: [String: String] = [:]
    for property in properties where property.key == "X-ABLABEL" && !property.group.isEmpty {
      guard let text = property.text else { continue }
      // Apple's own words stand in marks: _$!<HomePage>!$_
      let plain =
        text.hasPrefix("_$!<") && text.hasSuffix(">!$_")
        ? String(text.dropFirst(4).dropLast(4)) : text
      labels[property.group.lowercased()] = CardText.unescaped(plain, version: version)
    }
    self.labels = labels
    customer.kind = .person
  }

  /// Maps or keeps one property.
  mutating func take(_ property: CardProperty) -> Outcome {
    var outcome = map(property)
    // The link from a group's label to its property would be lost.
    if outcome == .mapped && !property.group.isEmpty { outcome = .mappedAndKept }
    if outcome != .mapped { keep(property) }
    return outcome
  }

  private mutating func keep(_ property: CardProperty) {
    var kept = ImportedProperty()
    kept.source = property.text == nil ? "vcard-undecoded" : "vcard"
    kept.name = property.fullName
    kept.parameters = property.parameterText
    kept.value =
      property.text ?? TextEncoding.utf8.text(property.raw) ?? QuotedPrintable.encode(property.raw)
    customer.importedProperties.append(kept)
  }

  private mutating func map(_ property: CardProperty) -> Outcome {
    guard let text = property.text, !text.trimmed.isEmpty else { return .kept }
    switch property.key {
    case "N": return mapName(property, text)
    case "FN": return mapFullName(property, text)
    case "NICKNAME": return mapNicknames(property, text)
    case "X-PHONETIC-FIRST-NAME": return mapPhonetic(property, text, \.given)
    case "X-PHONETIC-MIDDLE-NAME": return mapPhonetic(property, text, \.additional)
    case "X-PHONETIC-LAST-NAME": return mapPhonetic(property, text, \.family)
    case "TEL": return mapPhone(property, text)
    case "EMAIL": return mapContact(property, .email, plain(text).trimmed, silent: ["internet"])
    case "URL": return mapContact(property, .web, plain(text).trimmed, silent: [])
    case "IMPP": return mapContact(property, .messenger, plain(text).trimmed, silent: [])
    case "ADR": return mapAddress(property, text)
    case "BDAY": return mapBirthday(property, plain(text).trimmed)
    case "GENDER", "X-GENDER": return mapSex(property, plain(text).trimmed)
    case "LANG": return mapLanguage(property, plain(text).trimmed)
    case "KIND", "X-ADDRESSBOOKSERVER-KIND": return mapKind(property, plain(text).trimmed)
    case "X-ABSHOWAS": return mapShowAs(text)
    case "CATEGORIES": return mapTags(property, text)
    case "UID": return mapUID(property, plain(text).trimmed)
    default: return .kept
    }
  }

  /// The value without its escapes.
  func plain(_ text: String) -> String { CardText.unescaped(text, version: version) }

  /// Does `change` if the customer still keeps the rules afterwards.
  mutating func fits(_ change: (inout Customer) -> Void) -> Bool {
    var probe = customer
    probe.importedProperties = []
    // Names and ids stand in for those that come later.
    if !probe.hasIdentity { probe.externalIDs = [ExternalID(scheme: "vcard", value: "-")] }
    change(&probe)
    probe.compose()
    do {
      try probe.check()
    } catch {
      return false
    }
    change(&customer)
    return true
  }

  /// `mapped` if every parameter is understood: those in `known`, and how the value was packed.
  func outcome(_ property: CardProperty, known: Set<String> = []) -> Outcome {
    let packing: Set<String> = ["charset", "encoding"]
    let strange = property.parameters.contains { parameter in
      !packing.contains(parameter.name) && !known.contains(parameter.name)
        && !(parameter.name == "value"
          && Self.plainKinds.contains(
            parameter.values.first?.lowercased() ?? ""))
    }
    return strange ? .mappedAndKept : .mapped
  }

  private static let plainKinds: Set<String> = [
    "text", "uri", "date", "language-tag", "phone-number", "date-and-or-time",
  ]

  /// The label of a property: what Apple put beside it, or the words of its TYPE.
  func label(_ property: CardProperty, without silent: Set<String>) -> String {
    if let label = labels[property.group.lowercased()], !property.group.isEmpty { return label }
    return property.types.filter { $0 != "pref" && !silent.contains($0) }.joined(separator: " ")
  }
}
