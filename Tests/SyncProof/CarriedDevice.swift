import FieldClient
import PCRMCore
import PCRMModel
import ProtobufCodec
import Synchronization

/// A device that runs the real field client on real files.
final class CarriedDevice: ProofDevice {
  private let folder = ProofFolder()
  private let settings: FieldSettings
  private let keys: WrappingKey
  private let fuse = Fuse()
  private var client: FieldClient
  private var all: Set<SyncMutationID> = []

  /// Switches a device off at a moment, and leaves it off.
  final class Fuse: Sendable {
    private let state = Mutex<(left: Int?, isOff: Bool)>((nil, false))

    var isOff: Bool { state.withLock { $0.isOff } }

    func light(_ moments: Int) { state.withLock { $0.left = moments } }

    func replace() { state.withLock { $0 = (nil, false) } }

    func pass() throws(Status) {
      let isOff = state.withLock { state in
        if let left = state.left {
          state.left = left - 1
          if left <= 0 { state.isOff = true }
        }
        return state.isOff
      }
      if isOff { throw Status(.aborted, "the device is off", ErrorInfo(reason: "SWITCHED_OFF")) }
    }
  }

  init(_ number: Int, clock: ProofClock) throws {
    var settings = FieldSettings(folder: folder.path + "/device", name: "device \(number)")
    settings.clock = clock
    settings.seed = UInt64(number) &* 0x9E37_79B9
    settings.crash = { [fuse] (_, _) throws(Status) in try fuse.pass() }
    self.settings = settings
    keys = try WrappingKey([UInt8](repeating: UInt8(number), count: 32))
    client = try FieldClient(settings, keys: keys)
    id = try client.deviceID()
  }

  deinit { client.close() }

  let id: DeviceID

  func cleanRows() throws -> [String: SyncRow] {
    var rows: [String: SyncRow] = [:]
    for row in try client.cleanRows() { rows[row.id] = row }
    return rows
  }

  func waiting() throws -> [Mutation] {
    try client.queue().filter { $0.state != .answered }.map(\.mutation)
  }

  func made() throws -> Set<SyncMutationID> { all }

  func visit(_ id: VisitID) throws -> Visit? { try client.visit(id)?.visit }

  func perform(_ changes: [FieldChange]) throws {
    defer { if let queue = try? client.queue() { all.formUnion(queue.map(\.mutation.id)) } }
    try client.change(changes, together: changes.count > 1)
  }

  func isWiped() throws -> Bool { try client.status().isRevoked }

  func held() throws -> Int { try client.status().rows }

  func sync(_ network: FaultyNetwork) throws(Status) {
    if let failure = client.sync(over: network).failure { throw failure }
  }

  func die(at moment: Int) { fuse.light(moment) }

  func revive() throws {
    let wasOff = fuse.isOff
    fuse.replace()
    if !wasOff { return }
    client.close()
    client = try FieldClient(settings, keys: keys, making: false)
    // What was stored before it went off counts, whether anybody heard of it or not.
    all.formUnion(try client.queue().map(\.mutation.id))
  }
}
