import PCRMModel

extension RecurrenceRule {
  /// Numbers a list may have: more are a mistake or an attack.
  private static let listMax = 366

  /// Reads a rule's text, as it stands behind `RRULE:`.
  public init(_ text: String) throws(RecurrenceFailure) {
    var parts: [(name: String, value: String)] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves[0].uppercased()
      guard halves.count == 2, !halves[1].isEmpty else {
        throw RecurrenceFailure(name.isEmpty ? "RRULE" : name, "expected NAME=VALUE")
      }
      if parts.contains(where: { $0.name == name }) {
        throw RecurrenceFailure(name, "stands twice")
      }
      parts.append((name, halves[1].uppercased()))
    }
    guard let freq = parts.first(where: { $0.name == "FREQ" }) else {
      throw RecurrenceFailure("FREQ", "is missing")
    }
    let names = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    guard let index = names.firstIndex(of: freq.value) else {
      throw RecurrenceFailure("FREQ", "expected one of \(names.joined(separator: ", "))")
    }
    self.init(Frequency.allCases[index])
    for (name, value) in parts where name != "FREQ" { try read(name, value) }
    try check(parts.map(\.name))
  }

  private mutating func read(_ name: String, _ value: String) throws(RecurrenceFailure) {
    switch name {
    case "INTERVAL": interval = try Self.number(name, value, 1...100_000)
    case "COUNT":
      if end != .never { throw RecurrenceFailure(name, "cannot stand beside UNTIL") }
      end = .count(try Self.number(name, value, 1...1_000_000))
    case "UNTIL":
      if end != .never { throw RecurrenceFailure(name, "cannot stand beside COUNT") }
      end = try Self.until(value)
    case "BYSECOND": seconds = try Self.numbers(name, value, 0...60)
    case "BYMINUTE": minutes = try Self.numbers(name, value, 0...59)
    case "BYHOUR": hours = try Self.numbers(name, value, 0...23)
    case "BYDAY": days = try Self.list(name, value, Self.day)
    case "BYMONTHDAY": monthDays = try Self.signed(name, value, 31)
    case "BYYEARDAY": yearDays = try Self.signed(name, value, 385)
    case "BYWEEKNO": weekNumbers = try Self.signed(name, value, 53)
    case "BYMONTH": months = try Self.list(name, value, Self.month)
    case "BYSETPOS": positions = try Self.signed(name, value, 366)
    case "WKST":
      guard let weekday = Weekday(code: value) else {
        throw RecurrenceFailure(name, "expected MO, TU, WE, TH, FR, SA or SU")
      }
      weekStart = weekday
    case "RSCALE":
      guard let scale = Scale(rawValue: value) else {
        throw RecurrenceFailure(name, "expected GREGORIAN or DANGI")
      }
      self.scale = scale
    case "SKIP":
      guard let skip = Skip(rawValue: value) else {
        throw RecurrenceFailure(name, "expected OMIT, BACKWARD or FORWARD")
      }
      self.skip = skip
    default: throw RecurrenceFailure(name, "is not a part of a recurrence rule")
    }
  }

  /// What may stand beside what: the table of RFC 5545, section 3.3.10.
  private func check(_ names: [String]) throws(RecurrenceFailure) {
    let isYearly = frequency == .yearly
    if !weekNumbers.isEmpty, !isYearly {
      throw RecurrenceFailure("BYWEEKNO", "goes with FREQ=YEARLY only")
    }
    if !weekNumbers.isEmpty, scale != .gregorian {
      throw RecurrenceFailure("BYWEEKNO", "goes with the Gregorian scale only")
    }
    if !yearDays.isEmpty, [.daily, .weekly, .monthly].contains(frequency) {
      throw RecurrenceFailure("BYYEARDAY", "does not go with DAILY, WEEKLY or MONTHLY")
    }
    if !monthDays.isEmpty, frequency == .weekly {
      throw RecurrenceFailure("BYMONTHDAY", "does not go with FREQ=WEEKLY")
    }
    if days.contains(where: { $0.ordinal != 0 }) {
      if frequency != .monthly, !isYearly {
        throw RecurrenceFailure("BYDAY", "a number goes with MONTHLY or YEARLY only")
      }
      if !weekNumbers.isEmpty {
        throw RecurrenceFailure("BYDAY", "a number does not go with BYWEEKNO")
      }
    }
    if !positions.isEmpty, !names.contains(where: { $0.hasPrefix("BY") && $0 != "BYSETPOS" }) {
      throw RecurrenceFailure("BYSETPOS", "needs another BY… part")
    }
    if skip != .omit, !names.contains("RSCALE") {
      throw RecurrenceFailure("SKIP", "needs RSCALE")
    }
    if months.contains(where: \.isLeap), scale == .gregorian {
      throw RecurrenceFailure("BYMONTH", "the Gregorian scale has no leap months")
    }
  }

  // MARK: Values

  private static func list<T>(
    _ name: String, _ value: String, _ read: (String, Substring) throws(RecurrenceFailure) -> T
  ) throws(RecurrenceFailure) -> [T] {
    var list: [T] = []
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      if list.count == listMax { throw RecurrenceFailure(name, "has more than \(listMax) values") }
      list.append(try read(name, item))
    }
    return list
  }

  private static func number(
    _ name: String, _ text: some StringProtocol, _ range: ClosedRange<Int>
  ) throws(RecurrenceFailure) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw RecurrenceFailure(
        name, "expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func numbers(
    _ name: String, _ value: String, _ range: ClosedRange<Int>
  ) throws(RecurrenceFailure) -> [Int] {
    try list(name, value) { (name, item) throws(RecurrenceFailure) in
      try number(name, item, range)
    }
  }

  /// Numbers from the front or from the back, never 0.
  private static func signed(
    _ name: String, _ value: String, _ max: Int
  ) throws(RecurrenceFailure) -> [Int] {
    try list(name, value) { (name, item) throws(RecurrenceFailure) in
      let number = try number(name, item, -max...max)
      if number == 0 { throw RecurrenceFailure(name, "0 has no meaning") }
      return number
    }
  }

  private static func day(
    _ name: String, _ item: Substring
  ) throws(RecurrenceFailure) -> Day {
    guard let weekday = Weekday(code: item.suffix(2)) else {
      throw RecurrenceFailure(name, "expected a weekday such as MO, 2TU or -1FR")
    }
    if item.count == 2 { return Day(weekday) }
    let ordinal = try number(name, item.dropLast(2), -53...53)
    if ordinal == 0 { throw RecurrenceFailure(name, "0 has no meaning") }
    return Day(weekday, ordinal: ordinal)
  }

  private static func month(
    _ name: String, _ item: Substring
  ) throws(RecurrenceFailure) -> Month {
    let isLeap = item.last == "L"
    return Month(try number(name, isLeap ? item.dropLast() : item, 1...12), isLeap: isLeap)
  }

  private static func until(_ value: String) throws(RecurrenceFailure) -> End {
    let failure = RecurrenceFailure(
      "UNTIL", "expected a day (20261231), a local time (20261231T090000) or UTC (…Z)")
    let isUTC = value.last == "Z"
    let halves = value.dropLast(isUTC ? 1 : 0)
      .split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count <= 2, halves[0].count == 8, let number = Int64(halves[0]) else {
      throw failure
    }
    let date = CivilDate(number: number)
    guard (try? date.checkDay("UNTIL")) != nil else { throw failure }
    if halves.count == 1, !isUTC { return .day(date.daysSince1970) }
    guard halves.count == 2, halves[1].count == 6, let time = Int(halves[1]), time >= 0,
      time / 10_000 < 24, time / 100 % 100 < 60, time % 100 <= 60
    else { throw failure }
    let second = time / 10_000 * 3_600 + time / 100 % 100 * 60 + min(59, time % 100)
    let local = LocalTime(day: date.daysSince1970, second: second)
    return isUTC ? .instant(local.seconds) : .local(local)
  }
}

