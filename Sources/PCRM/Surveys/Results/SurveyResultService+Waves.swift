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
    if groups.isWhole {
      results.rates = ResponseRates(
        try reader.invitationCounts(of: wave.id),
        inVain: try reader.invitationsAnsweredInVain(of: wave.id))
    }
    let people = groups.groups.people { Int($0.tally.answers) }
    guard groups.rule.shows(group: people) else {
      results.hidden = true
      results.rates = nil
      return results
    }
    let parts = groups.isRemembered(of: caller) ? try weights.parts(of: groups) : []
    let told = try context.tell([groups.filter] + parts.map(\.filter), of: groups, to: caller)
    // Sheets about several units, and answers of those who were asked again, are no part of the people who were asked.
    let isOneEach = groups.isWhole && people == groups.answers
    let population = isOneEach ? wave.frame.map { Int($0.size) } : nil
    let figures = WaveFigures(
      groups: groups, weights: weights.weights, parts: parts, told: told,
      strata: isOneEach && weights.isByStrata ? wave.drawnStrata : nil,
      // More answers than the frame has people: somebody without an invitation answered too.
      population: population.flatMap { $0 >= people ? $0 : nil },
      confidence: confidence)
    results.respondents = Int64(groups.groups.respondents { Int($0.tally.answers) })
    results.answers = Int64(groups.answers)
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
  /// Those that weigh the same each, where a caller could work their figures out by other weights.
  let parts: [ResultWeights.Part]
  let told: ToldGroups?
  /// How many there are in each stratum, where the sample was drawn by strata and is weighted by them.
  let strata: [String: Int]?
  let population: Int?
  let confidence: Confidence

  /// Whether what so many of each group answered may be told.
  private func mayTell(_ part: (TalliedGroup) -> Int) -> Bool {
    groups.rule.shows(group: groups.groups.people(part))
      && parts.allSatisfy { groups.rule.shows(group: $0.groups.people(part)) }
      && told?.mayTell([groups.filter] + parts.map(\.filter), of: part) ?? true
  }

  func measure(_ measure: ScoreMeasure) -> MeasureResult {
    var result = MeasureResult()
    result.name = measure.name
    result.kind = measure.kind
    result.question = measure.question
    var tally = Tally()
    for (group, weight) in zip(groups.groups, weights) {
      tally.add(group.counted(measure, weight: weight))
    }
    tally.people = groups.groups.respondents { $0.tally.tally(measure).count }
    guard mayTell({ $0.tally.tally(measure).count }) else { return result }
    guard let score = score(measure, tally) else { return result }
    result.score = ScoreEstimate(score.score)
    result.favourable = ScoreEstimate(score.favourable)
    result.unfavourable = score.unfavourable.map { ScoreEstimate($0) }
    result.variance = score.variance
    let outside = { (group: TalliedGroup) in
      let question = group.tally.question(measure.question)
      let all = question?.values.reduce(0) { $0 + Int($1.count) } ?? 0
      return all - group.tally.tally(measure).count
    }
    if groups.rule.shows(group: groups.groups.people(outside)) {
      result.outside = Int64(groups.groups.reduce(0) { $0 + outside($1) })
    }
    return result
  }

  private func score(_ measure: ScoreMeasure, _ tally: Tally) -> MeasureScore? {
    guard strata != nil else {
      return measure.score(tally, population: population, confidence)
    }
    let parts = byStratum.map { name, weight, members in
      var tally = Tally()
      for group in members { tally.add(group.counted(measure)) }
      return StratifiedTally.Stratum(population: strata?[name], weight: weight, tally: tally)
    }
    return measure.score(StratifiedTally(parts), population: population, confidence)
  }

  /// The groups of each stratum with what their answers weigh, in the order of names.
  private var byStratum: [(name: String, weight: Double, members: [TalliedGroup])] {
    let places = Dictionary(grouping: groups.groups.indices) { groups.groups[$0].group.stratum }
    return places.sorted { $0.key < $1.key }.map { name, members in
      (name, members.first.map { weights[$0] } ?? 1, members.map { groups.groups[$0] })
    }
  }

  func index(_ model: IndexModel) -> IndexResult {
    var tally = IndexTally(model)
    for (group, weight) in zip(groups.groups, weights) {
      tally.add(group, weight: weight)
    }
    tally.countPeople(of: groups.groups)
    var score = tally.score(population: population, confidence: confidence)
    if strata != nil {
      let parts = byStratum.map { name, weight, members in
        var tally = IndexTally(model)
        for group in members { tally.add(group) }
        return StratifiedIndex.Stratum(population: strata?[name], weight: weight, tally: tally)
      }
      score = StratifiedIndex(model, parts).score(population: population, confidence: confidence)
    }
    let shown = tally.counts.indices.map { part in
      mayTell { $0.tally.index(model).counts[part] }
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
    var sums: [QuestionSums] = []
    var places: [String: Int] = [:]
    for group in groups.groups {
      let part = PeoplePart(group)
      for question in group.tally.questions where question.answered > 0 {
        let place = places[question.path] ?? sums.count
        if place == sums.count {
          places[question.path] = place
          sums.append(QuestionSums(question.path))
        }
        sums[place].add(question, of: part)
      }
    }
    return sums.map(result)
  }

  private func result(_ sums: QuestionSums) -> QuestionResult {
    var result = QuestionResult()
    result.question = sums.path
    let isTold =
      told?.mayTell([groups.filter]) { Int($0.tally.question(sums.path)?.answered ?? 0) } ?? true
    guard isTold, groups.rule.shows(group: sums.people(\.answered)) else {
      result.hidden = true
      return result
    }
    let whole = sums.whole
    result.answered = whole.answered
    // A choice that all but a few made tells of those few as well.
    let counts = whole.values.flatMap { value in
      [
        sums.people { $0.count(of: value.value) },
        sums.people { $0.answered - $0.count(of: value.value) },
      ]
    }
    guard (counts + [sums.people(\.others)]).allSatisfy({ groups.rule.shows(group: $0) }) else {
      result.hidden = true
      return result
    }
    result.values = whole.values.sorted { ValueOrder($0.value) < ValueOrder($1.value) }
    result.others = whole.others
    return result
  }
}

