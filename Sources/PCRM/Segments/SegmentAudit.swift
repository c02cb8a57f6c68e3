import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Compares stored members with what SQL says: a stretch of customers every hour, all of them every night.
///
/// SQL and the evaluation of single customers are two implementations of one language, so each checks the other.
/// What differs at the reader's moment is asked once more in the writer, where nothing changes meanwhile; what still
/// differs is drift, is counted, and is put right by a build.
enum SegmentAudit {
  static let hourly: TimerKind = "segment_audit_hourly"
  static let nightly: TimerKind = "segment_audit_nightly"
  private static let windowRows = 20_000
  private static let lookedAtMax = 200_000
  /// Differences that one step looks into; a store with more of them is rebuilt anyway.
  private static let differingMax = 500

  /// What a reader found about one segment.
  struct Found: Sendable {
    /// Nil when there is nothing left to compare.
    var segment: Int64?
    /// False when the segment could not be compared: it is being built, or its rule is broken.
    var isCompared = false
    var differing: [CustomerID] = []
    /// Where the comparison of this segment goes on; nil at its end.
    var next: CustomerID?
  }

  /// Where a round is: the segment that is compared, and the place in the order of ids.
  private struct Place {
    var segment: Int64 = 0
    var after = CustomerID()

    init() {}

    init?(_ payload: [UInt8]) {
      guard payload.count == 24 else { return nil }
      segment = payload[..<8].reduce(0) { $0 << 8 | Int64($1) }
      after = payload[8...].withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    }

    var payload: [UInt8] { segment.position + after.position }
  }

  static let lookNightly: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    try find(Place(timer.payload) ?? Place(), isSample: false, reader)
  }

  static let lookHourly: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    var place = Place(timer.payload) ?? Place()
    place.after = try reader.randomPlace(seed: UInt64(bitPattern: timer.dueAt.microseconds))
    return try find(place, isSample: true, reader)
  }

  private static func find(
    _ place: Place, isSample: Bool, _ reader: Reader
  ) throws(Status) -> Found {
    var found = Found()
    guard try reader.hasAllFacts(), let (catalogue, _) = try reader.segmentCatalogue() else {
      return found
    }
    let numbers = catalogue.entries.map(\.number).sorted()
    let wanted = numbers.first {
      place.after.isEmpty || isSample ? $0 > place.segment : $0 >= place.segment
    }
    guard let number = wanted, let at = catalogue.place(numbered: number) else { return found }
    found.segment = number
    let entry = catalogue.entries[at]
    guard entry.isAlive, try reader.standing(of: number).state == .ready else { return found }
    found.isCompared = true
    let scan = SegmentScan(catalogue, entry, reader)
    var lookedAt = 0
    let after = number == place.segment || isSample ? place.after : CustomerID()
    let next = try scan.walk(after: after, rows: windowRows) { window in
      found.differing += window.differing
      lookedAt += window.lookedAt
      return !isSample && lookedAt < lookedAtMax && found.differing.count < differingMax
    }
    if !isSample { found.next = next }
    return found
  }

  /// What is done with a finding.
  static func step(
    isFull: Bool, report: @escaping @Sendable (String) -> Void
  ) -> @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome {
    { (found, timer, writer) throws(Status) in
      guard let number = found.segment else {
        return .again(at: isFull ? night(after: writer.now) : writer.now.adding(seconds: 3600))
      }
      var drift: Int64 = 0
      for customer in found.differing.prefix(differingMax)
      where try writer.isDrifted(customer, number) {
        drift += 1
      }
      if found.isCompared {
        try writer.noteAudit(of: number, drift: drift, isFull: isFull && found.next == nil)
      }
      if drift > 0, let (catalogue, _) = try writer.reader.segmentCatalogue(),
        let place = catalogue.place(numbered: number)
      {
        let record = catalogue.entries[place].record
        report("segment \(record.name): \(drift) customers wrongly in or out, looking at all again")
        try writer.startBuild(of: record, cause: .rebuild)
      }
      var place = Place()
      place.segment = number
      if let next = found.next { place.after = next }
      return .again(at: writer.now, payload: place.payload)
    }
  }

  /// Three o'clock in the night in Seoul.
  static func night(after now: Timestamp) -> Timestamp {
    let three: Int64 = 3 * 3600 * 1_000_000
    let day = RuleMoment(microseconds: now.microseconds - three).day + 1
    return Timestamp(microseconds: RuleMoment.midnight(ofDay: day) + three)
  }
}

extension Reader {
  /// A place in the order of ids, from which a sample begins.
  fileprivate func randomPlace(seed: UInt64) throws(Status) -> CustomerID {
    let ends = try first("SELECT min(id), max(id) FROM customer") { (row) throws(Status) in
      (row.id(0, of: CustomerID.self).high, row.id(1, of: CustomerID.self).high)
    }
    guard let (least, most) = ends, least < most else { return CustomerID() }
    var random = SplitMix64(seed: seed)
    return CustomerID(high: UInt64.random(in: least...most, using: &random), low: 0)
  }
}

extension Writer {
  /// Whether SQL still says otherwise than the stored row, with no timer that is only late.
  fileprivate func isDrifted(_ customer: CustomerID, _ segment: Int64) throws(Status) -> Bool {
    guard let (catalogue, _) = try reader.segmentCatalogue(),
      let place = catalogue.place(numbered: segment)
    else { return false }
    if try reader.isDue(customer, segment) { return false }
    let scan = SegmentScan(catalogue, catalogue.entries[place], reader)
    return try !scan.agrees(about: customer)
  }
}
