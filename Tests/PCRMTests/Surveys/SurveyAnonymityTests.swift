import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What is known of a used token.
struct SurveyAnonymityTests {
  /// Would catch a line of the feed or the audit log, or a time, that tells when a token of an anonymous wave was used.
  @Test func nothingButTheDay() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3, mode: .anonymous)
      let wave = try world.opened()
      #expect(wave.anonymous)
      let messages = try world.deliver()
      func lines() throws -> [Int64] {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.all("SELECT count(*) FROM feed UNION ALL SELECT count(*) FROM audit") {
            $0.integer(0)
          }
        }
      }
      let before = try lines()
      try world.go(to: SurveyWorld.at(14, 37))
      #expect(try world.complete(SurveyWorld.token(messages[0])))
      #expect(try lines() == before)
      let used = try #require(try world.admin.invitations(to: wave.id, .answered).first)
      #expect(used.answerDate == CivilDate(daysSince1970: 20_514))
      let row = try pcrm.database.read { (reader) throws(Status) in
        try reader.first(
          """
          SELECT answered_at IS NULL, version FROM invitation WHERE state = 3
          """
        ) { ($0.bool(0), $0.integer(1)) }
      }
      #expect(row?.0 == true)
    }
  }

  /// The same of a named wave is told, or the facts of segments would not follow.
  @Test func namedAnswersAreFacts() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      try pcrm.build(
        SegmentDefinition.rule("answered", "has(last_survey_answer_at)"),
        SegmentDefinition.rule("asked-lately", "days_since(last_survey_at) <= 3"),
        SegmentDefinition.rule(
          "open", "surveys.exists(s, s.name == \"satisfaction\" && s.state == \"sent\")"),
        SegmentDefinition.rule(
          "often", "size(surveys.filter(s, days_since(s.sent_at) < 90)) >= 1"))
      _ = try world.opened()
      #expect(try world.admin.members("asked-lately").isEmpty, "nothing went out yet")
      let messages = try world.deliver()
      #expect(try world.admin.members("asked-lately") == world.customers.sorted())
      #expect(try world.admin.members("open").count == 3)
      #expect(try world.admin.members("often").count == 3)
      #expect(try world.complete(SurveyWorld.token(messages[0])))
      #expect(try world.admin.members("answered").count == 1)
      #expect(try world.admin.members("open").count == 2)
      try world.go(to: SurveyWorld.at(9, day: 4))
      #expect(try world.admin.members("asked-lately").isEmpty)
      try expectNoDrift(pcrm, ["answered", "asked-lately", "open", "often"])
    }
  }

  /// Of an anonymous wave no fact says who answered. Would catch a rule that finds them.
  @Test func anonymousAnswersAreNoFacts() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3, mode: .anonymous)
      try pcrm.build(
        SegmentDefinition.rule("answered", "has(last_survey_answer_at)"),
        SegmentDefinition.rule(
          "open", "surveys.exists(s, s.state == \"sent\")"),
        SegmentDefinition.rule(
          "used", "surveys.exists(s, s.state == \"answered\" || has(s.answered_at))"))
      _ = try world.opened()
      let messages = try world.deliver()
      #expect(try world.complete(SurveyWorld.token(messages[0])))
      #expect(try world.admin.members("open").count == 3)
      #expect(try world.admin.members("answered").isEmpty)
      #expect(try world.admin.members("used").isEmpty)
      try expectNoDrift(pcrm, ["answered", "open", "used"])
    }
  }

  private func expectNoDrift(_ pcrm: PCRMFixture, _ names: [String]) throws {
    for name in names {
      var request = AuditSegmentRequest()
      request.name = name
      let audit: AuditSegmentResponse = try pcrm.admin.call(
        "pcrm.v1.SegmentService/AuditSegment", request)
      #expect(audit.missing == 0 && audit.surplus == 0, "\(name)")
    }
  }
}
