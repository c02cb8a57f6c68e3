public import PCRMCore
public import ProtobufCodec

/// Asks for a new unit.
///
/// ```proto
/// message CreateUnitRequest {
///   string request_id = 1;
///   Unit unit = 2;
///   string parent_id = 3;
/// }
/// ```
public struct CreateUnitRequest: Message {
  public static let protoName = "pcrm.v1.CreateUnitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The unit. Its `id` may be set.
  public var unit: Unit?
  /// The unit above it, from `unit.valid_from` on. Empty = it stands at the top.
  public var parentID = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "unit", &unit)
    try c.text(3, "parent_id", &parentID)
  }
}

/// Asks for one unit.
///
/// ```proto
/// message GetUnitRequest {
///   string id = 1;
/// }
/// ```
public struct GetUnitRequest: Message {
  public static let protoName = "pcrm.v1.GetUnitRequest"

  /// The unit's id.
  public var id = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of units.
///
/// ```proto
/// message ListUnitsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   UnitKind kind = 3;
///   CivilDate as_of = 4;
///   string code = 5;
/// }
/// ```
public struct ListUnitsRequest: Message {
  public static let protoName = "pcrm.v1.ListUnitsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this kind.
  public var kind = UnitKind.unspecified
  /// Only those that exist on this day.
  public var asOf: CivilDate?
  /// Only the one with exactly this code.
  public var code = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "kind", &kind)
    try c.message(4, "as_of", &asOf)
    try c.string(5, "code", &code)
  }
}

/// A page of units.
///
/// ```proto
/// message ListUnitsResponse {
///   repeated Unit units = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListUnitsResponse: Message {
  public static let protoName = "pcrm.v1.ListUnitsResponse"

  /// The units.
  public var units: [Unit] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "units", &units)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a change of a unit.
///
/// ```proto
/// message UpdateUnitRequest {
///   string request_id = 1;
///   Unit unit = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateUnitRequest: Message {
  public static let protoName = "pcrm.v1.UpdateUnitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var unit: Unit?
  /// What to change. Absent or empty = every field of `unit` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "unit", &unit)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks for another place in the tree.
///
/// ```proto
/// message MoveUnitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string parent_id = 4;
///   CivilDate valid_from = 5;
/// }
/// ```
public struct MoveUnitRequest: Message {
  public static let protoName = "pcrm.v1.MoveUnitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The unit's id.
  public var id = UnitID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The new unit above it. Empty = it stands at the top.
  public var parentID = UnitID()
  /// First day of the new place. Required.
  public var validFrom: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.text(4, "parent_id", &parentID)
    try c.message(5, "valid_from", &validFrom)
  }
}
