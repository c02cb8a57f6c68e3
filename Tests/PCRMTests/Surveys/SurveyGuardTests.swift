import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What is refused, or left out, of waves, invitations, triggers and messages. Each line is a guard that somebody could
/// take out.
struct SurveyGuardTests {
  private static let missing = "REFERENCE_MISSING"
  private static let state = StatusCode.failedPrecondition

  private func update(
    _ caller: TestCaller, _ id: SurveyWaveID, _ set: (inout SurveyWave) -> Void
  ) throws -> Refusal? {
    try caller.surveysRefusal("UpdateWave", UpdateWaveRequest.self) {
      var patch = SurveyWave()
      patch.id = id
      set(&patch)
      $0.wave = patch
    }
  }

  private func invite(
    _ caller: TestCaller, _ wave: SurveyWaveID, _ customer: CustomerID = CustomerID(),
    by channel: Channel = .unspecified
  ) throws -> Refusal? {
    try caller.surveysRefusal("CreateInvitation", CreateInvitationRequest.self) {
      $0.waveID = wave
      $0.customerID = customer
      $0.channel = channel
    }
  }

  /// Would catch ids that are taken twice or hold no time, and changes that overwrite another's.
  @Test func idsAndVersions() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let wave = try world.wave()
      let taken = Refusal(.alreadyExists, "ID_TAKEN", "wave.id")
      func create(_ id: SurveyWaveID) throws -> Refusal? {
        try world.admin.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft { $0.id = id }
        }
      }
      #expect(try create(wave.id) == taken)
      #expect(try create(SurveyWaveID(high: 0x4000, low: 1))?.field == "wave.id")
      func survey(_ id: SurveyID) throws -> Refusal? {
        try world.admin.surveysRefusal("CreateSurvey", CreateSurveyRequest.self) {
          var survey = world.survey
          survey.id = id
          survey.name = "second"
          $0.survey = survey
        }
      }
      #expect(try survey(world.survey.id)?.reason == "ID_TAKEN")
      #expect(try survey(SurveyID(high: 0x4000, low: 1))?.field == "survey.id")
      let outdated = Refusal(.aborted, "VERSION_MISMATCH", "version")
      #expect(
        try update(world.admin, wave.id) {
          $0.version = 9
          $0.title = "봄"
        }?.reason == outdated.reason)
      #expect(
        try world.admin.surveysRefusal("UpdateSurvey", UpdateSurveyRequest.self) {
          var patch = Survey()
          patch.id = world.survey.id
          patch.version = 9
          patch.title = "봄"
          $0.survey = patch
        }?.reason == outdated.reason)
      #expect(
        try world.admin.surveysRefusal("UpdateSurvey", UpdateSurveyRequest.self) {
          var patch = Survey()
          patch.id = world.survey.id
          patch.questionnaire = "none"
          $0.survey = patch
        } == Refusal(Self.state, Self.missing, "survey.questionnaire"))
    }
  }

  /// Would catch what a create refuses and an update lets through.
  @Test func updates() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let wave = try world.wave()
      var quota = SurveyQuota()
      quota.name = "all"
      quota.max = 5
      quota.condition = "${nobody} = 1"
      #expect(
        try update(world.admin, wave.id) { $0.quotas = [quota] }
          == Refusal(.invalidArgument, "FORM_INVALID", "wave.quotas[0].condition"))
      #expect(
        try update(world.admin, wave.id) {
          $0.sample = wave.sample
          $0.sample?.segment = "nobody"
        } == Refusal(Self.state, Self.missing, "wave.sample.segment"))
      #expect(try update(world.admin, wave.id) { $0.validDays = 400 }?.field == "wave.valid_days")
      let past = try world.wave {
        $0.sample = nil
        $0.closeTime = SurveyWorld.at(8)
      }
      #expect(
        try world.admin.surveysRefusal("OpenWave", OpenWaveRequest.self) { $0.id = past.id }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "close_time"))
      // An end that is moved away is waited for.
      let open = try world.opened {
        $0.sample = nil
        $0.closeTime = SurveyWorld.at(18, day: 1)
      }
      #expect(try update(world.admin, open.id) { $0.closeTime = SurveyWorld.at(18, day: 3) } == nil)
      try world.go(to: SurveyWorld.at(19, day: 1))
      #expect(try world.admin.wave(open.id).state == .open)
      try world.go(to: SurveyWorld.at(18, day: 3))
      #expect(try world.admin.wave(open.id).state == .closed)
    }
  }

  /// Would catch an update that is answered as if it had changed what never changes.
  @Test func whatNeverChanges() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      func update(
        _ mask: [String] = [], _ change: (inout Survey) -> Void
      ) throws -> Refusal? {
        try world.admin.surveysRefusal("UpdateSurvey", UpdateSurveyRequest.self) {
          var patch = Survey()
          patch.id = world.survey.id
          change(&patch)
          $0.survey = patch
          if !mask.isEmpty { $0.updateMask = FieldMask(paths: mask) }
        }
      }
      let readOnly = { Refusal(.invalidArgument, "FIELD_READ_ONLY", $0) }
      #expect(try update { $0.mode = .anonymous } == readOnly("survey.mode"))
      #expect(try update { $0.name = "other" } == readOnly("survey.name"))
      #expect(try update { $0.unitID = world.office } == readOnly("survey.unit_id"))
      let other = try update(["*"]) {
        $0 = world.survey
        $0.mode = .culture
      }
      #expect(other == readOnly("survey.mode"), "it was done, and was not")
      // What was read and is sent back with another title is no change of these.
      #expect(
        try update {
          $0 = world.survey
          $0.title = "여름"
        } == nil)
      let stored: Survey = try world.admin.surveys("GetSurvey", GetSurveyRequest.self) {
        $0.id = world.survey.id
      }
      #expect(stored.title == "여름" && stored.mode == world.survey.mode)
    }
  }

  /// Would catch a promise about small groups that a later policy takes back.
  @Test func promise() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.admin.policy { $0.minGroup = 12 }
      let named = try world.opened { $0.sample = nil }
      _ = try world.admin.policy { $0.minGroup = 6 }
      #expect(try world.admin.wave(named.id).minGroup == 12)
      let next = try world.opened { $0.sample = nil }
      #expect(next.minGroup == 6)
    }
  }

  /// Would catch somebody who is asked by hand though that must not be.
  @Test func byHand() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let wave = try world.opened { $0.sample = nil }
      try pcrm.admin.agree(world.customers[0], .withdrawn)
      #expect(
        try invite(world.admin, wave.id, world.customers[0])?.reason == "CONSENT_MISSING")
      try pcrm.admin.agree(world.customers[1], .withdrawn, by: .phone)
      #expect(
        try invite(world.admin, wave.id, world.customers[1], by: .phone)?.reason
          == "CONSENT_MISSING")
      #expect(try invite(world.admin, wave.id, world.customers[1]) == nil)
      #expect(
        try invite(world.admin, wave.id, by: Channel(rawValue: 99))?.field == "channel")
      #expect(
        try invite(world.admin, wave.id, CustomerID(high: 0x018f_0000_0000_7000, low: 1 << 63))
          == Refusal(Self.state, Self.missing, "customer_id"))
      let culture = try world.admin.survey {
        $0.name = "culture"
        $0.mode = .culture
      }
      let inside = try world.opened(of: culture.id) { $0.sample = nil }
      #expect(
        try invite(world.admin, inside.id, world.customers[2])
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "customer_id"))
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(
        try invite(manager, wave.id, world.customers[2])?.reason == "OUT_OF_SCOPE",
        "the agency's survey")
      let invitation = try #require(try world.admin.invitations(to: wave.id).first)
      func withdraw(_ caller: TestCaller, version: Int64 = 0) throws -> String? {
        try caller.surveysRefusal("WithdrawInvitation", WithdrawInvitationRequest.self) {
          $0.id = invitation.id
          $0.version = version
        }?.reason
      }
      #expect(try withdraw(manager) == "OUT_OF_SCOPE")
      #expect(try withdraw(world.admin, version: 9) == "VERSION_MISMATCH")
      #expect(try withdraw(world.admin, version: 1) == nil)
      #expect(try withdraw(world.admin) == "INVITATION_ENDED")
    }
  }

  /// Would catch a message that leaves before its wave may be answered, and links that open what is over.
  @Test func openTimes() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let wave = try world.opened {
        $0.openTime = SurveyWorld.at(10, day: 2)
        $0.reminderDays = [1]
      }
      try world.go(to: SurveyWorld.at(9, 59, day: 2))
      #expect(try world.deliver().isEmpty)
      try world.go(to: SurveyWorld.at(10, day: 2))
      let message = try #require(try world.deliver().first)
      #expect(message.body.contains("2026-03-16"))
      let token = try SurveyWorld.token(message)
      // The reminder is written and waits; who answers meanwhile gets none.
      try world.go(to: SurveyWorld.at(10, day: 3))
      #expect(try world.admin.messages(of: wave.id, .waiting).map(\.kind) == [.reminder])
      #expect(try world.complete(token))
      #expect(try world.admin.messages(of: wave.id, .cancelled).map(\.kind) == [.reminder])
      #expect(try world.deliver().isEmpty)
      func opens(_ token: String) throws -> String? {
        try world.admin.surveysRefusal("OpenInvitation", OpenInvitationRequest.self) {
          $0.token = token
        }?.reason
      }
      _ = try world.admin.policy { $0.gapDays = 0 }
      let next = try world.opened { $0.reminderDays = [1] }
      let second = try SurveyWorld.token(try #require(try world.deliver().first))
      _ = try world.admin.closeWave(next.id)
      #expect(try opens(second) == "WAVE_STATE")
      try world.go(to: SurveyWorld.at(12, day: 6))
      #expect(try world.deliver().isEmpty, "nobody is reminded of what is over")
      #expect(try world.admin.messages(of: next.id).count == 1)
    }
  }

  /// Would catch a frame that has people who are deleted, and waves without messages that pass the guard over.
  @Test func framesWithoutMessages() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 4)
      let first = try world.opened { $0.sample = nil }
      #expect(try invite(world.admin, first.id, world.customers[0]) == nil)
      let wave = try world.wave {
        $0.channels = []
        $0.invitationTexts = []
      }
      let mailed = try world.wave()
      for id in [wave.id, mailed.id] { _ = try world.admin.freeze(id) }
      var delete = DeleteCustomerRequest()
      delete.id = world.customers[1]
      let _: Customer = try world.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      try pcrm.runJobs()
      for id in [wave.id, mailed.id] {
        let frame = try #require(try world.admin.wave(id).frame)
        #expect(
          frame.exclusions.map { "\($0.reason) \($0.count)" } == ["CONTACT_GAP 1", "DELETED 1"])
        #expect(frame.sampled == 2)
      }
    }
  }

  /// Would catch a message to somebody that was deleted since it was written, a customer who counts as asked though the
  /// message never came to a try, and one who does not though it did.
  @Test func whatCountsAsAsking() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let wave = try world.opened { $0.validDays = 2 }
      var delete = DeleteCustomerRequest()
      delete.id = world.customers[0]
      let _: Customer = try world.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      let outbox = Outbox(pcrm.database)
      let taken = try outbox.take(by: [.email], most: 2)
      #expect(taken.map(\.recipient) == ["customer1@example.kr"])
      try outbox.record(.putOff(code: "BUSY"), of: taken[0], by: "test")
      try world.go(to: SurveyWorld.at(9, 1, day: 2))
      #expect(try world.admin.invitations(to: wave.id, .expired).count >= 2)
      let next = try world.opened { $0.sample = nil }
      #expect(
        try invite(world.admin, next.id, world.customers[1])?.reason == "CONTACT_GAP",
        "it may have arrived")
      #expect(try invite(world.admin, next.id, world.customers[2]) == nil)
    }
  }

  /// Would catch messages that wait for tomorrow and do not count today.
  @Test func messagesToCome() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      try world.go(to: SurveyWorld.at(22))
      _ = try world.opened()
      let other = try world.opened { $0.sample = nil }
      #expect(
        try invite(world.admin, other.id, world.customers[0])?.reason == "CONTACT_GAP",
        "the message goes in the morning")
    }
  }

  /// Would catch a message about a wave that may not be answered yet.
  @Test func beforeTheWaveBegins() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let trigger: SurveyTrigger = try world.admin.surveys(
        "CreateTrigger", CreateTriggerRequest.self
      ) {
        var trigger = SurveyTrigger()
        trigger.surveyID = world.survey.id
        trigger.title = "뒤"
        trigger.event = .visitDone
        $0.trigger = trigger
      }
      let wave = try world.opened {
        $0.sample = nil
        $0.openTime = SurveyWorld.at(10, day: 5)
      }
      try happens(world, trigger.id, to: world.customers[0], world.customers[0].position)
      let messages = try world.admin.messages(of: wave.id)
      #expect(messages.map(\.dueTime) == [SurveyWorld.at(10, day: 5)])
    }
  }

  /// Would catch staff who cannot say no, and whose no is written down as a customer's.
  @Test func staffOptOut() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try pcrm.staff("가", in: world.office)
      let survey = try world.admin.survey {
        $0.name = "culture"
        $0.mode = .culture
      }
      let wave = try world.opened(of: survey.id) {
        $0.sample = SamplePlan()
        $0.sample?.method = .all
        $0.channels = [.app]
        $0.reminderDays = [1]
      }
      let token = try SurveyWorld.token(try #require(try world.deliver().first))
      let _: OptOutResponse = try world.admin.surveys("OptOut", OptOutRequest.self) {
        $0.token = token
      }
      #expect(try world.admin.wave(wave.id).counts?.optedOut == 1)
      try world.go(to: SurveyWorld.at(12, day: 2))
      #expect(try world.deliver().isEmpty)
    }
  }

  /// Would catch bounces and second tries by who does not see the survey, of what never left, or is over.
  @Test func messages() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      let far = try pcrm.office("부산지사")
      let wave = try world.opened()
      func bounce(_ caller: TestCaller, _ id: OutboxMessageID) throws -> Refusal? {
        try caller.surveysRefusal("RecordBounce", RecordBounceRequest.self) {
          $0.messageID = id
          $0.reason = "MAILBOX_GONE"
        }
      }
      func retry(_ caller: TestCaller, _ id: OutboxMessageID) throws -> Refusal? {
        try caller.surveysRefusal("RetryOutboxMessage", RetryOutboxMessageRequest.self) {
          $0.id = id
        }
      }
      let waiting = try world.admin.messages(of: wave.id)
      #expect(try bounce(world.admin, waiting[0].id) == nil)
      #expect(try world.admin.messages(of: wave.id, .waiting).count == 2, "it never left")
      #expect(try world.admin.wave(wave.id).counts?.bounced == 0)
      #expect(try bounce(world.admin, OutboxMessageID())?.reason == "FIELD_REQUIRED")
      #expect(try world.deliver(.refused(code: "SMTP_500")).count == 2)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(try retry(manager, waiting[0].id)?.reason == "OUT_OF_SCOPE")
      let survey = try world.admin.survey {
        $0.name = "theirs"
        $0.unitID = far
      }
      _ = try world.admin.policy { $0.gapDays = 0 }
      let theirs = try world.opened(of: survey.id)
      #expect(try world.deliver().count == 2)
      let hidden = try #require(try world.admin.messages(of: theirs.id).first)
      #expect(try retry(manager, hidden.id) == Refusal(.notFound, "NOT_FOUND", "id"))
      let watcher = try pcrm.caller(as: .integration, scope: .office, office: world.office)
      #expect(try bounce(watcher, hidden.id) == Refusal(.notFound, "NOT_FOUND", "message_id"))
      #expect(try bounce(world.admin, hidden.id) == nil)
      #expect(try world.admin.wave(theirs.id).counts?.bounced == 1)
      // Over: withdrawn, or forgotten.
      let first = try #require(
        try world.admin.invitations(to: wave.id).first { $0.id == waiting[0].invitationID })
      let _: Invitation = try world.admin.surveys(
        "WithdrawInvitation", WithdrawInvitationRequest.self
      ) { $0.id = first.id }
      #expect(try retry(world.admin, waiting[0].id)?.reason == "INVITATION_ENDED")
      try world.go(to: SurveyWorld.at(12, day: 2))
      #expect(try retry(world.admin, waiting[1].id)?.reason == "MESSAGE_PURGED")
    }
  }

  private static let createTrigger = "pcrm.v1.SurveyService/CreateTrigger"

  private func request(
    _ world: SurveyWorld, _ set: (inout SurveyTrigger) -> Void = { _ in }
  ) -> CreateTriggerRequest {
    var trigger = SurveyTrigger()
    trigger.surveyID = world.survey.id
    trigger.title = "뒤"
    trigger.event = .visitDone
    set(&trigger)
    var request = CreateTriggerRequest()
    request.trigger = trigger
    return request
  }

  private func refusedTrigger(
    _ world: SurveyWorld, _ caller: TestCaller, _ set: (inout SurveyTrigger) -> Void = { _ in }
  ) throws -> Refusal? {
    try caller.refused(Self.createTrigger, request(world, set))
  }

  /// Would catch triggers of surveys that ask staff, of another's survey, or without an end to their number.
  @Test func triggers() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let culture = try world.admin.survey {
        $0.name = "culture"
        $0.mode = .culture
      }
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(try refusedTrigger(world, manager)?.reason == "OUT_OF_SCOPE")
      #expect(
        try refusedTrigger(world, world.admin) { $0.surveyID = culture.id }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "trigger.survey_id"))
      #expect(
        try refusedTrigger(world, world.admin) { $0.segment = "nobody" }
          == Refusal(Self.state, Self.missing, "trigger.segment"))
      #expect(
        try refusedTrigger(world, world.admin) { $0.excludedSegment = "nobody" }
          == Refusal(Self.state, Self.missing, "trigger.excluded_segment"))
      let timeless = SurveyTriggerID(high: 0x4000, low: 1)
      #expect(
        try refusedTrigger(world, world.admin) { $0.id = timeless }?.field == "trigger.id")
      let trigger: SurveyTrigger = try world.admin.call(Self.createTrigger, request(world))
      #expect(
        try refusedTrigger(world, world.admin) { $0.id = trigger.id }?.reason == "ID_TAKEN")
      #expect(try change(trigger.id, manager, version: 1) == "OUT_OF_SCOPE")
      #expect(try change(trigger.id, world.admin, version: 9) == "VERSION_MISMATCH")
      for _ in 1..<SurveyService.triggersMax {
        let _: SurveyTrigger = try world.admin.call(Self.createTrigger, request(world))
      }
      #expect(try refusedTrigger(world, world.admin)?.code == .resourceExhausted)
    }
  }

  private func change(
    _ id: SurveyTriggerID, _ caller: TestCaller, version: Int64
  ) throws -> String? {
    try caller.surveysRefusal("UpdateTrigger", UpdateTriggerRequest.self) {
      var patch = SurveyTrigger()
      patch.id = id
      patch.version = version
      patch.title = "나중"
      $0.trigger = patch
    }?.reason
  }

  /// An event of a trigger, now.
  private func happens(
    _ world: SurveyWorld, _ trigger: SurveyTriggerID, to customer: CustomerID, _ key: [UInt8]
  ) throws {
    let name = trigger.position + key
    let payload = customer.position
    try world.pcrm.database.write { (writer) throws(Status) in
      try writer.scheduleIfMissing(TriggerWork.kind, key: name, at: writer.now, payload: payload)
    }
    world.pcrm.clock.advance(seconds: 1)
    try world.pcrm.runJobs()
  }

  /// Would catch an event that asks twice, somebody outside of the segment, and a wave whose time is over.
  @Test func events() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      _ = try world.admin.policy { $0.gapDays = 0 }
      try pcrm.build(SegmentDefinition.list("chosen"))
      try pcrm.admin.addMembers("chosen", [world.customers[0], world.customers[2]])
      let trigger: SurveyTrigger = try world.admin.call(
        Self.createTrigger, request(world) { $0.segment = "chosen" })
      let wave = try world.opened { $0.sample = nil }
      var key = trigger.id.position
      try happens(world, trigger.id, to: world.customers[0], key)
      try happens(world, trigger.id, to: world.customers[0], key)
      #expect(try world.admin.invitations(to: wave.id).count == 1, "the same event")
      key[0] ^= 129
      try happens(world, trigger.id, to: world.customers[1], key)
      #expect(try world.admin.invitations(to: wave.id).count == 1, "not chosen")
      var delete = DeleteCustomerRequest()
      delete.id = world.customers[2]
      let _: Customer = try world.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      key[0] ^= 130
      let anyone: SurveyTrigger = try world.admin.call(Self.createTrigger, request(world))
      for id in [trigger.id, anyone.id] { try happens(world, id, to: world.customers[2], key) }
      #expect(try world.admin.invitations(to: wave.id).count == 1, "deleted")
      let rows = try pcrm.database.read { (reader) throws(Status) in
        try reader.first("SELECT count(*) FROM invitation") { $0.integer(0) }
      }
      #expect(rows == 1, "nothing is kept of a deleted customer")
      // The end of the wave holds before its work is done.
      try pcrm.damage("DELETE FROM timer WHERE kind = 'survey_wave_close'")
      try world.go(to: SurveyWorld.at(18, day: 14))
      key[0] ^= 131
      try happens(world, trigger.id, to: world.customers[0], key)
      #expect(try world.admin.invitations(to: wave.id).count == 1, "its time is over")
    }
  }

  /// Would catch a manager who changes what belongs to the whole agency, or makes a survey for it.
  @Test func scope() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let far = try pcrm.office("부산지사")
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      func create(_ unit: UnitID) throws -> String? {
        try manager.surveysRefusal("CreateSurvey", CreateSurveyRequest.self) {
          var survey = world.survey
          survey.id = SurveyID()
          survey.name = "mine"
          survey.unitID = unit
          $0.survey = survey
        }?.reason
      }
      #expect(try create(UnitID()) == "OUT_OF_SCOPE")
      #expect(try create(far) == "OUT_OF_SCOPE")
      #expect(try create(world.office) == nil)
      #expect(
        try manager.surveysRefusal("UpdateSurvey", UpdateSurveyRequest.self) {
          var patch = Survey()
          patch.id = world.survey.id
          patch.title = "봄"
          $0.survey = patch
        }?.reason == "OUT_OF_SCOPE")
      let wave = try world.opened { $0.sample = nil }
      #expect(try update(manager, wave.id) { $0.title = "봄" }?.reason == "OUT_OF_SCOPE")
      #expect(
        try manager.surveysRefusal("CloseWave", CloseWaveRequest.self) { $0.id = wave.id }?.reason
          == "OUT_OF_SCOPE")
    }
  }

  /// Would catch an address that is used though the customer said for what, or never.
  @Test func addresses() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      func customer(_ name: String, _ set: (inout ContactPoint) -> Void) throws -> CustomerID {
        let id = try pcrm.admin.create(
          .person(name).with {
            $0.homeOfficeID = world.office
            var point = ContactPoint()
            point.kind = .email
            point.value = "\(name)@example.kr"
            set(&point)
            $0.contactPoints = [point]
          }
        ).id
        try pcrm.admin.agree(id)
        return id
      }
      let never = try customer("never") { $0.doNotContact = true }
      let bills = try customer("bills") { $0.purpose = "billing" }
      let surveys = try customer("surveys") { $0.purpose = "satisfaction_survey" }
      try pcrm.admin.addMembers("asked", [never, bills, surveys])
      let wave = try world.opened()
      #expect(wave.frame?.exclusions.map { "\($0.reason) \($0.count)" } == ["NO_ADDRESS 2"])
      #expect(
        Set(try world.deliver().map(\.recipient))
          == ["customer0@example.kr", "surveys@example.kr"])
    }
  }

  /// Would catch a message that is taken a second time though it was answered meanwhile, and a bounce that takes an answer
  /// back.
  @Test func answeredOnTheWay() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      let wave = try world.opened()
      let outbox = Outbox(pcrm.database)
      let taken = try outbox.take(by: [.email], most: 2)
      #expect(taken.count == 2)
      for message in taken { #expect(try world.complete(SurveyWorld.token(message))) }
      // The one courier has died, the other says that it comes back.
      pcrm.clock.advance(seconds: Outbox.leaseSeconds)
      let bounced: OutboxMessage = try world.admin.surveys(
        "RecordBounce", RecordBounceRequest.self
      ) {
        $0.messageID = taken[0].id
        $0.reason = "MAILBOX_GONE"
      }
      #expect(bounced.state == .bounced)
      #expect(try outbox.take(by: [.email], most: 2).isEmpty)
      #expect(try world.admin.messages(of: wave.id, .cancelled).map(\.id) == [taken[1].id])
      #expect(try world.admin.wave(wave.id).counts?.answered == 2)
    }
  }

  /// Would catch renames that mean two things, and a segment that is not settled yet.
  @Test func renamesAndSegments() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.wave()
      func refused(_ renames: [(String, String)]) throws -> Refusal? {
        try world.admin.surveysRefusal("PutQuestionnaire", PutQuestionnaireRequest.self) {
          $0.questionnaire = .service { $0.note = "n" }
          $0.renames = renames.map { before, after in
            var rename = QuestionRename()
            rename.before = before
            rename.after = after
            return rename
          }
        }
      }
      #expect(
        try refused([("why", "nowhere")])
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "renames[0].after"))
      #expect(
        try refused([("why", "satisfied"), ("satisfied", "satisfied")])?.field == "renames[1]")
      #expect(
        try refused([("why", "satisfied"), ("why", "why")])?.field == "renames[1]")
      #expect(
        try refused(Array(repeating: ("why", "why"), count: 501))?.reason == "TOO_MANY_ITEMS")
      try pcrm.admin.apply([SegmentDefinition.rule("answered", "has(last_survey_answer_at)")])
      let early = try world.wave { $0.sample?.segment = "answered" }
      func freeze() throws -> String? {
        try world.admin.surveysRefusal("FreezeFrame", FreezeFrameRequest.self) {
          $0.waveID = early.id
        }?.reason
      }
      #expect(try freeze() == "SEGMENT_BUILDING")
      try pcrm.runJobs()
      #expect(try freeze() == nil)
    }
  }
}
