import Storage

extension Schema {
  /// Visits with the tries that belong to them, what is booked with them, and the claims on everybody's time.
  ///
  /// A visit is one row, like a case: single values in columns, the rest of the message (fields 33 and up) as one piece
  /// in wire form. It is clustered by its customer.
  ///
  /// The claims of one holder are a chain without overlap, and the table itself sees to that: one row only has nothing
  /// before it; every other begins when or after another ends, which no third one follows. So a double booking cannot be
  /// stored, whatever a program does. `next` and `previous_to` point at rows that are written later in the same
  /// transaction.
  static let visits = Step(
    "visits",
    [
      """
      CREATE TABLE resource (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        kind {bigint} NOT NULL CHECK (kind > 0),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        office {key} NOT NULL REFERENCES unit (id),
        seats {bigint} NOT NULL CHECK (seats >= 0),
        retired {bigint} NOT NULL CHECK (retired IN (0, 1)),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        UNIQUE (office, name)
      ) {clustered}
      """,
      """
      CREATE TABLE visit (
        customer {key} NOT NULL REFERENCES customer (id),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 8),
        staff {key} NOT NULL REFERENCES staff (id),
        office {key} REFERENCES unit (id),
        purpose TEXT NOT NULL CHECK (length(purpose) BETWEEN 1 AND 64),
        case_id {key} REFERENCES customer_case (id),
        touchpoint {key} REFERENCES touchpoint (id),
        starts_at {bigint} NOT NULL,
        ends_at {bigint} NOT NULL,
        pinned {bigint} NOT NULL CHECK (pinned IN (0, 1)),
        previous {key} UNIQUE REFERENCES visit (id),
        next {key} UNIQUE REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED,
        series {key} CHECK (length(series) = 16),
        occurrence {bigint},
        plan {key} CHECK (length(plan) = 16),
        hold_until {bigint},
        done_at {bigint},
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        attempts {bigint} NOT NULL CHECK (attempts >= 0),
        relationship {bigint} NOT NULL CHECK (relationship >= 0),
        tried_at {bigint},
        met_at {bigint},
        chain_number {bigint} NOT NULL CHECK (chain_number > 0),
        latitude_e7 {bigint} CHECK (latitude_e7 BETWEEN -900000000 AND 900000000),
        longitude_e7 {bigint} CHECK (longitude_e7 BETWEEN -1800000000 AND 1800000000),
        parts {bytes} NOT NULL,
        PRIMARY KEY (customer, id),
        CHECK (starts_at < ends_at),
        CHECK ((state >= 6) = (done_at IS NOT NULL)),
        CHECK ((state = 1) = (hold_until IS NOT NULL)),
        CHECK ((chain_number = 1) = (previous IS NULL)),
        CHECK (next IS NULL OR state IN (7, 8)),
        CHECK (met_at IS NULL OR tried_at <= met_at),
        CHECK ((latitude_e7 IS NULL) = (longitude_e7 IS NULL))
      ) {clustered}
      """,
      "CREATE INDEX visit_by_staff ON visit (staff, starts_at, id)",
      "CREATE INDEX visit_by_office ON visit (office, starts_at, id)",
      "CREATE INDEX visit_by_time ON visit (starts_at, id)",
      "CREATE INDEX visit_by_case ON visit (case_id) WHERE case_id IS NOT NULL",
      "CREATE INDEX visit_by_touchpoint ON visit (touchpoint) WHERE touchpoint IS NOT NULL",
      "CREATE INDEX visit_by_series ON visit (series, occurrence) WHERE series IS NOT NULL",
      "CREATE INDEX visit_by_plan ON visit (plan, starts_at, id) WHERE plan IS NOT NULL",
      """
      CREATE TABLE visit_history (
        id {key} NOT NULL REFERENCES visit (id),
        version {bigint} NOT NULL,
        until {bigint} NOT NULL,
        replaced_by {key} NOT NULL CHECK (length(replaced_by) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        reason TEXT NOT NULL CHECK (length(reason) <= 500),
        document {bytes} NOT NULL,
        PRIMARY KEY (id, version)
      ) {clustered}
      """,
      """
      CREATE TABLE slot_claim (
        holder {key} NOT NULL CHECK (length(holder) = 16),
        from_at {bigint} NOT NULL,
        to_at {bigint} NOT NULL,
        previous_to {bigint},
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        visit {key} NOT NULL REFERENCES visit (id),
        expires_at {bigint},
        PRIMARY KEY (holder, from_at),
        UNIQUE (holder, to_at),
        UNIQUE (holder, previous_to),
        CHECK (from_at < to_at),
        CHECK (previous_to IS NULL OR previous_to <= from_at),
        CHECK ((kind = 1) = (expires_at IS NOT NULL)),
        FOREIGN KEY (holder, previous_to) REFERENCES slot_claim (holder, to_at)
          DEFERRABLE INITIALLY DEFERRED
      ) {clustered}
      """,
      "CREATE UNIQUE INDEX slot_claim_first ON slot_claim (holder) WHERE previous_to IS NULL",
      "CREATE UNIQUE INDEX slot_claim_by_visit ON slot_claim (visit, holder)",
      """
      CREATE TABLE attempt (
        customer {key} NOT NULL REFERENCES customer (id),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        visit {key} NOT NULL REFERENCES visit (id),
        number {bigint} NOT NULL CHECK (number > 0),
        at {bigint} NOT NULL,
        staff {key} NOT NULL REFERENCES staff (id),
        outcome {bigint} NOT NULL CHECK (outcome > 0),
        relationship {bigint} NOT NULL CHECK (relationship >= 0),
        channel {bigint} NOT NULL CHECK (channel > 0),
        created_at {bigint} NOT NULL,
        parts {bytes} NOT NULL,
        PRIMARY KEY (customer, id),
        UNIQUE (visit, number)
      ) {clustered}
      """,
      "CREATE INDEX attempt_by_staff ON attempt (staff, at, id)",
      "CREATE INDEX attempt_by_time ON attempt (at, id)",
    ])
}
