import NIOCore
import PCRMCore
import RPC
import Storage

/// A call under way, as its connection keeps it.
enum ServerCall {
  /// Opened without its message, which a Data frame will bring.
  case held(HeldRequest)
  /// Its answer will come to the sink.
  case waiting(InFlight, Cancellation)
  case streaming(InFlight, ServerStream)

  /// Nobody waits for it any more.
  func cancel() {
    switch self {
    case .held: break
    case .waiting(_, let cancellation): cancellation.cancel()
    case .streaming(_, let stream): stream.cancel()
    }
  }
}

/// A request whose message is yet to come: its envelope's bytes, read again when it can begin.
struct HeldRequest {
  static let envelopeBytesMax = 64 << 10

  let envelope: ByteBuffer
  let received: Instant
  let deadline: Instant
}
