import Dispatch
import Glibc
import NIOCore
import PCRMCore
import ProtobufCodec

@testable import TTRPC

/// A plain socket, for sending what no client of ours would send. It waits on a thread of its own.
actor RawConnection {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
  private let descriptor: Int32
  private var buffer = ByteBuffer()
  private var decoder = FrameDecoder(frameBytesMax: 16 << 20)

  /// Connects to a TCP endpoint on this machine.
  init(_ endpoint: Endpoint, receiveBytes: Int32? = nil) throws {
    guard case .tcp(_, let port) = endpoint else { throw Status(.internal, "no TCP endpoint") }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var receiveBytes {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, 4)
    }
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Status(.unavailable, "no connection") }
  }

  deinit { close(descriptor) }

  /// Sends all of it, however slowly it is taken.
  ///
  /// - Returns: whether it was taken within so many milliseconds for each piece.
  @discardableResult
  func send(_ bytes: [UInt8], patience: Int32 = 5000) -> Bool {
    var sent = 0
    while sent < bytes.count {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&waiting, 1, patience) == 0 { return false }
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress.unsafelyUnwrapped + sent, bytes.count - sent,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0 && errno != EAGAIN { return false }
      sent += max(0, count)
    }
    return true
  }

  /// Sends bytes written as hexadecimal digits; white space is free.
  func send(hex: String) { send(bytes(hex: hex)) }

  /// The next frame; nil when the server closed, or sent nothing for five seconds.
  func frame() -> Frame? {
    while true {
      if let frame = decoder.decode(buffer: &buffer) { return frame }
      guard let more = receive(65536), !more.isEmpty else { return nil }
      buffer.writeBytes(more)
    }
  }

  /// Exactly so many bytes, as hexadecimal digits; fewer when no more came.
  func hex(_ count: Int) -> String {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let more = receive(count - bytes.count), !more.isEmpty else { break }
      bytes += more
    }
    return bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// The next frame's status; nil when it is no Response, `ok` when it holds none.
  func status() throws -> (id: UInt32, status: Status)? {
    guard let frame = frame(), frame.header.type == .response else { return nil }
    let response = try TTRPCResponse(binary: [UInt8](buffer: frame.body))
    return (frame.header.streamID, response.status?.status ?? Status(.ok, ""))
  }

  /// Whether the server closes the connection within so many milliseconds, sending nothing.
  func closes(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    return receive(1)?.isEmpty ?? true
  }

  /// Sends after so many milliseconds of silence, without waiting for the tests' tasks in between.
  ///
  /// - Returns: whether the connection was open until then.
  func send(_ bytes: [UInt8], afterSilenceOf milliseconds: Int32) -> Bool {
    !closes(within: milliseconds) && send(bytes)
  }

  /// What there is to read; nothing at the end, nil for a failure.
  private func receive(_ most: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: most)
    let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, most, 0) }
    return count < 0 ? nil : Array(bytes[..<count])
  }
}

/// Where a connection may wait without keeping the tests' tasks from running.
private final class WaitingThread: SerialExecutor {
  private let queue = DispatchQueue(label: "raw connection")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}

/// Bytes written as hexadecimal digits; white space is free.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

/// A Request frame for a method of the test's service.
func requestFrame(
  _ id: UInt32, _ method: String, _ message: Note? = Note(), service: String = "test.NoteService",
  timeoutNano: Int64 = 0, flags: FrameFlags = []
) -> [UInt8] {
  var request = TTRPCRequest()
  request.service = service
  request.method = method
  request.timeoutNano = timeoutNano
  var body = request.binary()
  if let message {
    var encoder = BinaryEncoder()
    encoder.message(3, message)
    encoder.withUnsafeBytes { body += $0 }
  }
  var buffer = ByteBuffer()
  buffer.writeFrame(.request, id, flags: flags, body)
  return [UInt8](buffer: buffer)
}

/// A Data frame.
func dataFrame(_ id: UInt32, _ message: Note?, flags: FrameFlags = []) -> [UInt8] {
  var buffer = ByteBuffer()
  buffer.writeFrame(.data, id, flags: flags, message?.binary() ?? [])
  return [UInt8](buffer: buffer)
}
