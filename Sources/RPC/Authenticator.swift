public import PCRMCore
public import Storage

/// Tells from a bearer token who calls.
public protocol Authenticator: Sendable {
  /// Grows whenever a token, a role or a principal changes: a caller that was looked up earlier is looked up again.
  var generation: UInt64 { get }

  /// - Throws: `unauthenticated` for a token that is unknown, expired or revoked.
  func caller(token: String, _ reader: Reader) throws(Status) -> KnownCaller
}

/// A caller, and until when a connection may remember it.
public struct KnownCaller: Sendable {
  public let caller: Caller
  /// The token's expiry on the monotonic clock; never later than a few seconds where times can pass unseen.
  public let validUntil: Instant

  public init(_ caller: Caller, validUntil: Instant) {
    self.caller = caller
    self.validUntil = validUntil
  }
}

/// Everybody may do everything: for the bare configuration that benchmarks assemble, and for tests of the machinery.
public struct TrustEverybody: Authenticator {
  private let known: KnownCaller

  public init() {
    known = KnownCaller(
      Caller(principal: PrincipalID(high: 1, low: 1), permissions: .all, scope: .all),
      validUntil: .distantFuture)
  }

  public var generation: UInt64 { 0 }

  public func caller(token: String, _ reader: Reader) throws(Status) -> KnownCaller { known }
}
