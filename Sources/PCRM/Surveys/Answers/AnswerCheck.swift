public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

extension Reader {
  /// Findings told at most.
  private static let answerFindingsMax = 100

  /// Checks the chains of all waves, link by link and batch by batch; for `pcrmd verify`.
  ///
  /// - Returns: what is wrong, a line each, without personal data; at most 100 lines.
  public func checkSurveyAnswers() throws(Status) -> [String] {
    var findings: [String] = []
    let waves = try all("SELECT id FROM survey_wave ORDER BY id") {
      $0.id(0, of: SurveyWaveID.self)
    }
    for wave in waves where findings.count < Self.answerFindingsMax {
      findings += try checkChain(of: wave) + checkBatches(of: wave)
    }
    return Array(findings.prefix(Self.answerFindingsMax))
  }

  private func checkChain(of wave: SurveyWaveID) throws(Status) -> [String] {
    var findings: [String] = []
    var hash = AnswerChain.beginning
    var number: Int64 = 0
    var answers: Int64 = 0
    try each(
      """
      SELECT l.number, l.answer, l.review, l.hash, a.document, a.chain_number, a.review, a.state
      FROM survey_link l LEFT JOIN survey_answer a ON a.id = l.answer AND a.wave = l.wave
      WHERE l.wave = $1 ORDER BY l.number
      """, [.id(wave)]
    ) { (row) throws(Status) in
      number += 1
      let isReview = !row.isNull(2)
      if !isReview { answers += 1 }
      let wanted = AnswerChain.hash(
        after: hash, number: number, answer: row.id(1),
        content: row.bytes(isReview ? 2 : 4), isReview: isReview)
      if row.integer(0) != number {
        findings.append("survey wave \(wave): link \(number) of the chain is missing")
      } else if row.bytes(3) != wanted {
        findings.append("survey wave \(wave): link \(number) is not what was handed in or found")
      } else if !isReview, row.integer(5) != number {
        findings.append("survey wave \(wave): link \(number) is of another answer")
      } else if let problem = Self.problem(of: row, isReview) {
        findings.append("survey wave \(wave): link \(number): \(problem)")
      }
      number = row.integer(0)
      hash = row.bytes(3)
      return findings.count < 10
    }
    if !findings.isEmpty { return findings }
    let end = try chainEnd(of: wave)
    if end.links != number || end.hash != hash {
      findings.append("survey wave \(wave): the chain ends before its end")
    }
    let stored = try first(
      "SELECT count(*) FROM survey_answer WHERE wave = $1 AND state <> 6", .id(wave)
    ) { $0.integer(0) }
    if stored != answers {
      findings.append("survey wave \(wave): \(stored ?? 0) answers where the chain has \(answers)")
    }
    return findings
  }

  /// What an answer is said to be, against what was found of it.
  private static func problem(of row: any Row, _ isReview: Bool) -> String? {
    let state = row.enumeration(7, of: SurveyAnswerState.self)
    let isReviewed = state == .validated || state == .rejected
    if !isReview { return isReviewed == row.isNull(6) ? "its state and its review differ" : nil }
    guard let review = try? AnswerReview(binary: row.raw(2)) else { return "it cannot be read" }
    // An answer may be found good first and rejected later: the last review is the one that holds.
    if row.bytes(6) == row.bytes(2) {
      return review.state == state ? nil : "its state is another than was found"
    }
    return review.state == .validated && state == .rejected ? nil : "its review is another one"
  }

  private func checkBatches(of wave: SurveyWaveID) throws(Status) -> [String] {
    let batches = try all(
      "SELECT number, size, hash FROM survey_batch WHERE wave = $1 ORDER BY number", .id(wave)
    ) { (number: $0.integer(0), size: $0.integer(1), hash: $0.bytes(2)) }
    var hash = AnswerChain.beginning
    for (place, batch) in batches.enumerated() {
      let answers = try all(
        "SELECT id, document FROM survey_answer_anonymous WHERE wave = $1 AND batch = $2",
        .id(wave), .integer(batch.number)
      ) { (id: $0.id(0, of: SurveyAnswerID.self), document: $0.bytes(1)) }
      let wanted = AnswerChain.hash(after: hash, number: Int64(place + 1), answers)
      if batch.number != Int64(place + 1) || Int64(answers.count) != batch.size
        || batch.hash != wanted
      {
        return ["survey wave \(wave): batch \(place + 1) is not what was stored"]
      }
      hash = batch.hash
    }
    return []
  }
}
