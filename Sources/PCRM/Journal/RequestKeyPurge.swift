public import PCRMCore
import ProtobufCodec
public import Storage

/// Lets request keys go when their day is over.
enum RequestKeyPurge {
  static let kind: TimerKind = "purge_request_keys"
  private static let intervalSeconds: Int64 = 600
  /// Keys that one statement takes away: about a millisecond of the writer.
  private static let batch: Int64 = 500

  /// Deletes from the oldest on until a key is found that still counts, or the step's time is over.
  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    while try delete(&writer) == batch {
      if timer.isOverTime { return .again(at: writer.now) }
    }
    return .again(at: writer.now.adding(seconds: intervalSeconds))
  }

  /// - Returns: how many keys of the oldest batch were too old.
  private static func delete(_ writer: inout Writer) throws(Status) -> Int64 {
    let gone = try writer.execute(
      """
      DELETE FROM request_key WHERE created_at <= $1 AND seq IN (
        SELECT seq FROM request_key ORDER BY seq LIMIT $2)
      """, .integer(StoreJournal.oldestKept(at: writer.now)), .integer(batch))
    return Int64(gone)
  }
}

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
