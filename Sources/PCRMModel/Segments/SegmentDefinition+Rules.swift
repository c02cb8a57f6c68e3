public import PCRMCore

extension SegmentDefinition {
  /// The definition in its one form, checked in everything but the meaning of its rule.
  ///
  /// - Parameters:
  ///   - field: where in the request it stands.
  ///   - stored: what is stored under the name; nil when it is new.
  public func checked(
    _ field: String, _ stored: SegmentDefinition?
  ) throws(Status) -> SegmentDefinition {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try TextRules.check(title, "\(field).title", max: 200)
    try TextRules.check(purpose, "\(field).purpose", max: 2000)
    try kind.checkKnown("\(field).kind")
    var copy = self
    copy.title = title.composed
    copy.purpose = purpose.composed
    copy.rule = Self.trimmed(rule)
    if copy.rule.utf8.count > 8000 {
      throw Status.tooLong("\(field).rule", max: 8000).with("unit", "bytes")
    }
    if copy.title.isEmpty { copy.title = name }
    if kind == .unspecified { copy.kind = copy.rule.isEmpty ? .list : .rule }
    if copy.kind == .rule && copy.rule.isEmpty { throw .required("\(field).rule") }
    if copy.kind == .list && !copy.rule.isEmpty {
      throw .malformed("\(field).rule", "empty for a list")
    }
    if let stored, stored.kind != copy.kind {
      throw .readOnly("\(field).kind")
    }
    return copy
  }

  /// The text without white space around it, which YAML leaves at the end.
  private static func trimmed(_ text: String) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    let bytes = text.utf8
    guard let start = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[start...last])
  }
}
