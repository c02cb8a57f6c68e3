import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Who sees and changes whose surveys.
struct SurveyScopeTests {
  /// Would catch a list or a read that looks beyond the scope, and a change from outside of it.
  @Test func reach() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let far = try pcrm.office("부산지사")
      let mine = try world.admin.survey {
        $0.name = "mine"
        $0.unitID = world.office
      }
      let other = try world.admin.survey {
        $0.name = "other"
        $0.unitID = far
      }
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      let listed: ListSurveysResponse = try manager.surveys(
        "ListSurveys", ListSurveysRequest.self)
      #expect(listed.surveys.map(\.name) == ["mine", "satisfaction"])
      let whole: ListSurveysResponse = try world.admin.surveys(
        "ListSurveys", ListSurveysRequest.self)
      #expect(whole.surveys.count == 3)
      #expect(
        try manager.surveysRefusal("GetSurvey", GetSurveyRequest.self) { $0.id = other.id }
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try manager.surveysRefusal("GetSurvey", GetSurveyRequest.self) { $0.name = "other" }
          == Refusal(.notFound, "NOT_FOUND", "name"))
      func create(_ survey: SurveyID) throws -> Refusal? {
        try manager.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft(of: survey)
        }
      }
      #expect(try create(mine.id) == nil)
      #expect(try create(world.survey.id)?.reason == "OUT_OF_SCOPE")
      #expect(try create(other.id)?.reason == "NOT_FOUND")
      let wave = try world.opened(of: mine.id)
      let outside = try world.opened(of: other.id) { $0.sample = nil }
      let waves: ListWavesResponse = try manager.surveys("ListWaves", ListWavesRequest.self)
      #expect(waves.waves.contains { $0.id == wave.id })
      #expect(!waves.waves.contains { $0.id == outside.id })
      #expect(
        try manager.surveysRefusal("GetWave", GetWaveRequest.self) { $0.id = outside.id }
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try manager.surveysRefusal("CloseWave", CloseWaveRequest.self) { $0.id = outside.id }
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try manager.surveysRefusal("FreezeFrame", FreezeFrameRequest.self) {
          $0.waveID = (try? world.wave(of: mine.id).id) ?? SurveyWaveID()
        }?.reason == "OUT_OF_SCOPE", "a segment's members may be anywhere")
      #expect(
        try manager.surveysRefusal("PutQuestionnaire", PutQuestionnaireRequest.self) {
          $0.questionnaire = .service { $0.name = "mine" }
        }?.reason == "OUT_OF_SCOPE")
      #expect(
        try manager.surveysRefusal("ApplySurveyPolicy", ApplySurveyPolicyRequest.self) {
          $0.policy = SurveyPolicy()
        }?.reason == "OUT_OF_SCOPE")
    }
  }

  /// Of a wave that is seen, customers of other offices are not. Would catch samples, invitations and messages that name
  /// them, or let them be asked.
  @Test func customers() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let far = try pcrm.office("부산지사")
      let stranger = try SurveyWorld.customer(pcrm, far, 77)
      try pcrm.admin.addMembers("asked", [stranger])
      let survey = try world.admin.survey {
        $0.name = "mine"
        $0.unitID = world.office
      }
      let wave = try world.opened(of: survey.id)
      #expect(try world.admin.sample(of: wave.id).count == 4)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(try manager.sample(of: wave.id).count == 3)
      #expect(try manager.invitations(to: wave.id).count == 3)
      #expect(try manager.messages(of: wave.id).count == 3)
      let theirs = try #require(
        try world.admin.invitations(to: wave.id).first { $0.customerID == stranger })
      #expect(
        try manager.surveysRefusal("WithdrawInvitation", WithdrawInvitationRequest.self) {
          $0.id = theirs.id
        }?.code == .notFound)
      let watcher = try pcrm.caller(as: .integration, scope: .office, office: world.office)
      try expectFeed(of: watcher, invitations: 3)
      let open = try world.opened(of: survey.id) { $0.sample = nil }
      #expect(
        try manager.surveysRefusal("CreateInvitation", CreateInvitationRequest.self) {
          $0.waveID = open.id
          $0.customerID = stranger
        } == Refusal(.failedPrecondition, "REFERENCE_MISSING", "customer_id"))
      let counsellor = try pcrm.caller(as: .counsellor)
      var request = ListSampleRequest()
      request.waveID = wave.id
      #expect(
        try counsellor.refused("pcrm.v1.SurveyService/ListSample", request)?.reason
          == "PERMISSION_MISSING", "who is judged by the answers does not see who was drawn")
    }
  }

  /// The feed tells of so many invitations, and of as many messages.
  private func expectFeed(
    of caller: TestCaller, invitations count: Int
  ) throws {
    var request = WatchChangesRequest()
    request.stopAtEnd = true
    request.entityTypes = [.invitation, .outboxMessage]
    let pages = try caller.stream("pcrm.v1.CustomerService/WatchChanges", request)
      .all(WatchChangesResponse.self)
    let changes = pages.flatMap(\.changes)
    #expect(Set(changes.filter { $0.entityType == .invitation }.map(\.entityID)).count == count)
    #expect(
      Set(changes.filter { $0.entityType == .outboxMessage }.map(\.entityID)).count == count)
  }

  /// Would catch a token that is told twice.
  @Test func tokenIsToldOnce() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let wave = try world.opened { $0.sample = nil }
      var request = CreateInvitationRequest()
      request.requestID = RequestID(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0007)
      request.waveID = wave.id
      request.customerID = world.customers[0]
      let path = "pcrm.v1.SurveyService/CreateInvitation"
      let first: CreateInvitationResponse = try world.admin.call(path, request)
      let second: CreateInvitationResponse = try world.admin.call(path, request)
      #expect(first.token.count == 32 && second.token.isEmpty)
      #expect(first.invitation == second.invitation)
      request.requestID = RequestID()
      #expect(
        try world.admin.refused(path, request)
          == Refusal(.failedPrecondition, "ALREADY_INVITED", "customer_id"))
      #expect(try world.complete(first.token))
    }
  }
}
