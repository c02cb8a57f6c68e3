import FieldClient
import Glibc
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Surveys
import Synchronization
import Testing

@testable import SyncProof

/// The exchanges of docs/field-sync.md, as they really are; PCRM_EXCHANGES names a file to write them to.
@Suite("The exchanges that the page shows")
struct ExchangeTests {
  @Test func everyCaseIsWhatThePageSays() throws {
    let page = Exchange()
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, direct) = try agency.device()
      let network = RecordingNetwork(direct, page)
      func sync(_ title: String) -> FieldSyncReport {
        page.begin(title)
        let report = device.client.sync(over: network)
        #expect(report.failure == nil && report.isComplete, "\(String(describing: report.failure))")
        return report
      }
      #expect(sync("First sync").rows >= 2)
      fixture.clock.advance(seconds: 900)
      try device.client.step(visit.id, to: .enRoute)
      fixture.clock.advance(seconds: 300)
      #expect(sync("An edit").results.map(\.outcome) == [.applied])
      var mine = Visit()
      mine.note = "벨이 고장"
      try device.client.change(.visit(visit.id, fields: ["note"], mine))
      try agency.note(visit.id, "뒷문으로")
      #expect(sync("A conflict").results.map(\.outcome) == [.conflict])
      let conflict = try #require(try device.client.conflicts().first?.conflict)
      try device.client.resolve(conflict.id, .mine)
      #expect(sync("The conflict is resolved").results.map(\.outcome) == [.applied])
      let next = try agency.visit(try agency.customer("이둘"), hours: 3)
      _ = device.client.sync(over: direct)
      var patch = Visit()
      patch.note = "아직 못 보냄"
      try device.client.change(.visit(next.id, fields: ["note"], patch))
      var reassign = ReassignVisitRequest()
      reassign.id = next.id
      reassign.staffID = agency.staff[1]
      reassign.reason = "휴가"
      let _: Visit = try agency.admin.call("pcrm.v1.VisitService/ReassignVisit", reassign)
      #expect(sync("A reassignment").results.map(\.outcome) == [.quarantined])
      let survey = try AgencySurvey(agency)
      agency.runTimers()
      #expect(sync("A form comes").rows == 1)
      var session = try device.client.begin(survey.wave.id)
      try session.state.set("met", .choice("n"))
      try session.state.set("score", .integer(8))
      session.token = try survey.invite()
      fixture.clock.advance(seconds: 120)
      _ = try device.client.submit(session)
      #expect(sync("A customer's answer").results.map(\.outcome) == [.applied])
      try survey.close()
      agency.runTimers()
      #expect(sync("The form leaves").removals == 1)
    }
    try another(page)
    page.write()
  }

  /// What happens when the server has another past than the device knows.
  private func another(_ page: Exchange) throws {
    let place = try FieldPlace.shared()
    let clock = ManualClock(FieldPlace.start)
    let server = try FieldServer(copyOf: place.file, clock: clock, tokens: place.tokens)
    let device = try TestDevice(clock: DeviceClock(clock))
    let direct = DirectNetwork(server.dispatcher, place.tokens[1])
    let network = RecordingNetwork(direct, page)
    #expect(device.client.sync(over: direct).isComplete)
    page.begin("A resync")
    var pull = PullRequest()
    pull.deviceID = try device.client.deviceID()
    pull.cursor = "AQIDBA"
    let stale = pull
    let refusal = Status(.failedPrecondition, "", ErrorInfo(reason: "RESYNC_REQUIRED"))
    #expect(throws: refusal) {
      try network.call("pcrm.v1.FieldSyncService/Pull", stale.binary())
    }
    let backup = try server.backup()
    let visit = try #require(try device.client.today().first?.visit.id)
    try device.client.note(visit, "보호자 동석")
    #expect(device.client.sync(over: direct).results.map(\.outcome) == [.applied])
    try server.restore(backup)
    direct.lead(to: server.dispatcher)
    page.begin("A restored server")
    let report = device.client.sync(over: network)
    #expect(report.isComplete && report.resync == "EPOCH" && report.rewound == 1)
    #expect(report.results.map(\.outcome) == [.applied])
    // Fault: what the phone had sent is gone with the server's disk.
    #expect(try device.client.visit(visit)?.parts.notes.map(\.text) == ["보호자 동석"])
    #expect(try device.client.status().unsent == 0)
  }
}

/// A page of calls and answers in JSON.
final class Exchange: Sendable {
  private let text = Mutex("")

  func begin(_ title: String) { text.withLock { $0 += "\n### \(title)\n" } }

  func add<Q: Message, A: Message>(_ method: String, _ q: Q, _ answer: Result<A, Status>) {
    let said =
      switch answer {
      case .success(let message): message.json(pretty: true)
      case .failure(let status): StatusMessage(status).json(pretty: true)
      }
    text.withLock {
      $0 += "\n```json\n// \(method)\n\(q.json(pretty: true))\n// answer\n\(said)\n```\n"
    }
  }

  func write() {
    guard let path = getenv("PCRM_EXCHANGES") else { return }
    let file = open(String(cString: path), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(file) }
    text.withLock { text in
      let bytes = [UInt8](text.utf8)
      #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
    }
  }
}

/// Writes down what passes.
final class RecordingNetwork: FieldNetwork {
  private let inner: any FieldNetwork
  private let page: Exchange

  init(_ inner: any FieldNetwork, _ page: Exchange) {
    self.inner = inner
    self.page = page
  }

  func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let answer: Result<[UInt8], Status>
    do throws(Status) {
      answer = .success(try inner.call(method, request))
    } catch {
      answer = .failure(error)
    }
    let name = String(method.split(separator: "/").last ?? "")
    switch name {
    case "Hello": note(name, HelloRequest.self, request, HelloResponse.self, answer)
    case "Pull": note(name, PullRequest.self, request, PullResponse.self, answer)
    case "Push": note(name, PushRequest.self, request, PushResponse.self, answer)
    default: break
    }
    return try answer.get()
  }

  private func note<Q: Message, A: Message>(
    _ method: String, _: Q.Type, _ request: [UInt8], _: A.Type, _ answer: Result<[UInt8], Status>
  ) {
    guard let question = try? Q(binary: request) else { return }
    switch answer {
    case .success(let bytes):
      if let read = try? A(binary: bytes) { page.add(method, question, .success(read)) }
    case .failure(let status):
      page.add(method, question, Result<A, Status>.failure(status))
    }
  }
}
