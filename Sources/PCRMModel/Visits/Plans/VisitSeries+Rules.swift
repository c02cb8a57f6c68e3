public import PCRMCore

extension VisitSeries {
  /// Fields that neither a create nor an update sets.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "state", "customer_id", "previous_id", "next_id", "end_time", "end_reason",
    "planned_until", "settling", "unplaced_count", "create_time", "update_time",
  ]

  /// Fields that do not move a visit when they change.
  public static let quietFields: Set<String> = ["horizon_days", "note", "place"]

  /// The series as it will be stored: defaults filled in, lists in order and without repeats.
  public func normalised() -> VisitSeries {
    var series = self
    if series.horizonDays == 0 { series.horizonDays = 90 }
    if series.holidayPolicy == .unspecified { series.holidayPolicy = .nextWorkingDay }
    series.addedTimes = Set(addedTimes).sorted()
    series.removedTimes = Set(removedTimes).sorted()
    return series
  }

  /// Refuses a series that breaks a rule of its fields; its rule and times are read elsewhere.
  public func check(_ field: String = "series") throws(Status) {
    if customerID.isEmpty { throw .required("\(field).customer_id") }
    if staffID.isEmpty { throw .required("\(field).staff_id") }
    try TextRules.checkCode(purpose, "\(field).purpose", max: 64, others: "_-.")
    try TextRules.check(place, "\(field).place", max: 300)
    try TextRules.check(note, "\(field).note", max: 2000)
    try TextRules.check(outsideHoursReason, "\(field).outside_hours_reason", max: 200)
    try checkTimes(field)
  }

  /// Refuses what no preview could show.
  public func checkTimes(_ field: String) throws(Status) {
    try Self.check(horizonDays, "\(field).horizon_days", 0...730)
    try TextRules.check(rule, "\(field).rule", max: 500)
    if start.isEmpty { throw .required("\(field).start") }
    try Self.check(durationMinutes, "\(field).duration_minutes", 5...720)
    try Self.check(earlierMinutes, "\(field).earlier_minutes", 0...20_160)
    try Self.check(laterMinutes, "\(field).later_minutes", 0...20_160)
    try holidayPolicy.checkKnown("\(field).holiday_policy")
    if addedTimes.count > 200 { throw .tooMany("\(field).added_times", max: 200) }
    if removedTimes.count > 200 { throw .tooMany("\(field).removed_times", max: 200) }
  }

  private static func check(
    _ number: Int32, _ field: String, _ range: ClosedRange<Int32>
  ) throws(Status) {
    if !range.contains(number) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }
}
