import PCRMModel

/// The days that a rule's BY… parts leave of a period, before hours, minutes and positions come in.
struct RecurrenceDays {
  let rule: RecurrenceRule
  private let months: [RecurrenceRule.Month]
  private let monthDays: [Int]
  private let days: [RecurrenceRule.Day]

  /// Takes from the start what the rule leaves open: "every year" means on the start's month and day.
  ///
  /// - Returns: nil when the scale is not reckoned for the start.
  init?(_ rule: RecurrenceRule, start: Int) {
    guard let year = ScaleYear(holding: start, rule.scale),
      let index = year.monthIndex(holding: start)
    else { return nil }
    let month = year.months[index]
    let weekday = RecurrenceRule.Day(Weekday(of: start))
    let isOpen = rule.days.isEmpty && rule.monthDays.isEmpty
    var months = rule.months
    var monthDays = rule.monthDays
    var days = rule.days
    switch rule.frequency {
    case .yearly where isOpen && !rule.weekNumbers.isEmpty: days = [weekday]
    case .yearly where isOpen && rule.yearDays.isEmpty:
      monthDays = [start - month.firstDay + 1]
      if months.isEmpty { months = [.init(month.number, isLeap: month.isLeap)] }
    case .monthly where isOpen: monthDays = [start - month.firstDay + 1]
    case .weekly where days.isEmpty: days = [weekday]
    default: break
    }
    self.rule = rule
    self.months = months
    self.monthDays = monthDays
    self.days = days
  }

  // MARK: Periods

  /// The days of a year, ascending.
  func days(of year: ScaleYear) -> [Int] {
    let wanted = months.isEmpty ? year.months : months.flatMap { Self.find($0, year, rule.skip) }
    let found =
      monthDays.isEmpty
      ? wanted.flatMap { Array($0.firstDay..<$0.firstDay + $0.length) }
      : wanted.flatMap { dates(of: $0) }
    return Array(Set(found)).sorted().filter { day in
      matchesYearDay(day, year) && matchesWeek(day)
        && matchesWeekday(day, span: months.isEmpty ? .year(year) : .month, year)
    }
  }

  /// The days of a month, ascending.
  func days(of month: ScaleYear.Month, in year: ScaleYear) -> [Int] {
    guard matchesMonth(month) else { return [] }
    let found =
      monthDays.isEmpty
      ? Array(month.firstDay..<month.firstDay + month.length) : dates(of: month)
    return Array(Set(found)).sorted().filter { matchesWeekday($0, span: .month, year) }
  }

  /// Whether a day passes where the parts only limit: in weeks, days and shorter periods.
  func passes(_ day: Int) -> Bool {
    if !days.isEmpty, !days.contains(where: { $0.weekday == Weekday(of: day) }) { return false }
    if months.isEmpty, monthDays.isEmpty, rule.yearDays.isEmpty { return true }
    guard let year = ScaleYear(holding: day, rule.scale),
      let index = year.monthIndex(holding: day)
    else { return false }
    let month = year.months[index]
    let fromFront = day - month.firstDay + 1
    return matchesMonth(month) && matchesYearDay(day, year)
      && (monthDays.isEmpty
        || monthDays.contains { $0 == fromFront || $0 == fromFront - month.length - 1 })
  }

  // MARK: Parts

  /// The months of a year that a BYMONTH value means; a leap month that the year lacks is skipped as the rule says.
  private static func find(
    _ wanted: RecurrenceRule.Month, _ year: ScaleYear, _ skip: RecurrenceRule.Skip
  ) -> [ScaleYear.Month] {
    let exact = year.months.filter { $0.number == wanted.number && $0.isLeap == wanted.isLeap }
    if !exact.isEmpty || skip == .omit { return exact }
    let number = skip == .forward ? wanted.number + 1 : wanted.number
    return year.months.filter { $0.number == number && !$0.isLeap }
  }

  /// The days of a month that BYMONTHDAY means; one that the month lacks is skipped as the rule says.
  private func dates(of month: ScaleYear.Month) -> [Int] {
    monthDays.compactMap { number in
      let date = number > 0 ? number : month.length + 1 + number
      if (1...month.length).contains(date) { return month.firstDay + date - 1 }
      guard number > 0 else { return nil }
      return switch rule.skip {
      case .omit: nil
      case .backward: month.firstDay + month.length - 1
      case .forward: month.firstDay + month.length
      }
    }
  }

  private func matchesMonth(_ month: ScaleYear.Month) -> Bool {
    months.isEmpty
      || months.contains { $0.number == month.number && $0.isLeap == month.isLeap }
  }

  private func matchesYearDay(_ day: Int, _ year: ScaleYear) -> Bool {
    if rule.yearDays.isEmpty { return true }
    let number = day - year.firstDay + 1
    return rule.yearDays.contains(number) || rule.yearDays.contains(number - year.length - 1)
  }

  private func matchesWeek(_ day: Int) -> Bool {
    if rule.weekNumbers.isEmpty { return true }
    let monday = weekStart(of: day)
    // A week belongs to the year that holds four of its days.
    let year = Int(CivilDate(daysSince1970: monday + 3).year)
    let first = firstWeek(of: year)
    let number = (monday - first) / 7 + 1
    let count = (firstWeek(of: year + 1) - first) / 7
    return rule.weekNumbers.contains(number) || rule.weekNumbers.contains(number - count - 1)
  }

  /// The first day of the week that a day lies in, as the rule's weeks begin.
  func weekStart(of day: Int) -> Int {
    day - (Weekday(of: day).rawValue - rule.weekStart.rawValue + 7) % 7
  }

  private func firstWeek(of year: Int) -> Int {
    weekStart(of: CivilDate(Int32(year), 1, 4).daysSince1970)
  }

  /// What the number before a weekday counts within.
  private enum Span {
    case month
    case year(ScaleYear)
  }

  private func matchesWeekday(_ day: Int, span: Span, _ year: ScaleYear) -> Bool {
    if days.isEmpty { return true }
    let weekday = Weekday(of: day)
    return days.contains { wanted in
      guard wanted.weekday == weekday else { return false }
      if wanted.ordinal == 0 { return true }
      let offset: Int
      let length: Int
      switch span {
      case .year(let year):
        offset = day - year.firstDay
        length = year.length
      case .month:
        guard let index = year.monthIndex(holding: day) else { return false }
        offset = day - year.months[index].firstDay
        length = year.months[index].length
      }
      return wanted.ordinal > 0
        ? offset / 7 + 1 == wanted.ordinal : -((length - 1 - offset) / 7 + 1) == wanted.ordinal
    }
  }
}
