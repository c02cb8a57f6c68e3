public import PCRMCore
public import ProtobufCodec

extension SurveyWave {
  /// What no update changes.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "survey_id", "number", "questionnaire", "questionnaire_version", "state",
    "frame", "counts", "create_time", "update_time",
  ]

  /// What is settled once the frame is frozen.
  public static let frozenFields: Set<String> = ["sample", "anonymous", "staff_unit_ids"]

  /// What may still be changed while the wave is open.
  public static let openFields: Set<String> = [
    "title", "close_time", "invitation_texts", "reminder_texts", "reminder_days",
  ]

  /// Days for which an invitation can be answered, where the wave does not say.
  public static let validDaysDefault: Int32 = 30

  /// Refuses a wave that breaks a rule of its fields, or does not go with its survey's mode.
  public func check(_ field: String, mode: SurveyMode) throws(Status) {
    try TextRules.check(title, "\(field).title", max: 200)
    if questionnaireVersion < 0 {
      throw .malformed("\(field).questionnaire_version", "0 or a version")
    }
    try checkTimes(field)
    if mode.isAlwaysAnonymous && !anonymous {
      throw .malformed("\(field).anonymous", "true in a survey of this mode")
    }
    if minGroup != 0 {
      try Int32.check(minGroup, "\(field).min_group", anonymous ? 5...1000 : 1...1000)
    }
    try Int32.check(scoreModelVersion, "\(field).score_model_version", 0...Int32.max)
    try sample?.check("\(field).sample", mode: mode)
    try checkQuotas(field)
    try checkMessages(field)
    try Int32.check(validDays, "\(field).valid_days", 0...366)
    try checkUnits(staffUnitIDs, "\(field).staff_unit_ids", max: 100)
    try checkUnits(ratedUnitIDs, "\(field).rated_unit_ids", max: 200)
    if mode.asksCustomers && !staffUnitIDs.isEmpty {
      throw .malformed("\(field).staff_unit_ids", "empty where customers are asked")
    }
    if mode != .internal && !ratedUnitIDs.isEmpty {
      throw .malformed("\(field).rated_unit_ids", "empty but for SURVEY_MODE_INTERNAL")
    }
  }

  private func checkTimes(_ field: String) throws(Status) {
    try openTime?.checkWaveTime("\(field).open_time")
    try closeTime?.checkWaveTime("\(field).close_time")
    if let openTime, let closeTime, closeTime.microseconds <= openTime.microseconds {
      throw .malformed("\(field).close_time", "after open_time")
    }
  }

  private func checkQuotas(_ field: String) throws(Status) {
    try Codes.check(quotas.map(\.name), "\(field).quotas", ".name", max: 100)
    for (index, quota) in quotas.enumerated() {
      let place = "\(field).quotas[\(index)]"
      if quota.condition.utf8.count > 1000 { throw .tooLong("\(place).condition", max: 1000) }
      if !(1...10_000_000).contains(quota.max) {
        throw .outOfRange("\(place).max", min: 1, max: Int64(10_000_000))
      }
      try check(quota.stratum, quota, "\(place).stratum")
    }
  }

  private func check(
    _ stratum: String?, _ quota: SurveyQuota, _ place: String
  ) throws(Status) {
    guard let stratum else { return }
    try TextRules.check(stratum, place, max: 200)
    guard let sample, sample.stratifyBy != .unspecified else {
      throw .malformed(place, "absent where the sample plan does not divide the frame")
    }
    if sample.stratifyBy == .segments, !stratum.isEmpty, !sample.strataSegments.contains(stratum) {
      throw .malformed(place, "one of the sample's strata_segments, or empty")
    }
    // How many of a small part gave an answer would lead back to them.
    if anonymous && !quota.condition.isEmpty {
      throw .malformed(place, "absent in an anonymous wave where the quota has a condition")
    }
  }

  private func checkMessages(_ field: String) throws(Status) {
    if channels.count > 8 { throw .tooMany("\(field).channels", max: 8) }
    for (index, channel) in channels.enumerated() {
      if ![.sms, .email, .app, .post].contains(channel) {
        throw .malformed(
          "\(field).channels[\(index)]",
          "CHANNEL_SMS, CHANNEL_EMAIL, CHANNEL_APP or CHANNEL_POST")
      }
      if channels[..<index].contains(channel) {
        throw .duplicate("\(field).channels[\(index)]", "stands there before")
      }
    }
    try SurveyText.check(invitationTexts, "\(field).invitation_texts")
    try SurveyText.check(reminderTexts, "\(field).reminder_texts")
    if !channels.isEmpty && invitationTexts.isEmpty {
      throw .required("\(field).invitation_texts")
    }
    if reminderDays.count > 5 { throw .tooMany("\(field).reminder_days", max: 5) }
    var last: Int32 = 0
    for (index, day) in reminderDays.enumerated() {
      try Int32.check(day, "\(field).reminder_days[\(index)]", 1...90)
      if day <= last {
        throw .malformed("\(field).reminder_days[\(index)]", "later than the one before")
      }
      last = day
    }
  }

  private func checkUnits(_ units: [UnitID], _ field: String, max: Int) throws(Status) {
    if units.count > max { throw .tooMany(field, max: max) }
    for (index, unit) in units.enumerated() {
      if unit.isEmpty { throw .required("\(field)[\(index)]") }
      if units[..<index].contains(unit) {
        throw .duplicate("\(field)[\(index)]", "stands there before")
      }
    }
  }

  /// The text in a language, or the first there is.
  public func text(in language: String, isReminder: Bool) -> SurveyText? {
    let texts = isReminder && !reminderTexts.isEmpty ? reminderTexts : invitationTexts
    return texts.first { $0.language == language }
      ?? texts.first { language.utf8.starts(with: $0.language.utf8) } ?? texts.first
  }

  /// How long an invitation of `time` can be answered.
  public func expiry(from time: Timestamp) -> Timestamp {
    let days = Int64(validDays == 0 ? Self.validDaysDefault : validDays)
    let end = Timestamp(microseconds: time.microseconds + days * 86_400_000_000)
    guard let closeTime, closeTime.microseconds < end.microseconds else { return end }
    return closeTime
  }
}

