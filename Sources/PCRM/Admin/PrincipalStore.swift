import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  func principal(_ id: PrincipalID, field: String) throws(Status) -> Principal {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      """
      SELECT id, version, name, display_name, staff, scope, office, disabled, roles, created_at,
        updated_at
      FROM principal WHERE id = $1
      """, .id(id)
    ) { Principal($0) }
    guard let found else { throw .notFound(field, "there is no such principal") }
    return found
  }

  func hasPrincipal(_ id: PrincipalID) throws(Status) -> Bool {
    try first("SELECT 1 FROM principal WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Whether there is any principal: a store without one was never set up.
  func hasPrincipals() throws(Status) -> Bool {
    try first("SELECT 1 FROM principal LIMIT 1") { _ in true } ?? false
  }

  /// Refuses to lose the only administrator who may call: nobody could make another.
  func checkAdministrator(besides id: PrincipalID, field: String) throws(Status) {
    let other = try first(
      "SELECT 1 FROM principal WHERE id <> $1 AND disabled = 0 AND (roles & $2) <> 0 LIMIT 1",
      .id(id), .integer(RoleBits.of([.admin]))
    ) { _ in true }
    if other == nil {
      throw .precondition(
        "LAST_ADMIN", field, "the last enabled administrator must stay one; make another first")
    }
  }

  /// Refuses a name that another has, and staff and offices that do not exist.
  func checkReferences(of principal: Principal) throws(Status) {
    let owner = try first("SELECT id FROM principal WHERE name = $1", .text(principal.name)) {
      $0.id(0, of: PrincipalID.self)
    }
    if let owner, owner != principal.id { throw .nameTaken("principal.name") }
    if !principal.staffID.isEmpty, try !hasStaff(principal.staffID) {
      throw .referenceMissing("principal.staff_id", "member of staff")
    }
    try checkUnit(principal.officeID, "principal.office_id")
  }

  /// One page of the principals, in the order of their ids.
  func principals(
    _ request: ListPrincipalsRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Principal> {
    var rows = PageBuilder<Principal>(page)
    try each(
      """
      SELECT id, version, name, display_name, staff, scope, office, disabled, roles, created_at,
        updated_at
      FROM principal
      WHERE id > $1 AND ($2 = 0 OR (roles & $2) <> 0)
      ORDER BY id LIMIT $3
      """,
      [
        .place(page.afterID(PrincipalID.self)),
        .integer(request.role == .unspecified ? 0 : RoleBits.of([request.role])),
        .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      let principal = Principal(row)
      return rows.add(principal, at: principal.id.position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ principal: Principal) throws(Status) {
    try execute(
      """
      INSERT INTO principal (id, version, name, display_name, staff, scope, office, disabled,
        roles, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """, .id(principal.id), .integer(principal.version), .text(principal.name),
      .text(principal.displayName), .id(principal.staffID), .enumeration(principal.scope),
      .id(principal.officeID), .bool(principal.disabled), .integer(RoleBits.of(principal.roles)),
      .time(principal.createTime), .time(principal.updateTime))
  }

  func update(_ principal: Principal) throws(Status) {
    try execute(
      """
      UPDATE principal SET version = $2, name = $3, display_name = $4, staff = $5, scope = $6,
        office = $7, disabled = $8, roles = $9, updated_at = $10
      WHERE id = $1
      """, .id(principal.id), .integer(principal.version), .text(principal.name),
      .text(principal.displayName), .id(principal.staffID), .enumeration(principal.scope),
      .id(principal.officeID), .bool(principal.disabled), .integer(RoleBits.of(principal.roles)),
      .time(principal.updateTime))
  }
}

/// Roles in one column: bit n is the role with number n.
enum RoleBits {
  static func of(_ roles: [Role]) -> Int64 {
    roles.reduce(0) { $0 | 1 << Int64($1.rawValue) }
  }

  static func roles(_ bits: Int64) -> [Role] {
    (Int32(1)..<63).filter { bits & 1 << Int64($0) != 0 }.map { Role(rawValue: $0) }
  }
}

extension Principal {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    name = row.text(2)
    displayName = row.text(3)
    staffID = row.id(4)
    scope = row.enumeration(5)
    officeID = row.id(6)
    disabled = row.bool(7)
    roles = RoleBits.roles(row.integer(8))
    createTime = row.time(9)
    updateTime = row.time(10)
  }
}
