import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlanRun {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try VisitPlanRun(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

/// A line's row, column by column, as every statement here selects it.
private enum LineRow {
  static let columns = """
    l.number, l.action, l.customer, l.staff, l.due, l.starts_at, l.ends_at, l.visit, l.reason,
    l.done, l.refusal
    """

  static func line(_ row: any Row) -> VisitPlanLine {
    var line = VisitPlanLine()
    line.number = Int32(truncatingIfNeeded: row.integer(0))
    line.action = row.enumeration(1)
    line.customerID = row.id(2)
    line.staffID = row.id(3)
    line.dueDate = CivilDate(daysSince1970: Int(row.integer(4)))
    line.startTime = row.timeOrNil(5)
    line.endTime = row.timeOrNil(6)
    line.visitID = row.id(7)
    line.reason = row.text(8)
    line.done = row.bool(9)
    line.refusal = row.text(10)
    return line
  }
}

extension Reader {
  func visitPlanRun(_ id: VisitPlanRunID, _ field: String) throws(Status) -> VisitPlanRun {
    if id.isEmpty { throw .required(field) }
    if let found = try visitPlanRun(id) { return found }
    throw .notFound(field, "there is no such run")
  }

  func visitPlanRun(_ id: VisitPlanRunID) throws(Status) -> VisitPlanRun? {
    try first("SELECT document FROM visit_plan_run WHERE id = $1", .id(id)) {
      (row) throws(Status) in try VisitPlanRun(stored: row)
    }
  }

  /// The run of a plan that is under way.
  func openRun(of code: String) throws(Status) -> VisitPlanRunID? {
    try first("SELECT id FROM visit_plan_run WHERE code = $1 AND state IN (1, 2)", .text(code)) {
      $0.id(0)
    }
  }

  /// One page of runs, newest first.
  func visitPlanRuns(
    _ request: ListVisitPlanRunsRequest, _ page: Page
  ) throws(Status) -> PageBuilder<VisitPlanRun> {
    var rows = PageBuilder<VisitPlanRun>(page)
    let after =
      page.after.isEmpty ? VisitPlanRunID(high: .max, low: .max) : page.afterID()
    try each(
      """
      SELECT document FROM visit_plan_run
      WHERE id < $1 AND ($2 = '' OR code = $2) AND ($3 = 0 OR state = $3)
      ORDER BY id DESC LIMIT $4
      """,
      [
        .place(after), .text(request.code), .enumeration(request.state),
        .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      let run = try VisitPlanRun(stored: row)
      return rows.add(run, at: run.id.position)
    }
    return rows
  }

  /// The lines of a run after one, some at most.
  func visitPlanLines(
    of run: VisitPlanRunID, after: Int32, most: Int
  ) throws(Status) -> [VisitPlanLine] {
    try all(
      SQL(
        built: """
          SELECT \(LineRow.columns) FROM visit_plan_line l
          WHERE l.run = $1 AND l.number > $2 ORDER BY l.number LIMIT $3
          """), .id(run), .integer(Int64(after)), .integer(Int64(most))
    ) { LineRow.line($0) }
  }

  /// One page of a run's lines, of customers within the caller's reach.
  func visitPlanLines(
    _ request: ListVisitPlanLinesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<VisitPlanLine> {
    var rows = PageBuilder<VisitPlanLine>(page)
    try each(
      SQL(
        built: """
          SELECT \(LineRow.columns), c.home_office, c.case_worker
          FROM visit_plan_line l JOIN customer c ON c.id = l.customer
          WHERE l.run = $1 AND l.number > $2 AND ($3 = 0 OR l.action = $3)
            AND ($4 = 0 OR l.refusal <> '')
          ORDER BY l.number
          """),
      [
        .id(request.runID), .integer(page.afterNumber ?? 0), .enumeration(request.action),
        .bool(request.refusedOnly),
      ]
    ) { (row) throws(Status) in
      let line = LineRow.line(row)
      let isOwn = !caller.staff.isEmpty && caller.staff == line.staffID
      guard
        isOwn || caller.reaches(line.customerID, office: row.id(11), worker: row.id(12))
      else { return true }
      return rows.add(line, at: Int64(line.number).position)
    }
    return rows
  }
}

extension Writer {
  mutating func insert(_ run: VisitPlanRun, of plan: VisitPlanID) throws(Status) {
    try execute(
      """
      INSERT INTO visit_plan_run (id, version, plan, code, state, document)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, .id(run.id), .integer(run.version), .id(plan), .text(run.code),
      .enumeration(run.state), .blob(run.binary()))
    changed(FeedEntity.visitPlan, plan, version: Int64(run.planVersion), fields: "runs")
  }

  /// Stores how far a run is.
  func update(_ run: VisitPlanRun) throws(Status) {
    try execute(
      "UPDATE visit_plan_run SET version = $2, state = $3, document = $4 WHERE id = $1",
      .id(run.id), .integer(run.version), .enumeration(run.state), .blob(run.binary()))
  }

  func insert(_ line: VisitPlanLine, of run: VisitPlanRunID) throws(Status) {
    try execute(
      """
      INSERT INTO visit_plan_line (run, number, action, customer, staff, due, starts_at, ends_at,
        visit, reason, done, refusal)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')
      """, .id(run), .integer(Int64(line.number)), .enumeration(line.action),
      .id(line.customerID), .id(line.staffID), .integer(Int64(line.dueDate?.daysSince1970 ?? 0)),
      .time(line.startTime), .time(line.endTime), .id(line.visitID), .text(line.reason),
      .bool(line.done))
  }

  func update(_ line: VisitPlanLine, of run: VisitPlanRunID) throws(Status) {
    try execute(
      "UPDATE visit_plan_line SET visit = $3, done = $4, refusal = $5 WHERE run = $1 AND number = $2",
      .id(run), .integer(Int64(line.number)), .id(line.visitID), .bool(line.done),
      .text(line.refusal))
  }

  func removeLines(of run: VisitPlanRunID) throws(Status) {
    try execute("DELETE FROM visit_plan_line WHERE run = $1", .id(run))
  }

  /// Notes which visit stands for what was due.
  func putItem(
    of plan: VisitPlanID, _ line: VisitPlanLine
  ) throws(Status) {
    try execute(
      """
      INSERT INTO visit_plan_item (plan, customer, due, visit) VALUES ($1, $2, $3, $4)
      ON CONFLICT (plan, customer, due) DO UPDATE SET visit = excluded.visit
      """, .id(plan), .id(line.customerID),
      .integer(Int64(line.dueDate?.daysSince1970 ?? 0)), .id(line.visitID))
  }

  /// Forgets what a visit of a plan stood for: it is due again.
  func removeItem(of plan: VisitPlanID, _ line: VisitPlanLine) throws(Status) {
    try execute(
      "DELETE FROM visit_plan_item WHERE plan = $1 AND customer = $2 AND due = $3", .id(plan),
      .id(line.customerID), .integer(Int64(line.dueDate?.daysSince1970 ?? 0)))
  }
}
