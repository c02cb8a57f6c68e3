import NIOCore
import NIOTLS
import PCRMCore
import ProtobufCodec

/// The client's end of one connection: gives calls their stream ids, and answers their callers.
final class ClientHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = Never
  typealias OutboundIn = Never
  typealias OutboundOut = ByteBuffer

  private let endpoint: Endpoint
  private let outbox: ClientOutbox
  private let limits: Limits
  /// Succeeds when calls can be sent: after the TLS handshake where there is one.
  private let ready: EventLoopPromise<Void>
  private let awaitsTLS: Bool
  private var context: ChannelHandlerContext?
  private var decoder: FrameDecoder
  private var inbound = ByteBuffer()
  private var out: ByteBuffer
  private var calls: [UInt32: ClientCall] = [:]
  /// Calls beyond those that a server takes at a time.
  private var queue = CircularBuffer<ClientCall>()
  private var nextID: UInt32 = 1
  private var alarm = Alarm()
  /// Streams whose readers are behind: while there is one, nothing is read.
  private var full: Set<UInt32> = []
  private var readIsHeld = false
  private var failure: (any Error)?
  /// Why there is no connection any more.
  private(set) var lost: Status?

  init(
    _ endpoint: Endpoint, _ outbox: ClientOutbox, limits: Limits, channel: any Channel,
    ready: EventLoopPromise<Void>, awaitsTLS: Bool
  ) {
    self.endpoint = endpoint
    self.outbox = outbox
    self.limits = limits
    self.ready = ready
    self.awaitsTLS = awaitsTLS
    decoder = FrameDecoder(frameBytesMax: limits.frameBytesMax)
    out = channel.allocator.buffer(capacity: 4096)
    outbox.attach(self)
  }

  // MARK: The connection's life

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func channelActive(context: ChannelHandlerContext) {
    if !awaitsTLS { ready.succeed() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { ready.succeed() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    failure = failure ?? error
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { lose() }

  func handlerRemoved(context: ChannelHandlerContext) { lose() }

  private func lose() {
    guard context != nil else { return }
    context = nil
    alarm.cancel()
    let error = failure ?? ChannelError.eof
    ready.fail(error)
    let status = Status.connectionLost(endpoint, ConnectionFailure.reason(error))
    lost = status
    outbox.lose(status)
    let waiting = calls.sorted { $0.key < $1.key }.map(\.value) + Array(queue)
    calls.removeAll()
    queue.removeAll()
    for call in waiting { _ = call.receive(.finished(.failure(status))) }
  }

  // MARK: From the callers

  func fulfil(_ wishes: [ClientOutbox.Wish]) {
    for wish in wishes {
      switch wish {
      case .call(let call): begin(call)
      case .cancel(let token): cancel(token)
      case .room(let token): room(token)
      case .load(let load):
        if let context { LoadRun(load, self, on: context.eventLoop).begin() }
      // What was asked after it ends when the connection does.
      case .close: context?.close(promise: nil)
      }
    }
    flush()
  }

  /// Sends a call, or keeps it until another has ended.
  func begin(_ call: ClientCall) {
    guard calls.count < limits.streamsInFlightMax else {
      queue.append(call)
      return watch(call.deadline)
    }
    guard let context else { return end(call, .failure(lost ?? .cancelled)) }
    guard call.payload.count + call.route.overhead <= limits.frameBytesMax else {
      return end(call, .failure(.requestTooLarge(call.payload.count, limits.frameBytesMax)))
    }
    var timeout: Int64 = 0
    if call.deadline < .distantFuture {
      let left = call.deadline.since(.now())
      guard left > 0 else { return end(call, .failure(.deadlineExceeded)) }
      timeout = Int64(clamping: left)
      watch(call.deadline)
    }
    guard nextID < UInt32.max - 1 else {
      // All ids are used up: a new connection begins again at 1.
      end(call, .failure(.connectionLost(endpoint, "it has no stream ids left")))
      return context.close(promise: nil)
    }
    let id = nextID
    nextID += 2
    calls[id] = call
    call.route.write(
      call.payload, timeoutNanoseconds: timeout, flags: call.isStream ? .remoteClosed : [], id,
      to: &out)
  }

  private func cancel(_ token: UInt64) {
    if let index = queue.firstIndex(where: { $0.token == token }) {
      return end(queue.remove(at: index), .failure(.cancelled))
    }
    guard let id = calls.first(where: { $0.value.token == token })?.key else { return }
    abandon(id, .cancelled)
  }

  private func room(_ token: UInt64) {
    guard let id = calls.first(where: { $0.value.token == token })?.key else { return }
    full.remove(id)
    readIfRoom()
  }

  // MARK: From the server

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if inbound.readableBytes == 0 {
      inbound = bytes
    } else {
      inbound.discardReadBytes()
      inbound.writeBuffer(&bytes)
    }
    while let frame = decoder.decode(buffer: &inbound) { receive(frame) }
    if inbound.readableBytes == 0 { inbound = ByteBuffer() }
  }

  func channelReadComplete(context: ChannelHandlerContext) { flush() }

  func read(context: ChannelHandlerContext) {
    if full.isEmpty { context.read() } else { readIsHeld = true }
  }

  private func readIfRoom() {
    guard full.isEmpty, readIsHeld else { return }
    readIsHeld = false
    context?.read()
  }

  private func receive(_ frame: Frame) {
    let id = frame.header.streamID
    // No call: it was cancelled, or its deadline passed.
    guard let call = calls[id] else { return }
    if frame.isOversize {
      return abandon(id, .answerTooLarge(Int(frame.header.length), limits.frameBytesMax))
    }
    switch frame.header.type {
    case .response: finish(id, call, response(frame.body))
    case .data:
      guard call.isStream else { return abandon(id, .unexpectedStream) }
      if !frame.header.flags.contains(.noData) { give([UInt8](buffer: frame.body), to: call, id) }
      if frame.header.flags.contains(.remoteClosed) { finish(id, call, .success([])) }
    default: break
    }
  }

  private func response(_ body: ByteBuffer) -> Result<[UInt8], Status> {
    body.withUnsafeReadableBytes { bytes in
      do throws(DecodingFailure) {
        let response = try TTRPCResponse(binary: bytes)
        if let status = response.status?.status, status.code != .ok { return .failure(status) }
        return .success(response.payload)
      } catch {
        return .failure(Status(.internal, "the server's answer cannot be read: \(error)"))
      }
    }
  }

  private func give(_ message: [UInt8], to call: ClientCall, _ id: UInt32) {
    if !call.receive(.message(message)) { full.insert(id) }
  }

  private func finish(_ id: UInt32, _ call: ClientCall, _ result: Result<[UInt8], Status>) {
    calls[id] = nil
    full.remove(id)
    if call.isStream, case .success(let message) = result {
      // A method that is not a stream answers a stream's caller with its one message.
      if !message.isEmpty { _ = call.receive(.message(message)) }
      end(call, .success([]))
    } else {
      end(call, result)
    }
    sendQueued()
    readIfRoom()
  }

  private func end(_ call: ClientCall, _ result: Result<[UInt8], Status>) {
    _ = call.receive(.finished(result))
  }

  /// Ends a call here, and tells the server that nobody waits for it.
  private func abandon(_ id: UInt32, _ status: Status) {
    guard let call = calls.removeValue(forKey: id) else { return }
    full.remove(id)
    out.writeFrame(.data, id, flags: [.remoteClosed, .noData])
    end(call, .failure(status))
    sendQueued()
    readIfRoom()
  }

  private func sendQueued() {
    while !queue.isEmpty && calls.count < limits.streamsInFlightMax {
      begin(queue.removeFirst())
    }
  }

  // MARK: Time

  private func watch(_ deadline: Instant) {
    guard let context else { return }
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    alarm.cover(deadline, on: context.eventLoop) { me.value.expire() }
  }

  private func expire() {
    alarm.rang()
    let now = Instant.now()
    let lateQueued = queue.filter { $0.deadline <= now }
    queue.removeAll { $0.deadline <= now }
    for call in lateQueued { end(call, .failure(.deadlineExceeded)) }
    for id in calls.filter({ $0.value.deadline <= now }).keys.sorted() {
      abandon(id, .deadlineExceeded)
    }
    let next = (calls.values.map(\.deadline) + queue.map(\.deadline)).min()
    if let next { watch(next) }
    flush()
  }

  func flush() {
    guard let context, out.readableBytes > 0 else { return }
    context.writeAndFlush(wrapOutboundOut(out), promise: nil)
    if out.capacity > 256 << 10 {
      out = context.channel.allocator.buffer(capacity: 4096)
    } else {
      out.clear()
    }
  }
}

extension Status {
  static func connectionLost(_ endpoint: Endpoint, _ why: String) -> Status {
    Status(
      .unavailable, "the connection to \(endpoint) was lost: \(why)",
      ErrorInfo(reason: "CONNECTION_LOST"))
  }

  fileprivate static func requestTooLarge(_ bytes: Int, _ bound: Int) -> Status {
    Status(
      .resourceExhausted, "the request has \(bytes) bytes and a frame takes at most \(bound)",
      ErrorInfo(reason: "FRAME_TOO_LARGE"))
  }

  fileprivate static let unexpectedStream = Status(
    .unimplemented, "the method answers with a stream; call it as one",
    ErrorInfo(reason: "UNEXPECTED_STREAM"))
}
