import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Tells devices of visits whose reports must have other parts since the rules changed: a round over all visits that are
/// carried and not over, in short steps.
///
/// A visit is told when any two versions of the rules since the one before the change say different things about it.
enum SyncPartsRound {
  static let kind: TimerKind = "sync_parts_round"
  /// Visits that are looked at between two looks at the clock: some milliseconds of the writer.
  private static let batch: Int64 = 50

  /// Where a round is: the rules from which on it compares, and the carried row after which it goes on.
  struct Place {
    var version: Int64
    var staff = StaffID()
    var visit = SyncRowID()

    init(version: Int64) { self.version = version }

    init?(_ bytes: [UInt8]) {
      guard bytes.count == 40 else { return nil }
      version = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
      staff = bytes[8..<24].withUnsafeBytes { StaffID(bytes: $0) } ?? StaffID()
      visit = bytes[24...].withUnsafeBytes { SyncRowID(bytes: $0) } ?? SyncRowID()
    }

    var payload: [UInt8] { version.position + staff.position + visit.position }
  }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard var place = Place(timer.payload) else { return .done }
    let rules = try writer.reader.reportRules(from: place.version)
    var follower = SyncFollower()
    var isOver = false
    while !isOver {
      let rows = try writer.reader.openCarriedVisits(after: place, most: batch)
      for (row, visit) in rows {
        if try writer.reader.parts(of: visit, differIn: rules) { follower.touch(row) }
        (place.staff, place.visit) = (row.staff, row.id)
      }
      isOver = rows.count < batch
      if timer.isOverTime || follower.count + Int(batch) > Writer.syncStepRowsMax { break }
    }
    try follower.settle(&writer)
    return isOver ? .done : .again(at: writer.now, payload: place.payload)
  }
}

extension Writer {
  /// Begins a round when the rules for reports are what changed; one that is under way begins anew.
  func startPartsRound(afterRules change: Change) throws(Status) {
    let id = SyncRowID(high: change.key.high, low: change.key.low)
    let version = try reader.first("SELECT version FROM report_rules WHERE id = $1", .place(id)) {
      $0.integer(0)
    }
    guard let version else { return }
    let pending = try reader.first(
      "SELECT payload FROM timer WHERE kind = $1", .text(SyncPartsRound.kind.rawValue)
    ) { SyncPartsRound.Place($0.bytes(0))?.version }
    let from = min(version - 1, (pending ?? nil) ?? .max)
    try schedule(SyncPartsRound.kind, at: now, payload: SyncPartsRound.Place(version: from).payload)
  }
}

extension Reader {
  /// The rules for reports from a version on, oldest first; 0 is what counted before the first.
  fileprivate func reportRules(from version: Int64) throws(Status) -> [ReportRules] {
    var rules: [ReportRules] = version == 0 ? [.beforeAll] : []
    let newest = try current(ReportRules.self).version
    for number in max(version, 1)...max(newest, 1) where newest > 0 {
      rules.append(try document(version: number))
    }
    return rules
  }

  /// The next visits that are carried and not over.
  fileprivate func openCarriedVisits(
    after place: SyncPartsRound.Place, most: Int64
  ) throws(Status) -> [(CarriedRow, Visit)] {
    try all(
      """
      SELECT visit.*, s.staff FROM (
        SELECT DISTINCT staff, id FROM sync_scope
        WHERE entity = $1 AND (staff, id) > ($2, $3) ORDER BY staff, id LIMIT $4
      ) s JOIN visit ON visit.id = s.id ORDER BY s.staff, s.id
      """, .enumeration(EntityType.visit), .place(place.staff), .place(place.visit),
      .integer(most)
    ) { (row) throws(Status) in
      let visit = try VisitRow.document(row)
      return (CarriedRow(row.id(VisitRow.count), .visit, visit.id), visit)
    }
  }

  fileprivate func parts(
    of visit: Visit, differIn rules: [ReportRules]
  ) throws(Status) -> Bool {
    guard visit.closeTime == nil, let first = rules.first else { return false }
    let profile = try requirements(of: visit, by: first).profile
    let parts = first.requiredParts(of: profile)
    return rules.contains { $0.requiredParts(of: profile) != parts }
  }
}
