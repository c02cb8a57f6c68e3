import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Visits of one chain whose tries are looked at.
  private static let chainMax = 50

  /// What the rule advises after a new try on a visit; the tries on the visits that it took the place of count too.
  func nextTry(after attempt: VisitAttempt, on visit: Visit) throws(Status) -> NextTry? {
    guard attempt.outcome.isFailure else { return nil }
    var tries = try attempts(of: visit.id)
    var previous = visit.previousID
    for _ in 0..<Self.chainMax {
      guard !previous.isEmpty, let earlier = try self.visit(previous) else { break }
      tries += try attempts(of: earlier.id)
      previous = earlier.previousID
    }
    // Tries may be written down late, in any order.
    tries = tries.filter { $0.id != attempt.id } + [attempt]
    tries.sort { ($0.time?.microseconds ?? 0, $0.number) < ($1.time?.microseconds ?? 0, $1.number) }
    return try nextTry(after: tries)
  }
}
