import Dispatch
import Glibc
import Logging
import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Synchronization
import TTRPC

/// Many devices at once, each on a connection of its own: hello, push, pull until nothing is missing.
final class SyncRush: Sendable {
  /// What a rush came to; times are of a whole sync.
  struct Figures: Sendable {
    var seconds = 0.0
    var p50 = 0.0
    var p99 = 0.0
    var bytesUp = 0
    var bytesDown = 0
    var failures = 0
  }

  private static let atOnce = 500
  private let workers: [SyncAgency.Worker]
  private let dispatcher: Dispatcher
  private let state: Mutex<[DeviceID: (cursor: String, last: Int64)]>
  private let ids = Mutex(IDSource(seed: 99))

  init(_ agency: SyncAgency) {
    workers = agency.workers
    dispatcher = agency.dispatcher
    state = Mutex([:])
  }

  /// - Parameter mutations: how many changes each device sends.
  func run(_ indices: Range<Int>, mutations: Int) throws -> Figures {
    let done = Mutex<Result<Figures, any Error>?>(nil)
    let ready = DispatchSemaphore(value: 0)
    Task { [self] in
      do {
        let figures = try await rush(indices, mutations)
        done.withLock { $0 = .success(figures) }
      } catch {
        done.withLock { $0 = .failure(error) }
      }
      ready.signal()
    }
    ready.wait()
    guard let result = done.withLock({ $0 }) else { throw BenchError.silent }
    return try result.get()
  }

  private func rush(_ indices: Range<Int>, _ mutations: Int) async throws -> Figures {
    let path = "/tmp/pcrm-bench-sync-\(getpid()).socket"
    let server = try await TTRPCServer.start(
      [.unix(path: path)], dispatcher: dispatcher,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    let endpoint = server.endpoints[0]
    let began = Instant.now()
    var figures = Figures()
    var times: [UInt64] = []
    await withTaskGroup(of: (time: UInt64, up: Int, down: Int)?.self) { group in
      var next = indices.lowerBound
      func add() {
        let index = next
        next += 1
        group.addTask { [self] in try? await sync(index, mutations, endpoint) }
      }
      while next < indices.upperBound && next - indices.lowerBound < Self.atOnce { add() }
      for await result in group {
        if let result {
          times.append(result.time)
          figures.bytesUp += result.up
          figures.bytesDown += result.down
        } else {
          figures.failures += 1
        }
        if next < indices.upperBound { add() }
      }
    }
    figures.seconds = Double(Instant.now().since(began)) / 1e9
    times.sort()
    if !times.isEmpty {
      figures.p50 = Double(times[times.count / 2]) / 1e9
      figures.p99 = Double(times[times.count * 99 / 100]) / 1e9
    }
    await server.shutdown(graceSeconds: 1)
    unlink(path)
    return figures
  }

  private func sync(
    _ index: Int, _ mutations: Int, _ endpoint: Endpoint
  ) async throws -> (time: UInt64, up: Int, down: Int) {
    let worker = workers[index]
    let began = Instant.now()
    let client = try await TTRPCClient.connect(to: endpoint)
    let options = CallOptions(token: worker.token)
    var (up, down) = (0, 0)
    func call<A: Message>(
      _ method: String, _ request: [UInt8], as type: A.Type = A.self
    ) async throws -> A {
      up += request.count
      let answer = try await client.call(
        SyncBenchmark.service + method, bytes: request, options: options)
      down += answer.count
      return try A(binary: answer)
    }
    var hello = HelloRequest()
    hello.deviceID = worker.device
    hello.schemaRev = 1
    let welcome: HelloResponse = try await call("Hello", hello.binary())
    var known = state.withLock { $0[worker.device] } ?? (cursor: "", last: welcome.lastN)
    if mutations > 0 {
      var push = PushRequest()
      push.deviceID = worker.device
      push.epoch = welcome.epoch
      push.ackedN = known.last
      push.mutations = SyncChanges.mutations(
        mutations, after: known.last, visits: worker.visits, round: Int(known.last)
      ) { ids.withLock { $0.next(at: SystemClock().now()) } }
      push.time = push.mutations.last?.time
      let answer: PushResponse = try await call("Push", push.binary())
      if answer.results.count != mutations { throw BenchError.server("a push was not taken") }
      known.last = answer.lastN
    }
    while true {
      var pull = PullRequest()
      pull.deviceID = worker.device
      pull.cursor = known.cursor
      let answer: PullResponse = try await call("Pull", pull.binary())
      known.cursor = answer.nextCursor
      if answer.complete { break }
    }
    let end = known
    state.withLock { $0[worker.device] = end }
    await client.close()
    return (Instant.now().since(began), up, down)
  }
}
