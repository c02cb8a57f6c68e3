import Foundation
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// A calendar as another implementation reads it.
///
/// `tools/calendar-second-opinion` installs it and names it in `PCRM_ICALENDAR_PYTHON`; without it the test says that it
/// did not run.
struct CalendarSecondOpinionTests {
  private static let python = ProcessInfo.processInfo.environment["PCRM_ICALENDAR_PYTHON"]

  private static let script = "../../../../../tools/second-opinion/icalendar_stream.py"

  private struct Reading: Decodable {
    struct Event: Decodable {
      var uid: String
      var sequence: Int
      var status: String
      var start: String
      var end: String
      var summary: String
      var location: String
      var errors: [String]
    }

    var zones: [String]
    var events: [Event]
  }

  /// Would catch whatever our own reader takes for right because the writer has the same fault.
  @Test(
    .enabled(
      if: python != nil, "PCRM_ICALENDAR_PYTHON is not set; tools/calendar-second-opinion sets it"))
  func anotherReaderReadsTheSame() throws {
    try withPCRM { pcrm in
      let world = try RouteWorld(pcrm)
      var policy = ApplyFeedPolicyRequest()
      var rules = FeedPolicy.initial
      rules.detailMax = .name
      rules.title = "아주 긴 이름의 방문, 그 다음; 그리고 \\ 그 끝까지 한 줄에 들어가지 않는 것"
      policy.policy = rules
      let _: ApplyFeedPolicyResponse = try pcrm.admin.call(
        "pcrm.v1.CalendarFeedService/ApplyFeedPolicy", policy)
      let place = "지하 1층\n👩‍👩‍👧 놀이방, 왼쪽; 문 \\ 옆에서 기다려 주십시오. 전화는 하지 마십시오."
      let kept = try world.plan(RouteWorld.point(1_000, 0), RouteWorld.at(10)) { $0.place = place }
      let gone = try world.plan(RouteWorld.point(2_000, 0), RouteWorld.at(14))
      var cancel = CancelVisitRequest()
      cancel.id = gone.id
      cancel.reason = "not needed"
      let _: Visit = try pcrm.admin.call("pcrm.v1.VisitService/CancelVisit", cancel)
      var get = GetCalendarRequest()
      get.staffID = world.anna
      let calendar: GetCalendarResponse = try pcrm.admin.call(
        "pcrm.v1.CalendarFeedService/GetCalendar", get)
      let reading = try Self.read(calendar.text)
      #expect(reading.zones == ["Asia/Seoul"])
      #expect(reading.events.map(\.uid) == [kept, gone].map { "visit-\($0.id)@pcrm" })
      #expect(reading.events.map(\.status) == ["CONFIRMED", "CANCELLED"])
      #expect(reading.events.map(\.sequence) == [0, 1])
      #expect(reading.events[0].start == "2026-03-03T01:00:00+00:00")
      #expect(reading.events[0].end == "2026-03-03T01:30:00+00:00")
      #expect(reading.events[0].summary == rules.title + " · first_visit · 김민수")
      #expect(reading.events[0].location == place)
      #expect(reading.events.allSatisfy { $0.errors.isEmpty })
    }
  }

  private static func read(_ text: String) throws -> Reading {
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [
      URL(filePath: #filePath).appending(path: Self.script).standardizedFileURL.path
    ]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Reading.self, from: data)
  }
}
