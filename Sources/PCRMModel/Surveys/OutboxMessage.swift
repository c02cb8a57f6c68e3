public import PCRMCore
public import ProtobufCodec

/// A message on its way. What it says and to whom is not told, and is forgotten after it is delivered.
///
/// ```proto
/// message OutboxMessage {
///   string id = 1;
///   int64 version = 2;
///   string invitation_id = 3;
///   OutboxKind kind = 4;
///   Channel channel = 5;
///   OutboxState state = 6;
///   int32 attempts = 7;
///   google.protobuf.Timestamp due_time = 8;
///   string last_error = 9;
///   string courier = 10;
///   google.protobuf.Timestamp create_time = 11;
///   google.protobuf.Timestamp sent_time = 12;
///   bool purged = 13;
/// }
/// ```
public struct OutboxMessage: Message {
  public static let protoName = "pcrm.v1.OutboxMessage"

  /// UUID; the same at every try, so that whoever gets it twice can tell.
  public var id = OutboxMessageID()
  /// Version.
  public var version: Int64 = 0
  /// The invitation it is about.
  public var invitationID = InvitationID()
  /// What it is.
  public var kind = OutboxKind.unspecified
  /// By which channel it goes.
  public var channel = Channel.unspecified
  /// How far it is.
  public var state = OutboxState.unspecified
  /// How often it was tried.
  public var attempts: Int32 = 0
  /// When it is tried next.
  public var dueTime: Timestamp?
  /// Why the last try failed, in a word: CONNECTION_FAILED, REFUSED, HTTP_503, SMTP_451 …
  public var lastError = ""
  /// Name of the courier that took it last.
  public var courier = ""
  /// When it was written.
  public var createTime: Timestamp?
  /// When it was delivered to the courier's other end.
  public var sentTime: Timestamp?
  /// Whether its text and address are forgotten.
  public var purged = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "invitation_id", &invitationID)
    try c.enumeration(4, "kind", &kind)
    try c.enumeration(5, "channel", &channel)
    try c.enumeration(6, "state", &state)
    try c.int32(7, "attempts", &attempts)
    try c.message(8, "due_time", &dueTime)
    try c.string(9, "last_error", &lastError)
    try c.string(10, "courier", &courier)
    try c.message(11, "create_time", &createTime)
    try c.message(12, "sent_time", &sentTime)
    try c.bool(13, "purged", &purged)
  }
}

/// What a message is.
public struct OutboxKind: OpenEnum {
  public static let protoName = "pcrm.v1.OutboxKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every kind.
  public static let unspecified = OutboxKind(rawValue: 0)
  /// Invitation to a survey.
  public static let invitation = OutboxKind(rawValue: 1)
  /// Reminder of one.
  public static let reminder = OutboxKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "OUTBOX_KIND_UNSPECIFIED"),
    (1, "OUTBOX_KIND_INVITATION"),
    (2, "OUTBOX_KIND_REMINDER"),
  ]
}

/// How far a message is.
public struct OutboxState: OpenEnum {
  public static let protoName = "pcrm.v1.OutboxState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = OutboxState(rawValue: 0)
  /// It waits for its time, or for its next try.
  public static let waiting = OutboxState(rawValue: 1)
  /// A courier has it.
  public static let sending = OutboxState(rawValue: 2)
  /// It was taken at the courier's other end.
  public static let sent = OutboxState(rawValue: 3)
  /// It failed for good, or too often.
  public static let dead = OutboxState(rawValue: 4)
  /// It is not wanted any more: answered, opted out, withdrawn.
  public static let cancelled = OutboxState(rawValue: 5)
  /// It came back after it had been sent.
  public static let bounced = OutboxState(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "OUTBOX_STATE_UNSPECIFIED"),
    (1, "OUTBOX_STATE_WAITING"),
    (2, "OUTBOX_STATE_SENDING"),
    (3, "OUTBOX_STATE_SENT"),
    (4, "OUTBOX_STATE_DEAD"),
    (5, "OUTBOX_STATE_CANCELLED"),
    (6, "OUTBOX_STATE_BOUNCED"),
  ]
}
