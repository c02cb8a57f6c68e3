import Foundation
import PCRMModel

/// A calendar that phones subscribe to: events with stable ids, times in one zone.
///
/// Source: RFC 5545; RFC 7986, sections 5.1 and 5.7.
public struct ICalendarFeed: Sendable {
  /// What subscribers see as the calendar's name.
  public var name: String
  /// IANA name of the zone that times are told in.
  public var zone: String
  /// How often a subscriber should ask again.
  public var refreshMinutes: Int
  public var events: [Event]

  public init(name: String, zone: String = "Asia/Seoul", refreshMinutes: Int = 15, events: [Event])
  {
    self.name = name
    self.zone = zone
    self.refreshMinutes = refreshMinutes
    self.events = events
  }

  public enum Status: String, Sendable {
    case tentative = "TENTATIVE"
    case confirmed = "CONFIRMED"
    case cancelled = "CANCELLED"
  }

  /// One event; instants are seconds since 1970 UTC.
  public struct Event: Sendable {
    /// Never changes, and is nobody else's.
    public var uid: String
    /// Counts up with every change of time, place or status.
    public var sequence: Int
    public var status: Status
    public var start: Int
    public var end: Int
    public var summary: String
    public var location: String
    public var notes: String
    /// When the event was last changed.
    public var modified: Int

    public init(
      uid: String, sequence: Int, status: Status, start: Int, end: Int, summary: String,
      location: String = "", notes: String = "", modified: Int
    ) {
      self.uid = uid
      self.sequence = sequence
      self.status = status
      self.start = start
      self.end = end
      self.summary = summary
      self.location = location
      self.notes = notes
      self.modified = modified
    }
  }

  /// The stream; the same feed gives the same bytes, so that a hash of them tells whether anything changed.
  public func bytes() -> [UInt8] {
    let zone = TimeZone(identifier: zone) ?? .gmt
    var text = ICalendarText()
    text.line("BEGIN", "VCALENDAR")
    text.line("VERSION", "2.0")
    text.line("PRODID", "-//PCRM//Visits//EN")
    text.line("CALSCALE", "GREGORIAN")
    text.line("METHOD", "PUBLISH")
    text.text("NAME", name)
    text.text("X-WR-CALNAME", name)
    text.line("X-WR-TIMEZONE", zone.identifier)
    text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT\(refreshMinutes)M")
    text.line("X-PUBLISHED-TTL", "PT\(refreshMinutes)M")
    ZoneText(zone).write(&text, covering: events.map(\.start) + events.map(\.end))
    for event in events { write(event, zone, &text) }
    text.line("END", "VCALENDAR")
    return text.bytes
  }

  private func write(_ event: Event, _ zone: TimeZone, _ text: inout ICalendarText) {
    text.line("BEGIN", "VEVENT")
    text.text("UID", event.uid)
    text.line("DTSTAMP", ZoneText.utc(event.modified))
    text.line("LAST-MODIFIED", ZoneText.utc(event.modified))
    text.line("SEQUENCE", "\(event.sequence)")
    text.line("STATUS", event.status.rawValue)
    text.line("DTSTART;TZID=\(zone.identifier)", ZoneText.local(event.start, zone))
    text.line("DTEND;TZID=\(zone.identifier)", ZoneText.local(event.end, zone))
    text.text("SUMMARY", event.summary)
    if !event.location.isEmpty { text.text("LOCATION", event.location) }
    if !event.notes.isEmpty { text.text("DESCRIPTION", event.notes) }
    text.line("TRANSP", event.status == .cancelled ? "TRANSPARENT" : "OPAQUE")
    text.line("END", "VEVENT")
  }
}

/// A time zone as VTIMEZONE tells it.
struct ZoneText {
  private let zone: TimeZone

  init(_ zone: TimeZone) { self.zone = zone }

  /// Writes the zone with every change of its offset around the given instants.
  func write(_ text: inout ICalendarText, covering instants: [Int]) {
    text.line("BEGIN", "VTIMEZONE")
    text.line("TZID", zone.identifier)
    let first = Date(timeIntervalSince1970: Double((instants.min() ?? 0) - 400 * 86_400))
    let last = Date(timeIntervalSince1970: Double((instants.max() ?? 0) + 400 * 86_400))
    // What held before the first change that matters.
    observance(first, offsetBefore: zone.secondsFromGMT(for: first), &text, isFirst: true)
    var date = first
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next < last {
      let before = zone.secondsFromGMT(for: next.addingTimeInterval(-1))
      observance(next, offsetBefore: before, &text, isFirst: false)
      date = next
    }
    text.line("END", "VTIMEZONE")
  }

  private func observance(
    _ date: Date, offsetBefore: Int, _ text: inout ICalendarText, isFirst: Bool
  ) {
    let kind = zone.isDaylightSavingTime(for: date) ? "DAYLIGHT" : "STANDARD"
    let seconds = Int(date.timeIntervalSince1970)
    text.line("BEGIN", kind)
    text.line(
      "DTSTART", isFirst ? "19700101T000000" : Self.text(LocalTime(seconds: seconds + offsetBefore))
    )
    text.line("TZOFFSETFROM", Self.offset(offsetBefore))
    text.line("TZOFFSETTO", Self.offset(zone.secondsFromGMT(for: date)))
    text.text("TZNAME", Self.name(zone, date))
    text.line("END", kind)
  }

  /// Seoul's own name; what Foundation calls it is "GMT+9".
  private static func name(_ zone: TimeZone, _ date: Date) -> String {
    zone.identifier == "Asia/Seoul" ? "KST" : zone.abbreviation(for: date) ?? zone.identifier
  }

  private static func offset(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+")
      + String(10_000 + minutes / 60 * 100 + minutes % 60).dropFirst()
  }

  /// "20260131T090000".
  static func text(_ time: LocalTime) -> String {
    let clock = time.second / 3600 * 10_000 + time.second / 60 % 60 * 100 + time.second % 60
    return "\(time.date.number)T" + String(1_000_000 + clock).dropFirst()
  }

  static func local(_ instant: Int, _ zone: TimeZone) -> String {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    return text(LocalTime(seconds: instant + offset))
  }

  static func utc(_ instant: Int) -> String { text(LocalTime(seconds: instant)) + "Z" }
}
