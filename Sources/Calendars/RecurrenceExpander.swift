import PCRMModel

/// The occurrences of one rule, ascending, made one period at a time.
///
/// The start is an occurrence only if the rule says so too. A rule that leaves a hundred years without an occurrence is
/// over.
public struct RecurrenceExpander: Sequence, IteratorProtocol {
  private static let emptyYearsMax = 100
  /// Hours, minutes or seconds in a row that may hold nothing, on days that could.
  private static let emptyStepsMax = 200_000

  private let rule: RecurrenceRule
  private let start: LocalTime
  private let days: RecurrenceDays?
  private let hours: [Int]
  private let minutes: [Int]
  private let seconds: [Int]
  /// Seconds east of Greenwich, for an end that is given in UTC.
  private let offset: @Sendable (LocalTime) -> Int

  private var period = 0
  private var month: (year: ScaleYear, index: Int)?
  private var ready: [LocalTime] = []
  private var count = 0
  private var lastFound: Int
  private var emptySteps = 0
  private var isOver = false

  /// - Parameter offset: how many seconds east of Greenwich a wall clock is; Korea's by default.
  public init(
    _ rule: RecurrenceRule, start: LocalTime,
    offset: @escaping @Sendable (LocalTime) -> Int = { _ in 9 * 3600 }
  ) {
    self.rule = rule
    self.start = start
    self.offset = offset
    days = RecurrenceDays(rule, start: start.day)
    isOver = days == nil
    lastFound = start.day
    let isShorter = { (frequency: RecurrenceRule.Frequency) in
      rule.frequency.rawValue <= frequency.rawValue
    }
    hours = Self.values(rule.hours, isShorter(.hourly) ? nil : start.second / 3600)
    minutes = Self.values(rule.minutes, isShorter(.minutely) ? nil : start.second / 60 % 60)
    seconds = Self.values(rule.seconds, isShorter(.secondly) ? nil : start.second % 60)
    if let year = ScaleYear(holding: start.day, rule.scale),
      let index = year.monthIndex(holding: start.day)
    {
      month = (year, index)
    }
  }

  /// The values of a part, ascending; without the part the start's, or any.
  private static func values(_ listed: [Int], _ fallback: Int?) -> [Int] {
    listed.isEmpty ? fallback.map { [$0] } ?? [] : Array(Set(listed)).sorted()
  }

  public mutating func next() -> LocalTime? {
    while !isOver {
      if let time = ready.popLast() {
        if time < start { continue }
        if isPast(time) {
          isOver = true
          return nil
        }
        count += 1
        if case .count(let max) = rule.end, count == max { isOver = true }
        lastFound = time.day
        emptySteps = 0
        return time
      }
      fill()
    }
    return nil
  }

  private func isPast(_ time: LocalTime) -> Bool {
    switch rule.end {
    case .never: false
    case .count(let max): count >= max
    case .day(let day): time.day > day
    case .local(let last): time > last
    case .instant(let instant): time.seconds - offset(time) > instant
    }
  }

  /// Makes the next period's occurrences, the last one first.
  private mutating func fill() {
    guard let days else { return }
    var day: Int
    var found: [Int] = []
    switch rule.frequency {
    case .yearly:
      guard let first = month?.year.number,
        let year = ScaleYear(first + period * rule.interval, rule.scale)
      else { return end() }
      day = year.firstDay
      found = days.days(of: year)
    case .monthly:
      guard let (year, index) = month else { return end() }
      day = year.months[index].firstDay
      found = days.days(of: year.months[index], in: year)
      stepMonths(rule.interval)
    case .weekly:
      day = days.weekStart(of: start.day) + 7 * period * rule.interval
      found = (day..<day + 7).filter(days.passes)
    case .daily:
      day = start.day + period * rule.interval
      found = days.passes(day) ? [day] : []
    case .hourly, .minutely, .secondly:
      return fillShort(days)
    }
    period += 1
    if day > lastFound + Self.emptyYearsMax * 366 * Swift.max(1, rule.interval / 50) {
      return end()
    }
    let times = found.flatMap { day in clock.map { LocalTime(day: day, second: $0) } }
    ready = pick(times).reversed()
  }

  private mutating func end() {
    isOver = true
    ready = []
  }

  private mutating func stepMonths(_ months: Int) {
    guard var (year, index) = month else { return }
    index += months
    while index >= year.months.count {
      index -= year.months.count
      guard let next = ScaleYear(year.number + 1, rule.scale) else {
        month = nil
        return
      }
      year = next
    }
    month = (year, index)
  }

  /// The times of a day, ascending.
  private var clock: [Int] {
    hours.flatMap { hour in
      minutes.flatMap { minute in
        // A leap second is on no wall clock here.
        seconds.filter { $0 < 60 }.map { hour * 3600 + minute * 60 + $0 }
      }
    }
  }

  /// What BYSETPOS leaves of a period's occurrences.
  private func pick(_ times: [LocalTime]) -> [LocalTime] {
    if rule.positions.isEmpty { return times }
    let indices = rule.positions.map { $0 > 0 ? $0 - 1 : times.count + $0 }
    return Set(indices.filter(times.indices.contains)).sorted().map { times[$0] }
  }

  // MARK: Hours, minutes, seconds

  private mutating func fillShort(_ days: RecurrenceDays) {
    let unit =
      switch rule.frequency {
      case .hourly: 3600
      case .minutely: 60
      default: 1
      }
    let base = start.seconds - start.seconds % unit
    let step = unit * rule.interval
    let time = LocalTime(seconds: base + period * step)
    emptySteps += 1
    if time.day > lastFound + Self.emptyYearsMax * 366 || emptySteps > Self.emptyStepsMax {
      return end()
    }
    let hour = time.second / 3600
    let minute = time.second / 60 % 60
    // The first moment that could hold anything, when this one cannot.
    var resume: Int?
    if !days.passes(time.day) {
      resume = (time.day + 1) * 86_400
    } else if !hours.isEmpty, !hours.contains(hour) {
      resume = time.day * 86_400 + (hour + 1) * 3600
    } else if unit < 3600, !minutes.isEmpty, !minutes.contains(minute) {
      resume = time.day * 86_400 + hour * 3600 + (minute + 1) * 60
    }
    if let resume {
      period = Swift.max(period + 1, (resume - base + step - 1) / step)
      return
    }
    period += 1
    let inside =
      switch rule.frequency {
      case .hourly: minutes.flatMap { minute in seconds.map { minute * 60 + $0 } }
      case .minutely: seconds
      default: seconds.isEmpty || seconds.contains(time.second % 60) ? [0] : []
      }
    let limit = rule.frequency == .hourly ? 3600 : 60
    ready = pick(inside.filter { $0 < limit }.map { LocalTime(seconds: time.seconds + $0) })
      .reversed()
  }
}
