import Storage

extension Schema {
  /// What devices send: what became of each change, what could not stand beside another, what waits for a supervisor,
  /// notes and files of visits, and numbers that devices give out.
  ///
  /// A receipt keeps no payload, only its hash; `version_before` and `version_after` tell which versions of the row are
  /// the device's own. `mutation_id` is NULL where the device used the id of another of its changes.
  static let fieldPush = Step(
    "field push",
    [
      """
      CREATE TABLE sync_receipt (
        device {key} NOT NULL REFERENCES device (id),
        n {bigint} NOT NULL CHECK (n > 0),
        mutation_id {key} UNIQUE CHECK (length(mutation_id) = 16),
        sha {bytes} NOT NULL CHECK (length(sha) = 32),
        result {bytes} NOT NULL,
        entity {bigint} NOT NULL,
        key {key} CHECK (length(key) = 16),
        version_before {bigint} NOT NULL CHECK (version_before >= 0),
        version_after {bigint} NOT NULL CHECK (version_after >= version_before),
        seq {bigint} NOT NULL CHECK (seq > 0),
        at {bigint} NOT NULL,
        PRIMARY KEY (device, n)
      ) {clustered}
      """,
      """
      CREATE INDEX sync_receipt_by_key ON sync_receipt (key, version_after)
        WHERE version_after > version_before
      """,
      """
      CREATE TABLE sync_conflict (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        entity {bigint} NOT NULL CHECK (entity > 0),
        key {key} NOT NULL CHECK (length(key) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 4),
        staff {key} NOT NULL REFERENCES staff (id),
        device {key} NOT NULL REFERENCES device (id),
        n {bigint} NOT NULL CHECK (n > 0),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
        created_at {bigint} NOT NULL,
        resolved_at {bigint},
        resolved_by {key} CHECK (length(resolved_by) = 16),
        occurred_at {bigint} NOT NULL,
        parts {bytes} NOT NULL,
        CHECK ((state = 1) = (resolved_at IS NULL))
      ) {clustered}
      """,
      "CREATE INDEX sync_conflict_by_time ON sync_conflict (created_at, id)",
      "CREATE INDEX sync_conflict_by_staff ON sync_conflict (staff, created_at, id)",
      "CREATE INDEX sync_conflict_by_key ON sync_conflict (key, created_at, id)",
      "CREATE INDEX sync_conflict_open ON sync_conflict (customer) WHERE state = 1",
      """
      CREATE TABLE quarantine_item (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        device {key} NOT NULL REFERENCES device (id),
        staff {key} NOT NULL REFERENCES staff (id),
        n {bigint} NOT NULL CHECK (n > 0),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 64),
        customer {key} REFERENCES customer (id),
        mutation {bytes},
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
        occurred_at {bigint} NOT NULL,
        suspect {bigint} NOT NULL CHECK (suspect IN (0, 1)),
        created_at {bigint} NOT NULL,
        released_at {bigint},
        released_by {key} CHECK (length(released_by) = 16),
        release_reason TEXT NOT NULL CHECK (length(release_reason) <= 500),
        CHECK ((state = 1) = (released_at IS NULL))
      ) {clustered}
      """,
      "CREATE INDEX quarantine_item_by_time ON quarantine_item (created_at, id)",
      "CREATE INDEX quarantine_item_by_device ON quarantine_item (device, created_at, id)",
      "CREATE INDEX quarantine_item_by_customer ON quarantine_item (customer)",
      """
      CREATE TABLE visit_note (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        visit {key} NOT NULL REFERENCES visit (id),
        staff {key} REFERENCES staff (id),
        at {bigint} NOT NULL,
        restricted {bigint} NOT NULL CHECK (restricted IN (0, 1)),
        created_at {bigint} NOT NULL,
        text TEXT NOT NULL
      ) {clustered}
      """,
      "CREATE INDEX visit_note_by_visit ON visit_note (visit, at, id)",
      "CREATE INDEX visit_note_by_customer ON visit_note (customer)",
      """
      CREATE TABLE lease_series (
        name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        next {bigint} NOT NULL DEFAULT 1 CHECK (next > 0),
        block {bigint} NOT NULL DEFAULT 100 CHECK (block BETWEEN 2 AND 1000000),
        margin {bigint} NOT NULL DEFAULT 100000 CHECK (margin > 0),
        prefix TEXT NOT NULL DEFAULT '' CHECK (length(prefix) <= 32),
        digits {bigint} NOT NULL DEFAULT 6 CHECK (digits BETWEEN 1 AND 18),
        epoch {key} NOT NULL CHECK (length(epoch) = 16)
      ) {strict}
      """,
      """
      CREATE TABLE number_lease (
        series TEXT NOT NULL REFERENCES lease_series (name),
        first {bigint} NOT NULL CHECK (first > 0),
        count {bigint} NOT NULL CHECK (count > 0),
        device {key} NOT NULL REFERENCES device (id),
        leased_at {bigint} NOT NULL,
        PRIMARY KEY (series, first)
      ) {clustered}
      """,
      "CREATE INDEX number_lease_by_device ON number_lease (device, series, first)",
      """
      CREATE TABLE attachment (
        visit {key} NOT NULL REFERENCES visit (id),
        sha {bytes} NOT NULL CHECK (length(sha) = 32),
        customer {key} NOT NULL REFERENCES customer (id),
        size {bigint} NOT NULL CHECK (size BETWEEN 1 AND 20971520),
        media_type TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) <= 200),
        received {bigint} NOT NULL CHECK (received BETWEEN 0 AND size),
        completed_at {bigint},
        created_at {bigint} NOT NULL,
        PRIMARY KEY (visit, sha),
        CHECK (completed_at IS NULL OR received = size)
      ) {clustered}
      """,
      "CREATE INDEX attachment_by_customer ON attachment (customer)",
      """
      CREATE TABLE attachment_chunk (
        visit {key} NOT NULL,
        sha {bytes} NOT NULL,
        first {bigint} NOT NULL CHECK (first >= 0),
        bytes {bytes} NOT NULL,
        PRIMARY KEY (visit, sha, first),
        FOREIGN KEY (visit, sha) REFERENCES attachment (visit, sha)
      ) {strict}
      """,
    ])
}
