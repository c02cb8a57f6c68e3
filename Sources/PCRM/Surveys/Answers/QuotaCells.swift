import PCRMCore
import PCRMModel
import Storage

extension Writer {
  /// Counts answers in their quotas, all of them or none.
  ///
  /// The count and its bound are one statement: two answers at once cannot both take the last place.
  ///
  /// - Parameter quotas: those that the answers belong to, as often as they do.
  /// - Returns: whether there was room.
  mutating func take(_ quotas: [SurveyQuota], of wave: SurveyWave) throws(Status) -> Bool {
    if quotas.isEmpty { return true }
    do throws(Status) {
      try savepoint { (writer) throws(Status) in
        for quota in quotas {
          try writer.execute(
            """
            INSERT INTO quota_cell (wave, name, counted) VALUES ($1, $2, 0)
            ON CONFLICT (wave, name) DO NOTHING
            """, .id(wave.id), .text(quota.name))
          let count = try writer.execute(
            """
            UPDATE quota_cell SET counted = counted + 1
            WHERE wave = $1 AND name = $2 AND counted < $3
            """, .id(wave.id), .text(quota.name), .integer(quota.max))
          if count == 0 { throw .quotaFull }
        }
      }
      return true
    } catch {
      if error == .quotaFull { return false }
      throw error
    }
  }

  /// Gives the places of a rejected answer back.
  func returnQuotas(_ names: [String], of wave: SurveyWaveID) throws(Status) {
    for name in names {
      try execute(
        """
        UPDATE quota_cell SET counted = counted - 1
        WHERE wave = $1 AND name = $2 AND counted > 0
        """, .id(wave), .text(name))
    }
  }
}

extension WorkedSheet {
  /// The quotas that the sheet belongs to: by what was answered, and by the stratum that the invitation was drawn from.
  func quotas(of wave: SurveyWave, _ invitation: Invitation) -> [SurveyQuota] {
    quotas.map { wave.quotas[$0] }.filter {
      $0.stratum == nil || $0.stratum == invitation.stratum
    }
  }
}

extension Status {
  /// Inside only: a full quota ends the part that counts, not the call.
  fileprivate static let quotaFull = Status(.resourceExhausted, "a quota is full")
}
