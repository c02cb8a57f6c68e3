import Dispatch
import Logging
import PCRM
import PCRMCore
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage
import Synchronization

/// Calls of a whole server without a socket: the dispatcher with all safety on, many in flight from one thread.
final class InProcessCalls {
  private let dispatcher: Dispatcher
  private let session: DoorSession
  private let inbox = Inbox()
  private let peer: Peer
  private var tag: UInt32 = 1
  /// Whom the calls come from, where the server asks.
  var token = "t"

  /// What a run came to.
  struct Figures {
    var callsPerSecond = 0.0
    var p50Microseconds = 0.0
    var p99Microseconds = 0.0
    var mostMilliseconds = 0.0
    var failures = 0
    /// Why the first of them failed.
    var failure: Status?
  }

  init(_ database: SQLiteDatabase) throws {
    var limits = Limits()
    limits.callsPerSecondMax = 0
    let state = ServerState()
    let context = PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32)), state: state, descriptors: [],
      version: "bench", startTime: SystemClock().now(), database: database)
    dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TrustEverybody(), journal: StoreJournal(), limits: limits, state: state,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    session = try DoorSession(dispatcher)
    peer = Peer(sink: inbox, address: "unix")
  }

  /// Calls of a server that knows its callers.
  init(_ dispatcher: Dispatcher, token: String) throws {
    self.dispatcher = dispatcher
    session = try DoorSession(dispatcher)
    peer = Peer(sink: inbox, address: "bench")
    self.token = token
  }

  /// One call in binary, waited for.
  func bytes(_ path: String, _ request: [UInt8]) throws -> [UInt8] {
    if let answer = try start(path, request) { return try answer.get() }
    inbox.wait()
    guard let answer = inbox.take().first else { throw BenchError.silent }
    return try answer.result.get()
  }

  /// One call, waited for.
  func call<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    if let answer = try start(path, request.binary()) { return try Response(binary: answer.get()) }
    inbox.wait()
    guard let answer = inbox.take().first else { throw BenchError.silent }
    return try Response(binary: answer.result.get())
  }

  /// Makes `count` calls, so many in flight.
  ///
  /// - Parameter answered: told each answer, by the place of its call.
  func run(
    _ path: String, count: Int, inFlight: Int, request: (Int) -> [UInt8],
    answered: (Int, [UInt8]) -> Void = { _, _ in }
  ) throws -> Figures {
    var times = [UInt64](repeating: 0, count: count)
    var (sent, done) = (0, 0)
    var figures = Figures()
    let first = tag + 2
    let began = Instant.now()
    func take(_ place: Int, _ result: Result<[UInt8], Status>) {
      done += 1
      switch result {
      case .success(let bytes): answered(place, bytes)
      case .failure(let status):
        figures.failures += 1
        if figures.failure == nil { figures.failure = status }
      }
    }
    while done < count {
      while sent < count, sent - done < inFlight {
        times[sent] = Instant.now().nanoseconds
        if let answer = try start(path, request(sent)) {
          times[sent] = Instant.now().nanoseconds - times[sent]
          take(sent, answer)
        }
        sent += 1
      }
      if done == count { break }
      inbox.wait()
      let now = Instant.now().nanoseconds
      for answer in inbox.take() {
        let place = Int(answer.tag - first) / 2
        times[place] = now - times[place]
        take(place, answer.result)
      }
    }
    let seconds = Double(Instant.now().since(began)) / 1e9
    times.sort()
    figures.callsPerSecond = Double(count) / seconds
    figures.p50Microseconds = Double(times[count / 2]) / 1000
    figures.p99Microseconds = Double(times[count * 99 / 100]) / 1000
    figures.mostMilliseconds = Double(times[count - 1]) / 1e6
    return figures
  }

  /// - Returns: the answer, when there is one at once.
  private func start(_ path: String, _ request: [UInt8]) throws -> Result<[UInt8], Status>? {
    let parts = path.split(separator: "/").map { Array($0.utf8) }
    guard parts.count == 2,
      let method = parts[0].withUnsafeBytes({ service in
        parts[1].withUnsafeBytes { dispatcher.table.find(service: service, method: $0) }
      })
    else { throw BenchError.server("no such method: \(path)") }
    tag += 2
    return request.withUnsafeBytes { request in
      [UInt8](token.utf8).withUnsafeBytes { token in
        let started = session.start(
          Incoming(
            method: method, payload: Payload(request, .binary), token: token,
            deadline: .distantFuture, received: .now(), tag: tag), from: peer)
        session.endBurst()
        if case .answered(let result) = started { return result }
        return nil
      }
    }
  }

  /// Answers that came from other threads.
  private final class Inbox: AnswerSink {
    private let answers = Mutex<[Answer]>([])
    private let ready = DispatchSemaphore(value: 0)

    func take(_ answers: [Answer]) {
      self.answers.withLock { $0 += answers }
      ready.signal()
    }

    /// Waits until something may have come.
    func wait() { ready.wait() }

    func take() -> [Answer] {
      answers.withLock { answers in
        defer { answers = [] }
        return answers
      }
    }
  }
}
