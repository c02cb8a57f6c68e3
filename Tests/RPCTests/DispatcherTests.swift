import Dispatch
import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

@testable import RPC

@Suite("Dispatcher")
struct DispatcherTests {
  @Test(
    "A method of each kind answers, in binary and in JSON", arguments: [RPC.Encoding.binary, .json])
  func kinds(_ encoding: RPC.Encoding) throws {
    let fixture = try DispatcherFixture()
    let note = Note(number: 7, text: "김 \"x\"")
    #expect(try fixture.call("Ping", note, encoding: encoding) == note)
    #expect(try fixture.call("PutNote", note, encoding: encoding) == note)
    #expect(try fixture.call("GetNote", Note(number: 7, text: ""), encoding: encoding) == note)
    #expect(try fixture.call("CountNotes", encoding: encoding).number == 1)
    #expect(try fixture.call("ListNotes", encoding: encoding).text == note.text)
  }

  @Test("A point read or a small read is answered at once; a scan and a write later")
  func lanes() throws {
    let fixture = try DispatcherFixture()
    _ = try fixture.call("PutNote", Note(number: 1, text: "a"))
    for (name, inline) in [
      ("Ping", true), ("GetNote", true), ("CountNotes", true), ("ListNotes", false),
    ] {
      let (started, _) = try fixture.start(name, Note(number: 1, text: ""))
      if case .answered = started {
        #expect(inline, "\(name) was answered on the loop")
      } else {
        #expect(!inline, "\(name) left the loop")
      }
      fixture.session.endBurst()
    }
  }

  @Test("A read over its step budget leaves the loop and is answered from the pool")
  func budget() throws {
    var limits = Limits()
    limits.inlineStepsMax = 10_000
    let fixture = try DispatcherFixture(limits: limits)
    let (short, _) = try fixture.start("CountNotes", Note(number: 10, text: ""))
    guard case .answered(.success) = short else {
      Issue.record("a short read left the loop")
      return
    }
    let (long, _) = try fixture.start("CountNotes", Note(number: 1_000_000, text: ""))
    guard case .later = long else {
      Issue.record("a long read stayed on the loop")
      return
    }
    #expect(try fixture.call("CountNotes", Note(number: 1_000_000, text: "")).number == 1_000_000)
  }

  @Test("A read that was cancelled is interrupted, and others of the connection are not")
  func cancelledRead() throws {
    var limits = Limits()
    limits.inlineStepsMax = 10_000
    let fixture = try DispatcherFixture(limits: limits)
    let (started, call) = try fixture.start(
      "CountNotes", Note(number: 4_000_000_000, text: ""),
      deadline: .now().adding(nanoseconds: 60_000_000_000))
    guard case .later(let cancellation) = started else {
      Issue.record("a long read stayed on the loop")
      return
    }
    cancellation.cancel()
    let result = try fixture.inbox.wait(for: fixture.tag)
    #expect(throws: Status.cancelled) { try fixture.dispatcher.settle(call, result).get() }
    #expect(try fixture.call("CountNotes", Note(number: 1_000_000, text: "")).number == 1_000_000)
  }

  @Test("A write that was cancelled before it began is not done")
  func cancelledWrite() throws {
    let fixture = try DispatcherFixture()
    // The writer is busy until the gate opens, so that the write waits in the queue.
    let gate = DispatchSemaphore(value: 0)
    fixture.database.write(
      WriteJob(
        tag: 0, sink: fixture.inbox, deadline: .distantFuture, cancellation: Cancellation(),
        body: { (_) throws(Status) in
          gate.wait()
          return []
        }))
    let (started, _) = try fixture.start("PutNote", Note(number: 5, text: "e"))
    guard case .later(let cancellation) = started else {
      Issue.record("a write was answered on the loop")
      return
    }
    cancellation.cancel()
    gate.signal()
    #expect(throws: Status.cancelled) { try fixture.inbox.wait(for: fixture.tag).get() }
    #expect(try fixture.call("ListNotes").number == 0)
  }

  @Test("With reads off the loop, everything still answers")
  func readsOffTheLoop() throws {
    let fixture = try DispatcherFixture(authenticator: FewTokens(), readsInline: false)
    _ = try fixture.call("PutNote", Note(number: 3, text: "c"), token: "editor")
    #expect(try fixture.call("GetNote", Note(number: 3, text: ""), token: "viewer").text == "c")
  }

  @Test("One burst sees one moment; the next one sees what was committed since")
  func snapshot() throws {
    let fixture = try DispatcherFixture()
    _ = try fixture.start("GetNote", Note(number: 9, text: ""))
    try fixture.database.write { (writer) throws(Status) in
      _ = try writer.execute("INSERT INTO note VALUES (9, 'new')")
    }
    let (during, _) = try fixture.start("GetNote", Note(number: 9, text: ""))
    guard case .answered(.failure(let status)) = during else {
      Issue.record("the burst saw a later commit")
      return
    }
    #expect(status.code == .notFound)
    fixture.session.endBurst()
    #expect(try fixture.call("GetNote", Note(number: 9, text: "")).text == "new")
  }

