public import PCRMCore
import Dispatch
import Synchronization

/// For programs and tests, which may wait; doors never do.
extension Database {
  /// Runs a read on the pool and waits for it.
  public func read<T: Sendable>(
    _ body: @escaping @Sendable (Reader) throws(Status) -> T
  ) throws(Status) -> T {
    try beginRead(body).wait()
  }

  /// Begins a read on the pool, for which somebody may wait later on.
  func beginRead<T: Sendable>(
    _ body: @escaping @Sendable (Reader) throws(Status) -> T
  ) -> PendingRead<T> {
    let box = ResultBox<T>()
    scan(
      ScanJob(
        deadline: .distantFuture, cancellation: Cancellation(),
        body: { reader in
          do throws(Status) {
            box.set(.success(try body(reader)))
          } catch {
            box.set(.failure(error))
          }
        },
        refused: { box.set(.failure($0)) }))
    return PendingRead(box: box)
  }

  /// Runs a write and waits until it is durable.
  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (inout Writer) throws(Status) -> T
  ) throws(Status) -> T {
    let value = Mutex<T?>(nil)
    let box = ResultBox<[UInt8]>()
    write(
      WriteJob(
        tag: 0, sink: box, deadline: .distantFuture, cancellation: Cancellation(),
        body: { (writer) throws(Status) in
          let made = try body(&writer)
          value.withLock { $0 = made }
          return []
        }))
    _ = try box.wait().get()
    guard let made = value.withLock({ $0 }) else { throw .internalError }
    return made
  }
}

/// A read that was begun.
struct PendingRead<T: Sendable>: Sendable {
  fileprivate let box: ResultBox<T>

  /// Waits for it; done once.
  func wait() throws(Status) -> T { try box.wait().get() }
}

/// A result that one thread waits for and another sets.
private final class ResultBox<T: Sendable>: AnswerSink {
  private let result = Mutex<Result<T, Status>?>(nil)
  private let ready = DispatchSemaphore(value: 0)

  func set(_ new: Result<T, Status>) {
    result.withLock { $0 = new }
    ready.signal()
  }

  func take(_ answers: [Answer]) {
    for answer in answers {
      set(
        answer.result.flatMap { bytes in
          (bytes as? T).map { .success($0) } ?? .failure(.internalError)
        })
    }
  }

  func wait() -> Result<T, Status> {
    ready.wait()
    return result.withLock { $0 } ?? .failure(.internalError)
  }
}
