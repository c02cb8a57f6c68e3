/// Which customers a caller may see: the narrowest that the role or the principal says.
public enum Scope: Sendable, Hashable {
  /// Customers whose case worker is this member of staff.
  case own(StaffID)
  /// Customers of these offices: the caller's own and all below it, ascending.
  case offices([UnitID])
  case all
}

/// Who calls: made once by the authenticator, handed to every method.
public struct Caller: Sendable {
  public var principal: PrincipalID
  /// The member of staff behind the principal; empty for systems.
  public var staff: StaffID
  public var permissions: PermissionSet
  public var scope: Scope

  public init(
    principal: PrincipalID, staff: StaffID = StaffID(), permissions: PermissionSet, scope: Scope
  ) {
    self.principal = principal
    self.staff = staff
    self.permissions = permissions
    self.scope = scope
  }

  /// A caller without a token: may only call what anyone may.
  public static let anonymous = Caller(
    principal: PrincipalID(), permissions: [.anyone], scope: .offices([]))

  /// Whether a customer of this office and case worker is within reach.
  public func reaches(office: UnitID, worker: StaffID) -> Bool {
    switch scope {
    case .all: true
    case .offices(let offices): offices.contains(office)
    case .own(let staff): !staff.isEmpty && staff == worker
    }
  }
}
