import PCRMCore

/// Rules that lists of codes share.
enum Codes {
  /// Refuses a list that is too long, has a code that is none, or has one twice.
  ///
  /// - Parameter part: what of an item is its code, for the error: ".code"; empty for the item itself.
  static func check(
    _ codes: [String], _ field: String, _ part: String, max: Int
  ) throws(Status) {
    if codes.count > max { throw .tooMany(field, max: max) }
    var seen: Set<String> = []
    for (index, code) in codes.enumerated() {
      let place = "\(field)[\(index)]\(part)"
      try TextRules.checkCode(code, place, max: 64, others: "_-.")
      if !seen.insert(code).inserted { throw .duplicate(place, "\(code) stands there already") }
    }
  }

  /// Refuses a code that is neither empty nor well formed.
  static func checkOptional(_ code: String, _ field: String) throws(Status) {
    if !code.isEmpty { try TextRules.checkCode(code, field, max: 64, others: "_-.") }
  }

  /// Refuses codes that are not among those there are, and one that stands there twice.
  static func checkKnown(
    _ codes: [String], among known: [String], _ field: String, _ what: String
  ) throws(Status) {
    for (index, code) in codes.enumerated() {
      try checkKnown(code, among: known, "\(field)[\(index)]", what)
      if codes[..<index].contains(code) {
        throw .duplicate("\(field)[\(index)]", "\(code) stands there already")
      }
    }
  }

  /// Refuses a code that is not among those there are.
  static func checkKnown(
    _ code: String, among known: [String], _ field: String, _ what: String
  ) throws(Status) {
    if !known.contains(code) { throw .malformed(field, "the code of \(what)") }
  }
}

extension CodeTitle {
  /// Refuses a list of codes with titles that breaks a rule.
  static func check(_ items: [CodeTitle], _ field: String, max: Int) throws(Status) {
    try Codes.check(items.map(\.code), field, ".code", max: max)
    for (index, item) in items.enumerated() {
      try TextRules.checkRequired(item.title, "\(field)[\(index)].title", max: 200)
    }
  }
}
