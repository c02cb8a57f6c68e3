import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Quotas of parts of the frame.
@Suite struct QuotaStrataTests {
  private let path = "pcrm.v1.SurveyAnswerService"

  /// Half of the customers are of another office.
  private func world(
    _ pcrm: PCRMFixture, each count: Int, mode: SurveyMode = .customer
  ) throws -> (world: SurveyWorld, far: [CustomerID]) {
    let world = try SurveyWorld(pcrm, customers: count, mode: mode)
    let other = try pcrm.admin.createUnit("부산지사", code: "BS").id
    let far = try (count..<2 * count).map { try SurveyWorld.customer(pcrm, other, $0) }
    try pcrm.admin.addMembers("asked", far)
    return (world, far)
  }

  private func quota(
    _ name: String, _ stratum: String?, max: Int64, _ condition: String = ""
  ) -> SurveyQuota {
    var quota = SurveyQuota()
    quota.name = name
    quota.max = max
    quota.condition = condition
    quota.part = stratum.map { .stratum($0) }
    return quota
  }

  /// The names of the strata: codes of the offices, of which the first customer's has none.
  private func strata(_ world: SurveyWorld) throws -> (near: String, far: String) {
    let wave = try world.wave { $0.sample?.stratifyBy = .office }
    _ = try world.admin.freeze(wave.id)
    try world.pcrm.runJobs()
    let members = try world.admin.sample(of: wave.id)
    let near = try #require(members.first { $0.customerID == world.customers[0] }?.stratum)
    let far = try #require(members.first { $0.stratum != near }?.stratum)
    return (near, far)
  }

