import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Writes the invitations of a wave's sample, some a step, in the order of keys.
///
/// Who has an invitation to the wave already gets no other, so that a repeat does only what is still to do.
enum InviteWork {
  static let kind: TimerKind = "survey_invite"
  private static let batch = 200

  static func key(_ id: SurveyWaveID) -> [UInt8] { id.position }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> [DrawnSubject] = {
    (timer, reader) throws(Status) in
    let id = timer.key.withUnsafeBytes { SurveyWaveID(bytes: $0) }
    guard let id else { return [] }
    return try reader.drawn(of: id, after: timer.payload, most: batch)
  }

  @Sendable
  static func step(
    _ drawn: [DrawnSubject], _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    let id = timer.key.withUnsafeBytes { SurveyWaveID(bytes: $0) }
    guard let id, let inviting = try Inviting(id, writer.reader), inviting.wave.state == .open
    else { return .done }
    var last = timer.payload
    var subjects: [CustomerID] = []
    for one in drawn where last.lexicographicallyPrecedes(one.subject.position) {
      if !subjects.isEmpty && timer.isOverTime {
        try writer.recordStep("timer/survey_invite", subjects: subjects)
        return .on(payload: last)
      }
      last = one.subject.position
      if try writer.reader.invitation(to: id, of: one.subject) != nil { continue }
      try inviting.invite(
        Inviting.Wish(
          subject: one.subject, stratum: one.stratum, probability: one.probability), &writer)
      if case .customer(let customer) = one.subject { subjects.append(customer) }
    }
    try writer.recordStep("timer/survey_invite", subjects: subjects)
    return drawn.count < batch ? .done : .again(at: writer.now, payload: last)
  }
}
