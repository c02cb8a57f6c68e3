import Dispatch
import PCRMCore
import ProtobufCodec
import RPC
import Synchronization
import TTRPC

/// A connection through a real socket, with the product's own client.
final class SocketConnection: TestConnection {
  private let client: TTRPCClient

  init(to endpoint: Endpoint) throws {
    client = try Waiting.run { try await TTRPCClient.connect(to: endpoint) }
  }

  func call(
    _ path: String, _ request: [UInt8], _ encoding: RPC.Encoding, token: String
  ) throws -> [UInt8] {
    let client = client
    let options = CallOptions(token: token.isEmpty ? nil : token)
    return try Waiting.run {
      switch encoding {
      case .binary:
        return try await client.call(path, bytes: request, options: options)
      case .json:
        let text = String(decoding: request, as: UTF8.self)
        return [UInt8](try await client.call(path, json: text, options: options).utf8)
      }
    }
  }

  func stream(
    _ path: String, _ request: [UInt8], token: String
  ) throws -> any TestStreamSource {
    SocketStream(client, path, request, CallOptions(token: token.isEmpty ? nil : token))
  }
}

/// Reads a stream on a task of its own and keeps what has come.
private final class SocketStream: TestStreamSource {
  private let arrived = Arrivals()
  private let task: Task<Void, Never>

  init(_ client: TTRPCClient, _ path: String, _ request: [UInt8], _ options: CallOptions) {
    let arrived = arrived
    task = Task(executorPreference: Waiting.executor) {
      do throws(Status) {
        var messages = client.stream(
          path, RawMessage(request), of: RawMessage.self, options: options
        ).makeAsyncIterator()
        while let message = try await messages.next() { arrived.put(.success(message.bytes.bytes)) }
        arrived.put(.success(nil))
      } catch {
        arrived.put(.failure(error))
      }
    }
  }

  func next() throws -> [UInt8]? { try arrived.next() }

  func cancel() { task.cancel() }
}

/// A message that is nothing but its bytes: what a stream's messages are passed on as.
private struct RawMessage: Message {
  static let protoName = ""

  var bytes = UnknownFields()

  init() {}

  init(_ bytes: [UInt8]) { self.bytes.bytes = bytes }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.unknown(&bytes)
  }
}

/// What has come of a stream and was not read yet.
private final class Arrivals: Sendable {
  private let queue = Mutex<[Result<[UInt8]?, Status>]>([])
  private let count = DispatchSemaphore(value: 0)

  func put(_ arrival: Result<[UInt8]?, Status>) {
    queue.withLock { $0.append(arrival) }
    count.signal()
  }

  func next() throws -> [UInt8]? {
    guard count.wait(timeout: .now() + .seconds(5)) == .success else {
      throw Status(.deadlineExceeded, "nothing came within five seconds")
    }
    return try queue.withLock { queue in
      // The last word stays: a stream that has ended says so again.
      if queue.count == 1, case .success(.some) = queue[0] { return queue.removeFirst() }
      if queue.count > 1 { return queue.removeFirst() }
      count.signal()
      return queue[0]
    }.get()
  }
}

/// Runs asynchronous work on threads of its own, and waits: tests hold the threads of the common pool.
enum Waiting {
  static let executor = QueueExecutor()

  static func run<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) throws -> T {
    let box = ResultBox<T>()
    Task(executorPreference: executor) {
      do {
        box.put(.success(try await work()))
      } catch {
        box.put(.failure(error))
      }
    }
    return try box.wait().get()
  }
}

/// A task executor of one dispatch queue.
final class QueueExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "pcrm.test.sockets", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

private final class ResultBox<T: Sendable>: Sendable {
  private let value = Mutex<Result<T, any Error>?>(nil)
  private let ready = DispatchSemaphore(value: 0)

  func put(_ result: Result<T, any Error>) {
    value.withLock { $0 = result }
    ready.signal()
  }

  func wait() -> Result<T, any Error> {
    guard ready.wait(timeout: .now() + .seconds(30)) == .success else {
      return .failure(Status(.deadlineExceeded, "no answer came within thirty seconds"))
    }
    return value.withLock { $0 } ?? .failure(Status.internalError)
  }
}
