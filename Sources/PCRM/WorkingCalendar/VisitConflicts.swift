import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Tells for visits, in the order of their beginnings, whether their members of staff work then; calendars are kept for
/// some weeks at a time.
struct ConflictCheck {
  private static let daysAtATime = 28

  private let reader: Reader
  private let planned: [HolidayRecord]
  private var loader: CalendarLoader?
  private var days = 0..<0
  private var calendars: [StaffID: StaffCalendar] = [:]

  /// - Parameter planned: holidays that are not stored yet.
  init(_ reader: Reader, planned: [HolidayRecord] = []) {
    self.reader = reader
    self.planned = planned
  }

  /// Why the member of staff does not work then.
  mutating func refusal(of visit: Visit) throws(Status) -> WorkingRefusal? {
    guard let start = visit.startTime, let end = visit.endTime else { return nil }
    let time = TimeRange(start.microseconds, end.microseconds)
    guard let calendar = try calendar(of: visit.staffID, around: time) else { return nil }
    return calendar.refusal(at: time, isOnPurpose: !visit.outsideHours.isEmpty)
  }

  private mutating func calendar(
    of staff: StaffID, around time: TimeRange
  ) throws(Status) -> StaffCalendar? {
    let needed = Reader.days(around: time)
    if needed.lowerBound < days.lowerBound || needed.upperBound > days.upperBound {
      days =
        needed.lowerBound..<max(needed.upperBound, needed.lowerBound + Self.daysAtATime)
      loader = try CalendarLoader(reader, days: days, planned: planned)
      calendars = [:]
    }
    if let known = calendars[staff] { return known }
    guard let person = try reader.calendarPerson(staff) else { return nil }
    let made = try loader?.calendar(of: person)
    calendars[staff] = made
    return made
  }
}

extension VisitConflict {
  init(_ visit: Visit, _ refusal: WorkingRefusal) {
    self.init()
    visitID = visit.id
    customerID = visit.customerID
    staffID = visit.staffID
    startTime = visit.startTime
    endTime = visit.endTime
    self.refusal = refusal
  }
}

extension Reader {
  /// Walks the visits that are planned, proposed or confirmed, in the order of their beginnings, each with the office and
  /// the case worker of its customer.
  fileprivate func walkOpenVisits(
    from: Int64, before: Int64, after: TimePlace<Entity.Visit>, office: UnitID, staff: StaffID,
    row: (any Row) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT v.*, u.home_office, u.case_worker FROM visit v CROSS JOIN customer u
      WHERE v.starts_at >= $1 AND v.starts_at < $2 AND (v.starts_at, v.id) > ($3, $4)
        AND v.state <= 3 AND ($5 = $7 OR v.office = $5) AND ($6 = $7 OR v.staff = $6)
        AND u.id = v.customer
      ORDER BY v.starts_at, v.id
      """,
      [
        .integer(max(from, after.time)), .integer(before), .integer(after.time),
        .place(after.id), .place(office), .place(staff), .place(UnitID()),
      ], row: row)
  }
}

/// The visits that new holidays hit.
struct HolidayHits {
  private static let countMax: Int32 = 1000
  private static let shownMax = 100
  /// Visits that are looked at: some tens of milliseconds of the writer.
  private static let visitsMax = 5000

  private(set) var count: Int32 = 0
  /// The first of them that the caller may see.
  private(set) var shown: [VisitConflict] = []

  init(of holidays: [HolidayRecord], _ reader: Reader, _ caller: Caller) throws(Status) {
    var check = ConflictCheck(reader, planned: holidays)
    var left = Self.visitsMax
    // What is looked at for neighbouring days overlaps, and the days of a feast have one name.
    var seen: Set<VisitID> = []
    for holiday in holidays.sorted(by: { ($0.day?.number ?? 0) < ($1.day?.number ?? 0) })
    where !holiday.worked {
      guard let day = holiday.day?.daysSince1970 else { continue }
      // Whatever the zone, the day lies between these; a visit lasts half a day at most.
      let from = Int64(day - 1) * 86_400_000_000 - 43_200_000_000
      let before = Int64(day + 2) * 86_400_000_000
      try reader.walkOpenVisits(
        from: from, before: before, after: TimePlace([]), office: UnitID(), staff: StaffID()
      ) { (row) throws(Status) in
        left -= 1
        guard left >= 0, count < Self.countMax else { return false }
        let visit = try VisitRow.document(row)
        guard let refusal = try check.refusal(of: visit), refusal.kind == .holiday,
          refusal.name == holiday.name
        else { return true }
        guard seen.insert(visit.id).inserted else { return true }
        count += 1
        if shown.count < Self.shownMax, VisitRow.isReached(row, by: caller) {
          shown.append(VisitConflict(visit, refusal))
        }
        return true
      }
    }
  }
}

extension CalendarService {
  /// Visits that one page looks at.
  private static let walkRowsMax = 20_000

  @Sendable
  func listVisitConflicts(
    _ request: ListVisitConflictsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitConflictsResponse {
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<VisitConflict>(page)
    var check = ConflictCheck(reader)
    var last = TimePlace<Entity.Visit>(page.after)
    var looked = 0
    var isCutShort = false
    try reader.walkOpenVisits(
      from: (request.fromTime ?? reader.now).microseconds,
      before: request.beforeTime?.microseconds ?? .max, after: last, office: request.officeID,
      staff: request.staffID
    ) { (row) throws(Status) in
      looked += 1
      if looked > Self.walkRowsMax {
        isCutShort = true
        return false
      }
      let place = TimePlace<Entity.Visit>(row.integer(VisitRow.startsAt), row.id(VisitRow.id))
      if VisitRow.isReached(row, by: caller) {
        let visit = try VisitRow.document(row)
        if let refusal = try check.refusal(of: visit),
          !rows.add(VisitConflict(visit, refusal), at: place.position)
        {
          return false
        }
      }
      last = place
      return true
    }
    var response = ListVisitConflictsResponse()
    response.conflicts = rows.items
    response.nextPageToken =
      isCutShort
      ? context.pages.token(after: last.position, of: request, caller)
      : context.pages.next(after: rows, of: request, caller)
    return response
  }
}
