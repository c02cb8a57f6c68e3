import PCRMCore
import SurveyScores
import Testing

/// Scores whose values can be worked out on paper.
struct ScoreTests {
  private static let five = PointScale(min: 1, max: 5)

  /// Would catch the two conversions mixed up, which both are in use: 3 of 5 is 50 points, or 60.
  @Test(arguments: [
    (PointScale.Conversion.range, [0.0, 50, 100]), (.ratio, [20, 60, 100]), (.raw, [1, 3, 5]),
  ]) func convertsAsTheDataSay(_ conversion: PointScale.Conversion, _ points: [Double]) {
    let scale = PointScale(min: 1, max: 5, conversion: conversion)
    #expect([1, 3, 5].map(scale.points) == points)
    let score = SatisfactionRule(scale: scale, satisfiedFrom: 4).score(Tally([1, 3, 5]))
    #expect(score?.points.value == points[1])
  }

  /// Would catch a top box that begins one too high, and values off the scale in a figure.
  @Test func satisfactionCountsTheTopBoxes() throws {
    let tally = Tally([1, 2, 3, 4, 4, 5, 5, 5, 9, 0])
    let score = try #require(
      SatisfactionRule(scale: Self.five, satisfiedFrom: 4).score(tally))
    #expect(score.satisfied.value == 5.0 / 8)
    #expect(score.satisfied.respondents == 8)
    #expect(score.outside == 2)
    #expect(SatisfactionRule(scale: Self.five, satisfiedFrom: 4).score(Tally([7])) == nil)
  }

  /// Would catch sevens counted as promoters or sixes as passives, and shares that are not of all.
  @Test func recommendationIsPromotersLessDetractors() throws {
    let score = try #require(RecommendationRule().score(Tally((0...10).map(Double.init))))
    #expect(abs(score.score.value - 100 * (2.0 - 7) / 11) < 1e-12)
    #expect(abs(score.promoters.value - 2.0 / 11) < 1e-12)
    #expect(abs(score.detractors.value - 7.0 / 11) < 1e-12)
    let (p, d) = (2.0 / 11, 7.0 / 11)
    #expect(abs(score.variance - (p + d - (p - d) * (p - d)) / 11 * 10_000) < 1e-9)
  }

  /// Would catch the share of the easy begun at 4, and a mean converted to points.
  @Test func effortIsAMeanAndAShare() throws {
    let score = try #require(EffortRule().score(Tally([1, 4, 5, 7])))
    #expect(score.mean.value == 4.25)
    #expect(score.easy.value == 0.5)
  }

  /// Would catch an interval where everybody was asked and nothing is left to chance, and one that is as wide as ever.
  @Test func whoAsksEverybodyKnows() throws {
    let tally = Tally([1, 2, 4, 5, 5])
    let all = try #require(
      SatisfactionRule(scale: Self.five, satisfiedFrom: 4).score(tally, population: 5))
    #expect(all.satisfied.interval?.width == 0)
    #expect(all.points.interval?.width == 0)
    #expect(RecommendationRule().score(tally, population: 5)?.score.interval?.width == 0)
    let widths = [5, 6, 10, 100, 100_000].map {
      tally.share(population: $0, where: { $0 >= 4 })?.interval?.width ?? -1
    }
    #expect(widths == widths.sorted())
    let endless = tally.share(where: { $0 >= 4 })?.interval?.width ?? -1
    #expect((widths.last ?? 0) < endless)
  }

  /// Would catch Kish's size upside down: half of the weight on one of many leaves little.
  @Test func weightsCostSize() {
    let size = SampleSize(respondents: 4, weight: 6, weightSquares: 12)
    #expect(size.kish == 3)
    #expect(abs(size.designEffect - 4.0 / 3) < 1e-12)
    #expect(SampleSize(respondents: 9).designEffect == 1)
  }

  /// Would catch a gap taken the wrong way round, an item without its pair counted, and dimensions weighed by their items.
  @Test func serviceQualityIsPerceptionLessExpectation() {
    let items = { (names: [String]) in
      names.map { IndexModel.Item(question: "p" + $0, expectation: "e" + $0) }
    }
    let model = IndexModel(
      name: "SERVQUAL", version: 1, scale: PointScale(min: 1, max: 7, conversion: .raw),
      dimensions: [
        .init(name: "reliability", items: items(["1", "2"])),
        .init(name: "empathy", items: items(["3"])),
      ])
    #expect(model.faults.isEmpty)
    #expect(model.questions == ["p1", "e1", "p2", "e2", "p3", "e3"])
    var tally = IndexTally(model)
    tally.add { ["p1": 5, "e1": 7, "p2": 6, "e2": 6, "p3": 7, "e3": 4][$0] }
    tally.add { ["p1": 4, "e1": 6, "p2": 6, "p3": 1, "e3": 2][$0] }
    let score = tally.score()
    #expect(score.dimensions.map { $0.estimate?.value } == [-1.5, 1])
    #expect(score.index?.value == -0.25)
    #expect(score.overall == nil)
  }

  /// Would catch an overall part that is added on top, and a result that does not say which version made it.
  @Test func theIndexNamesItsModel() {
    let model = IndexModel(
      name: "PCSI", version: 4, scale: Self.five,
      dimensions: [
        .init(name: "product", weight: 3, items: [.init(question: "a")]),
        .init(name: "delivery", weight: 1, items: [.init(question: "b"), .init(question: "c")]),
      ], overall: [.init(question: "d")], overallShare: 0.5)
    var tally = IndexTally(model)
    tally.add { ["a": 5, "b": 1, "c": 3, "d": 2][$0] }
    let score = tally.score()
    #expect(score.model == "PCSI")
    #expect(score.version == 4)
    // 100, 25 and 25 points: half of (3 · 100 + 1 · 25) / 4 and half of 25.
    #expect(score.index?.value == 53.125)
    #expect(score.index?.interval == nil)
    var empty = IndexTally(model)
    empty.add { ["a": 5, "b": 1][$0] }
    #expect(empty.score().index == nil)
    #expect(empty.score().dimensions.map { $0.estimate?.value } == [100, 0])
  }

  /// Would catch a model that divides by nothing: each fault is named with its field.
  @Test func refusesModelsThatCannotScore() {
    let dimension = IndexModel.Dimension(name: "a", items: [.init(question: "q")])
    var model = IndexModel(name: "m", version: 1, scale: Self.five, dimensions: [dimension])
    #expect(model.faults == [])
    model.overallShare = 0.3
    #expect(model.faults.map { $0.prefix { $0 != ":" } } == ["overall"])
    model.overall = [.init(question: "q", weight: 0)]
    model.dimensions.append(dimension)
    model.scale = PointScale(min: 5, max: 5)
    #expect(
      model.faults.map { $0.prefix { $0 != ":" } } == ["scale", "dimensions", "overall[0].weight"])
    model = IndexModel(name: "", version: 0, scale: Self.five, dimensions: [])
    #expect(model.faults.map { $0.prefix { $0 != ":" } } == ["name", "version", "dimensions"])
  }

  /// Would catch a rate over 1, and bounces that count for or against the wrong rate.
  @Test func ratesAreOfTheRightWhole() {
    let rate = ResponseRate(
      invited: 100, bounced: 10, screenedOut: 20, optedOut: 5, started: 50, submitted: 40)
    #expect(rate.response == 0.5)
    #expect(rate.cooperation == 40.0 / 70)
    #expect(rate.completion == 0.8)
    #expect(ResponseRate(invited: 0, submitted: 0).response == nil)
  }

  /// Would catch sums that are kept but not put together as they were, with other weights or with somebody taken out.
  @Test func keptSumsMakeTheSameIndex() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let model = IndexModel(
      name: "m", version: 1, scale: Self.five,
      dimensions: ["a", "b", "c"].map { .init(name: $0, items: [.init(question: $0)]) },
      overall: [.init(question: "d")], overallShare: 0.4)
    var whole = IndexTally(model)
    var kept = IndexTally(model)
    for stratum in 0..<4 {
      var part = IndexTally(model)
      let weight = 0.5 + Double(stratum)
      for person in 0..<10 {
        var answers: [String: Double] = [:]
        for question in ["a", "b", "c", "d"] where Int.random(in: 0..<5, using: &random) > 0 {
          answers[question] = Double(Int.random(in: 1...5, using: &random))
        }
        part.add { answers[$0] }
        if person == 3 {
          // Taken out again.
          var one = IndexTally(model)
          one.add { answers[$0] }
          part.add(sums: one.sums.map { -$0 })
        } else {
          whole.add(weight: weight) { answers[$0] }
        }
      }
      kept.add(sums: part.sums, weight: weight)
    }
    let (first, second) = (whole.score().index, kept.score().index)
    #expect(first?.respondents == second?.respondents, "seed \(seed)")
    for (a, b) in [
      (first?.value, second?.value), (first?.interval?.low, second?.interval?.low),
      (first?.designEffect, second?.designEffect),
    ] {
      #expect(abs((a ?? .nan) - (b ?? 0)) < 1e-9, "seed \(seed)")
    }
  }

  /// Would catch a stratified estimate where it cannot be one: one answer in a stratum, strata of one mind, everybody asked.
  @Test func strataFallBackWhereNothingIsKnown() throws {
    func tally(_ strata: [(Int?, [Double])]) -> StratifiedTally {
      StratifiedTally(strata.map { .init(population: $0, weight: 1, tally: Tally($1)) })
    }
    let together = Tally([1, 3, 5, 2])
    let lone = tally([(90, [1, 3, 5]), (30, [2])])
    #expect(lone.mean() == together.mean() && lone.count == 4)
    #expect(lone.share(where: { $0 > 2 }) == together.share(where: { $0 > 2 }))
    let oneMind = tally([(90, [5, 5]), (30, [1, 1])])
    #expect(oneMind.mean() == Tally([5, 5, 1, 1]).mean())
    // All of the second stratum were asked: only the first is uncertain.
    let half = try #require(tally([(1000, [1, 3]), (2, [2, 2])]).mean()?.interval)
    let none = try #require(tally([(nil, [1, 3]), (2, [2, 2])]).mean()?.interval)
    #expect(half.width < none.width && half.width > 0)
    let census = tally([(2, [1, 3]), (2, [2, 5])]).mean(population: 4)
    #expect(census?.interval?.width == 0)
  }
}
