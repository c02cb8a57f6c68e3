import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The versions that a change gave to a row, which makes these versions the device's own.
struct TouchedRow {
  var entity = EntityType.unspecified
  var key = ID<SyncKey.Row>()
  var before: Int64 = 0
  var after: Int64 = 0

  init() {}

  /// The row of a kind that was changed first, with all that happened to it.
  init(_ entity: EntityType, first changes: ArraySlice<Change>) {
    let changes = changes.filter { $0.entity.rawValue == entity.rawValue }
    guard let first = changes.first else { return }
    self.entity = entity
    key = ID(high: first.key.high, low: first.key.low)
    before = first.version - 1
    after = changes.filter { $0.key == first.key }.map(\.version).max() ?? before
  }

  init<E>(_ entity: EntityType, _ id: ID<E>, before: Int64, after: Int64) {
    self.entity = entity
    key = ID(high: id.high, low: id.low)
    self.before = before
    self.after = max(before, after)
  }
}

/// A change that was taken: what it was, and what became of it.
struct Receipt {
  let hash: [UInt8]
  let result: MutationResult
  let seq: Int64

  /// A hash of everything that a mutation says.
  static func hash(_ mutation: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: mutation)) }
}

/// Whether the id of a change is known from another one, under another number.
enum MutationIdentity {
  case new
  /// It was refused before, and is tried anew.
  case refused
  /// It was taken before, and this became of it.
  case known(MutationResult)
  /// It stands earlier in the same group, at a place.
  case inGroup(Int)
  /// Somebody else's change has the id.
  case taken

  /// Whether the id goes on standing for the other one.
  var isOthers: Bool {
    switch self {
    case .new, .refused: false
    case .known, .inGroup, .taken: true
    }
  }
}

extension Reader {
  /// What became of a device's change; nil when it is so long ago that nobody needs to know any more.
  func receipt(_ device: DeviceID, _ n: Int64) throws(Status) -> Receipt? {
    try first(
      "SELECT sha, result, seq FROM sync_receipt WHERE device = $1 AND n = $2", .id(device),
      .integer(n)
    ) { (row) throws(Status) in
      do throws(DecodingFailure) {
        return Receipt(
          hash: row.bytes(0), result: try MutationResult(binary: row.bytes(1)),
          seq: row.integer(2))
      } catch {
        throw .internalError
      }
    }
  }

  /// Who sent a change before, whatever number it had, and what became of it.
  func earlierResult(
    of mutation: SyncMutationID
  ) throws(Status) -> (staff: StaffID, result: MutationResult)? {
    try first(
      """
      SELECT d.staff, r.result FROM sync_receipt r JOIN device d ON d.id = r.device
      WHERE r.mutation_id = $1
      """, .id(mutation)
    ) { (row) throws(Status) in
      do throws(DecodingFailure) {
        return (staff: row.id(0), result: try MutationResult(binary: row.bytes(1)))
      } catch {
        throw .internalError
      }
    }
  }

  /// The fields of a row that others than the device changed since a version.
  func foreignFields(
    of row: TouchedRow, since version: Int64, besides device: DeviceID
  ) throws(Status) -> Set<String> {
    try fields(
      """
      SELECT f.fields FROM feed f
      WHERE f.key = $1 AND f.entity = $2 AND f.version > $3 AND NOT EXISTS (
        SELECT 1 FROM sync_receipt r WHERE r.key = f.key AND r.version_after >= f.version
          AND r.version_before < f.version AND r.device = $4 AND r.entity = f.entity)
      """, row, version, device)
  }

  /// The fields of a row that the device itself changed since a version.
  func ownFields(
    of row: TouchedRow, since version: Int64, _ device: DeviceID
  ) throws(Status) -> Set<String> {
    try fields(
      """
      SELECT f.fields FROM feed f
      WHERE f.key = $1 AND f.entity = $2 AND f.version > $3 AND EXISTS (
        SELECT 1 FROM sync_receipt r WHERE r.key = f.key AND r.version_after >= f.version
          AND r.version_before < f.version AND r.device = $4 AND r.entity = f.entity)
      """, row, version, device)
  }

  private func fields(
    _ sql: SQL, _ row: TouchedRow, _ version: Int64, _ device: DeviceID
  ) throws(Status) -> Set<String> {
    var names: Set<String> = []
    try each(
      sql, [.id(row.key), .integer(Int64(row.entity.rawValue)), .integer(version), .id(device)]
    ) { (row) throws(Status) in
      for name in row.text(0).split(separator: ",") { names.insert(String(name)) }
      return true
    }
    return names
  }
}

extension Writer {
  /// How long what became of a change is kept, in seconds. Changes that were made on top of it may come much later, from
  /// a device that was offline: without the receipt its own earlier change would look like somebody else's.
  private static let receiptSecondsMin: Int64 = 90 * 86_400
  /// How many go at once.
  private static let receiptsPrunedMax: Int64 = 1000

  /// Writes down what became of a change.
  ///
  /// - Parameter identity: whether its id stands for it from now on.
  func insertReceipt(
    _ mutation: Mutation, hash: [UInt8], _ result: MutationResult, _ row: TouchedRow,
    of device: DeviceID, seq: Int64, identity: MutationIdentity
  ) throws(Status) {
    if case .refused = identity {
      try execute(
        "UPDATE sync_receipt SET mutation_id = NULL WHERE mutation_id = $1", .id(mutation.id))
    }
    try execute(
      "INSERT INTO sync_receipt VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      .id(device), .integer(mutation.n), identity.isOthers ? .null : .id(mutation.id), .blob(hash),
      .blob(result.binary()), .integer(Int64(row.entity.rawValue)), .id(row.key),
      .integer(row.before), .integer(row.after), .integer(seq), .time(now))
  }

  /// Writes down which versions a change made after all that a supervisor let go: they are the device's own.
  func setTouched(
    _ row: TouchedRow, by mutation: Mutation, of device: DeviceID
  ) throws(Status) {
    try execute(
      """
      UPDATE sync_receipt SET entity = $3, key = $4, version_before = $5, version_after = $6
      WHERE device = $1 AND n = $2
      """, .id(device), .integer(mutation.n), .integer(Int64(row.entity.rawValue)), .id(row.key),
      .integer(row.before), .integer(row.after))
  }

  /// Lets go of receipts that the device has stored and that are old; not of those whose effect it has yet to store, be it
  /// handed over or not: what it changes next may still build on what it saw before.
  func pruneReceipts(of device: SendingDevice, acked: Int64) throws(Status) {
    let oldest = try reader.first(
      "SELECT n, at FROM sync_receipt WHERE device = $1 ORDER BY n LIMIT 1", .id(device.id)
    ) { (n: $0.integer(0), at: $0.integer(1)) }
    let young = now.adding(seconds: -Self.receiptSecondsMin).microseconds
    guard let oldest, oldest.n <= acked, oldest.at < young else { return }
    try execute(
      """
      DELETE FROM sync_receipt WHERE device = $1 AND n <= $2 AND at < $3
        AND seq <= (SELECT kept_seq FROM device WHERE id = $1)
      """, .id(device.id), .integer(min(acked, oldest.n + Self.receiptsPrunedMax)),
      .integer(young))
  }
}
