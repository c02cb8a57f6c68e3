import PCRMCore
import Storage

/// What a long stream goes on by: the token it was opened with still opens its method, and shows the same customers.
struct StreamRight: Sendable {
  let token: String
  let permission: Permission
  /// Who opened it.
  let caller: Caller
  /// The authenticator's generation at which that was last seen to be so.
  var generation: UInt64
  /// Until when time alone could not have changed it.
  var validUntil: Instant

  /// Looks again after rights may have changed.
  ///
  /// - Throws: `unauthenticated`, `permissionDenied` or `aborted` when the stream must end.
  mutating func check(_ authenticator: any Authenticator, _ reader: Reader) throws(Status) {
    let now = authenticator.generation
    guard permission != .anyone, now != generation || Instant.now() >= validUntil else { return }
    let known = try authenticator.caller(token: token, reader)
    guard known.caller.permissions.contains(permission) else {
      throw Status(
        .permissionDenied, "the permission \(permission.name) was taken away",
        ErrorInfo(reason: "PERMISSION_MISSING", field: "authorization")
      ).with("permission", permission.name)
    }
    guard known.caller.scope == caller.scope, known.caller.cover == caller.cover else {
      throw Status(
        .aborted, "the stream's caller sees other customers now; open it again",
        ErrorInfo(reason: "SCOPE_CHANGED", field: "authorization"))
    }
    generation = now
    validUntil = known.validUntil
  }
}
