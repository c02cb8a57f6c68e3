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
      let scene = try ExchangeScene(fixture, page)
      try scene.visits()
      try scene.forms()
      try scene.pages()
      try scene.groupsAndGaps()
      try scene.filesAndNumbers()
      try scene.revoked()
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
    page.begin(
      "A resync",
      "The server cannot go on from the cursor: begin with an empty one, keep the queue.")
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
    page.begin(
      "A restored server", "Another epoch, a smaller `last_n`: what lies past it is sent again.")
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
  private let text = Mutex(
    """
    # Field sync, call by call

    What `ExchangeTests` wrote down of a device and a server that talk to each other; what it means is told in
    [field-sync.md](field-sync.md). All calls are those of `pcrm.v1.FieldSyncService`, as JSON has them: fields that
    are 0, false or empty are absent, 64-bit numbers are texts, and a FieldMask is one text of camelCase names with
    commas between them. Ids and hashes differ from run to run.

    """)

  func begin(_ title: String, _ about: String) {
    text.withLock { $0 += "\n## \(title)\n\n\(about)\n" }
  }

  /// - Parameter note: what the page does not show whole.
  func add<Q: Message, A: Message>(
    _ method: String, _ q: Q, _ answer: Result<A, Status>, note: String = ""
  ) {
    let said =
      switch answer {
      case .success(let message): message.json(pretty: true)
      case .failure(let status): StatusMessage(status).json(pretty: true)
      }
    text.withLock {
      $0 += "\n```json\n// \(method)\(note)\n\(q.json(pretty: true))\n// answer\n\(said)\n```\n"
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
    case "LeaseNumbers": note(name, LeaseNumbersRequest.self, request, NumberBlock.self, answer)
    case "PutAttachment": notePiece(request, answer)
    default: break
    }
    return try answer.get()
  }

  /// A piece without most of its bytes.
  private func notePiece(_ request: [UInt8], _ answer: Result<[UInt8], Status>) {
    guard var question = try? PutAttachmentRequest(binary: request),
      case .success(let bytes) = answer, let read = try? VisitAttachment(binary: bytes)
    else { return }
    let count = question.chunk.count
    question.chunk = Array(question.chunk.prefix(12))
    page.add(
      "PutAttachment", question, .success(read), note: " (the chunk has \(count) bytes)")
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
