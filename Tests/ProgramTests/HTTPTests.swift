import Foundation
import Glibc
import Testing

/// Calendars over HTTP, and what the listener does with whoever does not behave.
struct HTTPTests {
  private static func port(_ daemon: Daemon) throws -> UInt16 {
    let line = try #require(daemon.log.split(separator: "\n").first { $0.contains(" metrics ") })
    return try #require(UInt16(line.split(separator: ":").last ?? ""))
  }

  private static func call(
    _ daemon: Daemon, _ method: String, _ json: String
  ) throws -> [String: Any] {
    let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
    let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(answer as? [String: Any], "\(run.complaint)")
  }

  /// The path of a feed of a new member of staff.
  private static func feed(_ daemon: Daemon) throws -> String {
    let staff = try call(
      daemon, "OrganisationService/CreateStaff", #"{"staff": {"name": "이안나"}}"#)
    let id = try #require(staff["id"] as? String)
    let address = try call(
      daemon, "CalendarFeedService/CreateCalendarFeed", #"{"feed": {"staffId": "\#(id)"}}"#)
    return try #require(address["path"] as? String)
  }

  private static func answer(_ port: UInt16, _ request: String) throws -> String {
    let connection = try RawConnection(port: port)
    try connection.send(Array((request + "\r\nHost: x\r\nConnection: close\r\n\r\n").utf8))
    return try connection.rest()
  }

  @Test("A calendar is read, known again, not changed, and gone for a wrong address")
  func calendar() throws {
    let daemon = try Daemon(flags: ["--metrics", "127.0.0.1:0"])
    let port = try Self.port(daemon)
    let path = try Self.feed(daemon)
    let first = try Self.answer(port, "GET \(path) HTTP/1.1")
    #expect(first.hasPrefix("HTTP/1.1 200 OK"))
    #expect(first.contains("Content-Type: text/calendar; charset=utf-8\r\n"))
    #expect(first.contains("Cache-Control: private, max-age=900"))
    #expect(first.contains("BEGIN:VCALENDAR\r\n") && first.hasSuffix("END:VCALENDAR\r\n"))
    let tag = try #require(first.firstMatch(of: /ETag: ("[^"]+")\r\n/)?.output.1)

    for known in [String(tag), "W/\(tag)", "\"other\", \(tag)", "*"] {
      let again = try Self.answer(port, "GET \(path) HTTP/1.1\r\nIf-None-Match: \(known)")
      #expect(again.hasPrefix("HTTP/1.1 304"), "\(known)")
      #expect(again.contains("ETag: \(tag)") && again.hasSuffix("\r\n\r\n"))
    }
    let changed = try Self.answer(port, "GET \(path) HTTP/1.1\r\nIf-None-Match: \"other\"")
    #expect(changed.hasPrefix("HTTP/1.1 200"))
    let head = try Self.answer(port, "HEAD \(path) HTTP/1.1")
    #expect(head.hasPrefix("HTTP/1.1 200") && head.hasSuffix("\r\n\r\n"))
    #expect(head.contains("Content-Length: ") && !head.contains("Content-Length: 0\r\n"))
    #expect(try Self.answer(port, "POST \(path) HTTP/1.1").hasPrefix("HTTP/1.1 405"))
    let wrong = try Self.answer(port, "GET /calendar/wrong.ics HTTP/1.1")
    #expect(wrong.hasPrefix("HTTP/1.1 404"))
    let other = try Self.answer(port, "GET /nothing HTTP/1.1")
    #expect(Self.withoutDate(wrong) == Self.withoutDate(other))
    #expect(!daemon.log.contains(path) && !daemon.log.contains(path.dropFirst(10).prefix(20)))
  }

  private static func withoutDate(_ answer: String) -> [Substring] {
    answer.split(separator: "\r\n").filter { !$0.lowercased().hasPrefix("date:") }
  }

  @Test("Who sends too much, or a byte now and then, is sent away")
  func limits() throws {
    let daemon = try Daemon(flags: ["--metrics", "127.0.0.1:0"])
    let port = try Self.port(daemon)
    let large = try RawConnection(port: port)
    try large.send(Array("GET /healthz HTTP/1.1\r\nX: ".utf8))
    // The server may have closed before all of it is sent.
    try? large.send([UInt8](repeating: 65, count: 20_000))
    #expect(large.isClosed(within: 5))

    let slow = try RawConnection(port: port)
    let start = Date()
    try slow.send(Array("GET /healthz".utf8))
    var isClosed = false
    while !isClosed, Date().timeIntervalSince(start) < 15 {
      try? slow.send([65])
      isClosed = slow.isClosed(within: 1)
    }
    #expect(isClosed, "a request that takes its time holds a connection")
    #expect(Date().timeIntervalSince(start) < 13)

    // Those who behave are served all the while, and one connection serves many requests.
    let kept = try RawConnection(port: port)
    for _ in 0..<3 {
      try kept.send(Array("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
      #expect(try kept.some().contains("200 OK"))
    }
  }
}
