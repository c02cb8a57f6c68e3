import PCRMModel

/// BDAY, GENDER, LANG, KIND, CATEGORIES and UID.
extension CardMapper {
  mutating func mapBirthday(_ property: CardProperty, _ value: String) -> Outcome {
    guard customer.birthDate == nil, var date = Self.birthday(value) else { return .kept }
    // Apple writes a year for "no year" and says which one.
    let omitted = property.parameter("x-apple-omit-year")
    if omitted == String(date.year) { date.year = 0 }
    guard fits({ $0.birthDate = date }) else { return .kept }
    let exact = !value.contains("T")
    return exact ? outcome(property, known: ["x-apple-omit-year"]) : .mappedAndKept
  }

  /// Whole days in every form, and the parts that vCard 4.0 allows: `1985`, `1985-04`, `--0412`.
  private static func birthday(_ text: String) -> CivilDate? {
    let day = text.split(separator: "T", omittingEmptySubsequences: false).first.map(String.init)
    guard let day, !day.isEmpty else { return nil }
    if let date = DateText.parse(day) { return date.year > 0 && date.day > 0 ? date : nil }
    let dashes = day.prefix { $0 == "-" }.count
    let digits = day.drop { $0 == "-" }
    let numbers = digits.split(separator: "-").map { Int32($0) ?? -1 }
    switch (dashes, numbers.count, digits.count) {
    case (0, 1, 4): return DateText.date(year: numbers[0], month: 0, day: 0)
    case (0, 2, 7): return DateText.date(year: numbers[0], month: numbers[1], day: 0)
    case (2, 1, 4): return DateText.date(year: 0, month: numbers[0] / 100, day: numbers[0] % 100)
    case (2, 2, 5): return DateText.date(year: 0, month: numbers[0], day: numbers[1])
    default: return nil
    }
  }

  mutating func mapSex(_ property: CardProperty, _ value: String) -> Outcome {
    let parts = value.split(separator: ";", omittingEmptySubsequences: false)
    guard customer.sex == .unspecified, let letter = parts.first?.trimmed.uppercased() else {
      return .kept
    }
    switch letter {
    case "F", "FEMALE": customer.sex = .female
    case "M", "MALE": customer.sex = .male
    case "O", "OTHER": customer.sex = .other
    default: return .kept
    }
    return parts.count == 1 ? outcome(property) : .mappedAndKept
  }

  mutating func mapLanguage(_ property: CardProperty, _ value: String) -> Outcome {
    guard customer.language.isEmpty, fits({ $0.language = value }) else { return .kept }
    return property.parameter("pref") ?? "1" == "1"
      ? outcome(property, known: ["pref"]) : .mappedAndKept
  }

  mutating func mapKind(_ property: CardProperty, _ value: String) -> Outcome {
    switch value.lowercased() {
    case "individual": customer.kind = .person
    case "org": customer.kind = .organisation
    default: return .kept
    }
    return outcome(property)
  }

  /// Apple's way to say that a card is a company's.
  mutating func mapShowAs(_ text: String) -> Outcome {
    if text.trimmed.uppercased() == "COMPANY" { customer.kind = .organisation }
    return .kept
  }

  mutating func mapTags(_ property: CardProperty, _ text: String) -> Outcome {
    var exact = true
    for item in CardText.split(text, at: ",", version: version) {
      let tag = item.trimmed
      if customer.tags.contains(tag) { continue }
      let fitted = !tag.isEmpty && fits { $0.tags.append(tag) }
      exact = exact && fitted
    }
    return exact ? outcome(property) : .mappedAndKept
  }

  mutating func mapUID(_ property: CardProperty, _ value: String) -> Outcome {
    let id = ExternalID(scheme: CardImport.scheme, value: value)
    let known = customer.externalIDs.contains { $0.scheme == id.scheme }
    guard !known, fits({ $0.externalIDs.append(id) }) else { return .kept }
    return outcome(property)
  }
}
