import NIOCore
import PCRMCore
import ProtobufCodec
import Testing

@testable import TTRPC

@Suite("Frames")
struct FrameTests {
  /// The published layout, written down by hand: a Request on stream 3, flagged `remoteClosed`, with two bytes.
  private static let request: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 0xAB, 0xCD]

  @Test("A header is ten bytes, big-endian")
  func header() {
    let header = FrameHeader(
      length: 0x0102_0304, streamID: 0x0506_0709, type: .data, flags: [.remoteClosed, .noData])
    var bytes = [UInt8](repeating: 0, count: 10)
    bytes.withUnsafeMutableBytes { header.write(to: $0.baseAddress.unsafelyUnwrapped) }
    #expect(bytes == [1, 2, 3, 4, 5, 6, 7, 9, 3, 5])
    #expect(bytes.withUnsafeBytes { FrameHeader(reading: $0) } == header)
  }

  @Test("Frames are the same however the bytes are cut", arguments: 1...13)
  func cut(step: Int) {
    let bytes = Self.request + [0, 0, 0, 0, 0, 0, 0, 3, 3, 5] + Self.request
    var decoder = FrameDecoder(frameBytesMax: 16)
    var buffer = ByteBuffer()
    var frames: [Frame] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      buffer.writeBytes(bytes[start..<min(start + step, bytes.count)])
      while let frame = decoder.decode(buffer: &buffer) { frames.append(frame) }
    }
    let request = Frame(
      header: FrameHeader(length: 2, streamID: 3, type: .request, flags: .remoteClosed),
      body: ByteBuffer(bytes: [0xAB, 0xCD]))
    let end = Frame(
      header: FrameHeader(streamID: 3, type: .data, flags: [.remoteClosed, .noData]),
      body: ByteBuffer())
    #expect(frames == [request, end, request])
    #expect(buffer.readableBytes == 0)
  }

  @Test(
    "A body of the limit is taken, one of a byte more is thrown away, and the next frame is read")
  func bound() {
    for step in [1, 7, 100] {
      var decoder = FrameDecoder(frameBytesMax: 16)
      var bytes: [UInt8] = [0, 0, 0, 16, 0, 0, 0, 1, 1, 0] + [UInt8](repeating: 1, count: 16)
      bytes += [0, 0, 0, 17, 0, 0, 0, 3, 1, 0] + [UInt8](repeating: 2, count: 17)
      bytes += Self.request
      var buffer = ByteBuffer()
      var frames: [Frame] = []
      for start in stride(from: 0, to: bytes.count, by: step) {
        buffer.writeBytes(bytes[start..<min(start + step, bytes.count)])
        while let frame = decoder.decode(buffer: &buffer) { frames.append(frame) }
      }
      #expect(frames.map(\.header.streamID) == [1, 3, 3])
      #expect(frames.map(\.isOversize) == [false, true, false])
      #expect(frames.map(\.body.readableBytes) == [16, 0, 2])
    }
  }

  @Test("An oversize frame is handed out before its body has come")
  func early() {
    var decoder = FrameDecoder(frameBytesMax: 16)
    var buffer = ByteBuffer(bytes: [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 1, 0, 9, 9])
    #expect(decoder.decode(buffer: &buffer)?.isOversize == true)
    #expect(decoder.decode(buffer: &buffer) == nil)
    #expect(buffer.readableBytes == 0)
  }

  @Test(
    "A Response written in place is what the codec writes",
    arguments: [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152])
  func response(count: Int) {
    var response = TTRPCResponse()
    response.payload = [UInt8](repeating: 5, count: count)
    var expected = ByteBuffer()
    expected.writeFrame(.response, 9, response.binary())
    var written = ByteBuffer()
    written.writeResponse(9, payload: response.payload)
    #expect(written == expected)
  }

  @Test("A status travels with its error info, and comes back")
  func status() throws {
    let status = Status(
      .alreadyExists, "request_id: used before",
      ErrorInfo(
        reason: "REQUEST_ID_REUSED", field: "request_id", params: [.init(name: "a", value: "b")]))
    var buffer = ByteBuffer()
    buffer.writeResponse(7, status)
    var decoder = FrameDecoder(frameBytesMax: 1000)
    let decoded = decoder.decode(buffer: &buffer)
    let frame = try #require(decoded)
    let response = try TTRPCResponse(binary: [UInt8](buffer: frame.body))
    #expect(response.status?.details.map(\.typeURL) == ["type.googleapis.com/pcrm.v1.ErrorInfo"])
    let back = try #require(response.status?.status)
    #expect(back == status && back.message == status.message && back.info == status.info)
  }

  @Test("A code that does not exist is read as unknown")
  func unknownCode() {
    var wire = StatusMessage()
    wire.code = 99
    #expect(wire.status.code == .unknown)
  }
}
