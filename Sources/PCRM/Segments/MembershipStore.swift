import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The numbers of the segments that a customer is in.
  func segments(of customer: CustomerID) throws(Status) -> Set<Int64> {
    var numbers: Set<Int64> = []
    try each("SELECT segment FROM membership WHERE customer = $1", [.id(customer)]) {
      (row) throws(Status) in
      numbers.insert(row.integer(0))
      return true
    }
    return numbers
  }

  /// When time may next change each segment's truth for a customer, as it is kept.
  func segmentTimers(of customer: CustomerID) throws(Status) -> [Int64: Int64] {
    var times: [Int64: Int64] = [:]
    try each("SELECT segment, at FROM segment_timer WHERE customer = $1", [.id(customer)]) {
      (row) throws(Status) in
      times[row.integer(0)] = row.integer(1)
      return true
    }
    return times
  }

  /// The lists that a customer is on: why, and until when.
  func listEntries(
    of customer: CustomerID
  ) throws(Status) -> [Int64: (reason: String, endsAt: Int64?)] {
    var entries: [Int64: (reason: String, endsAt: Int64?)] = [:]
    try each(
      "SELECT segment, reason, ends_at FROM segment_list WHERE customer = $1", [.id(customer)]
    ) { (row) throws(Status) in
      entries[row.integer(0)] = (row.text(1), row.isNull(2) ? nil : row.integer(2))
      return true
    }
    return entries
  }
}

/// One crossing of a segment's border.
struct SegmentCrossing {
  let customer: CustomerID
  let segment: SegmentRecord
  let cause: MembershipCause
  /// What was said for a list; empty otherwise.
  var reason = ""
}

extension Writer {
  /// Lets a customer enter: a line of the feed, and the row that says since when.
  func enter(_ crossing: SegmentCrossing, audit: Int64) throws(Status) {
    let sequence = try tellFeed(crossing, .created, audit: audit)
    try execute(
      """
      INSERT INTO membership (customer, segment, from_seq, from_at, from_version, from_cause, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .id(crossing.customer), .integer(crossing.segment.number), .integer(sequence),
      .time(now), .integer(crossing.segment.version), .enumeration(crossing.cause),
      .text(crossing.reason))
  }

  /// Lets a customer leave: a line of the feed, and the row goes to those of the past.
  func leave(_ crossing: SegmentCrossing, audit: Int64) throws(Status) {
    let sequence = try tellFeed(crossing, .deleted, audit: audit)
    var entry: (sequence: Int64, at: Int64, version: Int64, cause: Int64, reason: String)?
    try connection.run(
      """
      DELETE FROM membership WHERE customer = $1 AND segment = $2
      RETURNING from_seq, from_at, from_version, from_cause, reason
      """, [.id(crossing.customer), .integer(crossing.segment.number)]
    ) { (row) throws(Status) in
      entry = (row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.text(4))
      return true
    }
    guard let entry else { throw .internalError }
    try execute(
      """
      INSERT INTO membership_past (customer, segment, from_seq, to_seq, from_at, to_at,
        from_version, to_version, from_cause, to_cause, reason, to_reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """, .id(crossing.customer), .integer(crossing.segment.number), .integer(entry.sequence),
      .integer(sequence), .integer(entry.at), .time(now), .integer(entry.version),
      .integer(crossing.segment.version), .integer(entry.cause), .enumeration(crossing.cause),
      .text(entry.reason), .text(crossing.reason))
  }

  private func tellFeed(
    _ crossing: SegmentCrossing, _ kind: FeedKind, audit: Int64
  ) throws(Status) -> Int64 {
    var sequence: Int64 = 0
    try connection.run(
      """
      INSERT INTO feed (audit, entity, key, version, kind, fields, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING seq
      """,
      [
        .integer(audit), .integer(Int64(FeedEntity.membership.rawValue)), .id(crossing.customer),
        .integer(crossing.segment.version), .integer(kind.rawValue), .text(crossing.segment.name),
        .time(now),
      ]
    ) { (row) throws(Status) in
      sequence = row.integer(0)
      return true
    }
    return sequence
  }

  /// Takes away an entry of a list that is over.
  func forgetEndedEntry(_ crossing: SegmentCrossing) throws(Status) {
    try execute(
      """
      DELETE FROM segment_list
      WHERE customer = $1 AND segment = $2 AND ends_at IS NOT NULL AND ends_at <= $3
      """, .id(crossing.customer), .integer(crossing.segment.number), .time(now))
  }

  /// Keeps, moves or forgets when time may next change a segment's truth for a customer.
  func setTimer(
    _ customer: CustomerID, _ segment: Int64, from stored: Int64?, to wanted: Int64?
  ) throws(Status) {
    if stored == wanted { return }
    guard let wanted else {
      try execute(
        "DELETE FROM segment_timer WHERE customer = $1 AND segment = $2", .id(customer),
        .integer(segment))
      return
    }
    try execute(
      """
      INSERT INTO segment_timer (customer, segment, at) VALUES ($1, $2, $3)
      ON CONFLICT (customer, segment) DO UPDATE SET at = excluded.at
      """, .id(customer), .integer(segment), .integer(wanted))
    try SegmentTimers.wake(at: wanted, self)
  }
}
