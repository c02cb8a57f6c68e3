import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Visit {
  /// Whether series and plans may still move or cancel it: it is open, not begun, and nobody pinned it.
  func isMovable(at now: Int64) -> Bool {
    [.proposed, .planned, .confirmed].contains(state) && !pinned
      && (startTime?.microseconds ?? 0) > now
  }

  /// Whether it is neither over nor cancelled.
  var isOpen: Bool { !state.isEnded }
}

extension Reader {
  /// The visit that stands for a visit now: the last of those that took its place.
  func lastVisit(from id: VisitID) throws(Status) -> Visit? {
    var found = try visit(id)
    while let visit = found, !visit.nextID.isEmpty { found = try self.visit(visit.nextID) }
    return found
  }
}

extension Writer {
  /// Cancels a visit that series or plans no longer want.
  mutating func withdraw(_ stored: Visit, reason: String, by caller: Caller) throws(Status) {
    try VisitLife.check(from: stored.state, to: .cancelled, "id")
    var visit = stored
    visit.state = .cancelled
    visit.holdUntil = nil
    visit.closeTime = Timestamp(microseconds: now.microseconds)
    visit.closeReason = reason
    var fields = ["state", "close_time", "close_reason"]
    if stored.holdUntil != nil { fields.append("hold_until") }
    try updateVisit(visit, from: stored, fields: fields, reason: reason, by: caller)
  }

  /// Does one thing of many, or takes back what it began.
  ///
  /// - Returns: why not, as ErrorInfo.reason says it; nil when it was done.
  mutating func attempt(
    _ body: (inout Writer) throws(Status) -> Void
  ) throws(Status) -> String? {
    try execute("SAVEPOINT visit_item")
    do throws(Status) {
      try body(&self)
      try execute("RELEASE SAVEPOINT visit_item")
      return nil
    } catch {
      switch error.code {
      case .internal, .unavailable, .dataLoss, .cancelled: throw error
      default: break
      }
      try execute("ROLLBACK TO SAVEPOINT visit_item")
      try execute("RELEASE SAVEPOINT visit_item")
      return error.info.reason.isEmpty ? "REFUSED" : error.info.reason
    }
  }
}
