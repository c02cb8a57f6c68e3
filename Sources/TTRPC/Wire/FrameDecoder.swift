import NIOCore

/// Cuts a stream of bytes into frames, nought or one a call.
///
/// A frame that is too long is handed out at once, without its body, which is then thrown away as it comes.
struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
  typealias InboundOut = Frame

  let frameBytesMax: Int
  /// Bytes of an oversize body that are still to come.
  private var discarding = 0

  init(frameBytesMax: Int) {
    self.frameBytesMax = frameBytesMax
  }

  mutating func decode(buffer: inout ByteBuffer) -> Frame? {
    if discarding > 0 {
      discard(&buffer)
      if discarding > 0 { return nil }
    }
    guard buffer.readableBytes >= FrameHeader.byteCount else { return nil }
    let header = buffer.withUnsafeReadableBytes { FrameHeader(reading: $0) }
    let length = Int(header.length)
    if length > frameBytesMax {
      buffer.moveReaderIndex(forwardBy: FrameHeader.byteCount)
      discarding = length
      discard(&buffer)
      return Frame(header: header, body: ByteBuffer(), isOversize: true)
    }
    guard
      let body = buffer.getSlice(
        at: buffer.readerIndex + FrameHeader.byteCount, length: length)
    else { return nil }
    buffer.moveReaderIndex(forwardBy: FrameHeader.byteCount + length)
    return Frame(header: header, body: body)
  }

  mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> Frame? {
    decode(buffer: &buffer)
  }

  private mutating func discard(_ buffer: inout ByteBuffer) {
    let count = min(discarding, buffer.readableBytes)
    buffer.moveReaderIndex(forwardBy: count)
    discarding -= count
  }
}
