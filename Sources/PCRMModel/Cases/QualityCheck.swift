public import PCRMCore
public import ProtobufCodec

/// How a quality point of a stage was found.
///
/// ```proto
/// message QualityCheck {
///   string stage = 1;
///   google.protobuf.Timestamp stage_since = 2;
///   string code = 3;
///   QualityResult result = 4;
///   string note = 5;
///   google.protobuf.Timestamp time = 6;
///   string recorded_by = 7;
///   bool required = 8;
///   string customer_id = 9;
/// }
/// ```
public struct QualityCheck: Message {
  public static let protoName = "pcrm.v1.QualityCheck"

  /// The stage.
  public var stage = ""
  /// Since when the case was in the stage: a stage that is entered again is checked again.
  public var stageSince: Timestamp?
  /// Code of the quality point.
  public var code = ""
  /// What was found; unspecified = it is still open.
  public var result = QualityResult.unspecified
  /// What was noted, at most 500 characters.
  public var note = ""
  /// When it was checked.
  public var time: Timestamp?
  /// Principal who checked it.
  public var recordedBy = PrincipalID()
  /// The stage is not left before it was checked.
  public var required = false
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "stage", &stage)
    try c.message(2, "stage_since", &stageSince)
    try c.string(3, "code", &code)
    try c.enumeration(4, "result", &result)
    try c.string(5, "note", &note)
    try c.message(6, "time", &time)
    try c.text(7, "recorded_by", &recordedBy)
    try c.bool(8, "required", &required)
    try c.text(9, "customer_id", &customerID)
  }
}

/// What a check finds.
public struct QualityResult: OpenEnum {
  public static let protoName = "pcrm.v1.QualityResult"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not checked yet.
  public static let unspecified = QualityResult(rawValue: 0)
  /// All is right.
  public static let kept = QualityResult(rawValue: 1)
  /// It was missed.
  public static let missed = QualityResult(rawValue: 2)
  /// It does not apply to this case.
  public static let notApplicable = QualityResult(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "QUALITY_RESULT_UNSPECIFIED"),
    (1, "QUALITY_RESULT_KEPT"),
    (2, "QUALITY_RESULT_MISSED"),
    (3, "QUALITY_RESULT_NOT_APPLICABLE"),
  ]
}
