import FieldClient
import PCRMCore
import PCRMModel
import Synchronization
import Testing

/// A way to a server on which a test reads what is sent, and changes what is answered.
final class ForgingNetwork: FieldNetwork {
  let server: PaperServer
  let sees = Mutex<@Sendable (String, [UInt8]) -> Void>({ _, _ in })
  let forges = Mutex<@Sendable (String, [UInt8]) throws -> [UInt8]>({ _, answer in answer })

  init(_ server: PaperServer) { self.server = server }

  func call(_ path: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let method = String(path.split(separator: "/").last ?? "")
    sees.withLock { $0 }(method, request)
    let answer = try server.call(path, request)
    do {
      return try forges.withLock { $0 }(method, answer)
    } catch {
      throw .internalError
    }
  }
}

extension TestDevice {
  /// A device that has synced with a server which has these rows.
  static func synced(_ rows: SyncRow...) throws -> (TestDevice, PaperServer) {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    for row in rows { server.put(row) }
    #expect(device.client.sync(over: server).isComplete)
    return (device, server)
  }
}
