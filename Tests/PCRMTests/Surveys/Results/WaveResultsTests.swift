import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// What a wave came to.
struct WaveResultsTests {
  /// Would catch scores of the wrong question, a distribution that is not the answers', and a rejected answer still counted.
  @Test func scores() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, [5, 4, 5, 10], times: 6)
      try world.answer(wave, [3, 2, 2, 3], times: 5)
      try world.answer(wave, [1, 1, 1, 0], times: 1)
      try world.answer(wave, [1, 1, 1, 0], times: 1, takenOut: true)
      let results = try world.results(wave)
      #expect(results.respondents == 11 && !results.hidden && results.minGroup == 5)
      #expect(results.scoreModel == "pcsi" && results.scoreModelVersion == 1)
      let csat = try #require(results.measures.first)
      #expect(csat.name == "csat" && csat.question == "overall")
      #expect(abs((csat.favourable?.value ?? 0) - 6.0 / 11) < 1e-12)
      #expect(abs((csat.score?.value ?? 0) - (600 + 125) / 11) < 1e-9)
      #expect(csat.score?.hasInterval == true)
      let nps = try #require(results.measures.last)
      #expect(abs((nps.score?.value ?? 0) - 100.0 / 11) < 1e-9)
      #expect(abs((nps.unfavourable?.value ?? 0) - 5.0 / 11) < 1e-12)
      // 6 of (3 · 100 + 75) / 4 / 2 + 50, and 5 of (3 · 50 + 25) / 4 / 2 + 12.5.
      let index = try #require(results.index)
      let expected: Double = (6 * 96.875 + 5 * 34.375) / 11
      #expect(abs((index.index?.value ?? 0) - expected) < 1e-9)
      #expect(index.dimensions.map(\.name) == ["product", "delivery"])
      #expect(abs((index.dimensions.first?.score?.value ?? 0) - (600 + 250) / 11) < 1e-9)
      let overall = try #require(results.questions.first { $0.question == "overall" })
      #expect(overall.values.map(\.value) == ["2", "5"] && overall.values.map(\.count) == [5, 6])
      #expect(results.weighting == nil && results.rates != nil)
    }
  }

  /// Would catch a rate of response with those who answered too late, or were rejected: they are in no figure beside it.
  @Test func ratesOfThoseWhoCount() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let tokens = try (1...9).map { _ in try world.token() }
      for (number, token) in tokens.enumerated().prefix(8) {
        if number == 6 { try world.close() }
        let response = try world.submit(
          world.request(token, [("score", .integer(5))], number: UInt64(number + 1)))
        #expect(response.answers.first?.state == (number < 6 ? .submitted : .late))
      }
      var review = ReviewAnswerRequest()
      review.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 1)
      review.state = .rejected
      review.reason = "twice"
      let _: SurveyAnswer = try pcrm.admin.call(
        "pcrm.v1.SurveyAnswerService/ReviewAnswer", review)
      var request = GetWaveResultsRequest()
      request.waveID = world.wave.id
      let results: WaveResults = try pcrm.admin.results("GetWaveResults", request)
      let rates = try #require(results.rates)
      #expect(results.respondents == 5 && rates.answered == 5 && rates.invited == 9)
      #expect(abs(rates.response - 5.0 / 9) < 1e-12)
    }
  }

  /// Would catch figures of four people, and counts of values that few chose.
  @Test func hidesTheFew() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, [5, 5, 5, 9], times: 4)
      var results = try world.results(wave)
      #expect(results.hidden && results.respondents == 0 && results.questions.isEmpty)
      #expect(results.measures.isEmpty && results.index == nil && results.rates == nil)
      try world.answer(wave, [5, 5, 4, 9], times: 5)
      results = try world.results(wave)
      #expect(results.respondents == 9 && results.measures.count == 2)
      let overall = try #require(results.questions.first { $0.question == "overall" })
      #expect(overall.hidden && overall.values.isEmpty)
      let product = try #require(results.questions.first { $0.question == "product" })
      #expect(!product.hidden && product.values.map(\.count) == [9])
      // What three answered is not told, nor that it was three.
      let other = try world.wave()
      try world.answer(other, [5, 5, 5], times: 20)
      try world.answer(other, [5, 5, 5, 9], times: 3)
      let few = try world.results(other).questions.first { $0.question == "recommend" }
      #expect(few?.hidden == true && few?.answered == 0)
    }
  }

  /// Would catch strata that weigh what was sampled instead of what there is, and a raking that does not say how it went.
  @Test func weighs() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.frame(wave, [("large", 900), ("small", 100), ("empty", 50)])
      try world.answer(wave, .of(stratum: "large"), [5, 5, 5, 10], times: 10)
      try world.answer(wave, .of(stratum: "small"), [1, 1, 1, 0], times: 10)
      let weighted = try world.results(wave)
      #expect(abs((weighted.measures.first?.favourable?.value ?? 0) - 0.9) < 1e-12)
      #expect(abs((weighted.index?.index?.value ?? 0) - 90) < 1e-9)
      #expect(weighted.weighting?.missingStrata == ["empty"])
      // Weights 1.8 and 0.2: (20)² / (10 · 3.24 + 10 · 0.04).
      #expect(abs((weighted.weighting?.effectiveSize ?? 0) - 400 / 32.8) < 1e-9)
      #expect(weighted.population == 1050)
      let plain = try world.results(wave) { $0.unweighted = true }
      #expect(plain.measures.first?.favourable?.value == 0.5 && plain.weighting == nil)
      let raked = try world.results(wave) {
        var margin = WeightMargin()
        margin.dimension = .stratum
        margin.targets = [("large", 3.0), ("small", 1.0)].map { value, share in
          var target = WeightTarget()
          target.value = value
          target.share = share
          return target
        }
        $0.margins = [margin]
      }
      #expect(abs((raked.measures.first?.favourable?.value ?? 0) - 0.75) < 1e-9)
      #expect(raked.weighting?.converged == true && raked.weighting?.iterations == 1)
    }
  }

  /// Would catch a caller of one office who is told of another's answers.
  @Test func keepsToTheScope() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let mapo = try pcrm.admin.createUnit("Mapo", code: "mapo")
      let jongno = try pcrm.admin.createUnit("Jongno", code: "jongno")
      try world.answer(wave, .of(office: mapo.id), [5, 5, 5, 10], times: 7)
      try world.answer(wave, .of(office: jongno.id), [1, 1, 1, 0], times: 8)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: mapo.id)
      let mine = try world.results(wave, by: manager)
      #expect(mine.respondents == 7 && mine.measures.first?.favourable?.value == 1)
      #expect(mine.population == 0 && mine.rates == nil)
      let theirs = try world.results(wave, by: manager) {
        var filter = ResultFilter()
        filter.officeIDs = [jongno.id]
        $0.filter = filter
      }
      #expect(theirs.respondents == 0 && theirs.questions.isEmpty)
      #expect(try world.results(wave).respondents == 15)
    }
  }

  /// Would catch another wave, an impossible confidence, margins that leave somebody out.
  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, .of(stratum: "a"), [5, 5, 5, 10], times: 7)
      func refusal(_ change: (inout GetWaveResultsRequest) -> Void) throws -> Refusal? {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        change(&request)
        return try pcrm.admin.resultsRefusal("GetWaveResults", request)
      }
      let malformed = { Refusal(.invalidArgument, "FIELD_MALFORMED", $0) }
      #expect(
        try refusal { $0.waveID = SurveyWaveID() }
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "wave_id"))
      #expect(
        try refusal { $0.waveID = SurveyWaveID(high: 1, low: 1) }
          == Refusal(.notFound, "NOT_FOUND", "wave_id"))
      #expect(try refusal { $0.confidence = 1 } == malformed("confidence"))
      var margin = WeightMargin()
      margin.dimension = .wave
      #expect(try refusal { $0.margins = [margin] } == malformed("margins[0].dimension"))
      margin.dimension = .stratum
      #expect(
        try refusal { $0.margins = [margin] }
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "margins[0].targets"))
      var target = WeightTarget()
      target.value = "b"
      target.share = 1
      margin.targets = [target]
      #expect(try refusal { $0.margins = [margin] } == malformed("margins[0].targets"))
      margin.targets[0].share = 0
      #expect(try refusal { $0.margins = [margin] } == malformed("margins[0].targets[0].share"))
      let field = try pcrm.caller(as: .field)
      var request = GetWaveResultsRequest()
      request.waveID = wave.id
      #expect(
        try field.resultsRefusal("GetWaveResults", request)?.code == .permissionDenied)
    }
  }
}
