import PCRMCore
import Testing

@testable import TTRPC

@Suite("The state of a connection")
struct ConnectionStateTests {
  private typealias State = ConnectionState<String>

  private var fresh: State { State(streamsInFlightMax: 2, frameBytesMax: 100) }

  /// What an action comes to, in words.
  private func say(_ action: State.Action) -> String {
    switch action {
    case .start: "start"
    case .hold: "hold"
    case .begin(let work): "begin \(work)"
    case .end(let work, let status): "end \(work) \(status.code.name) \(status.info.reason)"
    case .refuse(let status): "refuse \(status.code.name) \(status.info.reason)"
    case .ignore: "ignore"
    }
  }

  private func request(
    _ state: inout State, _ id: UInt32, _ flags: FrameFlags = [], isOversize: Bool = false
  ) -> String {
    say(
      state.receive(
        FrameHeader(length: isOversize ? 101 : 0, streamID: id, type: .request, flags: flags),
        isOversize: isOversize))
  }

  private func data(
    _ state: inout State, _ id: UInt32, _ flags: FrameFlags = [], isOversize: Bool = false
  ) -> String {
    say(
      state.receive(
        FrameHeader(length: isOversize ? 101 : 0, streamID: id, type: .data, flags: flags),
        isOversize: isOversize))
  }

  @Test("Stream ids are odd and grow; a refused id opens nothing")
  func ids() {
    var state = fresh
    #expect(request(&state, 0) == "refuse invalid_argument INVALID_STREAM")
    #expect(request(&state, 2) == "refuse invalid_argument INVALID_STREAM")
    #expect(request(&state, 5) == "start")
    #expect(request(&state, 5) == "refuse invalid_argument INVALID_STREAM")
    #expect(request(&state, 3) == "refuse invalid_argument INVALID_STREAM")
    #expect(request(&state, 7) == "start")
    #expect(request(&state, .max) == "start")
    #expect(state.inFlight == 0)
  }

  @Test("Calls that wait are counted; one past the bound is refused until another ends")
  func streamsInFlightMax() {
    var state = fresh
    for id: UInt32 in [1, 3] {
      #expect(request(&state, id) == "start")
      state.opened(id, "call \(id)", until: .distantFuture, flags: [])
    }
    #expect(request(&state, 5) == "refuse resource_exhausted TOO_MANY_STREAMS")
    #expect(state.finish(1) == "call 1")
    #expect(state.finish(1) == nil)
    #expect(request(&state, 7) == "start")
  }

  @Test("A request without its message begins with the first Data frame")
  func held() {
    var state = fresh
    #expect(request(&state, 1, [.remoteOpen, .noData]) == "hold")
    state.opened(1, "held", until: .distantFuture, flags: .remoteOpen, isHeld: true)
    #expect(data(&state, 1, .noData) == "ignore")
    #expect(data(&state, 1) == "begin held")
    #expect(state.inFlight == 0)
  }

  @Test("A request whose stream closes before its message is refused")
  func heldAndClosed() {
    var state = fresh
    #expect(request(&state, 1, .noData) == "hold")
    state.opened(1, "held", until: .distantFuture, flags: .remoteOpen, isHeld: true)
    #expect(
      data(&state, 1, [.remoteClosed, .noData]) == "end held invalid_argument REQUEST_MISSING")
    // Closed from the beginning: the message is the empty one.
    #expect(request(&state, 3, [.remoteClosed, .noData]) == "start")
  }

  @Test("Closing an open side is no cancellation, closing a closed one is")
  func halfClose() {
    var state = fresh
    state.opened(1, "open", until: .distantFuture, flags: .remoteOpen)
    #expect(data(&state, 1, [.remoteClosed, .noData]) == "ignore")
    #expect(state.inFlight == 1)
    #expect(data(&state, 1, [.remoteClosed, .noData]) == "end open cancelled CANCELLED")
    state.opened(3, "closed", until: .distantFuture, flags: .remoteClosed)
    #expect(data(&state, 3, [.remoteClosed, .noData]) == "end closed cancelled CANCELLED")
  }

  @Test("A second message ends the call; data for no call is refused")
  func lateData() {
    var state = fresh
    state.opened(1, "call", until: .distantFuture, flags: .remoteOpen)
    #expect(data(&state, 1) == "end call invalid_argument INVALID_STREAM")
    #expect(data(&state, 1) == "refuse invalid_argument INVALID_STREAM")
    #expect(data(&state, 99) == "refuse invalid_argument INVALID_STREAM")
  }

  @Test("An oversize body ends its call, uses up its id, and is ignored on frames that are")
  func oversize() {
    var state = fresh
    #expect(request(&state, 1, isOversize: true) == "refuse resource_exhausted FRAME_TOO_LARGE")
    #expect(request(&state, 1) == "refuse invalid_argument INVALID_STREAM")
    state.opened(3, "call", until: .distantFuture, flags: .remoteOpen)
    #expect(data(&state, 3, isOversize: true) == "end call resource_exhausted FRAME_TOO_LARGE")
    let strange = FrameHeader(length: 101, streamID: 5, type: FrameType(rawValue: 9))
    #expect(say(state.receive(strange, isOversize: true)) == "ignore")
    let response = FrameHeader(streamID: 5, type: .response)
    #expect(say(state.receive(response, isOversize: false)) == "ignore")
  }

  @Test("Calls expire in the order of their ids, at their deadline and not before")
  func expiry() {
    var state = ConnectionState<String>(streamsInFlightMax: 9, frameBytesMax: 100)
    for (id, time) in [(1, 30), (3, 10), (5, 20), (7, 20)] as [(UInt32, UInt64)] {
      state.opened(id, "\(id)", until: Instant(nanoseconds: time), flags: [])
    }
    #expect(state.earliestDeadline == Instant(nanoseconds: 10))
    #expect(state.expire(at: Instant(nanoseconds: 9)).isEmpty)
    #expect(state.expire(at: Instant(nanoseconds: 20)).map(\.work) == ["3", "5", "7"])
    #expect(state.earliestDeadline == Instant(nanoseconds: 30))
  }

  @Test("A draining connection refuses new calls and keeps those it has")
  func drain() {
    var state = fresh
    state.opened(1, "call", until: .distantFuture, flags: [])
    state.drain()
    #expect(request(&state, 3) == "refuse unavailable DRAINING")
    #expect(state.finish(1) == "call")
    #expect(state.isDraining && state.inFlight == 0)
  }
}
