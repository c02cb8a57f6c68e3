import PCRMCore
import PCRMModel
import Storage

/// Marks tasks that were not done by the time they were due.
enum VisitTaskDue {
  static let kind: TimerKind = "visit_task_due"

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let id = timer.key.withUnsafeBytes { VisitTaskID(bytes: $0) }
    guard let id, var task = try writer.reader.visitTask(id), task.state == .open, !task.overdue
    else { return .done }
    task.overdue = true
    let stored = try writer.update(task, fields: "overdue")
    try writer.appendJournal(
      AuditLine(
        principal: Caller.clock.principal, method: "timer/visit_task_due", peer: "clock",
        subjects: [stored.customerID]))
    return .done
  }
}
