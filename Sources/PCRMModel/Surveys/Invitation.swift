public import PCRMCore
public import ProtobufCodec

/// Somebody who is asked in a wave. Its token is in its message alone; here is only its hash.
///
/// ```proto
/// message Invitation {
///   string id = 1;
///   int64 version = 2;
///   string wave_id = 3;
///   string customer_id = 4;
///   string staff_id = 5;
///   InvitationState state = 6;
///   string reason = 7;
///   Channel channel = 8;
///   string language = 9;
///   string trigger_id = 10;
///   string stratum = 11;
///   double probability = 12;
///   int32 reminders = 13;
///   google.protobuf.Timestamp send_time = 14;
///   google.protobuf.Timestamp expire_time = 15;
///   CivilDate answer_date = 16;
///   google.protobuf.Timestamp create_time = 17;
/// }
/// ```
public struct Invitation: Message {
  public static let protoName = "pcrm.v1.Invitation"

  /// UUID.
  public var id = InvitationID()
  /// Version.
  public var version: Int64 = 0
  /// The wave.
  public var waveID = SurveyWaveID()
  /// The customer; empty = a member of staff, or an answer by whoever has the token.
  public var customerID = CustomerID()
  /// The member of staff; empty = a customer.
  public var staffID = StaffID()
  /// How far it is.
  public var state = InvitationState.unspecified
  /// Why it is so, for SKIPPED, BOUNCED and DEAD ones: CONTACT_GAP, CONSENT_MISSING, NO_ADDRESS …
  public var reason = ""
  /// The channel by which it went, or goes.
  public var channel = Channel.unspecified
  /// The language it is written in.
  public var language = ""
  /// What began it; empty = the sample, or by hand.
  public var triggerID = SurveyTriggerID()
  /// Stratum of the sample.
  public var stratum = ""
  /// How probable it was to be drawn, over 0 and at most 1; 0 = nobody knows.
  public var probability: Double = 0
  /// Reminders that were sent.
  public var reminders: Int32 = 0
  /// When the first message is to go, or went.
  public var sendTime: Timestamp?
  /// Until when it can be answered.
  public var expireTime: Timestamp?
  /// The day on which it was used, in Korea. In an anonymous wave nothing more is known of that.
  public var answerDate: CivilDate?
  /// When it was made.
  public var createTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "wave_id", &waveID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "staff_id", &staffID)
    try c.enumeration(6, "state", &state)
    try c.string(7, "reason", &reason)
    try c.enumeration(8, "channel", &channel)
    try c.string(9, "language", &language)
    try c.text(10, "trigger_id", &triggerID)
    try c.string(11, "stratum", &stratum)
    try c.double(12, "probability", &probability)
    try c.int32(13, "reminders", &reminders)
    try c.message(14, "send_time", &sendTime)
    try c.message(15, "expire_time", &expireTime)
    try c.message(16, "answer_date", &answerDate)
    try c.message(17, "create_time", &createTime)
  }
}

/// How far an invitation is.
public struct InvitationState: OpenEnum {
  public static let protoName = "pcrm.v1.InvitationState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = InvitationState(rawValue: 0)
  /// Its message waits in the outbox.
  public static let waiting = InvitationState(rawValue: 1)
  /// Its message was taken at the courier's other end, or its token was handed out.
  public static let sent = InvitationState(rawValue: 2)
  /// It was answered; its token is used up.
  public static let answered = InvitationState(rawValue: 3)
  /// A quota was full: the answer was not wanted. Its token is used up.
  public static let screenedOut = InvitationState(rawValue: 4)
  /// It was not answered in time, or before its wave was closed.
  public static let expired = InvitationState(rawValue: 5)
  /// The address does not exist, or does not take it.
  public static let bounced = InvitationState(rawValue: 6)
  /// Whoever got it does not want to be asked.
  public static let optedOut = InvitationState(rawValue: 7)
  /// It was not sent: `reason` says why.
  public static let skipped = InvitationState(rawValue: 8)
  /// It was withdrawn by hand.
  public static let withdrawn = InvitationState(rawValue: 9)

  public static let names: [(Int32, String)] = [
    (0, "INVITATION_STATE_UNSPECIFIED"),
    (1, "INVITATION_STATE_WAITING"),
    (2, "INVITATION_STATE_SENT"),
    (3, "INVITATION_STATE_ANSWERED"),
    (4, "INVITATION_STATE_SCREENED_OUT"),
    (5, "INVITATION_STATE_EXPIRED"),
    (6, "INVITATION_STATE_BOUNCED"),
    (7, "INVITATION_STATE_OPTED_OUT"),
    (8, "INVITATION_STATE_SKIPPED"),
    (9, "INVITATION_STATE_WITHDRAWN"),
  ]
}

/// How many invitations of a wave are in each state.
///
/// ```proto
/// message InvitationCounts {
///   int64 total = 1;
///   int64 waiting = 2;
///   int64 sent = 3;
///   int64 answered = 4;
///   int64 screened_out = 5;
///   int64 expired = 6;
///   int64 bounced = 7;
///   int64 opted_out = 8;
///   int64 skipped = 9;
///   int64 withdrawn = 10;
/// }
/// ```
public struct InvitationCounts: Message {
  public static let protoName = "pcrm.v1.InvitationCounts"

  /// All of them.
  public var total: Int64 = 0
  /// WAITING.
  public var waiting: Int64 = 0
  /// SENT.
  public var sent: Int64 = 0
  /// ANSWERED.
  public var answered: Int64 = 0
  /// SCREENED_OUT.
  public var screenedOut: Int64 = 0
  /// EXPIRED.
  public var expired: Int64 = 0
  /// BOUNCED.
  public var bounced: Int64 = 0
  /// OPTED_OUT.
  public var optedOut: Int64 = 0
  /// SKIPPED.
  public var skipped: Int64 = 0
  /// WITHDRAWN.
  public var withdrawn: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "total", &total)
    try c.int64(2, "waiting", &waiting)
    try c.int64(3, "sent", &sent)
    try c.int64(4, "answered", &answered)
    try c.int64(5, "screened_out", &screenedOut)
    try c.int64(6, "expired", &expired)
    try c.int64(7, "bounced", &bounced)
    try c.int64(8, "opted_out", &optedOut)
    try c.int64(9, "skipped", &skipped)
    try c.int64(10, "withdrawn", &withdrawn)
  }
}
