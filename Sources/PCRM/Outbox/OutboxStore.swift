import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What a message says and to whom, for as long as that is needed.
struct OutboxContent: Sendable {
  let language: String
  let recipient: String
  let subject: String
  let body: String
}

extension OutboxMessage {
  /// Reads the columns that ``columns`` names.
  init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    invitationID = row.id(2)
    kind = row.enumeration(3)
    channel = row.enumeration(4)
    state = row.enumeration(5)
    attempts = Int32(truncatingIfNeeded: row.integer(6))
    dueTime = row.time(7)
    lastError = row.text(8)
    courier = row.text(9)
    createTime = row.time(10)
    sentTime = row.timeOrNil(11)
    purged = row.bool(12)
    if state != .waiting && state != .sending { dueTime = nil }
  }

  static let columns = """
    o.id, o.version, o.invitation, o.kind, o.channel, o.state, o.attempts, o.due_at, o.last_error,
    o.courier, o.created_at, o.sent_at, (o.body IS NULL)
    """
}

extension Reader {
  func outboxMessage(_ id: OutboxMessageID) throws(Status) -> OutboxMessage? {
    try first(
      SQL(built: "SELECT \(OutboxMessage.columns) FROM outbox o WHERE o.id = $1"), .id(id)
    ) { OutboxMessage($0) }
  }

  /// One page of the messages about a wave, of customers within the caller's reach.
  func outboxMessages(
    _ request: ListOutboxMessagesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<OutboxMessage> {
    var rows = PageBuilder<OutboxMessage>(page)
    try each(
      SQL(
        built: """
          SELECT \(OutboxMessage.columns), i.customer, c.home_office, c.case_worker, i.staff, s.office
          FROM outbox o JOIN invitation i ON i.id = o.invitation
            LEFT JOIN customer c ON c.id = i.customer LEFT JOIN staff s ON s.id = i.staff
          WHERE o.wave = $1 AND o.id > $2 AND ($3 = 0 OR o.state = $3)
          ORDER BY o.id
          """),
      [
        .id(request.waveID), .place(page.afterID(OutboxMessageID.self)),
        .enumeration(request.state),
      ]
    ) { (row) throws(Status) in
      let message = OutboxMessage(row)
      let isReached =
        row.isNull(13)
        ? caller.reaches(office: row.id(17), worker: row.id(16))
        : caller.reaches(row.id(13), office: row.id(14), worker: row.id(15))
      let place = message.id.position
      return isReached ? rows.add(message, at: place) : rows.pass(at: place)
    }
    return rows
  }
}

extension Writer {
  mutating func insert(
    _ message: OutboxMessage, _ content: OutboxContent, of wave: SurveyWaveID
  ) throws(Status) {
    try execute(
      """
      INSERT INTO outbox (id, version, wave, invitation, kind, channel, state, attempts, due_at,
        last_error, courier, created_at, language, recipient, subject, body)
      VALUES ($1, 1, $2, $3, $4, $5, $6, 0, $7, '', '', $8, $9, $10, $11, $12)
      """, .id(message.id), .id(wave), .id(message.invitationID), .enumeration(message.kind),
      .enumeration(message.channel), .enumeration(message.state), .time(message.dueTime),
      .time(message.createTime), .text(content.language), .text(content.recipient),
      .text(content.subject), .text(content.body))
    changed(FeedEntity.outboxMessage, message.id, version: 1)
  }

  /// Cancels what waits of an invitation. What a courier has at this moment still arrives.
  func cancelMessages(of invitation: InvitationID) throws(Status) {
    try execute(
      """
      UPDATE outbox SET version = version + 1, state = 5, purge_at = NULL, recipient = NULL,
        subject = NULL, body = NULL
      WHERE invitation = $1 AND state = 1
      """, .id(invitation))
  }

  /// Forgets what messages said whose time has come.
  func purgeMessages(most: Int64) throws(Status) {
    try execute(
      """
      UPDATE outbox SET purge_at = NULL, recipient = NULL, subject = NULL, body = NULL
      WHERE id IN (
        SELECT id FROM outbox WHERE purge_at IS NOT NULL AND purge_at <= $1 ORDER BY purge_at
        LIMIT $2)
      """, .time(now), .integer(most))
  }
}
