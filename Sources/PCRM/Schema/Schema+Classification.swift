import Storage

extension Schema {
  /// The rules by which cases are classified, the decisions, and what happened to them.
  ///
  /// A decision is about one kind, a group or a level; indexes see to it that of one case and kind at most one waits,
  /// one is in force, and one stands behind an override.
  static let classification = Step(
    "classification",
    [
      """
      CREATE TABLE classification_document (
        kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 3),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        version {bigint} NOT NULL CHECK (version > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        revision {key} NOT NULL UNIQUE CHECK (length(revision) = 16),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (kind, name, version),
        UNIQUE (id, version),
        CHECK (valid_from < valid_to)
      ) {clustered}
      """,
      """
      CREATE TABLE classification (
        customer {key} NOT NULL REFERENCES customer (id),
        case_id {key} NOT NULL REFERENCES customer_case (id),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        number {bigint} NOT NULL CHECK (number > 0),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 7),
        origin {bigint} NOT NULL CHECK (origin IN (1, 2)),
        result {bigint} NOT NULL CHECK (result BETWEEN 1 AND 4 AND (kind = 1 OR result < 3)),
        scheme TEXT NOT NULL,
        scheme_version {bigint} NOT NULL,
        valid_to {bigint} CHECK ((valid_to IS NOT NULL) = (origin = 2)),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        document {bytes} NOT NULL,
        PRIMARY KEY (customer, case_id, kind, number)
      ) {clustered}
      """,
      """
      CREATE UNIQUE INDEX classification_proposed ON classification (case_id, kind)
      WHERE state = 1
      """,
      """
      CREATE UNIQUE INDEX classification_in_force ON classification (case_id, kind)
      WHERE state = 2
      """,
      """
      CREATE UNIQUE INDEX classification_overridden ON classification (case_id, kind)
      WHERE state = 3
      """,
      "CREATE INDEX classification_waiting ON classification (id) WHERE state = 1",
      """
      CREATE TABLE classification_event (
        customer {key} NOT NULL REFERENCES customer (id),
        case_id {key} NOT NULL REFERENCES customer_case (id),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        number {bigint} NOT NULL CHECK (number > 0),
        at {bigint} NOT NULL,
        event {bigint} NOT NULL CHECK (event BETWEEN 1 AND 12),
        classification {key} REFERENCES classification (id),
        principal {key} NOT NULL CHECK (length(principal) = 16),
        reason TEXT NOT NULL CHECK (length(reason) <= 1000),
        in_force {key} REFERENCES classification (id),
        result {bigint} NOT NULL CHECK (result BETWEEN 0 AND 4),
        PRIMARY KEY (customer, case_id, kind, number),
        CHECK ((in_force IS NULL) = (result = 0))
      ) {clustered}
      """,
      """
      CREATE TABLE classification_due (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
        customer {key} NOT NULL REFERENCES customer (id),
        since {bigint} NOT NULL,
        cause TEXT NOT NULL CHECK (length(cause) <= 500),
        result {bigint} NOT NULL CHECK (result BETWEEN 1 AND 4),
        PRIMARY KEY (case_id, kind)
      ) {clustered}
      """,
      "CREATE INDEX classification_due_since ON classification_due (since, case_id, kind)",
    ])
}
