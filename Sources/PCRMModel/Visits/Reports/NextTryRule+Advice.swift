import PCRMCore
import ProtobufCodec

extension AttemptOutcome {
  /// Whether the customer was not to be met.
  public var isFailure: Bool {
    [.noAnswer, .refused, .wrongAddress, .moved, .inHospital].contains(self)
  }
}

extension NextTryRule {
  /// Seconds east of Greenwich at which weekdays and bands of the day are told.
  private static let seoulOffset: Int64 = 9 * 3600
  /// How far ahead another weekday and time of the day are looked for.
  private static let daysAhead: Int64 = 28

  /// What to do after the last of some tries.
  ///
  /// - Parameter attempts: the tries to meet one customer, oldest first. Those in vain after the last meeting count.
  /// - Returns: nil when the last try was a meeting, or when the rule has no step for it.
  public func advice(after attempts: [VisitAttempt]) -> NextTry? {
    let failed = Array(attempts.reversed().prefix { $0.outcome.isFailure }.reversed())
    guard let last = failed.last, let time = last.time,
      let step = step(after: failed.count, last.outcome)
    else { return nil }
    var next = NextTry()
    next.ruleVersion = version
    if step.giveUp {
      next.giveUp = true
      return next
    }
    next.channel = step.channel == .unspecified ? .visit : step.channel
    let earliest = time.microseconds + Int64(step.waitHours) * 3_600_000_000
    let places = failed.filter { $0.way == next.channel }.compactMap(\.time).map(SeoulTime.init)
    let found = opening(from: earliest, step, besides: places)
    next.notBefore = Timestamp(microseconds: found.time)
    next.otherWeekday = found.isOtherWeekday
    next.otherTime = found.isOtherTime
    return next
  }

  /// The step for so many tries in a row, of which the last ended like this.
  func step(after tries: Int, _ outcome: AttemptOutcome) -> NextTryStep? {
    let reached = steps.filter { Int($0.afterTries) <= tries }
    let own = reached.filter { $0.outcome == outcome }
    let fitting = own.isEmpty ? reached.filter { $0.outcome == .unspecified } : own
    return fitting.max { $0.afterTries < $1.afterTries }
  }

  /// The first time from `earliest` on that is as different from the tries in vain as the step asks. What cannot be had
  /// any more is let go: the weekday first, then the time of the day.
  private func opening(
    from earliest: Int64, _ step: NextTryStep, besides places: [SeoulTime]
  ) -> (time: Int64, isOtherWeekday: Bool, isOtherTime: Bool) {
    let tried = Set(places.map(\.weekday.rawValue))
    let bands = Set(places.compactMap { band(at: $0)?.code })
    let wishes: [(weekday: Bool, time: Bool)] = [
      (step.otherWeekday, step.otherTime), (false, step.otherTime), (step.otherWeekday, false),
    ]
    for wish in wishes where wish.weekday || wish.time {
      let found = openings(from: earliest, isBanded: step.otherTime).first {
        (!wish.weekday || !tried.contains($0.weekday.rawValue))
          && (!wish.time || !bands.contains($0.band))
      }
      if let found { return (found.time, wish.weekday, wish.time) }
    }
    return (earliest, false, false)
  }

  /// Beginnings of the times at which somebody may be tried, in their order: bands, or whole days.
  private func openings(
    from earliest: Int64, isBanded: Bool
  ) -> [(time: Int64, weekday: Weekday, band: String)] {
    let day: Int64 = 86_400_000_000
    let first = SeoulTime(Timestamp(microseconds: earliest))
    var openings: [(time: Int64, weekday: Weekday, band: String)] = []
    for number in first.day..<(first.day + Self.daysAhead) {
      let midnight = number * day - Self.seoulOffset * 1_000_000
      let weekday = SeoulTime.weekday(ofDay: number)
      guard isBanded else {
        openings.append((max(midnight, earliest), weekday, ""))
        continue
      }
      for band in bands.sorted(by: { $0.fromMinute < $1.fromMinute }) where band.isOn(weekday) {
        let begin = midnight + Int64(band.fromMinute) * 60_000_000
        if midnight + Int64(band.toMinute) * 60_000_000 > earliest {
          openings.append((max(begin, earliest), weekday, band.code))
        }
      }
    }
    return openings
  }

  private func band(at place: SeoulTime) -> TimeBand? {
    bands.first {
      $0.isOn(place.weekday) && ($0.fromMinute..<$0.toMinute).contains(place.minute)
    }
  }

  /// An instant as day, weekday and minute in Seoul.
  struct SeoulTime {
    /// Days since 1970-01-01.
    let day: Int64
    let minute: Int32

    init(_ time: Timestamp) {
      let seconds = time.seconds + NextTryRule.seoulOffset
      let rest = seconds % 86_400
      let second = rest < 0 ? rest + 86_400 : rest
      day = (seconds - second) / 86_400
      minute = Int32(second / 60)
    }

    var weekday: Weekday { Self.weekday(ofDay: day) }

    /// 1970-01-01 was a Thursday.
    static func weekday(ofDay day: Int64) -> Weekday {
      let rest = (day + 3) % 7
      return Weekday(rawValue: Int32(rest < 0 ? rest + 7 : rest) + 1)
    }
  }
}

extension VisitAttempt {
  /// How it was tried.
  fileprivate var way: Channel { channel == .unspecified ? .visit : channel }
}
