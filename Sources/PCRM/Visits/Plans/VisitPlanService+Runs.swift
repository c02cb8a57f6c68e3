import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlanService {
  @Sendable
  func startRun(
    _ request: StartVisitPlanRunRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitPlanRun {
    if request.code.isEmpty { throw .required("code") }
    try Self.checkWhole(caller, "code")
    guard let plan = try writer.reader.visitPlan(request.code) else { throw .noVisitPlan("code") }
    if plan.retired {
      throw .precondition("PLAN_RETIRED", "code", "the plan is retired; apply it again first")
    }
    if let open = try writer.reader.openRun(of: plan.code) {
      throw Status.precondition(
        "RUN_UNDER_WAY", "code", "a run of the plan is under way; wait for it or stop it"
      ).with("run", open.description)
    }
    return try writer.startRun(of: plan, by: caller)
  }

  @Sendable
  func run(
    _ request: GetVisitPlanRunRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitPlanRun {
    try reader.visitPlanRun(request.id, "id")
  }

  @Sendable
  func listRuns(
    _ request: ListVisitPlanRunsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitPlanRunsResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.visitPlanRuns(request, page)
    var response = ListVisitPlanRunsResponse()
    response.runs = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func listLines(
    _ request: ListVisitPlanLinesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitPlanLinesResponse {
    try request.action.checkKnown("action")
    _ = try reader.visitPlanRun(request.runID, "run_id")
    let page = try context.pages.page(request, caller)
    let rows = try reader.visitPlanLines(request, page, caller)
    var response = ListVisitPlanLinesResponse()
    response.lines = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func stopRun(
    _ request: StopVisitPlanRunRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitPlanRun {
    try Self.checkWhole(caller, "id")
    var run = try writer.reader.visitPlanRun(request.id, "id")
    if run.endTime != nil {
      throw .precondition("ALREADY_ENDED", "id", "the run has ended")
    }
    run.state = .stopped
    run.version += 1
    run.endTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.unschedule(VisitPlanWork.kind, key: VisitPlanWork.key(run.id))
    try writer.update(run)
    return run
  }
}

extension Writer {
  /// Begins a run of a plan.
  mutating func startRun(
    of plan: VisitPlan, by caller: Caller
  ) throws(Status) -> VisitPlanRun {
    var run = VisitPlanRun()
    run.id = newID()
    run.version = 1
    run.code = plan.code
    run.planVersion = plan.version
    run.state = .preparing
    run.createdBy = caller.principal
    run.createTime = Timestamp(microseconds: now.microseconds)
    try insert(run, of: plan.id)
    try schedule(VisitPlanWork.kind, key: VisitPlanWork.key(run.id), at: now)
    return run
  }
}
