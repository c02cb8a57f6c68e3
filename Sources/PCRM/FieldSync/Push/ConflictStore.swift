import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A conflict as it is stored: what the contract has of it, and when the device did what it is about.
struct StoredConflict {
  var conflict: SyncConflict
  let occurTime: Timestamp

  static let columns = """
    c.id, c.version, c.entity, c.key, c.customer, c.kind, c.staff, c.device, c.n, c.state,
    c.created_at, c.resolved_at, c.resolved_by, c.occurred_at, c.parts
    """
  static let columnCount = 15

  init(_ row: any Row) throws(Status) {
    var conflict = SyncConflict()
    conflict.id = row.id(0)
    conflict.version = row.integer(1)
    conflict.entity = row.enumeration(2)
    conflict.entityID = row.id(3, of: ID<SyncKey.Row>.self).description
    conflict.customerID = row.id(4)
    conflict.kind = row.enumeration(5)
    conflict.staffID = row.id(6)
    conflict.deviceID = row.id(7)
    conflict.mutationN = row.integer(8)
    conflict.state = row.enumeration(9)
    conflict.createTime = row.time(10)
    conflict.resolveTime = row.timeOrNil(11)
    conflict.resolvedBy = row.id(12)
    occurTime = row.time(13)
    do throws(DecodingFailure) {
      try conflict.merge(binary: row.raw(14))
    } catch {
      throw .internalError
    }
    self.conflict = conflict
  }

  /// The key of the row that it is about.
  func rowID<E>(_ type: ID<E>.Type = ID<E>.self) -> ID<E> { ID<E>(conflict.entityID) ?? ID<E>() }
}

extension Reader {
  /// A conflict, whoever asks.
  func storedConflict(_ id: SyncConflictID) throws(Status) -> StoredConflict? {
    try first(
      SQL(
        built: """
          SELECT \(StoredConflict.columns) FROM sync_conflict c
          WHERE c.id = $1 AND \(SyncErasure.hidesErased("c.customer"))
          """), .id(id)
    ) { (row) throws(Status) in try StoredConflict(row) }
  }

  /// A conflict as devices see it, whoever asks.
  func syncConflict(_ id: SyncConflictID) throws(Status) -> SyncConflict? {
    try storedConflict(id)?.conflict
  }

  /// The open question about work on a visit that the office had decided otherwise about.
  func openFact(about visit: VisitID, by staff: StaffID) throws(Status) -> StoredConflict? {
    try first(
      SQL(
        built: """
          SELECT \(StoredConflict.columns) FROM sync_conflict c
          WHERE c.key = $1 AND c.staff = $2 AND c.state = 1 AND c.kind = 3
            AND \(SyncErasure.hidesErased("c.customer"))
          """), .id(visit), .id(staff)
    ) { (row) throws(Status) in try StoredConflict(row) }
  }
}

extension Writer {
  /// Keeps what could not be set, for somebody to choose.
  mutating func openConflict<E>(
    _ kind: ConflictKind, _ fields: [ConflictField], about entity: EntityType, _ row: ID<E>,
    customer: CustomerID, _ n: Int64, of device: SendingDevice, at time: Timestamp
  ) throws(Status) -> SyncConflictID {
    let id: SyncConflictID = newID()
    var parts = SyncConflict()
    parts.fields = fields
    try execute(
      """
      INSERT INTO sync_conflict
      VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, 1, $9, NULL, NULL, $10, $11)
      """, .id(id), .enumeration(entity), .id(row), .id(customer), .enumeration(kind),
      .id(device.staff), .id(device.id), .integer(n), .time(now), .time(time),
      .blob(parts.binary()))
    changed(FeedEntity.syncConflict, id, version: 1)
    return id
  }

  /// Brings what the device says in an open conflict up to date.
  mutating func extend(
    _ stored: StoredConflict, with field: ConflictField
  ) throws(Status) -> SyncConflictID {
    var conflict = stored.conflict
    guard let index = conflict.fields.firstIndex(where: { $0.name == field.name }) else {
      throw .internalError
    }
    if conflict.fields[index].mine == field.mine { return conflict.id }
    conflict.fields[index].mine = field.mine
    _ = try update(conflict, fields: "fields")
    return conflict.id
  }

  /// Stores what became of a conflict.
  mutating func update(
    _ changed: SyncConflict, fields: String
  ) throws(Status) -> SyncConflict {
    var conflict = changed
    conflict.version += 1
    var parts = SyncConflict()
    parts.fields = conflict.fields
    try execute(
      """
      UPDATE sync_conflict SET version = $2, state = $3, resolved_at = $4, resolved_by = $5,
        parts = $6
      WHERE id = $1
      """, .id(conflict.id), .integer(conflict.version), .enumeration(conflict.state),
      .time(conflict.resolveTime), .id(conflict.resolvedBy), .blob(parts.binary()))
    self.changed(FeedEntity.syncConflict, conflict.id, version: conflict.version, fields: fields)
    return conflict
  }

  /// Ends the open conflicts about a customer that is gone: there is nothing to choose any more.
  mutating func makeConflictsMoot(of customer: CustomerID, by caller: Caller) throws(Status) {
    let open = try reader.all(
      SQL(
        built: """
          SELECT \(StoredConflict.columns) FROM sync_conflict c
          WHERE c.customer = $1 AND c.state = 1
          """), .id(customer)
    ) { (row) throws(Status) in try StoredConflict(row).conflict }
    for var conflict in open {
      conflict.state = .moot
      conflict.resolveTime = Timestamp(microseconds: now.microseconds)
      conflict.resolvedBy = caller.principal
      _ = try update(conflict, fields: "state,resolve_time,resolved_by")
    }
  }
}
