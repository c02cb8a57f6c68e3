import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Answers of anonymous waves that wait for others.
///
/// So many are stored together that nobody can be told by when an answer appeared; as many stay behind, so that those
/// which come last are never fewer when the wave is closed.
extension Writer {
  /// Stores those that wait, in an order of chance and under new keys, if they are enough.
  ///
  /// - Parameter isLast: the wave is closed: nobody comes any more. Those of fewer people than a group are never stored:
  ///   they could be told to nobody, so that they are erased.
  mutating func storeHeld(of wave: SurveyWave, isLast: Bool) throws(Status) {
    // Several sheets of one person are no group: they would come together, before those of others.
    if !isLast && !wave.ratedUnitIDs.isEmpty { return }
    let group = Int(try reader.groupMin(of: wave))
    let held = try reader.all(
      "SELECT id, document FROM survey_holding WHERE wave = $1 ORDER BY id", .id(wave.id)
    ) { (id: $0.id(0, of: SurveyAnswerID.self), document: $0.bytes(1)) }
    // One person may have handed in all of them, one for each unit that is rated.
    if isLast, !wave.ratedUnitIDs.isEmpty {
      var raters: [UnitID: Int] = [:]
      for answer in held {
        raters[try AnswerSheet(stored: answer.document).ratedUnitID, default: 0] += 1
      }
      if raters.values.max() ?? 0 < group { return try eraseHeld(of: wave) }
    }
    var chance = SystemRandomNumberGenerator()
    var left = held.shuffled(using: &chance)[...]
    while left.count >= (isLast ? group : 2 * group) {
      let chosen = isLast ? left : left.prefix(group)
      left = left.dropFirst(chosen.count)
      let answers = chosen.map { (id: SurveyAnswerID.random(), document: $0.document) }
      try insertBatch(answers, of: wave)
      for answer in chosen {
        try execute("DELETE FROM survey_holding WHERE id = $1", .id(answer.id))
      }
    }
    if isLast && !left.isEmpty { try eraseHeld(of: wave) }
  }

  private mutating func eraseHeld(of wave: SurveyWave) throws(Status) {
    try execute("DELETE FROM survey_holding WHERE wave = $1", .id(wave.id))
  }

  private mutating func insertBatch(
    _ answers: [(id: SurveyAnswerID, document: [UInt8])], of wave: SurveyWave
  ) throws(Status) {
    let last = try reader.lastBatch(of: wave.id)
    let number = last.number + 1
    try execute(
      "INSERT INTO survey_batch (wave, number, size, hash) VALUES ($1, $2, $3, $4)",
      .id(wave.id), .integer(number), .integer(Int64(answers.count)),
      .blob(AnswerChain.hash(after: last.hash, number: number, answers)))
    for answer in answers {
      try execute(
        "INSERT INTO survey_answer_anonymous (id, wave, batch, document) VALUES ($1, $2, $3, $4)",
        .id(answer.id), .id(wave.id), .integer(number), .blob(answer.document))
      let sheet = try AnswerSheet(stored: answer.document)
      // Office, team and stratum would lead back: few of those who were asked have the same.
      var group = AnswerGroup()
      group.ratedUnit = sheet.ratedUnitID
      try count(sheet.answers ?? Answers(), of: wave, in: group)
    }
  }
}

extension AnswerSheet {
  /// Reads an answer as anonymous ones are kept.
  init(stored bytes: [UInt8]) throws(Status) {
    do throws(DecodingFailure) {
      self = try AnswerSheet(binary: bytes)
    } catch {
      throw .internalError
    }
  }
}

extension Reader {
  /// So many answers are stored together.
  func groupMin(of wave: SurveyWave) throws(Status) -> Int32 {
    let policy = try surveyPolicy().minGroup
    return max(5, wave.minGroup > 0 ? wave.minGroup : policy)
  }

  /// The last batch of a wave.
  func lastBatch(of wave: SurveyWaveID) throws(Status) -> (number: Int64, hash: [UInt8]) {
    try first(
      "SELECT number, hash FROM survey_batch WHERE wave = $1 ORDER BY number DESC LIMIT 1",
      .id(wave)
    ) { (number: $0.integer(0), hash: $0.bytes(1)) } ?? (0, AnswerChain.beginning)
  }
}
