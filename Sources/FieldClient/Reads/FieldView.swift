import PCRMCore
import PCRMModel
import Storage

/// What the device shows at one moment: clean rows with what was done here over them.
struct FieldView {
  let reader: Reader
  let device: DeviceRow
  private let rows: FieldCipher
  /// What is laid over the rows, by row, in order.
  private let over: [SyncRowKey: [Mutation]]
  /// Rows on which something has no answer yet.
  private let unsent: Set<SyncRowKey>

  init(_ reader: Reader, _ vault: FieldVault) throws(Status) {
    self.reader = reader
    device = try reader.ownDevice()
    if device.isRevoked { throw .deviceRevoked }
    guard !device.isLeaseOver(at: reader.now), let rows = try vault.cipher(.rows, reader),
      let queue = try vault.cipher(.queue, reader)
    else { throw .leaseOver }
    self.rows = rows
    var over: [SyncRowKey: [Mutation]] = [:]
    var unsent: Set<SyncRowKey> = []
    for entry in try reader.queue(over: device.seq) {
      // One that was damaged is not shown; the next sync takes it out of the queue and tells of it.
      if let mutation = try? entry.mutation(queue) {
        over[entry.key, default: []].append(mutation)
      }
      if entry.state != .answered { unsent.insert(entry.key) }
    }
    self.over = over
    self.unsent = unsent
  }

  /// Whether something that was done to the row has no answer yet.
  func isUnsent(_ key: SyncRowKey) -> Bool { unsent.contains(key) }

  /// The row as the server gave it.
  func cleanRow(_ key: SyncRowKey) throws(Status) -> SyncRow? {
    try reader.first(
      "SELECT payload, version FROM clean_row WHERE entity = $1 AND id = $2",
      .enumeration(key.entity), .id(key.id)
    ) { (row) throws(Status) in
      try CleanRow.open(row.bytes(0), key, version: row.integer(1), rows)
    }
  }

  /// The row as the device shows it.
  func row(_ key: SyncRowKey) throws(Status) -> SyncRow? {
    Overlay.row(try cleanRow(key), with: over[key] ?? [], by: device.staff)
  }

  /// Whom a row is about, as far as the device can tell.
  func customer(of key: SyncRowKey) throws(Status) -> CustomerID {
    if key.entity == .customer { return CustomerID(high: key.id.high, low: key.id.low) }
    guard let row = try row(key) else { return CustomerID() }
    return row.visit?.visit?.customerID ?? row.task?.customerID ?? row.conflict?.customerID
      ?? CustomerID()
  }

  /// All rows of a kind as the device shows them, those that were made here among them.
  func rows(_ entity: EntityType) throws(Status) -> [SyncRow] {
    var found: Set<SyncRowKey> = []
    var shown = try reader.all(
      "SELECT id, payload, version FROM clean_row WHERE entity = $1", .enumeration(entity)
    ) { (row) throws(Status) in
      let key = SyncRowKey(entity, row.id(0, of: SyncRowID.self))
      found.insert(key)
      let clean = try CleanRow.open(row.bytes(1), key, version: row.integer(2), rows)
      return Overlay.row(clean, with: over[key] ?? [], by: device.staff) ?? clean
    }
    for (key, mutations) in over where key.entity == entity && !found.contains(key) {
      if let made = Overlay.row(nil, with: mutations, by: device.staff) { shown.append(made) }
    }
    return shown
  }
}
