public import PCRMCore
public import ProtobufCodec

/// What a visit of adoption brings. Filled when it has anything.
///
/// ```proto
/// message AdoptionPart {
///   string note = 1;
///   repeated string information = 16;
///   repeated CustomerRemark remarks = 17;
///   repeated Gift gifts = 18;
///   repeated SupportRequest support_requests = 19;
/// }
/// ```
public struct AdoptionPart: Message {
  public static let protoName = "pcrm.v1.AdoptionPart"

  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""
  /// Codes of the information that was given, at most 50, each once; among those of the report
  /// rules, when they name any.
  public var information: [String] = []
  /// What the customer complained of or wished for, at most 20.
  public var remarks: [CustomerRemark] = []
  /// Gifts to the customer, at most 10. Together they stay within the limits of the report rules.
  public var gifts: [Gift] = []
  /// What sales agents ask support for, at most 10; each becomes a task. No names of third people.
  public var supportRequests: [SupportRequest] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "note", &note)
    try c.string(16, "information", &information)
    try c.message(17, "remarks", &remarks)
    try c.message(18, "gifts", &gifts)
    try c.message(19, "support_requests", &supportRequests)
  }
}

/// A complaint, a wish or praise that was heard at a visit.
///
/// ```proto
/// message CustomerRemark {
///   RemarkKind kind = 1;
///   string topic = 2;
///   string text = 3;
/// }
/// ```
public struct CustomerRemark: Message {
  public static let protoName = "pcrm.v1.CustomerRemark"

  /// What it is. Required.
  public var kind = RemarkKind.unspecified
  /// Code of what it is about; empty = not said.
  public var topic = ""
  /// In words, 1 to 1,000 characters. Required. Nothing delicate.
  public var text = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "topic", &topic)
    try c.string(3, "text", &text)
  }
}

/// Kinds of remarks.
public struct RemarkKind: OpenEnum {
  public static let protoName = "pcrm.v1.RemarkKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = RemarkKind(rawValue: 0)
  /// A complaint.
  public static let complaint = RemarkKind(rawValue: 1)
  /// A wish, or an idea.
  public static let wish = RemarkKind(rawValue: 2)
  /// Praise.
  public static let praise = RemarkKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "REMARK_KIND_UNSPECIFIED"),
    (1, "REMARK_KIND_COMPLAINT"),
    (2, "REMARK_KIND_WISH"),
    (3, "REMARK_KIND_PRAISE"),
  ]
}

/// A gift to the customer.
///
/// ```proto
/// message Gift {
///   string what = 1;
///   int64 value_won = 2;
/// }
/// ```
public struct Gift: Message {
  public static let protoName = "pcrm.v1.Gift"

  /// What it was, 1 to 200 characters. Required.
  public var what = ""
  /// What it is worth, in won: 0 to 100,000,000.
  public var valueWon: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "what", &what)
    try c.int64(2, "value_won", &valueWon)
  }
}

/// A request for support of a sales agent.
///
/// ```proto
/// message SupportRequest {
///   string staff_id = 1;
///   string what = 2;
///   google.protobuf.Timestamp due_time = 3;
/// }
/// ```
public struct SupportRequest: Message {
  public static let protoName = "pcrm.v1.SupportRequest"

  /// The sales agent, if a member of staff. Empty = the visit's own member of staff.
  public var staffID = StaffID()
  /// What is asked for, 1 to 500 characters. Required. Nothing about other customers.
  public var what = ""
  /// By when. Required, later than now.
  public var dueTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.string(2, "what", &what)
    try c.message(3, "due_time", &dueTime)
  }
}
