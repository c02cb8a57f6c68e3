import CSQLite
import Glibc
import PCRMCore

/// A thread of the store, with a name for who looks at the process.
struct WorkerThread: Sendable {
  private let thread: pthread_t

  /// Starts a thread that runs `body` and ends.
  init(_ name: String, _ body: sending @escaping () -> Void) throws(Status) {
    let start = Unmanaged.passRetained(ThreadStart(name, body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
        pcrm_name_thread(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw Status(
        .resourceExhausted, "no thread could be started (error \(code)); raise the process limit",
        ErrorInfo(reason: "NO_THREAD"))
    }
    self.thread = thread
  }

  /// Waits for the thread's end; called once.
  func join() { pthread_join(thread, nil) }
}

/// What a thread is given to begin with.
private final class ThreadStart {
  let name: String
  let body: () -> Void

  init(_ name: String, _ body: @escaping () -> Void) {
    self.name = name
    self.body = body
  }
}
