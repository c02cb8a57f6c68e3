import Dispatch
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
