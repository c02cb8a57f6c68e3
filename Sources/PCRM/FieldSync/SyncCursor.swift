import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

/// A device's place in the feed of its member of staff, as the device holds it: opaque, and of use to nobody else.
///
/// It names no time: order is that of the sequence.
struct SyncCursor: Equatable {
  private static let version: UInt8 = 3
  private static let macBytes = 8
  private static let bytesCount = 1 + 16 + 16 + 4 + 16 + 8 + 8 + 8 + 8 + 8

  var staff: StaffID
  var device: DeviceID
  var schemaRev: Int32
  var epoch: BackupEpoch
  /// The run of the server that made the cursor.
  var life: Int64
  /// Up to where the device has come; 0 = it has nothing.
  var seq: Int64
  /// The last place at which the device was handed anything; pages of nothing go further.
  var passed: Int64 = 0
  /// For a device that began with nothing and is not through yet: where the sequence stood when it began. Whatever left
  /// before that was never handed to it.
  var base: Int64 = 0
  /// What lies up to here is on the device's disk: where the last answer ended that was complete, before the device asked
  /// for the pages that it is at. An answer that was given may have been lost; who comes back with its cursor has it.
  var kept: Int64 = 0

  /// Why a cursor is of no use any more; each means that the device begins anew.
  enum Fault: String, Error {
    case retention = "RETENTION"
    case epoch = "EPOCH"
    case schema = "SCHEMA"
    case scopeReset = "SCOPE_RESET"
    case invalid = "CURSOR_INVALID"
  }

  init(_ device: Device, epoch: BackupEpoch, life: Int64, seq: Int64) {
    staff = device.staffID
    self.device = device.id
    schemaRev = device.health?.schemaRev ?? 0
    self.epoch = epoch
    self.life = life
    self.seq = seq
  }

  func text(_ pages: PageTokens) -> String {
    Base64URL.encode(bytes + pages.mac(of: bytes, for: "sync cursor", count: Self.macBytes))
  }

  /// Reads a cursor that this server made.
  init(_ text: String, _ pages: PageTokens) throws(Fault) {
    guard let bytes = Base64URL.decode(text), bytes.count == Self.bytesCount + Self.macBytes else {
      throw .invalid
    }
    let content = [UInt8](bytes.prefix(Self.bytesCount))
    let mac = pages.mac(of: content, for: "sync cursor", count: Self.macBytes)
    // Every byte is looked at, so that the time tells nothing of where they differ.
    var difference: UInt8 = 0
    for (sent, made) in zip(bytes.dropFirst(Self.bytesCount), mac) { difference |= sent ^ made }
    guard difference == 0, content[0] == Self.version else { throw .invalid }
    staff = Self.key(content[1..<17])
    device = Self.key(content[17..<33])
    schemaRev = Int32(truncatingIfNeeded: Self.number(content[33..<37]))
    epoch = BackupEpoch(
      high: UInt64(bitPattern: Self.number(content[37..<45])),
      low: UInt64(bitPattern: Self.number(content[45..<53])))
    seq = Self.number(content[53..<61])
    base = Self.number(content[61..<69])
    life = Self.number(content[69..<77])
    passed = Self.number(content[77..<85])
    kept = Self.number(content[85..<93])
  }

  /// Refuses a cursor from which a device cannot go on without missing something.
  ///
  /// - Parameter lifeEnd: up to where the sequence had come when the run that made the cursor ended; nil when the store
  ///   knows of no such run, or not of all that the device was handed under it.
  func check(
    _ device: Device, _ user: SyncUser, _ state: SyncState, epoch: BackupEpoch, lifeEnd: Int64?
  ) throws(Fault) {
    guard staff == device.staffID, self.device == device.id, seq >= 0 else { throw .invalid }
    if schemaRev != device.health?.schemaRev { throw .schema }
    // A place that is not there yet is one of another life, whatever the epoch says.
    var isOtherLife = self.epoch != epoch || max(seq, base) > lifeEnd ?? -1
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.epochKeptOnRestore) { isOtherLife = false }
    #endif
    if isOtherLife || seq > state.seq { throw .epoch }
    if seq == 0 { return }
    if max(seq, base) < user.since { throw .scopeReset }
    if max(seq, base) < state.floorSeq { throw .retention }
  }

  private var bytes: [UInt8] {
    [Self.version] + staff.position + device.position
      + Int64(schemaRev).position.suffix(4)
      + Int64(bitPattern: epoch.high).position + Int64(bitPattern: epoch.low).position
      + seq.position + base.position + life.position + passed.position + kept.position
  }

  private static func key<E>(_ bytes: ArraySlice<UInt8>) -> ID<E> {
    bytes.withUnsafeBytes { ID<E>(bytes: $0) } ?? ID<E>()
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.reduce(0) { $0 << 8 | Int64($1) }
  }
}

extension Status {
  /// The device has to begin anew with an empty cursor; it keeps its queue.
  static func resync(_ why: SyncCursor.Fault, _ field: String) -> Status {
    Status.precondition(
      "RESYNC_REQUIRED", field,
      "what the device carries cannot be brought up to date; begin anew with an empty cursor, "
        + "and keep the queue"
    ).with("why", why.rawValue)
  }
}

extension BackupEpoch {
  /// The epoch as the contract writes it: 32 digits of 0–9 and a–f.
  public var text: String {
    [high, low].map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
