public import PCRMCore
public import ProtobufCodec

extension Token {
  /// Refuses a token that cannot be made at the time `now`.
  public func check(at now: Timestamp, _ field: String = "token") throws(Status) {
    if principalID.isEmpty { throw .required("\(field).principal_id") }
    try TextRules.check(label, "\(field).label", max: 200)
    if let expireTime, expireTime.microseconds <= now.microseconds {
      throw .invalid(
        "\(field).expire_time", "must be in the future", reason: "FIELD_OUT_OF_RANGE")
    }
  }

  /// Whether it proves nothing any more at the time `now`.
  public func isInvalid(at now: Timestamp) -> Bool {
    revokeTime != nil || expireTime.map { $0.microseconds <= now.microseconds } ?? false
  }
}
