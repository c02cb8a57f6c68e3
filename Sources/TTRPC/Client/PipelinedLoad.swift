import NIOCore
package import PCRMCore

/// Many calls of one method with a fixed number in flight, made and answered on the connection's own thread: what benchmarks
/// and bulk loads need.
extension TTRPCClient {
  /// Makes `calls` calls, `inFlight` at a time, and returns when all have been answered.
  ///
  /// `request` makes the message of each call; `answered` is told each call's answer. Both run on the connection's thread.
  package func drive(
    _ path: String, calls: Int, inFlight: Int, options: CallOptions = CallOptions(),
    request: @escaping @Sendable (Int) -> [UInt8],
    answered: @escaping @Sendable (Int, Result<[UInt8], Status>) -> Void
  ) async throws(Status) {
    let route = try CallRoute(path, json: false, options)
    if calls == 0 { return }
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      outbox.add(
        .load(
          PipelinedLoad(
            route: route, calls: calls, inFlight: inFlight, options: options, request: request,
            answered: answered, done: { done.resume() })))
    }
  }
}

/// What is to be called, and how often.
struct PipelinedLoad: Sendable {
  let route: CallRoute
  let calls: Int
  let inFlight: Int
  let options: CallOptions
  let request: @Sendable (Int) -> [UInt8]
  let answered: @Sendable (Int, Result<[UInt8], Status>) -> Void
  let done: @Sendable () -> Void

  /// Ends the calls from `first` on, none of which was made.
  func fail(from first: Int, _ status: Status) {
    for index in first..<calls { answered(index, .failure(status)) }
    done()
  }
}

/// A load under way; lives on the connection's loop.
final class LoadRun {
  private let load: PipelinedLoad
  private let handler: ClientHandler
  private let loop: any EventLoop
  private var next = 0
  private var unanswered = 0

  init(_ load: PipelinedLoad, _ handler: ClientHandler, on loop: any EventLoop) {
    self.load = load
    self.handler = handler
    self.loop = loop
  }

  func begin() {
    while next < min(load.inFlight, load.calls) { send() }
  }

  private func send() {
    let index = next
    next += 1
    unanswered += 1
    let me = NIOLoopBound(self, eventLoop: loop)
    handler.begin(
      ClientCall(
        token: 0, route: load.route, payload: load.request(index),
        deadline: load.options.deadline, isStream: false
      ) { event in
        if case .finished(let result) = event { me.value.answered(index, result) }
        return true
      })
  }

  private func answered(_ index: Int, _ result: Result<[UInt8], Status>) {
    unanswered -= 1
    load.answered(index, result)
    if next < load.calls {
      if let lost = handler.lost {
        let first = next
        next = load.calls
        for index in first..<load.calls { load.answered(index, .failure(lost)) }
      } else {
        send()
      }
    }
    if unanswered == 0 && next == load.calls { load.done() }
  }
}