/// The answers to one question, those of different people apart from those that may be of the same.
private struct QuestionSums {
  let path: String
  private var parts: [PeoplePart: StoredQuestion] = [:]

  init(_ path: String) { self.path = path }

  mutating func add(_ question: StoredQuestion, of part: PeoplePart) {
    parts[part, default: StoredQuestion()].add(question)
  }

  /// How many people at least.
  func people(_ count: (StoredQuestion) -> Int64) -> Int {
    Int(parts.values.map(count).max() ?? 0)
  }

  /// All answers, with the values that somebody gave.
  var whole: StoredQuestion {
    var whole = StoredQuestion()
    for part in parts.values { whole.add(part) }
    whole.values.removeAll { $0.count == 0 }
    return whole
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
  fileprivate func count(of value: String) -> Int64 {
    values.first { $0.value == value }?.count ?? 0
  }

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

extension SurveyWave {
  /// How many there are in each stratum, where the sample was drawn by them.
  fileprivate var drawnStrata: [String: Int]? {
    guard let frame, let method = sample?.method,
      method == .stratifiedProportional || method == .stratifiedNeyman
    else { return nil }
    return Dictionary(uniqueKeysWithValues: frame.strata.map { ($0.name, Int($0.size)) })
  }
}

extension ResponseRates {
  /// Of those who were asked: whoever waits, was passed over or withdrawn was not.
  ///
  /// - Parameter inVain: so many of those who answered did so too late, or were rejected.
  fileprivate init(_ counts: InvitationCounts, inVain: Int64) {
    self.init()
    let counted = counts.answered - inVain
    let rate = ResponseRate(
      invited: Int(
        counts.sent + counts.answered + counts.screenedOut + counts.expired + counts.bounced
          + counts.optedOut), bounced: Int(counts.bounced),
      screenedOut: Int(counts.screenedOut), optedOut: Int(counts.optedOut),
      submitted: Int(counted))
    invited = Int64(rate.invited)
    bounced = counts.bounced
    screenedOut = counts.screenedOut
    optedOut = counts.optedOut
    answered = counted
    response = rate.response ?? 0
    cooperation = rate.cooperation ?? 0
  }
}
