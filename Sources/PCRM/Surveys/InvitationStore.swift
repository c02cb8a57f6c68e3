import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Invitation {
  /// Reads the columns that ``columns`` names.
  init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    waveID = row.id(2)
    customerID = row.id(3)
    staffID = row.id(4)
    state = row.enumeration(5)
    reason = row.text(6)
    channel = row.enumeration(7)
    language = row.text(8)
    triggerID = row.id(9)
    stratum = row.text(10)
    probability = row.real(11)
    reminders = Int32(truncatingIfNeeded: row.integer(12))
    sendTime = row.timeOrNil(13)
    expireTime = row.time(14)
    if !row.isNull(15) { answerDate = CivilDate(daysSince1970: Int(row.integer(15))) }
    createTime = row.time(16)
  }

  static let columns = """
    i.id, i.version, i.wave, i.customer, i.staff, i.state, i.reason, i.channel, i.language,
    i.survey_trigger, i.stratum, i.probability, i.reminders, i.send_at, i.expires_at,
    i.answer_day, i.created_at
    """

  /// Whether it can still be answered, if its wave is open.
  var isOpen: Bool { state == .waiting || state == .sent || state == .bounced }
}

extension Reader {
  func invitation(_ id: InvitationID) throws(Status) -> Invitation? {
    try first(
      SQL(built: "SELECT \(Invitation.columns) FROM invitation i WHERE i.id = $1"), .id(id)
    ) { Invitation($0) }
  }

  /// What became of an event of a trigger, if anything did.
  func invitation(
    of trigger: SurveyTriggerID, event: [UInt8]
  ) throws(Status) -> InvitationID? {
    try first(
      "SELECT id FROM invitation WHERE survey_trigger = $1 AND event = $2", .id(trigger),
      .blob(event)
    ) { $0.id(0) }
  }

  /// The invitation that somebody has to a wave, but for those that were skipped or that a trigger made.
  func invitation(
    to wave: SurveyWaveID, of subject: SurveySubject
  ) throws(Status) -> InvitationID? {
    switch subject {
    case .customer(let id):
      try first(
        """
        SELECT id FROM invitation
        WHERE wave = $1 AND customer = $2 AND customer IS NOT NULL AND event IS NULL AND state <> 8
        """, .id(wave), .id(id)
      ) { $0.id(0) }
    case .staff(let id):
      try first(
        """
        SELECT id FROM invitation
        WHERE wave = $1 AND staff = $2 AND staff IS NOT NULL AND state <> 8
        """, .id(wave), .id(id)
      ) { $0.id(0) }
    }
  }

  /// Whether a customer was asked in a wave, by whatever.
  func isInvited(_ customer: CustomerID, to wave: SurveyWaveID) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM invitation
      WHERE customer = $1 AND customer IS NOT NULL AND wave = $2 AND state <> 8 LIMIT 1
      """, .id(customer), .id(wave)
    ) { _ in true } ?? false
  }

  /// One page of a wave's invitations, of those within the caller's reach.
  func invitations(
    _ request: ListInvitationsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Invitation> {
    var rows = PageBuilder<Invitation>(page)
    try each(
      SQL(
        built: """
          SELECT \(Invitation.columns), c.home_office, c.case_worker, s.office
          FROM invitation i LEFT JOIN customer c ON c.id = i.customer
            LEFT JOIN staff s ON s.id = i.staff
          WHERE i.wave = $1 AND i.id > $2 AND ($3 = 0 OR i.state = $3)
          ORDER BY i.id
          """),
      [.id(request.waveID), .place(page.afterID(InvitationID.self)), .enumeration(request.state)]
    ) { (row) throws(Status) in
      let invitation = Invitation(row)
      let isReached =
        if !invitation.customerID.isEmpty {
          caller.reaches(invitation.customerID, office: row.id(17), worker: row.id(18))
        } else if !invitation.staffID.isEmpty {
          caller.reaches(office: row.id(19), worker: invitation.staffID)
        } else { true }
      let place = invitation.id.position
      return isReached ? rows.add(invitation, at: place) : rows.pass(at: place)
    }
    return rows
  }
}

extension Writer {
  /// Stores a new invitation, and notes it for the feed.
  mutating func insert(_ invitation: Invitation, event: [UInt8] = []) throws(Status) {
    try execute(
      """
      INSERT INTO invitation (id, version, wave, customer, staff, state, reason, channel, language,
        survey_trigger, event, stratum, probability, reminders, remind_at, send_at, expires_at,
        created_at)
      VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, NULL, $13, $14, $15)
      """, .id(invitation.id), .id(invitation.waveID), .id(invitation.customerID),
      .id(invitation.staffID), .enumeration(invitation.state), .text(invitation.reason),
      .enumeration(invitation.channel), .text(invitation.language), .id(invitation.triggerID),
      event.isEmpty ? .null : .blob(event), .text(invitation.stratum),
      .real(invitation.probability), .time(invitation.sendTime), .time(invitation.expireTime),
      .time(invitation.createTime))
    tell(invitation)
  }

  /// Ends an invitation that nobody answered; messages that wait are cancelled.
  mutating func end(
    _ invitation: Invitation, _ state: InvitationState, because reason: String
  ) throws(Status) {
    try execute(
      """
      UPDATE invitation SET version = version + 1, state = $2, reason = $3, remind_at = NULL,
        send_at = CASE WHEN state = 1 THEN NULL ELSE send_at END
      WHERE id = $1
      """, .id(invitation.id), .enumeration(state), .text(reason))
    try cancelMessages(of: invitation.id)
    try forgetContact(of: invitation)
    var ended = invitation
    ended.version += 1
    ended.state = state
    // Of a message that never left, the time at which it was to go says nothing.
    if invitation.state == .waiting { ended.sendTime = nil }
    tell(ended, fields: "state")
  }

  /// Notes an invitation for the feed, and that the customer's survey facts may be others now.
  mutating func tell(_ invitation: Invitation, fields: String = "") {
    if invitation.customerID.isEmpty {
      changed(FeedEntity.invitation, invitation.id, version: invitation.version, fields: fields)
    } else {
      changed(
        FeedEntity.invitation, invitation.id, version: invitation.version, fields: fields,
        about: invitation.customerID)
    }
  }

  /// Sets when an invitation is reminded of; nil = no more.
  func setReminder(_ invitation: InvitationID, at time: Timestamp?) throws(Status) {
    try execute(
      "UPDATE invitation SET remind_at = $2 WHERE id = $1 AND state = 2", .id(invitation),
      .time(time))
    if let time { try SurveyClock.wake(at: time, self) }
  }
}
