public import PCRMCore
public import ProtobufCodec

/// The life of a visit: the one table of the ways that it may go.
///
/// It goes forwards, and steps may be left out; it is missed or cancelled only before it is begun, and what was only
/// proposed cannot be missed.
public enum VisitLife {
  /// Where a visit may go from each state.
  public static let table: [(from: VisitState, to: [VisitState])] = [
    (.proposed, [.planned, .confirmed, .enRoute, .inProgress, .done, .cancelled]),
    (.planned, [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled]),
    (.confirmed, [.enRoute, .inProgress, .done, .noShow, .cancelled]),
    (.enRoute, [.inProgress, .done, .noShow, .cancelled]),
    (.inProgress, [.done]),
    (.done, []),
    (.noShow, []),
    (.cancelled, []),
  ]

  /// From where a visit may be moved to another time: before it is begun, and after it was missed or cancelled.
  public static let movable: [VisitState] = [
    .proposed, .planned, .confirmed, .enRoute, .noShow, .cancelled,
  ]

  /// From where a visit may be given to somebody else.
  public static let assignable: [VisitState] = [.proposed, .planned, .confirmed]

  /// Where tries to meet the customer belong to it.
  public static let triable: [VisitState] = [
    .planned, .confirmed, .enRoute, .inProgress, .done, .noShow,
  ]

  /// Where a visit may go from a state.
  public static func ways(from state: VisitState) -> [VisitState] {
    table.first { $0.from == state }?.to ?? []
  }

  /// Refuses a way that the table does not have.
  public static func check(
    from state: VisitState, to next: VisitState, _ field: String
  ) throws(Status) {
    if state.isEnded { throw .visitEnded(state, field) }
    let ways = ways(from: state)
    if !ways.contains(next) {
      throw .noTransition(field, from: state.word, to: next.word, allowed: ways.map(\.word))
    }
  }

  /// Refuses a state in which something cannot be done.
  public static func check(
    _ state: VisitState, among states: [VisitState], to what: String, _ field: String
  ) throws(Status) {
    if states.contains(state) { return }
    if state.isEnded { throw .visitEnded(state, field) }
    throw .noTransition(field, from: state.word, to: what, allowed: states.map(\.word))
  }
}

extension VisitState {
  /// Whether its life is over.
  public var isEnded: Bool { [.done, .noShow, .cancelled].contains(self) }

  /// Whether its time is claimed: what is over and took place keeps its claim.
  public var isClaiming: Bool { self != .noShow && self != .cancelled }

  /// The name as errors and logs have it: "en_route".
  public var word: String {
    name.map { String($0.dropFirst("VISIT_STATE_".count)).lowercased() } ?? String(rawValue)
  }
}

extension Status {
  /// The visit's life is over.
  public static func visitEnded(_ state: VisitState, _ field: String) -> Status {
    Status.precondition("VISIT_ENDED", field, "the visit is over: \(state.word)")
      .with("state", state.word)
  }
}

extension Visit {
  /// Whether it is a proposal that no longer holds its time.
  public func isHoldEnded(at now: Timestamp) -> Bool {
    state == .proposed && (holdUntil.map { $0.microseconds <= now.microseconds } ?? true)
  }

  /// Refuses a proposal that no longer holds its time.
  public func checkHold(at now: Timestamp, _ field: String) throws(Status) {
    if isHoldEnded(at: now) {
      throw .precondition(
        "HOLD_EXPIRED", field, "the proposal no longer holds its time; propose or plan another")
    }
  }
}