  @Test("A handler that fails after writing leaves nothing")
  func failedWrite() throws {
    let fixture = try DispatcherFixture()
    #expect(throws: Status.invalid("text", "")) {
      try fixture.call("PutNote", Note(number: 5, text: "fail"))
    }
    #expect(throws: Status.notFound("number")) {
      try fixture.call("GetNote", Note(number: 5, text: ""))
    }
  }

  @Test(
    "An anonymous write is done, and one that would be told of in the feed is taken back as a whole"
  )
  func anonymousWrite() throws {
    let fixture = try DispatcherFixture()
    for encoding in [RPC.Encoding.binary, .json] {
      let note = Note(number: encoding == .json ? 2 : 1, text: "a")
      #expect(try fixture.call("DropNote", note, encoding: encoding) == note)
    }
    #expect(throws: Status.internalError) {
      try fixture.call("DropNote", Note(number: 3, text: "tell"))
    }
    #expect(try fixture.call("ListNotes").number == 2)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let fault: String
    let method: String
    let token: String
    let code: StatusCode
    let reason: String
    var testDescription: String { fault }
  }

  @Test(
    "Who may call what",
    arguments: [
      Refusal(
        fault: "no token at all", method: "GetNote", token: "", code: .unauthenticated,
        reason: "TOKEN_MISSING"),
      Refusal(
        fault: "a signed-in method needs a token even without a store", method: "Whoami",
        token: "", code: .unauthenticated, reason: "TOKEN_MISSING"),
      Refusal(
        fault: "a token nobody has", method: "GetNote", token: "stranger",
        code: .unauthenticated, reason: ""),
      Refusal(
        fault: "a viewer writes", method: "PutNote", token: "viewer", code: .permissionDenied,
        reason: "PERMISSION_MISSING"),
      Refusal(
        fault: "an editor watches", method: "WatchNotes", token: "editor",
        code: .permissionDenied, reason: "PERMISSION_MISSING"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let fixture = try DispatcherFixture(authenticator: FewTokens())
    let (started, _) = try fixture.start(
      refusal.method, Note(number: 1, text: ""), token: refusal.token)
    guard case .answered(.failure(let status)) = started else {
      Issue.record("it was let in")
      return
    }
    #expect(status.code == refusal.code)
    #expect(status.info.reason == refusal.reason)
  }

  @Test("A caller is looked up once a connection, and again when rights change")
  func remembered() throws {
    let authenticator = FewTokens()
    let fixture = try DispatcherFixture(authenticator: authenticator)
    for _ in 0..<3 { _ = try fixture.call("CountNotes", token: "viewer") }
    #expect(authenticator.generations.lookUps == 1)
    authenticator.generations.advance()
    _ = try fixture.call("CountNotes", token: "viewer")
    #expect(authenticator.generations.lookUps == 2)
    _ = try fixture.call("CountNotes", token: "editor")
    #expect(authenticator.generations.lookUps == 3, "another token on the same connection")
  }

  @Test("Work whose deadline has passed is not started; an answer that is late is not sent")
  func deadlines() throws {
    let fixture = try DispatcherFixture()
    let now = Instant.now()
    let (started, _) = try fixture.start(
      "PutNote", Note(number: 8, text: "late"), deadline: now, received: now)
    guard case .answered(.failure(let status)) = started else {
      Issue.record("it was started")
      return
    }
    #expect(status == .deadlineExceeded)
    #expect(throws: Status.notFound("number")) {
      try fixture.call("GetNote", Note(number: 8, text: ""))
    }
    let call = InFlight(
      method: try #require(fixture.dispatcher.table.index(of: "GetNote")), deadline: now,
      received: now, trace: "")
    #expect(throws: Status.deadlineExceeded) {
      try fixture.dispatcher.settle(call, .success([1])).get()
    }
  }

  @Test("A request that cannot be read names its field")
  func malformed() throws {
    let payload: [UInt8] = [0x12, 0x02, 0xff, 0xfe]
    #expect {
      try payload.withUnsafeBytes { bytes throws(Status) -> Note in
        try Payload(bytes, .binary).decode()
      }
    } throws: { error in
      let status = error as? Status
      return status?.code == .invalidArgument && status?.info.field == "text"
        && status?.info.reason == "MALFORMED_REQUEST"
    }
  }
}

extension ServiceTable {
  /// The place of a method of the test's service.
  func index(of name: String) -> MethodIndex? {
    Array("test.NoteService".utf8).withUnsafeBytes { service in
      Array(name.utf8).withUnsafeBytes { find(service: service, method: $0) }
    }
  }
}
