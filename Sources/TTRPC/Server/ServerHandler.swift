import Logging
import NIOCore
import PCRMCore
import RPC
import Storage

/// One connection of the native door.
///
/// All frames that one read of the socket brought are started, and those that need no waiting answered, inside one burst of the
/// loop's door session; then everything goes out in one flush. Above the outbound mark no frame is started and nothing is read.
final class ServerHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = Never
  typealias OutboundIn = Never
  typealias OutboundOut = ByteBuffer

  /// Bytes gathered before they are handed to the socket, even within a burst.
  private static let gatherBytesMax = 128 << 10

  let door: DoorLoop
  let sink: ConnectionSink
  let peer: Peer
  let limits: Limits
  var state: ConnectionState<ServerCall>
  var out: ByteBuffer
  /// Streams whose next page waits until there is room.
  var parked: [UInt32] = []
  private var decoder: FrameDecoder
  private var inbound = ByteBuffer()
  private(set) var context: ChannelHandlerContext?
  private var isProcessing = false
  private var readIsHeld = false
  private var alarm = Alarm()
  private var quiet = Alarm()
  private let born = Instant.now()
  /// When the last frame was complete, or the last call ended.
  private var lastActive = Instant.now()
  /// When bytes last came: calls that wait here for room are no younger.
  private var arrived = Instant.now()
  private var hasSpoken = false
  /// Everything was answered and the last bytes are on their way.
  private var isClosing = false

  init(_ door: DoorLoop, channel: any Channel) {
    self.door = door
    limits = door.session.dispatcher.limits
    sink = ConnectionSink(on: channel.eventLoop)
    peer = Peer(sink: sink, address: channel.remoteAddress?.ipAddress ?? "unix")
    state = ConnectionState(
      streamsInFlightMax: limits.streamsInFlightMax, frameBytesMax: limits.frameBytesMax)
    decoder = FrameDecoder(frameBytesMax: limits.frameBytesMax)
    out = channel.allocator.buffer(capacity: 4096)
    sink.attach(self)
  }

  // MARK: The connection's life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    door.add(self)
    watchQuiet(born.adding(seconds: min(limits.handshakeSecondsMax, limits.idleSecondsMax)))
  }

  func channelActive(context: ChannelHandlerContext) {
    if door.isDraining { drain() }
  }

  func handlerRemoved(context: ChannelHandlerContext) { forget() }

  func channelInactive(context: ChannelHandlerContext) { forget() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    door.logger.debug("connection failed", metadata: ["error": "\(error)"])
    context.close(promise: nil)
  }

  /// Refuses new calls, and closes when those under way have been answered.
  func drain() {
    state.drain()
    closeIfDrained()
  }

  func close() { context?.close(promise: nil) }

  private func forget() {
    guard context != nil else { return }
    context = nil
    // A connection that breaks while it is read gets no `channelReadComplete`.
    door.session.endBurst()
    peer.cancellation.cancel()
    for call in state.close() { call.cancel() }
    alarm.cancel()
    quiet.cancel()
    sink.close()
    door.remove(self)
  }

  func closeIfDrained() {
    guard state.isDraining, state.inFlight == 0, !isClosing, let context else { return }
    isClosing = true
    flush()
    // The last bytes go out first. Closing the whole socket at once would reset the connection when a late call has come in,
    // and the reset can overtake those bytes.
    let loop = context.eventLoop
    let me = NIOLoopBound(self, eventLoop: loop)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
      context.close(mode: .output, promise: nil)
      loop.scheduleTask(in: .milliseconds(100)) { me.value.close() }
    }
  }

  // MARK: Reading

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    arrived = .now()
    var bytes = unwrapInboundIn(data)
    if inbound.readableBytes == 0 {
      inbound = bytes
    } else {
      inbound.discardReadBytes()
      inbound.writeBuffer(&bytes)
    }
    process()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    door.session.endBurst()
    flush()
    closeIfDrained()
  }

  func read(context: ChannelHandlerContext) {
    if context.channel.isWritable { context.read() } else { readIsHeld = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard context.channel.isWritable, !isProcessing else { return }
    process()
    door.session.endBurst()
    flush()
    turnParked()
    closeIfDrained()
    if readIsHeld && context.channel.isWritable {
      readIsHeld = false
      context.read()
    }
  }

  private func process() {
    guard let context, !isProcessing, !isClosing else { return }
    isProcessing = true
    defer { isProcessing = false }
    // A flush may find that the connection is gone: what it brought last is then no longer begun.
    while self.context != nil, context.channel.isWritable,
      let frame = decoder.decode(buffer: &inbound)
    {
      // Of an oversize frame only the header has come: garbage looks like that.
      if !frame.isOversize {
        hasSpoken = true
        lastActive = arrived
      }
      receive(frame, at: arrived)
      if out.readableBytes >= min(Self.gatherBytesMax, limits.outboundBytesHighWater) { flush() }
    }
    if inbound.readableBytes == 0 { inbound = ByteBuffer() }
  }

  // MARK: Writing

  /// Hands what was gathered to the socket.
  func flush() {
    guard let context, out.readableBytes > 0 else { return }
    context.writeAndFlush(wrapOutboundOut(out), promise: nil)
    if out.capacity > Self.gatherBytesMax * 2 {
      out = context.channel.allocator.buffer(capacity: 4096)
    } else {
      out.clear()
    }
  }

  // MARK: Time

  /// Makes sure that the call is answered at its deadline.
  func watch(_ deadline: Instant) {
    guard let context else { return }
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    alarm.cover(deadline, on: context.eventLoop) { me.value.expire() }
  }

  private func expire() {
    alarm.rang()
    let now = Instant.now()
    for (id, call) in state.expire(at: now) { end(id, call, .deadlineExceeded) }
    if let next = state.earliestDeadline { watch(next) }
    lastActive = now
    flush()
    closeIfDrained()
  }

  func touch() { lastActive = .now() }

  /// Looks at `due` whether the connection has a reason to be.
  private func watchQuiet(_ due: Instant) {
    guard let context else { return }
    let me = NIOLoopBound(self, eventLoop: context.eventLoop)
    quiet.cover(due, on: context.eventLoop) { me.value.lookQuiet() }
  }

  /// Closes a connection that has not brought its first frame in time, or no frame for long while nothing was under way.
  private func lookQuiet() {
    quiet.rang()
    if state.inFlight > 0 { lastActive = .now() }
    let due =
      hasSpoken
      ? lastActive.adding(seconds: limits.idleSecondsMax)
      : born.adding(seconds: limits.handshakeSecondsMax)
    if due <= .now() { close() } else { watchQuiet(due) }
  }
}

extension Instant {
  fileprivate func adding(seconds: Int) -> Instant {
    adding(nanoseconds: UInt64(seconds) * 1_000_000_000)
  }
}
