import PCRMModel

/// TEL, EMAIL, URL, IMPP and ADR.
extension CardMapper {
  mutating func mapPhone(_ property: CardProperty, _ text: String) -> Outcome {
    var value = plain(text).trimmed
    if value.lowercased().hasPrefix("tel:") { value = String(value.dropFirst(4)) }
    let types = property.types
    let kind: ContactPointKind =
      types.contains("fax") ? .fax : types.contains("cell") ? .mobile : .phone
    let silent: Set<String> = ["voice", "cell", "fax"]
    return mapContact(property, kind, value, silent: silent)
  }

  /// Adds a contact point; the words in `silent` go without saying for its kind.
  mutating func mapContact(
    _ property: CardProperty, _ kind: ContactPointKind, _ value: String, silent: Set<String>
  ) -> Outcome {
    var point = ContactPoint()
    point.kind = kind
    point.value = value
    point.label = label(property, without: silent)
    let preferred = property.types.contains("pref") || property.parameter("pref") == "1"
    let taken = customer.contactPoints.contains { $0.kind == kind && $0.primary }
    point.primary = preferred && !taken
    if !fits({ $0.contactPoints.append(point) }) {
      // A label may be too long; the number is worth more.
      point.label = ""
      return fits({ $0.contactPoints.append(point) }) ? .mappedAndKept : .kept
    }
    // A second preferred one and ranks below the first have no field.
    let ranked = (property.parameter("pref") ?? "1") != "1"
    let whole =
      !(preferred && taken) && !ranked && !(kind == .fax && property.types.contains("cell"))
    return whole ? outcome(property, known: ["type", "pref"]) : .mappedAndKept
  }

  mutating func mapAddress(_ property: CardProperty, _ text: String) -> Outcome {
    let parts = CardText.split(text, at: ";", version: version)
    guard parts.contains(where: { !$0.trimmed.isEmpty }) else { return .kept }
    // Lines inside of a part become commas; what that changes is kept beside.
    let flat = parts.map { part in
      part.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
    var exact = parts.count <= 7 && flat == parts
    let padded = flat + Array(repeating: "", count: 7)
    var address = Address()
    address.detail = [padded[1], padded[0]].filter { !$0.isEmpty }.joined(separator: ", ")
    address.roadAddress = padded[2]
    address.locality = padded[3]
    address.region = padded[4]
    address.postalCode = padded[5]
    if !padded[0].isEmpty { exact = false }
    if !padded[6].isEmpty {
      address.countryCode = CountryName.code(padded[6]) ?? ""
      // The name becomes a code, or nothing; how it was written is kept beside.
      if address.countryCode != padded[6] { exact = false }
    }
    let types = property.types
    address.kind =
      types.contains("home")
      ? .home : types.contains("work") ? .work : types.contains("postal") ? .post : .other
    var said: Set<String> = ["home", "work"]
    if address.kind == .post { said.insert("postal") }
    address.label = label(property, without: said)
    let preferred = types.contains("pref") || property.parameter("pref") == "1"
    let taken = customer.addresses.contains(where: \.primary)
    address.primary = preferred && !taken
    if types.contains("home") && types.contains("work") { exact = false }
    if preferred && taken || (property.parameter("pref") ?? "1") != "1" { exact = false }
    guard fits({ $0.addresses.append(address) }) else { return .kept }
    return exact ? outcome(property, known: ["type", "pref"]) : .mappedAndKept
  }
}

/// Names of countries as cards write them; the list is short, and what is not in it is kept as text.
enum CountryName {
  static func code(_ name: String) -> String? {
    let plain = name.trimmed.uppercased()
    if plain.utf8.count == 2 && plain.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) {
      return plain == "UK" ? "GB" : plain
    }
    return codes[plain]
  }

  private static let codes = [
    "대한민국": "KR", "한국": "KR", "KOREA": "KR", "SOUTH KOREA": "KR", "REPUBLIC OF KOREA": "KR",
    "KOREA, REPUBLIC OF": "KR", "USA": "US", "U.S.A.": "US", "UNITED STATES": "US",
    "UNITED STATES OF AMERICA": "US", "미국": "US", "JAPAN": "JP", "일본": "JP", "日本": "JP",
    "CHINA": "CN", "중국": "CN", "中国": "CN", "GERMANY": "DE", "DEUTSCHLAND": "DE", "독일": "DE",
    "FRANCE": "FR", "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB", "CANADA": "CA",
    "VIETNAM": "VN", "VIET NAM": "VN", "베트남": "VN", "PHILIPPINES": "PH", "필리핀": "PH",
  ]
}
