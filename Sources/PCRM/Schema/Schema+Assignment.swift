import Storage

extension Schema {
  /// Who is in charge of a case, and what decides about it.
  ///
  /// The duties of a case are a chain that has no gap and no overlap, and the table itself sees to that: one row only
  /// has nothing before it; every other begins at the instant at which another ends, which no third one does; and a
  /// row that ends is followed by one that begins there. The end of time stands for "it holds", so one row, the last,
  /// is open. A case that is closed has a row without staff: reopening it goes on with the same chain.
  static let assignment = Step(
    "assignment",
    [
      """
      CREATE TABLE case_duty (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        from_at {bigint} NOT NULL,
        to_at {bigint} NOT NULL,
        previous_to {bigint},
        next_from {bigint},
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        staff {key} REFERENCES staff (id),
        team {key} REFERENCES unit (id),
        office {key} REFERENCES unit (id),
        cause {bigint} NOT NULL CHECK (cause BETWEEN 1 AND 6),
        reason TEXT NOT NULL CHECK (length(reason) <= 500),
        recorded_by {key} CHECK (length(recorded_by) = 16),
        PRIMARY KEY (case_id, from_at),
        UNIQUE (case_id, to_at),
        UNIQUE (case_id, previous_to),
        CHECK (from_at < to_at),
        CHECK (previous_to IS NULL OR previous_to = from_at),
        CHECK (next_from IS NULL OR next_from = to_at),
        CHECK ((next_from IS NULL) = (to_at = 9223372036854775807)),
        CHECK ((staff IS NULL) = (cause = 5)),
        CHECK (previous_to IS NOT NULL OR staff IS NOT NULL),
        FOREIGN KEY (case_id, previous_to) REFERENCES case_duty (case_id, to_at),
        FOREIGN KEY (case_id, next_from) REFERENCES case_duty (case_id, from_at)
          DEFERRABLE INITIALLY DEFERRED
      ) {clustered}
      """,
      "CREATE UNIQUE INDEX case_duty_first ON case_duty (case_id) WHERE previous_to IS NULL",
      """
      CREATE UNIQUE INDEX case_duty_open ON case_duty (case_id)
      WHERE to_at = 9223372036854775807
      """,
      "CREATE INDEX case_duty_by_staff ON case_duty (staff, id)",
      "CREATE INDEX case_duty_by_team ON case_duty (team, id)",
      """
      CREATE INDEX case_duty_by_customer ON case_duty (customer)
      WHERE to_at = 9223372036854775807
      """,
      """
      CREATE TABLE absence (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        staff {key} NOT NULL REFERENCES staff (id),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 64),
        from_at {bigint} NOT NULL,
        to_at {bigint} NOT NULL,
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        CHECK (from_at < to_at)
      ) {clustered}
      """,
      "CREATE INDEX absence_by_staff ON absence (staff, from_at)",
      "CREATE INDEX absence_by_end ON absence (to_at)",
      """
      CREATE TABLE absence_deputy (
        absence {key} NOT NULL REFERENCES absence (id),
        place {bigint} NOT NULL CHECK (place BETWEEN 0 AND 19),
        deputy {key} NOT NULL REFERENCES staff (id),
        PRIMARY KEY (absence, place),
        UNIQUE (absence, deputy)
      ) {clustered}
      """,
      "CREATE INDEX absence_deputy_by_deputy ON absence_deputy (deputy, absence)",
      """
      CREATE TABLE hand_over (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        case_id {key} NOT NULL REFERENCES customer_case (id),
        customer {key} NOT NULL REFERENCES customer (id),
        from_staff {key} NOT NULL REFERENCES staff (id),
        to_staff {key} REFERENCES staff (id),
        to_team {key} REFERENCES unit (id),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 5),
        reach {bigint} NOT NULL CHECK (reach BETWEEN 1 AND 3),
        consent {key} REFERENCES consent (id),
        moves_customer {bigint} NOT NULL CHECK (moves_customer IN (0, 1)),
        proposed_at {bigint} NOT NULL,
        proposed_by {key} NOT NULL CHECK (length(proposed_by) = 16),
        expires_at {bigint} NOT NULL,
        decided_at {bigint},
        decided_by {key} CHECK (length(decided_by) = 16),
        decision_reason TEXT NOT NULL CHECK (length(decision_reason) <= 500),
        accepted_by {key} REFERENCES staff (id),
        CHECK ((to_staff IS NULL) <> (to_team IS NULL)),
        CHECK ((state = 1) = (decided_at IS NULL)),
        CHECK ((state = 2) = (accepted_by IS NOT NULL)),
        CHECK (reach = 1 OR consent IS NOT NULL),
        CHECK (proposed_at < expires_at)
      ) {clustered}
      """,
      "CREATE UNIQUE INDEX hand_over_pending ON hand_over (case_id) WHERE state = 1",
      "CREATE INDEX hand_over_by_case ON hand_over (case_id, id)",
      "CREATE INDEX hand_over_to_staff ON hand_over (to_staff, id) WHERE to_staff IS NOT NULL",
      "CREATE INDEX hand_over_to_team ON hand_over (to_team, id) WHERE to_team IS NOT NULL",
      "CREATE INDEX hand_over_from_staff ON hand_over (from_staff, id)",
      """
      CREATE TABLE staff_training (
        staff {key} NOT NULL REFERENCES staff (id),
        module TEXT NOT NULL CHECK (length(module) BETWEEN 1 AND 64),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        PRIMARY KEY (staff, module, valid_from),
        CHECK (valid_from < valid_to)
      ) {clustered}
      """,
      """
      CREATE TABLE staff_role (
        staff {key} NOT NULL REFERENCES staff (id),
        role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 64),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        PRIMARY KEY (staff, role, valid_from),
        CHECK (valid_from < valid_to)
      ) {clustered}
      """,
      """
      CREATE TABLE assignment_rule (
        kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 3),
        version {bigint} NOT NULL CHECK (version > 0),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (kind, version)
      ) {strict}
      """,
      """
      CREATE TABLE demand (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        case_id {key} REFERENCES customer_case (id),
        kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 3),
        decision TEXT NOT NULL CHECK (length(decision) <= 64),
        amount_won {bigint} NOT NULL CHECK (amount_won >= 0),
        note TEXT NOT NULL CHECK (length(note) <= 500),
        recorded_at {bigint} NOT NULL,
        recorded_by {key} NOT NULL CHECK (length(recorded_by) = 16)
      ) {clustered}
      """,
      "CREATE INDEX demand_by_customer ON demand (customer, id)",
      "CREATE INDEX demand_by_time ON demand (recorded_at)",
    ])
}
