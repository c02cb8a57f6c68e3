import Storage

extension Schema {
  /// Series of visits with what became of their occurrences, plans of visits by version, and their runs.
  ///
  /// An occurrence is known by the time that the rule gives it, a visit of a plan by the day on which it was due: so
  /// neither is planned twice.
  static let visitPlans = Step(
    "visit_plans",
    [
      """
      CREATE TABLE visit_series (
        customer {key} NOT NULL REFERENCES customer (id),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        state {bigint} NOT NULL CHECK (state IN (1, 2)),
        staff {key} NOT NULL REFERENCES staff (id),
        office {key} REFERENCES unit (id),
        previous {key} UNIQUE REFERENCES visit_series (id),
        next {key} UNIQUE REFERENCES visit_series (id) DEFERRABLE INITIALLY DEFERRED,
        planned_until {bigint} NOT NULL,
        settling {bigint} NOT NULL CHECK (settling IN (0, 1)),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        document {bytes} NOT NULL,
        PRIMARY KEY (customer, id)
      ) {clustered}
      """,
      "CREATE INDEX visit_series_by_staff ON visit_series (staff, id)",
      """
      CREATE TABLE series_occurrence (
        series {key} NOT NULL REFERENCES visit_series (id),
        at {bigint} NOT NULL,
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 4),
        visit {key} UNIQUE REFERENCES visit (id),
        starts_at {bigint},
        ends_at {bigint},
        shift {bigint} NOT NULL,
        edited {bigint} NOT NULL CHECK (edited IN (0, 1)),
        holiday TEXT NOT NULL CHECK (length(holiday) <= 200),
        reason TEXT NOT NULL CHECK (length(reason) <= 64),
        PRIMARY KEY (series, at),
        CHECK ((state = 1) = (visit IS NOT NULL)),
        CHECK ((starts_at IS NULL) = (ends_at IS NULL))
      ) {clustered}
      """,
      """
      CREATE INDEX series_occurrence_unplaced ON series_occurrence (series, at) WHERE state = 3
      """,
      """
      CREATE TABLE visit_plan (
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
      "CREATE INDEX visit_plan_by_id ON visit_plan (id)",
      """
      CREATE TABLE visit_plan_item (
        plan {key} NOT NULL CHECK (length(plan) = 16),
        customer {key} NOT NULL REFERENCES customer (id),
        due {bigint} NOT NULL,
        visit {key} NOT NULL UNIQUE REFERENCES visit (id),
        PRIMARY KEY (plan, customer, due)
      ) {clustered}
      """,
      """
      CREATE TABLE visit_plan_run (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        plan {key} NOT NULL CHECK (length(plan) = 16),
        code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
        state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 4),
        document {bytes} NOT NULL
      ) {clustered}
      """,
      "CREATE UNIQUE INDEX visit_plan_run_open ON visit_plan_run (code) WHERE state IN (1, 2)",
      "CREATE INDEX visit_plan_run_by_code ON visit_plan_run (code, id)",
      """
      CREATE TABLE visit_plan_line (
        run {key} NOT NULL REFERENCES visit_plan_run (id),
        number {bigint} NOT NULL CHECK (number > 0),
        action {bigint} NOT NULL CHECK (action BETWEEN 1 AND 4),
        customer {key} NOT NULL REFERENCES customer (id),
        staff {key} REFERENCES staff (id),
        due {bigint} NOT NULL,
        starts_at {bigint},
        ends_at {bigint},
        visit {key} CHECK (length(visit) = 16),
        reason TEXT NOT NULL CHECK (length(reason) <= 64),
        done {bigint} NOT NULL CHECK (done IN (0, 1)),
        refusal TEXT NOT NULL CHECK (length(refusal) <= 64),
        PRIMARY KEY (run, number),
        CHECK (action <> 1 OR starts_at IS NOT NULL AND staff IS NOT NULL)
      ) {clustered}
      """,
    ])
}
