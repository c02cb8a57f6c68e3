import Dispatch
import PCRMCore
import RPC
import Storage
import Synchronization

/// The part of a door, played by a test: hands calls to the dispatcher, and waits for what comes later.
final class DispatcherConnection: TestConnection {
  private let dispatcher: Dispatcher
  private let session: DoorSession
  private let inbox = Inbox()
  private let peer: Peer
  private var tag: UInt32 = 1

  init(_ dispatcher: Dispatcher) throws {
    self.dispatcher = dispatcher
    session = try DoorSession(dispatcher)
    peer = Peer(sink: inbox, address: "unix")
  }

  func call(
    _ path: String, _ request: [UInt8], _ encoding: RPC.Encoding, token: String
  ) throws -> [UInt8] {
    let (started, call) = try start(path, request, encoding, token)
    defer { session.endBurst() }
    switch started {
    case .answered(let result): return try result.get()
    case .later: return try dispatcher.settle(call, inbox.wait(for: tag)).get()
    case .streaming: throw Status(.unknown, "\(path) answers with a stream")
    }
  }

  func stream(
    _ path: String, _ request: [UInt8], token: String
  ) throws -> any TestStreamSource {
    let (started, _) = try start(path, request, .binary, token)
    session.endBurst()
    switch started {
    case .streaming(let stream): return DispatcherStream(stream)
    case .answered(.failure(let status)): throw status
    default: throw Status(.unknown, "\(path) does not answer with a stream")
    }
  }

  private func start(
    _ path: String, _ request: [UInt8], _ encoding: RPC.Encoding, _ token: String
  ) throws -> (DoorSession.Started, InFlight) {
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    guard parts.count == 2,
      let method = parts[0].withUnsafeBytes({ service in
        parts[1].withUnsafeBytes { dispatcher.table.find(service: service, method: $0) }
      })
    else { throw Status(.unimplemented, path, ErrorInfo(reason: "UNKNOWN_METHOD")) }
    tag += 2
    return request.withUnsafeBytes { request in
      Array(token.utf8).withUnsafeBytes { token in
        let incoming = Incoming(
          method: method, payload: Payload(request, encoding), token: token,
          deadline: .distantFuture, received: .now(), tag: tag)
        return (session.start(incoming, from: peer), incoming.inFlight)
      }
    }
  }
}

/// Asks a stream for its pages as a door with room for them does.
private final class DispatcherStream: TestStreamSource {
  private let stream: ServerStream
  private var waiting: [[UInt8]] = []
  private var end: Status?

  init(_ stream: ServerStream) { self.stream = stream }

  func next() throws -> [UInt8]? {
    while waiting.isEmpty {
      if let end {
        if end.code == .ok { return nil }
        throw end
      }
      let box = DeliveryBox()
      stream.next { box.put($0) }
      guard let delivery = box.wait() else {
        throw Status(.deadlineExceeded, "nothing came within five seconds")
      }
      waiting = delivery.messages
      end = delivery.end
    }
    return waiting.removeFirst()
  }

  func cancel() { stream.cancel() }
}

/// One page of a stream, handed from a reader's thread to the test's.
private final class DeliveryBox: Sendable {
  private let value = Mutex<ServerStream.Delivery?>(nil)
  private let ready = DispatchSemaphore(value: 0)

  func put(_ delivery: ServerStream.Delivery) {
    value.withLock { $0 = delivery }
    ready.signal()
  }

  func wait() -> ServerStream.Delivery? {
    guard ready.wait(timeout: .now() + .seconds(5)) == .success else { return nil }
    return value.withLock { $0 }
  }
}

/// Where answers that come later are kept until the test looks.
private final class Inbox: AnswerSink {
  private let answers = Mutex<[UInt32: Result<[UInt8], Status>]>([:])
  private let ready = DispatchSemaphore(value: 0)

  func take(_ answers: [Answer]) {
    self.answers.withLock { kept in
      for answer in answers { kept[answer.tag] = answer.result }
    }
    for _ in answers { ready.signal() }
  }

  /// A caller has one call under way at a time: the next answer is its.
  func wait(for tag: UInt32) -> Result<[UInt8], Status> {
    guard ready.wait(timeout: .now() + .seconds(30)) == .success else {
      return .failure(Status(.deadlineExceeded, "no answer came within thirty seconds"))
    }
    return answers.withLock { $0.removeValue(forKey: tag) } ?? .failure(.internalError)
  }
}
