public import PCRMCore
public import ProtobufCodec

/// The districts that a member of staff visits.
///
/// ```proto
/// message Territory {
///   string staff_id = 1;
///   int64 version = 2;
///   repeated TerritoryPart parts = 16;
/// }
/// ```
public struct Territory: Message {
  public static let protoName = "pcrm.v1.Territory"

  /// Who.
  public var staffID = StaffID()
  /// Output only. 0 before any was set.
  public var version: Int64 = 0
  /// The districts, at most 200. None = wherever the office's customers live.
  public var parts: [TerritoryPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.int64(2, "version", &version)
    try c.message(16, "parts", &parts)
  }
}

/// One district, for a time.
///
/// ```proto
/// message TerritoryPart {
///   string district = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
/// }
/// ```
public struct TerritoryPart: Message {
  public static let protoName = "pcrm.v1.TerritoryPart"

  /// Beginning of the codes of its legal districts (법정동코드), 2 to 10 digits: "11" is Seoul, "1114"
  /// its Jung-gu. Required.
  public var district = ""
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer belongs to the territory. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "district", &district)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
  }
}

/// Asks to set a territory.
///
/// ```proto
/// message SetTerritoryRequest {
///   string request_id = 1;
///   Territory territory = 2;
/// }
/// ```
public struct SetTerritoryRequest: Message {
  public static let protoName = "pcrm.v1.SetTerritoryRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The territory; `version`, when not 0, must be the present one. Required.
  public var territory: Territory?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "territory", &territory)
  }
}

/// Asks for a territory.
///
/// ```proto
/// message GetTerritoryRequest {
///   string staff_id = 1;
/// }
/// ```
public struct GetTerritoryRequest: Message {
  public static let protoName = "pcrm.v1.GetTerritoryRequest"

  /// Who. Required.
  public var staffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
  }
}
