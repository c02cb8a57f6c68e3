import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A device's row, as `SELECT device.*` gives it.
enum DeviceRow {
  /// How many columns there are: what a query selects after them begins here.
  static let count = 22

  static func device(_ row: any Row) -> Device {
    var device = Device()
    device.id = row.id(0)
    device.version = row.integer(1)
    device.staffID = row.id(2)
    device.principalID = row.id(3)
    device.name = row.text(4)
    device.state = row.enumeration(5)
    device.createTime = row.time(6)
    device.revokeTime = row.timeOrNil(7)
    var health = DeviceHealth()
    health.seenTime = row.time(8)
    health.pullTime = row.timeOrNil(9)
    health.pushTime = row.timeOrNil(10)
    health.queueLength = Int32(truncatingIfNeeded: row.integer(11))
    health.lastFailure = row.text(12)
    health.schemaRev = Int32(truncatingIfNeeded: row.integer(13))
    health.lastN = row.integer(14)
    health.clockSkewMs = row.integer(18)
    health.pulledBytes = row.integer(19)
    health.pushedBytes = row.integer(20)
    device.health = health
    return device
  }
}

/// What the server keeps of a device beside what it shows.
struct DeviceMarks {
  /// Number of the last mutation whose result the client has for good.
  let ackedN: Int64
  /// Number of the last mutation that a backup elsewhere is known to hold.
  let durableN: Int64
}

extension Reader {
  /// The device, whoever's it is.
  func device(_ id: DeviceID) throws(Status) -> Device? {
    try first("SELECT device.* FROM device WHERE id = $1", .id(id)) { DeviceRow.device($0) }
  }

  /// The caller's own device, active or not.
  func ownDevice(
    _ id: DeviceID, _ caller: Caller, _ field: String = "device_id"
  ) throws(Status) -> Device {
    if id.isEmpty { throw .required(field) }
    guard let device = try device(id), !caller.staff.isEmpty, device.staffID == caller.staff else {
      throw .noDevice(field)
    }
    return device
  }

  func marks(of device: DeviceID) throws(Status) -> DeviceMarks {
    let marks = try first("SELECT acked_n, durable_n FROM device WHERE id = $1", .id(device)) {
      DeviceMarks(ackedN: $0.integer(0), durableN: $0.integer(1))
    }
    guard let marks else { throw .internalError }
    return marks
  }

  /// How many devices of somebody are in service.
  func activeDeviceCount(of staff: StaffID) throws(Status) -> Int64 {
    try first("SELECT count(*) FROM device WHERE staff = $1 AND state = 1", .id(staff)) {
      $0.integer(0)
    } ?? 0
  }
}

extension Writer {
  func insert(_ device: Device) throws(Status) {
    try execute(
      """
      INSERT INTO device (id, version, staff, principal, name, state, created_at, revoked_at,
        seen_at, pulled_at, pushed_at, queue_length, last_failure, schema_rev, last_n, acked_n,
        durable_n, passed_seq, clock_skew_ms, pulled_bytes, pushed_bytes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $7, NULL, NULL, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0)
      """, .id(device.id), .integer(device.version), .id(device.staffID),
      .id(device.principalID), .text(device.name), .enumeration(device.state),
      .time(device.createTime), .integer(Int64(device.health?.queueLength ?? 0)),
      .text(device.health?.lastFailure ?? ""), .integer(Int64(device.health?.schemaRev ?? 1)))
  }

  /// Stores what people see of a device, and what it said of itself at hello.
  func store(_ device: Device, ackedN: Int64) throws(Status) {
    try execute(
      """
      UPDATE device SET version = $2, name = $3, state = $4, revoked_at = $5, seen_at = $6,
        queue_length = $7, last_failure = $8, schema_rev = $9,
        acked_n = max(acked_n, min($10, last_n))
      WHERE id = $1
      """, .id(device.id), .integer(device.version), .text(device.name),
      .enumeration(device.state), .time(device.revokeTime), .time(device.health?.seenTime),
      .integer(Int64(device.health?.queueLength ?? 0)), .text(device.health?.lastFailure ?? ""),
      .integer(Int64(device.health?.schemaRev ?? 1)), .integer(ackedN))
  }
}

extension Status {
  /// There is no such device, or it is somebody else's: both look the same.
  static func noDevice(_ field: String) -> Status {
    Status.notFound(field, "there is no such device; say hello first").with("entity", "device")
  }

  /// The device was taken out of service.
  static func deviceRevoked(_ field: String) -> Status {
    Status(
      .permissionDenied, "\(field): the device was revoked; wipe what it carries",
      ErrorInfo(reason: "DEVICE_REVOKED", field: field))
  }
}
