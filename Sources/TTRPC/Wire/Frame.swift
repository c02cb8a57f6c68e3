import NIOCore

/// The ten bytes before every frame, all numbers big-endian.
///
/// ```text
/// 0        4           8      9       10
/// | length | stream id | type | flags | length bytes of body
/// ```
/// Source: containerd/ttrpc, PROTOCOL.md, version 1.2.
struct FrameHeader: Equatable, Sendable {
  static let byteCount = 10

  /// Bytes of the body; the header is not counted.
  var length: UInt32
  /// Names a call on its connection: chosen by the client, odd, and greater than all before it.
  var streamID: UInt32
  var type: FrameType
  var flags: FrameFlags

  init(length: Int = 0, streamID: UInt32, type: FrameType, flags: FrameFlags = []) {
    self.length = UInt32(length)
    self.streamID = streamID
    self.type = type
    self.flags = flags
  }

  /// Reads a header from its ten bytes.
  init(reading bytes: UnsafeRawBufferPointer) {
    length = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
    streamID = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    type = FrameType(rawValue: bytes[8])
    flags = FrameFlags(rawValue: bytes[9])
  }

  /// Writes the header's ten bytes.
  func write(to bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: length.bigEndian, as: UInt32.self)
    bytes.storeBytes(of: streamID.bigEndian, toByteOffset: 4, as: UInt32.self)
    bytes.storeBytes(of: type.rawValue, toByteOffset: 8, as: UInt8.self)
    bytes.storeBytes(of: flags.rawValue, toByteOffset: 9, as: UInt8.self)
  }
}

/// What a frame is. Types that are not known are ignored, so that the protocol can grow.
struct FrameType: RawRepresentable, Hashable, Sendable {
  var rawValue: UInt8

  /// Opens a call; its body is a `ttrpc.Request`.
  static let request = FrameType(rawValue: 1)
  /// Ends a call; its body is a `ttrpc.Response`.
  static let response = FrameType(rawValue: 2)
  /// A message of a stream; its body is the message itself.
  static let data = FrameType(rawValue: 3)
}

/// What a frame says beside its body.
struct FrameFlags: OptionSet, Sendable {
  var rawValue: UInt8

  /// The sender sends no more on this stream.
  static let remoteClosed = FrameFlags(rawValue: 0x01)
  /// The sender will send Data frames on this stream.
  static let remoteOpen = FrameFlags(rawValue: 0x02)
  /// The frame holds no message: what tells the end of a stream from an empty message.
  static let noData = FrameFlags(rawValue: 0x04)
}

/// One frame as it came from the wire.
struct Frame: Equatable, Sendable {
  var header: FrameHeader
  var body: ByteBuffer
  /// The body was longer than this end takes, and is being thrown away.
  var isOversize = false
}
