import PCRMCore

/// Shows where in a rule something is wrong: its line, and a mark below the place.
enum RulePointer {
  private static let shownColumnsMax = 96

  /// Two lines to put below a complaint; empty when the place is not in the text.
  static func lines(_ text: String, line: Int, column: Int) -> String {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.indices.contains(line - 1), column >= 1 else { return "" }
    var shown = Array(lines[line - 1])
    guard column <= shown.count + 1 else { return "" }
    var before = column - 1
    // Of a long line, the part around the place.
    if DisplayWidth.of(String(shown)) > shownColumnsMax, before > shownColumnsMax / 2 {
      let cut = before - shownColumnsMax / 2
      shown = ["…"] + shown[cut...]
      before -= cut - 1
    }
    let line = DisplayWidth.cut(DisplayWidth.harmless(String(shown)), to: shownColumnsMax)
    let gap = String(repeating: " ", count: DisplayWidth.of(String(shown.prefix(before))))
    return "\n  \(line)\n  \(gap)^"
  }
}

extension Status {
  /// A number among the error's parameters.
  func number(_ name: String) -> Int? {
    info.params.first { $0.name == name }.flatMap { Int($0.value) }
  }
}
