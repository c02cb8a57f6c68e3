import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Whom a trigger asks several times within one wave is one person still.
struct AskedAgainTests {
  static func trigger(_ pcrm: PCRMFixture, _ survey: SurveyID) throws -> SurveyTriggerID {
    let trigger: SurveyTrigger = try pcrm.admin.surveys(
      "CreateTrigger", CreateTriggerRequest.self
    ) {
      var trigger = SurveyTrigger()
      trigger.surveyID = survey
      trigger.title = "after a visit"
      trigger.event = .visitDone
      $0.trigger = trigger
    }
    return trigger.id
  }

  /// A token as a trigger sends it, once more.
  static func token(
    _ pcrm: PCRMFixture, _ wave: SurveyWaveID, _ customer: CustomerID, _ trigger: SurveyTriggerID
  ) throws -> String {
    try pcrm.database.write { (writer) throws(Status) in
      var invitation = Invitation()
      invitation.id = writer.newID()
      invitation.version = 1
      invitation.waveID = wave
      invitation.customerID = customer
      invitation.triggerID = trigger
      invitation.state = .waiting
      invitation.createTime = Timestamp(microseconds: writer.now.microseconds)
      invitation.expireTime = Timestamp(microseconds: writer.now.microseconds + 86_400_000_000)
      try writer.insert(invitation, event: invitation.id.position)
      let token = try writer.giveToken(to: invitation.id)
      try writer.recordStep("test/trigger")
      return token.text
    }
  }

  private static func table(_ wave: SurveyWave) -> CrossTabulateRequest {
    var request = CrossTabulateRequest()
    request.waveIDs = [wave.id]
    request.rows = .office
    request.measure = "csat"
    return request
  }

