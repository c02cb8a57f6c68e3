public import PCRMCore
public import ProtobufCodec

extension Visit {
  /// Fields that an update does not change: the server writes them, or a call of their own does.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "customer_id", "state", "staff_id", "start_time", "end_time", "previous_id",
    "next_id", "series_id", "occurrence_time", "plan_id", "hold_until", "close_time",
    "create_time", "update_time", "attempts", "relationship", "try_time", "meet_time",
    "chain_number", "set_out_time", "check_in", "finish_time", "close_reason", "outside_hours",
  ]

  /// How short and how long a visit may be planned, in seconds.
  public static let lengths: ClosedRange<Int64> = 300...43_200
  /// How many days ago a visit may have begun that is recorded now, and how many ahead it may lie.
  public static let daysBack: Int64 = 366
  public static let daysAhead: Int64 = 1830

  /// The visit with its times as they are stored, in microseconds.
  public func normalised() -> Visit {
    var copy = self
    copy.startTime = startTime.map { Timestamp(microseconds: $0.microseconds) }
    copy.endTime = endTime.map { Timestamp(microseconds: $0.microseconds) }
    copy.occurrenceTime = occurrenceTime.map { Timestamp(microseconds: $0.microseconds) }
    copy.customerWindow = customerWindow?.normalised()
    copy.arrivalWindow = arrivalWindow?.normalised()
    return copy
  }

  /// Refuses a visit of which a field that people write breaks its rule.
  public func check() throws(Status) {
    try TextRules.checkCode(purpose, "purpose", max: 64, others: "_-.")
    try TextRules.check(place, "place", max: 300)
    try TextRules.check(note, "note", max: 2000)
    try TextRules.check(outsideHours, "outside_hours", max: 200)
    try coordinates?.check("coordinates")
    if !touchpointID.isEmpty && caseID.isEmpty { throw .required("case_id") }
    try checkWindows()
    try checkParticipants()
    if resourceIDs.count > 10 { throw .tooMany("resource_ids", max: 10) }
    for (index, id) in resourceIDs.enumerated() {
      if id.isEmpty { throw .required("resource_ids[\(index)]") }
      if resourceIDs[..<index].contains(id) {
        throw .duplicate("resource_ids[\(index)]", "stands there already")
      }
    }
  }

  /// Refuses times of which there is no visit.
  public func checkTimes(now: Timestamp) throws(Status) {
    guard let startTime else { throw .required("start_time") }
    guard let endTime else { throw .required("end_time") }
    let day: Int64 = 86_400_000_000
    let (start, end) = (startTime.microseconds, endTime.microseconds)
    let earliest = now.microseconds - Self.daysBack * day
    if start < earliest || start > now.microseconds + Self.daysAhead * day {
      throw .malformed(
        "start_time", "at most \(Self.daysBack) days ago and \(Self.daysAhead) days ahead")
    }
    // The beginning is in range, so this does not overflow for any end that a time can hold.
    if end <= start { throw .malformed("end_time", "later than start_time") }
    let length = (end - start) / 1_000_000
    if !Self.lengths.contains(length) || (end - start) > Self.lengths.upperBound * 1_000_000 {
      throw .malformed("end_time", "5 minutes to 12 hours after start_time")
    }
  }

  /// Refuses windows that the planned time does not fit.
  public func checkWindows() throws(Status) {
    guard let startTime, let endTime else { return }
    if let customerWindow {
      try customerWindow.check("customer_window")
      if !customerWindow.holds(startTime, endTime) {
        throw .malformed("customer_window", "a time in which the planned time lies")
      }
    }
    guard let arrivalWindow else { return }
    try arrivalWindow.check("arrival_window")
    if !arrivalWindow.holds(startTime, startTime) {
      throw .malformed("arrival_window", "a time in which the planned beginning lies")
    }
    guard let customerWindow, let from = arrivalWindow.from, let to = arrivalWindow.to else {
      return
    }
    if !customerWindow.holds(from, to) {
      throw .malformed("arrival_window", "a part of customer_window")
    }
  }

  private func checkParticipants() throws(Status) {
    if participants.count > 20 { throw .tooMany("participants", max: 20) }
    for (index, participant) in participants.enumerated() {
      let field = "participants[\(index)]"
      let others = participants[..<index]
      try TextRules.check(participant.role, "\(field).role", max: 64)
      try TextRules.check(participant.name, "\(field).name", max: 200)
      let given = [
        !participant.staffID.isEmpty, !participant.customerID.isEmpty, !participant.name.isEmpty,
      ]
      if given.filter({ $0 }).count != 1 {
        throw .malformed(field, "exactly one of staff_id, customer_id and name")
      }
      if !participant.staffID.isEmpty {
        let staff = participant.staffID
        if staff == staffID || others.contains(where: { $0.staffID == staff }) {
          throw .duplicate("\(field).staff_id", "goes already")
        }
      }
      if !participant.customerID.isEmpty {
        if participant.customerID == customerID
          || others.contains(where: { $0.customerID == participant.customerID })
        {
          throw .duplicate("\(field).customer_id", "takes part already")
        }
      }
    }
  }
}

extension TimeWindow {
  /// Makes a window.
  public init(_ from: Timestamp, _ to: Timestamp) {
    self.init()
    self.from = from
    self.to = to
  }

  /// The window with its times as they are stored, in microseconds.
  public func normalised() -> TimeWindow {
    var copy = self
    copy.from = from.map { Timestamp(microseconds: $0.microseconds) }
    copy.to = to.map { Timestamp(microseconds: $0.microseconds) }
    return copy
  }

  /// Refuses a window without ends, and one that ends before it begins.
  public func check(_ field: String) throws(Status) {
    guard let from else { throw .required("\(field).from") }
    guard let to else { throw .required("\(field).to") }
    if to.microseconds <= from.microseconds {
      throw .malformed("\(field).to", "later than \(field).from")
    }
  }

  /// Whether a time lies within the window; its end may be the window's.
  public func holds(_ start: Timestamp, _ end: Timestamp) -> Bool {
    guard let from, let to else { return false }
    return from.microseconds <= start.microseconds && end.microseconds <= to.microseconds
  }
}
