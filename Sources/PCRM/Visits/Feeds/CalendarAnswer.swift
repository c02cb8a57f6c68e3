public import PCRMCore
import PCRMModel
public import Storage

/// What the HTTP listener answers at the address of a calendar.
public struct CalendarAnswer: Sendable {
  /// The iCalendar stream; nil when the asker has it already.
  public let bytes: [UInt8]?
  /// What the stream is called in the header field ETag, without quotes.
  public let etag: String
  /// How long a subscriber may keep it.
  public let refreshMinutes: Int
}

extension PCRM {
  /// Answers a path below `/calendar/`, and counts the read.
  ///
  /// Whatever the path, its hash is made and looked for: how long that takes does not tell how near a guess was.
  ///
  /// - Parameter tags: what the asker has; "*" is anything.
  /// - Returns: nil when the path opens no calendar.
  public static func calendar(
    path: String, having tags: [String], _ database: any Database
  ) throws(Status) -> CalendarAnswer? {
    guard let hash = FeedSecret(path: path)?.hash else { return nil }
    let found = try database.read { (reader) throws(Status) in try reader.openFeed(hash) }
    guard let (feed, page) = found else { return nil }
    let isKnown = tags.contains(page.etag) || tags.contains("*")
    let subjects = isKnown ? [] : page.subjects
    try database.write { (writer) throws(Status) in
      try writer.countRead(of: feed.id)
      if !subjects.isEmpty { try writer.writeDown(read: feed, naming: subjects) }
    }
    return CalendarAnswer(
      bytes: isKnown ? nil : page.bytes, etag: page.etag, refreshMinutes: page.refreshMinutes)
  }
}
