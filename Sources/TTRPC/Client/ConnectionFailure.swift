import Glibc
import NIOCore
import NIOPosix

/// A server could not be reached: no call was sent.
public struct ConnectionFailure: Error, Sendable, CustomStringConvertible {
  public let endpoint: Endpoint
  /// "connection refused" and the like.
  public let reason: String

  init(_ endpoint: Endpoint, _ error: any Error) {
    self.endpoint = endpoint
    reason = Self.reason(error)
  }

  public var description: String { "cannot connect to \(endpoint): \(reason)" }

  /// What a person understands of an error of the network.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as IOError:
      return String(cString: strerror(error.errnoCode)).lowercased()
    case let error as NIOConnectionError:
      if let first = error.connectionErrors.first { return reason(first.error) }
      return "the host \(error.host) was not found"
    case ChannelError.connectTimeout: return "no answer in time"
    case ChannelError.eof, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed:
      return "the server closed the connection"
    default: return "\(error)"
    }
  }
}
