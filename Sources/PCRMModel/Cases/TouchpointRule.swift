public import ProtobufCodec

/// One row of the touchpoint register: a moment at which agency and customer are to meet in a
/// stage.
///
/// ```proto
/// message TouchpointRule {
///   string code = 1;
///   string title = 2;
///   Channel channel = 3;
///   int32 due_days = 4;
///   int32 due_hours = 5;
///   int32 repeat_days = 6;
///   int32 repeat_max = 7;
///   string expected_state = 8;
///   string service_given = 9;
///   string improvement_wanted = 10;
///   repeated string services = 16;
///   repeated string phases = 17;
/// }
/// ```
public struct TouchpointRule: Message {
  public static let protoName = "pcrm.v1.TouchpointRule"

  /// Code, for example "first_call". Required.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// How they meet. Unspecified = any way.
  public var channel = Channel.unspecified
  /// Days after the stage (or the phase, when `phases` says which) began until it is due, 0 to
  /// 36,500.
  public var dueDays: Int32 = 0
  /// Hours on top of that, 0 to 23.
  public var dueHours: Int32 = 0
  /// Days after which it is due again once it was done; 0 = once a stage. At most 3,650.
  public var repeatDays: Int32 = 0
  /// How often in all, for one that repeats; 0 = as long as the stage lasts.
  public var repeatMax: Int32 = 0
  /// The state in which the customer is expected to be, at most 2,000 characters.
  public var expectedState = ""
  /// The service that is given, in words, at most 2,000 characters.
  public var serviceGiven = ""
  /// The improvement that is wanted, at most 2,000 characters.
  public var improvementWanted = ""
  /// Codes of the services that belong to it. When one of them is statutory, the time at which it
  /// is due is a deadline that no extra service may break.
  public var services: [String] = []
  /// Codes of the phases in which it is due. Empty = whatever the phase.
  public var phases: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.enumeration(3, "channel", &channel)
    try c.int32(4, "due_days", &dueDays)
    try c.int32(5, "due_hours", &dueHours)
    try c.int32(6, "repeat_days", &repeatDays)
    try c.int32(7, "repeat_max", &repeatMax)
    try c.string(8, "expected_state", &expectedState)
    try c.string(9, "service_given", &serviceGiven)
    try c.string(10, "improvement_wanted", &improvementWanted)
    try c.string(16, "services", &services)
    try c.string(17, "phases", &phases)
  }
}
