import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The unit with all its placements.
  func unit(_ id: UnitID, field: String) throws(Status) -> Unit {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      """
      SELECT id, version, kind, code, name, time_zone, latitude_e7, longitude_e7, valid_from,
        valid_to, created_at, updated_at
      FROM unit WHERE id = $1
      """, .id(id)
    ) { Unit($0) }
    guard var unit = found else { throw .notFound(field, "there is no such unit") }
    unit.placements = try placements(of: id)
    return unit
  }

  func hasUnit(_ id: UnitID) throws(Status) -> Bool {
    try first("SELECT 1 FROM unit WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Refuses a code that another unit has.
  func checkFree(code: String, for id: UnitID) throws(Status) {
    if code.isEmpty { return }
    let owner = try first("SELECT id FROM unit WHERE code = $1", .text(code)) {
      $0.id(0, of: UnitID.self)
    }
    if let owner, owner != id { throw .nameTaken("unit.code") }
  }

  /// Refuses a parent that does not exist, or not any more on the first day.
  func checkParent(_ parent: UnitID, from day: CivilDate?) throws(Status) {
    let end = try first("SELECT valid_to FROM unit WHERE id = $1", .id(parent)) { $0.integer(0) }
    guard let end else { throw .referenceMissing("parent_id", "unit") }
    if end <= day?.number ?? Period.beginning {
      throw .referenceMissing("parent_id", "unit on that day: it is closed")
    }
  }

  /// Refuses a unit that does not exist; the empty key is none.
  func checkUnit(_ id: UnitID, _ field: String) throws(Status) {
    if !id.isEmpty, try !hasUnit(id) { throw .referenceMissing(field, "unit") }
  }

  /// One page of the units, in the order of their ids.
  func units(
    _ request: ListUnitsRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Unit> {
    var rows = PageBuilder<Unit>(page)
    let day = request.asOf?.number ?? -1
    try each(
      """
      SELECT id, version, kind, code, name, time_zone, latitude_e7, longitude_e7, valid_from,
        valid_to, created_at, updated_at
      FROM unit
      WHERE id > $1 AND ($2 = 0 OR kind = $2) AND ($3 < 0 OR valid_from <= $3 AND $3 < valid_to)
        AND ($4 = '' OR code = $4)
      ORDER BY id LIMIT $5
      """,
      [
        .place(page.afterID(UnitID.self)), .enumeration(request.kind), .integer(day),
        .text(request.code), .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      var unit = Unit(row)
      unit.placements = try placements(of: unit.id)
      return rows.add(unit, at: unit.id.position)
    }
    return rows
  }

  private func placements(of id: UnitID) throws(Status) -> [Placement] {
    try all(
      "SELECT parent, valid_from, valid_to FROM placement WHERE unit = $1 ORDER BY valid_from",
      .id(id)
    ) { row in
      var placement = Placement()
      placement.parentID = row.id(0)
      placement.validFrom = row.day(1)
      placement.validTo = row.day(2)
      return placement
    }
  }
}

extension Writer {
  func insert(_ unit: Unit) throws(Status) {
    try execute(
      """
      INSERT INTO unit (id, version, kind, code, name, time_zone, latitude_e7, longitude_e7,
        valid_from, valid_to, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """, .id(unit.id), .integer(unit.version), .enumeration(unit.kind), .textOrNull(unit.code),
      .text(unit.name), .text(unit.timeZone), .latitude(unit.coordinates),
      .longitude(unit.coordinates), .first(unit.validFrom), .end(unit.validTo),
      .time(unit.createTime), .time(unit.updateTime))
    try replacePlacements(of: unit)
  }

  /// Writes everything but the placements.
  func update(_ unit: Unit) throws(Status) {
    try execute(
      """
      UPDATE unit SET version = $2, kind = $3, code = $4, name = $5, time_zone = $6,
        latitude_e7 = $7, longitude_e7 = $8, valid_from = $9, valid_to = $10, updated_at = $11
      WHERE id = $1
      """, .id(unit.id), .integer(unit.version), .enumeration(unit.kind), .textOrNull(unit.code),
      .text(unit.name), .text(unit.timeZone), .latitude(unit.coordinates),
      .longitude(unit.coordinates), .first(unit.validFrom), .end(unit.validTo),
      .time(unit.updateTime))
  }

  func replacePlacements(of unit: Unit) throws(Status) {
    try execute("DELETE FROM placement WHERE unit = $1", .id(unit.id))
    for placement in unit.placements {
      try execute(
        "INSERT INTO placement (unit, valid_from, valid_to, parent) VALUES ($1, $2, $3, $4)",
        .id(unit.id), .first(placement.validFrom), .end(placement.validTo),
        .id(placement.parentID))
    }
  }
}

extension Unit {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    kind = row.enumeration(2)
    code = row.text(3)
    name = row.text(4)
    timeZone = row.text(5)
    coordinates = row.coordinates(6)
    validFrom = row.day(8)
    validTo = row.day(9)
    createTime = row.time(10)
    updateTime = row.time(11)
  }
}
