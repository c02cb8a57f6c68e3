public import PCRMCore
public import ProtobufCodec

/// Somebody who takes part beside the customer and the member of staff.
///
/// ```proto
/// message VisitParticipant {
///   string staff_id = 1;
///   string customer_id = 2;
///   string role = 3;
///   string name = 4;
/// }
/// ```
public struct VisitParticipant: Message {
  public static let protoName = "pcrm.v1.VisitParticipant"

  /// A member of staff: its time is claimed too. Exactly one of this, customer_id and name.
  public var staffID = StaffID()
  /// A customer, for example a relative.
  public var customerID = CustomerID()
  /// What it does there, at most 64 characters, for example "interpreter".
  public var role = ""
  /// The name of somebody who is neither, at most 200 characters.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.text(2, "customer_id", &customerID)
    try c.string(3, "role", &role)
    try c.string(4, "name", &name)
  }
}
