import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The number of the last apply that changed a case type; 0 while there is none.
  func caseTypesApplied() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(applied), 0) FROM case_type") { $0.integer(0) } ?? 0
  }

  /// A version of a case type.
  func caseType(_ code: String, version: Int64) throws(Status) -> CaseType? {
    try first(
      "SELECT document FROM case_type WHERE code = $1 AND version = $2", .text(code),
      .integer(version)
    ) { (row) throws(Status) in try CaseType(stored: row.raw(0)) }
  }

  /// The newest version of a case type.
  func newestCaseType(_ code: String) throws(Status) -> CaseType? {
    try first(
      "SELECT document FROM case_type WHERE code = $1 ORDER BY version DESC LIMIT 1", .text(code)
    ) { (row) throws(Status) in try CaseType(stored: row.raw(0)) }
  }

  /// The case type that a case follows.
  func caseType(of document: Case) throws(Status) -> CaseType {
    guard let type = try caseType(document.type, version: document.typeVersion) else {
      throw .internalError
    }
    return type
  }

  /// The newest version of every case type.
  func newestCaseTypes() throws(Status) -> [CaseType] {
    try all(
      """
      SELECT document FROM case_type
      WHERE version = (SELECT max(newer.version) FROM case_type AS newer
        WHERE newer.code = case_type.code)
      ORDER BY code
      """
    ) { (row) throws(Status) in try CaseType(stored: row.raw(0)) }
  }

  /// Walks case types in the order of code and version.
  ///
  /// - Parameters:
  ///   - code: only versions of this type; empty for all types.
  ///   - isNewest: only the newest version of each.
  func caseTypes(
    code: String, isNewest: Bool, after: (code: String, version: Int64),
    row take: (CaseType) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT document FROM case_type
      WHERE (code, version) > ($1, $2) AND ($3 = '' OR code = $3)
        AND ($4 = 0 OR version = (SELECT max(newer.version) FROM case_type AS newer
          WHERE newer.code = case_type.code))
      ORDER BY code, version
      """, [.text(after.code), .integer(after.version), .text(code), .bool(isNewest)]
    ) { (row) throws(Status) in try take(try CaseType(stored: row.raw(0))) }
  }

  /// Whether a case of the type is not closed.
  func isInUse(caseType code: String) throws(Status) -> Bool {
    try first("SELECT 1 FROM customer_case WHERE type = $1 AND status <> 3 LIMIT 1", .text(code)) {
      (_) throws(Status) in true
    } ?? false
  }
}

extension Writer {
  /// Stores a new version of a case type.
  ///
  /// - Parameter applied: the number of the apply that it belongs to.
  mutating func insert(
    _ type: CaseType, applied: Int64, by caller: Caller
  ) throws(Status) {
    let known = try reader.first(
      "SELECT id FROM case_type WHERE code = $1 LIMIT 1", .text(type.code)
    ) { $0.id(0, of: CaseTypeID.self) }
    let id = known ?? newID(CaseTypeID.self)
    try execute(
      """
      INSERT INTO case_type
      SELECT coalesce(max(revision), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM case_type
      """, .integer(applied), .text(type.code), .integer(type.version), .id(id), .time(now),
      .id(caller.principal), .blob(type.binary()))
    changed(
      FeedEntity.caseType, id, version: type.version, fields: type.version == 1 ? "" : "document")
  }

  /// The next number of a series.
  ///
  /// - Parameter year: the year of the number, for series by year.
  func nextNumber(of series: NumberSeries, year: Int32) throws(Status) -> String {
    var number: Int64 = 0
    try connection.run(
      """
      INSERT INTO number_series VALUES ($1, $2, 1)
      ON CONFLICT (prefix, year) DO UPDATE SET last = number_series.last + 1
      RETURNING last
      """, [.text(series.prefix), .integer(series.yearly ? Int64(year) : 0)]
    ) { (row) throws(Status) in
      number = row.integer(0)
      return true
    }
    return series.text(number, year: year)
  }
}

extension CaseType {
  fileprivate init(stored bytes: UnsafeRawBufferPointer) throws(Status) {
    do throws(DecodingFailure) {
      try self.init(binary: bytes)
    } catch {
      throw .internalError
    }
  }
}
