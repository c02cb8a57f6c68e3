import Storage

extension Schema {
  /// Score models by version, what the answers of a wave come to by group, and which groups of anonymous waves somebody
  /// was told of.
  ///
  /// The groups of a wave keep nothing of the order in which answers came, nor when.
  static let surveyResults = Step(
    "survey results",
    [
      """
      CREATE TABLE score_model (
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        version {bigint} NOT NULL CHECK (version > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (name, version),
        UNIQUE (id, version)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_tally (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        office {key} NOT NULL CHECK (length(office) = 16),
        team {key} NOT NULL CHECK (length(team) = 16),
        stratum TEXT NOT NULL CHECK (length(stratum) <= 200),
        rated_unit {key} NOT NULL CHECK (length(rated_unit) = 16),
        answers {bigint} NOT NULL CHECK (answers >= 0),
        document {bytes} NOT NULL,
        PRIMARY KEY (wave, office, team, stratum, rated_unit)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_told (
        principal {key} NOT NULL CHECK (length(principal) = 16),
        survey {key} NOT NULL REFERENCES survey (id),
        filter {bytes} NOT NULL,
        PRIMARY KEY (principal, survey, filter)
      ) {clustered}
      """,
    ])

  /// In which group a named answer was counted: its customer may move to another office before it is rejected.
  static let surveyAnswerGroups = Step(
    "survey answer groups",
    [
      """
      CREATE TABLE survey_answer_group (
        answer {key} PRIMARY KEY NOT NULL REFERENCES survey_answer (id),
        office {key} NOT NULL CHECK (length(office) = 16),
        team {key} NOT NULL CHECK (length(team) = 16),
        stratum TEXT NOT NULL CHECK (length(stratum) <= 200),
        rated_unit {key} NOT NULL CHECK (length(rated_unit) = 16)
      ) {clustered}
      """
    ])

  /// Which of a customer's answers to one wave it is: a trigger may ask again, and people are counted, not answers.
  static let surveyRounds = Step(
    "survey rounds",
    [
      "ALTER TABLE survey_answer_group ADD COLUMN round {bigint} NOT NULL DEFAULT 0",
      """
      CREATE TABLE survey_tally_by_round (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        office {key} NOT NULL CHECK (length(office) = 16),
        team {key} NOT NULL CHECK (length(team) = 16),
        stratum TEXT NOT NULL CHECK (length(stratum) <= 200),
        rated_unit {key} NOT NULL CHECK (length(rated_unit) = 16),
        round {bigint} NOT NULL CHECK (round >= 0),
        answers {bigint} NOT NULL CHECK (answers >= 0),
        document {bytes} NOT NULL,
        PRIMARY KEY (wave, office, team, stratum, rated_unit, round)
      ) {clustered}
      """,
      """
      INSERT INTO survey_tally_by_round
        (wave, office, team, stratum, rated_unit, round, answers, document)
      SELECT wave, office, team, stratum, rated_unit, 0, answers, document FROM survey_tally
      """,
      "DROP TABLE survey_tally",
      "ALTER TABLE survey_tally_by_round RENAME TO survey_tally",
    ])
}
