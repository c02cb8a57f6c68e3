import NIOCore
import PCRMCore
import RPC

/// Streams: a page is read when there is room for it, one at a time.
extension ServerHandler {
  /// Asks for the stream's next page, now or when there is room.
  func turn(_ id: UInt32, _ stream: ServerStream) {
    guard let context, context.channel.isWritable else { return parked.append(id) }
    stream.next { [sink] delivery in sink.take(delivery, of: id) }
  }

  /// Asks for the pages that waited for room.
  func turnParked() {
    guard !parked.isEmpty, let context, context.channel.isWritable else { return }
    let ids = parked
    parked.removeAll(keepingCapacity: true)
    for id in ids {
      if case .streaming(_, let stream)? = state[id] { turn(id, stream) }
    }
  }

  /// Writes a page as Data frames. A stream that went well ends with a Data frame flagged `remoteClosed` and `noData`;
  /// one that did not ends with a Response that holds the status.
  func send(_ delivery: ServerStream.Delivery, of id: UInt32) {
    guard case .streaming(let inFlight, let stream)? = state[id] else { return }
    for message in delivery.messages {
      guard message.count <= limits.frameBytesMax else {
        return fail(id, .answerTooLarge(message.count, limits.frameBytesMax))
      }
      out.writeFrame(.data, id, message)
    }
    guard let end = delivery.end else {
      flush()
      return turn(id, stream)
    }
    guard end.code == .ok else { return fail(id, end) }
    _ = state.finish(id)
    switch door.session.dispatcher.settle(inFlight, .success([])) {
    case .success: out.writeFrame(.data, id, flags: [.remoteClosed, .noData])
    case .failure(let status): out.writeResponse(id, status)
    }
  }

  private func fail(_ id: UInt32, _ status: Status) {
    if let call = state.finish(id) { end(id, call, status) }
  }
}
