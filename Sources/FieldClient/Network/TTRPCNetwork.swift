import Dispatch
public import PCRMCore
import PCRMModel
import ProtobufCodec
import Synchronization
public import TTRPC

/// The server as a device reaches it: one ttrpc connection, which is made anew when it was lost.
public final class TTRPCNetwork: FieldNetwork, FieldHints {
  /// Makes a connection.
  public typealias Connect = @Sendable () async throws -> TTRPCClient

  private let connect: Connect
  private let token: String
  private let timeout: Duration
  private let client = Mutex<TTRPCClient?>(nil)

  /// - Parameters:
  ///   - token: the principal's token.
  ///   - timeout: how long a call may take before it counts as lost.
  public init(token: String, timeout: Duration = .seconds(30), connect: @escaping Connect) {
    self.token = token
    self.timeout = timeout
    self.connect = connect
  }

  /// The server at an address.
  public convenience init(
    to endpoint: Endpoint, tls: ClientTLS? = nil, token: String, timeout: Duration = .seconds(30)
  ) {
    self.init(token: token, timeout: timeout) {
      try await TTRPCClient.connect(to: endpoint, tls: tls)
    }
  }

  public func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let options = CallOptions(token: token, timeout: timeout)
    return try Self.wait { [self] () async throws(Status) -> [UInt8] in
      let open = try await connected()
      do throws(Status) {
        return try await open.call(method, bytes: request, options: options)
      } catch {
        // Whoever went from one network to another holds a connection of which nobody will ever say that it is gone.
        if error.code == .deadlineExceeded { drop(open) }
        throw error
      }
    }
  }

  public func watch(
    _ device: DeviceID, changed: @escaping @Sendable (Int64) -> Void,
    ended: @escaping @Sendable () -> Void
  ) -> FieldWatch {
    let token = token
    let task = Task { [self] in
      do throws(Status) {
        var request = WatchMyChangesRequest()
        request.deviceID = device
        let stream = try await connected().stream(
          "pcrm.v1.FieldSyncService/WatchMyChanges", request, of: MyChange.self,
          options: CallOptions(token: token))
        var changes = stream.makeAsyncIterator()
        var last: Int64 = -1
        while let change = try await changes.next() {
          // The same place again is a sign of life.
          if change.seq != last { changed(change.seq) }
          last = change.seq
        }
      } catch {}
      if !Task.isCancelled { ended() }
    }
    return FieldWatch { task.cancel() }
  }

  /// Closes the connection.
  public func close() {
    guard let open = client.withLock({ $0.take() }) else { return }
    try? Self.wait { () async throws(Status) in await open.close() }
  }

  /// Has the next call make a connection of its own.
  private func drop(_ lost: TTRPCClient) {
    let wasKept = client.withLock { client in
      guard client === lost else { return false }
      client = nil
      return true
    }
    // Nobody waits for that: the other end may be out of reach.
    if wasKept { Task { await lost.close() } }
  }

  private func connected() async throws(Status) -> TTRPCClient {
    if let known = client.withLock({ $0 }), known.isConnected { return known }
    do {
      let new = try await connect()
      client.withLock { $0 = new }
      return new
    } catch let status as Status {
      throw status
    } catch {
      throw Status(
        .unavailable, "the server cannot be reached: \(error)",
        ErrorInfo(reason: "CONNECTION_LOST"))
    }
  }

  /// Waits for asynchronous work, as a device's thread may.
  private static func wait<T: Sendable>(
    _ work: @escaping @Sendable () async throws(Status) -> T
  ) throws(Status) -> T {
    let box = Waited<T>()
    Task {
      do throws(Status) {
        box.put(.success(try await work()))
      } catch {
        box.put(.failure(error))
      }
    }
    return try box.wait()
  }
}

/// What a thread waits for.
private final class Waited<T: Sendable>: Sendable {
  private let result = Mutex<Result<T, Status>?>(nil)
  private let ready = DispatchSemaphore(value: 0)

  func put(_ new: Result<T, Status>) {
    result.withLock { $0 = new }
    ready.signal()
  }

  func wait() throws(Status) -> T {
    ready.wait()
    return try (result.withLock { $0 } ?? .failure(.internalError)).get()
  }
}
