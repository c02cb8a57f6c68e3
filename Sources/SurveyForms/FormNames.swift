/// Names of questions, groups and columns.
enum FormNames {
  static let charactersMax = 64
  static let choiceCharactersMax = 200

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
}
