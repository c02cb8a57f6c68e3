import Glibc
import PCRMCore
import TTRPC

/// A server that takes connections and never says a word, as the far end of one that was lost.
final class SilentServer {
  private let socket: Int32
  private(set) var endpoint = Endpoint.tcp(host: "127.0.0.1", port: 0)

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isThere = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isThere else { throw Status(.internal, String(cString: strerror(errno))) }
    endpoint = .tcp(host: "127.0.0.1", port: Int(UInt16(bigEndian: address.sin_port)))
  }

  deinit { close(socket) }
}
