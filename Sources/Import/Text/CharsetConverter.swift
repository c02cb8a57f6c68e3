import Glibc

/// Turns bytes of one character set into UTF-8, or says that they are none of it.
final class CharsetConverter {
  private let handle: iconv_t

  /// Opens a converter; nil for a name that the system does not know.
  init?(from name: String, to target: String = "UTF-8") {
    let opened = iconv_open(target, name)
    // iconv_open answers (iconv_t)-1, not NULL.
    guard let opened, Int(bitPattern: opened) != -1 else { return nil }
    handle = opened
  }

  deinit {
    iconv_close(handle)
  }

  /// The converted bytes; nil when some of `bytes` mean nothing in the character set.
  func convert(_ bytes: [UInt8]) -> [UInt8]? {
    _ = iconv(handle, nil, nil, nil, nil)
    var input = bytes.map { CChar(bitPattern: $0) }
    // No character of the sets in use needs more than four bytes of UTF-8 a byte.
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written = input.withUnsafeMutableBufferPointer { source -> Int? in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        var toLeft = target.count
        let lossy = iconv(handle, &from, &fromLeft, &to, &toLeft)
        return lossy == 0 && fromLeft == 0 ? target.count - toLeft : nil
      }
    }
    return written.map { output[..<$0].map { UInt8(bitPattern: $0) } }
  }
}
