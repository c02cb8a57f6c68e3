public import PCRMCore
import ProtobufCodec

extension Customer {
  /// Refuses extensions that the schema does not declare, or declares otherwise, and a lack of required ones.
  ///
  /// - Parameter schema: the newest version; nil when the agency declared nothing.
  public func checkExtensions(_ schema: ExtensionSchema?) throws(Status) {
    let declared = schema?.fields ?? []
    for (index, value) in extensions.enumerated() {
      let path = "extensions[\(index)]"
      if value.name.isEmpty { throw .required("\(path).name") }
      if extensions[..<index].contains(where: { $0.name == value.name }) {
        throw .duplicate(path, "the field stands in the list twice")
      }
      guard let field = declared.first(where: { $0.name == value.name }) else {
        throw Status.invalid(
          path, "the extension schema declares no field of this name",
          reason: "EXTENSION_UNDECLARED"
        ).with("name", value.name)
      }
      try value.check(field, path)
    }
    for field in declared where field.required {
      if !extensions.contains(where: { $0.name == field.name }) {
        throw Status.invalid(
          "extensions", "the extension schema asks every customer for \(field.name)",
          reason: "EXTENSION_INVALID"
        ).with("name", field.name)
      }
    }
  }
}

extension Extension {
  /// Refuses a value that is not as `field` declares it.
  func check(_ field: ExtensionField, _ path: String) throws(Status) {
    guard let value else { throw .required("\(path).value") }
    switch (field.type, value) {
    case (.text, .text(let text)):
      let most = field.maxLength == 0 ? 1000 : Int(field.maxLength)
      if text.utf8.count > most && text.unicodeScalars.count > most {
        throw invalid(path, "must have at most \(most) characters")
      }
    case (.choice, .text(let text)):
      if !field.choices.contains(text) {
        throw invalid(path, "must be one of the \(field.choices.count) choices of the schema")
      }
    case (.decimal, .decimal(let digits)):
      if !isDecimal(digits) {
        throw invalid(path, "must be digits with a point such as -12.50, at most 40 characters")
      }
    case (.date, .date(let date)):
      try date.checkDay("\(path).date")
    case (.integer, .integer), (.boolean, .boolean), (.time, .time):
      return
    default:
      throw invalid(path, "must be of the type \(field.type.name ?? "that the schema declares")")
    }
  }

  private func invalid(_ path: String, _ problem: String) -> Status {
    Status.invalid(path, problem, reason: "EXTENSION_INVALID").with("name", name)
  }

  /// A sign, digits, and digits after a point, if any.
  private func isDecimal(_ text: String) -> Bool {
    var digits = text.utf8[...]
    guard digits.count <= 40 else { return false }
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits.removeFirst()
    }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      }
  }
}
