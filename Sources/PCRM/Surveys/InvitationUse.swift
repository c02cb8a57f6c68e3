import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What becomes of an answer that an invitation brings.
enum InvitationUse: Sendable, Equatable {
  /// It counts.
  case counted
  /// The wave was closed, or the invitation over: it is kept and does not count.
  case late
}

extension Reader {
  /// Whether an answer would count, or be late; refuses what can no longer be answered at all.
  func use(
    of invitation: Invitation, in wave: SurveyWave, _ field: String
  ) throws(Status) -> InvitationUse {
    switch invitation.state {
    case .sent, .bounced, .waiting:
      guard wave.state == .open else {
        if wave.state == .draft { throw .waveState(wave, field, "open it first") }
        return .late
      }
      if let open = wave.openTime, open.microseconds > now.microseconds {
        throw .waveState(wave, field, "nobody answers it before its open_time")
      }
      let isOver = [invitation.expireTime, wave.closeTime].contains {
        $0.map { $0.microseconds <= now.microseconds } ?? false
      }
      return isOver ? .late : .counted
    case .expired: return .late
    default: throw .invitationEnded(invitation, field)
    }
  }
}

extension Writer {
  /// Uses an invitation up: once, and never again. Reminders that wait are cancelled.
  ///
  /// In an anonymous wave only the day is written down, and neither the feed nor the audit log is told.
  ///
  /// - Parameter isScreenedOut: a quota was full, so that the answer is not wanted.
  /// - Returns: whether the answer counts.
  @discardableResult
  mutating func complete(
    _ invitation: Invitation, in wave: SurveyWave, isScreenedOut: Bool = false,
    _ field: String = "token"
  ) throws(Status) -> InvitationUse {
    guard let stored = try reader.invitation(invitation.id) else { throw .internalError }
    let use = try reader.use(of: stored, in: wave, field)
    let state: InvitationState = isScreenedOut ? .screenedOut : .answered
    let day = BusinessDay.today(now).daysSince1970
    let count = try execute(
      """
      UPDATE invitation SET version = version + 1, state = $2, reason = '', remind_at = NULL,
        answer_day = $3, answered_at = $4
      WHERE id = $1 AND state NOT IN (3, 4)
      """, .id(stored.id), .enumeration(state), .integer(Int64(day)),
      wave.anonymous ? .null : .time(now))
    if count != 1 { throw .invitationEnded(stored, field) }
    try cancelMessages(of: stored.id)
    if !wave.anonymous {
      var used = stored
      used.version += 1
      used.state = state
      tell(used, fields: "state,answer_date")
    }
    return use
  }
}
