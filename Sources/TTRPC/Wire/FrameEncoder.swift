import NIOCore
import PCRMCore
import ProtobufCodec

/// Frames are written in place, one after the other, into the buffer that a flush sends.
extension ByteBuffer {
  /// Writes a frame around `body`.
  mutating func writeFrame(
    _ type: FrameType, _ streamID: UInt32, flags: FrameFlags = [], _ body: [UInt8] = []
  ) {
    reserveCapacity(minimumWritableBytes: FrameHeader.byteCount + body.count)
    writeHeader(FrameHeader(length: body.count, streamID: streamID, type: type, flags: flags))
    writeBytes(body)
  }

  /// Writes the Response that ends a call well: the header, and `payload` as the field 2 of a `ttrpc.Response`.
  mutating func writeResponse(_ streamID: UInt32, payload: [UInt8]) {
    let prefix = payload.isEmpty ? 0 : 1 + Self.varintCount(payload.count)
    let room = FrameHeader.byteCount + prefix + payload.count
    writeWithUnsafeMutableBytes(minimumWritableBytes: room) { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      FrameHeader(length: prefix + payload.count, streamID: streamID, type: .response)
        .write(to: base)
      guard !payload.isEmpty else { return room }
      var cursor = base + FrameHeader.byteCount
      cursor.storeBytes(of: 0x12, as: UInt8.self)
      cursor += 1
      var rest = payload.count
      while rest >= 0x80 {
        cursor.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
        cursor += 1
        rest >>= 7
      }
      cursor.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
      cursor += 1
      payload.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(start: cursor, count: source.count).copyMemory(from: source)
      }
      return room
    }
  }

  /// Writes the Response that ends a call badly.
  mutating func writeResponse(_ streamID: UInt32, _ status: Status) {
    var response = TTRPCResponse()
    response.status = StatusMessage(status)
    writeFrame(.response, streamID, response.binary())
  }

  mutating func writeHeader(_ header: FrameHeader) {
    writeWithUnsafeMutableBytes(minimumWritableBytes: FrameHeader.byteCount) { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      header.write(to: base)
      return FrameHeader.byteCount
    }
  }

  private static func varintCount(_ value: Int) -> Int {
    (Int.bitWidth - (value | 1).leadingZeroBitCount + 6) / 7
  }
}
