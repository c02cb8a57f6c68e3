import Storage

extension Schema {
  /// Segments, who is in them, who was, and when time alone may change it.
  ///
  /// Rows about members carry a segment's number, which is one or two bytes, in the place of its key. A customer's
  /// memberships lie together, because each write of the customer asks for them.
  static let segments = Step(
    "segments",
    [
      """
      CREATE TABLE segment_catalogue (
        one {bigint} PRIMARY KEY NOT NULL CHECK (one = 1),
        generation {bigint} NOT NULL,
        horizon {bigint} NOT NULL
      ) {clustered}
      """,
      "INSERT INTO segment_catalogue (one, generation, horizon) VALUES (1, 0, 0)",
      """
      CREATE TABLE segment (
        number {identity},
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        version {bigint} NOT NULL CHECK (version > 0),
        rule_version {bigint} NOT NULL CHECK (rule_version BETWEEN 1 AND version),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        purpose TEXT NOT NULL CHECK (length(purpose) <= 2000),
        rule TEXT NOT NULL CHECK ((rule = '') = (kind = 2)),
        preset {bigint} NOT NULL CHECK (preset IN (0, 1)),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        deleted_at {bigint}
      ) {strict}
      """,
      "CREATE UNIQUE INDEX segment_by_name ON segment (name) WHERE deleted_at IS NULL",
      """
      CREATE TABLE segment_version (
        segment {bigint} NOT NULL REFERENCES segment (number),
        version {bigint} NOT NULL CHECK (version > 0),
        title TEXT NOT NULL,
        purpose TEXT NOT NULL,
        rule TEXT NOT NULL,
        preset {bigint} NOT NULL CHECK (preset IN (0, 1)),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        PRIMARY KEY (segment, version)
      ) {clustered}
      """,
      // What changes with members and builds, apart from the definition: a short row that is often written.
      """
      CREATE TABLE segment_state (
        segment {bigint} PRIMARY KEY NOT NULL REFERENCES segment (number),
        state {bigint} NOT NULL CHECK (state IN (1, 2, 3)),
        size {bigint} NOT NULL CHECK (size >= 0),
        entered {bigint} NOT NULL CHECK (entered >= 0),
        departed {bigint} NOT NULL CHECK (departed >= 0),
        build {bigint} NOT NULL,
        build_seq {bigint} NOT NULL,
        build_size {bigint} NOT NULL,
        build_cause {bigint} NOT NULL,
        build_progress {bigint} NOT NULL CHECK (build_progress BETWEEN 0 AND 1000),
        built_at {bigint},
        audited_at {bigint},
        drift {bigint} NOT NULL CHECK (drift >= 0)
      ) {clustered}
      """,
      """
      CREATE TABLE membership (
        customer {key} NOT NULL REFERENCES customer (id),
        segment {bigint} NOT NULL REFERENCES segment (number),
        from_seq {bigint} NOT NULL,
        from_at {bigint} NOT NULL,
        from_version {bigint} NOT NULL,
        from_cause {bigint} NOT NULL CHECK (from_cause > 0),
        reason TEXT NOT NULL,
        PRIMARY KEY (customer, segment)
      ) {clustered}
      """,
      "CREATE INDEX membership_by_segment ON membership (segment, customer)",
      """
      CREATE TABLE membership_past (
        customer {key} NOT NULL REFERENCES customer (id),
        segment {bigint} NOT NULL REFERENCES segment (number),
        from_seq {bigint} NOT NULL,
        to_seq {bigint} NOT NULL,
        from_at {bigint} NOT NULL,
        to_at {bigint} NOT NULL,
        from_version {bigint} NOT NULL,
        to_version {bigint} NOT NULL,
        from_cause {bigint} NOT NULL CHECK (from_cause > 0),
        to_cause {bigint} NOT NULL CHECK (to_cause > 0),
        reason TEXT NOT NULL,
        to_reason TEXT NOT NULL,
        PRIMARY KEY (customer, segment, from_seq),
        CHECK (from_seq < to_seq)
      ) {clustered}
      """,
      "CREATE INDEX membership_past_by_segment ON membership_past (segment, customer, from_seq)",
      // Only up to the catalogue's horizon: rules about age would have a timer for everybody.
      """
      CREATE TABLE segment_timer (
        customer {key} NOT NULL REFERENCES customer (id),
        segment {bigint} NOT NULL REFERENCES segment (number),
        at {bigint} NOT NULL,
        PRIMARY KEY (customer, segment)
      ) {clustered}
      """,
      "CREATE INDEX segment_timer_due ON segment_timer (at)",
      "CREATE INDEX segment_timer_by_segment ON segment_timer (segment)",
      """
      CREATE TABLE segment_list (
        customer {key} NOT NULL REFERENCES customer (id),
        segment {bigint} NOT NULL REFERENCES segment (number),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        added_by {key} NOT NULL CHECK (length(added_by) = 16),
        added_at {bigint} NOT NULL,
        ends_at {bigint},
        PRIMARY KEY (customer, segment)
      ) {clustered}
      """,
      "CREATE INDEX segment_list_by_segment ON segment_list (segment, customer)",
      """
      CREATE TABLE segment_size (
        segment {bigint} NOT NULL REFERENCES segment (number),
        day {bigint} NOT NULL CHECK (day > 0),
        size {bigint} NOT NULL CHECK (size >= 0),
        entered {bigint} NOT NULL CHECK (entered >= 0),
        departed {bigint} NOT NULL CHECK (departed >= 0),
        version {bigint} NOT NULL CHECK (version > 0),
        PRIMARY KEY (segment, day)
      ) {clustered}
      """,
      // One customer in a hundred, by the random end of the key: what estimates look at.
      SQL(
        sqlite: "CREATE INDEX customer_sample ON customer (id) WHERE substr(id, 15, 2) < x'028f'",
        postgres:
          "CREATE INDEX customer_sample ON customer (id) WHERE substr(id, 15, 2) < '\\x028f'"),
    ])
}
