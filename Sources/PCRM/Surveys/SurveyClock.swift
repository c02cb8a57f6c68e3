import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What surveys do by the clock: reminders, the end of invitations, and forgetting what messages said.
enum SurveyClock {
  static let kind: TimerKind = "survey_clock"
  private static let batch: Int64 = 100
  /// Where nothing is due, the job sleeps; whoever keeps an earlier time wakes it.
  private static let sleepSeconds: Int64 = 24 * 3600

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    var subjects: [CustomerID] = []
    try remind(timer, &subjects, &writer)
    if !timer.isOverTime { try expire(timer, &subjects, &writer) }
    if !timer.isOverTime { try writer.purgeMessages(most: batch) }
    try writer.recordStep("timer/survey_clock", subjects: subjects)
    let next = try writer.reader.nextSurveyTime()
    return .again(
      at: next.map { Timestamp(microseconds: max($0, writer.now.microseconds)) }
        ?? writer.now.adding(seconds: sleepSeconds))
  }

  /// Sees to it that the job runs at a time, if it would sleep longer.
  static func wake(at time: Timestamp, _ writer: Writer) throws(Status) {
    try writer.execute(
      "UPDATE timer SET due_at = $2 WHERE kind = $1 AND due_at > $2", .text(kind.rawValue),
      .time(time))
  }

  private static func remind(
    _ timer: DueTimer, _ subjects: inout [CustomerID], _ writer: inout Writer
  ) throws(Status) {
    let due = try writer.reader.all(
      SQL(
        built: """
          SELECT \(Invitation.columns) FROM invitation i
          WHERE i.remind_at IS NOT NULL AND i.remind_at <= $1 ORDER BY i.remind_at LIMIT $2
          """), .time(writer.now), .integer(batch)
    ) { Invitation($0) }
    var waves: [SurveyWaveID: Inviting] = [:]
    for invitation in due {
      if timer.isOverTime { return }
      if waves[invitation.waveID] == nil {
        waves[invitation.waveID] = try Inviting(invitation.waveID, writer.reader)
      }
      guard let inviting = waves[invitation.waveID] else { continue }
      try remind(of: invitation, inviting, &writer)
      if !invitation.customerID.isEmpty { subjects.append(invitation.customerID) }
    }
  }

  private static func remind(
    of invitation: Invitation, _ inviting: Inviting, _ writer: inout Writer
  ) throws(Status) {
    let way: SurveyWay
    if !invitation.customerID.isEmpty {
      guard let customer = try writer.reader.customer(invitation.customerID) else {
        return try writer.setReminder(invitation.id, at: nil)
      }
      way = try writer.reader.way(to: customer, by: [invitation.channel], inviting.policy)
    } else {
      way = try writer.reader.way(
        toStaff: invitation.staffID, by: [invitation.channel],
        on: BusinessDay.today(writer.now).daysSince1970)
    }
    guard inviting.wave.state == .open, case .address(let address) = way else {
      // Nobody may be written to any more: the invitation itself still opens.
      return try writer.setReminder(invitation.id, at: nil)
    }
    let time = inviting.policy.sendTime(Timestamp(microseconds: writer.now.microseconds))
    try inviting.write(.reminder, invitation, to: address.recipient, at: time, &writer)
    var reminded = invitation
    reminded.version += 1
    reminded.reminders += 1
    try writer.execute(
      "UPDATE invitation SET version = $2, reminders = $3 WHERE id = $1", .id(invitation.id),
      .integer(reminded.version), .integer(Int64(reminded.reminders)))
    try inviting.setReminder(of: reminded, &writer)
    writer.tell(reminded, fields: "reminders")
  }

  private static func expire(
    _ timer: DueTimer, _ subjects: inout [CustomerID], _ writer: inout Writer
  ) throws(Status) {
    let due = try writer.reader.all(
      SQL(
        built: """
          SELECT \(Invitation.columns) FROM invitation i
          WHERE i.state IN (1, 2) AND i.expires_at <= $1 ORDER BY i.expires_at LIMIT $2
          """), .time(writer.now), .integer(batch)
    ) { Invitation($0) }
    for invitation in due {
      if timer.isOverTime { return }
      try writer.end(invitation, .expired, because: "")
      if !invitation.customerID.isEmpty { subjects.append(invitation.customerID) }
    }
  }
}

extension Reader {
  /// When there is next something to do, in microseconds; nil when there is nothing.
  fileprivate func nextSurveyTime() throws(Status) -> Int64? {
    let statements: [SQL] = [
      "SELECT remind_at FROM invitation WHERE remind_at IS NOT NULL ORDER BY remind_at LIMIT 1",
      "SELECT expires_at FROM invitation WHERE state IN (1, 2) ORDER BY expires_at LIMIT 1",
      "SELECT purge_at FROM outbox WHERE purge_at IS NOT NULL ORDER BY purge_at LIMIT 1",
    ]
    var next: Int64?
    for statement in statements {
      guard let time = try first(statement, read: { $0.integer(0) }) else { continue }
      next = min(next ?? time, time)
    }
    return next
  }
}
