public import PCRMCore
public import ProtobufCodec

/// Asks for a new wave.
///
/// ```proto
/// message CreateWaveRequest {
///   string request_id = 1;
///   SurveyWave wave = 2;
/// }
/// ```
public struct CreateWaveRequest: Message {
  public static let protoName = "pcrm.v1.CreateWaveRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The wave: survey_id is required.
  public var wave: SurveyWave?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "wave", &wave)
  }
}

/// Asks for one wave.
///
/// ```proto
/// message GetWaveRequest {
///   string id = 1;
/// }
/// ```
public struct GetWaveRequest: Message {
  public static let protoName = "pcrm.v1.GetWaveRequest"

  /// The wave's id.
  public var id = SurveyWaveID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of waves.
///
/// ```proto
/// message ListWavesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string survey_id = 3;
///   SurveyWaveState state = 4;
/// }
/// ```
public struct ListWavesRequest: Message {
  public static let protoName = "pcrm.v1.ListWavesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this survey.
  public var surveyID = SurveyID()
  /// Only in this state.
  public var state = SurveyWaveState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "survey_id", &surveyID)
    try c.enumeration(4, "state", &state)
  }
}

/// A page of waves.
///
/// ```proto
/// message ListWavesResponse {
///   repeated SurveyWave waves = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListWavesResponse: Message {
  public static let protoName = "pcrm.v1.ListWavesResponse"

  /// The waves, without `counts`.
  public var waves: [SurveyWave] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "waves", &waves)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to change a wave.
///
/// ```proto
/// message UpdateWaveRequest {
///   string request_id = 1;
///   SurveyWave wave = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateWaveRequest: Message {
  public static let protoName = "pcrm.v1.UpdateWaveRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Id, expected version and new values.
  public var wave: SurveyWave?
  /// What to change. Empty = every field that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "wave", &wave)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks to open a wave.
///
/// ```proto
/// message OpenWaveRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct OpenWaveRequest: Message {
  public static let protoName = "pcrm.v1.OpenWaveRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The wave's id.
  public var id = SurveyWaveID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks to close a wave.
///
/// ```proto
/// message CloseWaveRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct CloseWaveRequest: Message {
  public static let protoName = "pcrm.v1.CloseWaveRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The wave's id.
  public var id = SurveyWaveID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}
