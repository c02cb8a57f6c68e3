import PCRMCore
import PCRMModel
import Storage

extension Reader {
  /// The feed, whoever's it is.
  func calendarFeed(_ id: CalendarFeedID, _ field: String) throws(Status) -> CalendarFeed? {
    if id.isEmpty { throw .required(field) }
    return try first(
      """
      SELECT id, version, staff, label, detail, created_at, rotated_at, revoked_at, read_count,
        read_at
      FROM calendar_feed WHERE id = $1
      """, .id(id)
    ) { CalendarFeed($0) }
  }

  /// The feed that a secret opens; nil when there is none, or it was revoked.
  func calendarFeed(withHash hash: [UInt8]) throws(Status) -> CalendarFeed? {
    try first(
      """
      SELECT id, version, staff, label, detail, created_at, rotated_at, revoked_at, read_count,
        read_at
      FROM calendar_feed WHERE hash = $1
      """, .blob(hash)
    ) { CalendarFeed($0) }
  }

  /// How many feeds of somebody can be read.
  func calendarFeedCount(of staff: StaffID) throws(Status) -> Int {
    try first(
      "SELECT count(*) FROM calendar_feed WHERE staff = $1 AND revoked_at IS NULL", .id(staff)
    ) { Int($0.integer(0)) } ?? 0
  }

  /// One page of the feeds in the order of their ids.
  ///
  /// - Parameter isReached: whether the caller may see a member of staff's.
  func calendarFeeds(
    _ request: ListCalendarFeedsRequest, _ page: Page,
    isReached: (StaffID) throws(Status) -> Bool
  ) throws(Status) -> PageBuilder<CalendarFeed> {
    var rows = PageBuilder<CalendarFeed>(page)
    try each(
      """
      SELECT id, version, staff, label, detail, created_at, rotated_at, revoked_at, read_count,
        read_at
      FROM calendar_feed
      WHERE id > $1 AND ($2 = $4 OR staff = $2) AND ($3 = 1 OR revoked_at IS NULL)
      ORDER BY id
      """,
      [
        .place(page.afterID(CalendarFeedID.self)), .place(request.staffID),
        .bool(request.showRevoked), .place(StaffID()),
      ]
    ) { (row) throws(Status) in
      let feed = CalendarFeed(row)
      guard try isReached(feed.staffID) else { return true }
      return rows.add(feed, at: feed.id.position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ feed: CalendarFeed, hash: [UInt8]) throws(Status) {
    try execute(
      """
      INSERT INTO calendar_feed (id, version, staff, hash, label, detail, created_at, rotated_at,
        revoked_at, read_count, read_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 0, NULL)
      """, .id(feed.id), .integer(feed.version), .id(feed.staffID), .blob(hash),
      .text(feed.label), .enumeration(feed.detail), .time(feed.createTime))
  }

  /// Gives a feed another secret; its reads are counted on.
  func rotate(_ feed: CalendarFeed, hash: [UInt8]) throws(Status) {
    try execute(
      "UPDATE calendar_feed SET version = $2, hash = $3, rotated_at = $4 WHERE id = $1",
      .id(feed.id), .integer(feed.version), .blob(hash), .time(feed.rotateTime))
  }

  func revoke(_ feed: CalendarFeed) throws(Status) {
    try execute(
      "UPDATE calendar_feed SET version = $2, hash = NULL, revoked_at = $3 WHERE id = $1",
      .id(feed.id), .integer(feed.version), .time(feed.revokeTime))
  }

  /// Counts a read of a feed; it is no change of the feed.
  func countRead(of feed: CalendarFeedID) throws(Status) {
    try execute(
      "UPDATE calendar_feed SET read_count = read_count + 1, read_at = $2 WHERE id = $1",
      .id(feed), .time(now))
  }
}

extension CalendarFeed {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    staffID = row.id(2)
    label = row.text(3)
    detail = row.enumeration(4)
    createTime = row.time(5)
    rotateTime = row.timeOrNil(6)
    revokeTime = row.timeOrNil(7)
    readCount = row.integer(8)
    lastReadTime = row.timeOrNil(9)
  }
}
