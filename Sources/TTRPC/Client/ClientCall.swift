import NIOCore
import PCRMCore
import ProtobufCodec

/// What happens to a call, told to whoever made it; on the connection's loop.
enum CallEvent: Sendable {
  /// A message of a stream.
  case message([UInt8])
  /// The end: a unary call's answer, or a stream's (with nothing in it).
  case finished(Result<[UInt8], Status>)
}

/// A call on its way from its maker to the connection.
struct ClientCall: Sendable {
  /// Names the call while it has no stream id.
  let token: UInt64
  let route: CallRoute
  let payload: [UInt8]
  let deadline: Instant
  let isStream: Bool
  /// - Returns: whether there is room for more; only a stream may say no.
  let receive: @Sendable (CallEvent) -> Bool
}

/// The parts of a request's envelope that are the same for many calls, encoded once.
struct CallRoute: Sendable {
  private let names: [UInt8]
  private let metadata: [UInt8]

  init(_ service: String, _ method: String, json: Bool, _ options: CallOptions) {
    var request = TTRPCRequest()
    request.service = service
    request.method = method
    names = request.binary()
    var pairs = TTRPCRequest()
    if let token = options.token {
      pairs.metadata.append(TTRPCKeyValue(key: "authorization", value: "Bearer \(token)"))
    }
    if json {
      pairs.metadata.append(TTRPCKeyValue(key: "content-type", value: "application/json"))
    }
    for (key, value) in options.metadata {
      pairs.metadata.append(TTRPCKeyValue(key: key, value: value))
    }
    metadata = pairs.binary()
  }

  /// Bytes of a request frame's body that are not the payload's, at most.
  var overhead: Int { names.count + metadata.count + 24 }

  /// Writes the call's Request frame.
  func write(
    _ payload: [UInt8], timeoutNanoseconds: Int64, flags: FrameFlags, _ id: UInt32,
    to out: inout ByteBuffer
  ) {
    let start = out.writerIndex
    out.writeRepeatingByte(0, count: FrameHeader.byteCount)
    out.writeBytes(names)
    // Present even when it is empty: an absent payload is one that is still to come.
    out.writeInteger(0x1A as UInt8)
    out.writeVarint(UInt64(payload.count))
    out.writeBytes(payload)
    if timeoutNanoseconds != 0 {
      out.writeInteger(0x20 as UInt8)
      out.writeVarint(UInt64(bitPattern: timeoutNanoseconds))
    }
    out.writeBytes(metadata)
    let length = out.writerIndex - start - FrameHeader.byteCount
    let header = FrameHeader(length: length, streamID: id, type: .request, flags: flags)
    let end = out.writerIndex
    out.moveWriterIndex(to: start)
    out.writeHeader(header)
    out.moveWriterIndex(to: end)
  }
}

extension ByteBuffer {
  fileprivate mutating func writeVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      writeInteger(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    writeInteger(UInt8(truncatingIfNeeded: rest))
  }
}
