public import PCRMCore

extension Entity {
  /// Whose time a visit claims: a member of staff or a resource.
  public enum Holder {}
}

/// The key of a member of staff or of a resource: they have no key in common.
public typealias HolderID = ID<Entity.Holder>

extension ID where Entity == PCRMCore.Entity.Holder {
  /// Somebody who goes.
  public init(_ staff: StaffID) {
    self.init(high: staff.high, low: staff.low)
  }

  /// Something that is booked.
  public init(_ resource: ResourceID) {
    self.init(high: resource.high, low: resource.low)
  }

  /// The member of staff, if it is one.
  public var staff: StaffID { StaffID(high: high, low: low) }

  /// The resource, if it is one.
  public var resource: ResourceID { ResourceID(high: high, low: low) }
}
