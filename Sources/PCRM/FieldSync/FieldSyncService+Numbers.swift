import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldSyncService {
  @Sendable
  func leaseNumbers(
    _ request: LeaseNumbersRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> NumberBlock {
    let device = try writer.reader.sendingDevice(request.deviceID, "device_id", caller)
    if device.isRevoked {
      throw Status(
        .permissionDenied, "device_id: the device is out of service; wipe it",
        ErrorInfo(reason: "DEVICE_REVOKED", field: "device_id"))
    }
    try TextRules.checkCode(request.series, "series", max: 64, others: "_-.")
    if request.used < 0 { throw .outOfRange("used", min: 0, max: Int32.max) }
    return try writer.leaseNumbers(of: request.series, to: device.id, used: request.used)
  }
}

extension Writer {
  /// Leases a block of a series to a device, or the one that it holds when half of it or more is left.
  ///
  /// A block is never given twice. A store that was put back does not know what was leased after its backup was made: it
  /// goes on past a margin, which is larger than what devices take between two backups.
  func leaseNumbers(
    of name: String, to device: DeviceID, used: Int32
  ) throws(Status) -> NumberBlock {
    guard let epoch = try reader.epoch() else { throw .internalError }
    let key = Value.key(high: epoch.high, low: epoch.low)
    let known = try reader.first("SELECT epoch FROM lease_series WHERE name = $1", .text(name)) {
      $0.id(0, of: ID<SyncKey.Row>.self)
    }
    if let known {
      // What a store leased before it was put back may have been leased again by the one that was lost.
      if known.high != epoch.high || known.low != epoch.low {
        try execute("DELETE FROM number_lease WHERE series = $1", .text(name))
      }
    } else {
      try checkSeriesRoom()
    }
    try execute(
      "INSERT INTO lease_series (name, epoch) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
      .text(name), key)
    try execute(
      "UPDATE lease_series SET next = next + margin, epoch = $2 WHERE name = $1 AND epoch <> $2",
      .text(name), key)
    let held = try block(
      """
      SELECT s.name, l.first, l.count, s.prefix, s.digits
      FROM number_lease l JOIN lease_series s ON s.name = l.series
      WHERE l.device = $1 AND l.series = $2 ORDER BY l.first DESC LIMIT 1
      """, [.id(device), .text(name)])
    if let held, used <= held.count / 2 { return held }
    let leased = try block(
      """
      UPDATE lease_series SET next = next + block WHERE name = $1
      RETURNING name, next - block, block, prefix, digits
      """, [.text(name)])
    guard let leased else { throw .internalError }
    try execute(
      "INSERT INTO number_lease VALUES ($1, $2, $3, $4, $5)", .text(name), .integer(leased.first),
      .integer(Int64(leased.count)), .id(device), .time(now))
    return leased
  }

  /// Refuses a new series when there are too many.
  private func checkSeriesRoom() throws(Status) {
    let most: Int64 = 1000
    let count = try reader.first("SELECT count(*) FROM lease_series") { $0.integer(0) } ?? 0
    if count < most { return }
    throw Status(
      .resourceExhausted, "series: there may be \(most) series",
      ErrorInfo(reason: "CAP_REACHED", field: "series")
    ).with("max", String(most))
  }

  private func block(_ sql: SQL, _ arguments: [Value]) throws(Status) -> NumberBlock? {
    var found: NumberBlock?
    try connection.run(sql, arguments) { (row) throws(Status) in
      var block = NumberBlock()
      block.series = row.text(0)
      block.first = row.integer(1)
      block.count = Int32(clamping: row.integer(2))
      block.prefix = row.text(3)
      block.digits = Int32(clamping: row.integer(4))
      found = block
      return true
    }
    return found
  }
}
