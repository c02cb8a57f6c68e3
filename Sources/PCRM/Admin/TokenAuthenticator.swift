public import PCRMCore
import PCRMModel
import ProtobufCodec
public import RPC
public import Storage

/// Tells from the tokens in the store who calls, what they may do, and whose customers they see.
public final class TokenAuthenticator: Authenticator {
  /// How long a connection may remember a caller: clocks can be set, and office trees change at midnight.
  private static let rememberedNanoseconds: UInt64 = 10_000_000_000

  private let access: AccessChanges

  /// - Parameter access: the one of the services' context, which tells of changes.
  public init(_ database: any Database, access: AccessChanges) {
    self.access = access
    database.observeCommits { _ in access.committed() }
  }

  public var generation: UInt64 { access.generation }

  public func caller(token: String, _ reader: Reader) throws(Status) -> KnownCaller {
    let now = reader.now
    guard let owner = try reader.owner(ofTokenWith: Secret(text: token).hash) else {
      throw Self.refused("TOKEN_INVALID", "the token is unknown or was revoked")
    }
    if owner.isRevoked {
      throw Self.refused("TOKEN_INVALID", "the token is unknown or was revoked")
    }
    var remembered = Self.rememberedNanoseconds
    if let expiry = owner.expireTime {
      let left = expiry.microseconds - now.microseconds
      guard left > 0 else { throw Self.refused("TOKEN_EXPIRED", "the token has expired") }
      remembered = min(remembered, Self.nanoseconds(left))
    }
    if owner.principal.disabled {
      throw Self.refused("PRINCIPAL_DISABLED", "the token's principal is disabled")
    }
    var caller = Caller(
      principal: owner.principal.id, staff: owner.principal.staffID,
      permissions: RolePermissions.of(owner.principal.roles),
      scope: try scope(of: owner, reader))
    if case .own(let staff) = caller.scope {
      let (cover, until) = try reader.cover(of: staff)
      caller.cover = cover
      // A deputy sees neither earlier nor longer than the absence lasts.
      if let until {
        remembered = min(
          remembered, Self.nanoseconds(until.microseconds - now.microseconds))
      }
    }
    return KnownCaller(caller, validUntil: Instant.now().adding(nanoseconds: remembered))
  }

  /// A time in microseconds, at least nothing and at most some minutes, as a connection counts it.
  private static func nanoseconds(_ microseconds: Int64) -> UInt64 {
    UInt64(max(0, min(microseconds, 1_000_000_000))) * 1000
  }

  /// Whose customers: nobody's where the principal's scope names what is not there any more.
  private func scope(of owner: TokenOwner, _ reader: Reader) throws(Status) -> PCRMCore.Scope {
    switch owner.principal.scope {
    case .all: return .all
    case .own: return .own(owner.principal.staffID)
    default:
      let office = owner.principal.officeID.isEmpty ? owner.staffOffice : owner.principal.officeID
      if office.isEmpty { return .offices([]) }
      return .offices(try reader.unitsBelow(office, on: BusinessDay.today(reader.now)))
    }
  }

  private static func refused(_ reason: String, _ problem: String) -> Status {
    Status(
      .unauthenticated, "authorization: \(problem); ask for a new one",
      ErrorInfo(reason: reason, field: "authorization"))
  }
}
