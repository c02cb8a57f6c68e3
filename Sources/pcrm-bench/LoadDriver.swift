import Glibc
import PCRMCore
import ProtobufCodec

/// Keeps calls in flight over plain sockets from one thread, with as little work a call as can be: it measures the
/// server, not itself.
struct LoadDriver {
  var port: UInt16
  var connections: Int
  var inFlight: Int

  struct Figures {
    var callsPerSecond: Double
    var p50Microseconds: Double
    var p99Microseconds: Double
    var failures: Int
  }

  /// Makes `count` calls, each from `template` with keys from `keys`.
  func run(_ template: CallTemplate, count: Int, keys: (Int) -> [CustomerID]) throws -> Figures {
    var lines = try (0..<connections).map { _ in try Line(port: port) }
    defer { for line in lines { close(line.socket) } }
    var times = [UInt64](repeating: 0, count: count)
    var sent = 0
    var done = 0
    var failures = 0
    let began = Instant.now()
    for index in 0..<inFlight where sent < count {
      lines[index % connections].send(template, keys(sent), call: sent)
      times[sent] = Instant.now().nanoseconds
      sent += 1
    }
    for index in lines.indices { try lines[index].flush() }
    var polls = lines.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
    while done < count {
      guard poll(&polls, nfds_t(polls.count), 10_000) > 0 else { throw BenchError.silent }
      for index in lines.indices where polls[index].revents != 0 {
        let answers = try lines[index].receive()
        let now = Instant.now().nanoseconds
        for answer in answers {
          times[answer.call] = now - times[answer.call]
          if !answer.isOK { failures += 1 }
          done += 1
          if sent < count {
            lines[index].send(template, keys(sent), call: sent)
            times[sent] = now
            sent += 1
          }
        }
        try lines[index].flush()
      }
    }
    let seconds = Double(Instant.now().since(began)) / 1e9
    times.sort()
    return Figures(
      callsPerSecond: Double(count) / seconds,
      p50Microseconds: Double(times[count / 2]) / 1000,
      p99Microseconds: Double(times[count * 99 / 100]) / 1000, failures: failures)
  }
}

enum BenchError: Error {
  case socket(String)
  case silent
  case closed
  case server(String)
}

/// A request frame whose keys are filled in for each call.
struct CallTemplate {
  private(set) var frame: [UInt8]
  private let keyOffsets: [Int]

  /// - Parameter placeholders: keys that stand in `payload`, to be replaced by the keys of each call.
  init(
    service: String, method: String, payload: [UInt8], token: String,
    placeholders: [CustomerID]
  ) {
    var body = BinaryEncoder(reserving: 512)
    body.string(1, service)
    body.string(2, method)
    payload.withUnsafeBytes { body.bytes(3, $0) }
    if !token.isEmpty {
      body.message(5) {
        $0.string(1, "authorization")
        $0.string(2, "Bearer \(token)")
      }
    }
    let bytes = body.finish()
    let length = UInt32(bytes.count)
    frame = withUnsafeBytes(of: length.bigEndian) { [UInt8]($0) } + [0, 0, 0, 0, 1, 0] + bytes
    let whole = frame
    keyOffsets = placeholders.map { key in
      let text = Array(key.description.utf8)
      return whole.indices.first { whole[$0...].starts(with: text) } ?? 0
    }
  }

  /// Appends the call's frame to `out`.
  func append(to out: inout [UInt8], stream: UInt32, keys: [CustomerID]) {
    let start = out.count
    out += frame
    out.withUnsafeMutableBytes { bytes in
      let base = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      base.storeBytes(of: stream.bigEndian, toByteOffset: 4, as: UInt32.self)
      guard let pointer = base.baseAddress else { return }
      for (offset, key) in zip(keyOffsets, keys) { key.write(utf8: pointer + offset) }
    }
  }
}

/// One connection of the driver.
private struct Line {
  let socket: Int32
  private var out: [UInt8] = []
  private var held: [UInt8] = []
  private var next: UInt32 = 1
  private var calls: [UInt32: Int] = [:]

  struct Answer {
    let call: Int
    let isOK: Bool
  }

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard connected == 0 else { throw BenchError.socket(String(cString: strerror(errno))) }
    var one: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
  }

  mutating func send(_ template: CallTemplate, _ keys: [CustomerID], call: Int) {
    template.append(to: &out, stream: next, keys: keys)
    calls[next] = call
    next += 2
  }

  mutating func flush() throws {
    var offset = 0
    while offset < out.count {
      let count = out.withUnsafeBytes {
        write(socket, $0.baseAddress.map { $0 + offset }, out.count - offset)
      }
      guard count > 0 else { throw BenchError.closed }
      offset += count
    }
    out.removeAll(keepingCapacity: true)
  }

  /// Reads what is there, and takes the whole frames out of it.
  mutating func receive() throws -> [Answer] {
    let start = held.count
    held.append(contentsOf: repeatElement(0, count: 256 << 10))
    let count = held.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { read(socket, $0 + start, 256 << 10) } ?? 0
    }
    guard count > 0 else { throw BenchError.closed }
    held.removeLast((256 << 10) - count)
    var answers: [Answer] = []
    var offset = 0
    held.withUnsafeBytes { bytes in
      while bytes.count - offset >= 10 {
        let length = Int(
          UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        guard bytes.count - offset >= 10 + length else { break }
        let stream = UInt32(
          bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
        if let call = calls.removeValue(forKey: stream) {
          // Field 1 of a response is its status, there only when the call failed.
          answers.append(Answer(call: call, isOK: length == 0 || bytes[offset + 10] != 0x0a))
        }
        offset += 10 + length
      }
    }
    held.removeFirst(offset)
    return answers
  }
}
