/// What becomes of a step that a device took along a visit's life, seen from where the visit stands now.
///
/// Facts beat plans: what was done is kept, whatever was planned meanwhile. Where there is no way from the visit's state,
/// a fact is kept as a try.
public enum StepVerdict: Sendable, Equatable {
  /// There is a way: it is gone.
  case go
  /// The visit is there already.
  case isThere
  /// The visit is past it.
  case isPast
  /// It was done and does not fit: it is kept as a try.
  case keep
  /// It was done and does not fit what the office decided: it is kept as a try, and somebody has to look at it.
  case contest
  /// It was only planned and does not fit.
  case refuse

  public init(_ step: VisitState, from state: VisitState) {
    let isFact = step.isFact
    if step == state {
      self = .isThere
    } else if VisitLife.ways(from: state).contains(step) {
      self = .go
    } else if state == .inProgress || state == .done, step.isBefore(state) {
      // Begun already, or over: what led there is known or no longer of use, but that somebody was there is.
      self = isFact ? .keep : .isPast
    } else if !state.isEnded, step.isBefore(state) {
      self = .isPast
    } else {
      self = isFact ? .contest : .refuse
    }
  }
}

extension VisitState {
  /// Whether it tells what happened, not what was planned.
  public var isFact: Bool { [.inProgress, .done, .noShow].contains(self) }

  /// Whether a visit comes through this state before it reaches another.
  fileprivate func isBefore(_ other: VisitState) -> Bool {
    let way: [VisitState] = [.proposed, .planned, .confirmed, .enRoute, .inProgress, .done]
    guard let here = way.firstIndex(of: self), let there = way.firstIndex(of: other) else {
      return false
    }
    return here < there
  }
}
