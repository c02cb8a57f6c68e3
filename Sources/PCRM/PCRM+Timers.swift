public import PCRMCore
public import Storage

extension PCRM {
  /// Names the steps of everything that features do by the clock; done before the runner starts.
  ///
  /// - Parameter report: told what an operator has to know of, without personal data.
  public static func handleTimers(
    _ runner: JobRunner, report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    runner.handle(RequestKeyPurge.kind, RequestKeyPurge.step)
    runner.handle(HandOverExpiry.kind, HandOverExpiry.step)
    runner.handle(FactsFill.kind, FactsFill.step)
    runner.handle(HoldExpiry.kind, HoldExpiry.step)
    runner.handle(VisitTaskDue.kind, VisitTaskDue.step)
    runner.handle(RoutePurge.kind, RoutePurge.step)
    ClassificationTimers.handle(runner)
    ProgrammeTimers.handle(runner)
    VisitPlanTimers.handle(runner)
    SurveyTimers.handle(runner)
    SyncTimers.handle(runner, report: report)
    handleSegmentTimers(runner, report: report)
  }

  /// Gets the store ready for one run of a server: sets the timers that a store always has, where they are not set, and
  /// begins a new run of field sync.
  public static func begin(_ database: any Database) throws(Status) {
    try database.write { (writer) throws(Status) in
      try writer.scheduleIfMissing(RequestKeyPurge.kind, at: writer.now)
      try writer.scheduleIfMissing(RoutePurge.kind, at: writer.now)
      try ProgrammeTimers.set(writer)
      try VisitPlanTimers.set(writer)
      try SurveyTimers.set(writer)
      try SyncTimers.set(writer)
      try writer.setSegmentTimers()
      try writer.beginSyncLife()
    }
  }
}
