/// Which customers a caller may see: the narrowest that the role or the principal says.
public enum Scope: Sendable, Hashable {
  /// Customers of whom this member of staff has a case, and those of the people whom it stands in for: see ``Cover``.
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
  /// What the scope ``Scope/own(_:)`` has beside the customers whose primary case worker the member of staff is.
  public var cover: Cover
  /// Where the call came from, for example "10.1.2.3" or "unix"; empty where nobody called.
  public var address = ""

  public init(
    principal: PrincipalID, staff: StaffID = StaffID(), permissions: PermissionSet, scope: Scope,
    cover: Cover = Cover()
  ) {
    self.principal = principal
    self.staff = staff
    self.permissions = permissions
    self.scope = scope
    self.cover = cover
  }

  /// A caller without a token: may only call what anyone may.
  public static let anonymous = Caller(
    principal: PrincipalID(), permissions: [.anyone], scope: .offices([]))

  /// Whether a customer of this office and case worker is within reach.
  public func reaches(_ customer: CustomerID, office: UnitID, worker: StaffID) -> Bool {
    if reaches(office: office, worker: worker) { return true }
    guard case .own = scope else { return false }
    return !worker.isEmpty && cover.staff.contains(worker) || cover.has(customer)
  }

  /// Those whose customers a caller of scope ``Scope/own(_:)`` sees: itself first.
  public var ownStaff: [StaffID] {
    guard case .own(let staff) = scope, !staff.isEmpty else { return [] }
    return [staff] + cover.staff
  }

  /// Whether a member of staff of this office is within reach, or what belongs to one.
  public func reaches(office: UnitID, worker: StaffID) -> Bool {
    switch scope {
    case .all: true
    case .offices(let offices): offices.contains(office)
    case .own(let staff): !staff.isEmpty && staff == worker
    }
  }
}
