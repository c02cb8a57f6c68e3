import PCRMCore
import Storage

/// What this feature does by the clock.
enum ProgrammeTimers {
  static func handle(_ runner: JobRunner) {
    runner.handle(PlacesFill.kind, PlacesFill.step)
    runner.handle(ReassignmentRun.kind, look: ReassignmentRun.look, ReassignmentRun.step)
    runner.handle(CaseloadRun.kind, look: CaseloadRun.look, CaseloadRun.step)
  }

  /// Sets the timer that a store always has; does nothing where it is set.
  static func set(_ writer: Writer) throws(Status) {
    try writer.scheduleIfMissing(
      CaseloadRun.kind, at: CaseloadRun.nextMidnight(after: writer.now))
  }
}
