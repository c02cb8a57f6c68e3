import NIOCore
import PCRMCore
import RPC
import Storage

/// From a frame to a call, and from an answer to a frame.
extension ServerHandler {
  func receive(_ frame: Frame, at received: Instant) {
    let id = frame.header.streamID
    switch state.receive(frame.header, isOversize: frame.isOversize) {
    case .start: start(frame, at: received)
    case .hold: hold(frame, at: received)
    case .begin(let call):
      guard case .held(let request) = call else { return }
      resume(request, frame)
    case .end(let call, let status): end(id, call, status)
    case .refuse(let status): out.writeResponse(id, status)
    case .ignore: break
    }
  }

  private func start(_ frame: Frame, at received: Instant) {
    frame.body.withUnsafeReadableBytes { bytes in
      read(bytes, frame.header) { (envelope) throws(Status) in
        let deadline = envelope.deadline(
          received: received, defaultSeconds: limits.deadlineSecondsDefault)
        guard let payload = envelope.payload else {
          // A caller that has more to send and sent no message yet: the first Data frame is it.
          if frame.header.flags.contains(.remoteOpen) { return hold(frame, at: received) }
          return try begin(
            envelope, UnsafeRawBufferPointer(start: nil, count: 0), frame.header, received, deadline
          )
        }
        try begin(envelope, payload, frame.header, received, deadline)
      }
    }
  }

  private func hold(_ frame: Frame, at received: Instant) {
    frame.body.withUnsafeReadableBytes { bytes in
      read(bytes, frame.header) { (envelope) throws(Status) in
        guard bytes.count <= HeldRequest.envelopeBytesMax else {
          throw Status(
            .resourceExhausted,
            "the request has \(bytes.count) bytes before its message; at most "
              + "\(HeldRequest.envelopeBytesMax) are kept",
            ErrorInfo(reason: "FRAME_TOO_LARGE"))
        }
        let deadline = envelope.deadline(
          received: received, defaultSeconds: limits.deadlineSecondsDefault)
        let request = HeldRequest(
          envelope: ByteBuffer(bytes: bytes), received: received, deadline: deadline)
        state.opened(
          frame.header.streamID, .held(request), until: deadline,
          flags: frame.header.flags.union(.remoteOpen), isHeld: true)
        watch(deadline)
      }
    }
  }

  private func resume(_ request: HeldRequest, _ frame: Frame) {
    var header = frame.header
    if !header.flags.contains(.remoteClosed) { header.flags.insert(.remoteOpen) }
    request.envelope.withUnsafeReadableBytes { bytes in
      frame.body.withUnsafeReadableBytes { message in
        read(bytes, header) { (envelope) throws(Status) in
          try begin(envelope, message, header, request.received, request.deadline)
        }
      }
    }
  }

  /// Reads the envelope and runs `body`; what either throws is the call's answer.
  private func read(
    _ bytes: UnsafeRawBufferPointer, _ header: FrameHeader,
    _ body: (borrowing RequestEnvelope) throws(Status) -> Void
  ) {
    let envelope: RequestEnvelope
    do throws(RequestEnvelope.Malformed) {
      envelope = try RequestEnvelope(bytes)
    } catch {
      return out.writeResponse(header.streamID, error.status)
    }
    do throws(Status) {
      try body(envelope)
    } catch {
      out.writeResponse(header.streamID, error)
    }
  }

  private func begin(
    _ envelope: borrowing RequestEnvelope, _ payload: UnsafeRawBufferPointer,
    _ header: FrameHeader, _ received: Instant, _ deadline: Instant
  ) throws(Status) {
    let table = door.session.dispatcher.table
    guard let method = table.find(service: envelope.service, method: envelope.method) else {
      throw envelope.unknownMethod(in: table)
    }
    let id = header.streamID
    // A stream lasts as long as its reader wishes.
    let namesDeadline = envelope.timeoutNanoseconds != 0
    let deadline = !namesDeadline && table[method].isStreaming ? .distantFuture : deadline
    let incoming = Incoming(
      method: method, payload: Payload(payload, envelope.encoding), token: envelope.token,
      deadline: deadline, received: received, tag: id, trace: envelope.trace)
    switch door.session.start(incoming, from: peer) {
    case .answered(let result): answer(id, result)
    case .later(let cancellation):
      let call = ServerCall.waiting(incoming.inFlight, cancellation)
      state.opened(id, call, until: deadline, flags: header.flags)
      watch(deadline)
    case .streaming(let stream):
      state.opened(id, .streaming(incoming.inFlight, stream), until: deadline, flags: header.flags)
      watch(deadline)
      turn(id, stream)
    }
  }

  /// Writes a call's answer.
  func answer(_ id: UInt32, _ result: Result<[UInt8], Status>) {
    switch result {
    case .success(let payload):
      if payload.count + 8 > limits.frameBytesMax {
        out.writeResponse(id, .answerTooLarge(payload.count, limits.frameBytesMax))
      } else {
        out.writeResponse(id, payload: payload)
      }
    case .failure(let status): out.writeResponse(id, status)
    }
  }

  /// Ends a call before its answer came; the answer will be dropped.
  func end(_ id: UInt32, _ call: ServerCall, _ status: Status) {
    call.cancel()
    switch call {
    case .held: out.writeResponse(id, status)
    case .waiting(let inFlight, _), .streaming(let inFlight, _):
      answer(id, door.session.dispatcher.settle(inFlight, .failure(status)))
    }
  }

  /// Sends what came from other threads, in one flush.
  func deliver(_ late: ConnectionSink.Late) {
    let dispatcher = door.session.dispatcher
    for answer in late.answers {
      // No call: it was answered at its deadline.
      guard case .waiting(let inFlight, _)? = state.finish(answer.tag) else { continue }
      self.answer(answer.tag, dispatcher.settle(inFlight, answer.result))
    }
    for (id, delivery) in late.pages { send(delivery, of: id) }
    touch()
    flush()
    turnParked()
    closeIfDrained()
  }
}

extension RequestEnvelope {
  fileprivate func unknownMethod(in table: ServiceTable) -> Status {
    guard let service = String(validating: service, as: UTF8.self),
      let method = String(validating: method, as: UTF8.self)
    else {
      return Status(
        .invalidArgument, "service, method: names must be UTF-8",
        ErrorInfo(reason: "MALFORMED_ENVELOPE", field: "service"))
    }
    if table.services.contains(where: { $0.name == service }) {
      return Status(
        .unimplemented, "method: \(service) has no method \(Self.shown(method))",
        ErrorInfo(reason: "UNKNOWN_METHOD", field: "method"))
    }
    return Status(
      .unimplemented, "service: there is no service \(Self.shown(service))",
      ErrorInfo(reason: "UNKNOWN_SERVICE", field: "service"))
  }

  /// A name from outside, short enough to be repeated to its sender.
  private static func shown(_ name: String) -> String {
    name.isEmpty ? "without a name" : String(name.prefix(100))
  }
}

extension Status {
  static func answerTooLarge(_ bytes: Int, _ bound: Int) -> Status {
    Status(
      .resourceExhausted,
      "the answer has \(bytes) bytes and a frame at most \(bound); ask for less at a time",
      ErrorInfo(reason: "ANSWER_TOO_LARGE"))
  }
}