  private func sheet(_ satisfied: Int64, _ number: UInt64?) -> AnswerSheet {
    var sheet = AnswerWorld.sheet([("satisfied", .integer(satisfied))])
    if let number { sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number) }
    return sheet
  }

  private func named(_ token: String, _ satisfied: Int64, _ number: UInt64) -> SubmitAnswerRequest {
    var request = SubmitAnswerRequest()
    request.token = token
    request.mode = .`self`
    request.sheets = [sheet(satisfied, number)]
    return request
  }

  private func number(_ pcrm: PCRMFixture, _ sql: SQL) throws -> Int64? {
    try pcrm.database.read { (reader) throws(Status) in try reader.first(sql) { $0.integer(0) } }
  }

  /// Would catch a place too many in a part of the frame, a part that takes the places of another, and a condition that
  /// counts in every part.
  @Test("64 at once of two strata: each has the places of its own, and no more")
  func atOnce() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let (world, _) = try world(pcrm, each: 33)
      let (near, far) = try strata(world)
      _ = try world.opened {
        $0.sample?.stratifyBy = .office
        $0.quotas = [
          quota("near", near, max: 10), quota("far-glad", far, max: 7, "${satisfied} >= 4"),
          quota("all", nil, max: 1000),
        ]
      }
      let portal = try pcrm.caller(as: .integration)
      var calls: [(path: String, request: [UInt8])] = []
      var left: [String: String] = [:]
      for (place, message) in try world.deliver().enumerated() {
        let token = try SurveyWorld.token(message)
        if ["customer0@example.kr", "customer33@example.kr"].contains(message.recipient) {
          left[message.recipient] = token
          continue
        }
        calls.append(
          ("\(path)/SubmitAnswer", named(token, 5, UInt64(place) + 1).binary()))
      }
      #expect(calls.count == 64)
      let refusals = try pcrm.atOnce(calls, token: portal.token)
      #expect(refusals.compactMap { $0 }.isEmpty)
      func counted(_ name: String) throws -> Int64? {
        try number(pcrm, SQL(built: "SELECT counted FROM quota_cell WHERE name = '\(name)'"))
      }
      #expect(try counted("near") == 10)
      #expect(try counted("far-glad") == 7)
      #expect(try counted("all") == 17)
      #expect(try number(pcrm, "SELECT count(*) FROM survey_answer WHERE state = 2") == 17)
      #expect(try number(pcrm, "SELECT count(*) FROM survey_answer WHERE state = 6") == 47)
      // Who is not glad does not ask for one of the places of those who are; nearby there is no such difference.
      let sad: SubmitAnswerResponse = try portal.call(
        "\(path)/SubmitAnswer", named(try #require(left["customer33@example.kr"]), 2, 901))
      #expect(sad.answers.map(\.state) == [.submitted])
      let late: SubmitAnswerResponse = try portal.call(
        "\(path)/SubmitAnswer", named(try #require(left["customer0@example.kr"]), 2, 902))
      #expect(late.answers.map(\.state) == [.screenedOut])
      // A rejected answer gives back the place of its part.
      let first = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT id FROM survey_answer WHERE state = 2 ORDER BY id") {
          $0.id(0, of: SurveyAnswerID.self)
        }
      }
      var kept: SurveyAnswer?
      for id in first where kept == nil {
        var get = GetAnswerRequest()
        get.id = id
        let answer: SurveyAnswer = try pcrm.admin.call("\(path)/GetAnswer", get)
        if answer.quotas == ["near", "all"] { kept = answer }
      }
      var review = ReviewAnswerRequest()
      review.id = try #require(kept).id
      review.state = .rejected
      review.reason = "made up"
      let _: SurveyAnswer = try pcrm.admin.call("\(path)/ReviewAnswer", review)
      #expect(try counted("near") == 9)
      #expect(try counted("far-glad") == 7)
    }
  }

  /// Would catch parts that are not counted where nobody is to be known, and a count that tells what few people said.
  @Test("In an anonymous wave a quota is of a stratum or of answers, not of both")
  func anonymous() throws {
    try withPCRM { pcrm in
      let (world, _) = try world(pcrm, each: 3, mode: .anonymous)
      let (near, far) = try strata(world)
      let wave = try world.opened {
        $0.sample?.stratifyBy = .office
        $0.quotas = [quota("near", near, max: 1)]
      }
      let portal = try pcrm.caller(as: .integration)
      var states: [SurveyAnswerState] = []
      for message in try world.deliver() {
        var request = SubmitAnonymousAnswerRequest()
        request.token = try SurveyWorld.token(message)
        request.sheets = [sheet(5, nil)]
        let response: SubmitAnonymousAnswerResponse = try portal.call(
          "\(path)/SubmitAnonymousAnswer", request)
        states.append(response.state)
      }
      #expect(states.count { $0 == .submitted } == 4)
      #expect(states.count { $0 == .screenedOut } == 2)
      #expect(try world.admin.wave(wave.id).counts?.answered == 6)
      func refused(_ quota: SurveyQuota) throws -> Refusal? {
        try world.admin.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft {
            $0.sample?.stratifyBy = .office
            $0.quotas = [quota]
          }
        }
      }
      let field = "wave.quotas[0].stratum"
      #expect(
        try refused(quota("both", far, max: 2, "${satisfied} < 3"))
          == Refusal(.invalidArgument, "FIELD_MALFORMED", field))
      #expect(try refused(quota("sad", nil, max: 2, "${satisfied} < 3")) == nil)
    }
  }

  /// Would catch a quota that can never be reached, because its part is not one of the frame.
  @Test("A quota names a stratum that the frame has")
  func names() throws {
    try withPCRM { pcrm in
      let (world, _) = try world(pcrm, each: 2)
      func create(_ change: (inout SurveyWave) -> Void) throws -> Refusal? {
        try world.admin.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft(change)
        }
      }
      let malformed = Refusal(.invalidArgument, "FIELD_MALFORMED", "wave.quotas[0].stratum")
      #expect(try create { $0.quotas = [quota("one", "x", max: 1)] } == malformed, "not divided")
      #expect(
        try create {
          $0.sample?.stratifyBy = .segments
          $0.sample?.strataSegments = ["asked"]
          $0.quotas = [quota("one", "others", max: 1)]
        } == malformed)
      #expect(
        try create {
          $0.sample?.stratifyBy = .segments
          $0.sample?.strataSegments = ["asked"]
          $0.quotas = [quota("one", "", max: 1), quota("two", "asked", max: 1)]
        } == nil)
      let wave = try world.wave {
        $0.sample?.stratifyBy = .office
        $0.quotas = [quota("one", "nowhere", max: 1)]
      }
      _ = try world.admin.freeze(wave.id)
      try pcrm.runJobs()
      #expect(
        try world.admin.surveysRefusal("OpenWave", OpenWaveRequest.self) { $0.id = wave.id }
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "quotas[0].stratum"))
    }
  }

  /// Would catch somebody who was drawn and is asked by hand, and belongs to no part then.
  @Test("Who is asked by hand stands where the frame has them")
  func byHand() throws {
    try withPCRM { pcrm in
      let (world, far) = try world(pcrm, each: 2)
      let strata = try strata(world)
      let wave = try world.opened {
        $0.sample?.stratifyBy = .office
        $0.channels = []
        $0.invitationTexts = []
      }
      func invited(_ customer: CustomerID) throws -> Invitation? {
        let response: CreateInvitationResponse = try world.admin.surveys(
          "CreateInvitation", CreateInvitationRequest.self
        ) {
          $0.waveID = wave.id
          $0.customerID = customer
        }
        return response.invitation
      }
      #expect(try invited(far[1])?.stratum == strata.far)
      let here = try invited(world.customers[0])
      #expect(here?.stratum == strata.near && here?.probability == 1)
      let stranger = try invited(try SurveyWorld.customer(pcrm, world.office, 77))
      #expect(stranger?.stratum == "" && stranger?.probability == 0)
    }
  }
}
