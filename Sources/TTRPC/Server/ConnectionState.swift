import PCRMCore
import RPC

/// What is under way on one connection, and what each frame means there: no I/O, only answers.
///
/// The rules, from containerd/ttrpc's PROTOCOL.md 1.2 and where it is silent from its Go implementation:
/// - A Request opens a stream. Its id is odd and greater than every id before it; another id is answered `invalidArgument`
///   on that id and opens nothing.
/// - A Request flagged `noData` (and not `remoteClosed`) holds no message: the first Data frame brings it.
/// - Methods here take one message. A second one ends the call with `invalidArgument`.
/// - A Data frame flagged `noData` and `remoteClosed` ends the caller's side. When that side was closed before, it says that the
///   caller no longer wants the answer, and the call ends with `cancelled` (an addition of ours: other clients never send it).
/// - Data for a stream that has ended, or never began, is answered `invalidArgument`.
/// - A body over the limit ends its call with `resourceExhausted`; frames of other types are ignored, whatever their length.
struct ConnectionState<Work> {
  /// What the door must do about a frame.
  enum Action {
    /// A call whose message is in this frame: begin it; then ``opened(_:_:until:flags:)`` if it goes on.
    case start
    /// A call whose message is yet to come: keep the request, with ``opened(_:_:until:flags:)``.
    case hold
    /// The message of a call that was held, which is no longer held.
    case begin(Work)
    /// The call is over, with this status.
    case end(Work, Status)
    /// Answer on the frame's stream; nothing under way is touched.
    case refuse(Status)
    case ignore
  }

  private struct Call {
    var work: Work
    var deadline: Instant
    var isHeld: Bool
    /// The caller may still send.
    var remoteOpen: Bool
  }

  private let streamsInFlightMax: Int
  private let frameBytesMax: Int
  private var calls: [UInt32: Call] = [:]
  private var lastStreamID: UInt32 = 0
  private(set) var isDraining = false

  init(streamsInFlightMax: Int, frameBytesMax: Int) {
    self.streamsInFlightMax = streamsInFlightMax
    self.frameBytesMax = frameBytesMax
  }

  var inFlight: Int { calls.count }

  /// The first moment at which a call under way will be too late.
  var earliestDeadline: Instant? { calls.values.lazy.map(\.deadline).min() }

  subscript(id: UInt32) -> Work? { calls[id]?.work }

  /// What a frame means.
  mutating func receive(_ header: FrameHeader, isOversize: Bool) -> Action {
    switch header.type {
    case .request: request(header, isOversize)
    case .data: data(header, isOversize)
    default: .ignore
    }
  }

  /// Keeps a call that could not be answered at once.
  mutating func opened(
    _ id: UInt32, _ work: Work, until deadline: Instant, flags: FrameFlags, isHeld: Bool = false
  ) {
    calls[id] = Call(
      work: work, deadline: deadline, isHeld: isHeld,
      remoteOpen: flags.contains(.remoteOpen) && !flags.contains(.remoteClosed))
  }

  /// A call is over.
  ///
  /// - Returns: what was kept of it; nil when it had ended already, and its answer must be dropped.
  mutating func finish(_ id: UInt32) -> Work? { calls.removeValue(forKey: id)?.work }

  /// Ends the calls whose deadline has passed.
  mutating func expire(at now: Instant) -> [(id: UInt32, work: Work)] {
    let late = calls.filter { $0.value.deadline <= now }.keys.sorted()
    return late.compactMap { id in finish(id).map { (id, $0) } }
  }

  /// From now on new calls are refused.
  mutating func drain() { isDraining = true }

  /// The connection is gone: all calls end.
  mutating func close() -> [Work] {
    defer { calls.removeAll() }
    return calls.values.map(\.work)
  }

  private mutating func request(_ header: FrameHeader, _ isOversize: Bool) -> Action {
    let id = header.streamID
    guard id % 2 == 1 else {
      return .refuse(.invalidStream("stream id \(id): a client's ids are odd, beginning with 1"))
    }
    guard id > lastStreamID else {
      return .refuse(
        .invalidStream("stream id \(id): ids must grow, and \(lastStreamID) was used before"))
    }
    lastStreamID = id
    if isOversize { return .refuse(oversize(header)) }
    if isDraining { return .refuse(.draining) }
    guard calls.count < streamsInFlightMax else {
      return .refuse(
        Status(
          .resourceExhausted,
          "\(streamsInFlightMax) calls are under way on this connection; wait for one to end",
          ErrorInfo(reason: "TOO_MANY_STREAMS")))
    }
    return header.flags.contains(.noData) && !header.flags.contains(.remoteClosed) ? .hold : .start
  }

  private mutating func data(_ header: FrameHeader, _ isOversize: Bool) -> Action {
    let id = header.streamID
    guard let call = calls[id] else {
      return .refuse(.invalidStream("stream id \(id): no call is under way on it"))
    }
    if isOversize { return end(id, oversize(header)) }
    let closes = header.flags.contains(.remoteClosed)
    if header.flags.contains(.noData) {
      if !closes { return .ignore }
      if call.isHeld {
        return end(
          id,
          Status(
            .invalidArgument, "stream id \(id): it was closed before its request message came",
            ErrorInfo(reason: "REQUEST_MISSING")))
      }
      if !call.remoteOpen { return end(id, .cancelled) }
      calls[id]?.remoteOpen = false
      return .ignore
    }
    guard call.isHeld else {
      return end(
        id, .invalidStream("stream id \(id): the method takes one request message, and has it"))
    }
    calls[id] = nil
    return .begin(call.work)
  }

  private mutating func end(_ id: UInt32, _ status: Status) -> Action {
    finish(id).map { .end($0, status) } ?? .ignore
  }

  private func oversize(_ header: FrameHeader) -> Status {
    Status(
      .resourceExhausted,
      "the frame's body has \(header.length) bytes; at most \(frameBytesMax) are taken",
      ErrorInfo(reason: "FRAME_TOO_LARGE")
    ).with("frame_bytes_max", String(frameBytesMax))
  }
}

extension Status {
  static func invalidStream(_ problem: String) -> Status {
    Status(.invalidArgument, problem, ErrorInfo(reason: "INVALID_STREAM"))
  }
}
