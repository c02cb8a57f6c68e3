/// When something comes again: RFC 5545's RRULE, with the lunar scale of RFC 7529.
///
/// Source: RFC 5545, section 3.3.10; RFC 7529, sections 4 and 5.
public struct RecurrenceRule: Sendable, Hashable {
  public enum Frequency: Int, Sendable, CaseIterable {
    case secondly, minutely, hourly, daily, weekly, monthly, yearly
  }

  /// Where a rule ends.
  public enum End: Sendable, Hashable {
    case never
    /// After so many occurrences.
    case count(Int)
    /// With this day, whole.
    case day(Int)
    /// With this time on the wall.
    case local(LocalTime)
    /// With this instant, in seconds since 1970 UTC.
    case instant(Int)
  }

  /// The calendar by which years, months and days are counted.
  public enum Scale: String, Sendable {
    case gregorian = "GREGORIAN"
    case dangi = "DANGI"
  }

  /// What becomes of a date that a month or year does not have.
  public enum Skip: String, Sendable {
    case omit = "OMIT"
    case backward = "BACKWARD"
    case forward = "FORWARD"
  }

  /// A weekday, or the n-th one from the front (1 …) or the back (-1 …).
  public struct Day: Sendable, Hashable {
    public var ordinal: Int
    public var weekday: Weekday

    public init(_ weekday: Weekday, ordinal: Int = 0) {
      self.weekday = weekday
      self.ordinal = ordinal
    }
  }

  /// A month, or the leap month after it.
  public struct Month: Sendable, Hashable {
    public var number: Int
    public var isLeap: Bool

    public init(_ number: Int, isLeap: Bool = false) {
      self.number = number
      self.isLeap = isLeap
    }
  }

  public var frequency: Frequency
  public var interval = 1
  public var end = End.never
  public var seconds: [Int] = []
  public var minutes: [Int] = []
  public var hours: [Int] = []
  public var days: [Day] = []
  public var monthDays: [Int] = []
  public var yearDays: [Int] = []
  public var weekNumbers: [Int] = []
  public var months: [Month] = []
  public var positions: [Int] = []
  public var weekStart = Weekday.monday
  public var scale = Scale.gregorian
  public var skip = Skip.omit

  public init(_ frequency: Frequency) { self.frequency = frequency }
}

/// What is wrong with a rule.
public struct RecurrenceFailure: Error, Equatable, CustomStringConvertible {
  /// The part of the rule: "BYDAY".
  public let part: String
  public let message: String

  public var description: String { "\(part): \(message)" }

  init(_ part: String, _ message: String) {
    self.part = part
    self.message = message
  }
}
