import Dispatch
public import PCRMCore
public import ProtobufCodec
public import RPC
import Storage
import Synchronization

/// Somebody who calls, on a connection of their own: the part of a door, played by a test.
public final class TestCaller {
  /// The principal behind the token; empty where the test did not say.
  public var principal = PrincipalID()
  public var token: String
  public let dispatcher: Dispatcher
  private let session: DoorSession
  private let inbox = Inbox()
  private let peer: Peer
  private var tag: UInt32 = 1

  public init(_ dispatcher: Dispatcher, token: String, address: String = "unix") throws {
    self.dispatcher = dispatcher
    self.token = token
    session = try DoorSession(dispatcher)
    peer = Peer(sink: inbox, address: address)
  }

  /// Calls a unary method, for example "pcrm.v1.CustomerService/GetCustomer", and waits for its answer.
  public func call<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try Response(binary: try bytes(path, request.binary()))
  }

  /// The answer's bytes, for a request that is written down already.
  public func bytes(
    _ path: String, _ request: [UInt8], encoding: RPC.Encoding = .binary,
    deadline: Instant = .distantFuture
  ) throws -> [UInt8] {
    let (started, call) = try start(path, request, encoding, deadline)
    defer { session.endBurst() }
    switch started {
    case .answered(let result): return try result.get()
    case .later: return try dispatcher.settle(call, inbox.wait(for: tag)).get()
    case .streaming: throw Status(.unknown, "\(path) answers with a stream")
    }
  }

  /// Why a call is refused; nil when it is not.
  public func refusal<Request: Message>(_ path: String, _ request: Request) throws -> Status? {
    do {
      _ = try bytes(path, request.binary())
      return nil
    } catch let status as Status {
      return status
    }
  }

  /// Opens a stream.
  public func stream<Request: Message>(_ path: String, _ request: Request) throws -> TestStream {
    let (started, _) = try start(path, request.binary(), .binary, .distantFuture)
    session.endBurst()
    switch started {
    case .streaming(let stream): return TestStream(stream)
    case .answered(.failure(let status)): throw status
    default: throw Status(.unknown, "\(path) does not answer with a stream")
    }
  }

  private func start(
    _ path: String, _ request: [UInt8], _ encoding: RPC.Encoding, _ deadline: Instant
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
          method: method, payload: Payload(request, encoding), token: token, deadline: deadline,
          received: .now(), tag: tag)
        return (session.start(incoming, from: peer), incoming.inFlight)
      }
    }
  }
}

/// A stream that a test reads message by message.
public final class TestStream {
  private let stream: ServerStream
  private var waiting: [[UInt8]] = []
  private var end: Status?

  init(_ stream: ServerStream) { self.stream = stream }

  /// The next message; nil when the stream has ended well.
  public func next<Response: Message>(_ type: Response.Type = Response.self) throws -> Response? {
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
    return try Response(binary: waiting.removeFirst())
  }

  /// All messages until the stream ends.
  public func all<Response: Message>(_ type: Response.Type = Response.self) throws -> [Response] {
    var messages: [Response] = []
    while let message = try next(Response.self) { messages.append(message) }
    return messages
  }

  public func cancel() { stream.cancel() }
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
