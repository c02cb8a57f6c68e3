import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What a wave asks of whom, with all that one transaction needs to write invitations.
struct Inviting: Sendable {
  let wave: SurveyWave
  let survey: Survey
  let policy: SurveyPolicy

  /// What is known of one who is to be asked.
  struct Wish: Sendable {
    var subject: SurveySubject
    var stratum = ""
    var probability = 0.0
    var trigger = SurveyTriggerID()
    /// The key of the event that the trigger saw.
    var event: [UInt8] = []
  }

  init?(_ id: SurveyWaveID, _ reader: Reader) throws(Status) {
    guard let wave = try reader.wave(id), let survey = try reader.survey(wave.surveyID) else {
      return nil
    }
    self.wave = wave
    self.survey = survey
    policy = try reader.surveyPolicy()
  }

  /// Why somebody cannot be asked on a day, or where to.
  func way(
    to subject: SurveySubject, on day: Int, _ reader: Reader
  ) throws(Status) -> SurveyWay {
    switch subject {
    case .staff(let id): return try reader.way(toStaff: id, by: wave.channels, on: day)
    case .customer(let id):
      guard let customer = try reader.customer(id) else { return .none(because: "DELETED") }
      // Nobody can tell afterwards whose answers are of the same person: each gives one.
      if wave.anonymous, try reader.isInvited(id, to: wave.id) {
        return .none(because: "ALREADY_INVITED")
      }
      let way = try reader.way(to: customer, by: wave.channels, policy)
      if case .none = way { return way }
      if try reader.isAskedTooOften(id, policy, on: day) { return .none(because: "CONTACT_GAP") }
      return way
    }
  }

  /// Writes an invitation with its message, or why there is none: in one transaction with the look at the guard.
  @discardableResult
  func invite(_ wish: Wish, _ writer: inout Writer) throws(Status) -> Invitation {
    if case .customer(let id) = wish.subject { try writer.lock(.customer(id)) }
    let time = policy.sendTime(later(writer.now, wave.openTime))
    let day = BusinessDay.today(time).daysSince1970
    var invitation = Invitation()
    invitation.id = writer.newID()
    invitation.version = 1
    invitation.waveID = wave.id
    switch wish.subject {
    case .customer(let id): invitation.customerID = id
    case .staff(let id): invitation.staffID = id
    }
    invitation.stratum = wish.stratum
    invitation.probability = wish.probability
    invitation.triggerID = wish.trigger
    invitation.createTime = Timestamp(microseconds: writer.now.microseconds)
    invitation.expireTime = wave.expiry(from: time)
    switch try way(to: wish.subject, on: day, writer.reader) {
    case .none(let reason):
      invitation.state = .skipped
      invitation.reason = reason
      try writer.insert(invitation, event: wish.event)
    case .address(let address):
      invitation.state = .waiting
      invitation.channel = address.channel
      invitation.sendTime = time
      let text = wave.text(in: address.language, isReminder: false)
      invitation.language = text?.language ?? ""
      try writer.insert(invitation, event: wish.event)
      try writer.noteContact(invitation, on: day)
      try write(.invitation, invitation, to: address.recipient, at: time, &writer)
      try SurveyClock.wake(at: invitation.expireTime ?? time, writer)
    }
    return invitation
  }

  /// Puts a message about an invitation into the outbox, with a token of its own.
  func write(
    _ kind: OutboxKind, _ invitation: Invitation, to recipient: String, at time: Timestamp,
    _ writer: inout Writer
  ) throws(Status) {
    guard let text = wave.text(in: invitation.language, isReminder: kind == .reminder) else {
      return
    }
    let token = try writer.giveToken(to: invitation.id)
    let values = try placeholders(invitation, token, writer.reader)
    var message = OutboxMessage()
    message.id = writer.newID()
    message.version = 1
    message.invitationID = invitation.id
    message.kind = kind
    message.channel = invitation.channel
    message.state = .waiting
    message.dueTime = time
    message.createTime = Timestamp(microseconds: writer.now.microseconds)
    let content = OutboxContent(
      language: text.language, recipient: recipient, subject: text.subject.filled(values),
      body: text.body.filled(values))
    try writer.insert(message, content, of: wave.id)
  }

  private func placeholders(
    _ invitation: Invitation, _ token: SurveyToken, _ reader: Reader
  ) throws(Status) -> [(name: String, value: String)] {
    var name = ""
    if !invitation.customerID.isEmpty {
      name = try reader.customer(invitation.customerID)?.displayName ?? ""
    } else if !invitation.staffID.isEmpty {
      name = try reader.staff(invitation.staffID, field: "staff_id").name
    }
    let last = invitation.expireTime.map { BusinessDay.today($0) }
    return [
      ("title", wave.title.isEmpty ? survey.title : wave.title), ("name", name),
      ("link", policy.link.filled([("token", token.text)])),
      ("opt_out", policy.optOutLink.filled([("token", token.text)])),
      ("expires", last.map(Self.text) ?? ""),
    ]
  }

  /// A day as people write it: 2026-05-04.
  private static func text(_ day: CivilDate) -> String {
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
  }

  /// Sets the timer for the next reminder, if there is one before the invitation expires.
  func setReminder(of invitation: Invitation, _ writer: inout Writer) throws(Status) {
    var next: Timestamp?
    if Int(invitation.reminders) < wave.reminderDays.count, let sent = invitation.sendTime,
      let end = invitation.expireTime
    {
      let days = Int64(wave.reminderDays[Int(invitation.reminders)])
      let time = policy.sendTime(sent.adding(seconds: days * 86_400))
      if time.microseconds < end.microseconds { next = time }
    }
    try writer.setReminder(invitation.id, at: next)
  }

  private func later(_ a: Timestamp, _ b: Timestamp?) -> Timestamp {
    guard let b, b.microseconds > a.microseconds else {
      return Timestamp(microseconds: a.microseconds)
    }
    return b
  }
}
