import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Whose token it is, with all that decides what the caller may do.
struct TokenOwner {
  var principal = Principal()
  /// The office of the member of staff behind the principal; empty without one.
  var staffOffice = UnitID()
  var expireTime: Timestamp?
  var isRevoked = false
}

extension Reader {
  /// Finds a caller; nil when there is no such token.
  func owner(ofTokenWith hash: [UInt8]) throws(Status) -> TokenOwner? {
    try first(
      """
      SELECT p.id, p.staff, p.scope, p.office, p.disabled, p.roles, s.office, t.expires_at,
        t.revoked_at
      FROM token t JOIN principal p ON p.id = t.principal LEFT JOIN staff s ON s.id = p.staff
      WHERE t.hash = $1
      """, .blob(hash)
    ) { row in
      var owner = TokenOwner()
      owner.principal.id = row.id(0)
      owner.principal.staffID = row.id(1)
      owner.principal.scope = row.enumeration(2)
      owner.principal.officeID = row.id(3)
      owner.principal.disabled = row.bool(4)
      owner.principal.roles = RoleBits.roles(row.integer(5))
      owner.staffOffice = row.id(6)
      owner.expireTime = row.timeOrNil(7)
      owner.isRevoked = !row.isNull(8)
      return owner
    }
  }

  func token(_ id: TokenID, field: String) throws(Status) -> Token {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      """
      SELECT id, version, principal, label, expires_at, created_at, revoked_at
      FROM token WHERE id = $1
      """, .id(id)
    ) { Token($0) }
    guard let found else { throw .notFound(field, "there is no such token") }
    return found
  }

  /// One page of the tokens, in the order of their ids.
  func tokens(
    _ request: ListTokensRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Token> {
    var rows = PageBuilder<Token>(page)
    try each(
      """
      SELECT id, version, principal, label, expires_at, created_at, revoked_at
      FROM token
      WHERE id > $1 AND ($2 = $6 OR principal = $2)
        AND ($3 = 1 OR revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4))
      ORDER BY id LIMIT $5
      """,
      [
        .place(page.afterID(TokenID.self)), .place(request.principalID),
        .bool(request.showInvalid), .time(now), .integer(Int64(page.size) + 1),
        .place(PrincipalID()),
      ]
    ) { (row) throws(Status) in
      let token = Token(row)
      return rows.add(token, at: token.id.position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ token: Token, hash: [UInt8]) throws(Status) {
    try execute(
      """
      INSERT INTO token (id, version, principal, hash, label, created_at, expires_at, revoked_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)
      """, .id(token.id), .integer(token.version), .id(token.principalID), .blob(hash),
      .text(token.label), .time(token.createTime), .time(token.expireTime))
  }

  func revoke(_ token: Token) throws(Status) {
    try execute(
      "UPDATE token SET version = $2, revoked_at = $3 WHERE id = $1", .id(token.id),
      .integer(token.version), .time(token.revokeTime))
  }
}

extension Token {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    principalID = row.id(2)
    label = row.text(3)
    expireTime = row.timeOrNil(4)
    createTime = row.time(5)
    revokeTime = row.timeOrNil(6)
  }
}
