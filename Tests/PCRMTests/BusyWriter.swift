import Glibc
import PCRMCore
import PCRMTesting
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage
import Synchronization
import Testing

@testable import PCRM

/// The one writer, held up by another transaction, and calls that come meanwhile: what they need no writer for is done.
final class BusyWriter {
  private let pcrm: PCRMFixture
  private let gate: Gate
  private let taken = AnswersTaken()
  private let session: DoorSession
  private var calls = 1

  private final class Gate: Sendable {
    let isOpen = Mutex(false)
  }

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    session = try DoorSession(pcrm.dispatcher)
    let gate = Gate()
    self.gate = gate
    pcrm.database.write(
      WriteJob(
        tag: 0, sink: taken, deadline: .distantFuture, cancellation: Cancellation(),
        body: { (_) throws(Status) in
          let end = Instant.now().adding(nanoseconds: 20_000_000_000)
          while !gate.isOpen.withLock({ $0 }), Instant.now() < end { usleep(500) }
          return []
        }))
  }

  /// Begins a call, which is not answered before the writer is free.
  func call<Request: Message>(
    _ path: String, _ request: Request, as token: String,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let parts = path.split(separator: "/")
    let table = pcrm.dispatcher.table
    let index = Array(parts[0].utf8).withUnsafeBytes { service in
      Array(parts[1].utf8).withUnsafeBytes { table.find(service: service, method: $0) }
    }
    let found = try #require(index)
    let binary = request.binary()
    calls += 1
    let started = binary.withUnsafeBytes { bytes in
      Array(token.utf8).withUnsafeBytes { token in
        session.start(
          Incoming(
            method: found, payload: Payload(bytes, .binary), token: token,
            deadline: .distantFuture, received: .now(), tag: 1),
          from: Peer(sink: taken, address: "test"))
      }
    }
    guard case .later = started else {
      Issue.record("it was answered at once", sourceLocation: place)
      return
    }
  }

  /// Waits until something is so; false when that took too long.
  func waits(until isSo: () -> Bool) -> Bool {
    let end = Instant.now().adding(nanoseconds: 10_000_000_000)
    while !isSo(), Instant.now() < end { usleep(500) }
    return isSo()
  }

  /// How many answers there are so far.
  var answers: Int { taken.count }

  /// Lets the writer go on, and waits for all answers.
  ///
  /// - Returns: what went wrong.
  func release() -> [String] {
    gate.isOpen.withLock { $0 = true }
    return taken.wait(for: calls) ? taken.failures : ["no answer"]
  }
}

/// Answers as they come.
private final class AnswersTaken: AnswerSink {
  private let taken = Mutex<[Answer]>([])

  func take(_ answers: [Answer]) { taken.withLock { $0 += answers } }

  var count: Int { taken.withLock { $0.count } }

  var failures: [String] {
    taken.withLock { $0 }.compactMap {
      if case .failure(let status) = $0.result { "\(status)" } else { nil }
    }
  }

  func wait(for count: Int) -> Bool {
    let end = Instant.now().adding(nanoseconds: 20_000_000_000)
    while self.count < count, Instant.now() < end { usleep(500) }
    return self.count == count
  }
}