  /// Would catch four people who answered three times each told as a group of twelve, an n of answers, and intervals that
  /// take what one person says for what several say.
  @Test func answersAreNoPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      for round in 0..<3 {
        try world.answer(wave, .of(round: Int64(round)), [5, 5, 4, 10], times: 2)
        try world.answer(wave, .of(round: Int64(round)), [1, 1, 1, 0], times: 2)
      }
      #expect(try world.results(wave).hidden, "four people")
      var trend = GetTrendRequest()
      trend.surveyID = world.survey.id
      trend.measure = "csat"
      let few: SurveyTrend = try pcrm.admin.results("GetTrend", trend)
      #expect(few.points.map(\.hidden) == [true])
      try world.answer(wave, [1, 1, 1, 0])
      // More of the frame than there are: these are not thirteen of fourteen.
      try world.frame(wave, [("", 14)])
      let results = try world.results(wave)
      #expect(results.respondents == 5 && results.answers == 13 && results.population == 0)
      let csat = try #require(results.measures.first)
      #expect(csat.score?.respondents == 5 && abs((csat.score?.value ?? 0) - 75.0 * 6 / 13) < 1e-9)
      #expect(csat.favourable?.respondents == 5)
      // Four answered three times, one once: as good as 13² / (4 · 9 + 1) people who answer once.
      #expect(abs((csat.favourable?.effectiveSize ?? 0) - 169.0 / 37) < 1e-9)
      #expect(results.index?.index?.respondents == 5)
      let one = try ResultWorldOfOneEach(pcrm, world)
      #expect(
        try one.width(of: csat.score) > one.width(of: one.results().measures.first?.score) * 1.5)
      let table: CrossTable = try pcrm.admin.results("CrossTabulate", Self.table(wave))
      #expect(table.cells.filter { $0.column == 0 }.map(\.respondents) == [5, 5])
      let told: SurveyTrend = try pcrm.admin.results("GetTrend", trend)
      #expect(told.points.first?.respondents == 5)
    }
  }

  /// Would catch a dimension whose n is that of the whole index: ten answers of five people.
  @Test func dimensionsCountTheirOwnPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, [4], times: 20)
      for round in 0..<2 {
        try world.answer(wave, .of(round: Int64(round)), [5, 2, 4, 10], times: 3)
        try world.answer(wave, .of(round: Int64(round)), [1, 4, 2, 0], times: 2)
      }
      let index = try #require(try world.results(wave).index)
      #expect(index.dimensions.map { $0.score?.respondents } == [25, 5])
      #expect(index.overall?.respondents == 5 && index.index?.respondents == 25)
    }
  }

  /// Would catch an office of three people who answered twice.
  @Test func tablesCountPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let offices = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      for (office, count) in zip(offices, [3, 9, 12]) {
        for round in 0..<2 {
          try world.answer(
            wave, .of(office: office, round: Int64(round)), [5, 5, 5, 10], times: count)
        }
      }
      let table: CrossTable = try pcrm.admin.results("CrossTabulate", Self.table(wave))
      #expect(table.cells.filter { $0.column == 0 }.map(\.hidden) == [true, true, false, false])
      #expect(table.cells.filter { $0.column == 0 }.map(\.respondents) == [0, 0, 12, 24])
      for measure in ["csat", "nps", ""] {
        var request = Self.table(wave)
        request.measure = measure
        let cells = try (pcrm.admin.results("CrossTabulate", request) as CrossTable).cells
        let told = cells.filter { $0.column == 0 }.compactMap(\.score?.respondents)
        #expect(told == [12, 24], "\(measure)")
      }
    }
  }

  /// Would catch an interval that is narrow because the answers of the same few stand in strata.
  @Test func strataOfThoseWhoAreAskedAgain() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.frame(wave, [("large", 900), ("small", 100)])
      try pcrm.database.write { (writer) throws(Status) in
        guard var stored = try writer.reader.wave(wave.id) else { return }
        var plan = SamplePlan()
        plan.method = .stratifiedProportional
        stored.sample = plan
        try writer.keep(stored)
      }
      func answer(_ round: Int64) throws {
        for (stratum, value, times) in [
          ("large", 5, 8), ("large", 4, 2), ("small", 1, 6), ("small", 2, 4),
        ] {
          try world.answer(
            wave, .of(stratum: stratum, round: round), [value, value, value, 9], times: times)
        }
      }
      func scores() throws -> [ScoreEstimate] {
        let results = try world.results(wave)
        return try [results.measures.first?.score, results.index?.index].map { try #require($0) }
      }
      try answer(0)
      let once = try scores()
      for round in 1...2 { try answer(Int64(round)) }
      for (again, once) in zip(try scores(), once) {
        #expect(abs(again.value - once.value) < 1e-9 && again.respondents == 20)
        #expect(again.high - again.low > once.high - once.low)
      }
    }
  }

  /// Would catch four people whose eight changes are told as those of eight.
  @Test func moversAreOfOneRound() {
    func groups(_ value: Int64) -> [TalliedGroup] {
      (0..<2).map { round in
        var tally = StoredTally()
        var answers = Answers()
        var answer = AnswerValue()
        answer.path = "overall"
        answer.value = .integer(value)
        answers.values = [answer]
        for _ in 0..<4 { tally.count(answers, by: 1) }
        return TalliedGroup(group: .of(round: Int64(round)), tally: tally)
      }
    }
    #expect(Movers.least(groups(1), groups(5)) == 4)
  }

  /// Would catch a second answer that is counted as somebody else's, an answer that was rejected and keeps its place, and
  /// a place that two answers have.
  @Test func eachAnswerHasItsRound() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let trigger = try Self.trigger(pcrm, world.survey.id)
      let customers = try (0..<4).map { _ in try pcrm.customer() }
      var number: UInt64 = 0
      func answer(_ customer: CustomerID) throws -> SurveyAnswerID {
        number += 1
        let token = try Self.token(pcrm, world.wave.id, customer, trigger)
        return try #require(
          world.submit(world.request(token, [("score", .integer(9))], number: number)).answers.first
        ).id
      }
      func rounds(of id: SurveyAnswerID) throws -> Int64 {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.countedGroup(of: id)?.round ?? -1
        }
      }
      let first = try answer(customers[0])
      let second = try answer(customers[0])
      let third = try answer(customers[0])
      #expect(try [first, second, third].map(rounds) == [0, 1, 2])
      for customer in customers.dropFirst() { #expect(try rounds(of: answer(customer)) == 0) }
      let hidden: WaveResults = try pcrm.admin.results(
        "GetWaveResults",
        {
          var request = GetWaveResultsRequest()
          request.waveID = world.wave.id
          return request
        }())
      #expect(hidden.hidden && hidden.answers == 0, "six answers of four people")
      var review = ReviewAnswerRequest()
      review.id = second
      review.version = 1
      review.state = .rejected
      review.reason = "a test"
      let _: SurveyAnswer = try pcrm.admin.call("pcrm.v1.SurveyAnswerService/ReviewAnswer", review)
      #expect(try world.number("SELECT sum(answers) FROM survey_tally") == 5)
      #expect(try world.number("SELECT sum(answers) FROM survey_tally WHERE round = 1") == 0)
      #expect(try rounds(of: answer(customers[0])) == 1)
      // By hand and by a trigger: the one customer, whichever comes first.
      let byHand = try world.token(for: customers[1])
      number += 1
      let other = try #require(
        world.submit(world.request(byHand, [("score", .integer(9))], number: number)).answers.first)
      #expect(try rounds(of: other.id) == 1)
      let wave = world.wave.id
      let groups = try pcrm.database.read { (reader) throws(Status) in
        try reader.talliedGroups(of: [wave])
      }
      #expect(groups.people { Int($0.tally.answers) } == 4)
      #expect(groups.respondents { Int($0.tally.answers) } == 4)
    }
  }

  /// Would catch the texts of nine people who wrote twice.
  @Test func textsOfTheSamePeople() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let trigger = try Self.trigger(pcrm, world.survey.id)
      var number: UInt64 = 0
      func write(_ customer: CustomerID) throws {
        number += 1
        let token = try Self.token(pcrm, world.wave.id, customer, trigger)
        _ = try world.submit(
          world.request(
            token, [("score", .integer(1)), ("why", .text("text \(number)"))], number: number))
      }
      for _ in 0..<9 {
        let customer = try pcrm.customer()
        try write(customer)
        try write(customer)
      }
      var request = ListTextsRequest()
      request.waveID = world.wave.id
      request.question = "why"
      request.reason = "what to mend first"
      let none: ListTextsResponse = try pcrm.admin.results("ListTexts", request)
      #expect(none.hidden && none.texts.isEmpty)
      try write(try pcrm.customer())
      let some: ListTextsResponse = try pcrm.admin.results("ListTexts", request)
      #expect(some.written == 19)
    }
  }

  /// Would catch a segment of three people, and a comparison with the record of four, who answered twice.
  @Test func segmentsAndContinuity() throws {
    try withPCRM { pcrm in
      var apply = ApplySurveyPolicyRequest()
      apply.policy = SurveyPolicy()
      apply.policy?.consentPresumed = true
      let _: ApplySurveyPolicyResponse = try pcrm.admin.surveysCall("ApplySurveyPolicy", apply)
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let trigger = try Self.trigger(pcrm, world.survey.id)
      try pcrm.build(.list("few"), .list("many"))
      let office = try pcrm.office()
      try pcrm.applyCaseType()
      let worker = try pcrm.staff("김", in: office)
      var number: UInt64 = 0
      func answer(_ customer: CustomerID, _ value: Int64) throws {
        number += 1
        pcrm.clock.advance(seconds: 60)
        var submit = SubmitAnswerRequest()
        submit.token = try Self.token(pcrm, wave.id, customer, trigger)
        submit.mode = .self
        var sheet = AnswerWorld.sheet([("product", .integer(value)), ("overall", .integer(value))])
        sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number)
        submit.sheets = [sheet]
        let _: SubmitAnswerResponse = try pcrm.admin.call(
          "pcrm.v1.SurveyAnswerService/SubmitAnswer", submit)
      }
      var request = CompareContinuityRequest()
      request.waveID = wave.id
      request.question = "product"
      request.sameValues = ["5"]
      request.otherValues = ["1"]
      func compare() throws -> ContinuityComparison {
        try pcrm.admin.results("CompareContinuity", request)
      }
      var customers: [CustomerID] = []
      for place in 0..<7 {
        let customer = try pcrm.openCase(in: office, worker: worker).customerID
        customers.append(customer)
        try answer(customer, 1)
        try answer(customer, 5)
        if place == 3 { #expect(try compare().hidden, "four people, eight answers") }
      }
      let comparison = try compare()
      #expect(comparison.compared == 7 && !comparison.countsHidden)
      #expect(comparison.sameSame == 7 && comparison.otherSame == 0, "what was said last counts")
      try pcrm.admin.addMembers("few", Array(customers[..<3]))
      try pcrm.admin.addMembers("many", Array(customers[1...]))
      var table = Self.table(wave)
      table.rows = .segment
      table.segments = ["few", "many"]
      let cells = try (pcrm.admin.results("CrossTabulate", table) as CrossTable).cells
      #expect(cells.map(\.hidden) == [true, false])
      #expect(cells.map(\.respondents) == [0, 6])
      #expect(cells.last?.score?.respondents == 6 && cells.last?.score?.value == 50)
    }
  }

  private static func visit(
    _ world: SurveyWorld, _ customer: CustomerID, by staff: StaffID
  ) throws {
    let visit: Visit = try world.admin.visits("CreateVisit", CreateVisitRequest.self) {
      var visit = Visit()
      visit.customerID = customer
      visit.staffID = staff
      visit.purpose = "first_visit"
      visit.startTime = world.pcrm.clock.now().adding(seconds: 60)
      visit.endTime = world.pcrm.clock.now().adding(seconds: 1860)
      $0.visit = visit
    }
    world.pcrm.clock.advance(seconds: 120)
    _ = try world.admin.start(visit.id)
    world.pcrm.clock.advance(seconds: 2400)
    _ = try world.admin.complete(visit.id)
    try world.pcrm.runJobs()
  }

  /// Would catch somebody who is asked twice in an anonymous wave, where nobody can tell that two answers are of the same
  /// person.
  @Test(arguments: [false, true]) func anAnonymousWaveAsksOnce(_ isAnonymous: Bool) throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      _ = try world.admin.policy { $0.gapDays = 0 }
      let staff = try pcrm.staff("이안나", in: world.office)
      _ = try Self.trigger(pcrm, world.survey.id)
      let wave = try world.opened {
        $0.sample = nil
        $0.anonymous = isAnonymous
      }
      try Self.visit(world, world.customers[0], by: staff)
      try Self.visit(world, world.customers[0], by: staff)
      let skipped = try world.admin.invitations(to: wave.id, .skipped)
      #expect(skipped.map(\.reason) == (isAnonymous ? ["ALREADY_INVITED"] : []))
      #expect(try world.admin.invitations(to: wave.id).count == 2)
      let byHand = try world.admin.surveysRefusal(
        "CreateInvitation", CreateInvitationRequest.self
      ) {
        $0.waveID = wave.id
        $0.customerID = world.customers[0]
      }
      #expect(byHand?.reason == (isAnonymous ? "ALREADY_INVITED" : nil))
    }
  }
}

/// Thirteen people who answered the same, once each.
private struct ResultWorldOfOneEach {
  private let world: ResultWorld
  private let wave: SurveyWave

  init(_ pcrm: PCRMFixture, _ world: ResultWorld) throws {
    self.world = world
    wave = try world.wave()
    try world.answer(wave, [5, 5, 4, 10], times: 6)
    try world.answer(wave, [1, 1, 1, 0], times: 7)
  }

  func results() throws -> WaveResults { try world.results(wave) }

  func width(of score: ScoreEstimate?) throws -> Double {
    let score = try #require(score)
    return score.high - score.low
  }
}

extension TestCaller {
  fileprivate func surveysCall<Request: Message, Response: Message>(
    _ method: String, _ request: Request
  ) throws -> Response {
    try call("pcrm.v1.SurveyService/\(method)", request)
  }
}
