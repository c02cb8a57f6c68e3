import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What series and plans do by the clock.
enum VisitPlanTimers {
  private static let nightly: TimerKind = "visit_plans_nightly"

  static func handle(_ runner: JobRunner) {
    runner.handle(SeriesWork.kind, SeriesWork.step)
    runner.handle(VisitPlanWork.kind, look: VisitPlanWork.look, VisitPlanWork.step)
    runner.handle(nightly, step)
  }

  /// Sets the timer that a store always has; does nothing where it is set.
  static func set(_ writer: Writer) throws(Status) {
    try writer.scheduleIfMissing(nightly, at: nextNight(after: writer.now))
  }

  /// One o'clock in the morning, after memberships that hang on the day have moved.
  private static func nextNight(after now: Timestamp) -> Timestamp {
    let today = BusinessDay.today(now).daysSince1970
    let night = BusinessDay.beginning(of: CivilDate(daysSince1970: today)).adding(seconds: 3600)
    if night.microseconds > now.microseconds { return night }
    return night.adding(seconds: 86_400)
  }

  /// Begins a run of each plan that runs by itself.
  private static let step: JobRunner.Step = { (_, writer) throws(Status) in
    for plan in try writer.reader.visitPlans() where plan.nightly && !plan.retired {
      if try writer.reader.openRun(of: plan.code) == nil {
        _ = try writer.startRun(of: plan, by: .clock)
      }
    }
    try writer.recordStep("timer/visit_plans_nightly")
    return .again(at: nextNight(after: writer.now))
  }
}
