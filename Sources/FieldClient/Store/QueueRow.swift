import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Where a mutation stands on the device.
enum QueueState: Int64, Sendable {
  /// It was never handed to the network.
  case waiting = 1
  /// It was, and no answer is known.
  case sent = 2
  /// Its result is here; it is kept until a backup of the server holds it.
  case answered = 3
  /// Only its result is still of interest, to whoever made it.
  case told = 4
}

/// A mutation on the device.
struct QueueRow: Sendable {
  var n: Int64
  var id: SyncMutationID
  var key: SyncRowKey
  var group: String
  var state: QueueState
  var bytes: Int
  var madeAt: Timestamp
  var answeredAt: Timestamp?
  var outcome: MutationOutcome
  var appliedSeq: Int64
  var sealedMutation: [UInt8]
  var sealedResult: [UInt8]?
  /// Whoever made it has seen that it was refused.
  var isSeen: Bool

  static let columns = """
    n, id, entity, row_id, in_group, state, bytes, made_at, answered_at, outcome, applied_seq,
    mutation, result, seen
    """

  init(_ row: any Row) {
    n = row.integer(0)
    id = row.id(1)
    key = SyncRowKey(row.enumeration(2), row.id(3, of: SyncRowID.self))
    group = row.text(4)
    state = QueueState(rawValue: row.integer(5)) ?? .waiting
    bytes = Int(row.integer(6))
    madeAt = row.time(7)
    answeredAt = row.timeOrNil(8)
    outcome = row.enumeration(9)
    appliedSeq = row.integer(10)
    sealedMutation = row.bytes(11)
    sealedResult = row.isNull(12) ? nil : row.bytes(12)
    isSeen = row.bool(13)
  }

  /// Whether its effect is shown over rows that go up to `seq`.
  func isOver(_ seq: Int64) -> Bool {
    #if SYNC_FAULTS
    if FieldFault.isPlanted(.overlayEndsWithAnswer) && state == .answered { return false }
    #endif
    return switch state {
    case .waiting, .sent: true
    case .answered:
      outcome != .rejected && outcome != .quarantined && appliedSeq > seq
    case .told: false
    }
  }

  /// What sealed bytes of it are bound to: they are of no use under another id.
  static func bound(_ id: SyncMutationID, isResult: Bool) -> [UInt8] {
    [isResult ? 2 : 1] + id.withBytes { [UInt8]($0) }
  }

  func mutation(_ cipher: FieldCipher) throws(Status) -> Mutation {
    try FieldStored.decode(
      try cipher.open(sealedMutation, bound: Self.bound(id, isResult: false)))
  }

  func result(_ cipher: FieldCipher) throws(Status) -> MutationResult? {
    guard let sealedResult else { return nil }
    return try FieldStored.decode(
      try cipher.open(sealedResult, bound: Self.bound(id, isResult: true)))
  }

  /// What is known of it when its bytes are damaged: which row it is about.
  var outline: Mutation {
    var mutation = Mutation()
    mutation.n = n
    mutation.id = id
    mutation.entity = key.entity
    mutation.entityID = key.id.description
    return mutation
  }

  /// It as people are shown it, whole or in outline.
  func entry(_ cipher: FieldCipher) -> FieldQueueEntry {
    var told: MutationResult?
    if sealedResult != nil {
      var outcomeAlone = MutationResult()
      outcomeAlone.n = n
      outcomeAlone.outcome = outcome
      told = (try? result(cipher)) ?? outcomeAlone
    }
    return FieldQueueEntry(
      mutation: (try? mutation(cipher)) ?? outline, state: publicState, madeAt: madeAt,
      result: told, isSeen: isSeen)
  }

  private var publicState: FieldQueueEntry.State {
    switch state {
    case .waiting: .waiting
    case .sent: .sent
    case .answered, .told: .answered
    }
  }
}

extension Reader {
  /// All of the queue, in order.
  func queue() throws(Status) -> [QueueRow] {
    try all(SQL(built: "SELECT \(QueueRow.columns) FROM queue ORDER BY n"), []) {
      (row) throws(Status) in QueueRow(row)
    }
  }

  /// What is laid over rows that go up to `seq`, in order.
  func queue(over seq: Int64) throws(Status) -> [QueueRow] {
    try all(
      SQL(
        built: """
          SELECT \(QueueRow.columns) FROM queue
          WHERE state IN (1, 2) OR state = 3 AND applied_seq > $1 ORDER BY n
          """), [.integer(seq)]
    ) { (row) throws(Status) in QueueRow(row) }.filter { $0.isOver(seq) }
  }

