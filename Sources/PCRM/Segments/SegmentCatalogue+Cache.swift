import PCRMCore
import PCRMModel
import Storage
import Synchronization

/// The catalogues that were read last, by the number that names their definitions.
///
/// The number is read from the store by every job that asks, and is drawn anew at each change: so neither a write that
/// is taken back nor another server's write can leave a stale catalogue in use.
private let kept = Mutex<[SegmentCatalogue]>([])

/// Catalogues kept: one is in use, and a few more while stores change or a process has several.
private let keptMax = 8

extension Reader {
  /// The catalogue in force, and until when timers are kept; nil while there has never been a segment.
  func segmentCatalogue() throws(Status) -> (catalogue: SegmentCatalogue, horizon: Int64)? {
    let row = try first("SELECT generation, horizon FROM segment_catalogue WHERE one = 1") { row in
      (generation: row.integer(0), horizon: row.integer(1))
    }
    guard let row, row.generation != 0 else { return nil }
    let known = kept.withLock { kept in kept.first { $0.generation == row.generation } }
    if let known { return (known, row.horizon) }
    let made = try readCatalogue(generation: row.generation)
    kept.withLock { kept in
      if kept.count >= keptMax { kept.removeFirst() }
      kept.append(made)
    }
    return (made, row.horizon)
  }

  private func readCatalogue(generation: Int64) throws(Status) -> SegmentCatalogue {
    SegmentCatalogue(try segments(), generation: generation, try segmentFacts())
  }
}

extension Writer {
  /// Makes every server read the definitions anew.
  mutating func renewCatalogue() throws(Status) {
    let number = Int64(bitPattern: newID(CustomerID.self).low & .max >> 2) | 1
    try execute("UPDATE segment_catalogue SET generation = $1 WHERE one = 1", .integer(number))
  }
}
