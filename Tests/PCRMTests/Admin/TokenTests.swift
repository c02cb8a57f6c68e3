import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

struct TokenTests {
  private static let invalid = Refusal(.unauthenticated, "TOKEN_INVALID", "authorization")

  /// Would catch a revocation that a connection which knows the token does not notice.
  @Test func revokedAtOnce() throws {
    try withPCRM { pcrm in
      let principal = try pcrm.admin.createPrincipal("someone")
      let token = try pcrm.admin.createToken(for: principal.id)
      let caller = try pcrm.caller(token: token.secret)
      #expect(try caller.whoAmI() == nil)
      guard let id = token.token?.id else { throw Status.internalError }
      let revoked = try pcrm.admin.revoke(id)
      #expect(revoked.version == 2 && revoked.revokeTime != nil)
      #expect(try caller.whoAmI() == Self.invalid)
      // A token that is revoked already is answered as it is.
      #expect(try pcrm.admin.revoke(id) == revoked)
    }
  }

  /// Would catch an expiry that is only looked at when the token is made, or a boundary that is off by one.
  @Test func expires() throws {
    try withPCRM { pcrm in
      let principal = try pcrm.admin.createPrincipal("someone")
      let secret = try pcrm.admin.createToken(
        for: principal.id, expires: pcrm.clock.now().adding(seconds: 60)
      ).secret
      pcrm.clock.advance(seconds: 59)
      #expect(try pcrm.caller(token: secret).whoAmI() == nil)
      pcrm.clock.advance(seconds: 1)
      #expect(
        try pcrm.caller(token: secret).whoAmI()
          == Refusal(.unauthenticated, "TOKEN_EXPIRED", "authorization"))
    }
  }

  /// Would catch a principal that goes on working after it was disabled, with old roles, or not after it was enabled.
  @Test func principalChanges() throws {
    try withPCRM { pcrm in
      let principal = try pcrm.admin.createPrincipal("someone", .counsellor)
      let caller = try pcrm.caller(token: try pcrm.admin.createToken(for: principal.id).secret)
      let list = ListPrincipalsRequest()
      #expect(
        try caller.refused("pcrm.v1.AdminService/ListPrincipals", list)?.reason
          == "PERMISSION_MISSING")
      var changed = principal
      changed.roles = [.auditor, .counsellor]
      changed = try pcrm.admin.update(changed, mask: ["roles"])
      #expect(try caller.refusal("pcrm.v1.AdminService/ListPrincipals", list) == nil)
      changed.disabled = true
      changed = try pcrm.admin.update(changed, mask: ["disabled"])
      #expect(try caller.whoAmI()?.reason == "PRINCIPAL_DISABLED")
      changed.disabled = false
      changed = try pcrm.admin.update(changed, mask: ["disabled"])
      #expect(try caller.whoAmI() == nil)
      #expect(changed.version == 4)
    }
  }

  /// Would catch guesses that are let in: other texts, prefixes, other cases.
  @Test func wrongTokens() throws {
    try withPCRM { (pcrm) throws in
      let secret = pcrm.admin.token
      for wrong in [
        "x", "pcrm_", String(secret.dropLast()), secret + "A", secret.uppercased(), " " + secret,
      ] {
        #expect(try pcrm.caller(token: wrong).whoAmI() == Self.invalid, "\(wrong.count)")
      }
      // One connection, another token: who was remembered is not taken for who calls now.
      pcrm.admin.token = "pcrm_wrong"
      #expect(try pcrm.admin.whoAmI() == Self.invalid)
      pcrm.admin.token = secret
      #expect(try pcrm.admin.whoAmI() == nil)
    }
  }

  /// Would catch a secret that is stored, or shown twice.
  @Test func secretIsShownOnce() throws {
    try withPCRM { pcrm in
      let principal = try pcrm.admin.createPrincipal("someone")
      let requestID = RequestID(high: 1, low: 1)
      let first = try pcrm.admin.createToken(for: principal.id, requestID: requestID)
      let again = try pcrm.admin.createToken(for: principal.id, requestID: requestID)
      #expect(first.token == again.token && again.secret.isEmpty)
      #expect(first.secret.hasPrefix("pcrm_") && first.secret.count == 48)
      let stored = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT answer FROM request_key") { $0.bytes(0) }
      }
      let secret = Array(first.secret.utf8)
      for answer in stored {
        for start in answer.indices where answer.count - start >= secret.count {
          #expect(Array(answer[start..<start + secret.count]) != secret)
        }
      }
    }
  }

  /// Would catch lists that show what is over, or hide what is not.
  @Test func lists() throws {
    try withPCRM { pcrm in
      let principal = try pcrm.admin.createPrincipal("someone")
      let tokens = try (0..<3).map { index in
        try pcrm.admin.createToken(
          for: principal.id, label: "\(index)",
          expires: index == 1 ? pcrm.clock.now().adding(seconds: 5) : nil)
      }
      guard let last = tokens[2].token else { throw Status.internalError }
      _ = try pcrm.admin.revoke(last.id)
      pcrm.clock.advance(seconds: 5)
      var request = ListTokensRequest()
      request.principalID = principal.id
      #expect(try labels(pcrm.admin, request) == ["0"])
      request.showInvalid = true
      #expect(try labels(pcrm.admin, request) == ["0", "1", "2"])
    }
  }

  private func labels(_ caller: TestCaller, _ request: ListTokensRequest) throws -> [String] {
    let response: ListTokensResponse = try caller.call("pcrm.v1.AdminService/ListTokens", request)
    return response.tokens.map(\.label)
  }

  /// Would catch tokens for nobody, or ones that are over when they are made.
  @Test func refusedTokens() throws {
    try withPCRM { (pcrm) throws in
      let path = "pcrm.v1.AdminService/CreateToken"
      var request = CreateTokenRequest()
      #expect(
        try pcrm.admin.refused(path, request)
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "token"))
      var token = Token()
      request.token = token
      #expect(
        try pcrm.admin.refused(path, request)
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "token.principal_id"))
      token.principalID = PrincipalID(high: 9, low: 9)
      request.token = token
      #expect(
        try pcrm.admin.refused(path, request)
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "token.principal_id"))
      token.expireTime = pcrm.clock.now()
      request.token = token
      #expect(
        try pcrm.admin.refused(path, request)
          == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "token.expire_time"))
    }
  }

  /// Would catch a second administrator at the second start, and a store that nobody can enter when the secret could
  /// not be kept.
  @Test func firstStart() throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase.open(
      path: folder.path + "/data", migrations: PCRM.migrations)
    defer { database.close() }
    #expect(throws: Status.internalError) {
      try Bootstrap.run(database) { (_) throws(Status) in throw .internalError }
    }
    var secrets: [String] = []
    for expected in [true, false] {
      let isFirst = try Bootstrap.run(database) { secrets.append($0) }
      #expect(isFirst == expected)
    }
    #expect(secrets.count == 1)
  }
}
