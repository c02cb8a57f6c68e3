import Glibc

/// Text as old Korean software writes it.
enum CP949 {
  static func bytes(_ text: String) throws -> [UInt8] {
    struct NotCP949: Error {}
    guard let handle = iconv_open("CP949", "UTF-8"), Int(bitPattern: handle) != -1 else {
      throw NotCP949()
    }
    defer { iconv_close(handle) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count + 16)
    let written = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        var toLeft = target.count
        return iconv(handle, &from, &fromLeft, &to, &toLeft) == 0 ? target.count - toLeft : -1
      }
    }
    if written < 0 { throw NotCP949() }
    return output[..<written].map { UInt8(bitPattern: $0) }
  }
}
