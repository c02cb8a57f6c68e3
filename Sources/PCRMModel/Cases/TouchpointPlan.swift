import PCRMCore
public import ProtobufCodec

/// What becomes of a case's touchpoints when it goes from one stage, phase or version to another.
public struct TouchpointPlan: Sendable, Equatable {
  /// Those that stay as they are.
  public var kept: [Touchpoint] = []
  /// Those that are no longer due; each says why.
  public var dropped: [Touchpoint] = []
  /// New ones, without ids.
  public var planned: [Touchpoint] = []

  public init() {}

  /// Plans anew.
  ///
  /// - Parameters:
  ///   - document: the case as it is from now on.
  ///   - type: the case type that it follows from now on.
  ///   - waiting: what was planned or paused until now.
  ///   - before: codes that were asked for until now and therefore are not planned a second time, done or not; empty
  ///     when a stage begins.
  ///   - cause: why those are dropped that are no longer asked for.
  ///   - time: when it takes effect.
  public init(
    _ document: Case, _ type: CaseType, waiting: [Touchpoint], before: Set<String>,
    cause: DropCause, at time: Timestamp
  ) {
    let rules = type.touchpoints(stage: document.stage, phase: document.phase)
    for touchpoint in waiting {
      if rules.contains(where: { $0.code == touchpoint.code }) {
        kept.append(touchpoint)
      } else {
        dropped.append(touchpoint.dropped(cause, at: time))
      }
    }
    for rule in rules where !before.contains(rule.code) {
      if waiting.contains(where: { $0.code == rule.code }) { continue }
      planned.append(Touchpoint(rule, document, due: rule.due(on: document)))
    }
  }

  /// Drops all that was waiting.
  public init(dropping waiting: [Touchpoint], cause: DropCause, at time: Timestamp) {
    dropped = waiting.map { $0.dropped(cause, at: time) }
  }

  /// Lets all that was planned wait for the case to be resumed.
  public init(pausing waiting: [Touchpoint]) {
    kept = waiting.map {
      var copy = $0
      copy.state = .paused
      return copy
    }
  }

  /// Goes on with all that was paused, later by as long as the case rested.
  public init(resuming waiting: [Touchpoint], after microseconds: Int64) {
    kept = waiting.map {
      var copy = $0
      copy.state = .planned
      copy.dueTime = $0.dueTime.map { Timestamp(microseconds: $0.microseconds + microseconds) }
      return copy
    }
  }
}

extension Touchpoint {
  /// A planned touchpoint, without an id yet.
  public init(_ rule: TouchpointRule, _ document: Case, due: Timestamp, occurrence: Int32 = 1) {
    self.init()
    caseID = document.id
    customerID = document.customerID
    code = rule.code
    stage = document.stage
    state = .planned
    dueTime = due
    self.occurrence = occurrence
    typeVersion = document.typeVersion
    channel = rule.channel
  }

  fileprivate func dropped(_ cause: DropCause, at time: Timestamp) -> Touchpoint {
    var copy = self
    copy.state = .dropped
    copy.dropCause = cause
    copy.endTime = time
    return copy
  }
}

extension TouchpointRule {
  /// When it is due for the first time: counted from the beginning of the stage, and where phases say when it is due,
  /// of the phase if that is later.
  public func due(on document: Case) -> Timestamp {
    var start = document.stageSince?.microseconds ?? 0
    if !phases.isEmpty { start = max(start, document.phaseSince?.microseconds ?? 0) }
    return Timestamp(microseconds: start)
      .adding(seconds: Int64(dueDays) * 86_400 + Int64(dueHours) * 3600)
  }

  /// When it is due again after it was done; nil when that was all.
  ///
  /// The rhythm is kept: what is done late is due again at the next beat that is still to come.
  public func dueAgain(after touchpoint: Touchpoint, done: Timestamp) -> Timestamp? {
    guard repeatDays > 0, repeatMax == 0 || touchpoint.occurrence < repeatMax,
      let due = touchpoint.dueTime
    else { return nil }
    let beat = Int64(repeatDays) * 86_400_000_000
    let late = max(0, done.microseconds - due.microseconds)
    return Timestamp(microseconds: due.microseconds + (late / beat + 1) * beat)
  }
}
