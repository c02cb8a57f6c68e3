import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func createInvitation(
    _ request: CreateInvitationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CreateInvitationResponse {
    let reader = writer.reader
    let (wave, survey) = try reader.wave(request.waveID, "wave_id", caller)
    try caller.checkChanges(survey.unitID, "wave_id")
    guard wave.state == .open else {
      let advice = wave.state == .draft ? "open it first" : "it takes no more invitations"
      throw .waveState(wave, "wave_id", advice)
    }
    if let close = wave.closeTime, close.microseconds <= writer.now.microseconds {
      throw .waveState(wave, "wave_id", "its time is over")
    }
    try request.channel.checkKnown("channel")
    var invitation = Invitation()
    invitation.channel = request.channel == .unspecified ? .branch : request.channel
    if !request.customerID.isEmpty {
      guard survey.mode.asksCustomers else {
        throw .malformed("customer_id", "empty where staff are asked")
      }
      try writer.lock(.customer(request.customerID))
      try reader.checkMayAsk(request.customerID, wave, by: invitation.channel, caller)
      invitation.customerID = request.customerID
      if let line = try reader.frameLine(of: .customer(request.customerID), in: wave.id) {
        invitation.stratum = line.stratum
        invitation.probability = line.probability
      }
    }
    invitation.id = writer.newID()
    invitation.version = 1
    invitation.waveID = wave.id
    invitation.state = .sent
    invitation.createTime = Timestamp(microseconds: writer.now.microseconds)
    invitation.sendTime = invitation.createTime
    invitation.expireTime = wave.expiry(from: writer.now)
    try writer.insert(invitation)
    try writer.noteContact(
      invitation, on: BusinessDay.today(writer.now).daysSince1970)
    try SurveyClock.wake(at: invitation.expireTime ?? writer.now, writer)
    var response = CreateInvitationResponse()
    response.invitation = invitation
    response.token = try writer.giveToken(to: invitation.id).text
    return response
  }

  @Sendable
  func listInvitations(
    _ request: ListInvitationsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListInvitationsResponse {
    try request.state.checkKnown("state")
    _ = try reader.wave(request.waveID, "wave_id", caller)
    let page = try context.pages.page(request, caller)
    let rows = try reader.invitations(request, page, caller)
    var response = ListInvitationsResponse()
    response.invitations = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func withdrawInvitation(
    _ request: WithdrawInvitationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Invitation {
    let invitation = try writer.reader.invitationToChange(request.id, "id", caller)
    try Status.check(version: request.version, stored: invitation.version)
    guard invitation.isOpen else { throw .invitationEnded(invitation, "id") }
    try writer.end(invitation, .withdrawn, because: "BY_HAND")
    return try writer.reader.invitation(invitation.id) ?? invitation
  }

  @Sendable
  func openInvitation(
    _ request: OpenInvitationRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> OpenInvitationResponse {
    let invitation = try reader.invitation(token: request.token)
    guard let wave = try reader.wave(invitation.waveID),
      let form = try reader.questionnaire(
        wave.questionnaire, version: wave.questionnaireVersion)
    else { throw .internalError }
    if try reader.use(of: invitation, in: wave, "token") == .late {
      if wave.state == .closed { throw .waveState(wave, "token", "it takes no more answers") }
      var ended = invitation
      ended.state = .expired
      throw .invitationEnded(ended, "token")
    }
    try AnswerSubmission.checkThere(invitation, reader)
    var response = OpenInvitationResponse()
    response.waveID = wave.id
    response.questionnaire = form
    response.language = invitation.language
    response.anonymous = wave.anonymous
    response.expireTime = invitation.expireTime
    response.ratedUnitIDs = wave.ratedUnitIDs
    return response
  }

  @Sendable
  func optOut(
    _ request: OptOutRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> OptOutResponse {
    let invitation = try writer.reader.invitation(token: request.token)
    if invitation.customerID.isEmpty {
      if invitation.isOpen { try writer.end(invitation, .optedOut, because: "") }
      return OptOutResponse()
    }
    let purpose = try writer.reader.surveyPolicy().consentPurpose
    let customer = invitation.customerID
    if try writer.reader.mayStillBeAsked(customer, purpose: purpose) {
      var consent = Consent()
      consent.id = writer.newID()
      consent.customerID = customer
      consent.purpose = purpose
      consent.state = .withdrawn
      consent.source = "opt-out of a survey"
      consent.decideTime = Timestamp(microseconds: writer.now.microseconds)
      consent.recordTime = consent.decideTime
      consent.recordedBy = caller.principal
      try writer.insert(consent)
      writer.changed(FeedEntity.consent, consent.id, version: 1, about: customer)
    }
    for open in try writer.reader.openInvitations(of: customer) {
      try writer.end(open, .optedOut, because: "")
    }
    return OptOutResponse()
  }
}

extension Reader {
  /// The invitation that a request changes: of a survey and a customer within the caller's reach.
  fileprivate func invitationToChange(
    _ id: InvitationID, _ field: String, _ caller: Caller
  ) throws(Status) -> Invitation {
    if id.isEmpty { throw .required(field) }
    let none = Status.notFound(field, "there is no such invitation")
    guard let invitation = try invitation(id), let wave = try wave(invitation.waveID),
      let survey = try survey(wave.surveyID), try sees(survey.unitID, caller)
    else { throw none }
    if !invitation.customerID.isEmpty {
      guard let place = try reach(of: invitation.customerID),
        caller.reaches(invitation.customerID, office: place.office, worker: place.worker)
      else { throw none }
    }
    try caller.checkChanges(survey.unitID, field)
    return invitation
  }

  /// Refuses to ask a customer by hand who is not there, was asked in the wave, lately or too often, or does not agree.
  fileprivate func checkMayAsk(
    _ id: CustomerID, _ wave: SurveyWave, by channel: Channel, _ caller: Caller
  ) throws(Status) {
    guard let place = try reach(of: id),
      caller.reaches(id, office: place.office, worker: place.worker)
    else { throw .referenceMissing("customer_id", "customer") }
    let isAsked =
      try wave.anonymous
      ? isInvited(id, to: wave.id) : invitation(to: wave.id, of: .customer(id)) != nil
    if isAsked {
      throw .precondition(
        "ALREADY_INVITED", "customer_id", "the customer was asked in this wave")
    }
    let policy = try surveyPolicy()
    if try !mayAsk(id, by: channel, policy) {
      throw .consentMissing(purpose: policy.consentPurpose, channel: channel)
    }
    if try isAskedTooOften(id, policy, on: BusinessDay.today(now).daysSince1970) {
      throw Status.precondition(
        "CONTACT_GAP", "customer_id",
        "a survey asked the customer not long ago, or as often as the policy allows"
      ).with("days", String(policy.gapDays))
    }
  }

  /// Whether there is any channel for which the customer has not said no.
  fileprivate func mayStillBeAsked(
    _ customer: CustomerID, purpose: String
  ) throws(Status) -> Bool {
    for (number, _) in Channel.names {
      let consent = try decidingConsent(
        customer, purpose: purpose, channel: Channel(rawValue: number))
      if consent?.state != .withdrawn { return true }
    }
    return false
  }

  fileprivate func openInvitations(of customer: CustomerID) throws(Status) -> [Invitation] {
    try all(
      SQL(
        built: """
          SELECT \(Invitation.columns) FROM invitation i
          WHERE i.customer = $1 AND i.customer IS NOT NULL AND i.state IN (1, 2, 6) ORDER BY i.id
          """), .id(customer)
    ) { Invitation($0) }
  }
}
