public import PCRMCore

extension Severity {
  /// Makes a severity.
  public init(_ scheme: SeverityScheme, _ grade: Int32) {
    self.init()
    self.scheme = scheme
    self.grade = grade
  }

  /// Refuses a scheme that does not exist, and a grade that the scheme does not have.
  public func check(_ field: String) throws(Status) {
    try scheme.checkRequired("\(field).scheme")
    switch scheme {
    case .aaam where grade == 9: return
    case .aaam:
      if !(1...6).contains(grade) {
        throw .malformed("\(field).grade", "1 to 6, or 9 for unknown, in the scheme AAAM")
      }
    default:
      if !(1...5).contains(grade) { throw .outOfRange("\(field).grade", min: 1, max: 5) }
    }
  }

  /// The severity in a word, as histories have it: "AIS 3".
  public var words: String { "\(scheme == .ais ? "AIS" : "AAAM") \(grade)" }
}
