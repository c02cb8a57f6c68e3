import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Carries a run of a plan out, some lines a step.
///
/// What there is to do is found out on the reader pool and written down as lines first; then each line is done in the
/// transaction that stores how far the run is. A line that can no longer be done is refused with the reason, and the
/// next run finds another place.
enum VisitPlanWork {
  static let kind: TimerKind = "run_visit_plan"
  /// Lines that one step looks at.
  private static let batch = 60
  private static let reserveNanoseconds: UInt64 = 15_000_000

  static func key(_ id: VisitPlanRunID) -> [UInt8] { id.position }

  /// What a step has to do.
  struct Task: Sendable {
    /// The lines of the whole run, while they are written down.
    var draft: [VisitPlanLine] = []
    var fingerprint: UInt64 = 0
    var memberCount = 0
    var keptCount = 0
    /// The lines that come next.
    var lines: [VisitPlanLine] = []
    var plan = VisitPlan()
  }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> Task = {
    (timer, reader) throws(Status) in
    var task = Task()
    let id = timer.key.withUnsafeBytes { VisitPlanRunID(bytes: $0) }
    guard let id, let run = try reader.visitPlanRun(id),
      let plan = try reader.visitPlan(run.code, version: run.planVersion)
    else { return task }
    task.plan = plan
    switch run.state {
    case .preparing:
      let draft = try VisitPlanDraft(plan, reader)
      task.draft = draft.lines
      task.fingerprint = draft.fingerprint
      task.memberCount = draft.memberCount
      task.keptCount = draft.keptCount
    case .running:
      task.lines = try reader.visitPlanLines(of: id, after: run.doneCount, most: batch)
    default: break
    }
    return task
  }

  @Sendable
  static func step(
    _ task: Task, _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    let id = timer.key.withUnsafeBytes { VisitPlanRunID(bytes: $0) }
    guard let id, var run = try writer.reader.visitPlanRun(id) else { return .done }
    let outcome: TimerOutcome
    switch run.state {
    case .preparing: outcome = try prepare(task, &run, timer, writer)
    case .running: outcome = try carryOut(task, &run, timer, &writer)
    default: return .done
    }
    try writer.update(run)
    try writer.recordStep("timer/run_visit_plan")
    return outcome
  }

  private static func isOver(_ timer: DueTimer) -> Bool {
    Instant.now().adding(nanoseconds: reserveNanoseconds) >= timer.stopAt
  }

  /// Writes the lines down. When what they were made from changed meanwhile, they are made anew.
  private static func prepare(
    _ task: Task, _ run: inout VisitPlanRun, _ timer: DueTimer, _ writer: Writer
  ) throws(Status) -> TimerOutcome {
    let mark = Int64(bitPattern: task.fingerprint).position
    if timer.payload != mark {
      try writer.removeLines(of: run.id)
      run.lineCount = 0
    }
    for line in task.draft.dropFirst(Int(run.lineCount)) {
      try writer.insert(line, of: run.id)
      run.lineCount += 1
      if run.lineCount % 50 == 0, isOver(timer) {
        return .on(payload: mark)
      }
    }
    run.memberCount = Int32(clamping: task.memberCount)
    run.keptCount = Int32(clamping: task.keptCount)
    run.state = .running
    run.version += 1
    return .again(at: writer.now)
  }

  private static func carryOut(
    _ task: Task, _ run: inout VisitPlanRun, _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    for var line in task.lines where line.number == run.doneCount + 1 {
      if !line.done {
        let refusal = try writer.attempt { (writer) throws(Status) in
          try carryOut(&line, task.plan, &writer)
        }
        line.refusal = refusal ?? ""
        line.done = refusal == nil
        try writer.update(line, of: run.id)
      }
      run.count(line)
      if isOver(timer) || writer.isStepFull { break }
    }
    if run.doneCount < run.lineCount { return .again(at: writer.now) }
    run.state = .done
    run.version += 1
    run.endTime = Timestamp(microseconds: writer.now.microseconds)
    writer.changed(
      FeedEntity.visitPlan, task.plan.id, version: Int64(run.planVersion), fields: "runs")
    return .done
  }

  private static func carryOut(
    _ line: inout VisitPlanLine, _ plan: VisitPlan, _ writer: inout Writer
  ) throws(Status) {
    switch line.action {
    case .plan:
      var visit = Visit()
      visit.customerID = line.customerID
      visit.staffID = line.staffID
      visit.purpose = plan.purpose
      visit.planID = plan.id
      visit.startTime = line.startTime
      visit.endTime = line.endTime
      visit.outsideHours = plan.outsideHoursReason
      line.visitID = try writer.planVisit(visit, by: .clock).id
      try writer.putItem(of: plan.id, line)
    case .cancel:
      guard let visit = try writer.reader.visit(line.visitID),
        visit.isMovable(at: writer.now.microseconds), visit.state != .confirmed
      else {
        throw .planOutdated("visit_id", "the visit was begun, confirmed, pinned or ended meanwhile")
      }
      try writer.removeItem(of: plan.id, line)
      try writer.withdraw(
        visit,
        reason: line.reason == "LEFT"
          ? "the customer left the plan" : "somebody else visits the customer now",
        by: .clock)
    default: break
    }
  }
}

extension VisitPlanRun {
  /// Counts a line as handled.
  fileprivate mutating func count(_ line: VisitPlanLine) {
    doneCount += 1
    if !line.refusal.isEmpty {
      refusedCount += 1
      return
    }
    switch line.action {
    case .plan: plannedCount += 1
    case .cancel: cancelledCount += 1
    case .proposeCancel: proposedCount += 1
    default: unplacedCount += 1
    }
  }
}
