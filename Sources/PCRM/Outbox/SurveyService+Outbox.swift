import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func recordBounce(
    _ request: RecordBounceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> OutboxMessage {
    try Self.check(bounce: request.reason)
    if request.messageID.isEmpty { throw .required("message_id") }
    let reader = writer.reader
    guard let message = try reader.outboxMessage(request.messageID),
      let invitation = try reader.invitation(message.invitationID),
      let wave = try reader.wave(invitation.waveID), let survey = try reader.survey(wave.surveyID),
      try reader.sees(survey.unitID, caller)
    else { throw .notFound("message_id", "there is no such message") }
    // A message that is on its way may come back before its courier has said so.
    if message.state == .sent || message.state == .sending {
      let policy = try reader.surveyPolicy()
      try writer.settle(
        message.id, .bounced, policy, by: message.courier, error: request.reason)
      try writer.noteBounce(invitation, reason: request.reason)
    }
    return try writer.reader.outboxMessage(message.id) ?? message
  }

  private static func check(bounce reason: String) throws(Status) {
    if reason.isEmpty { throw .required("reason") }
    if reason.utf8.count > 64 { throw .tooLong("reason", max: 64) }
    for byte in reason.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"):
        continue
      default: throw .malformed("reason", "a code of A–Z, 0–9 and _")
      }
    }
  }

  @Sendable
  func listOutboxMessages(
    _ request: ListOutboxMessagesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListOutboxMessagesResponse {
    try request.state.checkKnown("state")
    _ = try reader.wave(request.waveID, "wave_id", caller)
    let page = try context.pages.page(request, caller)
    let rows = try reader.outboxMessages(request, page, caller)
    var response = ListOutboxMessagesResponse()
    response.messages = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func retryOutboxMessage(
    _ request: RetryOutboxMessageRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> OutboxMessage {
    let reader = writer.reader
    if request.id.isEmpty { throw .required("id") }
    guard let message = try reader.outboxMessage(request.id),
      let invitation = try reader.invitation(message.invitationID),
      let wave = try reader.wave(invitation.waveID), let survey = try reader.survey(wave.surveyID),
      try reader.sees(survey.unitID, caller)
    else { throw .notFound("id", "there is no such message") }
    try caller.checkChanges(survey.unitID, "id")
    guard message.state == .dead else {
      let state = message.state.name ?? ""
      throw Status.precondition(
        "MESSAGE_STATE", "id", "the message is \(state); only one that failed is tried again"
      ).with("state", state)
    }
    if message.purged {
      throw .precondition("MESSAGE_PURGED", "id", "the text of the message is forgotten")
    }
    guard invitation.state == .waiting || invitation.state == .sent else {
      throw .invitationEnded(invitation, "id")
    }
    // One try stays noted: the message may have reached the customer, who then was asked.
    try writer.execute(
      """
      UPDATE outbox SET version = version + 1, state = 1,
        attempts = CASE WHEN attempts > 0 THEN 1 ELSE 0 END, due_at = $2,
        purge_at = NULL
      WHERE id = $1
      """, .id(message.id), .time(writer.now))
    writer.changed(
      FeedEntity.outboxMessage, message.id, version: message.version + 1, fields: "state")
    return try writer.reader.outboxMessage(message.id) ?? message
  }
}
