public import PCRMCore

extension CivilDate {
  /// Refuses a day that no calendar has; parts may be unknown, and the calendar may be lunar.
  public func checkBirthDate(_ field: String) throws(Status) {
    try calendar.checkKnown("\(field).calendar")
    if !(0...9999).contains(year) { throw .outOfRange("\(field).year", min: 0, max: 9999) }
    if !(0...12).contains(month) { throw .outOfRange("\(field).month", min: 0, max: 12) }
    if month == 0 {
      if day != 0 { throw .required("\(field).month") }
      if year == 0 { throw .required("\(field).year") }
    }
    let last = lastDay
    if !(0...last).contains(day) { throw .outOfRange("\(field).day", min: 0, max: last) }
    if year == 0 && day == 0 { throw .required("\(field).year") }
  }

  /// The last day that the month can have: lunar months have 29 or 30 days, and an unknown year may be a leap year.
  private var lastDay: Int32 {
    if calendar == .lunar || calendar == .lunarLeap { return 30 }
    return Self.days(in: month, of: year == 0 ? 2000 : year)
  }
}
