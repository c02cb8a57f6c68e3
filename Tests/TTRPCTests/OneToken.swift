import Glibc
import PCRMCore
import RPC
import Storage

/// Lets in who says "sesame".
struct OneToken: Authenticator {
  var generation: UInt64 { 0 }

  func caller(token: String, _ reader: Reader) throws(Status) -> KnownCaller {
    guard token == "sesame" else { throw Status(.unauthenticated, "unknown token") }
    return KnownCaller(
      Caller(principal: PrincipalID(high: 1, low: 1), permissions: .all, scope: .all),
      validUntil: .distantFuture)
  }
}

/// The mode of a file, without its kind.
func fileMode(_ path: String) throws -> UInt32 {
  var info = stat()
  guard lstat(path, &info) == 0 else { throw Status(.notFound, path) }
  return info.st_mode & 0o777
}

/// Leaves a socket's file behind that nobody listens on.
func leaveDeadSocket(_ path: String) throws {
  let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  let result = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  guard result == 0 else { throw Status(.internal, "cannot bind \(path)") }
}
