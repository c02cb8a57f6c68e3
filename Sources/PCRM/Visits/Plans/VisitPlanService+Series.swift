import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlanService {
  @Sendable
  func createSeries(
    _ request: CreateSeriesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitSeries {
    guard var series = request.series?.normalised() else { throw .required("series") }
    try series.check()
    if series.id.isEmpty {
      series.id = writer.newID()
    } else {
      try series.id.checkClientMade("series.id")
      if try writer.reader.hasSeries(series.id) { throw .idTaken("series.id") }
    }
    if series.officeID.isEmpty { series.officeID = try writer.reader.office(of: series.staffID) }
    series.previousID = SeriesID()
    series.endTime = nil
    series.endReason = ""
    return try writer.begin(series, by: caller)
  }

  @Sendable
  func series(
    _ request: GetSeriesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitSeries {
    try reader.series(request.id, "id", caller)
  }

  @Sendable
  func listSeries(
    _ request: ListSeriesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSeriesResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.series(request, page, caller)
    var response = ListSeriesResponse()
    response.series = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func previewSeries(
    _ request: PreviewSeriesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> PreviewSeriesResponse {
    if request.max < 0 || request.max > 1000 { throw .outOfRange("max", min: 0, max: 1000) }
    let most = request.max == 0 ? 50 : Int(request.max)
    let series = try previewed(request, caller, reader)
    let now = reader.now.microseconds
    let from = try request.fromTime?.seriesInstant("from_time", now: reader.now) ?? now
    let horizon = Int64(series.horizonDays) * 86_400_000_000
    let before =
      try request.beforeTime?.seriesInstant("before_time", now: reader.now)
      ?? max(from, now) + horizon
    let span = 5 * 366 * Int64(86_400_000_000)
    if from > before || before - from > span {
      throw .malformed("before_time", "after from_time, by five years at most")
    }
    let planning = try SeriesPlanning(series, over: TimeRange(from, before), reader)
    var response = PreviewSeriesResponse()
    var claims = try planning.time.claims(in: TimeRange(from, before), reader)
    for target in planning.targets(from: from, before: before, most: most + 1) {
      if response.occurrences.count == most {
        response.more = true
        break
      }
      let stored = series.id.isEmpty ? nil : try reader.occurrence(at: target.at, of: series.id)
      if let stored, stored.state == .planned || stored.edited {
        response.occurrences.append(stored)
        continue
      }
      let occurrence = planning.placed(target, claims: claims, now: now)
      if let start = occurrence.startTime, let end = occurrence.endTime,
        occurrence.state == .planned
      {
        claims.append(TimeRange(start.microseconds, end.microseconds))
      }
      response.occurrences.append(occurrence)
    }
    return response
  }

  private func previewed(
    _ request: PreviewSeriesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitSeries {
    if !request.id.isEmpty {
      if request.series != nil { throw .malformed("series", "absent where there is an id") }
      return try reader.series(request.id, "id", caller)
    }
    guard var series = request.series?.normalised() else { throw .required("series") }
    try series.checkTimes("series")
    series.id = SeriesID()
    series.endTime = nil
    if !series.staffID.isEmpty {
      if try !reader.hasStaff(series.staffID) {
        throw .referenceMissing("series.staff_id", "member of staff")
      }
      if series.staffID != caller.staff {
        try reader.checkStaffReach(series.staffID, caller, "series.staff_id")
      }
      if series.officeID.isEmpty { series.officeID = try reader.office(of: series.staffID) }
    }
    try reader.checkUnit(series.officeID, "series.office_id")
    return series
  }

  @Sendable
  func updateSeries(
    _ request: UpdateSeriesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitSeries {
    guard let patch = request.series else { throw .required("series") }
    let stored = try writer.reader.seriesToChange(
      patch.id, version: patch.version, "series.id", caller)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: VisitSeries.readOnlyFields)
    var series = update.result.normalised()
    try series.check()
    if let from = request.fromOccurrenceTime {
      if !update.changed.contains("start") { series.start = "" }
      let at = try from.seriesInstant("from_occurrence_time", now: writer.now)
      return try writer.split(
        stored, at: at, into: series, ruleIsNew: update.changed.contains("rule"),
        id: request.nextID, by: caller)
    }
    if !request.nextID.isEmpty {
      throw .malformed("next_id", "empty without from_occurrence_time")
    }
    guard !update.changed.isEmpty else { return stored }
    try writer.reader.checkReferences(of: series, besides: stored, caller)
    series.version += 1
    series.updateTime = Timestamp(microseconds: writer.now.microseconds)
    series.settling = true
    try writer.update(series, fields: update.names)
    try SeriesWork.begin(series.id, writer)
    return series
  }

  @Sendable
  func stopSeries(
    _ request: StopSeriesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitSeries {
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    let stored = try writer.reader.seriesToChange(
      request.id, version: request.version, "id", caller)
    let end = max(request.endTime?.microseconds ?? 0, writer.now.microseconds)
    return try writer.end(stored, at: end, reason: request.reason)
  }
}

extension Reader {
  /// The series that a request changes, checked for reach, version and the right to change it.
  func seriesToChange(
    _ id: SeriesID, version: Int64, _ field: String, _ caller: Caller
  ) throws(Status) -> VisitSeries {
    let stored = try series(id, field, caller)
    try caller.checkGoes(stored.staffID)
    try Status.check(version: version, stored: stored.version)
    if stored.state == .ended {
      throw .precondition("SERIES_ENDED", field, "the series was ended; make a new one")
    }
    return stored
  }

  /// Refuses a rule that cannot be read, and what does not exist or is out of reach; what is stored was checked before.
  func checkReferences(
    of series: VisitSeries, besides stored: VisitSeries?, _ caller: Caller
  ) throws(Status) {
    let today = BusinessDay.today(now).daysSince1970
    _ = try SeriesRule(series, today: series.start == stored?.start ? nil : today, "series")
    if series.staffID != stored?.staffID {
      if try !hasStaff(series.staffID) {
        throw .referenceMissing("series.staff_id", "member of staff")
      }
      try caller.checkGoes(series.staffID)
      if series.staffID != caller.staff {
        try checkStaffReach(series.staffID, caller, "series.staff_id")
      }
    }
    if series.officeID != stored?.officeID { try checkUnit(series.officeID, "series.office_id") }
    if series.caseID != stored?.caseID || stored == nil {
      var visit = Visit()
      visit.customerID = series.customerID
      visit.caseID = series.caseID
      do throws(Status) {
        try checkMatter(visit)
      } catch {
        throw error.at("series.")
      }
    }
  }
}

extension Status {
  /// The same error, of a field within another.
  fileprivate func at(_ prefix: String) -> Status {
    Status(code, prefix + message, ErrorInfo(reason: info.reason, field: prefix + info.field))
  }
}
