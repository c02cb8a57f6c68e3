import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

/// One page of what changed for a device: the lines of the feed after its cursor, each with its row as it is now, all
/// read at one moment.
struct SyncPage {
  fileprivate struct Line {
    let seq: Int64
    let entity: EntityType
    let id: SyncRowID
    let isRemoval: Bool
  }

  private let from: SyncCursor
  private let state: SyncState
  private(set) var time = Timestamp()
  private(set) var customers: [CustomerID] = []
  private(set) var isComplete = false
  private var knownCustomers: Set<CustomerID> = []
  private var rows: [[UInt8]] = []
  private var removals: [SyncRemoval] = []
  private var bytes = 0
  private var seq: Int64
  private let base: Int64

  /// An empty page that ends where it begins: there is more, the device asks again.
  init(from: SyncCursor, _ state: SyncState) {
    self.from = from
    self.state = state
    seq = from.seq
    base = from.seq == 0 ? state.seq : from.base
  }

  var isEmpty: Bool { rows.isEmpty && removals.isEmpty }

  var passage: SyncPassage {
    SyncPassage(
      seq: seq, kept: from.kept, highWater: state.seq, bytes: bytes, isComplete: isComplete)
  }

  /// Reads as much as the page takes.
  mutating func fill(_ limits: PullLimits, _ reader: Reader) throws(Status) {
    time = reader.now
    var lines = try reader.feed(of: from.staff, after: from.seq, most: limits.rows + 1)
    let isMore = lines.count > limits.rows
    let isRulesNews = state.rulesSeq > from.seq
    if isRulesNews && (lines.count <= limits.rows || state.rulesSeq < lines.last?.seq ?? 0) {
      let rules = Line(
        seq: state.rulesSeq, entity: .visitRule, id: SyncRowID(), isRemoval: false)
      lines.insert(rules, at: lines.firstIndex { $0.seq > rules.seq } ?? lines.count)
    }
    var content = SyncRows(reader)
    for line in lines {
      if rows.count + removals.count == limits.rows { return }
      guard try add(line, &content, limits) else { return }
      seq = line.seq
    }
    // Removals that were passed over took no room, and there is more that was not read.
    if isMore { return }
    isComplete = true
    // Nothing is missing up to the end of the sequence.
    seq = state.seq
  }

  /// - Returns: false when the page does not take the line any more.
  private mutating func add(
    _ line: Line, _ content: inout SyncRows, _ limits: PullLimits
  ) throws(Status) -> Bool {
    // Who began with nothing has nothing to remove that left before.
    if line.isRemoval && line.seq <= base { return true }
    let row: SyncRow? =
      if line.entity == .visitRule {
        try content.rules(seq: line.seq)
      } else if line.isRemoval && !Self.removalsCarryRows {
        nil
      } else {
        try content.row(line.entity, line.id, seq: line.seq)
      }
    if let row {
      let binary = row.binary()
      if !isEmpty && bytes + binary.count > limits.bytes { return false }
      rows.append(binary)
      bytes += binary.count
      for id in row.customerIDs where knownCustomers.insert(id).inserted { customers.append(id) }
    } else {
      var removal = SyncRemoval()
      removal.entity = line.entity
      removal.id = line.id.description
      removal.seq = line.seq
      removals.append(removal)
      bytes += 64
    }
    return true
  }

  #if SYNC_FAULTS
  /// A planted fault: the place is a moment, and rows of the same moment that had no room are passed over.
  mutating func takeTimeForPlace(_ reader: Reader) throws(Status) {
    if isComplete || seq == 0 { return }
    let last = try reader.first(
      """
      SELECT max(seq) FROM sync_feed WHERE staff = $1 AND at <= (
        SELECT at FROM sync_feed WHERE staff = $1 AND seq = $2)
      """, .id(from.staff), .integer(seq)
    ) { $0.integer(0) }
    seq = max(seq, last ?? 0)
  }
  #endif

  private static var removalsCarryRows: Bool {
    #if SYNC_FAULTS
    return SyncFault.isPlanted(.removeWithPayload)
    #else
    return false
    #endif
  }

  /// The page as a `PullResponse`, in wire form.
  func outcome(_ pages: PageTokens, _ now: Timestamp) -> Outcome {
    var rest = PullResponse()
    rest.removals = removals
    var cursor = from
    cursor.seq = seq
    if !isEmpty { cursor.passed = seq }
    cursor.base = isComplete ? 0 : base
    if isComplete { cursor.kept = seq }
    rest.nextCursor = cursor.text(pages)
    rest.complete = isComplete
    rest.serverTime = now
    rest.highWater = state.seq
    rest.seq = seq
    var wire = BinaryEncoder(reserving: bytes + removals.count * 64 + 512)
    for row in rows {
      wire.message(1) { wire in row.withUnsafeBytes { wire.raw($0) } }
    }
    rest.binary().withUnsafeBytes { wire.raw($0) }
    return Outcome(message: wire.finish(), subjects: customers)
  }
}

extension Reader {
  fileprivate func feed(
    of staff: StaffID, after seq: Int64, most: Int
  ) throws(Status) -> [SyncPage.Line] {
    try all(
      """
      SELECT seq, entity, id, kind FROM sync_feed WHERE staff = $1 AND seq > $2
      ORDER BY seq LIMIT $3
      """, .id(staff), .integer(seq), .integer(Int64(most))
    ) { row in
      SyncPage.Line(
        seq: row.integer(0), entity: row.enumeration(1), id: row.id(2),
        isRemoval: row.integer(3) == 2)
    }
  }
}
