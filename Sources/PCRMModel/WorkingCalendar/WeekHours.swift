/// Working hours laid out over the days of a week, for those who ask often.
public struct WeekHours: Sendable {
  /// From a minute of a day to a minute that it no longer holds.
  public typealias Minutes = Range<Int>

  /// What a day of the week has, in minutes.
  public struct Day: Sendable {
    public internal(set) var work: [Minutes] = []
    public internal(set) var breaks: [Minutes] = []
    public internal(set) var afterWork: [Minutes] = []
  }

  public let hours: WorkingHours
  let from: Int64
  let to: Int64
  private let days: [Day]

  public init(_ hours: WorkingHours) {
    self.hours = hours
    from = hours.validFrom?.number ?? Period.beginning
    to = hours.validTo?.number ?? Period.end
    var days = [Day](repeating: Day(), count: 7)
    for span in hours.spans where span.fromMinute < span.toMinute {
      let minutes = Int(span.fromMinute)..<Int(span.toMinute)
      let first = Int(span.weekday.rawValue)
      for weekday in first == 0 ? Array(1...5) : [first] where (1...7).contains(weekday) {
        switch span.kind {
        case .work: days[weekday - 1].work.append(minutes)
        case .break: days[weekday - 1].breaks.append(minutes)
        case .afterWork: days[weekday - 1].afterWork.append(minutes)
        default: break
        }
      }
    }
    self.days = days
  }

  /// Whether they hold on a day, told by the number of the date.
  func holds(on number: Int64) -> Bool { from <= number && number < to }

  /// The hours of a day, as distance to 1970-01-01, which was a Thursday.
  public func day(_ day: Int) -> Day {
    let weekday = (day + 3) % 7
    return days[weekday < 0 ? weekday + 7 : weekday]
  }
}
