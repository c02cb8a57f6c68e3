import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReportService {
  @Sendable
  func listVisitTasks(
    _ request: ListVisitTasksRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitTasksResponse {
    try request.kind.checkKnown("kind")
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let found = try reader.visitTasks(request, page, caller)
    var response = ListVisitTasksResponse()
    response.tasks = found.rows.items
    response.nextPageToken = found.token(context.pages, request, caller)
    return response
  }

  @Sendable
  func completeVisitTask(
    _ request: CompleteVisitTaskRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitTask {
    try writer.completeVisitTask(request, by: caller)
  }

  @Sendable
  func dropVisitTask(
    _ request: DropVisitTaskRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitTask {
    let task = try writer.reader.visitTask(request.id, "id", caller)
    try Status.check(version: request.version, stored: task.version)
    try TextRules.checkRequired(request.reason, "reason", max: 1000)
    try task.checkOpen("id")
    try writer.reader.checkOthers(task, caller)
    return try writer.end(task, .dropped, by: caller) { $0.result = request.reason }
  }

  @Sendable
  func recordCallBack(
    _ request: RecordCallBackRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitTask {
    let task = try writer.reader.visitTask(request.id, "id", caller)
    try Status.check(version: request.version, stored: task.version)
    guard let result = request.result else { throw .required("result") }
    try result.check("result")
    try task.checkOpen("id")
    if task.kind != .callBack { throw task.otherKind("id", "CompleteVisitTask") }
    try writer.reader.checkOthers(task, caller)
    if !result.reached {
      var tried = task
      tried.callBack = result
      return try writer.update(tried, fields: "call_back")
    }
    try writer.note(result, at: task.visitID)
    return try writer.end(task, .done, by: caller) { $0.callBack = result }
  }
}

extension Writer {
  /// Ends a task that was done.
  mutating func completeVisitTask(
    _ request: CompleteVisitTaskRequest, by caller: Caller
  ) throws(Status) -> VisitTask {
    let task = try reader.visitTask(request.id, "id", caller)
    try Status.check(version: request.version, stored: task.version)
    try TextRules.check(request.result, "result", max: 1000)
    try task.checkOpen("id")
    if task.kind == .callBack { throw task.otherKind("id", "RecordCallBack") }
    return try end(task, .done, by: caller) { $0.result = request.result }
  }
}

extension Reader {
  /// Refuses those who made a visit, or took part, to decide about the call that is to confirm it.
  fileprivate func checkOthers(_ task: VisitTask, _ caller: Caller) throws(Status) {
    guard task.kind == .callBack, !caller.staff.isEmpty, let visit = try visit(task.visitID)
    else { return }
    let wentAlong = visit.participants.contains { $0.staffID == caller.staff }
    guard visit.staffID == caller.staff || wentAlong else { return }
    throw .precondition("OWN_VISIT", "id", "somebody else has to call back after this visit")
  }
}

extension VisitTask {
  fileprivate func checkOpen(_ field: String) throws(Status) {
    if state == .open { return }
    throw Status.precondition("TASK_ENDED", field, "the task was done or dropped already")
      .with("state", state.name ?? "")
  }

  fileprivate func otherKind(_ field: String, _ method: String) -> Status {
    Status.precondition("TASK_KIND", field, "tasks of this kind are ended by \(method)")
      .with("kind", kind.name ?? "")
  }
}
