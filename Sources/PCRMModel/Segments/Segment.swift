public import PCRMCore
public import ProtobufCodec

/// What a segment is, as a document of configuration has it.
///
/// ```proto
/// message SegmentDefinition {
///   string name = 1;
///   string title = 2;
///   string purpose = 3;
///   SegmentKind kind = 4;
///   string rule = 5;
///   bool preset = 6;
/// }
/// ```
public struct SegmentDefinition: Message {
  public static let protoName = "pcrm.v1.SegmentDefinition"

  /// Name by which rules and callers know it: 1 to 64 of a–z, 0–9, "_", "-" and ".". It never
  /// changes. Required.
  public var name = ""
  /// What people call it, at most 200 characters. Empty = the name.
  public var title = ""
  /// What it is for, at most 2,000 characters.
  public var purpose = ""
  /// How its members are found. Unspecified = RULE when there is a rule, else LIST. Never changes.
  public var kind = SegmentKind.unspecified
  /// The rule, at most 8,000 bytes; see docs/segments.md. Required for kind RULE, refused for LIST.
  public var rule = ""
  /// Whether it came with the product.
  public var preset = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "title", &title)
    try c.string(3, "purpose", &purpose)
    try c.enumeration(4, "kind", &kind)
    try c.string(5, "rule", &rule)
    try c.bool(6, "preset", &preset)
  }
}

/// How the members of a segment are found.
public struct SegmentKind: OpenEnum {
  public static let protoName = "pcrm.v1.SegmentKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a definition: by what it has. In a filter: every kind.
  public static let unspecified = SegmentKind(rawValue: 0)
  /// All customers for whom the rule is true.
  public static let rule = SegmentKind(rawValue: 1)
  /// Customers who were put on it.
  public static let list = SegmentKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "SEGMENT_KIND_UNSPECIFIED"),
    (1, "SEGMENT_KIND_RULE"),
    (2, "SEGMENT_KIND_LIST"),
  ]
}

/// A segment with its present state.
///
/// ```proto
/// message Segment {
///   string id = 1;
///   int64 version = 2;
///   SegmentDefinition definition = 3;
///   int64 rule_version = 4;
///   SegmentState state = 5;
///   int32 progress = 6;
///   int64 size = 7;
///   repeated string uses = 8;
///   repeated string used_by = 9;
///   google.protobuf.Timestamp create_time = 10;
///   google.protobuf.Timestamp update_time = 11;
///   google.protobuf.Timestamp build_time = 12;
///   google.protobuf.Timestamp audit_time = 13;
///   int64 drift = 14;
/// }
/// ```
public struct Segment: Message {
  public static let protoName = "pcrm.v1.Segment"

  /// UUID.
  public var id = SegmentID()
  /// Version of the definition.
  public var version: Int64 = 0
  /// What it is.
  public var definition: SegmentDefinition?
  /// Version that brought the rule in force.
  public var ruleVersion: Int64 = 0
  /// Whether its members are settled.
  public var state = SegmentState.unspecified
  /// While BUILDING: customers looked at so far, in thousandths of all.
  public var progress: Int32 = 0
  /// Members now; while BUILDING, members before the build.
  public var size: Int64 = 0
  /// Segments that its rule names.
  public var uses: [String] = []
  /// Segments whose rules name it.
  public var usedBy: [String] = []
  /// When it was created.
  public var createTime: Timestamp?
  /// When this version was made.
  public var updateTime: Timestamp?
  /// When every customer was last looked at; absent before the first build is done.
  public var buildTime: Timestamp?
  /// When its members were last compared with its rule for every customer; absent before the first.
  public var auditTime: Timestamp?
  /// Customers found wrongly in or out by all comparisons so far. It should be 0.
  public var drift: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.message(3, "definition", &definition)
    try c.int64(4, "rule_version", &ruleVersion)
    try c.enumeration(5, "state", &state)
    try c.int32(6, "progress", &progress)
    try c.int64(7, "size", &size)
    try c.string(8, "uses", &uses)
    try c.string(9, "used_by", &usedBy)
    try c.message(10, "create_time", &createTime)
    try c.message(11, "update_time", &updateTime)
    try c.message(12, "build_time", &buildTime)
    try c.message(13, "audit_time", &auditTime)
    try c.int64(14, "drift", &drift)
  }
}

/// Whether a segment's members are settled.
public struct SegmentState: OpenEnum {
  public static let protoName = "pcrm.v1.SegmentState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never sent.
  public static let unspecified = SegmentState(rawValue: 0)
  /// Every customer has been looked at with the rule in force.
  public static let ready = SegmentState(rawValue: 1)
  /// Customers are being looked at; lists show the members before.
  public static let building = SegmentState(rawValue: 2)
  /// The rule cannot be evaluated any more because a fact that it asks about is gone; the members
  /// are those of before.
  public static let broken = SegmentState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SEGMENT_STATE_UNSPECIFIED"),
    (1, "SEGMENT_STATE_READY"),
    (2, "SEGMENT_STATE_BUILDING"),
    (3, "SEGMENT_STATE_BROKEN"),
  ]
}

/// A version of a segment. It never changes.
///
/// ```proto
/// message SegmentVersion {
///   int64 version = 1;
///   SegmentDefinition definition = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
/// }
/// ```
public struct SegmentVersion: Message {
  public static let protoName = "pcrm.v1.SegmentVersion"

  /// Its number, from 1.
  public var version: Int64 = 0
  /// The definition as it was then.
  public var definition: SegmentDefinition?
  /// When it was made.
  public var createTime: Timestamp?
  /// Principal who made it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "definition", &definition)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
  }
}
