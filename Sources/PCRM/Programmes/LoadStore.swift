import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A member of staff as load and matching see it.
struct StaffMember {
  var id = StaffID()
  var name = ""
  var jobGroup = JobGroup.unspecified
  var office = UnitID()
  var team = UnitID()
  var home: Coordinates?

  /// The columns that every statement here selects, in their order.
  static let columns = "s.id, s.name, s.job_group, s.office, s.team, s.latitude_e7, s.longitude_e7"

  init(_ row: any Row) {
    id = row.id(0)
    name = row.text(1)
    jobGroup = row.enumeration(2)
    office = row.id(3)
    team = row.id(4)
    home = row.coordinates(5)
  }

  func isReached(by caller: Caller) -> Bool { caller.reaches(office: office, worker: id) }
}

/// What somebody carries, before weights are put to it.
struct Burden {
  var cases: [(profile: CaseProfile, count: Int)] = []
  var adoptions = 0

  var caseCount: Int { cases.reduce(0) { $0 + $1.count } }

  func load(_ weights: LoadWeights) -> Int64 {
    cases.reduce(Int64(adoptions) * Int64(weights.adoptionLoad)) {
      $0 + Int64($1.count) * weights.load(of: $1.profile)
    }
  }
}

extension CaseProfile {
  /// Columns of `customer_case c`, for ``init(row:from:)``.
  static let columns = """
    c.type, c.stage, c.phase, c.severity_scheme, c.severity_grade, c.support_group,
    c.management_level, c.status
    """
  static let columnCount = 8

  init(row: any Row, from first: Int) {
    self.init(
      type: row.text(first), stage: row.text(first + 1), phase: row.text(first + 2),
      severity: row.isNull(first + 3)
        ? nil
        : Severity(
          row.enumeration(first + 3), Int32(truncatingIfNeeded: row.integer(first + 4))),
      supportGroup: row.enumeration(first + 5), managementLevel: row.enumeration(first + 6),
      isSuspended: row.enumeration(first + 7, of: CaseStatus.self) == .suspended)
  }
}

extension Reader {
  /// A member of staff, whether at work or not.
  func member(_ id: StaffID, _ field: String) throws(Status) -> StaffMember {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      SQL(built: "SELECT \(StaffMember.columns) FROM staff s WHERE s.id = $1"), .id(id)
    ) { StaffMember($0) }
    guard let found else { throw .notFound(field, "there is no such member of staff") }
    return found
  }

  /// Everybody who works today, or only the staff of some units (as office or team), in the order of their ids.
  func membersAtWork(in units: [UnitID]? = nil) throws(Status) -> [StaffMember] {
    let day = BusinessDay.today(now).number
    guard let units else {
      return try all(
        SQL(
          built: """
            SELECT \(StaffMember.columns) FROM staff s
            WHERE s.active_from <= $1 AND $1 < s.active_to ORDER BY s.id
            """), .integer(day)
      ) { StaffMember($0) }
    }
    var found: [StaffID: StaffMember] = [:]
    for unit in units {
      for column in ["office", "team"] {
        try each(
          SQL(
            built: """
              SELECT \(StaffMember.columns) FROM staff s
              WHERE s.\(column) = $1 AND s.active_from <= $2 AND $2 < s.active_to
              """), [.id(unit), .integer(day)]
        ) { (row) throws(Status) in
          let member = StaffMember(row)
          found[member.id] = member
          return true
        }
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// What a member of staff carries now.
  func burden(of staff: StaffID) throws(Status) -> Burden {
    var burden = Burden()
    burden.cases = try all(
      SQL(
        built: """
          SELECT \(CaseProfile.columns), count(*) FROM customer_case c
          WHERE c.worker = $1 AND c.status <> 3 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
          """), .id(staff)
    ) { (CaseProfile(row: $0, from: 0), Int($0.integer(CaseProfile.columnCount))) }
    burden.adoptions =
      try first(
        "SELECT count(*) FROM adoption WHERE staff = $1 AND ended_at IS NULL", .id(staff)
      ) { Int($0.integer(0)) } ?? 0
    return burden
  }

  /// One page of loads: of those who work today, and of those who left and still have cases.
  func loads(
    _ request: ListLoadsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<StaffLoad> {
    let weights: LoadWeights = try current()
    var rows = PageBuilder<StaffLoad>(page)
    try each(
      SQL(
        built: """
          SELECT \(StaffMember.columns) FROM staff s
          WHERE s.id > $1 AND ($2 = $6 OR s.office = $2) AND ($3 = $6 OR s.team = $3)
            AND ($4 = 0 OR s.job_group = $4)
            AND (s.active_from <= $5 AND $5 < s.active_to
              OR EXISTS (SELECT 1 FROM customer_case c WHERE c.worker = s.id))
          ORDER BY s.id
          """),
      [
        .place(page.afterID(StaffID.self)), .place(request.officeID), .place(request.teamID),
        .enumeration(request.jobGroup), .integer(BusinessDay.today(now).number),
        .place(UnitID()),
      ]
    ) { (row) throws(Status) in
      let member = StaffMember(row)
      guard member.isReached(by: caller) else { return rows.pass(at: member.id.position) }
      return rows.add(
        StaffLoad(member, try burden(of: member.id), weights), at: member.id.position)
    }
    return rows
  }
}

extension StaffLoad {
  init(_ member: StaffMember, _ burden: Burden, _ weights: LoadWeights) {
    self.init()
    staffID = member.id
    name = member.name
    officeID = member.office
    teamID = member.team
    jobGroup = member.jobGroup
    caseCount = Int32(burden.caseCount)
    adoptionCount = Int32(burden.adoptions)
    load = burden.load(weights)
    capacityPermille = weights.capacity(of: member.jobGroup)
  }
}
