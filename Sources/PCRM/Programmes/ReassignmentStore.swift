import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A reassignment's row, column by column, as every statement here selects it.
private enum ReassignmentRow {
  static let columns = """
    id, version, state, from_staff, from_team, from_office, proposal, case_type, to_staff, reason,
    item_count, moved_count, refused_count, created_by, created_at, ended_at, office, next_place
    """

  static func stored(_ row: any Row) -> StoredReassignment {
    var work = Reassignment()
    work.id = row.id(0)
    work.version = row.integer(1)
    work.state = row.enumeration(2)
    work.fromStaffID = row.id(3)
    work.fromTeamID = row.id(4)
    work.fromOfficeID = row.id(5)
    work.proposalID = row.id(6)
    work.caseType = row.text(7)
    work.toStaffID = row.id(8)
    work.reason = row.text(9)
    work.itemCount = Int32(truncatingIfNeeded: row.integer(10))
    work.movedCount = Int32(truncatingIfNeeded: row.integer(11))
    work.refusedCount = Int32(truncatingIfNeeded: row.integer(12))
    work.createdBy = row.id(13)
    work.createTime = row.time(14)
    work.endTime = row.timeOrNil(15)
    return StoredReassignment(work: work, office: row.id(16), place: row.bytes(17))
  }
}

/// A reassignment with what only its carrying out needs.
struct StoredReassignment {
  var work: Reassignment
  /// The office that it is about; empty = none in particular.
  var office = UnitID()
  /// Where the next step begins.
  var place: [UInt8] = []

  func isReached(by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    return work.createdBy == caller.principal || !office.isEmpty && caller.reaches(unit: office)
  }
}

extension Reader {
  func reassignment(_ id: ReassignmentID) throws(Status) -> StoredReassignment? {
    try first(
      SQL(built: "SELECT \(ReassignmentRow.columns) FROM reassignment WHERE id = $1"), .id(id)
    ) { ReassignmentRow.stored($0) }
  }

  /// The reassignment, when it is within the caller's reach.
  func reassignment(
    _ id: ReassignmentID, _ field: String, _ caller: Caller
  ) throws(Status) -> StoredReassignment {
    if id.isEmpty { throw .required(field) }
    guard let found = try reassignment(id), found.isReached(by: caller) else {
      throw .notFound(field, "there is no such reassignment")
    }
    return found
  }

  /// One page of reassignments, newest first.
  func reassignments(
    _ request: ListReassignmentsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Reassignment> {
    var rows = PageBuilder<Reassignment>(page)
    let after =
      page.after.isEmpty ? ReassignmentID(high: .max, low: .max) : page.afterID()
    try each(
      SQL(
        built: """
          SELECT \(ReassignmentRow.columns) FROM reassignment
          WHERE id < $1 AND ($2 = 0 OR state = $2) ORDER BY id DESC
          """), [.place(after), .enumeration(request.state)]
    ) { (row) throws(Status) in
      let stored = ReassignmentRow.stored(row)
      guard stored.isReached(by: caller) else { return rows.pass(at: stored.work.id.position) }
      return rows.add(stored.work, at: stored.work.id.position)
    }
    return rows
  }

  /// One page of what became of the items.
  func reassignmentItems(
    _ request: ListReassignmentItemsRequest, _ page: Page
  ) throws(Status) -> PageBuilder<ReassignmentItem> {
    var rows = PageBuilder<ReassignmentItem>(page)
    try each(
      """
      SELECT number, customer, case_id, from_staff, to_staff, refusal, at
      FROM reassignment_item
      WHERE reassignment = $1 AND number > $2 AND ($3 = 0 OR refusal <> '')
      ORDER BY number LIMIT $4
      """,
      [
        .id(request.reassignmentID), .integer(page.afterNumber ?? 0),
        .bool(request.refusedOnly), .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      var item = ReassignmentItem()
      item.number = Int32(truncatingIfNeeded: row.integer(0))
      item.customerID = row.id(1)
      item.caseID = row.id(2)
      item.fromStaffID = row.id(3)
      item.toStaffID = row.id(4)
      item.refusal = row.text(5)
      item.moved = item.refusal.isEmpty
      item.time = row.time(6)
      return rows.add(item, at: Int64(item.number).position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ stored: StoredReassignment) throws(Status) {
    let work = stored.work
    try execute(
      """
      INSERT INTO reassignment (id, version, state, from_staff, from_team, from_office, proposal,
        case_type, to_staff, reason, item_count, moved_count, refused_count, office, next_place,
        created_by, created_at, ended_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12, $13, $14, $15, NULL)
      """, .id(work.id), .integer(work.version), .enumeration(work.state), .id(work.fromStaffID),
      .id(work.fromTeamID), .id(work.fromOfficeID), .id(work.proposalID), .text(work.caseType),
      .id(work.toStaffID), .text(work.reason), .integer(Int64(work.itemCount)),
      .id(stored.office), .blob(stored.place), .id(work.createdBy), .time(work.createTime))
  }

  /// Stores how far a reassignment is.
  func update(_ stored: StoredReassignment) throws(Status) {
    let work = stored.work
    try execute(
      """
      UPDATE reassignment SET version = $2, state = $3, moved_count = $4, refused_count = $5,
        next_place = $6, ended_at = $7
      WHERE id = $1
      """, .id(work.id), .integer(work.version), .enumeration(work.state),
      .integer(Int64(work.movedCount)), .integer(Int64(work.refusedCount)),
      .blob(stored.place), .time(work.endTime))
  }

  func insert(_ item: ReassignmentItem, of id: ReassignmentID) throws(Status) {
    try execute(
      """
      INSERT INTO reassignment_item (reassignment, number, customer, case_id, from_staff,
        to_staff, refusal, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .id(id), .integer(Int64(item.number)), .id(item.customerID), .id(item.caseID),
      .id(item.fromStaffID), .id(item.toStaffID), .text(item.refusal), .time(item.time))
  }
}
