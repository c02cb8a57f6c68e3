import Storage

extension Schema {
  /// Case types, and cases with what belongs to one.
  ///
  /// A case is one row, like a customer: single values in columns, the rest of the message (fields 32 and up) as one
  /// piece in wire form. It is clustered by its customer, so that everything about one person lies together.
  static let cases = Step(
    "cases",
    [
      """
      CREATE TABLE case_type (
        revision {bigint} PRIMARY KEY NOT NULL CHECK (revision > 0),
        applied {bigint} NOT NULL CHECK (applied > 0),
        code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
        version {bigint} NOT NULL CHECK (version > 0),
        id {key} NOT NULL CHECK (length(id) = 16),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL,
        UNIQUE (code, version)
      ) {strict}
      """,
      """
      CREATE TABLE number_series (
        prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 16),
        year {bigint} NOT NULL CHECK (year >= 0),
        last {bigint} NOT NULL CHECK (last > 0),
        PRIMARY KEY (prefix, year)
      ) {clustered}
      """,
      """
      CREATE TABLE customer_case (
        customer {key} NOT NULL REFERENCES customer (id),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        number TEXT NOT NULL UNIQUE CHECK (length(number) > 0),
        type TEXT NOT NULL,
        type_version {bigint} NOT NULL,
        office {key} REFERENCES unit (id),
        status {bigint} NOT NULL CHECK (status IN (1, 2, 3)),
        stage TEXT NOT NULL CHECK (length(stage) > 0),
        stage_since {bigint} NOT NULL,
        phase TEXT NOT NULL,
        phase_since {bigint},
        severity_scheme {bigint} CHECK (severity_scheme IN (1, 2)),
        severity_grade {bigint},
        support_group {bigint} NOT NULL CHECK (support_group BETWEEN 0 AND 4),
        management_level {bigint} NOT NULL CHECK (management_level BETWEEN 0 AND 2),
        need_score {bigint},
        worker {key} REFERENCES staff (id),
        opened_at {bigint} NOT NULL,
        approved_at {bigint},
        closed_at {bigint},
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        parts {bytes} NOT NULL,
        PRIMARY KEY (customer, id),
        FOREIGN KEY (type, type_version) REFERENCES case_type (code, version),
        CHECK ((phase = '') = (phase_since IS NULL)),
        CHECK ((severity_scheme IS NULL) = (severity_grade IS NULL)),
        CHECK (severity_grade IS NULL OR severity_grade BETWEEN 1 AND 5
          OR severity_scheme = 2 AND severity_grade IN (6, 9)),
        CHECK ((status = 3) = (closed_at IS NOT NULL))
      ) {clustered}
      """,
      "CREATE INDEX case_by_worker ON customer_case (worker, id) WHERE worker IS NOT NULL",
      "CREATE INDEX case_by_office ON customer_case (office, id) WHERE office IS NOT NULL",
      "CREATE INDEX case_by_type ON customer_case (type, stage, id)",
      """
      CREATE TABLE case_history (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        version {bigint} NOT NULL CHECK (version > 0),
        at {bigint} NOT NULL,
        principal {key} NOT NULL CHECK (length(principal) = 16),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (case_id, version)
      ) {strict}
      """,
      """
      CREATE TABLE case_event (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        number {bigint} NOT NULL CHECK (number > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        kind {bigint} NOT NULL CHECK (kind > 0),
        at {bigint} NOT NULL,
        event {bytes} NOT NULL,
        PRIMARY KEY (case_id, number)
      ) {clustered}
      """,
      """
      CREATE TABLE touchpoint (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        code TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (length(stage) > 0),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 4),
        at {bigint} NOT NULL,
        due_at {bigint},
        occurrence {bigint} NOT NULL CHECK (occurrence > 0),
        drop_cause {bigint} NOT NULL CHECK (drop_cause BETWEEN 0 AND 4),
        ended_at {bigint},
        type_version {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        parts {bytes} NOT NULL,
        PRIMARY KEY (case_id, id),
        CHECK ((state IN (3, 4)) = (ended_at IS NOT NULL)),
        CHECK ((state = 4) = (drop_cause > 0)),
        CHECK (state = 3 OR due_at IS NOT NULL)
      ) {clustered}
      """,
      "CREATE INDEX touchpoint_by_time ON touchpoint (state, at, id)",
      "CREATE INDEX touchpoint_by_customer ON touchpoint (customer, at, id)",
      """
      CREATE UNIQUE INDEX touchpoint_planned ON touchpoint (case_id, code)
      WHERE state IN (1, 2)
      """,
      """
      CREATE TABLE service_given (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        touchpoint {key} NOT NULL CHECK (length(touchpoint) = 16),
        service TEXT NOT NULL,
        basis {bigint} NOT NULL CHECK (basis IN (1, 2)),
        at {bigint} NOT NULL,
        customer {key} NOT NULL CHECK (length(customer) = 16),
        PRIMARY KEY (case_id, touchpoint, service)
      ) {clustered}
      """,
      "CREATE INDEX service_by_time ON service_given (at, service, basis)",
      """
      CREATE TABLE case_need (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        number {bigint} NOT NULL CHECK (number > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        at {bigint} NOT NULL,
        record {bytes} NOT NULL,
        PRIMARY KEY (case_id, number)
      ) {clustered}
      """,
      """
      CREATE TABLE case_quality (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        stage_since {bigint} NOT NULL,
        stage TEXT NOT NULL,
        code TEXT NOT NULL,
        customer {key} NOT NULL CHECK (length(customer) = 16),
        result {bigint} NOT NULL CHECK (result BETWEEN 1 AND 3),
        required {bigint} NOT NULL CHECK (required IN (0, 1)),
        note TEXT NOT NULL,
        at {bigint} NOT NULL,
        principal {key} NOT NULL CHECK (length(principal) = 16),
        PRIMARY KEY (case_id, stage_since, stage, code)
      ) {clustered}
      """,
      """
      CREATE TABLE case_benefit (
        case_id {key} NOT NULL REFERENCES customer_case (id),
        kind TEXT NOT NULL,
        version {bigint} NOT NULL CHECK (version > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        state {bigint} NOT NULL CHECK (state IN (1, 2)),
        amount_won {bigint} NOT NULL CHECK (amount_won >= 0),
        benefit {bytes} NOT NULL,
        PRIMARY KEY (case_id, kind)
      ) {clustered}
      """,
    ])
}
