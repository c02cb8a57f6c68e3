import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import SurveyScores

/// By what the answers of a wave can be told apart in its results. Of an anonymous wave this is all that stays.
struct AnswerGroup: Sendable, Hashable {
  /// The customer's home office, or the office of the member of staff; empty = none.
  var office = UnitID()
  /// The team of the customer's case worker, or of the member of staff; empty = none.
  var team = UnitID()
  var stratum = ""
  /// The unit that is rated, in a wave of the mode INTERNAL; empty = none.
  var ratedUnit = UnitID()
}

/// A group of a wave with what its answers come to.
struct TalliedGroup: Sendable {
  var wave = SurveyWaveID()
  var group = AnswerGroup()
  var tally = StoredTally()
}

extension Writer {
  /// Counts an answer of a wave in its results, in the transaction that stores it: when it is submitted, or when an
  /// anonymous batch is stored.
  mutating func count(
    _ answers: Answers, of wave: SurveyWave, in group: AnswerGroup
  ) throws(Status) {
    try count(answers, of: wave, in: group, by: 1)
  }

  /// Takes an answer out of the results again: it was rejected.
  mutating func discount(
    _ answers: Answers, of wave: SurveyWave, in group: AnswerGroup
  ) throws(Status) {
    try count(answers, of: wave, in: group, by: -1)
  }

  private mutating func count(
    _ answers: Answers, of wave: SurveyWave, in group: AnswerGroup, by change: Int64
  ) throws(Status) {
    let key: [Value] = [
      .id(wave.id), .place(group.office), .place(group.team), .text(group.stratum),
      .place(group.ratedUnit),
    ]
    var tally = StoredTally()
    try reader.each(
      """
      SELECT document FROM survey_tally
      WHERE wave = $1 AND office = $2 AND team = $3 AND stratum = $4 AND rated_unit = $5
      """, key
    ) { (row) throws(Status) in
      tally = try StoredTally(stored: row.raw(0))
      return false
    }
    tally.count(answers, by: change)
    try addSums(of: answers, wave, to: &tally, by: Double(change))
    try connection.run(
      """
      INSERT INTO survey_tally (wave, office, team, stratum, rated_unit, answers, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (wave, office, team, stratum, rated_unit)
      DO UPDATE SET answers = excluded.answers, document = excluded.document
      """, key + [.integer(tally.answers), .blob(tally.binary())]
    ) { _ in true }
  }

  private func addSums(
    of answers: Answers, _ wave: SurveyWave, to tally: inout StoredTally, by factor: Double
  ) throws(Status) {
    guard let model = try reader.scoreModel(of: wave)?.composite else { return }
    var numbers: [String: Double] = [:]
    for value in answers.values { numbers[value.path] = value.number }
    var one = IndexTally(model)
    one.add { numbers[$0] }
    let sums = one.sums
    if tally.sums.isEmpty { tally.sums = sums.map { _ in 0 } }
    for number in sums.indices { tally.sums[number] += factor * sums[number] }
  }
}

extension Reader {
  /// The groups of some waves, in the order of waves, offices, teams, strata and rated units.
  func talliedGroups(of waves: [SurveyWaveID]) throws(Status) -> [TalliedGroup] {
    var groups: [TalliedGroup] = []
    for wave in waves {
      try each(
        """
        SELECT office, team, stratum, rated_unit, document FROM survey_tally
        WHERE wave = $1 AND answers > 0 ORDER BY office, team, stratum, rated_unit
        """, [.id(wave)]
      ) { (row) throws(Status) in
        var group = AnswerGroup()
        group.office = row.id(0)
        group.team = row.id(1)
        group.stratum = row.text(2)
        group.ratedUnit = row.id(3)
        groups.append(
          TalliedGroup(wave: wave, group: group, tally: try StoredTally(stored: row.raw(4))))
        return true
      }
    }
    return groups
  }
}
