import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension FieldSyncService {
  @Sendable
  func listDevices(
    _ request: ListDevicesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListDevicesResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.devices(request, page, caller)
    var response = ListDevicesResponse()
    for device in rows.items { response.devices.append(try reader.withCounts(device)) }
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func revokeDevice(
    _ request: RevokeDeviceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Device {
    if request.id.isEmpty { throw .required("id") }
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    var device = try writer.reader.reachedDevice(request.id, caller)
    if device.state == .revoked {
      throw .precondition("DEVICE_REVOKED", "id", "the device was revoked before")
    }
    device.state = .revoked
    device.version += 1
    device.revokeTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.store(device, ackedN: 0)
    writer.changed(FeedEntity.device, device.id, version: device.version, fields: "state")
    writer.tell(NewsTopic(device.staffID))
    try writer.leaveIfLast(device.staffID)
    return try writer.reader.withCounts(device)
  }

  @Sendable
  func confirmBackup(
    _ request: ConfirmBackupRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ConfirmBackupResponse {
    guard let epoch = try writer.reader.epoch() else { throw .internalError }
    if request.epoch.isEmpty { throw .required("epoch") }
    if request.epoch != epoch.text {
      throw .precondition(
        "EPOCH_MISMATCH", "epoch", "the backup is of another life of the store: \(epoch.text)")
    }
    let state = try writer.reader.syncState()
    if request.sequence < 0 { throw .outOfRange("sequence", min: 0, max: Int64.max) }
    if request.sequence > state.seq {
      throw Status(
        .outOfRange, "sequence: the store has only come to \(state.seq)",
        ErrorInfo(reason: "SEQUENCE_AHEAD", field: "sequence")
      ).with("sequence", String(request.sequence)).with("last", String(state.seq))
    }
    var response = ConfirmBackupResponse()
    response.devices = try writer.confirm(request.sequence)
    return response
  }
}

extension Reader {
  /// One page of devices within reach, those that were not seen for the longest time first.
  fileprivate func devices(
    _ request: ListDevicesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Device> {
    var query = TimeQuery("d.seen_at, d.id", after: TimePlace<Entity.Device>(page.after))
    query.add("d.staff", request.staffID)
    if let since = request.notSeenSince { query.add("d.seen_at < ?", .time(since)) }
    if request.state != .unspecified { query.add("d.state = ?", .enumeration(request.state)) }
    var rows = PageBuilder<Device>(page)
    try each(
      SQL(
        built: """
          SELECT d.*, s.office FROM device d CROSS JOIN staff s
          WHERE \(query.text) AND s.id = d.staff ORDER BY d.seen_at, d.id
          """), query.arguments
    ) { (row) throws(Status) in
      let device = DeviceRow.device(row)
      let seen = device.health?.seenTime?.microseconds ?? 0
      let place = TimePlace(seen, device.id).position
      guard caller.reaches(office: row.id(DeviceRow.count), worker: device.staffID) else {
        return rows.pass(at: place)
      }
      return rows.add(device, at: place)
    }
    return rows
  }

  /// A device with what has to be counted.
  fileprivate func withCounts(_ device: Device) throws(Status) -> Device {
    var counted = device
    counted.health?.rows =
      device.state == .active
      ? Int32(truncatingIfNeeded: try syncUser(device.staffID)?.rowCount ?? 0) : 0
    counted.health?.openConflicts = try count(
      "SELECT count(*) FROM sync_conflict WHERE staff = $1 AND state = 1", .id(device.staffID))
    counted.health?.quarantined = try count(
      "SELECT count(*) FROM quarantine_item WHERE device = $1 AND state = 1", .id(device.id))
    return counted
  }

  private func count(_ sql: SQL, _ key: Value) throws(Status) -> Int32 {
    Int32(truncatingIfNeeded: try first(sql, key) { $0.integer(0) } ?? 0)
  }

  /// A device that the caller may take out of service: the caller's own, or one in reach of whoever supervises.
  fileprivate func reachedDevice(_ id: DeviceID, _ caller: Caller) throws(Status) -> Device {
    guard let device = try device(id) else { throw .noDevice("id") }
    if !caller.staff.isEmpty && device.staffID == caller.staff { return device }
    guard caller.permissions.contains(.superviseSync) else { throw .noDevice("id") }
    let office = try first("SELECT office FROM staff WHERE id = $1", .id(device.staffID)) {
      $0.id(0, of: UnitID.self)
    }
    guard caller.reaches(office: office ?? UnitID(), worker: device.staffID) else {
      throw .noDevice("id")
    }
    return device
  }
}

extension Writer {
  /// Lets devices forget what a backup holds.
  ///
  /// - Returns: how many may forget more than before.
  fileprivate func confirm(_ sequence: Int64) throws(Status) -> Int32 {
    try execute(
      "UPDATE sync_state SET backed_up_seq = max(backed_up_seq, $1) WHERE one = 1",
      .integer(sequence))
    let devices = try reader.all("SELECT id, durable_n FROM device WHERE durable_n < last_n") {
      (id: $0.id(0, of: DeviceID.self), durable: $0.integer(1))
    }
    var moved: Int32 = 0
    for device in devices {
      let last = try reader.first(
        "SELECT n FROM sync_receipt WHERE device = $1 AND seq <= $2 ORDER BY n DESC LIMIT 1",
        .id(device.id), .integer(sequence)
      ) { $0.integer(0) }
      guard let last, last > device.durable else { continue }
      try execute(
        "UPDATE device SET durable_n = $2 WHERE id = $1", .id(device.id), .integer(last))
      moved += 1
    }
    return moved
  }
}
