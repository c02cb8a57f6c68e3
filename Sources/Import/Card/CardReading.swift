import Crypto
import PCRMCore
import PCRMModel

/// One card read: its customer, and what became of each of its properties.
struct CardReading {
  var customer: Customer
  var properties: [CardProperty]
  var outcomes: [CardMapper.Outcome]

  init(_ card: RawCard, encoding: TextEncoding) {
    properties = CardParser.properties(of: card, encoding: encoding)
    var mapper = CardMapper(properties)
    outcomes = []
    for property in properties { outcomes.append(mapper.take(property)) }
    customer = mapper.customer
    nameOrganisation()
    if !customer.externalIDs.contains(where: { $0.scheme == CardImport.scheme }) {
      let id = ExternalID(scheme: CardImport.scheme, value: Self.fingerprint(properties))
      customer.externalIDs.append(id)
    }
  }

  /// A card of an organisation, or one with no other name, is named by its ORG. The property stays
  /// kept: it may name departments too.
  private mutating func nameOrganisation() {
    guard customer.names.isEmpty || customer.kind == .organisation else { return }
    guard let property = properties.first(where: { $0.key == "ORG" }), let text = property.text
    else { return }
    let parts = CardText.split(text, at: ";", version: "3.0").map(\.trimmed)
    guard let first = parts.first, !first.isEmpty,
      !customer.names.contains(where: { $0.full == first })
    else { return }
    var name = CustomerName()
    name.kind = .legal
    name.full = first
    var probe = customer
    probe.importedProperties = []
    probe.kind = .organisation
    probe.names.append(name)
    probe.compose()
    if (try? probe.check()) != nil {
      customer.names.append(name)
      customer.kind = .organisation
    }
  }

  /// Stands for a card without a UID: the same content is the same customer. When and by what it was
  /// written out does not count.
  private static func fingerprint(_ properties: [CardProperty]) -> String {
    var hash = SHA256()
    for property in properties where property.key != "REV" && property.key != "PRODID" {
      hash.update(data: Array("\(property.fullName);\(property.parameterText):".utf8))
      hash.update(data: property.raw)
      hash.update(data: [0x0a])
    }
    let digits = hash.finalize().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "sha256:" + digits.joined()
  }
}
