import PCRMCore
import PCRMModel
import SurveyScores

/// What is measured of groups: one question's score, or the index.
enum ResultMeasure: Sendable {
  case question(ScoreMeasure)
  case index(IndexModel)

  /// The measure of a name, or the index for the empty one; nil where the model has no such.
  init?(_ name: String, of model: ScoreModel?) {
    if name.isEmpty, let index = model?.composite {
      self = .index(index)
    } else if !name.isEmpty, let measure = model?.measure(name) {
      self = .question(measure)
    } else {
      return nil
    }
  }

  /// The same, refusing what there is not.
  init(_ name: String, _ model: ScoreModel?, _ field: String) throws(Status) {
    if let measure = ResultMeasure(name, of: model) {
      self = measure
    } else if model == nil {
      throw .precondition("SCORE_MODEL_MISSING", field, "the survey has no score model")
    } else if name.isEmpty {
      throw .required(field)
    } else {
      throw .notFound(field, "the score model has no measure of this name")
    }
  }

  /// How many of a group answered it, or something of it.
  func count(_ group: TalliedGroup) -> Int {
    switch self {
    case .question(let measure): group.tally.tally(measure).count
    case .index: Int(group.tally.sums.first ?? 0)
    }
  }

  /// The score of some groups, whose answers weigh the same; nothing where too few answered a part of the index.
  func score(
    _ groups: some Collection<TalliedGroup>, _ rule: DisclosureRule, population: Int? = nil,
    _ confidence: Confidence
  ) -> Estimate? {
    switch self {
    case .question(let measure):
      var tally = Tally()
      for group in groups { tally.add(group.counted(measure)) }
      tally.people = groups.respondents(count)
      return measure.score(tally, population: population, confidence)?.score
    case .index(let model):
      var index = IndexTally(model)
      for group in groups { index.add(group) }
      let isTold = index.counts.indices.allSatisfy { part in
        rule.shows(group: groups.people { $0.tally.index(model).counts[part] })
      }
      guard isTold else { return nil }
      index.countPeople(of: groups)
      return index.score(population: population, confidence: confidence).index
    }
  }
}

/// What a measure of one question comes to.
struct MeasureScore {
  let score: Estimate
  let favourable: Estimate
  var unfavourable: Estimate?
  var variance = 0.0
}

extension ScoreMeasure {
  func score(
    _ tally: some AnswerTally, population: Int?, _ confidence: Confidence
  ) -> MeasureScore? {
    guard let scale = scale?.points else { return nil }
    if kind == .recommendation {
      let rule = RecommendationRule(
        scale: scale, promotersFrom: favourableFrom, detractorsTo: unfavourableTo)
      return rule.score(tally, population: population, confidence: confidence).map {
        MeasureScore(
          score: $0.score, favourable: $0.promoters, unfavourable: $0.detractors,
          variance: $0.variance)
      }
    }
    let rule = SatisfactionRule(scale: scale, satisfiedFrom: favourableFrom)
    return rule.score(tally, population: population, confidence: confidence).map {
      MeasureScore(score: $0.points, favourable: $0.satisfied)
    }
  }
}

extension TalliedGroup {
  /// Its answers to a measure, each with a weight, as they count beside those of the same people in other rounds.
  func counted(_ measure: ScoreMeasure, weight: Double = 1) -> Tally {
    tally.tally(measure, weight: weight).inRound(Int(group.round))
  }
}

extension IndexTally {
  /// Takes in a group, each of its answers with a weight.
  mutating func add(_ group: TalliedGroup, weight: Double = 1) {
    add(sums: group.tally.sums, weight: weight, round: Int(group.group.round))
  }

  /// Notes of how many people what was taken in is.
  mutating func countPeople(of groups: some Collection<TalliedGroup>) {
    people = groups.respondents { Int($0.tally.sums.first ?? 0) }
    peopleOfParts = counts.indices.map { part in
      groups.respondents { $0.tally.index(model).counts[part] }
    }
  }
}

extension StoredTally {
  func question(_ path: String) -> StoredQuestion? {
    questions.first { $0.path == path }
  }

  /// The answers of a measure's question that its scale has.
  func tally(_ measure: ScoreMeasure, weight: Double = 1) -> Tally {
    var tally = Tally()
    guard let scale = measure.scale?.points else { return tally }
    for value in question(measure.question)?.values ?? [] where value.count > 0 {
      guard let number = Double(value.value), scale.holds(number) else { continue }
      let count = Double(value.count)
      tally.add(
        Tally.Cell(
          value: number, count: Int(value.count), weight: weight * count,
          weightSquares: weight * weight * count))
    }
    return tally
  }

  func index(_ model: IndexModel) -> IndexTally {
    var index = IndexTally(model)
    index.add(sums: sums)
    return index
  }
}

extension Confidence {
  /// What a request asks for: 0.95 where it says nothing.
  init(checked level: Double) throws(Status) {
    if level == 0 {
      self.init()
      return
    }
    if !(0.5...0.999 ~= level) { throw .malformed("confidence", "from 0.5 to 0.999, or 0") }
    self.init(level)
  }
}
