import PCRMModel
import Storage

extension Schema {
  /// Reports of visits, hardships, tasks after visits, and the rules for them.
  ///
  /// `visit_report` has one row a visit, with what figures and lists ask for; the reports themselves are in
  /// `visit_report_version`, which is only ever added to.
  static let visitReports = Step(
    "visit reports",
    rules + [
      report,
      "CREATE INDEX visit_report_by_customer ON visit_report (customer, at, visit)",
      """
      CREATE INDEX visit_report_by_case ON visit_report (case_id, at, visit)
      WHERE case_id IS NOT NULL
      """,
      "CREATE INDEX visit_report_by_staff ON visit_report (staff, at, visit)",
      "CREATE INDEX visit_report_by_office ON visit_report (office, at, visit)",
      """
      CREATE TABLE visit_report_version (
        visit {key} NOT NULL REFERENCES visit_report (visit),
        version {bigint} NOT NULL CHECK (version > 0),
        customer {key} NOT NULL CHECK (length(customer) = 16),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL,
        PRIMARY KEY (visit, version)
      ) {strict}
      """,
      """
      CREATE TABLE visit_gift (
        visit {key} NOT NULL REFERENCES visit_report (visit),
        place {bigint} NOT NULL CHECK (place BETWEEN 0 AND 9),
        customer {key} NOT NULL REFERENCES customer (id),
        at {bigint} NOT NULL,
        value_won {bigint} NOT NULL CHECK (value_won >= 0),
        PRIMARY KEY (visit, place)
      ) {clustered}
      """,
      "CREATE INDEX visit_gift_by_customer ON visit_gift (customer, at)",
      hardship,
      // A hardship that the customer was not told about is there once only.
      """
      CREATE UNIQUE INDEX hardship_untold_by_case ON hardship (case_id, code)
      WHERE case_id IS NOT NULL AND state < 3
      """,
      """
      CREATE UNIQUE INDEX hardship_untold_by_customer ON hardship (customer, code)
      WHERE case_id IS NULL AND state < 3
      """,
      "CREATE INDEX hardship_by_time ON hardship (opened_at, id)",
      "CREATE INDEX hardship_by_staff ON hardship (staff, opened_at, id)",
      "CREATE INDEX hardship_by_office ON hardship (office, opened_at, id)",
      "CREATE INDEX hardship_untold ON hardship (opened_at, id) WHERE state < 3",
      "CREATE INDEX hardship_untold_by_staff ON hardship (staff, opened_at, id) WHERE state < 3",
      "CREATE INDEX hardship_untold_by_office ON hardship (office, opened_at, id) WHERE state < 3",
      task,
      "CREATE INDEX visit_task_by_visit ON visit_task (visit, kind)",
      "CREATE INDEX visit_task_by_time ON visit_task (due_at, id)",
      "CREATE INDEX visit_task_by_staff ON visit_task (staff, due_at, id)",
      "CREATE INDEX visit_task_by_office ON visit_task (office, due_at, id)",
      "CREATE INDEX visit_task_open ON visit_task (due_at, id) WHERE state = 1",
      "CREATE INDEX visit_task_open_by_staff ON visit_task (staff, due_at, id) WHERE state = 1",
      "CREATE INDEX visit_task_open_by_office ON visit_task (office, due_at, id) WHERE state = 1",
    ])

  /// One table a kind of rules.
  private static let rules: [SQL] = [
    ReportRules.table, NextTryRule.table, QualityFormula.table, CallBackRule.table,
  ].map { table in
    SQL(
      built: """
        CREATE TABLE \(table) (
          version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
          id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
          created_at {bigint} NOT NULL,
          created_by {key} NOT NULL CHECK (length(created_by) = 16),
          document {bytes} NOT NULL
        ) {strict}
        """)
  }

  private static let report: SQL = """
    CREATE TABLE visit_report (
      visit {key} PRIMARY KEY NOT NULL REFERENCES visit (id),
      customer {key} NOT NULL REFERENCES customer (id),
      case_id {key} REFERENCES customer_case (id),
      staff {key} NOT NULL REFERENCES staff (id),
      office {key} REFERENCES unit (id),
      at {bigint} NOT NULL,
      version {bigint} NOT NULL CHECK (version > 0),
      level {bigint} NOT NULL CHECK (level BETWEEN 0 AND 2),
      filled {bigint} NOT NULL CHECK (filled >= 0),
      required {bigint} NOT NULL CHECK (required >= 0),
      petition {bigint} NOT NULL CHECK (petition BETWEEN 0 AND 2),
      satisfaction {bigint} CHECK (satisfaction BETWEEN 1 AND 5),
      confirmed {bigint} CHECK (confirmed IN (0, 1))
    ) {clustered}
    """

  private static let hardship: SQL = """
    CREATE TABLE hardship (
      customer {key} NOT NULL REFERENCES customer (id),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      case_id {key} REFERENCES customer_case (id),
      visit {key} REFERENCES visit (id),
      code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
      stage TEXT NOT NULL CHECK (length(stage) <= 64),
      state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
      staff {key} REFERENCES staff (id),
      office {key} REFERENCES unit (id),
      opened_at {bigint} NOT NULL,
      found_at {bigint},
      told_at {bigint},
      updated_at {bigint} NOT NULL,
      parts {bytes} NOT NULL,
      PRIMARY KEY (customer, id),
      CHECK ((state = 1) = (found_at IS NULL)),
      CHECK ((state = 3) = (told_at IS NOT NULL)),
      CHECK (told_at IS NULL OR found_at <= told_at)
    ) {clustered}
    """

  private static let task: SQL = """
    CREATE TABLE visit_task (
      customer {key} NOT NULL REFERENCES customer (id),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      visit {key} NOT NULL REFERENCES visit (id),
      case_id {key} REFERENCES customer_case (id),
      staff {key} REFERENCES staff (id),
      office {key} REFERENCES unit (id),
      kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 3),
      state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 3),
      due_at {bigint} NOT NULL,
      overdue {bigint} NOT NULL CHECK (overdue IN (0, 1)),
      ended_at {bigint},
      created_at {bigint} NOT NULL,
      updated_at {bigint} NOT NULL,
      parts {bytes} NOT NULL,
      PRIMARY KEY (customer, id),
      CHECK ((state = 1) = (ended_at IS NULL)),
      CHECK (kind = 3 OR staff IS NOT NULL)
    ) {clustered}
    """
}
