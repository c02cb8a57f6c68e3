import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A series' row, column by column, as every statement here selects it.
private enum SeriesRow {
  /// - Parameter now: what the statement calls the time now; what found no time before it is over.
  static func columns(now: String) -> String {
    """
    s.customer, s.id, s.version, s.state, s.staff, s.office, s.previous, s.next, s.planned_until,
    s.settling, s.created_at, s.updated_at, s.document,
    (SELECT count(*) FROM series_occurrence o
      WHERE o.series = s.id AND o.state = 3 AND o.at >= \(now))
    """
  }

  static func series(_ row: any Row) throws(Status) -> VisitSeries {
    var series: VisitSeries
    do throws(DecodingFailure) {
      series = try VisitSeries(binary: row.raw(12))
    } catch {
      throw .internalError
    }
    series.customerID = row.id(0)
    series.id = row.id(1)
    series.version = row.integer(2)
    series.state = row.enumeration(3)
    series.staffID = row.id(4)
    series.officeID = row.id(5)
    series.previousID = row.id(6)
    series.nextID = row.id(7)
    series.plannedUntil = row.time(8)
    series.settling = row.bool(9)
    series.createTime = row.time(10)
    series.updateTime = row.time(11)
    series.unplacedCount = Int32(truncatingIfNeeded: row.integer(13))
    return series
  }
}

extension VisitSeries {
  /// What has no column of its own, in wire form.
  fileprivate var partsBinary: [UInt8] {
    var parts = self
    parts.customerID = CustomerID()
    parts.id = SeriesID()
    parts.version = 0
    parts.state = .unspecified
    parts.staffID = StaffID()
    parts.officeID = UnitID()
    parts.previousID = SeriesID()
    parts.nextID = SeriesID()
    parts.plannedUntil = nil
    parts.settling = false
    parts.createTime = nil
    parts.updateTime = nil
    parts.unplacedCount = 0
    return parts.binary()
  }
}

extension Reader {
  /// The series, whoever asks.
  func series(_ id: SeriesID) throws(Status) -> VisitSeries? {
    try first(
      SQL(built: "SELECT \(SeriesRow.columns(now: "$2")) FROM visit_series s WHERE s.id = $1"),
      .id(id), .integer(now.microseconds)
    ) { (row) throws(Status) in try SeriesRow.series(row) }
  }

  /// The series, when its customer is within the caller's reach, or the caller goes.
  func series(_ id: SeriesID, _ field: String, _ caller: Caller) throws(Status) -> VisitSeries {
    if id.isEmpty { throw .required(field) }
    if let found = try series(id), try isReached(found, by: caller) { return found }
    throw .notFound(field, "there is no such series")
  }

  private func isReached(_ series: VisitSeries, by caller: Caller) throws(Status) -> Bool {
    if case .all = caller.scope { return true }
    if !caller.staff.isEmpty && caller.staff == series.staffID { return true }
    guard let place = try reach(of: series.customerID) else { return false }
    return caller.reaches(series.customerID, office: place.office, worker: place.worker)
  }

  func hasSeries(_ id: SeriesID) throws(Status) -> Bool {
    try first("SELECT 1 FROM visit_series WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// One page of series, in the order of their ids.
  func series(
    _ request: ListSeriesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<VisitSeries> {
    var rows = PageBuilder<VisitSeries>(page)
    try each(
      SQL(
        built: """
          SELECT \(SeriesRow.columns(now: "$6")), c.home_office, c.case_worker
          FROM visit_series s JOIN customer c ON c.id = s.customer
          WHERE s.id > $1 AND ($2 IS NULL OR s.customer = $2) AND ($3 IS NULL OR s.staff = $3)
            AND ($4 = 0 OR s.state = $4) AND ($5 = 0 OR EXISTS (
              SELECT 1 FROM series_occurrence o
              WHERE o.series = s.id AND o.state = 3 AND o.at >= $6))
          ORDER BY s.id
          """),
      [
        .place(page.afterID(SeriesID.self)), .id(request.customerID), .id(request.staffID),
        .enumeration(request.state), .bool(request.unplacedOnly), .integer(now.microseconds),
      ]
    ) { (row) throws(Status) in
      let series = try SeriesRow.series(row)
      let isOwn = !caller.staff.isEmpty && caller.staff == series.staffID
      guard
        isOwn || caller.reaches(series.customerID, office: row.id(14), worker: row.id(15))
      else { return true }
      return rows.add(series, at: series.id.position)
    }
    return rows
  }
}

extension Writer {
  mutating func insert(_ series: VisitSeries) throws(Status) {
    try execute(
      """
      INSERT INTO visit_series (customer, id, version, state, staff, office, previous, next,
        planned_until, settling, created_at, updated_at, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """, .id(series.customerID), .id(series.id), .integer(series.version),
      .enumeration(series.state), .id(series.staffID), .id(series.officeID),
      .id(series.previousID), .id(series.nextID), .time(series.plannedUntil),
      .bool(series.settling), .time(series.createTime), .time(series.updateTime),
      .blob(series.partsBinary))
    changed(FeedEntity.series, series.id, version: series.version, about: series.customerID)
  }

  /// Stores a changed series and notes it for the feed.
  mutating func update(_ series: VisitSeries, fields: String) throws(Status) {
    try store(series)
    changed(
      FeedEntity.series, series.id, version: series.version, fields: fields,
      about: series.customerID)
  }

  /// Stores how far the work on a series is, which is no change of the series.
  func store(_ series: VisitSeries) throws(Status) {
    try execute(
      """
      UPDATE visit_series SET version = $3, state = $4, staff = $5, office = $6, next = $7,
        planned_until = $8, settling = $9, updated_at = $10, document = $11
      WHERE customer = $1 AND id = $2
      """, .id(series.customerID), .id(series.id), .integer(series.version),
      .enumeration(series.state), .id(series.staffID), .id(series.officeID),
      .id(series.nextID), .time(series.plannedUntil), .bool(series.settling),
      .time(series.updateTime), .blob(series.partsBinary))
  }
}
