import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Counts for whom a rule is true, within a time that a person who types can wait.
///
/// Stretch by stretch and exact, as far as the budget goes. When the pace shows that it will not do, one customer in a
/// hundred is looked at instead, and the answer says that it is an estimate.
struct SegmentPreview {
  /// What a plan of several segments may take in all.
  static let planMilliseconds: UInt64 = 2000
  private static let windowRows = 5000
  /// Kept for the estimate, when the exact count does not come to an end.
  private static let sampleMilliseconds: UInt64 = 80

  let scan: SegmentScan
  private let reader: Reader
  private let reach: CustomerReach
  /// The time that counting may take.
  var budgetMilliseconds: UInt64 = 300

  init(_ reader: Reader, _ sql: RuleSQL, segment: Int64?, _ reach: CustomerReach = .all) {
    self.reader = reader
    self.reach = reach
    var scan = SegmentScan(sql, segment: segment, reader)
    scan.reach = reach
    self.scan = scan
  }

  func count() throws(Status) -> SegmentCount {
    let start = Instant.now()
    let population = try population()
    var count: SegmentCount
    if let exact = try exact(population, start) {
      count = exact
    } else {
      count = try estimate(population)
    }
    count.population = population
    count.milliseconds = Int32(clamping: Instant.now().since(start) / 1_000_000)
    return count
  }

  /// Everything counted; nil when the budget will not do.
  private func exact(_ population: Int64, _ start: Instant) throws(Status) -> SegmentCount? {
    let milliseconds = max(budgetMilliseconds, Self.sampleMilliseconds) - Self.sampleMilliseconds
    let end = start.adding(nanoseconds: milliseconds * 1_000_000)
    var count = SegmentCount()
    var place = CustomerID()
    let begin = Instant.now()
    while true {
      let window = try scan.window(after: place, rows: Self.windowRows)
      count.lookedAt += Int64(window.lookedAt)
      count.size += Int64(window.matching)
      count.entering += Int64(window.entering.count)
      count.leaving += Int64(window.leaving.count)
      guard let next = window.end else { break }
      place = next
      let now = Instant.now()
      if now >= end { return nil }
      // At this pace, how long would the whole take?
      let took = Double(now.since(begin)) / Double(count.lookedAt)
      if took * Double(population) > 1.5 * Double(end.since(begin)) { return nil }
    }
    count.sizeLow = count.size
    count.sizeHigh = count.size
    return count
  }

  private func estimate(_ population: Int64) throws(Status) -> SegmentCount {
    let window = try scan.compare(.sample)
    let size = try sampleSize()
    var count = SegmentCount()
    count.estimated = true
    count.lookedAt = size
    count.size = WilsonInterval(found: Int64(window.matching), of: size).scaled(to: population)
    count.entering = WilsonInterval(found: Int64(window.entering.count), of: size).scaled(
      to: population)
    count.leaving = WilsonInterval(found: Int64(window.leaving.count), of: size).scaled(
      to: population)
    let interval = WilsonInterval(found: Int64(window.matching), of: size)
    count.sizeLow = interval.low(of: population)
    // Of nobody in the sample nothing follows.
    count.sizeHigh = size == 0 ? population : interval.high(of: population)
    return count
  }

  /// How many customers there are to count.
  private func population() throws(Status) -> Int64 {
    if reach.isEverybody {
      return try reader.first(
        """
        SELECT (SELECT count(*) FROM customer)
          - (SELECT count(*) FROM customer WHERE deleted_at IS NOT NULL)
        """
      ) { (row) throws(Status) in row.integer(0) } ?? 0
    }
    return try count(where: "deleted_at IS NULL")
  }

  /// How many of them are in the sample.
  private func sampleSize() throws(Status) -> Int64 {
    try count(where: SegmentStretch.isSampled("id") + " AND deleted_at IS NULL")
  }

  private func count(where condition: String) throws(Status) -> Int64 {
    var arguments: [Value] = []
    let text = "SELECT count(*) FROM customer WHERE " + condition + reach.condition(&arguments)
    return try reader.all(SQL(built: text), arguments) { (row) throws(Status) in
      row.integer(0)
    }.first ?? 0
  }
}
