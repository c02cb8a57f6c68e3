import Dispatch
import Logging
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import RPC

@Suite("Server streams")
struct ServerStreamTests {
  /// Asks for one page and waits for it.
  private func page(_ stream: ServerStream) throws -> ServerStream.Delivery {
    let box = Mutex<ServerStream.Delivery?>(nil)
    let ready = DispatchSemaphore(value: 0)
    stream.next { delivery in
      box.withLock { $0 = delivery }
      ready.signal()
    }
    #expect(ready.wait(timeout: .now() + 5) == .success, "no page came")
    return try #require(box.withLock { $0 })
  }

  private func open(
    _ fixture: DispatcherFixture, deadline: Instant = .distantFuture
  ) throws
    -> ServerStream
  {
    let (started, _) = try fixture.start("WatchNotes", Note(), deadline: deadline)
    guard case .streaming(let stream) = started else { throw Status(.unknown, "not a stream") }
    return stream
  }

  private func put(
    _ fixture: DispatcherFixture, _ numbers: ClosedRange<Int64>, last: String = "x"
  )
    throws
  {
    for number in numbers {
      let text = number == numbers.upperBound ? last : "x"
      _ = try fixture.call("PutNote", Note(number: number, text: text))
    }
  }

  @Test("Pages come in order, and the stream ends by itself")
  func pages() throws {
    let fixture = try DispatcherFixture()
    try put(fixture, 1...5, last: "end")
    let stream = try open(fixture)
    var numbers: [Int64] = []
    var end: Status?
    while end == nil {
      let delivery = try page(stream)
      numbers += try delivery.messages.map { try Note(binary: $0).number }
      end = delivery.end
    }
    #expect(numbers == [1, 2, 3, 4, 5])
    #expect(end?.code == .ok)
  }

  @Test("A stream at its end waits for the next commit, and misses none")
  func waits() throws {
    let fixture = try DispatcherFixture()
    let stream = try open(fixture)
    let database = fixture.database
    let writer = Background {
      for number in Int64(1)...50 {
        try? database.write { (writer) throws(Status) in
          _ = try writer.execute(
            "INSERT INTO note VALUES ($1, $2)", .integer(number),
            .text(number == 50 ? "end" : "x"))
        }
      }
    }
    var numbers: [Int64] = []
    var end: Status?
    while end == nil {
      let delivery = try page(stream)
      numbers += try delivery.messages.map { try Note(binary: $0).number }
      end = delivery.end
    }
    writer.join()
    #expect(numbers == Array(1...50))
  }

  @Test("A cancelled stream reads no more")
  func cancelled() throws {
    let fixture = try DispatcherFixture()
    try put(fixture, 1...3)
    let stream = try open(fixture)
    stream.cancel()
    #expect(try page(stream).end?.code == .cancelled)
  }

  @Test("A stream ends when its token stops opening it")
  func revoked() throws {
    let authenticator = FewTokens()
    let fixture = try DispatcherFixture(authenticator: authenticator)
    try fixture.database.write { (writer) throws(Status) in
      for number in Int64(1)...4 {
        try writer.execute("INSERT INTO note VALUES ($1, 'x')", .integer(number))
      }
    }
    let (started, _) = try fixture.start("WatchNotes", Note(), token: "watcher")
    guard case .streaming(let stream) = started else {
      Issue.record("a watcher may not watch")
      return
    }
    #expect(try page(stream).messages.count == 2)
    authenticator.generations.revoke("watcher")
    let delivery = try page(stream)
    #expect(delivery.messages.isEmpty && delivery.end?.code == .unauthenticated)
  }

  @Test("A bell that rang between the look and the wait still wakes")
  func lateRing() {
    let bell = CommitBell()
    let seen = bell.rings
    bell.ring()
    let woken = Atomic(0)
    bell.onRing(after: seen, until: .distantFuture, Cancellation()) {
      woken.add(1, ordering: .relaxed)
    }
    #expect(woken.load(ordering: .relaxed) == 1)
  }

  @Test("A bell lets go of those who left")
  func leavers() {
    let bell = CommitBell()
    let gone = Cancellation()
    gone.cancel()
    let woken = Atomic(0)
    bell.onRing(after: bell.rings, until: .distantFuture, gone) {
      woken.add(1, ordering: .relaxed)
    }
    bell.onRing(after: bell.rings, until: Instant(nanoseconds: 0), Cancellation()) {
      woken.add(1, ordering: .relaxed)
    }
    bell.ring()
    #expect(woken.load(ordering: .relaxed) == 0)
  }

  @Test("Without a ring, a sweep lets go of those who left and wakes those who are due")
  func sweep() {
    let bell = CommitBell()
    let gone = Cancellation()
    gone.cancel()
    let woken = Mutex<[String]>([])
    let now = Instant.now()
    let soon = now.adding(nanoseconds: 10)
    bell.onRing(after: 0, until: .distantFuture, gone) { woken.withLock { $0.append("gone") } }
    bell.onRing(after: 0, until: now, Cancellation()) { woken.withLock { $0.append("late") } }
    bell.onRing(after: 0, until: .distantFuture, due: now, Cancellation()) {
      woken.withLock { $0.append("due") }
    }
    bell.onRing(after: 0, until: .distantFuture, due: soon, Cancellation()) {
      woken.withLock { $0.append("soon") }
    }
    bell.onRing(after: 0, until: .distantFuture, Cancellation()) {
      woken.withLock { $0.append("patient") }
    }
    bell.sweep(at: now)
    #expect(woken.withLock { $0 } == ["due"])
    #expect(bell.waiting == 2)
    bell.sweep(at: soon)
    bell.ring()
    #expect(woken.withLock { $0 } == ["due", "soon", "patient"])
    #expect(bell.waiting == 0)
  }

  @Test("A stream that lasts is not logged as a slow call; a unary call is")
  func slowCalls() throws {
    let lines = LogLines()
    let fixture = try DispatcherFixture(
      logger: Logger(label: "test", factory: { _ in LinesHandler(lines: lines) }))
    let long = Instant(nanoseconds: 0)
    let (started, stream) = try fixture.start("WatchNotes", Note())
    guard case .streaming = started else { throw Status(.unknown, "not a stream") }
    let (_, unary) = try fixture.start("GetNote", Note(number: 1, text: ""))
    for call in [stream, unary] {
      let old = InFlight(
        method: call.method, deadline: call.deadline, received: long, trace: call.trace)
      _ = fixture.dispatcher.settle(old, .success([]))
    }
    #expect(lines.texts.withLock { $0 } == ["slow call test.NoteService/GetNote"])
  }
}

/// What was logged.
private final class LogLines: Sendable {
  let texts = Mutex<[String]>([])
}

private struct LinesHandler: LogHandler {
  let lines: LogLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let method = event.metadata?["method"].map { "\($0)" } ?? ""
    lines.texts.withLock { $0.append("\(event.message) \(method)") }
  }
}

/// Work that goes on beside a test, and that it waits for.
private final class Background: Sendable {
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Void) {
    let done = done
    DispatchQueue.global().async {
      body()
      done.signal()
    }
  }

  func join() { done.wait() }
}
