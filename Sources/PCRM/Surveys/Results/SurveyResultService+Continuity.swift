import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores

extension SurveyResultService {
  @Sendable
  func compareContinuity(
    _ request: CompareContinuityRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ContinuityComparison {
    if !(0...3660).contains(request.days) { throw .outOfRange("days", min: 0, max: 3660) }
    let sides = try request.sides()
    let groups = try reader.resultGroups([request.waveID], "wave_id", nil, caller)
    if groups.isAnonymous {
      throw .precondition(
        "WAVE_ANONYMOUS", "wave_id", "of an anonymous wave nobody knows who was asked")
    }
    var latest: [CustomerID: (time: Int64, saysSame: Bool)] = [:]
    let days = Int64(request.days == 0 ? 365 : request.days)
    try reader.each(
      """
      SELECT a.document, a.customer, a.received_at, c.home_office, c.case_worker
      FROM survey_answer a JOIN customer c ON c.id = a.customer
      WHERE a.wave = $1 AND a.state IN (2, 3)
      """, [.id(request.waveID)]
    ) { (row) throws(Status) in
      let customer: CustomerID = row.id(1)
      guard caller.reaches(customer, office: row.id(3), worker: row.id(4)) else { return true }
      let answers = try SurveyAnswer(stored: row.raw(0)).answers ?? Answers()
      let given = answers.values.first { $0.path == request.question }
      guard let text = given?.plain, let saysSame = sides[text] else { return true }
      // Whoever was asked again is one person still: what was said last counts.
      let time = row.integer(2)
      if time >= latest[customer]?.time ?? time { latest[customer] = (time, saysSame) }
      return true
    }
    var counts = ContinuityCounts()
    for (customer, said) in latest {
      let workers = try reader.workers(
        of: customer, from: said.time - days * 86_400_000_000, to: said.time)
      counts.add(saysSame: said.saysSame, workers: workers)
    }
    return counts.comparison(groups.rule)
  }
}

/// What customers said, against how many workers a case of theirs had.
private struct ContinuityCounts {
  private var sameSame = 0
  private var sameSeveral = 0
  private var otherSame = 0
  private var otherSeveral = 0
  private var without = 0

  mutating func add(saysSame: Bool, workers: Int64) {
    switch (workers, saysSame) {
    case (0, _): without += 1
    case (1, true): sameSame += 1
    case (1, false): otherSame += 1
    case (_, true): sameSeveral += 1
    case (_, false): otherSeveral += 1
    }
  }

  func comparison(_ rule: DisclosureRule) -> ContinuityComparison {
    var result = ContinuityComparison()
    let counts = [sameSame, sameSeveral, otherSame, otherSeveral]
    let compared = counts.reduce(0, +)
    guard rule.shows(group: compared) else {
      result.hidden = true
      return result
    }
    result.compared = Int64(compared)
    if rule.shows(group: without) { result.withoutRecord = Int64(without) }
    // Agreement leaves of each pair of counts only its sum: it is about all who were compared.
    var tally = Tally()
    for (agrees, count) in [(1.0, sameSame + otherSeveral), (0, sameSeveral + otherSame)]
    where count > 0 {
      tally.add(
        Tally.Cell(
          value: agrees, count: count, weight: Double(count), weightSquares: Double(count)))
    }
    result.agreement = tally.share(where: { $0 == 1 }).map { ScoreEstimate($0) }
    if rule.shows(distribution: counts) {
      result.sameSame = Int64(sameSame)
      result.sameSeveral = Int64(sameSeveral)
      result.otherSame = Int64(otherSame)
      result.otherSeveral = Int64(otherSeveral)
    } else {
      result.countsHidden = true
    }
    return result
  }
}

extension Reader {
  /// With how many workers a customer's case was within some time: the case that had the most.
  fileprivate func workers(
    of customer: CustomerID, from: Int64, to: Int64
  ) throws(Status) -> Int64 {
    try first(
      """
      SELECT coalesce(max(n), 0) FROM (
        SELECT count(DISTINCT d.staff) AS n
        FROM customer_case k JOIN case_duty d ON d.case_id = k.id
        WHERE k.customer = $1 AND d.from_at < $3 AND d.to_at > $2 AND d.staff IS NOT NULL
        GROUP BY k.id) AS counted
      """, .id(customer), .integer(from), .integer(to)
    ) { $0.integer(0) } ?? 0
  }
}

extension CompareContinuityRequest {
  /// What each value says: whether it was the same worker.
  fileprivate func sides() throws(Status) -> [String: Bool] {
    try TextRules.checkRequired(question, "question", max: 600)
    var sides: [String: Bool] = [:]
    for (field, values, saysSame) in [
      ("same_values", sameValues, true), ("other_values", otherValues, false),
    ] {
      if values.isEmpty { throw .required(field) }
      if values.count > 20 { throw .tooMany(field, max: 20) }
      for value in values where sides.updateValue(saysSame, forKey: value) != nil {
        throw .duplicate(field, "names a value that has a meaning already")
      }
    }
    return sides
  }
}

extension AnswerValue {
  /// The one value as a text; nil where there are several, or none that can be compared.
  fileprivate var plain: String? {
    switch value {
    case .integer(let number): String(number)
    case .decimal(let text), .choice(let text), .text(let text): text
    case .consent(let given): given ? "OK" : nil
    default: nil
    }
  }
}
