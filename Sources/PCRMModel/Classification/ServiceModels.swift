public import PCRMCore
public import ProtobufCodec

/// The ways in which the agency serves, and the days on which offices switch from one to another.
///
/// ```proto
/// message ServiceModels {
///   int64 version = 1;
///   google.protobuf.Timestamp create_time = 2;
///   string created_by = 3;
///   repeated ServiceModel models = 4;
///   repeated ServiceModelSwitch switches = 5;
/// }
/// ```
public struct ServiceModels: Message {
  public static let protoName = "pcrm.v1.ServiceModels"

  /// Output only; in ApplyServiceModels, the newest version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// The models: 1 to 50.
  public var models: [ServiceModel] = []
  /// The switches: at most 5,000, at most one an office and day.
  public var switches: [ServiceModelSwitch] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "create_time", &createTime)
    try c.text(3, "created_by", &createdBy)
    try c.message(4, "models", &models)
    try c.message(5, "switches", &switches)
  }
}

/// A way in which the agency serves.
///
/// ```proto
/// message ServiceModel {
///   string code = 1;
///   string title_ko = 2;
///   string title_en = 3;
/// }
/// ```
public struct ServiceModel: Message {
  public static let protoName = "pcrm.v1.ServiceModel"

  /// Code, of a–z, 0–9, "-" and "_", unique, 1 to 64 characters, for example "outreach". Required.
  public var code = ""
  /// Name in Korean, at most 200 characters.
  public var titleKo = ""
  /// Name in English, at most 200 characters.
  public var titleEn = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title_ko", &titleKo)
    try c.string(3, "title_en", &titleEn)
  }
}

/// The day on which an office switches to a model.
///
/// ```proto
/// message ServiceModelSwitch {
///   string office = 1;
///   CivilDate valid_from = 2;
///   string service_model = 3;
///   string note = 4;
/// }
/// ```
public struct ServiceModelSwitch: Message {
  public static let protoName = "pcrm.v1.ServiceModelSwitch"

  /// Code of the office. Empty = every office that has no switch of its own by then.
  public var office = ""
  /// First day. Required.
  public var validFrom: CivilDate?
  /// Code of the model. Empty = the office goes with all others again.
  public var serviceModel = ""
  /// Remark, for example "pilot", at most 200 characters.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "office", &office)
    try c.message(2, "valid_from", &validFrom)
    try c.string(3, "service_model", &serviceModel)
    try c.string(4, "note", &note)
  }
}
