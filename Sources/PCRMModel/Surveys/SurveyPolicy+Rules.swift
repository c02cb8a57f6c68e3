public import PCRMCore
public import ProtobufCodec

extension SurveyPolicy {
  /// What holds as long as nothing was applied.
  public static let initial: SurveyPolicy = {
    var policy = SurveyPolicy()
    policy.gapDays = 30
    policy.nightFromMinute = 1260
    policy.nightToMinute = 480
    policy.keepHours = 24
    return policy.comparable
  }()

  /// The policy without what the server writes and with its defaults: what two versions are compared by.
  public var comparable: SurveyPolicy {
    var policy = self
    policy.version = 0
    policy.createTime = nil
    policy.createdBy = PrincipalID()
    if policy.minGroup == 0 { policy.minGroup = 5 }
    if policy.minTextGroup == 0 { policy.minTextGroup = 10 }
    if policy.consentPurpose.isEmpty { policy.consentPurpose = "satisfaction_survey" }
    if policy.attemptsMax == 0 { policy.attemptsMax = 10 }
    if policy.retrySeconds == 0 { policy.retrySeconds = 30 }
    if policy.retrySecondsMax == 0 { policy.retrySecondsMax = 3600 }
    return policy
  }

  /// Refuses a policy that breaks a rule of its fields.
  public func check(_ field: String) throws(Status) {
    try Int32.check(gapDays, "\(field).gap_days", 0...3660)
    try Int32.check(contactsMax, "\(field).contacts_max", 0...1000)
    if contactsMax > 0 {
      try Int32.check(countDays, "\(field).count_days", 1...3660)
    } else if countDays != 0 {
      throw .malformed("\(field).count_days", "0 without contacts_max")
    }
    try Int32.check(nightFromMinute, "\(field).night_from_minute", 0...1439)
    try Int32.check(nightToMinute, "\(field).night_to_minute", 0...1439)
    if minGroup != 0 { try Int32.check(minGroup, "\(field).min_group", 5...1000) }
    if minTextGroup != 0 { try Int32.check(minTextGroup, "\(field).min_text_group", 5...1000) }
    if !consentPurpose.isEmpty {
      try TextRules.checkCode(consentPurpose, "\(field).consent_purpose", max: 64, others: "_-.")
    }
    try Self.check(link: link, "\(field).link")
    try Self.check(link: optOutLink, "\(field).opt_out_link")
    try Int32.check(attemptsMax, "\(field).attempts_max", 0...100)
    try Int32.check(retrySeconds, "\(field).retry_seconds", 0...3600)
    try Int32.check(retrySecondsMax, "\(field).retry_seconds_max", 0...86_400)
    try Int32.check(keepHours, "\(field).keep_hours", 0...8760)
  }

  private static func check(link: String, _ field: String) throws(Status) {
    if link.isEmpty { return }
    if link.utf8.count > 500 { throw .tooLong(field, max: 500) }
    let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
    if !isWeb || !link.hasPlaceholder("{token}") || link.utf8.contains(where: { $0 <= 0x20 }) {
      throw .malformed(field, "a web address with {token}, without blanks")
    }
  }

  /// The time at which a message of `time` may go: that time, or the end of the night in which it falls.
  public func sendTime(_ time: Timestamp) -> Timestamp {
    if nightFromMinute == nightToMinute { return time }
    let day: Int64 = 86_400_000_000
    let local = time.microseconds + 9 * 3_600_000_000
    let start = local - ((local % day) + day) % day
    let minute = (local - start) / 60_000_000
    let from = Int64(nightFromMinute)
    let to = Int64(nightToMinute)
    let isNight = from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    guard isNight else { return time }
    var end = start + to * 60_000_000
    if end <= local { end += day }
    return Timestamp(microseconds: end - 9 * 3_600_000_000)
  }

  /// Seconds until the next try after so many.
  public func retryAfter(_ attempts: Int32) -> Int64 {
    let policy = comparable
    let first = Int64(policy.retrySeconds)
    let doubled = first << Int64(min(max(attempts - 1, 0), 20))
    return min(doubled, max(first, Int64(policy.retrySecondsMax)))
  }
}
