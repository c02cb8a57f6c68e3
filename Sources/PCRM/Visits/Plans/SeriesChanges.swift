import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Stores a new series and has its visits planned.
  mutating func begin(_ draft: VisitSeries, by caller: Caller) throws(Status) -> VisitSeries {
    var series = draft
    if try !reader.hasAdopted(series.customerID, caller.staff) {
      try reader.checkReached(series.customerID, "series.customer_id", caller)
    }
    try reader.checkReferences(of: series, besides: nil, caller)
    series.version = 1
    series.state = .active
    series.nextID = SeriesID()
    series.settling = true
    series.plannedUntil = Timestamp(microseconds: now.microseconds)
    series.createTime = Timestamp(microseconds: now.microseconds)
    series.updateTime = series.createTime
    series.unplacedCount = 0
    try insert(series)
    try SeriesWork.begin(series.id, self)
    return series
  }

  /// Ends a series at an instant.
  mutating func end(
    _ stored: VisitSeries, at end: Int64, reason: String, next: SeriesID = SeriesID()
  ) throws(Status) -> VisitSeries {
    var series = stored
    series.version += 1
    series.state = .ended
    series.endTime = Timestamp(microseconds: end)
    series.endReason = reason
    series.nextID = next
    series.settling = true
    series.updateTime = Timestamp(microseconds: now.microseconds)
    try update(series, fields: "state,end_time,end_reason" + (next.isEmpty ? "" : ",next_id"))
    try SeriesWork.begin(series.id, self)
    return series
  }

  /// Ends a series before one of its occurrences, with which another begins.
  ///
  /// - Parameters:
  ///   - draft: the series that goes on; with an empty start it begins with that occurrence.
  ///   - ruleIsNew: the rule is another one, so that nothing of it is used up.
  mutating func split(
    _ stored: VisitSeries, at: Int64, into draft: VisitSeries, ruleIsNew: Bool, id: SeriesID,
    by caller: Caller
  ) throws(Status) -> VisitSeries {
    let planning = try SeriesPlanning(stored, over: TimeRange(at, at + 1), reader)
    guard
      !planning.rule.occurrences(from: at, before: at + 1, planning.time.days, most: 1).isEmpty
    else { throw .notFound("from_occurrence_time", "the series has no occurrence at that time") }
    var next = draft
    next.id = id
    if id.isEmpty {
      next.id = newID()
    } else {
      try id.checkClientMade("next_id")
      if try reader.hasSeries(id) { throw .idTaken("next_id") }
    }
    let days = planning.time.days
    let first = days.localTime(at: at)
    if next.start.isEmpty { next.start = try ruleTime(stored, from: at, ruleIsNew, days).text }
    next.addedTimes = next.addedTimes.filter { $0 >= first.text }
    next.removedTimes = next.removedTimes.filter { $0 >= first.text }
    if !ruleIsNew, !next.rule.isEmpty {
      var rule = try SeriesRule.rule(next.rule, "series.rule")
      if case .count(let most) = rule.end {
        // What single times added does not use up the rule's count.
        var plain = stored
        plain.addedTimes = []
        plain.removedTimes = []
        let counted = try SeriesRule(plain, today: nil, "series")
        rule.end = .count(max(1, most - counted.count(before: at, days)))
        next.rule = rule.description
      }
    }
    next.previousID = stored.id
    next.endTime = nil
    next.endReason = ""
    let begun = try begin(next, by: caller)
    _ = try end(stored, at: at, reason: "goes on as another series", next: next.id)
    // What was edited or is fixed after the cut goes along where the new rule has the same time.
    try carryOver(from: stored, at: at, to: begun)
    return begun
  }

  /// When a series that goes on begins: a rule takes its weekday and hour from its start, and a time that was added
  /// says nothing of these; it stays among those added.
  private func ruleTime(
    _ stored: VisitSeries, from at: Int64, _ ruleIsNew: Bool, _ days: LocalDays
  ) throws(Status) -> LocalTime {
    if ruleIsNew || stored.rule.isEmpty { return days.localTime(at: at) }
    var plain = stored
    plain.addedTimes = []
    plain.removedTimes = []
    let rule = try SeriesRule(plain, today: nil, "series")
    return days.localTime(at: rule.occurrences(from: at, before: .max, days, most: 1).first ?? at)
  }

  /// Gives occurrences that stay as they are to the series that goes on.
  private mutating func carryOver(
    from stored: VisitSeries, at: Int64, to next: VisitSeries
  ) throws(Status) {
    let rows = try reader.occurrences(of: stored.id, from: at, most: 1000)
    guard let last = rows.last else { return }
    let planning = try SeriesPlanning(next, over: TimeRange(at, last.at), reader)
    let times = Set(
      planning.rule.occurrences(
        from: at, before: last.at + 1, planning.time.days, most: 10_000))
    for row in rows where times.contains(row.at) {
      let visit = try reader.lastVisit(from: row.visitID)
      let isFixed = row.edited || visit.map { !$0.isMovable(at: now.microseconds) } ?? false
      guard isFixed || visit?.id != row.visitID else { continue }
      try remove(row)
      var moved = row
      moved.seriesID = next.id
      try put(moved)
      guard let visit else { continue }
      var carried = visit
      carried.seriesID = next.id
      try updateVisit(carried, from: visit, fields: ["series_id"], by: .clock)
    }
  }
}
