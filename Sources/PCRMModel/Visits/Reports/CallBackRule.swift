public import PCRMCore
public import ProtobufCodec

/// Which visits are sampled for a call to the customer. The sample follows from the seed and the
/// visit's id alone, so it can be checked.
///
/// ```proto
/// message CallBackRule {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   int32 share_permille = 5;
///   int64 seed = 6;
///   int32 due_hours = 7;
///   repeated ManagementLevel management_levels = 16;
///   repeated string purposes = 17;
/// }
/// ```
public struct CallBackRule: Message {
  public static let protoName = "pcrm.v1.CallBackRule"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// How many visits of a thousand: 0 to 1,000.
  public var sharePermille: Int32 = 0
  /// Another seed gives another sample.
  public var seed: Int64 = 0
  /// By how many hours after its report the customer is to be called: 1 to 8,760; 0 only while no
  /// visit is sampled.
  public var dueHours: Int32 = 0
  /// Management levels of the cases; empty = every visit.
  public var managementLevels: [ManagementLevel] = []
  /// Purposes of the visits; empty = every visit.
  public var purposes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.int32(5, "share_permille", &sharePermille)
    try c.int64(6, "seed", &seed)
    try c.int32(7, "due_hours", &dueHours)
    try c.enumeration(16, "management_levels", &managementLevels)
    try c.string(17, "purposes", &purposes)
  }
}
