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
  /// How many answers of the same customer to the wave count already; a trigger may ask again. 0 of everybody else.
  var round: Int64 = 0
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
      INSERT INTO survey_answer_group (answer, office, team, stratum, rated_unit, round)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, .id(answer), .place(group.office), .place(group.team), .text(group.stratum),
      .place(group.ratedUnit), .integer(group.round))
  }

  private mutating func count(
    _ answers: Answers, of wave: SurveyWave, in group: AnswerGroup, by change: Int64
  ) throws(Status) {
    let key: [Value] = [
      .id(wave.id), .place(group.office), .place(group.team), .text(group.stratum),
      .place(group.ratedUnit), .integer(group.round),
    ]
    var tally = StoredTally()
    try reader.each(
      """
      SELECT document FROM survey_tally
      WHERE wave = $1 AND office = $2 AND team = $3 AND stratum = $4 AND rated_unit = $5
        AND round = $6
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
      INSERT INTO survey_tally (wave, office, team, stratum, rated_unit, round, answers, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (wave, office, team, stratum, rated_unit, round)
      DO UPDATE SET answers = excluded.answers, document = excluded.document
      """, key + [.integer(tally.answers), .blob(tally.binary())]
    ) { _ in true }
  }
}

extension Reader {
  /// The group in which an answer was counted.
  func countedGroup(of answer: SurveyAnswerID) throws(Status) -> AnswerGroup? {
    try first(
      "SELECT office, team, stratum, rated_unit, round FROM survey_answer_group WHERE answer = $1",
      .id(answer)
    ) { row in
      AnswerGroup(
        office: row.id(0), team: row.id(1), stratum: row.text(2), ratedUnit: row.id(3),
        round: row.integer(4))
    }
  }

  /// The first round of a wave in which no answer of a customer counts.
  func freeRound(of customer: CustomerID, in wave: SurveyWaveID) throws(Status) -> Int64 {
    if customer.isEmpty { return 0 }
    var taken: Set<Int64> = []
    try each(
      """
      SELECT g.round FROM invitation i JOIN survey_answer a ON a.invitation = i.id
        JOIN survey_answer_group g ON g.answer = a.id
      WHERE i.customer = $1 AND i.customer IS NOT NULL AND i.wave = $2 AND a.state IN (2, 3)
      """, [.id(customer), .id(wave)]
    ) { (row) throws(Status) in
      taken.insert(row.integer(0))
      return true
    }
    var round: Int64 = 0
    while taken.contains(round) { round += 1 }
    return round
  }

  /// The groups of some waves, in the order of waves, offices, teams, strata, rated units and rounds.
  func talliedGroups(of waves: [SurveyWaveID]) throws(Status) -> [TalliedGroup] {
    var groups: [TalliedGroup] = []
    for wave in waves {
      try each(
        """
        SELECT office, team, stratum, rated_unit, round, document FROM survey_tally
        WHERE wave = $1 AND answers > 0 ORDER BY office, team, stratum, rated_unit, round
        """, [.id(wave)]
      ) { (row) throws(Status) in
        var group = AnswerGroup()
        group.office = row.id(0)
        group.team = row.id(1)
        group.stratum = row.text(2)
        group.ratedUnit = row.id(3)
        group.round = row.integer(4)
        groups.append(
          TalliedGroup(wave: wave, group: group, tally: try StoredTally(stored: row.raw(5))))
        return true
      }
    }
    return groups
  }
}