extension SurveyText {
  fileprivate static func check(_ texts: [SurveyText], _ field: String) throws(Status) {
    if texts.count > 10 { throw .tooMany(field, max: 10) }
    for (index, text) in texts.enumerated() {
      let place = "\(field)[\(index)]"
      if text.language.isEmpty { throw .required("\(place).language") }
      if !LanguageTag.isWellFormed(text.language) {
        throw .malformed("\(place).language", "a language tag such as ko or en")
      }
      try TextRules.check(text.subject, "\(place).subject", max: 200)
      if text.subject.utf8.contains(0x0a) {
        throw .malformed("\(place).subject", "one line")
      }
      try TextRules.checkRequired(text.body, "\(place).body", max: 4000)
      if !text.body.hasPlaceholder("{link}") {
        throw .malformed("\(place).body", "a text with {link}, where the form is found")
      }
      if texts[..<index].contains(where: { $0.language == text.language }) {
        throw .duplicate("\(place).language", "stands there before")
      }
    }
  }
}

extension String {
  /// Whether a placeholder occurs in the text.
  func hasPlaceholder(_ name: String) -> Bool {
    let wanted = Array(name.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { at in
      bytes[at..<(at + wanted.count)].elementsEqual(wanted)
    }
  }

  /// The text with what stands for its placeholders; what is put in is not looked through again.
  public func filled(_ values: [(name: String, value: String)]) -> String {
    var result = ""
    var rest = Substring(self)
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if let (name, value) = values.first(where: { rest.hasPrefix("{\($0.name)}") }) {
        result += value
        rest = rest.dropFirst(name.count + 2)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

extension Timestamp {
  /// Refuses a time that no wave has: from 2000 to 9999.
  fileprivate func checkWaveTime(_ field: String) throws(Status) {
    if !(946_684_800...253_370_764_800).contains(seconds) {
      throw .malformed(field, "a time from the year 2000 on")
    }
  }
}

extension Int32 {
  /// Refuses a number outside of a range.
  static func check(
    _ number: Int32, _ field: String, _ range: ClosedRange<Int32>
  ) throws(Status) {
    if !range.contains(number) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }
}
