import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// An item that a reassignment comes to next.
struct ReassignmentTask: Sendable {
  var customer = CustomerID()
  /// Empty for an adoption.
  var caseID = CaseID()
  var from = StaffID()
  var to = StaffID()
  /// The line of the proposal; 0 without one.
  var line: Int32 = 0
  /// What is to be stored as done when this item is.
  var place: [UInt8] = []
}

extension Reader {
  /// How many items a reassignment has now.
  func itemCount(of work: Reassignment) throws(Status) -> Int64 {
    let (condition, key) = Self.owners(of: work)
    return try first(
      SQL(
        built: """
          SELECT count(*) FROM staff s JOIN customer_case c ON c.worker = s.id
          WHERE \(condition) AND c.status <> 3 AND ($2 = '' OR c.type = $2) AND s.id <> $3
          """), key, .text(work.caseType), .id(work.toStaffID)
    ) { $0.integer(0) } ?? 0
  }

  /// Whose cases are given away, as a condition on `staff s`.
  private static func owners(of work: Reassignment) -> (String, Value) {
    if !work.fromStaffID.isEmpty { return ("s.id = $1", .id(work.fromStaffID)) }
    if !work.fromTeamID.isEmpty { return ("s.team = $1", .id(work.fromTeamID)) }
    return ("s.office = $1", .id(work.fromOfficeID))
  }

  /// The next items after a place, some at most; none at the end.
  func tasks(of stored: StoredReassignment, most: Int) throws(Status) -> [ReassignmentTask] {
    stored.work.proposalID.isEmpty
      ? try ownedTasks(stored, most) : try plannedTasks(stored, most)
  }

  /// Cases in the order of who has them: whoever has given all away leaves the list, and refused ones are passed.
  private func ownedTasks(
    _ stored: StoredReassignment, _ most: Int
  ) throws(Status) -> [ReassignmentTask] {
    let work = stored.work
    let after = stored.place.withUnsafeBytes { bytes in
      bytes.count == 32
        ? (
          StaffID(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<16])) ?? StaffID(),
          CaseID(bytes: UnsafeRawBufferPointer(rebasing: bytes[16...])) ?? CaseID()
        ) : (StaffID(), CaseID())
    }
    let (condition, key) = Self.owners(of: work)
    let owners = try all(
      SQL(built: "SELECT s.id FROM staff s WHERE \(condition) AND s.id >= $2 ORDER BY s.id"),
      key, .place(after.0)
    ) { $0.id(0, of: StaffID.self) }
    var found: [ReassignmentTask] = []
    for owner in owners where owner != work.toStaffID && found.count < most {
      found += try all(
        """
        SELECT customer, id FROM customer_case
        WHERE worker = $1 AND id > $2 AND status <> 3 AND ($3 = '' OR type = $3)
        ORDER BY id LIMIT $4
        """, .id(owner), .place(owner == after.0 ? after.1 : CaseID()), .text(work.caseType),
        .integer(Int64(most - found.count))
      ) { row in
        let id = row.id(1, of: CaseID.self)
        return ReassignmentTask(
          customer: row.id(0), caseID: id, from: owner, to: work.toStaffID,
          place: owner.position + id.position)
      }
    }
    return found
  }

  private func plannedTasks(
    _ stored: StoredReassignment, _ most: Int
  ) throws(Status) -> [ReassignmentTask] {
    let after = stored.place.reduce(Int64(0)) { $0 << 8 | Int64($1) }
    var found: [ReassignmentTask] = []
    try proposalLines(of: stored.work.proposalID, after: after, placedOnly: true) {
      (line) throws(Status) in
      found.append(
        ReassignmentTask(
          customer: line.customerID, caseID: line.caseID, from: line.fromStaffID,
          to: line.toStaffID, line: line.number, place: Int64(line.number).position))
      return found.count < most
    }
    return found
  }
}
