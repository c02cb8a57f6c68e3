import Glibc
import ProtobufCodec

/// A socket, and frames put together by hand: what no well-behaved client would send.
final class RawConnection {
  private let socket: Int32
  private var held: [UInt8] = []

  struct Failure: Error {
    let message: String
  }

  /// A response, taken apart.
  struct Response {
    var code: Int32 = 0
    var message = ""
    var reason = ""
    var field = ""
    var payload: [UInt8] = []
  }

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard result == 0 else { throw Failure(message: String(cString: strerror(errno))) }
    var patience = timeval(tv_sec: 15, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  func send(_ bytes: [UInt8]) throws {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map {
          Glibc.send(socket, $0 + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
        } ?? 0
      }
      guard count > 0 else { throw Failure(message: "the server closed the connection") }
      offset += count
    }
  }

  /// The next response on a stream; others are passed over.
  func response(on stream: UInt32) throws -> Response {
    while true {
      let header = try take(10)
      let length = Self.number(header[0..<4])
      let body = try take(Int(length))
      if Self.number(header[4..<8]) == stream && header[8] == 2 { return Self.parse(body) }
    }
  }

  /// Everything that an HTTP server answers to one GET.
  func http(_ path: String) throws -> String {
    try send(Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
    return try rest()
  }

  /// What comes next, at least a byte.
  func some() throws -> String {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let received = recv(socket, &chunk, chunk.count, 0)
    guard received > 0 else { throw Failure(message: "no answer") }
    return String(decoding: chunk.prefix(received), as: UTF8.self)
  }

  /// Everything that comes until the server closes the connection.
  func rest() throws -> String {
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let received = recv(socket, &chunk, chunk.count, 0)
      if received <= 0 { break }
      answer += chunk.prefix(received)
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// Whether the server closes the connection, after at most `seconds`.
  func isClosed(within seconds: Int) -> Bool {
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var byte: UInt8 = 0
    let count = recv(socket, &byte, 1, 0)
    return count == 0 || (count < 0 && errno == ECONNRESET)
  }

  private func take(_ count: Int) throws -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while held.count < count {
      let received = recv(socket, &chunk, chunk.count, 0)
      guard received > 0 else {
        throw Failure(message: received == 0 ? "the server closed the connection" : "no answer")
      }
      held += chunk.prefix(received)
    }
    defer { held.removeFirst(count) }
    return Array(held.prefix(count))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads `Response {Status {code, message, details [Any {ErrorInfo {reason, field}}]}, payload}` by hand.
  private static func parse(_ body: [UInt8]) -> Response {
    var response = Response()
    for (number, value) in fields(body) {
      if number == 2 { response.payload = value.bytes }
      guard number == 1 else { continue }
      for (number, value) in fields(value.bytes) {
        if number == 1 { response.code = Int32(value.number) }
        if number == 2 { response.message = String(decoding: value.bytes, as: UTF8.self) }
        guard number == 3 else { continue }
        for (number, value) in fields(value.bytes) where number == 2 {
          for (number, value) in fields(value.bytes) {
            if number == 1 { response.reason = String(decoding: value.bytes, as: UTF8.self) }
            if number == 2 { response.field = String(decoding: value.bytes, as: UTF8.self) }
          }
        }
      }
    }
    return response
  }

  private static func fields(
    _ bytes: [UInt8]
  ) -> [(number: UInt64, value: (number: UInt64, bytes: [UInt8]))] {
    var found: [(UInt64, (UInt64, [UInt8]))] = []
    var rest = bytes[...]
    func varint() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while let byte = rest.popFirst() {
        value |= UInt64(byte & 127) << shift
        shift += 7
        if byte < 128 { break }
      }
      return value
    }
    while !rest.isEmpty {
      let tag = varint()
      if tag & 7 == 0 {
        found.append((tag >> 3, (varint(), [])))
      } else {
        let count = Int(varint())
        found.append((tag >> 3, (0, Array(rest.prefix(count)))))
        rest = rest.dropFirst(count)
      }
    }
    return found
  }
}

/// Frames, byte by byte.
enum RawFrame {
  /// A frame with a header that says `length` whatever the body is.
  static func frame(
    stream: UInt32, type: UInt8 = 1, flags: UInt8 = 0, body: [UInt8], length: Int? = nil
  ) -> [UInt8] {
    let length = UInt32(length ?? body.count)
    return withUnsafeBytes(of: length.bigEndian) { [UInt8]($0) }
      + withUnsafeBytes(of: stream.bigEndian) { [UInt8]($0) } + [type, flags] + body
  }

  /// A request envelope; the payload is JSON unless `isBinary`.
  static func request(
    _ path: String, _ payload: [UInt8], token: String?, timeoutNano: Int64 = 0,
    isBinary: Bool = false
  ) -> [UInt8] {
    let names = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var body = BinaryEncoder(reserving: 256)
    body.string(1, String(names[0]))
    body.string(2, String(names.last ?? ""))
    payload.withUnsafeBytes { body.bytes(3, $0) }
    body.int64(4, timeoutNano)
    if let token { keyValue(&body, "authorization", "Bearer \(token)") }
    if !isBinary { keyValue(&body, "content-type", "application/json") }
    return body.finish()
  }

  private static func keyValue(_ body: inout BinaryEncoder, _ key: String, _ value: String) {
    body.message(5) {
      $0.string(1, key)
      $0.string(2, value)
    }
  }
}
