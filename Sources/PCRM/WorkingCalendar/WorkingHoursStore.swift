import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Whose hours they are.
enum HoursHolder: Hashable {
  case staff(StaffID)
  case office(UnitID)
  case agency

  init(_ hours: WorkingHours) {
    if !hours.staffID.isEmpty {
      self = .staff(hours.staffID)
    } else {
      self = hours.officeID.isEmpty ? .agency : .office(hours.officeID)
    }
  }
}

extension WorkingHours {
  fileprivate init(stored row: any Row, at column: Int) throws(Status) {
    do throws(DecodingFailure) {
      self = try WorkingHours(binary: row.raw(column))
    } catch {
      throw .internalError
    }
  }
}

extension Reader {
  func workingHours(_ id: WorkingTimeID, _ field: String) throws(Status) -> WorkingHours {
    if id.isEmpty { throw .required(field) }
    let found = try first("SELECT document FROM working_hours WHERE id = $1", .id(id)) {
      (row) throws(Status) in try WorkingHours(stored: row, at: 0)
    }
    guard let found else { throw .notFound(field, "there are no such hours") }
    return found
  }

  /// The hours of one holder that hold on some of the days, by their first day.
  func workingHours(
    of holder: HoursHolder, from first: Int64 = Period.beginning, before end: Int64 = Period.end
  ) throws(Status) -> [WorkingHours] {
    switch holder {
    case .staff(let id):
      try all(
        """
        SELECT document FROM working_hours
        WHERE staff = $1 AND valid_from < $3 AND valid_to > $2 ORDER BY valid_from
        """, .id(id), .integer(first), .integer(end)
      ) { (row) throws(Status) in try WorkingHours(stored: row, at: 0) }
    case .office(let id):
      try all(
        """
        SELECT document FROM working_hours
        WHERE office = $1 AND valid_from < $3 AND valid_to > $2 ORDER BY valid_from
        """, .id(id), .integer(first), .integer(end)
      ) { (row) throws(Status) in try WorkingHours(stored: row, at: 0) }
    case .agency:
      try all(
        """
        SELECT document FROM working_hours
        WHERE staff IS NULL AND office IS NULL AND valid_from < $2 AND valid_to > $1
        ORDER BY valid_from
        """, .integer(first), .integer(end)
      ) { (row) throws(Status) in try WorkingHours(stored: row, at: 0) }
    }
  }

  /// One page of hours, in the order of their ids.
  func workingHours(
    _ request: ListWorkingHoursRequest, _ page: Page
  ) throws(Status) -> PageBuilder<WorkingHours> {
    var rows = PageBuilder<WorkingHours>(page)
    var query = ListQuery("id", after: page.afterID(WorkingTimeID.self))
    query.add("staff", request.staffID)
    query.add("office", request.officeID)
    if let day = request.asOf {
      query.add("valid_from <= ?", .integer(day.number))
      query.add("valid_to > ?", .integer(day.number))
    }
    try each(
      SQL(built: "SELECT document FROM working_hours WHERE \(query.text) ORDER BY id"),
      query.arguments
    ) { (row) throws(Status) in
      let hours = try WorkingHours(stored: row, at: 0)
      return rows.add(hours, at: hours.id.position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ hours: WorkingHours) throws(Status) {
    try execute(
      """
      INSERT INTO working_hours (id, version, staff, office, valid_from, valid_to, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .id(hours.id), .integer(hours.version), .id(hours.staffID), .id(hours.officeID),
      .first(hours.validFrom), .end(hours.validTo), .blob(hours.binary()))
  }

  func update(_ hours: WorkingHours) throws(Status) {
    try execute(
      """
      UPDATE working_hours SET version = $2, valid_from = $3, valid_to = $4, document = $5
      WHERE id = $1
      """, .id(hours.id), .integer(hours.version), .first(hours.validFrom),
      .end(hours.validTo), .blob(hours.binary()))
  }

  func deleteWorkingHours(_ id: WorkingTimeID) throws(Status) {
    try execute("DELETE FROM working_hours WHERE id = $1", .id(id))
  }
}
