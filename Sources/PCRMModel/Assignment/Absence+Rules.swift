public import PCRMCore

extension Absence {
  /// Fields that an update does not set.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "staff_id", "create_time", "update_time",
  ]

  /// Who stands in at most.
  public static let deputiesMax = 20

  /// Refuses an absence that breaks a rule of its fields.
  public func check(_ field: String = "absence") throws(Status) {
    if staffID.isEmpty { throw .required("\(field).staff_id") }
    try TextRules.checkCode(reason, "\(field).reason", max: 64, others: "_-.")
    guard let startTime else { throw .required("\(field).start_time") }
    if let endTime, endTime.microseconds <= startTime.microseconds {
      throw .malformed("\(field).end_time", "later than \(field).start_time")
    }
    if deputyIDs.count > Self.deputiesMax {
      throw .tooMany("\(field).deputy_ids", max: Self.deputiesMax)
    }
    var seen: Set<StaffID> = []
    for (index, deputy) in deputyIDs.enumerated() {
      let place = "\(field).deputy_ids[\(index)]"
      if deputy.isEmpty { throw .required(place) }
      if deputy == staffID { throw .malformed(place, "somebody else than who is away") }
      if !seen.insert(deputy).inserted { throw .duplicate(place, "names a deputy a second time") }
    }
  }
}
