import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

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

  /// Notes in which group an answer was counted, whatever becomes of its customer.
  mutating func keep(_ group: AnswerGroup, of answer: SurveyAnswerID) throws(Status) {
    try execute(
      """
      INSERT INTO survey_answer_group (answer, office, team, stratum, rated_unit)
      VALUES ($1, $2, $3, $4, $5)
      """, .id(answer), .place(group.office), .place(group.team), .text(group.stratum),
      .place(group.ratedUnit))
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
    if let model = try reader.scoreModel(of: wave)?.composite {
      tally.addSums(of: answers, model, by: Double(change))
    }
    try connection.run(
      """
      INSERT INTO survey_tally (wave, office, team, stratum, rated_unit, answers, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (wave, office, team, stratum, rated_unit)
      DO UPDATE SET answers = excluded.answers, document = excluded.document
      """, key + [.integer(tally.answers), .blob(tally.binary())]
    ) { _ in true }
  }
}

extension Reader {
  /// The group in which an answer was counted.
  func countedGroup(of answer: SurveyAnswerID) throws(Status) -> AnswerGroup? {
    try first(
      "SELECT office, team, stratum, rated_unit FROM survey_answer_group WHERE answer = $1",
      .id(answer)
    ) { row in
      AnswerGroup(
        office: row.id(0), team: row.id(1), stratum: row.text(2), ratedUnit: row.id(3))
    }
  }

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
