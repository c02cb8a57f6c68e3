import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReport: VisitRecord {
  /// What a query for reports selects: `r` is `visit_report`, `d` the version, `u` the customer.
  static let columns = "d.document, u.home_office, u.case_worker"
  static let columnCount = 1

  var place: TimePlace<Entity.Visit> { TimePlace(visitTime?.microseconds ?? 0, visitID) }

  init(row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      try self.init(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

extension [ReportPart] {
  /// The parts as one number with a bit each.
  var bits: Int64 { reduce(0) { $0 | 1 << Int64($1.rawValue) } }

  init(bits: Int64) {
    self = ReportPart.all.filter { bits & (1 << Int64($0.rawValue)) != 0 }
  }
}

extension Reader {
  /// The newest version of a visit's report; nil when there is none.
  func report(of visit: VisitID) throws(Status) -> VisitReport? {
    try first(
      """
      SELECT d.document FROM visit_report r JOIN visit_report_version d
        ON d.visit = r.visit AND d.version = r.version
      WHERE r.visit = $1
      """, .id(visit)
    ) { (row) throws(Status) in try VisitReport(row: row) }
  }

  /// A version of a visit's report; nil when there is no such version.
  func report(of visit: VisitID, version: Int64) throws(Status) -> VisitReport? {
    try first(
      "SELECT document FROM visit_report_version WHERE visit = $1 AND version = $2", .id(visit),
      .integer(version)
    ) { (row) throws(Status) in try VisitReport(row: row) }
  }

  /// One page of reports, the newest version of each.
  func reports(
    _ request: ListReportsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> RecordPage<VisitReport> {
    var query = TimeQuery("r.at, r.visit", after: TimePlace<Entity.Visit>(page.after))
    query.add("r.customer", request.customerID)
    query.add("r.case_id", request.caseID)
    query.add("r.staff", request.staffID)
    query.add("r.office", request.officeID)
    if let from = request.fromTime { query.add("r.at >= ?", .time(from)) }
    if let before = request.beforeTime { query.add("r.at < ?", .time(before)) }
    return try records(
      """
      SELECT \(VisitReport.columns) FROM visit_report r CROSS JOIN visit_report_version d
        CROSS JOIN customer u
      WHERE \(query.text) AND d.visit = r.visit AND d.version = r.version AND u.id = r.customer
      ORDER BY r.at, r.visit
      """, query, page, caller)
  }

  /// Walks the versions of a report, oldest first, from after a number.
  func reportVersions(
    of visit: VisitID, after: Int64, row take: (VisitReport) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT document FROM visit_report_version WHERE visit = $1 AND version > $2 ORDER BY version
      """, [.id(visit), .integer(after)]
    ) { (row) throws(Status) in try take(try VisitReport(row: row)) }
  }

  /// What a customer was given at visits other than one, from a time on, in won.
  func giftSum(
    of customer: CustomerID, besides visit: VisitID, from: Timestamp, to: Timestamp
  ) throws(Status) -> Int64 {
    try first(
      """
      SELECT coalesce(sum(value_won), 0) FROM visit_gift
      WHERE customer = $1 AND visit <> $2 AND at > $3 AND at < $4
      """, .id(customer), .id(visit), .time(from), .time(to)
    ) { $0.integer(0) } ?? 0
  }
}

extension Writer {
  /// Stores a version of a report, brings what is asked about it up to date, and notes it for the feed.
  mutating func store(_ report: VisitReport, by caller: Caller) throws(Status) {
    if report.version == 1 {
      try execute(
        """
        INSERT INTO visit_report VALUES
          ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, NULL)
        """, .id(report.visitID), .id(report.customerID), .id(report.caseID),
        .id(report.staffID), .id(report.officeID), .time(report.visitTime),
        .integer(report.version), .enumeration(report.managementLevel),
        .integer(report.filled.bits), .integer(report.required.bits),
        .enumeration(report.petition))
    } else {
      try execute(
        """
        UPDATE visit_report SET version = $2, filled = $3, required = $4, petition = $5
        WHERE visit = $1
        """, .id(report.visitID), .integer(report.version), .integer(report.filled.bits),
        .integer(report.required.bits), .enumeration(report.petition))
    }
    try execute(
      "INSERT INTO visit_report_version VALUES ($1, $2, $3, $4, $5, $6)", .id(report.visitID),
      .integer(report.version), .id(report.customerID), .time(report.createTime),
      .id(caller.principal), .blob(report.binary()))
    try execute("DELETE FROM visit_gift WHERE visit = $1", .id(report.visitID))
    for (place, gift) in (report.adoption?.gifts ?? []).enumerated() {
      try execute(
        "INSERT INTO visit_gift VALUES ($1, $2, $3, $4, $5)", .id(report.visitID),
        .integer(Int64(place)), .id(report.customerID), .time(report.visitTime),
        .integer(gift.valueWon))
    }
    changed(
      FeedEntity.visitReport, report.visitID, version: report.version,
      fields: report.version == 1 ? "" : "report", about: report.customerID)
  }

  /// Notes at a report what the customer said afterwards.
  func note(_ result: CallBackResult, at visit: VisitID) throws(Status) {
    try execute(
      """
      UPDATE visit_report SET confirmed = $2, satisfaction = coalesce($3, satisfaction)
      WHERE visit = $1
      """, .id(visit), .bool(result.confirmed),
      result.satisfaction > 0 ? .integer(Int64(result.satisfaction)) : .null)
  }
}
