import Foundation
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Calendars behind secret addresses.
struct CalendarFeedTests {
  private typealias World = RouteWorld

  private static func feed(
    _ caller: TestCaller, _ change: (inout CalendarFeed) -> Void = { _ in },
    requestID: RequestID = RequestID()
  ) throws -> CalendarFeedAddress {
    var request = CreateCalendarFeedRequest()
    var feed = CalendarFeed()
    feed.label = "내 전화"
    change(&feed)
    request.feed = feed
    request.requestID = requestID
    return try caller.call("pcrm.v1.CalendarFeedService/CreateCalendarFeed", request)
  }

  private static func list(
    _ caller: TestCaller, revoked: Bool = false
  ) throws -> [CalendarFeed] {
    var request = ListCalendarFeedsRequest()
    request.showRevoked = revoked
    let response: ListCalendarFeedsResponse = try caller.call(
      "pcrm.v1.CalendarFeedService/ListCalendarFeeds", request)
    return response.feeds
  }

  private static func policy(
    _ world: RouteWorld, _ change: (inout FeedPolicy) -> Void
  ) throws {
    var request = ApplyFeedPolicyRequest()
    var policy = FeedPolicy.initial
    change(&policy)
    request.policy = policy
    let _: ApplyFeedPolicyResponse = try world.admin.call(
      "pcrm.v1.CalendarFeedService/ApplyFeedPolicy", request)
  }