  /// What is not answered, from a number on and no more than so many.
  func unanswered(from n: Int64, most: Int) throws(Status) -> [QueueRow] {
    try all(
      SQL(
        built: """
          SELECT \(QueueRow.columns) FROM queue WHERE state IN (1, 2) AND n >= $1
          ORDER BY n LIMIT $2
          """), [.integer(n), .integer(Int64(most))]
    ) { (row) throws(Status) in QueueRow(row) }
  }

  /// What was done to a row, in order.
  func queue(of key: SyncRowKey) throws(Status) -> [QueueRow] {
    try all(
      SQL(
        built: """
          SELECT \(QueueRow.columns) FROM queue WHERE entity = $1 AND row_id = $2 ORDER BY n
          """), [.enumeration(key.entity), .id(key.id)]
    ) { (row) throws(Status) in QueueRow(row) }
  }

  /// How many mutations have no answer.
  func unansweredCount() throws(Status) -> Int {
    try first("SELECT count(*) FROM queue WHERE state IN (1, 2)") { (row) throws(Status) in
      Int(row.integer(0))
    } ?? 0
  }

  /// Ids of those that have no answer.
  func unansweredIDs() throws(Status) -> [SyncMutationID] {
    try all("SELECT id FROM queue WHERE state IN (1, 2)") { (row) throws(Status) in
      row.id(0, of: SyncMutationID.self)
    }
  }

  /// Number of the last mutation up to which all results are here.
  func ackedN(_ device: DeviceRow) throws(Status) -> Int64 {
    let first = try first("SELECT min(n) FROM queue WHERE state IN (1, 2)") {
      (row) throws(Status) in row.isNull(0) ? nil : row.integer(0)
    }
    guard let first, let n = first else { return device.nextN - 1 }
    return n - 1
  }
}

extension Writer {
  /// Queues a mutation.
  func enqueue(
    _ mutation: Mutation, of key: SyncRowKey, _ cipher: FieldCipher
  ) throws(Status) {
    let bytes = mutation.binary()
    let sealed = try cipher.seal(
      bytes, bound: QueueRow.bound(mutation.id, isResult: false))
    try execute(
      """
      INSERT INTO queue (n, id, entity, row_id, in_group, state, bytes, made_at, mutation)
      VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8)
      """, .integer(mutation.n), .id(mutation.id), .enumeration(key.entity), .id(key.id),
      .text(mutation.groupID.description), .integer(Int64(bytes.count)), .time(now),
      .blob(sealed))
  }

  /// Forgets what a backup of the server holds, and what was kept for long enough; what was refused stays to be seen.
  ///
  /// What the rows do not show yet stays too, whatever a backup holds. Time is the server's: a device's clock may jump.
  func prune(_ device: DeviceRow, at serverTime: Timestamp?) throws(Status) {
    let durable = Self.mayForget(device)
    let kept = (serverTime?.microseconds ?? 0) - device.keepDays * 86_400_000_000
    let bad: [Value] = [
      .integer(Int64(MutationOutcome.rejected.rawValue)),
      .integer(Int64(MutationOutcome.quarantined.rawValue)),
    ]
    try execute(
      """
      UPDATE queue SET state = 4 WHERE state = 3 AND outcome IN ($1, $2) AND n <= $3
      """, bad[0], bad[1], .integer(durable))
    try execute(
      """
      DELETE FROM queue WHERE state = 3 AND applied_seq <= $1
        AND (n <= $2 OR answered_at <= $3)
        AND id NOT IN (SELECT mutation FROM upload WHERE state = 1)
      """, .integer(device.seq), .integer(durable), .integer(kept))
    try execute(
      "DELETE FROM queue WHERE state = 4 AND (seen = 1 OR answered_at <= $1)", .integer(kept))
    try pruneForms()
    try pruneUploads(durableN: device.durableN, doneBefore: kept)
  }

  /// Number of the last mutation that a backup of the server is known to hold.
  private static func mayForget(_ device: DeviceRow) -> Int64 {
    #if SYNC_FAULTS
    if FieldFault.isPlanted(.prunedEarly) { return Int64.max }
    #endif
    return device.durableN
  }
}
