import PCRMCore
import Testing

@testable import RPC

@Suite("Service table")
struct ServiceTableTests {
  private let table = ServiceTable([NoteService.service])

  private func find(_ service: String, _ method: String) -> MethodIndex? {
    Array(service.utf8).withUnsafeBytes { service in
      Array(method.utf8).withUnsafeBytes { table.find(service: service, method: $0) }
    }
  }

  @Test("Every method is found by its name, and as itself")
  func found() {
    for method in NoteService.service.methods {
      #expect(find("test.NoteService", method.name).map { table[$0].name } == method.name)
    }
  }

  @Test(
    "What is not there is not found",
    arguments: [
      ("test.NoteService", "getNote"), ("test.NoteService", "GetNot"),
      ("test.NoteService", "GetNotes"), ("test.NoteServic", "GetNote"), ("", "GetNote"),
      ("test.NoteService", ""), ("NoteService", "GetNote"),
    ])
  func absent(_ service: String, _ method: String) {
    #expect(find(service, method) == nil)
  }

  @Test("The metrics page counts by method and code, with cumulative buckets")
  func metrics() throws {
    let fixture = try DispatcherFixture()
    _ = try fixture.call("Ping")
    _ = try? fixture.call("GetNote", Note(number: 404, text: ""))
    let text = fixture.dispatcher.metrics.text()
    #expect(text.contains(#"pcrm_calls_total{method="test.NoteService/Ping",code="ok"} 1"#))
    #expect(
      text.contains(#"pcrm_calls_total{method="test.NoteService/GetNote",code="not_found"} 1"#))
    #expect(text.contains(#"pcrm_call_seconds_bucket{method="test.NoteService/Ping",le="+Inf"} 1"#))
    #expect(!text.contains(#"pcrm_call_seconds_count{method="test.NoteService/ListNotes"}"#))
  }
}
