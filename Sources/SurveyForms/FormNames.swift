/// Names of questions, groups and columns.
enum FormNames {
  static let charactersMax = 64

  /// An XML name without a colon: a letter or "_" first, then also digits, "-" and ".".
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.unicodeScalars.count <= charactersMax else {
      return false
    }
    return isFirst(first) && text.unicodeScalars.allSatisfy(isInside)
  }

  static func isFirst(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  static func isInside(_ scalar: Unicode.Scalar) -> Bool {
    isFirst(scalar) || scalar == "-" || scalar == "." || scalar.properties.numericType == .decimal
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The name that a text would be, were it one.
  static func name(from text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.trimmed.unicodeScalars.prefix(charactersMax) {
      result.append(isInside(scalar) ? scalar : "_")
    }
    guard let first = result.first else { return "_" }
    return isFirst(first) ? String(result) : "_" + String(result).prefix(charactersMax - 1)
  }

  /// A questionnaire's code from a form's id or file name: of a–z, 0–9, "-" and "_".
  static func code(from text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      let plain =
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "_"
      if plain {
        result.unicodeScalars.append(scalar)
      } else if !result.hasSuffix("_") {
        result += "_"
      }
    }
    let code = String(result.prefix(charactersMax)).trimming { $0 == "_" }
    return code.isEmpty ? "form" : code
  }
}

extension String {
  fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isOuter($0) }),
      let last = lastIndex(where: { !isOuter($0) })
    else { return "" }
    return String(self[first...last])
  }
}
