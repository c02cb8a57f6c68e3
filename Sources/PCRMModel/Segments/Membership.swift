public import PCRMCore
public import ProtobufCodec

/// A time in which a customer was in a segment.
///
/// ```proto
/// message Membership {
///   string segment = 1;
///   string customer_id = 2;
///   int64 from_sequence = 3;
///   int64 to_sequence = 4;
///   google.protobuf.Timestamp from_time = 5;
///   google.protobuf.Timestamp to_time = 6;
///   int64 from_version = 7;
///   int64 to_version = 8;
///   MembershipCause from_cause = 9;
///   MembershipCause to_cause = 10;
///   string reason = 11;
///   string to_reason = 12;
/// }
/// ```
public struct Membership: Message {
  public static let protoName = "pcrm.v1.Membership"

  /// The segment's name.
  public var segment = ""
  /// The customer.
  public var customerID = CustomerID()
  /// Sequence in the feed with which the customer entered.
  public var fromSequence: Int64 = 0
  /// Sequence with which the customer left; 0 = still a member.
  public var toSequence: Int64 = 0
  /// When the customer entered.
  public var fromTime: Timestamp?
  /// When the customer left; absent while a member.
  public var toTime: Timestamp?
  /// Version of the segment by which the customer entered.
  public var fromVersion: Int64 = 0
  /// Version by which the customer left; 0 while a member.
  public var toVersion: Int64 = 0
  /// Why the customer entered.
  public var fromCause = MembershipCause.unspecified
  /// Why the customer left.
  public var toCause = MembershipCause.unspecified
  /// For a list: the reason that was given for putting the customer on it.
  public var reason = ""
  /// For a list: the reason that was given for taking the customer off.
  public var toReason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "segment", &segment)
    try c.text(2, "customer_id", &customerID)
    try c.int64(3, "from_sequence", &fromSequence)
    try c.int64(4, "to_sequence", &toSequence)
    try c.message(5, "from_time", &fromTime)
    try c.message(6, "to_time", &toTime)
    try c.int64(7, "from_version", &fromVersion)
    try c.int64(8, "to_version", &toVersion)
    try c.enumeration(9, "from_cause", &fromCause)
    try c.enumeration(10, "to_cause", &toCause)
    try c.string(11, "reason", &reason)
    try c.string(12, "to_reason", &toReason)
  }
}

/// Why a customer entered or left a segment.
public struct MembershipCause: OpenEnum {
  public static let protoName = "pcrm.v1.MembershipCause"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Still a member.
  public static let unspecified = MembershipCause(rawValue: 0)
  /// A write changed what the rule asks about.
  public static let write = MembershipCause(rawValue: 1)
  /// Time passed.
  public static let time = MembershipCause(rawValue: 2)
  /// The rule was new.
  public static let rule = MembershipCause(rawValue: 3)
  /// Somebody changed the list.
  public static let list = MembershipCause(rawValue: 4)
  /// A rebuild found it otherwise.
  public static let rebuild = MembershipCause(rawValue: 5)
  /// The segment was deleted.
  public static let deletion = MembershipCause(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "MEMBERSHIP_CAUSE_UNSPECIFIED"),
    (1, "MEMBERSHIP_CAUSE_WRITE"),
    (2, "MEMBERSHIP_CAUSE_TIME"),
    (3, "MEMBERSHIP_CAUSE_RULE"),
    (4, "MEMBERSHIP_CAUSE_LIST"),
    (5, "MEMBERSHIP_CAUSE_REBUILD"),
    (6, "MEMBERSHIP_CAUSE_DELETION"),
  ]
}
