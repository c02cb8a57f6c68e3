import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// An item in quarantine as it is stored: what the contract has of it, and when the device did it.
struct StoredQuarantineItem {
  var item: QuarantineItem
  let occurrence: DeviceClock.Occurrence

  static let columns = """
    q.id, q.version, q.device, q.staff, q.reason, q.customer, q.state, q.created_at,
    q.released_at, q.released_by, q.release_reason, q.occurred_at, q.suspect, q.mutation
    """
  private static let columnCount = 14

  /// What decides on who may see an item: the office of who sent it, and whose customer it is about.
  static let reachColumns = "s.office, c.home_office, c.case_worker"

  /// Whether an item, whose ``reachColumns`` follow in its row, is within a supervisor's reach: as that of somebody of the
  /// staff and, where it tells what a customer answered, as that customer's.
  func isReached(_ row: any Row, by caller: Caller) -> Bool {
    let count = Self.columnCount
    guard caller.reaches(office: row.id(count), worker: item.staffID) else { return false }
    if item.mutation?.answer == nil || item.customerID.isEmpty { return true }
    return caller.reaches(item.customerID, office: row.id(count + 1), worker: row.id(count + 2))
  }

  init(_ row: any Row) throws(Status) {
    var item = QuarantineItem()
    item.id = row.id(0)
    item.version = row.integer(1)
    item.deviceID = row.id(2)
    item.staffID = row.id(3)
    item.reason = row.text(4)
    item.customerID = row.id(5)
    item.state = row.enumeration(6)
    item.createTime = row.time(7)
    item.releaseTime = row.timeOrNil(8)
    item.releasedBy = row.id(9)
    item.releaseReason = row.text(10)
    occurrence = DeviceClock.Occurrence(
      row.time(11), isSuspect: row.bool(12), isCounted: false)
    if !row.isNull(13) {
      do throws(DecodingFailure) {
        item.mutation = try Mutation(binary: row.bytes(13))
      } catch {
        throw .internalError
      }
    }
    self.item = item
  }
}

extension Reader {
  /// An item within a supervisor's reach.
  func quarantineItem(
    _ id: QuarantineItemID, for caller: Caller
  ) throws(Status) -> StoredQuarantineItem? {
    let found = try first(
      SQL(
        built: """
          SELECT \(StoredQuarantineItem.columns), \(StoredQuarantineItem.reachColumns)
          FROM quarantine_item q CROSS JOIN staff s LEFT JOIN customer c ON c.id = q.customer
          WHERE q.id = $1 AND s.id = q.staff AND \(SyncErasure.hidesErased("q.customer"))
          """),
      .id(id)
    ) { (row) throws(Status) in
      let stored = try StoredQuarantineItem(row)
      return stored.isReached(row, by: caller) ? stored : nil
    }
    return found ?? nil
  }
}

extension Writer {
  /// Keeps a change for a supervisor.
  ///
  /// - Parameter mutation: what of it may be kept.
  mutating func quarantine(
    _ mutation: Mutation, of device: SendingDevice, reason: String, about customer: CustomerID,
    at occurrence: DeviceClock.Occurrence
  ) throws(Status) -> QuarantineItemID {
    let id: QuarantineItemID = newID()
    try execute(
      """
      INSERT INTO quarantine_item
      VALUES ($1, 1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, NULL, NULL, '')
      """, .id(id), .id(device.id), .id(device.staff), .integer(mutation.n), .text(reason),
      .id(customer), .blob(mutation.binary()), .time(occurrence.time),
      .bool(occurrence.isSuspect), .time(now))
    changed(FeedEntity.quarantineItem, id, version: 1)
    return id
  }

  /// Lets an item go: what the device sent is kept no longer.
  mutating func release(
    _ stored: QuarantineItem, to state: QuarantineState, reason: String, by caller: Caller
  ) throws(Status) -> QuarantineItem {
    var item = stored
    item.version += 1
    item.state = state
    item.mutation = nil
    item.releaseTime = Timestamp(microseconds: now.microseconds)
    item.releasedBy = caller.principal
    item.releaseReason = reason
    try execute(
      """
      UPDATE quarantine_item SET version = $2, state = $3, mutation = NULL, released_at = $4,
        released_by = $5, release_reason = $6
      WHERE id = $1
      """, .id(item.id), .integer(item.version), .enumeration(state), .time(item.releaseTime),
      .id(caller.principal), .text(reason))
    changed(
      FeedEntity.quarantineItem, item.id, version: item.version,
      fields: "state,mutation,release_time,released_by,release_reason")
    return item
  }
}
