import Storage

extension Schema {
  /// Devices of field staff, and what each member of staff who has one carries.
  ///
  /// `sync_scope` has a line for each reason for which somebody carries a row; the row goes when the last reason goes.
  /// `sync_feed` has one line for each row that somebody carries or carried, at the place in the sequence at which it
  /// last changed. Both are kept by ``Writer/followSync()`` in the transaction that changes what they follow from; what
  /// they should hold can be reckoned anew at any time.
  ///
  /// `visit_company` has who of the staff takes part in a visit, beside who goes: that stands in the documents, where no
  /// statement finds it.
  static let fieldSync = Step(
    "field sync",
    [
      """
      CREATE TABLE sync_state (
        one {bigint} PRIMARY KEY NOT NULL CHECK (one = 1),
        seq {bigint} NOT NULL CHECK (seq >= 0),
        backed_up_seq {bigint} NOT NULL CHECK (backed_up_seq BETWEEN 0 AND seq),
        floor_seq {bigint} NOT NULL CHECK (floor_seq BETWEEN 0 AND seq),
        rules_seq {bigint} NOT NULL CHECK (rules_seq BETWEEN 0 AND seq),
        users {bigint} NOT NULL CHECK (users >= 0)
      ) {strict}
      """,
      // The rules of visits are a row that everybody carries: its place is kept here, once.
      "INSERT INTO sync_state VALUES (1, 1, 0, 0, 1, 0)",
      syncUser,
      """
      CREATE TABLE sync_scope (
        staff {key} NOT NULL REFERENCES sync_user (staff),
        entity {bigint} NOT NULL CHECK (entity > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        reason {key} NOT NULL CHECK (length(reason) = 16),
        PRIMARY KEY (staff, entity, id, reason)
      ) {clustered}
      """,
      "CREATE INDEX sync_scope_by_row ON sync_scope (entity, id)",
      """
      CREATE TABLE sync_feed (
        staff {key} NOT NULL REFERENCES sync_user (staff),
        entity {bigint} NOT NULL CHECK (entity > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        seq {bigint} NOT NULL CHECK (seq > 0),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        at {bigint} NOT NULL,
        first_seq {bigint} NOT NULL CHECK (first_seq BETWEEN 1 AND seq),
        PRIMARY KEY (staff, entity, id)
      ) {clustered}
      """,
      "CREATE UNIQUE INDEX sync_feed_by_seq ON sync_feed (staff, seq)",
      "CREATE INDEX sync_feed_removed ON sync_feed (at) WHERE kind = 2",
      device,
      "CREATE INDEX device_by_staff ON device (staff, state)",
      "CREATE INDEX device_by_seen ON device (seen_at, id)",
      """
      CREATE TABLE visit_company (
        staff {key} NOT NULL REFERENCES staff (id),
        starts_at {bigint} NOT NULL,
        visit {key} NOT NULL REFERENCES visit (id),
        PRIMARY KEY (staff, starts_at, visit)
      ) {clustered}
      """,
      "CREATE INDEX visit_company_by_visit ON visit_company (visit)",
      // Who took part in a visit that was cancelled or missed claims nothing, and is not found any more.
      """
      INSERT INTO visit_company (staff, starts_at, visit)
      SELECT c.holder, v.starts_at, v.id
      FROM slot_claim c JOIN visit v ON v.id = c.visit JOIN staff s ON s.id = c.holder
      WHERE c.holder <> v.staff
      """,
      "CREATE INDEX adoption_current ON adoption (customer) WHERE ended_at IS NULL",
    ])

  /// `day` is the day in Seoul, counted from 1970, for which the window over visits was last moved; `since` the place in
  /// the sequence before which no cursor counts; `dropped_seq` the last place at which a row left that no device had seen.
  /// `state`: 1 what is carried is still being gathered, and `place` says where that goes on; 2 all is there; 3 nobody
  /// needs it any more, and it is being cleared away.
  private static let syncUser: SQL = """
    CREATE TABLE sync_user (
      staff {key} PRIMARY KEY NOT NULL REFERENCES staff (id),
      state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
      day {bigint} NOT NULL,
      since {bigint} NOT NULL CHECK (since > 0),
      dropped_seq {bigint} NOT NULL CHECK (dropped_seq >= 0),
      row_count {bigint} NOT NULL CHECK (row_count >= 0),
      place {bytes} NOT NULL
    ) {clustered}
    """

  /// `state`: 1 active, 2 revoked. `passed_seq` is the newest place up to which rows were handed to the device.
  private static let device: SQL = """
    CREATE TABLE device (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      staff {key} NOT NULL REFERENCES staff (id),
      principal {key} NOT NULL CHECK (length(principal) = 16),
      name TEXT NOT NULL CHECK (length(name) <= 100),
      state {bigint} NOT NULL CHECK (state IN (1, 2)),
      created_at {bigint} NOT NULL,
      revoked_at {bigint},
      seen_at {bigint} NOT NULL,
      pulled_at {bigint},
      pushed_at {bigint},
      queue_length {bigint} NOT NULL CHECK (queue_length >= 0),
      last_failure TEXT NOT NULL CHECK (length(last_failure) <= 64),
      schema_rev {bigint} NOT NULL CHECK (schema_rev > 0),
      last_n {bigint} NOT NULL CHECK (last_n >= 0),
      acked_n {bigint} NOT NULL CHECK (acked_n BETWEEN 0 AND last_n),
      durable_n {bigint} NOT NULL CHECK (durable_n BETWEEN 0 AND last_n),
      passed_seq {bigint} NOT NULL CHECK (passed_seq >= 0),
      clock_skew_ms {bigint} NOT NULL,
      pulled_bytes {bigint} NOT NULL CHECK (pulled_bytes >= 0),
      pushed_bytes {bigint} NOT NULL CHECK (pushed_bytes >= 0),
      CHECK ((state = 2) = (revoked_at IS NOT NULL))
    ) {clustered}
    """
}
