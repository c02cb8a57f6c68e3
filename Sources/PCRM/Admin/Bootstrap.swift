public import PCRMCore
import PCRMModel
public import Storage

/// The first start on an empty store: somebody must be able to let the others in.
public enum Bootstrap {
  /// The principal that the first start makes.
  public static let adminName = "admin"

  /// Makes an administrator with a token, if the store has no principal yet.
  ///
  /// - Parameter keep: puts the secret where the operator finds it. It is called before the token is stored: a
  ///   start that is cut short leaves a secret that opens nothing, never a store that nobody can enter.
  /// - Returns: whether the store was empty.
  @discardableResult
  public static func run(
    _ database: any Database, keep: (String) throws(Status) -> Void
  ) throws(Status) -> Bool {
    let isSetUp = try database.read { (reader) throws(Status) in try reader.hasPrincipals() }
    if isSetUp { return false }
    let secret = Secret.random()
    try keep(secret.text)
    try database.write { (writer) throws(Status) in try makeAdmin(secret, &writer) }
    return true
  }

  private static func makeAdmin(_ secret: Secret, _ writer: inout Writer) throws(Status) {
    var principal = Principal()
    principal.id = writer.newID()
    principal.version = 1
    principal.name = adminName
    principal.displayName = "Administrator"
    principal.scope = .all
    principal.roles = [.admin]
    principal.createTime = writer.now
    principal.updateTime = writer.now
    try writer.insert(principal)
    writer.changed(FeedEntity.principal, principal.id, version: 1)
    var token = Token()
    token.id = writer.newID()
    token.version = 1
    token.principalID = principal.id
    token.label = "made at the first start"
    token.createTime = writer.now
    try writer.insert(token, hash: secret.hash)
    writer.changed(FeedEntity.token, token.id, version: 1)
    try writer.appendJournal(
      AuditLine(principal: principal.id, method: "first start", peer: "local"))
  }
}
