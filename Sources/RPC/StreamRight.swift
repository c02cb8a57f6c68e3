import PCRMCore
import Storage

/// What a long stream goes on by: the token it was opened with still opens its method.
struct StreamRight: Sendable {
  let token: String
  let permission: Permission
  /// The authenticator's generation at which that was last seen to be so.
  var generation: UInt64

  /// Looks again after rights may have changed.
  ///
  /// - Throws: `unauthenticated` or `permissionDenied` when the stream must end.
  mutating func check(_ authenticator: any Authenticator, _ reader: Reader) throws(Status) {
    let now = authenticator.generation
    guard permission != .anyone, now != generation else { return }
    let known = try authenticator.caller(token: token, reader)
    guard known.caller.permissions.contains(permission) else {
      throw Status(
        .permissionDenied, "the permission \(permission.name) was taken away",
        ErrorInfo(reason: "PERMISSION_MISSING", field: "authorization")
      ).with("permission", permission.name)
    }
    generation = now
  }
}
