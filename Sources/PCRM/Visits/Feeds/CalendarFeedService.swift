import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Calendars of visits behind secret addresses.
struct CalendarFeedService {
  static let name = "pcrm.v1.CalendarFeedService"
  /// Feeds of one member of staff that can be read.
  static let feedsMax = 10

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .write("CreateCalendarFeed", .viewVisits, createFeed, subjects: .nobody),
        .write("RotateCalendarFeed", .viewVisits, rotateFeed, subjects: .nobody),
        .write("RevokeCalendarFeed", .viewVisits, revokeFeed, subjects: .nobody),
        .scan("ListCalendarFeeds", .viewVisits, listFeeds, subjects: .nobody),
        .scan("GetCalendar", .viewVisits, calendar, subjects: .of(\.customerIDs)),
        .write("ApplyFeedPolicy", .editCalendars, applyPolicy, subjects: .nobody),
        .read("GetFeedPolicy", .viewVisits, policy, subjects: .nobody),
      ])
  }

  @Sendable
  func createFeed(
    _ request: CreateCalendarFeedRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CalendarFeedAddress {
    guard var feed = request.feed else { throw .required("feed") }
    try feed.check()
    feed.staffID = try writer.reader.ownOrOther(feed.staffID, caller, "feed.staff_id")
    if feed.id.isEmpty {
      feed.id = writer.newID()
    } else if try writer.reader.calendarFeed(feed.id, "feed.id") != nil {
      throw .idTaken("feed.id")
    }
    if try writer.reader.calendarFeedCount(of: feed.staffID) >= Self.feedsMax {
      throw .capReached(
        "feed.staff_id", "has as many feeds as anybody may; revoke one", max: Self.feedsMax)
    }
    feed.version = 1
    feed.createTime = writer.now
    feed.rotateTime = nil
    feed.revokeTime = nil
    feed.readCount = 0
    feed.lastReadTime = nil
    let secret = FeedSecret.random()
    try writer.insert(feed, hash: secret.hash)
    writer.changed(FeedEntity.calendarFeed, feed.id, version: feed.version)
    return CalendarFeedAddress(feed, secret)
  }

  @Sendable
  func rotateFeed(
    _ request: RotateCalendarFeedRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CalendarFeedAddress {
    var feed = try writer.reader.reachedFeed(request.id, caller)
    try Status.check(version: request.version, stored: feed.version)
    if feed.revokeTime != nil {
      throw .precondition("ALREADY_ENDED", "id", "the feed was revoked; make another one")
    }
    feed.version += 1
    feed.rotateTime = writer.now
    let secret = FeedSecret.random()
    try writer.rotate(feed, hash: secret.hash)
    writer.changed(
      FeedEntity.calendarFeed, feed.id, version: feed.version, fields: "rotate_time")
    return CalendarFeedAddress(feed, secret)
  }

  @Sendable
  func revokeFeed(
    _ request: RevokeCalendarFeedRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CalendarFeed {
    var feed = try writer.reader.reachedFeed(request.id, caller)
    try Status.check(version: request.version, stored: feed.version)
    if feed.revokeTime != nil { return feed }
    feed.version += 1
    feed.revokeTime = writer.now
    try writer.revoke(feed)
    writer.changed(
      FeedEntity.calendarFeed, feed.id, version: feed.version, fields: "revoke_time")
    return feed
  }

  @Sendable
  func listFeeds(
    _ request: ListCalendarFeedsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListCalendarFeedsResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.calendarFeeds(request, page) { (staff) throws(Status) in
      try reader.mayHaveFeeds(of: staff, caller)
    }
    var response = ListCalendarFeedsResponse()
    response.feeds = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func calendar(
    _ request: GetCalendarRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetCalendarResponse {
    try request.detail.checkKnown("detail")
    let staff = try reader.ownOrOther(request.staffID, caller, "staff_id")
    let page = try reader.calendarPage(of: staff, detail: request.detail, asker: caller)
    var response = GetCalendarResponse()
    response.text = String(decoding: page.bytes, as: UTF8.self)
    response.etag = page.etag
    response.customerIDs = page.subjects
    return response
  }

  @Sendable
  func applyPolicy(
    _ request: ApplyFeedPolicyRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyFeedPolicyResponse {
    let applied = try writer.apply(
      request.policy, field: "policy", isDryRun: request.dryRun, by: caller)
    var response = ApplyFeedPolicyResponse()
    response.version = applied.version
    response.changes = applied.changes
    return response
  }

  @Sendable
  func policy(
    _ request: GetFeedPolicyRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> FeedPolicy {
    try reader.document(version: request.version)
  }
}

extension CreateCalendarFeedRequest: WriteRequest {}
extension RotateCalendarFeedRequest: WriteRequest {}
extension RevokeCalendarFeedRequest: WriteRequest {}
extension ApplyFeedPolicyRequest: WriteRequest {}

extension FeedPolicy: VersionedDocument {
  static var table: String { "feed_policy" }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
  static var beforeAll: FeedPolicy { .initial }
}

extension CalendarFeedAddress {
  fileprivate init(_ feed: CalendarFeed, _ secret: FeedSecret) {
    self.init()
    self.feed = feed
    path = secret.path
  }
}

extension Reader {
  /// Whom a request is about: the caller, or a member of staff for whom the caller may plan.
  fileprivate func ownOrOther(
    _ asked: StaffID, _ caller: Caller, _ field: String
  ) throws(Status) -> StaffID {
    let staff = asked.isEmpty ? caller.staff : asked
    if staff.isEmpty { throw .required(field) }
    guard try hasStaff(staff), try mayHaveFeeds(of: staff, caller) else {
      throw .notFound(field, "there is no such member of staff")
    }
    return staff
  }

  fileprivate func reachedFeed(
    _ id: CalendarFeedID, _ caller: Caller
  ) throws(Status) -> CalendarFeed {
    guard let feed = try calendarFeed(id, "id"), try mayHaveFeeds(of: feed.staffID, caller) else {
      throw .notFound("id", "there is no such feed")
    }
    return feed
  }

  /// Whether the caller deals with the calendars of a member of staff: its own, or those within reach of whoever plans
  /// for others.
  fileprivate func mayHaveFeeds(of staff: StaffID, _ caller: Caller) throws(Status) -> Bool {
    if staff == caller.staff { return true }
    guard caller.permissions.contains(.bookForOthers) else { return false }
    let office = try first("SELECT office FROM staff WHERE id = $1", .id(staff)) {
      $0.id(0, of: UnitID.self)
    }
    return caller.reaches(office: office ?? UnitID(), worker: staff)
  }
}
