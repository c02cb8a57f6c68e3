import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Closes waves when their time is over, and ends what is still open of them.
enum WaveClosing {
  static let kind: TimerKind = "survey_wave_close"
  private static let batch: Int64 = 200

  static func key(_ id: SurveyWaveID) -> [UInt8] { id.position }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let id = timer.key.withUnsafeBytes { SurveyWaveID(bytes: $0) }
    guard let id, var wave = try writer.reader.wave(id) else { return .done }
    if wave.state == .open {
      // Somebody may have moved the end meanwhile.
      if let close = wave.closeTime, close.microseconds > writer.now.microseconds {
        return .again(at: close)
      }
      try writer.close(&wave)
    }
    guard wave.state == .closed else { return .done }
    if wave.anonymous { try writer.storeHeld(of: wave, isLast: true) }
    let open = try writer.reader.openInvitations(of: id, most: batch)
    var subjects: [CustomerID] = []
    var done = 0
    for invitation in open {
      try writer.end(invitation, .expired, because: "WAVE_CLOSED")
      if !invitation.customerID.isEmpty { subjects.append(invitation.customerID) }
      done += 1
      if timer.isOverTime { break }
    }
    try writer.recordStep("timer/survey_wave_close", subjects: subjects)
    return done < open.count || Int64(open.count) == batch ? .again(at: writer.now) : .done
  }
}

extension Reader {
  fileprivate func openInvitations(
    of wave: SurveyWaveID, most: Int64
  ) throws(Status) -> [Invitation] {
    try all(
      SQL(
        built: """
          SELECT \(Invitation.columns) FROM invitation i
          WHERE i.wave = $1 AND i.state IN (1, 2) ORDER BY i.id LIMIT $2
          """), .id(wave), .integer(most)
    ) { Invitation($0) }
  }
}

extension Writer {
  /// Closes a wave; its open invitations end in the background.
  ///
  /// The time at which it was to close stays where that is over: what has come since was late.
  mutating func close(_ wave: inout SurveyWave) throws(Status) {
    wave.state = .closed
    var fields = "state"
    if wave.closeTime.map({ $0.microseconds > now.microseconds }) ?? true {
      wave.closeTime = Timestamp(microseconds: now.microseconds)
      fields += ",close_time"
    }
    try update(&wave, fields: fields)
    try unschedule(InviteWork.kind, key: InviteWork.key(wave.id))
  }
}
