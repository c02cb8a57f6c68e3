import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What the quality of one visit that took place follows from, as a row tells it.
struct ReportedVisit {
  var office = UnitID()
  var level = ManagementLevel.unspecified
  /// Without a report there is nothing below.
  var hasReport = false
  var facts = VisitQualityFacts()
  var required: [ReportPart] = []
  var openFollowUps = 0
  var confirmed: Bool?

  /// What every statement here selects, of `v`, its report `r` and its case `c`; $4 is the grace in microseconds and $5
  /// is now.
  static let columns = """
    v.office, coalesce(r.level, c.management_level, 0), r.version, r.filled, r.required, r.petition,
    r.satisfaction, r.confirmed,
    (SELECT coalesce(sum(CASE WHEN t.state = 2 AND t.ended_at <= t.due_at + $4 THEN 1 ELSE 0 END), 0)
      FROM visit_task t WHERE t.visit = v.id AND t.kind = 1),
    (SELECT coalesce(sum(CASE WHEN coalesce(t.ended_at, $5) > t.due_at + $4 THEN 1 ELSE 0 END), 0)
      FROM visit_task t WHERE t.visit = v.id AND t.kind = 1),
    (SELECT coalesce(sum(CASE WHEN t.state = 1 AND t.due_at + $4 >= $5 THEN 1 ELSE 0 END), 0)
      FROM visit_task t WHERE t.visit = v.id AND t.kind = 1)
    """

  init(_ row: any Row) {
    office = row.id(0)
    level = row.enumeration(1)
    hasReport = !row.isNull(2)
    guard hasReport else { return }
    facts.filled = [ReportPart](bits: row.integer(3))
    required = [ReportPart](bits: row.integer(4))
    facts.petition = row.enumeration(5)
    facts.satisfaction = Int(row.integer(6))
    confirmed = row.isNull(7) ? nil : row.bool(7)
    facts.kept = Int(row.integer(8))
    facts.missed = Int(row.integer(9))
    openFollowUps = Int(row.integer(10))
  }
}

/// Whose visits are looked at.
enum VisitCircle {
  case all
  case staff(StaffID)
  /// Units, as office of the visit or as team of whoever went.
  case units([UnitID])
}

extension Reader {
  /// Walks the visits of a time that took place.
  func reportedVisits(
    _ circle: VisitCircle, from: Timestamp, before: Timestamp, graceHours: Int32,
    _ take: (ReportedVisit) -> Void
  ) throws(Status) {
    func walk(
      _ condition: String, _ key: Value, _ wants: (ReportedVisit) -> Bool = { _ in true }
    ) throws(Status) {
      try each(
        SQL(
          built: """
            SELECT \(ReportedVisit.columns)
            FROM visit v LEFT JOIN visit_report r ON r.visit = v.id
              LEFT JOIN customer_case c ON c.id = v.case_id
            WHERE \(condition) AND v.starts_at >= $2 AND v.starts_at < $3 AND v.state = 6
            """),
        [
          key, .time(from), .time(before), .integer(Int64(graceHours) * 3_600_000_000),
          .time(now),
        ]
      ) { (row) throws(Status) in
        let visit = ReportedVisit(row)
        if wants(visit) { take(visit) }
        return true
      }
    }
    switch circle {
    case .all: try walk("$1 = 0", .integer(0))
    case .staff(let id): try walk("v.staff = $1", .id(id))
    case .units(let units):
      for unit in units { try walk("v.office = $1", .id(unit)) }
      // Who belongs to a team goes for an office too: a visit that was seen by its office is not seen again.
      let offices = Set(units)
      for member in try members(ofTeams: units) {
        try walk("v.staff = $1", .id(member)) { !offices.contains($0.office) }
      }
    }
  }

  private func members(ofTeams teams: [UnitID]) throws(Status) -> Set<StaffID> {
    var members: Set<StaffID> = []
    for team in teams {
      members.formUnion(
        try all("SELECT id FROM staff WHERE team = $1", .id(team)) { $0.id(0, of: StaffID.self) })
    }
    return members
  }
}
