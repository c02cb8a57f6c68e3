import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// One page of daily caseloads, the latest day first.
  func caseloads(
    _ request: ListCaseloadRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Caseload> {
    var rows = PageBuilder<Caseload>(page)
    let place = CaseloadPlace(page.after)
    // Of one person the index by staff is walked, of everybody the table.
    let staff = request.staffID.isEmpty ? "1 = 1 OR staff = $1" : "staff = $1"
    try each(
      SQL(
        built: """
          SELECT day, staff, office, job_group, case_count, intensive_count, general_count,
            adoption_count, load, office_count, visit_count, visit_minutes, office_share, alarm,
            assumptions
          FROM caseload
          WHERE (\(staff)) AND (day < $2 OR day = $2 AND staff < $3)
            AND day >= $4 AND day < $5 AND ($6 = $8 OR office = $6) AND ($7 = 0 OR alarm = 1)
          ORDER BY day DESC, staff DESC
          """),
      [
        .place(request.staffID), .integer(place.day), .place(place.staff),
        .integer(request.fromDay?.number ?? 0), .integer(request.toDay?.number ?? .max),
        .place(request.officeID), .bool(request.alarmsOnly), .place(UnitID()),
      ]
    ) { (row) throws(Status) in
      let caseload = Caseload(row)
      let place = CaseloadPlace(row.integer(0), caseload.staffID).position
      guard caller.reaches(office: caseload.officeID, worker: caseload.staffID) else {
        return rows.pass(at: place)
      }
      return rows.add(caseload, at: place)
    }
    return rows
  }
}

/// Where a page of caseloads ends: at this day and member of staff.
struct CaseloadPlace {
  var day: Int64
  var staff: StaffID

  init(_ day: Int64, _ staff: StaffID) {
    self.day = day
    self.staff = staff
  }

  /// Where the page begins; the first one above everything.
  init(_ position: [UInt8]) {
    guard position.count == 24 else {
      self.init(.max, StaffID(high: .max, low: .max))
      return
    }
    self.init(
      position[..<8].reduce(0) { $0 << 8 | Int64($1) },
      position[8...].withUnsafeBytes { StaffID(bytes: $0) } ?? StaffID())
  }

  var position: [UInt8] { day.position + staff.position }
}

extension Caseload {
  fileprivate init(_ row: any Row) {
    self.init()
    day = CivilDate(number: row.integer(0))
    staffID = row.id(1)
    officeID = row.id(2)
    jobGroup = row.enumeration(3)
    caseCount = Int32(truncatingIfNeeded: row.integer(4))
    intensiveCount = Int32(truncatingIfNeeded: row.integer(5))
    generalCount = Int32(truncatingIfNeeded: row.integer(6))
    adoptionCount = Int32(truncatingIfNeeded: row.integer(7))
    load = row.integer(8)
    officeCount = Int32(truncatingIfNeeded: row.integer(9))
    if !row.isNull(10) {
      var work = FieldWork()
      work.visitCount = Int32(truncatingIfNeeded: row.integer(10))
      work.minutes = Int32(truncatingIfNeeded: row.integer(11))
      field = work
    }
    officeSharePermille = Int32(truncatingIfNeeded: row.integer(12))
    alarm = row.bool(13)
    assumptionsVersion = row.integer(14)
  }
}

extension Writer {
  /// Stores a day's caseload, in the place of one that was counted for the same day before.
  func put(_ caseload: Caseload) throws(Status) {
    try execute(
      """
      INSERT INTO caseload (day, staff, office, job_group, case_count, intensive_count,
        general_count, adoption_count, load, office_count, visit_count, visit_minutes,
        office_share, alarm, assumptions)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (day, staff) DO UPDATE SET office = excluded.office,
        job_group = excluded.job_group, case_count = excluded.case_count,
        intensive_count = excluded.intensive_count, general_count = excluded.general_count,
        adoption_count = excluded.adoption_count, load = excluded.load,
        office_count = excluded.office_count, visit_count = excluded.visit_count,
        visit_minutes = excluded.visit_minutes, office_share = excluded.office_share,
        alarm = excluded.alarm, assumptions = excluded.assumptions
      """, .integer(caseload.day?.number ?? 0), .id(caseload.staffID), .id(caseload.officeID),
      .enumeration(caseload.jobGroup), .integer(Int64(caseload.caseCount)),
      .integer(Int64(caseload.intensiveCount)), .integer(Int64(caseload.generalCount)),
      .integer(Int64(caseload.adoptionCount)), .integer(caseload.load),
      .integer(Int64(caseload.officeCount)),
      caseload.field.map { .integer(Int64($0.visitCount)) } ?? .null,
      caseload.field.map { .integer(Int64($0.minutes)) } ?? .null,
      .integer(Int64(caseload.officeSharePermille)), .bool(caseload.alarm),
      .integer(caseload.assumptionsVersion))
  }
}
