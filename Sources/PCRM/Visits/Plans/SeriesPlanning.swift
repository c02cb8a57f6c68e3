import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A series together with the time of who goes: what planning and preview ask.
struct SeriesPlanning {
  let series: VisitSeries
  let rule: SeriesRule
  let timetable: SeriesTimetable
  let time: VisitorTime

  /// - Parameters:
  ///   - span: the instants that will be asked about.
  ///   - withFree: whether anybody's free time will be asked for.
  init(
    _ series: VisitSeries, over span: TimeRange, _ reader: Reader, _ field: String = "series"
  ) throws(Status) {
    let day: Int64 = 86_400_000_000
    let margin = Int64(SeriesTimetable.shiftDaysMax + 15) * day
    let now = reader.now.microseconds
    var office = series.officeID
    if office.isEmpty { office = try reader.office(of: series.staffID) }
    let time = try VisitorTime(
      series.staffID, office: office,
      over: TimeRange(span.from - margin, span.to + margin), reader)
    self.series = series
    self.time = time
    rule = try SeriesRule(series, today: series.id.isEmpty ? time.days.day(of: now) : nil, field)
    let isOnPurpose = !series.outsideHoursReason.isEmpty
    timetable = SeriesTimetable(
      series: series, days: time.days,
      holiday: { time.closed(on: $0, weekendsToo: !isOnPurpose) })
  }

  /// Where the occurrences of a span should be.
  func targets(
    from: Int64, before: Int64, most: Int
  ) -> [SeriesTimetable.Target] {
    let shift = Int64(SeriesTimetable.shiftDaysMax) * 86_400_000_000
    // What lies around decides where moved ones come to lie.
    let all = rule.occurrences(
      from: from - shift, before: before + shift, time.days, most: most + 700)
    let targets = timetable.targets(of: all).filter { $0.at >= from && $0.at < before }
    return Array(targets.prefix(most))
  }

  /// An occurrence before it has a visit.
  func blank(_ target: SeriesTimetable.Target) -> SeriesOccurrence {
    var occurrence = SeriesOccurrence()
    occurrence.seriesID = series.id
    occurrence.occurrenceTime = Timestamp(microseconds: target.at)
    occurrence.holiday = target.holiday
    return occurrence
  }

  /// An occurrence with the place it would get, or the reason for which it gets none.
  ///
  /// - Parameter claims: time that is taken.
  func placed(
    _ target: SeriesTimetable.Target, claims: [TimeRange], now: Int64
  ) -> SeriesOccurrence {
    var occurrence = blank(target)
    guard let wanted = target.start else {
      occurrence.state = .skipped
      occurrence.reason = "HOLIDAY"
      return occurrence
    }
    occurrence.startTime = Timestamp(microseconds: wanted)
    occurrence.endTime = Timestamp(microseconds: wanted + timetable.length)
    let work = time.workable(
      in: timetable.tolerance(around: wanted),
      isOnPurpose: !outsideHours(occurrence).isEmpty)
    if let start = timetable.start(nearest: wanted, in: work.without(claims), now: now) {
      occurrence.state = .planned
      occurrence.startTime = Timestamp(microseconds: start)
      occurrence.endTime = Timestamp(microseconds: start + timetable.length)
      occurrence.shiftMinutes = SeriesTimetable.shift(from: wanted, to: start)
      return occurrence
    }
    occurrence.state = .unplaced
    if timetable.tolerance(around: wanted).to - timetable.length < now {
      occurrence.reason = "PAST"
    } else {
      let couldWork = timetable.start(nearest: wanted, in: work, now: now) != nil
      occurrence.reason = couldWork ? "SLOT_TAKEN" : "NOT_WORKING"
    }
    return occurrence
  }

  /// The visit of an occurrence that has its place.
  func visit(of occurrence: SeriesOccurrence) -> Visit {
    var visit = Visit()
    visit.customerID = series.customerID
    visit.staffID = series.staffID
    visit.officeID = series.officeID
    visit.purpose = series.purpose
    visit.caseID = series.caseID
    visit.seriesID = series.id
    visit.occurrenceTime = occurrence.occurrenceTime
    visit.startTime = occurrence.startTime
    visit.endTime = occurrence.endTime
    visit.place = series.place
    visit.note = series.note
    visit.outsideHours = outsideHours(occurrence)
    return visit
  }

  /// Why a visit is outside of working hours: on a holiday on purpose, too.
  private func outsideHours(_ occurrence: SeriesOccurrence) -> String {
    if series.outsideHoursReason.isEmpty, series.holidayPolicy == .keep, !occurrence.holiday.isEmpty
    {
      return "holidays are meant"
    }
    return series.outsideHoursReason
  }

  /// Whether a visit is what the series would plan for an occurrence now.
  func wants(
    _ visit: Visit, _ occurrence: SeriesOccurrence, at target: SeriesTimetable.Target
  )
    -> Bool
  {
    guard let wanted = target.start, let start = visit.startTime?.microseconds,
      let end = visit.endTime?.microseconds
    else { return false }
    let limits = timetable.tolerance(around: wanted)
    return visit.staffID == series.staffID && visit.purpose == series.purpose
      && visit.caseID == series.caseID && end - start == timetable.length
      && visit.outsideHours == outsideHours(occurrence)
      && (series.officeID.isEmpty || visit.officeID == series.officeID)
      && start == wanted + Int64(occurrence.shiftMinutes) * 60_000_000
      && limits.from <= start && end <= limits.to
  }
}
