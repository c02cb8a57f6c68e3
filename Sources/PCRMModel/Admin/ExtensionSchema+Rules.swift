public import PCRMCore
import ProtobufCodec

extension ExtensionSchema {
  /// Refuses a schema that breaks a rule of its fields.
  ///
  /// - Parameter earlier: the versions before it, whose types hold for ever.
  public func check(after earlier: [ExtensionSchema], _ field: String = "schema") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    if fields.count > 200 { throw .tooMany("\(field).fields", max: 200) }
    var types: [String: ExtensionType] = [:]
    for schema in earlier {
      for declared in schema.fields { types[declared.name] = declared.type }
    }
    var seen: Set<String> = []
    for (index, declared) in fields.enumerated() {
      let place = "\(field).fields[\(index)]"
      try declared.check(place)
      if !seen.insert(declared.name).inserted {
        throw .duplicate("\(place).name", "declares \(declared.name) a second time")
      }
      if let type = types[declared.name], type != declared.type {
        throw .malformed(
          "\(place).type", "\(type.name ?? "as before"), as an earlier version declared it")
      }
    }
  }
}

extension ExtensionField {
  /// Refuses a declaration that breaks a rule of its fields.
  func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_")
    try type.checkRequired("\(field).type")
    if maxLength < 0 || maxLength > 100_000 {
      throw .outOfRange("\(field).max_length", min: 0, max: 100_000)
    }
    if maxLength != 0 && type != .text {
      throw .malformed("\(field).max_length", "0 for a type other than EXTENSION_TYPE_TEXT")
    }
    try TextRules.check(title, "\(field).title", max: 200)
    try TextRules.check(description, "\(field).description", max: 1000)
    try checkChoices(field)
  }

  private func checkChoices(_ field: String) throws(Status) {
    if type != .choice {
      if choices.isEmpty { return }
      throw .malformed("\(field).choices", "empty for a type other than EXTENSION_TYPE_CHOICE")
    }
    if choices.isEmpty { throw .required("\(field).choices") }
    if choices.count > 500 { throw .tooMany("\(field).choices", max: 500) }
    var seen: Set<String> = []
    for (index, choice) in choices.enumerated() {
      let place = "\(field).choices[\(index)]"
      try TextRules.checkRequired(choice, place, max: 1000)
      if !seen.insert(choice).inserted { throw .duplicate(place, "stands there a second time") }
    }
  }
}
