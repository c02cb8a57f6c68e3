import Storage

extension Schema {
  /// Customers and what belongs to one.
  ///
  /// A customer is one row: single values in columns, which are the truth for whatever SQL asks about, and the lists
  /// of the document (fields 16 and up) as one piece in wire form. What a customer is found by stands beside it in
  /// `customer_external_id` and `customer_search`; both follow from the document. The row is not clustered: rows of
  /// half a kilobyte would make the tree twice as deep as the index of their keys.
  ///
  /// A Korean full-text index will be one more table that ``Writer/reindex(_:from:)`` keeps.
  static let customers = Step(
    "customers",
    [
      """
      CREATE TABLE customer (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        kind {bigint} NOT NULL CHECK (kind > 0),
        display_name TEXT NOT NULL CHECK (length(display_name) > 0),
        home_office {key} REFERENCES unit (id),
        case_worker {key} REFERENCES staff (id),
        sex {bigint} NOT NULL CHECK (sex >= 0),
        birth_date {bigint} CHECK (birth_date BETWEEN 1 AND 99991231),
        birth_calendar {bigint} NOT NULL CHECK (birth_calendar BETWEEN 0 AND 3),
        language TEXT NOT NULL CHECK (length(language) <= 35),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        deleted_at {bigint},
        extension_schema {bigint} NOT NULL CHECK (extension_schema >= 0),
        parts {bytes} NOT NULL
      ) {strict}
      """,
      "CREATE INDEX customer_by_office ON customer (home_office, id) WHERE home_office IS NOT NULL",
      "CREATE INDEX customer_by_worker ON customer (case_worker, id) WHERE case_worker IS NOT NULL",
      "CREATE INDEX customer_by_kind ON customer (kind, id)",
      "CREATE INDEX customer_by_update ON customer (updated_at, id)",
      "CREATE INDEX customer_deleted ON customer (id) WHERE deleted_at IS NOT NULL",
      """
      CREATE TABLE customer_external_id (
        scheme TEXT NOT NULL CHECK (length(scheme) BETWEEN 1 AND 64),
        value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 200),
        customer {key} NOT NULL REFERENCES customer (id),
        PRIMARY KEY (scheme, value)
      ) {clustered}
      """,
      """
      CREATE TABLE customer_search (
        field {bigint} NOT NULL CHECK (field > 0),
        word TEXT NOT NULL CHECK (length(word) > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        PRIMARY KEY (field, word, customer)
      ) {clustered}
      """,
      """
      CREATE TABLE customer_history (
        customer {key} NOT NULL REFERENCES customer (id),
        version {bigint} NOT NULL CHECK (version > 0),
        at {bigint} NOT NULL,
        principal {key} NOT NULL CHECK (length(principal) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (customer, version)
      ) {strict}
      """,
      """
      CREATE TABLE consent (
        customer {key} NOT NULL REFERENCES customer (id),
        number {bigint} NOT NULL CHECK (number > 0),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        purpose TEXT NOT NULL CHECK (length(purpose) BETWEEN 1 AND 64),
        channel {bigint} NOT NULL CHECK (channel >= 0),
        state {bigint} NOT NULL CHECK (state IN (1, 2)),
        text_version TEXT NOT NULL CHECK (length(text_version) <= 64),
        source TEXT NOT NULL CHECK (length(source) <= 200),
        decided_at {bigint} NOT NULL,
        recorded_at {bigint} NOT NULL,
        recorded_by {key} NOT NULL CHECK (length(recorded_by) = 16),
        PRIMARY KEY (customer, number)
      ) {clustered}
      """,
      """
      CREATE TABLE relation (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        customer {key} NOT NULL REFERENCES customer (id),
        related {key} NOT NULL REFERENCES customer (id),
        kind {bigint} NOT NULL CHECK (kind > 0),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        note TEXT NOT NULL CHECK (length(note) <= 500),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        CHECK (customer <> related),
        CHECK (valid_from < valid_to)
      ) {clustered}
      """,
      "CREATE INDEX relation_by_customer ON relation (customer, id)",
      "CREATE INDEX relation_by_related ON relation (related, id)",
    ])
}