  private static func calendar(
    _ world: RouteWorld, _ address: CalendarFeedAddress
  ) throws -> StrictCalendar {
    let answer = try PCRM.calendar(path: address.path, having: [], world.pcrm.database)
    return try StrictCalendar(try #require(answer?.bytes))
  }

  /// Would catch a stream that phones refuse, an event without a stable name, and names or addresses that get out.
  @Test func aVisitAsPhonesSeeIt() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan(World.point(1_000, 0), World.at(10), minutes: 45) {
        $0.place = "1층 로비, 오른쪽; 화분 \\ 옆"
        $0.note = "아주 긴 메모"
      }
      let address = try Self.feed(pcrm.admin) { $0.staffID = world.anna }
      let calendar = try Self.calendar(world, address)
      #expect(calendar.value("REFRESH-INTERVAL") == "PT15M")
      #expect(calendar.value("X-PUBLISHED-TTL") == "PT15M")
      #expect(calendar.components.map(\.name) == ["VTIMEZONE", "VEVENT"])
      let event = try #require(calendar.event("visit-\(visit.id)@pcrm"))
      #expect(event["DTSTART"] == "20260303T100000" && event["DTEND"] == "20260303T104500")
      #expect(event.first { $0.name == "DTSTART" }?.parameters["TZID"] == "Asia/Seoul")
      #expect(event["SUMMARY"] == "방문" && event["STATUS"] == "CONFIRMED")
      #expect(event["SEQUENCE"] == "0" && event["LOCATION"] == nil && event["DESCRIPTION"] == nil)

      try Self.policy(world) { $0.detailMax = .name }
      let named = try #require(try Self.calendar(world, address).event("visit-\(visit.id)@pcrm"))
      #expect(named["SUMMARY"] == "방문 · first_visit · 김민수")
      #expect(named["LOCATION"] == #"1층 로비\, 오른쪽\; 화분 \\ 옆"#)
      let audit = try pcrm.admin.audit()
      #expect(audit.contains { $0.method == "http/calendar" }, "who is named is written down")
      let less = try Self.feed(pcrm.admin) {
        $0.staffID = world.anna
        $0.detail = .time
      }
      #expect(try Self.calendar(world, less).events[0]["SUMMARY"] == "방문")
    }
  }

  /// Would catch a change that phones do not notice, and a cancelled visit that stays for ever or is gone at once.
  @Test func changesAreSeen() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan(World.point(1_000, 0), World.at(10))
      let address = try Self.feed(pcrm.admin) { $0.staffID = world.anna }
      let uid = "visit-\(visit.id)@pcrm"
      func answer(_ tags: [String] = []) throws -> CalendarAnswer {
        try #require(try PCRM.calendar(path: address.path, having: tags, pcrm.database))
      }
      let first = try answer()
      #expect(try answer([first.etag]).bytes == nil)
      #expect(try answer(["other", first.etag]).bytes == nil)
      #expect(try answer(["other"]).bytes == first.bytes)
      #expect(try answer(["*"]).bytes == nil)
      _ = try world.confirm(visit.id)
      let second = try answer([first.etag])
      #expect(second.etag != first.etag && second.bytes != nil)
      #expect(try Self.calendar(world, address).event(uid)?["SEQUENCE"] == "1")
      var move = RescheduleVisitRequest()
      move.id = visit.id
      move.startTime = World.at(14)
      move.reason = "the customer cannot"
      let next: Visit = try pcrm.admin.call("pcrm.v1.VisitService/RescheduleVisit", move)
      let moved = try Self.calendar(world, address)
      #expect(moved.event(uid)?["STATUS"] == "CANCELLED" && moved.event(uid)?["SEQUENCE"] == "2")
      #expect(moved.event("visit-\(next.id)@pcrm")?["DTSTART"] == "20260303T140000")
      pcrm.clock.advance(seconds: 29 * 86_400)
      #expect(try Self.calendar(world, address).event(uid) != nil)
      pcrm.clock.advance(seconds: 2 * 86_400)
      #expect(try Self.calendar(world, address).event(uid) == nil)
    }
  }

  /// Would catch a secret that is stored, told twice, or opens something after it was changed or revoked.
  @Test func theSecret() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let request = RequestID(high: 0x7001, low: 1 << 63)
      let address = try Self.feed(
        pcrm.admin, { $0.staffID = world.anna }, requestID: request)
      let id = try #require(address.feed?.id)
      #expect(address.path.hasPrefix("/calendar/") && address.path.hasSuffix(".ics"))
      let again = try Self.feed(pcrm.admin, { $0.staffID = world.anna }, requestID: request)
      #expect(again.feed?.id == id && again.path.isEmpty)
      func opens(_ path: String) throws -> Bool {
        try PCRM.calendar(path: path, having: [], pcrm.database) != nil
      }
      #expect(try opens(address.path))
      #expect(try opens(address.path) && Self.list(pcrm.admin)[0].readCount == 2)
      #expect(try Self.list(pcrm.admin)[0].lastReadTime == pcrm.clock.now())
      #expect(try Self.list(pcrm.admin)[0].version == 1, "to be read is no change")
      for wrong in ["/calendar/.ics", "/calendar/x.ics", address.path + "?a", "/metrics"] {
        #expect(try !opens(wrong), "\(wrong)")
      }
      var rotate = RotateCalendarFeedRequest()
      rotate.id = id
      let other: CalendarFeedAddress = try pcrm.admin.call(
        "pcrm.v1.CalendarFeedService/RotateCalendarFeed", rotate)
      #expect(try other.path != address.path && !opens(address.path) && opens(other.path))
      let secret = other.path.dropFirst("/calendar/".count).dropLast(".ics".count)
      for file in try FileManager.default.subpathsOfDirectory(atPath: pcrm.folder.path) {
        let bytes = FileManager.default.contents(atPath: pcrm.folder.path + "/" + file) ?? Data()
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file) holds the secret")
      }
      var revoke = RevokeCalendarFeedRequest()
      revoke.id = id
      let revoked: CalendarFeed = try pcrm.admin.call(
        "pcrm.v1.CalendarFeedService/RevokeCalendarFeed", revoke)
      #expect(revoked.revokeTime != nil && revoked.version == 3)
      #expect(try !opens(other.path) && Self.list(pcrm.admin).isEmpty)
      #expect(try Self.list(pcrm.admin, revoked: true).map(\.id) == [id])
      #expect(
        try pcrm.admin.refused("pcrm.v1.CalendarFeedService/RotateCalendarFeed", rotate)
          == Refusal(.failedPrecondition, "ALREADY_ENDED", "id"))
    }
  }

  /// Would catch a feed of somebody out of reach, one of somebody who has left, and more feeds than there may be.
  @Test func whoMayHaveFeeds() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let anna = try pcrm.caller(as: .field, scope: .own, staff: world.anna)
      let mine = try Self.feed(anna)
      #expect(mine.feed?.staffID == world.anna)
      var other = CreateCalendarFeedRequest()
      var feed = CalendarFeed()
      feed.staffID = world.berta
      other.feed = feed
      let create = "pcrm.v1.CalendarFeedService/CreateCalendarFeed"
      #expect(
        try anna.refused(create, other) == Refusal(.notFound, "NOT_FOUND", "feed.staff_id"))
      let berta = try pcrm.caller(
        as: .field, scope: .office, staff: world.berta, office: world.office)
      var revoke = RevokeCalendarFeedRequest()
      revoke.id = try #require(mine.feed?.id)
      #expect(
        try berta.refused("pcrm.v1.CalendarFeedService/RevokeCalendarFeed", revoke)
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(try Self.list(berta).isEmpty && Self.list(anna).count == 1)
      for _ in 1..<10 { _ = try Self.feed(anna) }
      other.feed?.staffID = world.anna
      #expect(
        try anna.refused(create, other)
          == Refusal(.resourceExhausted, "CAP_REACHED", "feed.staff_id"))
      var left = UpdateStaffRequest()
      var staff = Staff()
      staff.id = world.anna
      staff.activeTo = CivilDate(2026, 3, 2)
      left.staff = staff
      let _: Staff = try pcrm.admin.call("pcrm.v1.OrganisationService/UpdateStaff", left)
      #expect(try PCRM.calendar(path: mine.path, having: [], pcrm.database) == nil)
    }
  }

  /// Would catch a calendar that differs from what its address answers, and a policy that is not heeded or not checked.
  @Test func theCalendarByCall() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan(World.point(1_000, 0), World.at(10))
      let address = try Self.feed(pcrm.admin) { $0.staffID = world.anna }
      let answer = try #require(
        try PCRM.calendar(path: address.path, having: [], pcrm.database))
      var get = GetCalendarRequest()
      get.staffID = world.anna
      let called: GetCalendarResponse = try pcrm.admin.call(
        "pcrm.v1.CalendarFeedService/GetCalendar", get)
      #expect(Array(called.text.utf8) == answer.bytes && called.etag == answer.etag)
      #expect(called.customerIDs.isEmpty)
      try Self.policy(world) {
        $0.daysAhead = 1
        $0.title = "외근"
        $0.host = "agency.example"
      }
      try world.plan(World.point(1_000, 0), World.at(10 + 24))
      let narrow = try Self.calendar(world, address)
      #expect(narrow.events.count == 1 && narrow.events[0]["SUMMARY"] == "외근")
      #expect(narrow.events[0]["UID"]?.hasSuffix("@agency.example") == true)
      for (field, change) in [
        ("policy.days_back", { $0.daysBack = 367 }), ("policy.days_ahead", { $0.daysAhead = 0 }),
        ("policy.refresh_minutes", { $0.refreshMinutes = 4 }),
        ("policy.host", { $0.host = "Über" }),
        ("policy.detail_max", { $0.detailMax = FeedDetail(rawValue: 9) }),
      ] as [(String, (inout FeedPolicy) -> Void)] {
        var request = ApplyFeedPolicyRequest()
        var policy = FeedPolicy.initial
        change(&policy)
        request.policy = policy
        #expect(
          try pcrm.admin.refused("pcrm.v1.CalendarFeedService/ApplyFeedPolicy", request)?.field
            == field)
      }
    }
  }
}
