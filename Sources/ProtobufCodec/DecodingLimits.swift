/// How much an input may ask of a decoder.
public struct DecodingLimits: Sendable, Equatable {
  /// How many messages may stand inside each other, the outermost included.
  public var messageDepthMax: Int
  /// The largest input that is looked at.
  public var messageBytesMax: Int
  /// How much memory the elements of repeated messages may take in all; short elements on the wire
  /// can be large in memory. Inputs over a sixteenth of it may take sixteen times their size.
  public var elementBytesMax: Int

  /// Makes limits; every one has a default that suits a request.
  public init(
    messageDepthMax: Int = 32, messageBytesMax: Int = 64 << 20, elementBytesMax: Int = 64 << 20
  ) {
    self.messageDepthMax = messageDepthMax
    self.messageBytesMax = messageBytesMax
    self.elementBytesMax = elementBytesMax
  }

  /// 32 messages deep, 64 MiB long, 64 MiB of elements.
  public static let standard = DecodingLimits()
}
