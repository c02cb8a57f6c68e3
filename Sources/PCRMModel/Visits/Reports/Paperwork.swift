public import PCRMCore
public import ProtobufCodec

/// A part of the paperwork that is done with a visit: the same as the call of CaseService that it
/// is the request of. A request_id in it is ignored.
///
/// ```proto
/// message Paperwork {
///   oneof action {
///     RecordTouchpointRequest touchpoint = 1;
///     AdvanceCaseRequest advance = 2;
///     CloseCaseRequest close = 3;
///     SetCasePhaseRequest phase = 4;
///   }
/// }
/// ```
public struct Paperwork: Message {
  public static let protoName = "pcrm.v1.Paperwork"

  /// What to do. Required.
  public enum Action: Sendable, Equatable {
    /// Like RecordTouchpoint, with the services that were given.
    case touchpoint(RecordTouchpointRequest)
    /// Like AdvanceCase.
    case advance(AdvanceCaseRequest)
    /// Like CloseCase.
    case close(CloseCaseRequest)
    /// Like SetCasePhase.
    case phase(SetCasePhaseRequest)
  }

  /// What to do. Required.
  public var action: Action?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.oneof(
      1, "touchpoint", &action,
      { if case .touchpoint(let v)? = $0 { v } else { nil } }, Action.touchpoint)
    try c.oneof(
      2, "advance", &action,
      { if case .advance(let v)? = $0 { v } else { nil } }, Action.advance)
    try c.oneof(
      3, "close", &action,
      { if case .close(let v)? = $0 { v } else { nil } }, Action.close)
    try c.oneof(
      4, "phase", &action,
      { if case .phase(let v)? = $0 { v } else { nil } }, Action.phase)
  }
}

/// Something to be done after a visit, by a time.
///
/// ```proto
/// message FollowUp {
///   string title = 1;
///   google.protobuf.Timestamp due_time = 2;
///   string staff_id = 3;
/// }
/// ```
public struct FollowUp: Message {
  public static let protoName = "pcrm.v1.FollowUp"

  /// What, 1 to 300 characters. Required. Nothing delicate.
  public var title = ""
  /// By when. Required, later than now.
  public var dueTime: Timestamp?
  /// Who. Empty = the visit's member of staff.
  public var staffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "title", &title)
    try c.message(2, "due_time", &dueTime)
    try c.text(3, "staff_id", &staffID)
  }
}
