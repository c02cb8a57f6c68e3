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
    let task = try writer.reader.visitTask(request.id, "id", caller)
    try Status.check(version: request.version, stored: task.version)
    try TextRules.check(request.result, "result", max: 1000)
    try task.checkOpen("id")
    if task.kind == .callBack { throw task.otherKind("id", "RecordCallBack") }
    return try writer.end(task, .done, by: caller) { $0.result = request.result }
  }

  @Sendable
  func dropVisitTask(
    _ request: DropVisitTaskRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitTask {
    let task = try writer.reader.visitTask(request.id, "id", caller)
    try Status.check(version: request.version, stored: task.version)
    try TextRules.checkRequired(request.reason, "reason", max: 1000)
    try task.checkOpen("id")
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
    let visitor = try writer.reader.visit(task.visitID)?.staffID
    if !caller.staff.isEmpty && caller.staff == visitor {
      throw .precondition("OWN_VISIT", "id", "somebody else has to call back after this visit")
    }
    if !result.reached {
      var tried = task
      tried.callBack = result
      return try writer.update(tried, fields: "call_back")
    }
    try writer.note(result, at: task.visitID)
    return try writer.end(task, .done, by: caller) { $0.callBack = result }
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
