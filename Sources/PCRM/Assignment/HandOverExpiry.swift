import PCRMCore
import PCRMModel
import Storage

/// Ends hand-overs that nobody answered in time. The case worker was in charge all the while, and stays so.
enum HandOverExpiry {
  static let kind: TimerKind = "expire_hand_over"

  static func key(_ id: HandOverID) -> [UInt8] { id.position }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let id = timer.key.withUnsafeBytes { HandOverID(bytes: $0) }
    guard let id, let handOver = try writer.reader.handOver(id), handOver.state == .proposed else {
      return .done
    }
    _ = try writer.decide(
      handOver, .expired, reason: "nobody answered in time", by: PrincipalID())
    try writer.recordStep(
      "timer/expire_hand_over", subjects: [handOver.customerID], reason: "nobody answered in time")
    return .done
  }
}
