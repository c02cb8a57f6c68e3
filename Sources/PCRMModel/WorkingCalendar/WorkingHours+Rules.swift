public import PCRMCore
import ProtobufCodec

extension WorkingHours {
  /// Refuses hours that break a rule of their fields.
  public func check(_ field: String = "hours") throws(Status) {
    if !staffID.isEmpty && !officeID.isEmpty {
      throw .malformed("\(field).office_id", "empty where there is a staff_id")
    }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
    if !(0...1440).contains(visitMinutesMax) {
      throw .outOfRange("\(field).visit_minutes_max", min: 0, max: 1440)
    }
    try TextRules.check(note, "\(field).note", max: 500)
    if spans.count > 100 { throw .tooMany("\(field).spans", max: 100) }
    for (index, span) in spans.enumerated() { try span.check("\(field).spans[\(index)]") }
    for (index, span) in spans.enumerated() {
      for earlier in spans[..<index] where span.contradicts(earlier) {
        throw .duplicate("\(field).spans[\(index)]", "overlaps another of the same day")
      }
    }
  }

  /// What they say, without whose they are, since when, and what the server writes.
  public var content: WorkingHours {
    var copy = self
    copy.id = WorkingTimeID()
    copy.version = 0
    copy.createTime = nil
    copy.updateTime = nil
    return copy
  }
}

extension WorkingSpan {
  public init(_ kind: WorkingSpanKind, _ weekday: Weekday, _ from: Int32, _ to: Int32) {
    self.init()
    self.kind = kind
    self.weekday = weekday
    fromMinute = from
    toMinute = to
  }

  fileprivate func check(_ field: String) throws(Status) {
    try kind.checkRequired("\(field).kind")
    if kind == .overtime {
      throw .malformed("\(field).kind", "work, a break or after work; overtime is added by itself")
    }
    try weekday.checkKnown("\(field).weekday")
    if !(0...1439).contains(fromMinute) {
      throw .outOfRange("\(field).from_minute", min: 0, max: 1439)
    }
    if !(1...1440).contains(toMinute) {
      throw .outOfRange("\(field).to_minute", min: 1, max: 1440)
    }
    if toMinute <= fromMinute { throw .malformed("\(field).to_minute", "later than from_minute") }
  }

  /// Whether a minute would be two things at once; only a break lies in work.
  fileprivate func contradicts(_ other: WorkingSpan) -> Bool {
    let isBreakInWork = (kind == .break) != (other.kind == .break)
    let isSameDay =
      weekday == other.weekday || isWeekdays && other.isMondayToFriday
      || other.isWeekdays && isMondayToFriday
    return !isBreakInWork && isSameDay && fromMinute < other.toMinute && other.fromMinute < toMinute
  }

  private var isWeekdays: Bool { weekday == .unspecified }
  private var isMondayToFriday: Bool { (0...5).contains(weekday.rawValue) }
}

extension Overtime {
  /// Refuses overtime that breaks a rule of its fields.
  public func check(_ field: String = "overtime") throws(Status) {
    if staffID.isEmpty { throw .required("\(field).staff_id") }
    guard let startTime else { throw .required("\(field).start_time") }
    guard let endTime else { throw .required("\(field).end_time") }
    let (length, isOver) = endTime.microseconds.subtractingReportingOverflow(startTime.microseconds)
    if isOver || !(1...86_400_000_000).contains(length) {
      throw .malformed("\(field).end_time", "later than start_time, at most 24 hours")
    }
    try TextRules.checkRequired(reason, "\(field).reason", max: 500)
  }
}

extension HolidayRecord {
  /// Refuses a holiday that breaks a rule of its fields.
  public func check(_ field: String = "holiday") throws(Status) {
    guard let day else { throw .required("\(field).day") }
    try day.checkDay("\(field).day")
    try TextRules.checkRequired(name, "\(field).name", max: 200)
  }
}

extension Territory {
  /// Refuses a territory that breaks a rule of its fields.
  public func check(_ field: String = "territory") throws(Status) {
    if staffID.isEmpty { throw .required("\(field).staff_id") }
    if parts.count > 200 { throw .tooMany("\(field).parts", max: 200) }
    for (index, part) in parts.enumerated() {
      let place = "\(field).parts[\(index)]"
      if part.district.isEmpty { throw .required("\(place).district") }
      let isCode =
        (2...10).contains(part.district.utf8.count)
        && part.district.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if !isCode { throw .malformed("\(place).district", "2 to 10 digits") }
      try Period.check(
        part.validFrom, "\(place).valid_from", part.validTo, "\(place).valid_to")
    }
  }

  /// Whether a district belongs to it on a day. Without parts, everything does; a customer whose district nobody knows
  /// is not kept from anyone.
  public func holds(_ district: String, on day: CivilDate) -> Bool {
    if parts.isEmpty || district.isEmpty { return true }
    return parts.contains {
      district.hasPrefix($0.district) && Period.holds($0.validFrom, $0.validTo, on: day)
    }
  }
}
