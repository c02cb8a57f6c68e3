public import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SyncRun {
  /// Fetches numbers of each series of which less than half a block is left.
  ///
  /// - Returns: the first refusal that concerned one series alone.
  mutating func leaseNumbers() throws(Status) -> Status? {
    var refusal: Status?
    let (device, series) = try store.read { (reader) throws(Status) in
      (try reader.ownDevice().id, try reader.numberSeries())
    }
    for (name, used, isShort) in series where isShort {
      var request = LeaseNumbersRequest()
      request.requestID = client.newID()
      request.deviceID = device
      request.series = name
      request.used = used
      let block: NumberBlock
      do throws(Status) {
        block = try lease(request)
      } catch {
        if error.endsSync { throw error }
        refusal = refusal ?? error
        continue
      }
      try store.change(.numbers) { (writer) throws(Status) in try writer.keep(block) }
    }
    return refusal
  }

  private mutating func lease(_ request: LeaseNumbersRequest) throws(Status) -> NumberBlock {
    let block: NumberBlock = try call("LeaseNumbers", request)
    guard (0..<(1 << 60)).contains(block.first), (1...1_000_000).contains(block.count),
      (0...18).contains(block.digits)
    else { throw .answerBroken("LeaseNumbers") }
    return block
  }
}

extension FieldClient {
  /// The next readable number of a series, without a network: "2026-000042".
  ///
  /// A series is known to the device from the first call on; the next sync fetches its numbers.
  ///
  /// - Throws: `resourceExhausted` with NUMBERS_EXHAUSTED when a sync has to fetch numbers first.
  public func nextNumber(_ series: String) throws(Status) -> String {
    try TextRules.checkCode(series, "series", max: 64, others: "_-.")
    let number = try store.change(.numbers) { (writer) throws(Status) in
      try writer.useNumber(of: series)
    }
    if let number { return number }
    throw Status(
      .resourceExhausted, "series: no number of \(series) is left here; sync to fetch some",
      ErrorInfo(reason: "NUMBERS_EXHAUSTED", field: "series"))
  }
}

extension Reader {
  /// The series of the device: how many numbers of its newest block are used, and whether it needs another.
  fileprivate func numberSeries() throws(Status) -> [(String, Int32, Bool)] {
    try all(
      """
      SELECT s.series, coalesce(b.used, 0), b.series IS NULL OR (b.count - b.used) * 2 < b.count
      FROM number_series s LEFT JOIN number_block b ON b.series = s.series
        AND b.first = (SELECT max(first) FROM number_block n WHERE n.series = s.series)
      ORDER BY s.series
      """
    ) { (row) throws(Status) in
      (row.text(0), Int32(clamping: row.integer(1)), row.bool(2))
    }
  }
}

extension Writer {
  /// Keeps a block; the same one again changes nothing.
  fileprivate func keep(_ block: NumberBlock) throws(Status) {
    try execute(
      """
      INSERT INTO number_block (series, first, count, prefix, digits) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (series, first) DO NOTHING
      """, .text(block.series), .integer(block.first), .integer(Int64(block.count)),
      .text(block.prefix), .integer(Int64(block.digits)))
    try execute(
      "DELETE FROM number_block WHERE series = $1 AND used >= count AND first <> $2",
      .text(block.series), .integer(block.first))
  }

  /// Uses a number of the oldest block that has one; nil when none has.
  fileprivate func useNumber(of series: String) throws(Status) -> String? {
    try execute(
      "INSERT INTO number_series (series) VALUES ($1) ON CONFLICT (series) DO NOTHING",
      .text(series))
    let next = try reader.first(
      """
      SELECT first, used, prefix, digits FROM number_block
      WHERE series = $1 AND used < count ORDER BY first LIMIT 1
      """, .text(series)
    ) { (row) throws(Status) in
      (row.integer(0), row.integer(1), row.text(2), Int(row.integer(3)))
    }
    guard let (first, used, prefix, digits) = next else { return nil }
    try execute(
      "UPDATE number_block SET used = used + 1 WHERE series = $1 AND first = $2", .text(series),
      .integer(first))
    let number = String(first + used)
    return prefix + String(repeating: "0", count: max(0, digits - number.count)) + number
  }
}
