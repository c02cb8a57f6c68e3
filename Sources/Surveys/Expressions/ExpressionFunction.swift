/// The functions that expressions know: XPath 1.0's and ODK's, with how many values each takes.
enum ExpressionFunction: String, CaseIterable, Hashable {
  // Logic
  case boolean
  case booleanFromText = "boolean-from-string"
  case checklist
  case weightedChecklist = "weighted-checklist"
  case coalesce
  case `false`
  case `if`
  case not
  case once
  case `true`
  // Texts
  case concat
  case contains
  case endsWith = "ends-with"
  case join
  case normalizeSpace = "normalize-space"
  case regex
  case startsWith = "starts-with"
  case string
  case stringLength = "string-length"
  case substr
  case substringAfter = "substring-after"
  case substringBefore = "substring-before"
  case substring
  case translate
  case uuid
  // Choices
  case choiceName = "jr:choice-name"
  case countSelected = "count-selected"
  case itext = "jr:itext"
  case lookUp = "pulldata"
  case selected
  case selectedAt = "selected-at"
  // Numbers
  case abs
  case acos
  case asin
  case atan
  case atan2
  case ceiling
  case cos
  case exp
  case exp10
  case floor
  case int
  case log
  case log10
  case number
  case pi
  case pow
  case random
  case round
  case sin
  case sqrt
  case tan
  // Sets of nodes
  case area
  case count
  case countNonEmpty = "count-non-empty"
  case distance
  case indexedRepeat = "indexed-repeat"
  case last
  case max
  case min
  case position
  case sum
  // Dates
  case date
  case dateTime = "date-time"
  case decimalDateTime = "decimal-date-time"
  case decimalTime = "decimal-time"
  case formatDate = "format-date"
  case formatDateTime = "format-date-time"
  case now
  case today

  /// How many values it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .false, .true, .now, .today, .pi, .random, .last: 0...0
    case .position: 0...1
    case .uuid, .number, .string, .stringLength, .normalizeSpace: 0...1
    case .boolean, .booleanFromText, .not, .once, .countSelected, .itext, .abs, .acos, .asin,
      .atan, .ceiling, .cos, .exp, .exp10, .floor, .int, .log, .log10, .sin, .sqrt, .tan, .area,
      .count, .date, .dateTime, .decimalDateTime, .decimalTime, .sum:
      1...1
    case .distance: 1...50
    case .round: 1...2
    case .contains, .endsWith, .startsWith, .regex, .substringAfter, .substringBefore, .choiceName,
      .selected, .selectedAt, .atan2, .pow, .formatDate, .formatDateTime:
      2...2
    case .substr, .substring: 2...3
    case .if, .translate: 3...3
    case .lookUp: 4...4
    case .indexedRepeat: 3...17
    case .checklist: 3...200
    case .weightedChecklist: 4...400
    case .coalesce, .concat, .countNonEmpty, .max, .min: 1...200
    case .join: 2...200
    }
  }
}
