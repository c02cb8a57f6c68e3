import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A programme's row, column by column, as every statement here selects it.
private enum ProgrammeRow {
  static let columns = """
    id, version, name, segment, cap, distance_max, detour, valid_from, valid_to, created_at,
    updated_at
    """

  static func programme(_ row: any Row) -> Programme {
    var programme = Programme()
    programme.id = row.id(0)
    programme.version = row.integer(1)
    programme.name = row.text(2)
    programme.segmentID = row.id(3)
    programme.customersPerStaff = Int32(truncatingIfNeeded: row.integer(4))
    programme.distanceMaxM = Int32(truncatingIfNeeded: row.integer(5))
    programme.detourPermille = Int32(truncatingIfNeeded: row.integer(6))
    programme.validFrom = row.day(7)
    programme.validTo = row.day(8)
    programme.createTime = row.time(9)
    programme.updateTime = row.time(10)
    return programme
  }
}

extension Reader {
  /// The programme without the customers and staff that it names.
  func programme(_ id: ProgrammeID, _ field: String) throws(Status) -> Programme {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      SQL(built: "SELECT \(ProgrammeRow.columns) FROM programme WHERE id = $1"), .id(id)
    ) { ProgrammeRow.programme($0) }
    guard let found else { throw .notFound(field, "there is no such programme") }
    return found
  }

  /// The programme with all that it names.
  func wholeProgramme(_ id: ProgrammeID, _ field: String) throws(Status) -> Programme {
    var programme = try programme(id, field)
    programme.customerIDs = try all(
      "SELECT customer FROM programme_customer WHERE programme = $1 ORDER BY customer", .id(id)
    ) { $0.id(0) }
    programme.unitIDs = try all(
      "SELECT unit FROM programme_unit WHERE programme = $1 ORDER BY unit", .id(id)
    ) { $0.id(0) }
    programme.staffIDs = try all(
      "SELECT staff FROM programme_staff WHERE programme = $1 ORDER BY staff", .id(id)
    ) { $0.id(0) }
    return programme
  }

  func hasProgramme(_ id: ProgrammeID) throws(Status) -> Bool {
    try first("SELECT 1 FROM programme WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// One page of the programmes, in the order of their ids.
  func programmes(
    _ request: ListProgrammesRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Programme> {
    var rows = PageBuilder<Programme>(page)
    try each(
      SQL(
        built: """
          SELECT \(ProgrammeRow.columns) FROM programme
          WHERE id > $1 AND ($2 < 0 OR valid_from <= $2 AND $2 < valid_to)
          ORDER BY id LIMIT $3
          """),
      [
        .place(page.afterID(ProgrammeID.self)), .integer(request.asOf?.number ?? -1),
        .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      let programme = ProgrammeRow.programme(row)
      return rows.add(programme, at: programme.id.position)
    }
    return rows
  }

  /// Refuses a segment, customers, units and staff that do not exist; those of `stored` were checked before.
  func checkReferences(
    _ programme: Programme, besides stored: Programme?, _ field: String = "programme"
  ) throws(Status) {
    if programme.segmentID != stored?.segmentID, !programme.segmentID.isEmpty {
      let exists = try first(
        "SELECT 1 FROM segment WHERE id = $1 AND deleted_at IS NULL", .id(programme.segmentID)
      ) { _ in true }
      if exists == nil { throw .referenceMissing("\(field).segment_id", "segment") }
    }
    let known = Set(stored?.customerIDs ?? [])
    for (index, id) in programme.customerIDs.enumerated() where !known.contains(id) {
      let exists = try first(
        "SELECT 1 FROM customer WHERE id = $1 AND deleted_at IS NULL", .id(id)
      ) { _ in true }
      if exists == nil { throw .referenceMissing("\(field).customer_ids[\(index)]", "customer") }
    }
    for (index, id) in programme.unitIDs.enumerated() {
      try checkUnit(id, "\(field).unit_ids[\(index)]")
    }
    for (index, id) in programme.staffIDs.enumerated() where try !hasStaff(id) {
      throw .referenceMissing("\(field).staff_ids[\(index)]", "member of staff")
    }
  }

  /// Whether a customer may be adopted in a programme.
  func isInPopulation(_ customer: CustomerID, of programme: Programme) throws(Status) -> Bool {
    if programme.segmentID.isEmpty {
      return try first(
        "SELECT 1 FROM programme_customer WHERE programme = $1 AND customer = $2",
        .id(programme.id), .id(customer)
      ) { _ in true } ?? false
    }
    return try first(
      """
      SELECT 1 FROM membership m JOIN segment s ON s.number = m.segment
      WHERE s.id = $1 AND m.customer = $2
      """, .id(programme.segmentID), .id(customer)
    ) { _ in true } ?? false
  }

  /// A member of staff, if one of the programme's who works today.
  func member(_ id: StaffID, of programme: Programme) throws(Status) -> StaffMember? {
    let day = BusinessDay.today(now)
    let found = try first(
      SQL(
        built: """
          SELECT \(StaffMember.columns) FROM staff s
          WHERE s.id = $1 AND s.active_from <= $2 AND $2 < s.active_to
          """), .id(id), .integer(day.number)
    ) { StaffMember($0) }
    guard let found else { return nil }
    let names = try first(
      """
      SELECT (SELECT count(*) FROM programme_unit WHERE programme = $1),
        (SELECT count(*) FROM programme_staff WHERE programme = $1),
        (SELECT count(*) FROM programme_staff WHERE programme = $1 AND staff = $2)
      """, .id(programme.id), .id(id)
    ) { (units: $0.integer(0), staff: $0.integer(1), isNamed: $0.integer(2) > 0) }
    guard let names else { return nil }
    if names.isNamed || names.units == 0 && names.staff == 0 { return found }
    if names.units == 0 { return nil }
    for unit in [found.office, found.team] where !unit.isEmpty {
      if try isBelowUnit(of: programme.id, unit, on: day) { return found }
    }
    return nil
  }

  /// Whether a unit is one of a programme's, or stands below one on a day.
  private func isBelowUnit(
    of programme: ProgrammeID, _ unit: UnitID, on day: CivilDate
  ) throws(Status) -> Bool {
    try first(
      """
      WITH RECURSIVE above (id) AS (
        SELECT $1
        UNION
        SELECT p.parent FROM placement p JOIN above a ON p.unit = a.id
        WHERE p.valid_from <= $2 AND $2 < p.valid_to
      )
      SELECT 1 FROM programme_unit u JOIN above a ON u.unit = a.id WHERE u.programme = $3
      """, .id(unit), .integer(day.number), .id(programme)
    ) { _ in true } ?? false
  }

  /// The staff of a programme who work today, in the order of their ids.
  func members(of programme: Programme) throws(Status) -> [StaffMember] {
    let units = try all(
      "SELECT unit FROM programme_unit WHERE programme = $1", .id(programme.id)
    ) { $0.id(0, of: UnitID.self) }
    let named = try all(
      "SELECT staff FROM programme_staff WHERE programme = $1", .id(programme.id)
    ) { $0.id(0, of: StaffID.self) }
    let everybody = try membersAtWork()
    if units.isEmpty && named.isEmpty { return everybody }
    var below: Set<UnitID> = []
    for unit in units { below.formUnion(try unitsBelow(unit, on: BusinessDay.today(now))) }
    let asked = Set(named)
    return everybody.filter { member in
      asked.contains(member.id) || below.contains(member.office) || below.contains(member.team)
    }
  }
}

extension Writer {
  func insert(_ programme: Programme) throws(Status) {
    try execute(
      "INSERT INTO programme VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      .id(programme.id), .integer(programme.version), .text(programme.name),
      .id(programme.segmentID), .integer(Int64(programme.customersPerStaff)),
      .integer(Int64(programme.distanceMaxM)), .integer(Int64(programme.detourPermille)),
      .first(programme.validFrom), .end(programme.validTo), .time(programme.createTime),
      .time(programme.updateTime))
    try replaceNamed(by: programme, from: nil)
  }

  func update(_ programme: Programme, from stored: Programme) throws(Status) {
    try execute(
      """
      UPDATE programme SET version = $2, name = $3, segment = $4, cap = $5, distance_max = $6,
        detour = $7, valid_from = $8, valid_to = $9, updated_at = $10
      WHERE id = $1
      """, .id(programme.id), .integer(programme.version), .text(programme.name),
      .id(programme.segmentID), .integer(Int64(programme.customersPerStaff)),
      .integer(Int64(programme.distanceMaxM)), .integer(Int64(programme.detourPermille)),
      .first(programme.validFrom), .end(programme.validTo), .time(programme.updateTime))
    try replaceNamed(by: programme, from: stored)
  }

  private func replaceNamed(by new: Programme, from old: Programme?) throws(Status) {
    try replace(
      "programme_customer", "customer", new.id, old?.customerIDs ?? [], new.customerIDs)
    try replace("programme_unit", "unit", new.id, old?.unitIDs ?? [], new.unitIDs)
    try replace("programme_staff", "staff", new.id, old?.staffIDs ?? [], new.staffIDs)
  }

  /// Writes the difference between two lists.
  private func replace<E>(
    _ table: String, _ column: String, _ programme: ProgrammeID, _ old: [ID<E>],
    _ new: [ID<E>]
  ) throws(Status) {
    let (before, after) = (Set(old), Set(new))
    for id in old where !after.contains(id) {
      try execute(
        SQL(built: "DELETE FROM \(table) WHERE programme = $1 AND \(column) = $2"),
        .id(programme), .id(id))
    }
    for id in new where !before.contains(id) {
      try execute(
        SQL(built: "INSERT INTO \(table) (programme, \(column)) VALUES ($1, $2)"),
        .id(programme), .id(id))
    }
  }
}
