import NIOCore

/// Keeps one connection of the HTTP listener within bounds: a request comes whole within seconds, or not at all, and is
/// small.
///
/// It stands before the decoder, so that whoever sends a byte now and then is sent away all the same.
final class HTTPLimits: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Told when a request has come whole: its answer has a time of its own.
  struct Complete {}
  /// Told by whoever answers when an answer has been sent.
  struct Answered {}

  static let requestBytesMax = 16 << 10
  static let requestSecondsMax: Int64 = 10

  private var bytes = 0
  private var deadline: Scheduled<Void>?

  func channelActive(context: ChannelHandlerContext) {
    start(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytes
    if bytes > Self.requestBytesMax {
      context.close(promise: nil)
      return
    }
    if deadline == nil { start(context) }
    context.fireChannelRead(data)
  }

  func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    if event is Complete {
      deadline?.cancel()
      deadline = nil
      promise?.succeed()
      return
    }
    guard event is Answered else {
      context.triggerUserOutboundEvent(event, promise: promise)
      return
    }
    bytes = 0
    deadline?.cancel()
    deadline = nil
    promise?.succeed()
  }

  private func start(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: .seconds(Self.requestSecondsMax)) {
      bound.value.close(promise: nil)
    }
  }
}
