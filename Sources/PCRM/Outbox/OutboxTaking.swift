import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension OutboundMessage {
  /// Reads a due row: the message's columns, then what it says, and the invitation's state and customer.
  fileprivate init(_ row: any Row) {
    self.init(
      id: row.id(0), kind: row.enumeration(1), channel: row.enumeration(2),
      language: row.text(3), recipient: row.text(4), subject: row.text(5), body: row.text(6),
      createTime: row.time(7), attempt: Int32(truncatingIfNeeded: row.integer(8)) + 1)
  }
}

extension Writer {
  /// One that is due, with what is looked at before it goes.
  private struct Due {
    let message: OutboundMessage
    let state: InvitationState
    let customer: CustomerID
  }

  mutating func takeMessages(
    by channels: Set<Channel>, most: Int
  ) throws(Status) -> [OutboundMessage] {
    let list = channels.map { String($0.rawValue) }.sorted().joined(separator: ", ")
    if list.isEmpty { return [] }
    let due = try reader.all(
      SQL(
        built: """
          SELECT o.id, o.kind, o.channel, o.language, o.recipient, o.subject, o.body, o.created_at,
            o.attempts, i.state, i.customer
          FROM outbox o JOIN invitation i ON i.id = o.invitation
          WHERE o.state IN (1, 2) AND o.due_at <= $1 AND o.channel IN (\(list))
          ORDER BY o.due_at, o.id LIMIT $2
          """), .time(now), .integer(Int64(most))
    ) { Due(message: OutboundMessage($0), state: $0.enumeration(9), customer: $0.id(10)) }
    if due.isEmpty { return [] }
    let policy = try reader.surveyPolicy()
    let morning = policy.sendTime(Timestamp(microseconds: now.microseconds))
    var taken: [OutboundMessage] = []
    for one in due {
      if try !isWanted(one, policy) {
        try settle(one.message.id, .cancelled, policy)
      } else if morning.microseconds > now.microseconds {
        try putOff(one.message.id, to: morning)
      } else {
        try execute(
          """
          UPDATE outbox SET version = version + 1, state = 2, attempts = attempts + 1, due_at = $2
          WHERE id = $1
          """, .id(one.message.id), .time(now.adding(seconds: Outbox.leaseSeconds)))
        taken.append(one.message)
      }
    }
    let customers = due.map(\.customer).filter { !$0.isEmpty }
    try recordStep("outbox/take", subjects: changes.isEmpty ? [] : customers)
    return taken
  }

  private func isWanted(_ due: Due, _ policy: SurveyPolicy) throws(Status) -> Bool {
    guard due.state == .waiting || due.state == .sent else { return false }
    if due.customer.isEmpty { return true }
    guard try reader.reach(of: due.customer) != nil else { return false }
    return try reader.mayAsk(due.customer, by: due.message.channel, policy)
  }

  private func putOff(_ id: OutboxMessageID, to time: Timestamp) throws(Status) {
    try execute(
      "UPDATE outbox SET version = version + 1, state = 1, due_at = $2 WHERE id = $1", .id(id),
      .time(time))
  }

  /// Writes down how a try went, if the message still belongs to who tried.
  mutating func record(
    _ delivery: Delivery, of id: OutboxMessageID, attempt: Int32, by courier: String
  ) throws(Status) {
    guard let message = try reader.outboxMessage(id), message.state == .sending,
      message.attempts == attempt, let invitation = try reader.invitation(message.invitationID)
    else { return }
    let policy = try reader.surveyPolicy()
    switch delivery {
    case .taken:
      try settle(id, .sent, policy, by: courier)
      try noteSent(invitation)
    case .putOff(let code):
      if message.attempts < policy.attemptsMax {
        let wait = policy.retryAfter(message.attempts)
        try execute(
          """
          UPDATE outbox SET version = version + 1, state = 1, due_at = $2, last_error = $3,
            courier = $4
          WHERE id = $1
          """, .id(id), .time(policy.sendTime(now.adding(seconds: wait))), .text(code),
          .text(courier))
      } else {
        try settle(id, .dead, policy, by: courier, error: code)
      }
    case .refused(let code): try settle(id, .dead, policy, by: courier, error: code)
    case .bounced(let code):
      try settle(id, .dead, policy, by: courier, error: code)
      try noteBounce(invitation, reason: code)
    }
    try recordStep(
      "outbox/deliver", subjects: invitation.customerID.isEmpty ? [] : [invitation.customerID])
  }

  /// Ends a message; what it says is forgotten when the policy says.
  mutating func settle(
    _ id: OutboxMessageID, _ state: OutboxState, _ policy: SurveyPolicy, by courier: String = "",
    error: String = ""
  ) throws(Status) {
    let keep = state == .cancelled ? 0 : Int64(policy.keepHours)
    let purge = now.adding(seconds: keep * 3600)
    var version: Int64 = 0
    try connection.run(
      """
      UPDATE outbox SET version = version + 1, state = $2, last_error = $3, courier = $4,
        sent_at = CASE WHEN $2 = 3 THEN $5 ELSE sent_at END, purge_at = $6
      WHERE id = $1 RETURNING version
      """,
      [
        .id(id), .enumeration(state), .text(error), .text(courier), .time(now),
        keep == 0 ? .null : .time(purge),
      ]
    ) { (row) throws(Status) in
      version = row.integer(0)
      return true
    }
    if keep == 0 {
      try execute(
        "UPDATE outbox SET recipient = NULL, subject = NULL, body = NULL WHERE id = $1", .id(id))
    } else {
      try SurveyClock.wake(at: purge, self)
    }
    changed(FeedEntity.outboxMessage, id, version: version, fields: "state")
  }

  /// The first message is out: the invitation is sent, and its reminders are counted from now on.
  private mutating func noteSent(_ invitation: Invitation) throws(Status) {
    guard invitation.state == .waiting else { return }
    var sent = invitation
    sent.version += 1
    sent.state = .sent
    sent.sendTime = Timestamp(microseconds: now.microseconds)
    try execute(
      "UPDATE invitation SET version = $2, state = 2, send_at = $3 WHERE id = $1 AND state = 1",
      .id(sent.id), .integer(sent.version), .time(sent.sendTime))
    if let inviting = try Inviting(sent.waveID, reader) {
      try inviting.setReminder(of: sent, &self)
    }
    tell(sent, fields: "state")
  }

  /// The address does not exist: nothing more goes there, and who got it in spite of that may still answer.
  mutating func noteBounce(_ invitation: Invitation, reason: String) throws(Status) {
    guard invitation.state == .waiting || invitation.state == .sent else { return }
    try end(invitation, .bounced, because: reason)
  }
}
