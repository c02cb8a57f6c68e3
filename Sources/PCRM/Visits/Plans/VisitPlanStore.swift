import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlan {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try VisitPlan(binary: row.raw(5))
    } catch {
      throw .internalError
    }
    code = row.text(0)
    version = Int32(truncatingIfNeeded: row.integer(1))
    id = row.id(2)
    createTime = row.time(3)
    createdBy = row.id(4)
  }
}

extension Reader {
  private static let planColumns = "code, version, id, created_at, created_by, document"

  /// The number of the last apply that changed a plan; 0 while there is none.
  func visitPlansApplied() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(applied), 0) FROM visit_plan") { $0.integer(0) } ?? 0
  }

  /// A version of a plan; 0 is the newest.
  func visitPlan(_ code: String, version: Int32 = 0) throws(Status) -> VisitPlan? {
    try first(
      SQL(
        built: """
          SELECT \(Self.planColumns) FROM visit_plan
          WHERE code = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1
          """), .text(code), .integer(Int64(version))
    ) { (row) throws(Status) in try VisitPlan(stored: row) }
  }

  /// The newest version of each plan after a code, in the order of their codes.
  func visitPlans(after code: String = "") throws(Status) -> [VisitPlan] {
    try all(
      SQL(
        built: """
          SELECT \(Self.planColumns) FROM visit_plan
          WHERE code > $1 AND version = (SELECT max(newer.version) FROM visit_plan AS newer
            WHERE newer.code = visit_plan.code)
          ORDER BY code
          """), .text(code)
    ) { (row) throws(Status) in try VisitPlan(stored: row) }
  }

  /// The day on which a plan was applied first; today for one that was not.
  func firstDay(of plan: VisitPlan) throws(Status) -> Int {
    if let start = plan.startDate { return start.daysSince1970 }
    let applied = try first(
      "SELECT min(created_at) FROM visit_plan WHERE code = $1", .text(plan.code)
    ) { $0.timeOrNil(0) }
    return BusinessDay.today((applied ?? nil) ?? now).daysSince1970
  }
}

extension Writer {
  /// Stores a new version of a plan.
  ///
  /// - Parameter applied: the number of the apply that it belongs to.
  mutating func insert(_ plan: VisitPlan, applied: Int64, by caller: Caller) throws(Status) {
    let newest = try reader.visitPlan(plan.code)
    let id = newest?.id ?? newID()
    let version = Int64(newest?.version ?? 0) + 1
    try execute(
      """
      INSERT INTO visit_plan
      SELECT coalesce(max(revision), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM visit_plan
      """, .integer(applied), .text(plan.code), .integer(version), .id(id), .time(now),
      .id(caller.principal), .blob(plan.comparable.binary()))
    changed(
      FeedEntity.visitPlan, id, version: version, fields: version == 1 ? "" : "document")
  }
}
