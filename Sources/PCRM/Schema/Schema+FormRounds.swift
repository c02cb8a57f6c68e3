import Storage

extension Schema {
  /// Whether a member of staff may record answers is asked for everybody who carries anything, one after the other.
  static let formRounds = Step(
    "form rounds",
    ["CREATE INDEX principal_by_staff ON principal (staff) WHERE staff IS NOT NULL"])
}
