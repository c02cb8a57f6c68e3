public import PCRMCore
import ProtobufCodec

extension SlotRules {
  /// What holds before any rules were applied.
  public static let initial: SlotRules = {
    var rules = SlotRules()
    rules.gridMinutes = 10
    rules.visitMinutesMax = 360
    rules.pointsPerDay = 10
    rules.pointsPerTravelMinute = 1
    rules.pointsOtherWorker = 60
    rules.pointsNotPreferred = 40
    rules.pointsFullDay = 30
    rules.pointsAfterWork = 20
    return rules
  }()

  /// Refuses rules that break a rule of their fields.
  public func check(_ field: String = "rules") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try Self.check(gridMinutes, "\(field).grid_minutes", 1...60)
    try Self.check(visitMinutesMax, "\(field).visit_minutes_max", 1...1440)
    try Self.check(distanceMaxM, "\(field).distance_max_m", 0...1_000_000)
    let points = [
      (pointsPerDay, "points_per_day"), (pointsPerTravelMinute, "points_per_travel_minute"),
      (pointsOtherWorker, "points_other_worker"), (pointsNotPreferred, "points_not_preferred"),
      (pointsFullDay, "points_full_day"), (pointsAfterWork, "points_after_work"),
    ]
    for (value, name) in points { try Self.check(value, "\(field).\(name)", 0...10_000) }
  }

  private static func check(
    _ value: Int32, _ field: String, _ range: ClosedRange<Int32>
  ) throws(Status) {
    if !range.contains(value) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }
}
