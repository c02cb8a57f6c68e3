public import PCRMCore
public import ProtobufCodec

/// One unit in the tree.
///
/// ```proto
/// message TreeNode {
///   string id = 1;
///   string parent_id = 2;
///   int32 depth = 3;
///   UnitKind kind = 4;
///   string code = 5;
///   string name = 6;
/// }
/// ```
public struct TreeNode: Message {
  public static let protoName = "pcrm.v1.TreeNode"

  /// The unit's id.
  public var id = UnitID()
  /// The unit above it; empty at the top.
  public var parentID = UnitID()
  /// How many units stand above it.
  public var depth: Int32 = 0
  /// What it is.
  public var kind = UnitKind.unspecified
  /// Its code.
  public var code = ""
  /// Its name.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.text(2, "parent_id", &parentID)
    try c.int32(3, "depth", &depth)
    try c.enumeration(4, "kind", &kind)
    try c.string(5, "code", &code)
    try c.string(6, "name", &name)
  }
}

/// Asks for the tree.
///
/// ```proto
/// message GetTreeRequest {
///   CivilDate as_of = 1;
///   string root_id = 2;
/// }
/// ```
public struct GetTreeRequest: Message {
  public static let protoName = "pcrm.v1.GetTreeRequest"

  /// The day. Absent = today in Asia/Seoul.
  public var asOf: CivilDate?
  /// Only this unit and what is below it. Empty = the whole tree.
  public var rootID = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "as_of", &asOf)
    try c.text(2, "root_id", &rootID)
  }
}

/// The tree on a day.
///
/// ```proto
/// message GetTreeResponse {
///   repeated TreeNode nodes = 1;
/// }
/// ```
public struct GetTreeResponse: Message {
  public static let protoName = "pcrm.v1.GetTreeResponse"

  /// The units, parents before their children, brothers by name.
  public var nodes: [TreeNode] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "nodes", &nodes)
  }
}
