import Foundation
import Glibc
import Synchronization

/// A place on this machine that takes one connection and never answers, or hands it on until so many bytes have gone to the
/// server, and cuts it then.
final class CuttingProxy: Sendable {
  struct Failure: Error {
    let message: String
  }

  private let listening: Int32
  /// "127.0.0.1:PORT".
  let address: String
  private let open = Mutex<[Int32]>([])

  init() throws {
    let socket = Self.socket()
    listening = socket
    var here = Self.local(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isThere = withUnsafeMutablePointer(to: &here) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isThere else { throw Failure(message: String(cString: strerror(errno))) }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    address = "127.0.0.1:\(UInt16(bigEndian: here.sin_port))"
  }

  deinit {
    close(listening)
    for socket in open.withLock({ $0 }) { close(socket) }
  }

  /// Waits for a connection, and says nothing on it.
  func takeCaller() throws -> Int32 {
    let caller = accept(listening, nil, nil)
    guard caller >= 0 else { throw Failure(message: "nobody came") }
    open.withLock { $0.append(caller) }
    return caller
  }

  /// Hands the next connection on to a server, and cuts it after so many of the client's bytes.
  func cut(to address: String, after bytes: Int) throws {
    let port = UInt16(address.split(separator: ":").last ?? "") ?? 0
    let caller = try takeCaller()
    let server = Self.socket()
    open.withLock { $0.append(server) }
    var there = Self.local(port)
    let isThere = withUnsafePointer(to: &there) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isThere else { throw Failure(message: String(cString: strerror(errno))) }
    Thread.detachNewThread { Self.pump(from: server, to: caller, most: .max) }
    Self.pump(from: caller, to: server, most: bytes)
    for socket in [caller, server] { shutdown(socket, Int32(SHUT_RDWR)) }
  }

  private static func pump(from source: Int32, to target: Int32, most: Int) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var left = most
    while left > 0 {
      let count = recv(source, &buffer, buffer.count, 0)
      if count <= 0 || send(target, buffer, count, Int32(MSG_NOSIGNAL)) != count { return }
      left -= count
    }
  }

  private static func socket() -> Int32 { Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }

  private static func local(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
