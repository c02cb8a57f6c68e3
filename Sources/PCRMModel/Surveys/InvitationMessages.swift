public import PCRMCore
public import ProtobufCodec

/// Asks for an invitation by hand.
///
/// ```proto
/// message CreateInvitationRequest {
///   string request_id = 1;
///   string wave_id = 2;
///   string customer_id = 3;
///   Channel channel = 4;
/// }
/// ```
public struct CreateInvitationRequest: Message {
  public static let protoName = "pcrm.v1.CreateInvitationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// The customer who is asked; empty = whoever gets the token.
  public var customerID = CustomerID()
  /// The channel that consent is needed for; unspecified = BRANCH.
  public var channel = Channel.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "wave_id", &waveID)
    try c.text(3, "customer_id", &customerID)
    try c.enumeration(4, "channel", &channel)
  }
}

/// An invitation with its token.
///
/// ```proto
/// message CreateInvitationResponse {
///   Invitation invitation = 1;
///   string token = 2;
/// }
/// ```
public struct CreateInvitationResponse: Message {
  public static let protoName = "pcrm.v1.CreateInvitationResponse"

  /// The invitation.
  public var invitation: Invitation?
  /// The token, 32 letters and digits. It is told this once; a repeat of the request has it not.
  public var token = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "invitation", &invitation)
    try c.string(2, "token", &token)
  }
}

/// Asks for a page of invitations.
///
/// ```proto
/// message ListInvitationsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string wave_id = 3;
///   InvitationState state = 4;
/// }
/// ```
public struct ListInvitationsRequest: Message {
  public static let protoName = "pcrm.v1.ListInvitationsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Only in this state.
  public var state = InvitationState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "wave_id", &waveID)
    try c.enumeration(4, "state", &state)
  }
}

/// A page of invitations.
///
/// ```proto
/// message ListInvitationsResponse {
///   repeated Invitation invitations = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListInvitationsResponse: Message {
  public static let protoName = "pcrm.v1.ListInvitationsResponse"

  /// The invitations.
  public var invitations: [Invitation] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "invitations", &invitations)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to end an invitation.
///
/// ```proto
/// message WithdrawInvitationRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct WithdrawInvitationRequest: Message {
  public static let protoName = "pcrm.v1.WithdrawInvitationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The invitation's id.
  public var id = InvitationID()
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
