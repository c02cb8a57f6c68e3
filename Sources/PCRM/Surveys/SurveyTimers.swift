import PCRMCore
import Storage

/// What surveys do by the clock.
enum SurveyTimers {
  static func handle(_ runner: JobRunner) {
    runner.handle(FrameWork.kind, look: FrameWork.look, FrameWork.step)
    runner.handle(InviteWork.kind, look: InviteWork.look, InviteWork.step)
    runner.handle(WaveClosing.kind, WaveClosing.step)
    runner.handle(TriggerWork.kind, TriggerWork.step)
    runner.handle(SurveyClock.kind, SurveyClock.step)
  }

  /// Sets the timer that a store always has; does nothing where it is set.
  static func set(_ writer: Writer) throws(Status) {
    try writer.scheduleIfMissing(SurveyClock.kind, at: writer.now)
  }
}
