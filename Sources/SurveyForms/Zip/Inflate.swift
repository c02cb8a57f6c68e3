import CZlib

/// Unpacking by zlib.
enum Inflate {
  /// What raw deflate data unpacks to; nil unless it is exactly `count` bytes.
  static func bytes(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    // One byte more than it says, so that an entry that lies about its size is found out.
    var output = [UInt8](repeating: 0, count: count + 1)
    var input = Array(packed)
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    let result = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard result == Z_STREAM_END, Int(stream.total_out) == count else { return nil }
    output.removeLast()
    return output
  }

  /// CRC-32 of the bytes.
  static func check(_ bytes: [UInt8]) -> Int {
    Int(bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
  }
}
