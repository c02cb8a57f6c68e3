import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlanService {
  @Sendable
  func editOccurrence(
    _ request: EditOccurrenceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SeriesOccurrence {
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    guard let time = request.occurrenceTime else { throw .required("occurrence_time") }
    if request.cancel {
      if request.startTime != nil { throw .malformed("start_time", "absent with cancel") }
    } else if request.startTime == nil {
      throw .required("start_time")
    }
    let series = try writer.reader.seriesToChange(
      request.seriesID, version: 0, "series_id", caller)
    let at = try time.seriesInstant("occurrence_time", now: writer.now)
    let planning = try SeriesPlanning(series, over: TimeRange(at, at + 1), writer.reader)
    let stored = try writer.reader.occurrence(at: at, of: series.id)
    let target = planning.targets(from: at, before: at + 1, most: 1).first
    guard var occurrence = stored ?? target.map({ planning.blank($0) }) else {
      throw .notFound("occurrence_time", "the series has no occurrence at that time")
    }
    let visit = try writer.reader.lastVisit(from: occurrence.visitID)
    if let visit, !visit.isOpen, visit.state != .cancelled, visit.state != .noShow {
      throw .visitEnded(visit.state, "occurrence_time")
    }
    occurrence.edited = true
    if request.cancel {
      try writer.cancel(&occurrence, visit, reason: request.reason, by: caller)
    } else {
      try writer.move(&occurrence, visit, planning, request, by: caller)
      let wanted = target?.start ?? at
      occurrence.shiftMinutes = SeriesTimetable.shift(
        from: wanted, to: occurrence.startTime?.microseconds ?? wanted)
    }
    try writer.put(occurrence)
    writer.changed(
      FeedEntity.series, series.id, version: series.version, fields: "occurrences",
      about: series.customerID)
    return occurrence
  }

  @Sendable
  func listOccurrences(
    _ request: ListOccurrencesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListOccurrencesResponse {
    try request.state.checkKnown("state")
    let series = try reader.series(request.seriesID, "series_id", caller)
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<SeriesOccurrence>(page)
    let from = max(
      request.fromTime?.microseconds ?? .min, page.afterNumber.map { $0 + 1 } ?? .min)
    let found = try reader.occurrences(
      of: series.id, from: from, before: request.beforeTime?.microseconds ?? .max,
      state: request.state, most: page.size + 1)
    for occurrence in found {
      if !rows.add(occurrence, at: occurrence.at.position) { break }
    }
    var response = ListOccurrencesResponse()
    response.occurrences = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Writer {
  fileprivate mutating func cancel(
    _ occurrence: inout SeriesOccurrence, _ visit: Visit?, reason: String, by caller: Caller
  ) throws(Status) {
    if let visit, visit.isOpen {
      try caller.checkGoes(visit.staffID)
      try withdraw(visit, reason: reason, by: caller)
    }
    occurrence.state = .removed
    occurrence.visitID = VisitID()
    occurrence.reason = "REMOVED"
  }

  /// Moves the visit of an occurrence, or plans one where it has none.
  fileprivate mutating func move(
    _ occurrence: inout SeriesOccurrence, _ visit: Visit?, _ planning: SeriesPlanning,
    _ request: EditOccurrenceRequest, by caller: Caller
  ) throws(Status) {
    guard let start = request.startTime else { throw .required("start_time") }
    let (end, isOver) = start.microseconds.addingReportingOverflow(planning.timetable.length)
    if isOver { throw .malformed("start_time", "a time that can be counted") }
    occurrence.startTime = start
    occurrence.endTime = request.endTime ?? Timestamp(microseconds: end)
    let planned: Visit
    if let visit, visit.isOpen {
      try caller.checkGoes(visit.staffID)
      planned = try reschedule(
        visit,
        to: VisitMove(
          start: start, end: occurrence.endTime ?? start,
          staff: request.staffID.isEmpty ? visit.staffID : request.staffID,
          reason: request.reason),
        by: caller)
    } else {
      var wanted = planning.visit(of: occurrence)
      if !request.staffID.isEmpty { wanted.staffID = request.staffID }
      planned = try planVisit(wanted, by: caller)
    }
    occurrence.state = .planned
    occurrence.reason = ""
    occurrence.visitID = planned.id
    occurrence.startTime = planned.startTime
    occurrence.endTime = planned.endTime
  }
}
