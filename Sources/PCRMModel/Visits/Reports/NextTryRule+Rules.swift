public import PCRMCore

extension NextTryRule {
  /// What holds before any rule was applied: after one try in vain another weekday and time of the day, after three a
  /// call, after four a letter, after five no more.
  public static let initial: NextTryRule = {
    var rule = NextTryRule()
    rule.steps = [
      NextTryStep(after: 1, .visit, waitHours: 24, isElsewhen: true),
      NextTryStep(after: 3, .phone, waitHours: 24, isElsewhen: false),
      NextTryStep(after: 4, .post, waitHours: 72, isElsewhen: false),
      NextTryStep(after: 5, .unspecified, waitHours: 0, isElsewhen: false),
    ]
    rule.steps[3].giveUp = true
    rule.bands = [
      TimeBand("morning", 9 * 60, 12 * 60), TimeBand("afternoon", 13 * 60, 18 * 60),
      TimeBand("evening", 18 * 60, 20 * 60),
    ]
    return rule
  }()

  /// Refuses a rule that breaks a rule of its fields.
  public func check(_ field: String = "rules.next_try") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    if steps.isEmpty { throw .required("\(field).steps") }
    if steps.count > 100 { throw .tooMany("\(field).steps", max: 100) }
    for (index, step) in steps.enumerated() {
      let place = "\(field).steps[\(index)]"
      try step.check(place)
      if steps[..<index].contains(where: {
        $0.afterTries == step.afterTries && $0.outcome == step.outcome
      }) {
        throw .duplicate("\(place).after_tries", "there is a step for this many tries already")
      }
    }
    if bands.count > 20 { throw .tooMany("\(field).bands", max: 20) }
    for (index, band) in bands.enumerated() {
      let place = "\(field).bands[\(index)]"
      try band.check(place)
      for earlier in bands[..<index] {
        if earlier.code == band.code {
          throw .duplicate("\(place).code", "\(band.code) stands there already")
        }
        if earlier.overlaps(band) {
          throw .duplicate("\(place).from_minute", "overlaps with the band \(earlier.code)")
        }
      }
    }
    if bands.isEmpty, steps.contains(where: \.otherTime) { throw .required("\(field).bands") }
  }
}

extension NextTryStep {
  fileprivate init(after tries: Int32, _ channel: Channel, waitHours: Int32, isElsewhen: Bool) {
    self.init()
    afterTries = tries
    self.channel = channel
    self.waitHours = waitHours
    otherWeekday = isElsewhen
    otherTime = isElsewhen
  }

  fileprivate func check(_ field: String) throws(Status) {
    if !(1...100).contains(afterTries) {
      throw .outOfRange("\(field).after_tries", min: 1, max: 100)
    }
    try outcome.checkKnown("\(field).outcome")
    if outcome != .unspecified && !outcome.isFailure {
      throw .malformed("\(field).outcome", "the outcome of a try that failed")
    }
    try channel.checkKnown("\(field).channel")
    if !(0...8760).contains(waitHours) {
      throw .outOfRange("\(field).wait_hours", min: 0, max: 8760)
    }
    if giveUp && (channel != .unspecified || otherWeekday || otherTime) {
      throw .malformed("\(field).give_up", "false where there is a next try")
    }
  }
}

extension TimeBand {
  fileprivate init(_ code: String, _ from: Int32, _ to: Int32) {
    self.init()
    self.code = code
    fromMinute = from
    toMinute = to
  }

  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-.")
    if !(0...1439).contains(fromMinute) {
      throw .outOfRange("\(field).from_minute", min: 0, max: 1439)
    }
    if !(fromMinute + 1...1440).contains(toMinute) {
      throw .outOfRange("\(field).to_minute", min: fromMinute + 1, max: 1440)
    }
    for (index, weekday) in weekdays.enumerated() {
      try weekday.checkRequired("\(field).weekdays[\(index)]")
      if weekdays[..<index].contains(weekday) {
        throw .duplicate("\(field).weekdays[\(index)]", "stands there already")
      }
    }
  }

  func isOn(_ weekday: Weekday) -> Bool { weekdays.isEmpty || weekdays.contains(weekday) }

  fileprivate func overlaps(_ other: TimeBand) -> Bool {
    guard fromMinute < other.toMinute && other.fromMinute < toMinute else { return false }
    return weekdays.isEmpty || other.weekdays.isEmpty
      || weekdays.contains(where: other.weekdays.contains)
  }
}
