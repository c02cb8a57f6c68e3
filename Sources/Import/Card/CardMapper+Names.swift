import PCRMModel

/// N, FN, NICKNAME and how names are spoken.
extension CardMapper {
  mutating func mapName(_ property: CardProperty, _ text: String) -> Outcome {
    let parts = CardText.split(text, at: ";", version: version)
    let index = customer.names.firstIndex { $0.kind == .legal }
    var name = index.map { customer.names[$0] } ?? CustomerName()
    guard parts.contains(where: { !$0.trimmed.isEmpty }),
      [name.family, name.given, name.additional, name.prefix, name.suffix].allSatisfy(\.isEmpty)
    else { return .kept }
    name.kind = .legal
    var exact = parts.count <= 5 && parts.allSatisfy { $0 == $0.trimmed }
    // From 3.0 on a part may be a list, with commas between its items.
    if version != "2.1" {
      let lists = CardText.split(text, at: ",", version: version)
      let commas = text.unicodeScalars.filter { $0 == "," }.count
      if lists.count > 1 && commas > 0 { exact = false }
    }
    let padded = parts.map(\.trimmed) + Array(repeating: "", count: 5)
    name.family = padded[0]
    name.given = padded[1]
    name.additional = padded[2]
    name.prefix = padded[3]
    name.suffix = padded[4]
    guard put(name, at: index) else { return .kept }
    return exact ? outcome(property) : .mappedAndKept
  }

  mutating func mapFullName(_ property: CardProperty, _ text: String) -> Outcome {
    let index = customer.names.firstIndex { $0.kind == .legal }
    var name = index.map { customer.names[$0] } ?? CustomerName()
    guard name.full.isEmpty else { return .kept }
    name.kind = .legal
    let full = plain(text)
    name.full = full.trimmed
    guard put(name, at: index) else { return .kept }
    return full == full.trimmed ? outcome(property) : .mappedAndKept
  }

  mutating func mapNicknames(_ property: CardProperty, _ text: String) -> Outcome {
    let items =
      version == "2.1" ? [plain(text)] : CardText.split(text, at: ",", version: version)
    var exact = true
    for item in items {
      var name = CustomerName()
      name.kind = .alias
      name.full = item.trimmed
      let fitted = !name.full.isEmpty && fits { $0.names.append(name) }
      exact = exact && fitted && item == name.full
    }
    return exact ? outcome(property) : .mappedAndKept
  }

  mutating func mapPhonetic(
    _ property: CardProperty, _ text: String, _ part: WritableKeyPath<CustomerName, String>
  ) -> Outcome {
    let index = customer.names.firstIndex { $0.kind == .phonetic }
    var name = index.map { customer.names[$0] } ?? CustomerName()
    guard name[keyPath: part].isEmpty else { return .kept }
    name.kind = .phonetic
    let value = plain(text)
    name[keyPath: part] = value.trimmed
    guard put(name, at: index) else { return .kept }
    return value == value.trimmed ? outcome(property) : .mappedAndKept
  }

  private mutating func put(_ name: CustomerName, at index: Int?) -> Bool {
    fits { customer in
      if let index { customer.names[index] = name } else { customer.names.append(name) }
    }
  }
}
