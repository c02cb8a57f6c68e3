import Storage

extension Schema {
  /// Questionnaires by version, surveys with their waves, frames, invitations with their tokens' hashes, who was asked
  /// when, triggers, and the policy by version.
  ///
  /// A token is a key of its own beside the invitation: a reminder has another one, and both open the same. Of an
  /// anonymous wave `answered_at` stays empty; the day is all that is known.
  static let surveys = Step(
    "surveys",
    [
      """
      CREATE TABLE questionnaire (
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        version {bigint} NOT NULL CHECK (version > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        used {bigint} NOT NULL CHECK (used IN (0, 1)),
        title TEXT NOT NULL,
        questions {bigint} NOT NULL CHECK (questions >= 0),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        renames {bytes} NOT NULL,
        document {bytes} NOT NULL,
        PRIMARY KEY (name, version)
      ) {strict}
      """,
      """
      CREATE TABLE survey (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
        mode {bigint} NOT NULL CHECK (mode BETWEEN 1 AND 4),
        unit {key} REFERENCES unit (id),
        retired {bigint} NOT NULL CHECK (retired IN (0, 1)),
        document {bytes} NOT NULL
      ) {clustered}
      """,
      """
      CREATE TABLE survey_wave (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        survey {key} NOT NULL REFERENCES survey (id),
        number {bigint} NOT NULL CHECK (number > 0),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
        anonymous {bigint} NOT NULL CHECK (anonymous IN (0, 1)),
        questionnaire TEXT NOT NULL,
        questionnaire_version {bigint} NOT NULL,
        document {bytes} NOT NULL,
        UNIQUE (survey, number),
        FOREIGN KEY (questionnaire, questionnaire_version) REFERENCES questionnaire (name, version)
      ) {clustered}
      """,
      "CREATE INDEX survey_wave_open ON survey_wave (survey, number) WHERE state = 2",
      """
      CREATE TABLE wave_frame (
        wave {key} NOT NULL REFERENCES survey_wave (id),
        subject {key} NOT NULL CHECK (length(subject) = 16),
        staff {bigint} NOT NULL CHECK (staff IN (0, 1)),
        stratum TEXT NOT NULL CHECK (length(stratum) <= 200),
        probability {real} NOT NULL CHECK (probability BETWEEN 0 AND 1),
        sampled {bigint} NOT NULL CHECK (sampled IN (0, 1)),
        exclusion TEXT NOT NULL CHECK (length(exclusion) <= 64),
        PRIMARY KEY (wave, subject),
        CHECK (sampled = 0 OR exclusion = '')
      ) {clustered}
      """,
      """
      CREATE TABLE survey_trigger (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        survey {key} NOT NULL REFERENCES survey (id),
        event {bigint} NOT NULL CHECK (event IN (1, 2, 3)),
        retired {bigint} NOT NULL CHECK (retired IN (0, 1)),
        document {bytes} NOT NULL
      ) {clustered}
      """,
      "CREATE INDEX survey_trigger_live ON survey_trigger (event, id) WHERE retired = 0",
      """
      CREATE TABLE invitation (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        wave {key} NOT NULL REFERENCES survey_wave (id),
        customer {key} REFERENCES customer (id),
        staff {key} REFERENCES staff (id),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 9),
        reason TEXT NOT NULL CHECK (length(reason) <= 64),
        channel {bigint} NOT NULL,
        language TEXT NOT NULL,
        survey_trigger {key} REFERENCES survey_trigger (id),
        event {key} CHECK (length(event) = 16),
        stratum TEXT NOT NULL,
        probability {real} NOT NULL CHECK (probability BETWEEN 0 AND 1),
        reminders {bigint} NOT NULL CHECK (reminders >= 0),
        remind_at {bigint},
        send_at {bigint},
        expires_at {bigint} NOT NULL,
        answer_day {bigint},
        answered_at {bigint},
        created_at {bigint} NOT NULL,
        CHECK (customer IS NULL OR staff IS NULL),
        CHECK ((survey_trigger IS NULL) = (event IS NULL)),
        CHECK ((state IN (3, 4)) = (answer_day IS NOT NULL)),
        CHECK (answered_at IS NULL OR answer_day IS NOT NULL),
        CHECK (remind_at IS NULL OR state = 2)
      ) {clustered}
      """,
      "CREATE INDEX invitation_by_wave ON invitation (wave, state, id)",
      """
      CREATE UNIQUE INDEX invitation_customer ON invitation (wave, customer)
      WHERE customer IS NOT NULL AND event IS NULL AND state <> 8
      """,
      """
      CREATE UNIQUE INDEX invitation_staff ON invitation (wave, staff)
      WHERE staff IS NOT NULL AND state <> 8
      """,
      """
      CREATE UNIQUE INDEX invitation_event ON invitation (survey_trigger, event)
      WHERE event IS NOT NULL
      """,
      "CREATE INDEX invitation_of ON invitation (customer, id) WHERE customer IS NOT NULL",
      "CREATE INDEX invitation_remind ON invitation (remind_at) WHERE remind_at IS NOT NULL",
      "CREATE INDEX invitation_expire ON invitation (expires_at) WHERE state IN (1, 2)",
      """
      CREATE TABLE invitation_token (
        hash {bytes} PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
        invitation {key} NOT NULL REFERENCES invitation (id)
      ) {clustered}
      """,
      "CREATE INDEX invitation_token_of ON invitation_token (invitation)",
      """
      CREATE TABLE survey_contact (
        customer {key} NOT NULL REFERENCES customer (id),
        day {bigint} NOT NULL,
        invitation {key} NOT NULL REFERENCES invitation (id),
        PRIMARY KEY (customer, day, invitation)
      ) {clustered}
      """,
      """
      CREATE TABLE survey_policy (
        version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL
      ) {strict}
      """,
    ])

  /// Messages on their way, with what they say for as long as that is needed.
  static let outbox = Step(
    "outbox",
    [
      """
      CREATE TABLE outbox (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        wave {key} NOT NULL REFERENCES survey_wave (id),
        invitation {key} NOT NULL REFERENCES invitation (id),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        channel {bigint} NOT NULL,
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 6),
        attempts {bigint} NOT NULL CHECK (attempts >= 0),
        due_at {bigint} NOT NULL,
        last_error TEXT NOT NULL CHECK (length(last_error) <= 64),
        courier TEXT NOT NULL CHECK (length(courier) <= 64),
        created_at {bigint} NOT NULL,
        sent_at {bigint},
        purge_at {bigint},
        language TEXT NOT NULL,
        recipient TEXT,
        subject TEXT,
        body TEXT,
        CHECK ((recipient IS NULL) = (body IS NULL)),
        CHECK (state > 2 OR body IS NOT NULL),
        CHECK (state <> 3 OR sent_at IS NOT NULL)
      ) {clustered}
      """,
      "CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN (1, 2)",
      "CREATE INDEX outbox_purge ON outbox (purge_at) WHERE purge_at IS NOT NULL",
      "CREATE INDEX outbox_by_wave ON outbox (wave, id)",
      "CREATE INDEX outbox_of ON outbox (invitation)",
    ])
}
