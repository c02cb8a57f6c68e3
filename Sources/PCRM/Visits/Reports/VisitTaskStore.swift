import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitTask: VisitRecord {
  /// What a query for tasks selects of `t`.
  static let columns = """
    t.customer, t.id, t.version, t.visit, t.case_id, t.staff, t.office, t.kind, t.state, t.due_at,
    t.overdue, t.ended_at, t.created_at, t.updated_at, t.parts
    """
  static let columnCount = 15

  var place: TimePlace<Entity.VisitTask> { TimePlace(dueTime?.microseconds ?? 0, id) }

  init(row: any Row) throws(Status) {
    self.init()
    customerID = row.id(0)
    id = row.id(1)
    version = row.integer(2)
    visitID = row.id(3)
    caseID = row.id(4)
    staffID = row.id(5)
    officeID = row.id(6)
    kind = row.enumeration(7)
    state = row.enumeration(8)
    dueTime = row.time(9)
    overdue = row.bool(10)
    endTime = row.timeOrNil(11)
    createTime = row.time(12)
    updateTime = row.time(13)
    do throws(DecodingFailure) {
      try merge(binary: row.raw(14))
    } catch {
      throw .internalError
    }
  }

  /// The row, in the order of the columns.
  var values: [Value] {
    var parts = VisitTask()
    parts.title = title
    parts.endedBy = endedBy
    parts.result = result
    parts.callBack = callBack
    return [
      .id(customerID), .id(id), .integer(version), .id(visitID), .id(caseID), .id(staffID),
      .id(officeID), .enumeration(kind), .enumeration(state), .time(dueTime), .bool(overdue),
      .time(endTime), .time(createTime), .time(updateTime), .blob(parts.binary()),
    ]
  }

  /// What the feed calls it.
  var entity: StaticEntity { kind == .callBack ? FeedEntity.callBack : FeedEntity.visitTask }

  /// A task that follows a visit.
  init(_ kind: VisitTaskKind, after visit: Visit, due: Timestamp) {
    self.init()
    self.kind = kind
    visitID = visit.id
    customerID = visit.customerID
    caseID = visit.caseID
    officeID = visit.officeID
    state = .open
    dueTime = Timestamp(microseconds: due.microseconds)
  }
}

extension Reader {
  /// The task, whoever asks.
  func visitTask(_ id: VisitTaskID) throws(Status) -> VisitTask? {
    try first(
      SQL(built: "SELECT \(VisitTask.columns) FROM visit_task t WHERE t.id = $1"), .id(id)
    ) { (row) throws(Status) in try VisitTask(row: row) }
  }

  /// A task within the caller's reach.
  func visitTask(
    _ id: VisitTaskID, _ field: String, _ caller: Caller
  ) throws(Status) -> VisitTask {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      SQL(
        built: """
          SELECT \(VisitTask.columns), u.home_office, u.case_worker
          FROM visit_task t JOIN customer u ON u.id = t.customer WHERE t.id = $1
          """), .id(id)
    ) { (row) throws(Status) in
      let task = try VisitTask(row: row)
      return task.isReached(in: row, by: caller) ? task : nil
    }
    guard let found, let task = found else {
      throw Status.notFound(field, "there is no such task").with("entity", "visit_task")
    }
    return task
  }

  /// One page of tasks.
  func visitTasks(
    _ request: ListVisitTasksRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> RecordPage<VisitTask> {
    var query = TimeQuery("t.due_at, t.id", after: TimePlace<Entity.VisitTask>(page.after))
    query.add("t.customer", request.customerID)
    query.add("t.visit", request.visitID)
    query.add("t.staff", request.staffID)
    query.add("t.office", request.officeID)
    if request.kind != .unspecified { query.add("t.kind = ?", .enumeration(request.kind)) }
    if request.state == .open {
      // Said as a number, so that the planner knows the indexes of open tasks.
      query.add("t.state = 1")
    } else if request.state != .unspecified {
      query.add("t.state = ?", .enumeration(request.state))
    }
    if request.overdue { query.add("t.overdue = 1") }
    if let before = request.dueBefore { query.add("t.due_at < ?", .time(before)) }
    return try records(
      """
      SELECT \(VisitTask.columns), u.home_office, u.case_worker
      FROM visit_task t CROSS JOIN customer u
      WHERE \(query.text) AND u.id = t.customer ORDER BY t.due_at, t.id
      """, query, page, caller)
  }
}

extension Writer {
  /// Stores a new task under a new id, sets its timer and notes it for the feed.
  mutating func insert(_ task: VisitTask) throws(Status) -> VisitTask {
    var stored = task
    stored.id = newID()
    stored.version = 1
    stored.createTime = Timestamp(microseconds: now.microseconds)
    stored.updateTime = stored.createTime
    try connection.run(
      """
      INSERT INTO visit_task VALUES
        ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """, stored.values
    ) { (_) throws(Status) in true }
    if let due = stored.dueTime {
      try schedule(VisitTaskDue.kind, key: stored.id.position, at: due)
    }
    changed(stored.entity, stored.id, version: 1, about: stored.customerID)
    return stored
  }

  /// Stores a task in the place of its earlier state and notes it for the feed; one that ended needs no timer.
  ///
  /// - Returns: the task as it is stored.
  mutating func update(_ task: VisitTask, fields: String) throws(Status) -> VisitTask {
    var stored = task
    stored.version += 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    try connection.run(
      """
      UPDATE visit_task SET version = $3, visit = $4, case_id = $5, staff = $6, office = $7,
        kind = $8, state = $9, due_at = $10, overdue = $11, ended_at = $12, created_at = $13,
        updated_at = $14, parts = $15
      WHERE customer = $1 AND id = $2
      """, stored.values
    ) { (_) throws(Status) in true }
    if stored.state != .open { try unschedule(VisitTaskDue.kind, key: stored.id.position) }
    changed(
      stored.entity, stored.id, version: stored.version, fields: fields, about: stored.customerID)
    return stored
  }

  /// Ends a task.
  mutating func end(
    _ task: VisitTask, _ state: VisitTaskState, by caller: Caller,
    _ change: (inout VisitTask) -> Void
  ) throws(Status) -> VisitTask {
    var ended = task
    ended.state = state
    ended.endTime = Timestamp(microseconds: now.microseconds)
    ended.endedBy = caller.principal
    change(&ended)
    // Its timer may be late.
    let isLate = (ended.endTime?.microseconds ?? 0) > (ended.dueTime?.microseconds ?? 0)
    ended.overdue = ended.overdue || isLate
    return try update(ended, fields: "state,end_time,ended_by,result")
  }
}
