import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// CES from what is handed in to what is told, and figures of a sample that was drawn by strata.
struct EffortAndStrataTests {
  private static func applyEffort(_ pcrm: PCRMFixture) throws {
    var model = ResultWorld.model
    var ces = ScoreMeasure()
    ces.name = "ces"
    ces.kind = .effort
    ces.question = "delivery"
    ces.scale = ResultWorld.scale(1, 7, .raw)
    ces.favourableFrom = 5
    model.measures.append(ces)
    var apply = ApplyScoreModelRequest()
    apply.model = model
    let _: ApplyScoreModelResponse = try pcrm.admin.results("ApplyScoreModel", apply)
  }

  private static func submit(
    _ world: ResultWorld, _ wave: SurveyWave, _ number: UInt64, _ values: [Int64]
  ) throws {
    var invite = CreateInvitationRequest()
    invite.waveID = wave.id
    let invitation: CreateInvitationResponse = try world.admin.call(
      "pcrm.v1.SurveyService/CreateInvitation", invite)
    var submit = SubmitAnswerRequest()
    submit.token = invitation.token
    submit.mode = .`self`
    var sheet = AnswerSheet()
    sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number)
    var answers = Answers()
    answers.values = zip(["product", "delivery", "overall", "recommend"], values).map {
      var value = AnswerValue()
      value.path = $0
      value.value = .integer($1)
      return value
    }
    sheet.answers = answers
    submit.sheets = [sheet]
    let _: SubmitAnswerResponse = try world.admin.call(
      "pcrm.v1.SurveyAnswerService/SubmitAnswer", submit)
  }

  /// Would catch a CES told in points of a hundred, an easy share begun at 4, and values off its scale counted in it.
  @Test func effort() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      try Self.applyEffort(pcrm)
      let wave = try world.wave()
      var number: UInt64 = 0
      for value in [7, 6, 5, 4, 3, 2, 9] as [Int64] {
        for _ in 0..<5 {
          number += 1
          try Self.submit(world, wave, number, [3, value, 4, 9])
        }
      }
      let results = try world.results(wave)
      #expect(results.respondents == 35 && results.scoreModelVersion == 2)
      let ces = try #require(results.measures.last)
      #expect(ces.name == "ces" && ces.kind == .effort && ces.question == "delivery")
      #expect(ces.score?.value == 4.5 && ces.favourable?.value == 0.5)
      #expect(ces.score?.respondents == 30 && ces.outside == 5)
      // Wilson's interval of 15 of 30 at 95 %.
      #expect(abs((ces.favourable?.low ?? 0) - 0.331_541_256_405) < 1e-9)
      // 4.5 ± t(29) · s / √30, where s² = 87.5 / 29.
      let reach = 2.045_229_642_132_703 * (87.5 / 29 / 30).squareRoot()
      #expect(abs((ces.score?.low ?? 0) - (4.5 - reach)) < 1e-9)
    }
  }

  /// Would catch a stratified sample whose intervals are those of a simple one: Σ W² s² / n · (1 − n / N).
  @Test func strataNarrowTheInterval() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.frame(wave, [("large", 900), ("small", 100)])
      try world.answer(wave, .of(stratum: "large"), [5, 5, 5, 10], times: 8)
      try world.answer(wave, .of(stratum: "large"), [4, 4, 4, 9], times: 2)
      try world.answer(wave, .of(stratum: "small"), [1, 1, 1, 0], times: 6)
      try world.answer(wave, .of(stratum: "small"), [2, 2, 2, 10], times: 4)
      let simple = try world.results(wave)
      try pcrm.database.write { (writer) throws(Status) in
        guard var stored = try writer.reader.wave(wave.id) else { return }
        var plan = SamplePlan()
        plan.method = .stratifiedProportional
        stored.sample = plan
        try writer.keep(stored)
      }
      let drawn = try world.results(wave)
      /// Half of an interval at 95 % with 18 degrees of freedom, of values of two strata.
      func reach(_ large: [Double], _ small: [Double]) -> Double {
        var variance = 0.0
        for (values, part, size) in [(large, 0.9, 900.0), (small, 0.1, 100)] {
          let mean = values.reduce(0, +) / 10
          let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9
          variance += part * part * spread / 10 * (1 - 10 / size)
        }
        return 2.100_922_040_240_96 * variance.squareRoot()
      }
      func many(_ a: Double, _ times: Int, _ b: Double) -> [Double] {
        Array(repeating: a, count: times) + Array(repeating: b, count: 10 - times)
      }
      let csat = try #require(drawn.measures.first?.score)
      #expect(abs(csat.value - (0.9 * 95 + 0.1 * 10)) < 1e-9)
      #expect(abs(csat.high - csat.value - reach(many(100, 8, 75), many(0, 6, 25))) < 1e-9)
      // All questions are answered alike, so the index is the same points.
      let index = try #require(drawn.index?.index)
      #expect(abs(index.high - index.value - reach(many(100, 8, 75), many(0, 6, 25))) < 1e-9)
      let before = try #require(simple.measures.first?.score)
      #expect(abs(before.value - csat.value) < 1e-9)
      #expect(before.high - before.low > 1.2 * (csat.high - csat.low))
      // Promoters less detractors: 100 · (1, 1) and 100 · (−1, 1), normal.
      let nps = try #require(drawn.measures.last)
      let variance = 0.01 * (9600.0 * 10 / 9) / 10 * 0.9
      #expect(abs(nps.variance - variance) < 1e-6)
      // Without the weights of the strata it is no stratified estimate.
      let plain = try world.results(wave) { $0.unweighted = true }
      #expect(plain.measures.first?.score?.value == 52.5)
    }
  }
}
