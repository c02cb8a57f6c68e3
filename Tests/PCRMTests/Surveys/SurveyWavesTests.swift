import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

struct SurveyWavesTests {
  /// A wave from its draft to its end. Would catch somebody asked twice or not at all, a link that opens nothing, and an
  /// invitation that outlives its wave.
  @Test func life() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm)
      let made = try world.wave()
      #expect(made.state == .draft && made.number == 1 && made.questionnaireVersion == 1)
      let freezing = try world.admin.freeze(made.id)
      #expect(freezing.frame?.state == .building && freezing.frame?.segmentVersion == 1)
      try pcrm.runJobs()
      let frozen = try world.admin.wave(made.id)
      #expect(frozen.frame?.state == .ready && frozen.frame?.population == 10)
      #expect(frozen.frame?.sampled == 10 && frozen.frame?.seed != 0)
      let opened = try world.admin.openWave(made.id)
      #expect(
        opened.state == .open
          && opened.openTime == Timestamp(microseconds: pcrm.clock.now().microseconds))
      try pcrm.runJobs()
      #expect(try world.admin.wave(made.id).counts?.waiting == 10)
      let messages = try world.deliver()
      #expect(Set(messages.map(\.recipient)).count == 10)
      #expect(messages.allSatisfy { $0.subject == "만족도 조사" && $0.channel == .email })
      let token = try SurveyWorld.token(messages[0])
      #expect(messages[0].body.hasPrefix("고객") && messages[0].body.contains("2026-03-16"))
      let form: OpenInvitationResponse = try world.admin.surveys(
        "OpenInvitation", OpenInvitationRequest.self
      ) { $0.token = token }
      #expect(form.waveID == made.id && form.questionnaire?.items.count == 2)
      #expect(try world.complete(token))
      #expect {
        try world.complete(token)
      } throws: {
        ($0 as? Status)?.code == .failedPrecondition
      }
      #expect(
        try world.admin.surveysRefusal("OpenInvitation", OpenInvitationRequest.self) {
          $0.token = token
        } == Refusal(.failedPrecondition, "INVITATION_ENDED", "token"))
      let counts = try world.admin.wave(made.id).counts
      #expect(counts?.sent == 9 && counts?.answered == 1 && counts?.total == 10)
      try world.go(to: SurveyWorld.at(18, day: 14))
      let closed = try world.admin.wave(made.id)
      #expect(closed.state == .closed && closed.counts?.expired == 9)
      #expect(try world.complete(SurveyWorld.token(messages[1])) == false, "late")
      #expect(try world.deliver().isEmpty)
    }
  }

  /// Would catch a census that leaves somebody out without a reason, a wrong reason, and strata or probabilities that
  /// do not belong to the sample.
  @Test func frames() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 40)
      try pcrm.admin.agree(world.customers[0], .withdrawn)
      let silent = try pcrm.admin.create(.person("무응답")).id
      let stranger = try SurveyWorld.customer(pcrm, world.office, 99, agreed: false)
      try pcrm.admin.addMembers("asked", [silent, stranger])
      // Somebody was asked before.
      _ = try world.admin.surveys(
        "CreateInvitation", CreateInvitationRequest.self, as: CreateInvitationResponse.self
      ) {
        $0.waveID = (try? world.opened { $0.sample = nil }.id) ?? SurveyWaveID()
        $0.customerID = world.customers[1]
      }
      let made = try world.wave {
        $0.sample?.method = .stratifiedProportional
        $0.sample?.size = 12
        $0.sample?.seed = 7
        $0.sample?.stratifyBy = .office
      }
      _ = try world.admin.freeze(made.id)
      // Who comes or goes now is not in the frame, or stays in it.
      try pcrm.admin.removeMembers("asked", [world.customers[2]])
      try pcrm.runJobs()
      let frame = try #require(try world.admin.wave(made.id).frame)
      #expect(frame.population == 42 && frame.size == 38 && frame.sampled == 12)
      #expect(
        frame.exclusions.map { "\($0.reason) \($0.count)" } == [
          "CONSENT_MISSING 2", "CONTACT_GAP 1", "NO_ADDRESS 1",
        ])
      let members = try world.admin.sample(of: made.id)
      #expect(members.count == 42 && Set(members.map(\.customerID)).count == 42)
      #expect(members.contains { $0.customerID == world.customers[2] })
      let drawn = members.filter(\.sampled)
      #expect(drawn.count == 12 && drawn.allSatisfy { abs($0.probability - 12 / 38.0) < 1e-12 })
      #expect(drawn == (try world.admin.sample(of: made.id, drawn: true)))
      let again = try world.wave {
        $0.sample?.method = .simple
        $0.sample?.size = 12
        $0.sample?.seed = 7
      }
      let third = try world.wave { $0.sample = again.sample }
      for wave in [again, third] { _ = try world.admin.freeze(wave.id) }
      try pcrm.runJobs()
      #expect(
        try world.admin.sample(of: again.id, drawn: true).map(\.customerID)
          == world.admin.sample(of: third.id, drawn: true).map(\.customerID), "the same seed")
    }
  }

  /// Would catch night hours that are not kept, at the first message, at a second try or at a reminder.
  @Test func nights() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      try world.go(to: SurveyWorld.at(20, 59))
      let wave = try world.opened { $0.reminderDays = [1] }
      #expect(try world.deliver(.putOff(code: "BUSY")).count == 2)
      try world.go(to: SurveyWorld.at(21, 0))
      #expect(try world.deliver().isEmpty)
      try world.go(to: SurveyWorld.at(7, 59, day: 1))
      #expect(try world.deliver().isEmpty)
      try world.go(to: SurveyWorld.at(8, day: 1))
      #expect(try world.deliver().count == 2)
      #expect(try world.admin.messages(of: wave.id).allSatisfy { $0.attempts == 2 })
      try world.go(to: SurveyWorld.at(23, day: 1))
      try world.go(to: SurveyWorld.at(8, 1, day: 2))
      #expect(try world.deliver().map(\.kind) == [.reminder, .reminder])
      let late = try world.opened(of: world.admin.survey { $0.name = "late" }.id)
      #expect(late.frame?.exclusions.first?.reason == "CONTACT_GAP", "asked the day before")
      #expect(late.frame?.exclusions.first?.count == 2 && late.counts?.total == 0)
    }
  }

  /// Would catch a reminder to somebody who has answered, opted out or come back, and one too many.
  @Test func reminders() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 5)
      let wave = try world.opened { $0.reminderDays = [2, 5] }
      let messages = try world.deliver()
      #expect(messages.count == 5)
      #expect(try world.complete(SurveyWorld.token(messages[0])))
      let _: OptOutResponse = try world.admin.surveys("OptOut", OptOutRequest.self) {
        $0.token = (try? SurveyWorld.token(messages[1])) ?? ""
      }
      let _: OutboxMessage = try world.admin.surveys("RecordBounce", RecordBounceRequest.self) {
        $0.messageID = messages[2].id
        $0.reason = "MAILBOX_GONE"
      }
      try world.go(to: SurveyWorld.at(9, day: 2))
      let first = try world.deliver()
      #expect(first.map(\.kind) == [.reminder, .reminder])
      #expect(Set(first.map(\.recipient)) == Set(messages[3...].map(\.recipient)))
      // The first link still opens the same invitation, and both are used up together.
      #expect(try world.complete(SurveyWorld.token(messages[3])))
      let used = try first.filter { $0.recipient == messages[3].recipient }.map(SurveyWorld.token)
      #expect(
        try world.admin.surveysRefusal("OpenInvitation", OpenInvitationRequest.self) {
          $0.token = used[0]
        }?.reason == "INVITATION_ENDED")
      try world.go(to: SurveyWorld.at(9, day: 5))
      #expect(try world.deliver().map(\.recipient) == [messages[4].recipient])
      try world.go(to: SurveyWorld.at(9, day: 12))
      #expect(try world.deliver().isEmpty)
      let counts = try world.admin.wave(wave.id).counts
      #expect(counts?.answered == 2 && counts?.optedOut == 1 && counts?.bounced == 1)
      #expect(
        try world.admin.sample(of: wave.id).count == 5, "who was asked stays on record")
    }
  }

  /// Staff are asked by their units. Would catch staff of other units, and those who do not work any more.
  @Test func staff() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let far = try pcrm.office("부산지사")
      let here = try (0..<3).map { try pcrm.staff("직원\($0)", in: world.office) }
      _ = try pcrm.staff("먼 직원", in: far)
      let gone = try pcrm.worker("퇴직자", office: world.office) {
        $0.activeTo = CivilDate(daysSince1970: 20_000)
      }
      let survey = try world.admin.survey {
        $0.name = "culture"
        $0.mode = .culture
      }
      let wave = try world.opened(of: survey.id) {
        $0.sample = SamplePlan()
        $0.sample?.method = .all
        $0.channels = [.app]
        $0.staffUnitIDs = [world.office]
      }
      #expect(wave.anonymous && wave.counts?.waiting == 3)
      let invited = try world.admin.invitations(to: wave.id).map(\.staffID)
      #expect(Set(invited) == Set(here) && !invited.contains(gone))
      #expect(try world.deliver().allSatisfy { $0.recipient.hasPrefix("staff:") })
    }
  }

  /// Would catch staff who have an address at work and are not written to there, and a letter to somebody who has left.
  @Test func staffByMail() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let mailed = try pcrm.worker("가", office: world.office) {
        $0.email = "ga@agency.example.kr"
        $0.employeeNumber = "A-1"
      }
      let other = try pcrm.worker("나", office: world.office) { $0.employeeNumber = "A-2" }
      let leaver = try pcrm.worker("다", office: world.office) {
        $0.email = "da@agency.example.kr"
        $0.activeTo = CivilDate(daysSince1970: 20_516)
      }
      let survey = try world.admin.survey {
        $0.name = "culture"
        $0.mode = .culture
      }
      let wave = try world.opened(of: survey.id) {
        $0.sample = SamplePlan()
        $0.sample?.method = .all
        $0.channels = [.email, .app]
        $0.reminderDays = [4]
        $0.staffUnitIDs = [world.office]
      }
      let messages = try world.deliver()
      #expect(
        Set(messages.map { "\($0.channel.rawValue) \($0.recipient)" }) == [
          "\(Channel.email.rawValue) ga@agency.example.kr",
          "\(Channel.app.rawValue) employee:A-2",
          "\(Channel.email.rawValue) da@agency.example.kr",
        ])
      try world.go(to: SurveyWorld.at(9, 30, day: 4))
      #expect(
        Set(try world.deliver().map(\.recipient)) == ["ga@agency.example.kr", "employee:A-2"])
      let invited = try world.admin.invitations(to: wave.id)
      #expect(Set(invited.map(\.staffID)) == [mailed, other, leaver])
      let onlyMail = try world.opened(of: survey.id) {
        $0.sample = SamplePlan()
        $0.sample?.method = .all
        $0.channels = [.email]
        $0.staffUnitIDs = [world.office]
      }
      #expect(onlyMail.frame?.exclusions.map { "\($0.reason) \($0.count)" } == ["NO_ADDRESS 1"])
    }
  }
}
