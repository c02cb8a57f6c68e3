import NIOHTTP1
import PCRM
import PCRMCore
import RPC
import Storage

/// What stands where at the HTTP listener.
struct HTTPPages: Sendable {
  let dispatcher: Dispatcher
  let database: any Database

  /// What can be answered at once; nil for what needs the store.
  func quick(_ head: HTTPRequestHead) -> HTTPAnswer? {
    guard head.method == .GET || head.method == .HEAD else {
      var answer = HTTPAnswer.text(.methodNotAllowed, "only GET and HEAD\n")
      answer.headers = [("Allow", "GET, HEAD")]
      return answer
    }
    switch head.uri {
    case "/metrics":
      var answer = HTTPAnswer.text(.ok, dispatcher.metrics.text())
      answer.type = "text/plain; version=0.0.4; charset=utf-8"
      return answer
    case "/healthz":
      return dispatcher.state.isServing
        ? .text(.ok, "serving\n") : .text(.serviceUnavailable, "draining\n")
    default:
      return head.uri.hasPrefix("/calendar/") ? nil : Self.nothing
    }
  }

  /// What needs the store. An address that opens nothing is answered as if there were no such page.
  func slow(_ head: HTTPRequestHead) -> HTTPAnswer {
    do throws(Status) {
      let answer = try PCRM.calendar(
        path: head.uri, having: HTTPAnswer.tags(head.headers["If-None-Match"]), database)
      return answer.map(HTTPAnswer.calendar) ?? Self.nothing
    } catch {
      return .text(.serviceUnavailable, "try again later\n")
    }
  }

  private static let nothing = HTTPAnswer.text(.notFound, "nothing here\n")
}
