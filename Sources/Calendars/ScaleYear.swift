import PCRMModel

/// A year of one of the calendars that rules count by, with its months as spans of days.
struct ScaleYear {
  struct Month {
    let number: Int
    let isLeap: Bool
    let firstDay: Int
    let length: Int
  }

  let number: Int
  let months: [Month]

  var firstDay: Int { months.first?.firstDay ?? 0 }
  var length: Int { months.reduce(0) { $0 + $1.length } }

  /// - Returns: nil for a year that the calendar is not reckoned for.
  init?(_ number: Int, _ scale: RecurrenceRule.Scale) {
    self.number = number
    switch scale {
    case .gregorian:
      guard (1...9999).contains(number) else { return nil }
      months = (1...12).map { month in
        Month(
          number: month, isLeap: false,
          firstDay: CivilDate(Int32(number), Int32(month), 1).daysSince1970,
          length: Int(CivilDate.days(in: Int32(month), of: Int32(number))))
      }
    case .dangi:
      months = LunarCalendar.months(of: number).map {
        Month(number: $0.number, isLeap: $0.isLeap, firstDay: $0.firstDay, length: $0.length)
      }
      if months.isEmpty { return nil }
    }
  }

  /// The year that a day lies in.
  init?(holding day: Int, _ scale: RecurrenceRule.Scale) {
    switch scale {
    case .gregorian: self.init(Int(CivilDate(daysSince1970: day).year), scale)
    case .dangi:
      guard let found = LunarCalendar.month(holding: day) else { return nil }
      self.init(found.year, scale)
    }
  }

  /// The index of the month that a day of this year lies in.
  func monthIndex(holding day: Int) -> Int? {
    months.firstIndex { $0.firstDay <= day && day < $0.firstDay + $0.length }
  }
}
