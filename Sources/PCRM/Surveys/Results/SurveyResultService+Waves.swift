import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores

extension SurveyResultService {
  @Sendable
  func waveResults(
    _ request: GetWaveResultsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> WaveResults {
    let confidence = try Confidence(checked: request.confidence)
    let groups = try reader.resultGroups([request.waveID], "wave_id", request.filter, caller)
    guard let wave = groups.waves.first else { throw .internalError }
    let weights = try ResultWeights(groups, wave, request)
    let model = try reader.scoreModel(of: wave)
    var results = WaveResults()
    results.waveID = wave.id
    results.waveNumber = wave.number
    results.minGroup = Int32(groups.rule.groupMin)
    results.scoreModel = model?.name ?? ""
    results.scoreModelVersion = model?.version ?? 0
    if groups.isWhole { results.rates = ResponseRates(try reader.invitationCounts(of: wave.id)) }
    guard groups.rule.shows(group: groups.respondents) else {
      results.hidden = true
      results.rates = nil
      return results
    }
    let told = try context.tell([groups.filter], of: groups, to: caller)
    let population = groups.isWhole ? wave.frame.map { Int($0.size) } : nil
    let figures = WaveFigures(
      groups: groups, weights: weights.weights, told: told,
      // More answers than the frame has people: somebody without an invitation answered too.
      population: population.flatMap { $0 >= groups.respondents ? $0 : nil },
      confidence: confidence)
    results.respondents = Int64(groups.respondents)
    results.population = Int64(figures.population ?? 0)
    results.measures = model?.measures.map(figures.measure) ?? []
    results.index = model?.composite.map(figures.index)
    results.questions = figures.questions
    results.weighting = weights.report
    return results
  }
}

/// The figures of one wave, each told only where enough people stand behind it.
private struct WaveFigures {
  let groups: ResultGroups
  let weights: [Double]
  let told: ToldGroups?
  let population: Int?
  let confidence: Confidence

  /// Whether what so many of each group answered may be told.
  private func mayTell(_ count: Int, _ part: (TalliedGroup) -> Int) -> Bool {
    groups.rule.shows(group: count) && told?.mayTell(groups.filter, of: part) ?? true
  }

  func measure(_ measure: ScoreMeasure) -> MeasureResult {
    var result = MeasureResult()
    result.name = measure.name
    result.kind = measure.kind
    result.question = measure.question
    var tally = Tally()
    var answered = 0
    for (group, weight) in zip(groups.groups, weights) {
      tally.add(group.tally.tally(measure, weight: weight))
      let question = group.tally.question(measure.question)
      answered += question?.values.reduce(0) { $0 + Int($1.count) } ?? 0
    }
    guard mayTell(tally.count, { $0.tally.tally(measure).count }) else { return result }
    guard let score = measure.score(tally, population: population, confidence) else {
      return result
    }
    result.score = ScoreEstimate(score.score)
    result.favourable = ScoreEstimate(score.favourable)
    result.unfavourable = score.unfavourable.map { ScoreEstimate($0) }
    result.variance = score.variance
    let outside = answered - tally.count
    if groups.rule.shows(group: outside) { result.outside = Int64(outside) }
    return result
  }

  func index(_ model: IndexModel) -> IndexResult {
    var tally = IndexTally(model)
    for (group, weight) in zip(groups.groups, weights) {
      tally.add(sums: group.tally.sums, weight: weight)
    }
    let score = tally.score(population: population, confidence: confidence)
    let counts = tally.counts
    let shown = counts.indices.map { part in
      mayTell(counts[part]) { $0.tally.index(model).counts[part] }
    }
    var result = IndexResult()
    if shown.allSatisfy({ $0 }) { result.index = score.index.map { ScoreEstimate($0) } }
    for (number, part) in score.dimensions.enumerated() {
      var dimension = DimensionResult()
      dimension.name = part.name
      if shown[number] { dimension.score = part.estimate.map { ScoreEstimate($0) } }
      result.dimensions.append(dimension)
    }
    if shown.last ?? false { result.overall = score.overall.map { ScoreEstimate($0) } }
    return result
  }

  /// Every question's values, in the order in which the questions came.
  var questions: [QuestionResult] {
    var sums: [StoredQuestion] = []
    var places: [String: Int] = [:]
    for group in groups.groups {
      for question in group.tally.questions where question.answered > 0 {
        if let place = places[question.path] {
          sums[place].add(question)
        } else {
          places[question.path] = sums.count
          sums.append(question)
        }
      }
    }
    return sums.map(result)
  }

  private func result(_ question: StoredQuestion) -> QuestionResult {
    var result = QuestionResult()
    result.question = question.path
    let count = { (group: TalliedGroup) in
      Int(group.tally.question(question.path)?.answered ?? 0)
    }
    guard mayTell(Int(question.answered), count) else {
      result.hidden = true
      return result
    }
    result.answered = question.answered
    let values = question.values.filter { $0.count > 0 }
    // A choice that all but a few made tells of those few as well.
    let all = values.flatMap { [Int($0.count), Int(question.answered - $0.count)] }
    guard (all + [Int(question.others)]).allSatisfy({ groups.rule.shows(group: $0) }) else {
      result.hidden = true
      return result
    }
    result.values = values.sorted { ValueOrder($0.value) < ValueOrder($1.value) }
    result.others = question.others
    return result
  }
}

/// Numbers in their order, before texts in theirs.
private struct ValueOrder: Comparable {
  let number: Double
  let text: String

  init(_ text: String) {
    self.text = text
    number = Double(text) ?? .infinity
  }

  static func < (a: ValueOrder, b: ValueOrder) -> Bool {
    (a.number, a.text) < (b.number, b.text)
  }
}

extension StoredQuestion {
  fileprivate mutating func add(_ other: StoredQuestion) {
    answered += other.answered
    others += other.others
    for value in other.values {
      if let place = values.firstIndex(where: { $0.value == value.value }) {
        values[place].count += value.count
      } else {
        values.append(value)
      }
    }
  }
}

extension ResponseRates {
  /// Of those who were asked: whoever waits, was passed over or withdrawn was not.
  fileprivate init(_ counts: InvitationCounts) {
    self.init()
    let rate = ResponseRate(
      invited: Int(
        counts.sent + counts.answered + counts.screenedOut + counts.expired + counts.bounced
          + counts.optedOut), bounced: Int(counts.bounced),
      screenedOut: Int(counts.screenedOut), optedOut: Int(counts.optedOut),
      submitted: Int(counts.answered))
    invited = Int64(rate.invited)
    bounced = counts.bounced
    screenedOut = counts.screenedOut
    optedOut = counts.optedOut
    answered = counts.answered
    response = rate.response ?? 0
    cooperation = rate.cooperation ?? 0
  }
}
