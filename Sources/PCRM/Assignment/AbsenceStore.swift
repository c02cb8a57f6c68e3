import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Absence {
  /// What an absence without an end is stored as ending: the end of time.
  static let open = Int64.max

  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    staffID = row.id(2)
    reason = row.text(3)
    startTime = row.time(4)
    endTime = row.integer(5) == Self.open ? nil : row.time(5)
    createTime = row.time(6)
    updateTime = row.time(7)
  }

  fileprivate var end: Value { .integer(endTime?.microseconds ?? Self.open) }
}

extension Reader {
  /// The absence with its deputies.
  func absence(_ id: AbsenceID) throws(Status) -> Absence? {
    let found = try first("SELECT absence.* FROM absence WHERE id = $1", .id(id)) { Absence($0) }
    guard var absence = found else { return nil }
    absence.deputyIDs = try deputies(of: id)
    return absence
  }

  /// The absence of somebody that an instant lies in.
  func absence(of staff: StaffID, at time: Timestamp) throws(Status) -> AbsenceID? {
    try first(
      """
      SELECT id FROM absence WHERE staff = $1 AND from_at <= $2 AND $2 < to_at
      ORDER BY from_at LIMIT 1
      """, .id(staff), .time(time)
    ) { $0.id(0) }
  }

  func deputies(of absence: AbsenceID) throws(Status) -> [StaffID] {
    try all("SELECT deputy FROM absence_deputy WHERE absence = $1 ORDER BY place", .id(absence)) {
      $0.id(0)
    }
  }

  /// Refuses an absence at a time at which the person is away already: two lists of deputies would contradict each
  /// other.
  func checkAlone(_ absence: Absence, _ field: String) throws(Status) {
    let other = try first(
      """
      SELECT 1 FROM absence WHERE staff = $1 AND id <> $2 AND from_at < $3 AND to_at > $4 LIMIT 1
      """, .id(absence.staffID), .place(absence.id), absence.end, .time(absence.startTime)
    ) { _ in true }
    if other != nil {
      throw .precondition(
        "ABSENCE_OVERLAPS", field, "the person is away at that time already; change that absence")
    }
  }

  /// Walks absences in the order of their ids.
  ///
  /// - Parameter row: is told the office of who is away.
  func absences(
    _ request: ListAbsencesRequest, after: AbsenceID,
    row take: (Absence, UnitID) throws(Status) -> Bool
  ) throws(Status) {
    var query = ListQuery("a.id", after: after)
    query.add("a.staff", request.staffID)
    query.add("s.team", request.teamID)
    if !request.deputyID.isEmpty {
      query.add(
        "a.id IN (SELECT absence FROM absence_deputy WHERE deputy = ?)", .id(request.deputyID))
    }
    if let time = request.fromTime { query.add("a.to_at > ?", .time(time)) }
    if let time = request.toTime { query.add("a.from_at < ?", .time(time)) }
    try each(
      SQL(
        built: """
          SELECT a.*, s.office FROM absence a JOIN staff s ON s.id = a.staff
          WHERE \(query.text) ORDER BY a.id
          """), query.arguments
    ) { (row) throws(Status) in
      var absence = Absence(row)
      absence.deputyIDs = try deputies(of: absence.id)
      return try take(absence, row.id(8))
    }
  }
}

extension Writer {
  func insert(_ absence: Absence) throws(Status) {
    try execute(
      "INSERT INTO absence VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", .id(absence.id),
      .integer(absence.version), .id(absence.staffID), .text(absence.reason),
      .time(absence.startTime), absence.end, .time(absence.createTime), .time(absence.updateTime))
    try insertDeputies(of: absence)
  }

  func update(_ absence: Absence) throws(Status) {
    try execute(
      """
      UPDATE absence SET version = $2, reason = $3, from_at = $4, to_at = $5, updated_at = $6
      WHERE id = $1
      """, .id(absence.id), .integer(absence.version), .text(absence.reason),
      .time(absence.startTime), absence.end, .time(absence.updateTime))
    try execute("DELETE FROM absence_deputy WHERE absence = $1", .id(absence.id))
    try insertDeputies(of: absence)
  }

  func delete(_ absence: Absence) throws(Status) {
    try execute("DELETE FROM absence_deputy WHERE absence = $1", .id(absence.id))
    try execute("DELETE FROM absence WHERE id = $1", .id(absence.id))
  }

  private func insertDeputies(of absence: Absence) throws(Status) {
    for (place, deputy) in absence.deputyIDs.enumerated() {
      try execute(
        "INSERT INTO absence_deputy VALUES ($1, $2, $3)", .id(absence.id),
        .integer(Int64(place)), .id(deputy))
    }
  }
}
