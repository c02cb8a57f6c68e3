public import PCRMCore
public import ProtobufCodec

/// A hardship that was found. It stays open until the customer was told what was found for it.
///
/// ```proto
/// message Hardship {
///   string id = 1;
///   int64 version = 2;
///   string customer_id = 3;
///   string case_id = 4;
///   string visit_id = 5;
///   string code = 6;
///   string stage = 7;
///   HardshipState state = 8;
///   string staff_id = 9;
///   string office_id = 10;
///   google.protobuf.Timestamp open_time = 11;
///   string resource = 12;
///   bool nothing_found = 13;
///   google.protobuf.Timestamp found_time = 14;
///   google.protobuf.Timestamp told_time = 15;
///   string told_visit_id = 16;
///   Channel told_channel = 17;
///   string note = 18;
///   google.protobuf.Timestamp update_time = 19;
/// }
/// ```
public struct Hardship: Message {
  public static let protoName = "pcrm.v1.Hardship"

  /// UUID.
  public var id = HardshipID()
  /// One more with every change.
  public var version: Int64 = 0
  /// Whose it is.
  public var customerID = CustomerID()
  /// The case on which it was recorded; empty = none.
  public var caseID = CaseID()
  /// The visit at which it was found; empty = it was recorded on the case without one.
  public var visitID = VisitID()
  /// Code among the hardships of the case's type, or of the report rules.
  public var code = ""
  /// The case's stage when it was found.
  public var stage = ""
  /// Where it stands.
  public var state = HardshipState.unspecified
  /// Member of staff who found it; empty when a system did.
  public var staffID = StaffID()
  /// Office of the visit, or of the case.
  public var officeID = UnitID()
  /// When it was found.
  public var openTime: Timestamp?
  /// The resource that was found, at most 300 characters, for example a welfare fund.
  public var resource = ""
  /// It was looked for and nothing was found: that is told to the customer too.
  public var nothingFound = false
  /// When a resource, or that there is none, was found.
  public var foundTime: Timestamp?
  /// When the customer was told.
  public var toldTime: Timestamp?
  /// At which visit the customer was told; empty = not at one.
  public var toldVisitID = VisitID()
  /// How the customer was told.
  public var toldChannel = Channel.unspecified
  /// In words, at most 500 characters. Nothing delicate.
  public var note = ""
  /// When it was last changed.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "case_id", &caseID)
    try c.text(5, "visit_id", &visitID)
    try c.string(6, "code", &code)
    try c.string(7, "stage", &stage)
    try c.enumeration(8, "state", &state)
    try c.text(9, "staff_id", &staffID)
    try c.text(10, "office_id", &officeID)
    try c.message(11, "open_time", &openTime)
    try c.string(12, "resource", &resource)
    try c.bool(13, "nothing_found", &nothingFound)
    try c.message(14, "found_time", &foundTime)
    try c.message(15, "told_time", &toldTime)
    try c.text(16, "told_visit_id", &toldVisitID)
    try c.enumeration(17, "told_channel", &toldChannel)
    try c.string(18, "note", &note)
    try c.message(19, "update_time", &updateTime)
  }
}

/// Where a hardship stands.
public struct HardshipState: OpenEnum {
  public static let protoName = "pcrm.v1.HardshipState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = HardshipState(rawValue: 0)
  /// A resource is looked for.
  public static let open = HardshipState(rawValue: 1)
  /// One was found, or that there is none; the customer does not know yet.
  public static let found = HardshipState(rawValue: 2)
  /// The customer was told.
  public static let told = HardshipState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "HARDSHIP_STATE_UNSPECIFIED"),
    (1, "HARDSHIP_STATE_OPEN"),
    (2, "HARDSHIP_STATE_FOUND"),
    (3, "HARDSHIP_STATE_TOLD"),
  ]
}
