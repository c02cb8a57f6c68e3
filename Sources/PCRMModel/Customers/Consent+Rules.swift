public import PCRMCore
public import ProtobufCodec

extension Consent {
  /// Refuses a consent that breaks a rule; call it when the texts are composed.
  public func check(now: Timestamp) throws(Status) {
    if customerID.isEmpty { throw .required("customer_id") }
    try Self.checkPurpose(purpose)
    try channel.checkKnown("channel")
    try state.checkRequired("state")
    if state == .given && textVersion.isEmpty { throw .required("text_version") }
    try TextRules.check(textVersion, "text_version", max: 64)
    try TextRules.check(source, "source", max: 200)
    if let decideTime, decideTime.microseconds > now.microseconds {
      throw Status.invalid(
        "decide_time", "must not be in the future", reason: "FIELD_OUT_OF_RANGE")
    }
  }

  /// Refuses what is no code of a purpose.
  public static func checkPurpose(_ purpose: String) throws(Status) {
    try TextRules.checkCode(purpose, "purpose", max: 64, others: "_-.")
  }
}

extension Status {
  /// The customer did not agree to this use.
  public static func consentMissing(purpose: String, channel: Channel) -> Status {
    let name = channel.name ?? "\(channel.rawValue)"
    return Status.precondition(
      "CONSENT_MISSING", "purpose",
      "the customer has not agreed to the purpose \(purpose) on \(name)"
    ).with("purpose", purpose).with("channel", name)
  }
}
