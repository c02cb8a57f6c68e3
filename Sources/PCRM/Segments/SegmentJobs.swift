import PCRMCore
import ProtobufCodec
import Storage

extension PCRM {
  /// Names the steps of what segments do by the clock.
  static func handleSegmentTimers(
    _ runner: JobRunner, report: @escaping @Sendable (String) -> Void
  ) {
    runner.handle(
      SegmentBuild.kind, look: SegmentBuild.look, next: SegmentBuild.next, SegmentBuild.step)
    runner.handle(SegmentTimers.kind, SegmentTimers.step)
    runner.handle(SegmentHorizon.kind, look: SegmentHorizon.look, SegmentHorizon.step)
    runner.handle(SegmentSizes.kind, SegmentSizes.step)
    runner.handle(
      SegmentAudit.hourly, look: SegmentAudit.lookHourly,
      SegmentAudit.step(isFull: false, report: report))
    runner.handle(
      SegmentAudit.nightly, look: SegmentAudit.lookNightly,
      SegmentAudit.step(isFull: true, report: report))
  }
}

extension Writer {
  /// Sets the timers of segments that a store always has.
  func setSegmentTimers() throws(Status) {
    try scheduleIfMissing(SegmentTimers.kind, at: now)
    try scheduleIfMissing(SegmentHorizon.kind, at: now)
    try scheduleIfMissing(SegmentSizes.kind, at: SegmentSizes.next(after: now))
    try scheduleIfMissing(SegmentAudit.hourly, at: now.adding(seconds: 3600))
    try scheduleIfMissing(SegmentAudit.nightly, at: SegmentAudit.night(after: now))
  }
}
