public import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The one row that says where the device stands.
struct DeviceRow: Sendable {
  var id = DeviceID()
  var name = ""
  var staff = StaffID()
  var isRevoked = false
  var epoch = ""
  var cursor = ""
  /// The place up to which the clean rows go.
  var seq: Int64 = 0
  var stagedCursor = ""
  var isStaging = false
  /// What is staged takes the place of everything.
  var isFull = false
  var nextN: Int64 = 1
  var lastN: Int64 = 0
  var durableN: Int64 = 0
  var helloAt: Timestamp?
  var pulledAt: Timestamp?
  /// The server's time at that pull.
  var pulledServerAt: Timestamp?
  /// The server's time when it was last heard: what is kept for some days is kept by that clock.
  var serverAt: Timestamp?
  /// The server did not know the run of itself that made the cursor: what it has answered may be gone with that.
  var isPastUnknown = false
  /// The latest time that the device has seen: a clock that is put back does not lengthen a lease.
  var seenAt = Timestamp()
  var leaseDays: Int64 = 14
  var keepDays: Int64 = 14
  var limits = SyncLimits()
  var failures = 0
  var failure = ""
  var failureText = ""
}

extension Reader {
  /// Where the device stands; nil in a folder that was not set up.
  func device() throws(Status) -> DeviceRow? {
    try first(
      """
      SELECT id, name, staff, state, epoch, cursor, seq, staged_cursor, is_staging, is_full,
        next_n, last_n, durable_n, hello_at, pulled_at, seen_at, lease_days, keep_days, limits,
        failures, failure, failure_text, pulled_server_at, server_at, is_past_unknown
      FROM device WHERE one = 1
      """
    ) { (row) throws(Status) in
      var device = DeviceRow()
      device.id = row.id(0)
      device.name = row.text(1)
      device.staff = row.id(2)
      device.isRevoked = row.integer(3) == 2
      device.epoch = row.text(4)
      device.cursor = row.text(5)
      device.seq = row.integer(6)
      device.stagedCursor = row.text(7)
      device.isStaging = row.bool(8)
      device.isFull = row.bool(9)
      device.nextN = row.integer(10)
      device.lastN = row.integer(11)
      device.durableN = row.integer(12)
      device.helloAt = row.timeOrNil(13)
      device.pulledAt = row.timeOrNil(14)
      device.seenAt = row.time(15)
      device.leaseDays = row.integer(16)
      device.keepDays = row.integer(17)
      // Damaged ones are what the next hello brings anew; until then it goes without.
      device.limits = (try? FieldStored.decode(row.bytes(18))) ?? SyncLimits()
      device.failures = Int(row.integer(19))
      device.failure = row.text(20)
      device.failureText = row.text(21)
      device.pulledServerAt = row.timeOrNil(22)
      device.serverAt = row.timeOrNil(23)
      device.isPastUnknown = row.bool(24)
      return device
    }
  }

  /// Where the device stands, in a folder that was set up.
  func ownDevice() throws(Status) -> DeviceRow {
    guard let device = try device() else { throw .notSetUp }
    return device
  }
}

extension Writer {
  /// Stores where the device stands; the latest time that was seen goes along with each change.
  func store(_ device: DeviceRow) throws(Status) {
    let seen = max(device.seenAt.microseconds, now.microseconds)
    try execute(
      """
      INSERT INTO device (one, id, name, staff, state, epoch, cursor, seq, staged_cursor,
        is_staging, is_full, next_n, last_n, durable_n, hello_at, pulled_at, seen_at, lease_days,
        keep_days, limits, failures, failure, failure_text, pulled_server_at, server_at,
        is_past_unknown)
      VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22, $23, $24, $25)
      ON CONFLICT (one) DO UPDATE SET id = excluded.id, name = excluded.name,
        staff = excluded.staff, state = excluded.state, epoch = excluded.epoch,
        cursor = excluded.cursor, seq = excluded.seq, staged_cursor = excluded.staged_cursor,
        is_staging = excluded.is_staging, is_full = excluded.is_full, next_n = excluded.next_n,
        last_n = excluded.last_n, durable_n = excluded.durable_n, hello_at = excluded.hello_at,
        pulled_at = excluded.pulled_at, seen_at = excluded.seen_at,
        lease_days = excluded.lease_days, keep_days = excluded.keep_days,
        limits = excluded.limits, failures = excluded.failures, failure = excluded.failure,
        failure_text = excluded.failure_text, pulled_server_at = excluded.pulled_server_at,
        server_at = excluded.server_at, is_past_unknown = excluded.is_past_unknown
      """, .id(device.id), .text(device.name), .id(device.staff),
      .integer(device.isRevoked ? 2 : 1), .text(device.epoch), .text(device.cursor),
      .integer(device.seq), .text(device.stagedCursor), .bool(device.isStaging),
      .bool(device.isFull), .integer(device.nextN), .integer(device.lastN),
      .integer(device.durableN), .time(device.helloAt), .time(device.pulledAt), .integer(seen),
      .integer(device.leaseDays), .integer(device.keepDays), .blob(device.limits.binary()),
      .integer(Int64(device.failures)), .text(device.failure), .text(device.failureText),
      .time(device.pulledServerAt), .time(device.serverAt), .bool(device.isPastUnknown))
  }
}

/// Messages that the device has stored.
enum FieldStored {
  static func decode<M: Message>(_ bytes: [UInt8]) throws(Status) -> M {
    do throws(DecodingFailure) {
      return try M(binary: bytes)
    } catch {
      throw Status(
        .dataLoss, "the folder holds a \(M.protoName) that cannot be read; what it was is lost",
        ErrorInfo(reason: "STORE_DAMAGED"))
    }
  }
}

extension Status {
  /// The folder holds no device yet.
  static let notSetUp = Status.precondition(
    "NOT_SET_UP", "folder", "holds no device yet; set one up first")

  /// The device was taken out of service.
  public static let deviceRevoked = Status(
    .permissionDenied, "device: it was taken out of service, and what it carried is gone",
    ErrorInfo(reason: "DEVICE_REVOKED", field: "device"))

  /// The device was away for too long to show anything.
  public static let leaseOver = Status.precondition(
    "LEASE_OVER", "device", "it was away for too long to show anything; sync to see it again")
}