extension RecurrenceRule: CustomStringConvertible {
  /// The rule's text, parts in the RFC's order.
  public var description: String {
    let names = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    var parts: [String] = []
    if scale != .gregorian || skip != .omit { parts.append("RSCALE=\(scale.rawValue)") }
    parts.append("FREQ=\(names[frequency.rawValue])")
    switch end {
    case .never: break
    case .count(let count): parts.append("COUNT=\(count)")
    case .day(let day): parts.append("UNTIL=\(CivilDate(daysSince1970: day).number)")
    case .local(let time): parts.append("UNTIL=\(Self.text(time))")
    case .instant(let seconds): parts.append("UNTIL=\(Self.text(LocalTime(seconds: seconds)))Z")
    }
    if interval != 1 { parts.append("INTERVAL=\(interval)") }
    func add(_ name: String, _ values: [String]) {
      if !values.isEmpty { parts.append("\(name)=\(values.joined(separator: ","))") }
    }
    add("BYSECOND", seconds.map(String.init))
    add("BYMINUTE", minutes.map(String.init))
    add("BYHOUR", hours.map(String.init))
    add("BYDAY", days.map { ($0.ordinal == 0 ? "" : String($0.ordinal)) + $0.weekday.code })
    add("BYMONTHDAY", monthDays.map(String.init))
    add("BYYEARDAY", yearDays.map(String.init))
    add("BYWEEKNO", weekNumbers.map(String.init))
    add("BYMONTH", months.map { "\($0.number)\($0.isLeap ? "L" : "")" })
    add("BYSETPOS", positions.map(String.init))
    if weekStart != .monday { parts.append("WKST=\(weekStart.code)") }
    if skip != .omit { parts.append("SKIP=\(skip.rawValue)") }
    return parts.joined(separator: ";")
  }

  private static func text(_ time: LocalTime) -> String {
    let clock = time.second / 3600 * 10_000 + time.second / 60 % 60 * 100 + time.second % 60
    return "\(time.date.number)T" + String(1_000_000 + clock).dropFirst()
  }
}
