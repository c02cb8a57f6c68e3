import Storage

extension Schema {
  /// Answers to surveys, the chains that hold them fast, drafts, quotas, and for anonymous waves the answers that wait for
  /// others and the batches that they were stored in.
  ///
  /// What was handed in (`document`) never changes; what was found of it later stands beside it. Of anonymous answers
  /// there is no token, no customer, no time and no order: their keys are random, and tables that are clustered by them
  /// keep them in no other order.
  static let surveyAnswers = Step(
    "survey answers",
    [
      """
      CREATE TABLE survey_answer (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        wave {key} NOT NULL REFERENCES survey_wave (id),
        invitation {key} NOT NULL REFERENCES invitation (id),
        customer {key} REFERENCES customer (id),
        staff {key} REFERENCES staff (id),
        state {bigint} NOT NULL CHECK (state BETWEEN 2 AND 6),
        mode {bigint} NOT NULL CHECK (mode IN (1, 2)),
        interviewer {key} REFERENCES staff (id),
        device TEXT NOT NULL CHECK (length(device) <= 100),
        flags {bigint} NOT NULL,
        started_at {bigint},
        finished_at {bigint},
        received_at {bigint} NOT NULL,
        chain_number {bigint},
        payload {bytes} NOT NULL CHECK (length(payload) = 32),
        document {bytes} NOT NULL,
        review {bytes},
        reviewed_at {bigint},
        CHECK ((mode = 2) = (interviewer IS NOT NULL)),
        CHECK ((state = 6) = (chain_number IS NULL)),
        CHECK ((review IS NULL) = (reviewed_at IS NULL))
      ) {clustered}
      """,
      "CREATE INDEX survey_answer_by_wave ON survey_answer (wave, id)",
      "CREATE INDEX survey_answer_of ON survey_answer (invitation, id)",
      "CREATE INDEX survey_answer_device ON survey_answer (wave, device) WHERE device <> ''",
      """
      CREATE INDEX survey_answer_interviews ON survey_answer (interviewer, finished_at)
      WHERE interviewer IS NOT NULL
      """,
      """
      CREATE TABLE survey_draft (
        invitation {key} PRIMARY KEY NOT NULL REFERENCES invitation (id),
        updated_at {bigint} NOT NULL,
        document {bytes} NOT NULL
      ) {clustered}
      """,
      """
      CREATE TABLE survey_chain (
        wave {key} PRIMARY KEY NOT NULL REFERENCES survey_wave (id),
        links {bigint} NOT NULL CHECK (links > 0),
        hash {bytes} NOT NULL CHECK (length(hash) = 32)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_link (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        number {bigint} NOT NULL CHECK (number > 0),
        answer {key} NOT NULL REFERENCES survey_answer (id),
        review {bytes},
        hash {bytes} NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (wave, number)
      ) {clustered}
      """,
      """
      CREATE TABLE quota_cell (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        counted {bigint} NOT NULL CHECK (counted >= 0),
        PRIMARY KEY (wave, name)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_holding (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        wave {key} NOT NULL REFERENCES survey_wave (id),
        document {bytes} NOT NULL
      ) {clustered}
      """,
      "CREATE INDEX survey_holding_by_wave ON survey_holding (wave, id)",
      """
      CREATE TABLE survey_batch (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        number {bigint} NOT NULL CHECK (number > 0),
        size {bigint} NOT NULL CHECK (size > 0),
        hash {bytes} NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (wave, number)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_answer_anonymous (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        wave {key} NOT NULL,
        batch {bigint} NOT NULL,
        document {bytes} NOT NULL,
        FOREIGN KEY (wave, batch) REFERENCES survey_batch (wave, number)
      ) {clustered}
      """,
      "CREATE INDEX survey_answer_anonymous_by_wave ON survey_answer_anonymous (wave, batch, id)",
    ])

  /// Finds who answered in vain, without a look at those who did not.
  static let uncountedAnswers = Step(
    "answers that do not count",
    [
      """
      CREATE INDEX survey_answer_uncounted ON survey_answer (wave, invitation)
      WHERE state IN (4, 5)
      """
    ])
}
