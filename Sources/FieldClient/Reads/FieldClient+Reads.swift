public import PCRMCore
public import PCRMModel
import ProtobufCodec
import Storage

extension FieldClient {
  /// One's customers, by name.
  public func customers() throws(Status) -> [FieldCustomer] {
    try view { (view) throws(Status) in
      try view.rows(.customer).compactMap { (row) -> FieldCustomer? in
        guard let customer = row.customer, let key = row.key else { return nil }
        return FieldCustomer(customer: customer, isUnsent: view.isUnsent(key))
      }.sorted {
        ($0.customer.displayName, $0.customer.id) < ($1.customer.displayName, $1.customer.id)
      }
    }
  }

  /// One customer; nil when the device does not carry it.
  public func customer(_ id: CustomerID) throws(Status) -> FieldCustomer? {
    try view { (view) throws(Status) in
      let key = SyncRowKey(.customer, id)
      guard let customer = try view.row(key)?.customer else { return nil }
      return FieldCustomer(customer: customer, isUnsent: view.isUnsent(key))
    }
  }

  /// One's open tasks, those that are due first at the top.
  public func tasks() throws(Status) -> [FieldTask] {
    try view { (view) throws(Status) in
      var found: [FieldTask] = []
      for row in try view.rows(.visitTask) {
        guard let task = row.task, task.state == .open else { continue }
        let customer = try view.row(SyncRowKey(.customer, task.customerID))?.customer
        found.append(FieldTask(task: task, customerName: customer?.displayName ?? ""))
      }
      return found.sorted {
        ($0.task.dueTime?.microseconds ?? .max, $0.task.id)
          < ($1.task.dueTime?.microseconds ?? .max, $1.task.id)
      }
    }
  }

  /// Conflicts that nobody has resolved, oldest first.
  public func conflicts() throws(Status) -> [FieldConflict] {
    try view { (view) throws(Status) in
      var found: [FieldConflict] = []
      for conflict in try view.openConflicts() {
        var visit: Visit?
        if conflict.entity == .visit, let key = SyncRowKey(.visit, conflict.entityID) {
          visit = try view.row(key)?.visit?.visit
        }
        let customer = try view.row(SyncRowKey(.customer, conflict.customerID))?.customer
        found.append(FieldConflict(conflict: conflict, visit: visit, customer: customer))
      }
      return found
    }
  }

  /// The rules of visits that hold; nil before the first sync.
  public func rules() throws(Status) -> VisitRules? {
    try view { (view) throws(Status) in try view.rows(.visitRule).first?.rules }
  }

  /// Rows as the server gave them, of every kind, in the order of their keys: what was done here is not in them.
  public func cleanRows() throws(Status) -> [SyncRow] {
    try view { (view) throws(Status) in
      let keys = try view.reader.all("SELECT entity, id FROM clean_row ORDER BY entity, id") {
        (row) throws(Status) in
        SyncRowKey(row.enumeration(0), row.id(1, of: SyncRowID.self))
      }
      var rows: [SyncRow] = []
      for key in keys {
        if let row = try view.cleanRow(key) { rows.append(row) }
      }
      return rows
    }
  }

  /// What was done here and is still kept, in order, with what became of each. A lease that is over does not hide it.
  public func queue() throws(Status) -> [FieldQueueEntry] {
    try store.read { [vault] (reader) throws(Status) in
      guard let cipher = try vault.cipher(.queue, reader) else { return [] }
      return try reader.queue().map { $0.entry(cipher) }
    }
  }

  /// Where the device stands.
  public func status() throws(Status) -> FieldStatus {
    try endLease()
    return try store.read { (reader) throws(Status) in try reader.fieldStatus() }
  }
}

extension Reader {
  fileprivate func fieldStatus() throws(Status) -> FieldStatus {
    let device = try ownDevice()
    var status = FieldStatus()
    status.deviceID = device.id
    status.name = device.name
    status.staffID = device.staff
    status.isRevoked = device.isRevoked
    status.epoch = device.epoch
    status.seq = device.seq
    status.lastN = device.lastN
    status.durableN = device.durableN
    status.pullTime = device.pulledAt
    status.leaseEnd = device.leaseEnd
    status.isLeaseOver = device.isLeaseOver(at: now)
    status.failures = device.failures
    status.failure = device.failure
    status.failureText = device.failureText
    status.rows = Int(try count("SELECT count(*) FROM clean_row"))
    status.unsent = try unansweredCount()
    status.kept = Int(try count("SELECT count(*) FROM queue WHERE state = 3"))
    status.refused = Int(
      try count(
        "SELECT count(*) FROM queue WHERE state IN (3, 4) AND outcome IN (5, 6) AND seen = 0"))
    status.filesToUpload = Int(try count("SELECT count(*) FROM upload WHERE state = 1"))
    status.bytesToUpload = try count(
      "SELECT coalesce(sum(size - sent), 0) FROM upload WHERE state = 1")
    status.filesGivenUp = Int(try count("SELECT count(*) FROM upload WHERE state = 3"))
    return status
  }

  private func count(_ sql: SQL) throws(Status) -> Int64 {
    try first(sql) { (row) throws(Status) in row.integer(0) } ?? 0
  }
}
