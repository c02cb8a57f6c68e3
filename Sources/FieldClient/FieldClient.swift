import Glibc
public import PCRMCore
import PCRMModel
import Storage
import Synchronization

/// What a device of field staff carries: rows of the server, what was done on the device, and the means to bring both
/// together.
///
/// Calls are synchronous, and each is one transaction on the device: it may be switched off at any instruction, and goes
/// on from there. Nothing happens by itself; ``sync(over:progress:)`` is called by the app, or by a ``FieldSyncLoop``.
/// Calls may come from several threads; one sync runs at a time.
public final class FieldClient: Sendable {
  public let settings: FieldSettings
  let store: FieldStore
  let vault: FieldVault
  /// Where ids come from, the one thing that is not stored.
  private let ids: Mutex<IDSource>
  /// Held by the sync that runs.
  let syncing = Mutex(())

  /// Opens what a folder carries.
  ///
  /// - Parameter making: set a device up in a folder that has none.
  /// - Throws: `failedPrecondition` when there is no device (NOT_SET_UP), when another program has the folder
  ///   (FOLDER_IN_USE), or when the keys are not those it was made with (KEY_WRONG).
  public init(
    _ settings: FieldSettings, keys: any FieldKeys, making: Bool = true
  ) throws(Status) {
    guard making || Self.isSetUp(settings.folder) else { throw .notSetUp }
    self.settings = settings
    vault = FieldVault(keys: keys)
    store = try FieldStore(settings)
    let found = try store.read { (reader) throws(Status) in try reader.device() }
    // The same seed goes on elsewhere each time something was done, so that a fixed one repeats no id either.
    let place = UInt64(bitPattern: found?.nextN ?? 0)
    ids = Mutex(IDSource(seed: settings.seed &+ place &* 0x9e37_79b9_7f4a_7c15))
    if found == nil {
      if !making { throw .notSetUp }
      try setUp()
    } else {
      _ = try store.read { [vault] (reader) throws(Status) in try vault.cipher(.queue, reader) }
    }
  }

  /// Whether a folder holds a device.
  public static func isSetUp(_ folder: String) -> Bool { access(folder + "/pcrm.db", F_OK) == 0 }

  /// Closes the files.
  public func close() { store.close() }

  /// The device's id.
  public func deviceID() throws(Status) -> DeviceID {
    try store.read { (reader) throws(Status) in try reader.ownDevice().id }
  }

  /// Makes a device of its own out of a folder whose device was taken out of service.
  ///
  /// - Throws: `failedPrecondition` when it is in service (DEVICE_ACTIVE), or when something that was done on it, or a file
  ///   that was attached, was not sent yet (UNSENT): the next sync sends it.
  public func startAnew() throws(Status) {
    try checkName()
    try store.change(.destroy) { (writer) throws(Status) in
      guard try writer.reader.ownDevice().isRevoked else {
        throw .precondition(
          "DEVICE_ACTIVE", "device", "it is in service; only a revoked one is set up anew")
      }
      guard try writer.reader.unansweredCount() == 0 else {
        throw .precondition(
          "UNSENT", "device", "something that was done on it was not sent yet; sync first")
      }
      // The server was told of them, and still takes them.
      guard try writer.reader.uploads().allSatisfy({ $0.state != .waiting }) else {
        throw .precondition(
          "UNSENT", "device", "a file that was attached on it was not uploaded yet; sync first")
      }
      try writer.destroyAll()
      try writer.execute("DELETE FROM device")
    }
    try setUp()
  }

  private func checkName() throws(Status) {
    try TextRules.check(settings.name, "name", max: 100)
  }

  private func setUp() throws(Status) {
    try checkName()
    var device = DeviceRow()
    device.id = newID()
    device.name = settings.name
    let made = device
    try store.change(.setUp) { [vault] (writer) throws(Status) in
      _ = try vault.makeCipher(.queue, writer)
      _ = try vault.makeCipher(.rows, writer)
      try writer.store(made)
    }
  }

  /// A new id at the device's time.
  func newID<E>(_ type: ID<E>.Type = ID<E>.self) -> ID<E> {
    let now = settings.clock.now()
    return ids.withLock { $0.next(at: now) }
  }

  /// The device's clocks.
  func deviceTime() -> DeviceTime {
    let running = settings.clock.running()
    var time = DeviceTime()
    time.wall = settings.clock.now()
    time.monoMs = running.milliseconds
    time.bootID = running.boot
    return time
  }
}
