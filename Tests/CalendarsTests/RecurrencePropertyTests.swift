import Calendars
import PCRMCore
import PCRMModel
import Testing

/// The expander against a slow reading of the standard: look at every day and ask whether the rule holds on it.
struct RecurrencePropertyTests {
  @Test func equalsLookingAtEveryDay() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SplitMix64(seed: seed)
    for number in 0..<600 {
      let start = CivilDate(
        Int32(2019 + random.next() % 4), Int32(1 + random.next() % 12),
        Int32(1 + random.next() % 28)
      ).daysSince1970
      let rule = Self.rule(&random)
      let expected = EveryDayOf(rule, start).days(until: start + 3 * 366)
      let first = LocalTime(day: start, second: 32_400)
      let found = RecurrenceExpander(rule, start: first).prefix { $0.day <= start + 3 * 366 }
      #expect(
        found.map(\.day) == expected,
        "seed \(seed), rule \(number): \(rule) from \(first.date.number)")
    }
  }

  private static func rule(_ random: inout SplitMix64) -> RecurrenceRule {
    let frequencies: [RecurrenceRule.Frequency] = [.daily, .weekly, .monthly, .yearly]
    var rule = RecurrenceRule(frequencies[Int(random.next() % 4)])
    rule.interval = [1, 1, 2, 3][Int(random.next() % 4)]
    rule.weekStart = Weekday.allCases[Int(random.next() % 7)]
    let isLong = rule.frequency == .monthly || rule.frequency == .yearly
    if random.next() % 3 == 0 {
      rule.months = (0..<2).map { _ in .init(Int(1 + random.next() % 12)) }
    }
    if random.next() % 3 == 0, rule.frequency != .weekly {
      rule.monthDays = (0..<3).map { _ in
        Int(1 + random.next() % 31) * (random.next() % 3 == 0 ? -1 : 1)
      }
    }
    if rule.frequency == .yearly, random.next() % 4 == 0 {
      rule.yearDays = (0..<20).map { _ in
        Int(1 + random.next() % 366) * (random.next() % 3 == 0 ? -1 : 1)
      }
    }
    let hasWeeks = rule.frequency == .yearly && random.next() % 4 == 0
    if hasWeeks {
      rule.weekNumbers = (0..<8).map { _ in
        Int(1 + random.next() % 53) * (random.next() % 3 == 0 ? -1 : 1)
      }
    }
    if random.next() % 2 == 0 {
      rule.days = (0..<2).map { _ in
        let weekday = Weekday.allCases[Int(random.next() % 7)]
        let counted = isLong && !hasWeeks && random.next() % 2 == 0
        return .init(weekday, ordinal: counted ? [1, 2, -1, -2, 5][Int(random.next() % 5)] : 0)
      }
    }
    let hasPart = !(rule.months.isEmpty && rule.monthDays.isEmpty && rule.days.isEmpty)
    if hasPart, random.next() % 4 == 0 {
      rule.positions = [[1], [-1], [2, -2]][Int(random.next() % 3)]
    }
    return rule
  }
}

/// A rule as a question about each day, grouped into periods only for BYSETPOS.
private struct EveryDayOf {
  let rule: RecurrenceRule
  let start: Int

  init(_ rule: RecurrenceRule, _ start: Int) {
    self.rule = rule
    self.start = start
  }

  func days(until last: Int) -> [Int] {
    // From a year before the start, so that whole periods are counted for positions.
    var periods: [Int: [Int]] = [:]
    for day in start - 400...last + 400 where holds(day) {
      periods[period(day), default: []].append(day)
    }
    var found: [Int] = []
    for (period, days) in periods where period >= 0 && period % rule.interval == 0 {
      if rule.positions.isEmpty {
        found += days
      } else {
        for position in Set(rule.positions) {
          let index = position > 0 ? position - 1 : days.count + position
          if days.indices.contains(index) { found.append(days[index]) }
        }
      }
    }
    return Set(found).filter { $0 >= start && $0 <= last }.sorted()
  }

  private func parts(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let date = CivilDate(daysSince1970: day)
    return (Int(date.year), Int(date.month), Int(date.day))
  }

  private func period(_ day: Int) -> Int {
    let (a, b) = (parts(start), parts(day))
    switch rule.frequency {
    case .yearly: return b.year - a.year
    case .monthly: return (b.year - a.year) * 12 + b.month - a.month
    case .weekly: return (week(day) - week(start)) / 7
    default: return day - start
    }
  }

  private func week(_ day: Int) -> Int {
    var first = day
    while Weekday(of: first) != rule.weekStart { first -= 1 }
    return first
  }

  private func holds(_ day: Int) -> Bool {
    let (year, month, date) = parts(day)
    let begin = parts(start)
    let isOpen = rule.days.isEmpty && rule.monthDays.isEmpty
    var months = rule.months.map(\.number)
    var monthDays = rule.monthDays
    var days = rule.days
    if rule.frequency == .yearly, isOpen, rule.yearDays.isEmpty, rule.weekNumbers.isEmpty {
      monthDays = [begin.day]
      if months.isEmpty { months = [begin.month] }
    }
    if rule.frequency == .yearly, isOpen, !rule.weekNumbers.isEmpty {
      days = [.init(Weekday(of: start))]
    }
    if rule.frequency == .monthly, isOpen { monthDays = [begin.day] }
    if rule.frequency == .weekly, days.isEmpty { days = [.init(Weekday(of: start))] }
    let length = Int(CivilDate.days(in: Int32(month), of: Int32(year)))
    let firstOfYear = CivilDate(Int32(year), 1, 1).daysSince1970
    let yearLength = CivilDate(Int32(year + 1), 1, 1).daysSince1970 - firstOfYear
    let yearDay = day - firstOfYear + 1
    if !months.isEmpty, !months.contains(month) { return false }
    if !monthDays.isEmpty, !monthDays.contains(date), !monthDays.contains(date - length - 1) {
      return false
    }
    if !rule.yearDays.isEmpty, !rule.yearDays.contains(yearDay),
      !rule.yearDays.contains(yearDay - yearLength - 1)
    {
      return false
    }
    if !rule.weekNumbers.isEmpty, !inWeeks(day) { return false }
    if days.isEmpty { return true }
    let inMonth = rule.frequency == .monthly || !months.isEmpty
    let (offset, span) = inMonth ? (date, length) : (yearDay, yearLength)
    return days.contains {
      $0.weekday == Weekday(of: day)
        && ($0.ordinal == 0 || $0.ordinal == (offset + 6) / 7
          || $0.ordinal == -((span - offset + 7) / 7))
    }
  }

  private func inWeeks(_ day: Int) -> Bool {
    // Count the weeks of the year that holds four days of this one.
    let middle = parts(week(day) + 3).year
    var first = CivilDate(Int32(middle), 1, 4).daysSince1970
    first = week(first)
    var count = 0
    var next = first
    while parts(next + 3).year == middle {
      count += 1
      next += 7
    }
    let number = (week(day) - first) / 7 + 1
    return rule.weekNumbers.contains(number) || rule.weekNumbers.contains(number - count - 1)
  }
}
