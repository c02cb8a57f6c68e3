import NIOHTTP1
import PCRM

/// What the HTTP listener answers: the same for GET and HEAD, but for the body.
struct HTTPAnswer: Sendable {
  var status: HTTPResponseStatus
  var type = "text/plain"
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  static func text(_ status: HTTPResponseStatus, _ text: String) -> HTTPAnswer {
    HTTPAnswer(status: status, body: [UInt8](text.utf8))
  }

  /// A calendar, or that it is still the one that the asker has.
  static func calendar(_ page: CalendarAnswer) -> HTTPAnswer {
    var answer = HTTPAnswer(status: .ok, type: "text/calendar; charset=utf-8")
    answer.headers = [
      ("ETag", "\"\(page.etag)\""),
      ("Cache-Control", "private, max-age=\(page.refreshMinutes * 60), must-revalidate"),
      ("Content-Disposition", "inline; filename=\"visits.ics\""),
      // The address is a secret: it is not to be passed on, and not to be found.
      ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"),
      ("X-Content-Type-Options", "nosniff"),
    ]
    if let bytes = page.bytes {
      answer.body = bytes
    } else {
      answer.status = .notModified
    }
    return answer
  }

  /// The tags of an If-None-Match field, without quotes and marks of weakness; "*" is any.
  static func tags(_ values: [String]) -> [String] {
    values.joined(separator: ",").split(separator: ",").map { part in
      var tag = part.drop { $0 == " " || $0 == "\t" }
      if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
      return String(tag.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        .trimming("\"")
    }
  }
}

extension String {
  /// The text without one character at either end.
  fileprivate func trimming(_ character: Character) -> String {
    var text = self[...]
    if text.first == character { text = text.dropFirst() }
    if text.last == character { text = text.dropLast() }
    return String(text)
  }
}
