import PCRMCore
import PCRMModel
import Storage

/// Cancels proposals that nobody planned while they held their time.
enum HoldExpiry {
  static let kind: TimerKind = "expire_hold"

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    if let id = timer.key.withUnsafeBytes({ VisitID(bytes: $0) }) { try end(id, &writer) }
    return .done
  }

  /// Cancels a proposal whose hold has ended, and writes that down as the clock's doing.
  static func end(_ id: VisitID, _ writer: inout Writer) throws(Status) {
    guard let proposal = try writer.reader.visit(id), proposal.isHoldEnded(at: writer.now) else {
      return
    }
    var visit = proposal
    visit.state = .cancelled
    visit.closeTime = visit.holdUntil
    visit.holdUntil = nil
    visit.closeReason = "nobody planned it in time"
    try writer.updateVisit(
      visit, from: proposal, fields: ["state", "hold_until", "close_time", "close_reason"],
      reason: visit.closeReason, by: .clock)
    try writer.recordStep("timer/expire_hold")
  }
}
