import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// An adoption's row, column by column, as every statement here selects it.
private enum AdoptionRow {
  static let columns = """
    a.id, a.version, a.programme, a.customer, a.staff, a.distance_m, a.reason, a.waived_by,
    a.created_at, a.ended_at, a.end_reason
    """
  /// How many columns there are; statements that check reach select the customer's office and worker after them.
  static let count = 11

  /// Whether the customer is within reach, or the caller the one who adopted.
  static func isReached(_ row: any Row, _ adoption: Adoption, by caller: Caller) -> Bool {
    caller.reaches(
      adoption.customerID, office: row.id(count), worker: row.id(count + 1))
      || !caller.staff.isEmpty && caller.staff == adoption.staffID
  }

  static func adoption(_ row: any Row) -> Adoption {
    var adoption = Adoption()
    adoption.id = row.id(0)
    adoption.version = row.integer(1)
    adoption.programmeID = row.id(2)
    adoption.customerID = row.id(3)
    adoption.staffID = row.id(4)
    adoption.distanceM = Int32(truncatingIfNeeded: row.integer(5))
    adoption.reason = row.text(6)
    adoption.waivedBy = row.id(7)
    adoption.createTime = row.time(8)
    adoption.endTime = row.timeOrNil(9)
    adoption.endReason = row.text(10)
    return adoption
  }
}

extension Reader {
  /// An adoption of a customer within the caller's reach.
  func adoption(_ id: AdoptionID, _ field: String, _ caller: Caller) throws(Status) -> Adoption {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      SQL(
        built: """
          SELECT \(AdoptionRow.columns), c.home_office, c.case_worker
          FROM adoption a JOIN customer c ON c.id = a.customer WHERE a.id = $1
          """), .id(id)
    ) { row in
      let adoption = AdoptionRow.adoption(row)
      return AdoptionRow.isReached(row, adoption, by: caller) ? adoption : nil
    }
    guard let found, let adoption = found else {
      throw .notFound(field, "there is no such adoption")
    }
    return adoption
  }

  /// One page of adoptions, in the order of their ids, of customers within reach and of the caller's own.
  func adoptions(
    _ request: ListAdoptionsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Adoption> {
    // The index is chosen by what is asked for.
    let (column, key): (String, Value) =
      if !request.customerID.isEmpty {
        ("a.customer", .id(request.customerID))
      } else if !request.staffID.isEmpty {
        ("a.staff", .id(request.staffID))
      } else if !request.programmeID.isEmpty {
        ("a.programme", .id(request.programmeID))
      } else {
        ("''", .text(""))
      }
    var rows = PageBuilder<Adoption>(page)
    try each(
      SQL(
        built: """
          SELECT \(AdoptionRow.columns), c.home_office, c.case_worker
          FROM adoption a JOIN customer c ON c.id = a.customer
          WHERE \(column) = $1 AND a.id > $2 AND ($3 = $6 OR a.programme = $3)
            AND ($4 = $6 OR a.staff = $4) AND ($5 = 1 OR a.ended_at IS NULL)
          ORDER BY a.id
          """),
      [
        key, .place(page.afterID(AdoptionID.self)), .place(request.programmeID),
        .place(request.staffID), .bool(request.showEnded), .place(StaffID()),
      ]
    ) { (row) throws(Status) in
      let adoption = AdoptionRow.adoption(row)
      guard AdoptionRow.isReached(row, adoption, by: caller) else {
        return rows.pass(at: adoption.id.position)
      }
      return rows.add(adoption, at: adoption.id.position)
    }
    return rows
  }

  /// The places that a member of staff has taken in a programme, ascending.
  func adoptionPlaces(of staff: StaffID, in programme: ProgrammeID) throws(Status) -> [Int] {
    try all(
      """
      SELECT place FROM adoption
      WHERE programme = $1 AND staff = $2 AND ended_at IS NULL ORDER BY place
      """, .id(programme), .id(staff)
    ) { Int($0.integer(0)) }
  }

  func adoptionCount(of staff: StaffID, in programme: ProgrammeID) throws(Status) -> Int {
    try adoptionPlaces(of: staff, in: programme).count
  }

  func isAdopted(_ customer: CustomerID, in programme: ProgrammeID) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM adoption WHERE programme = $1 AND customer = $2 AND ended_at IS NULL
      """, .id(programme), .id(customer)
    ) { _ in true } ?? false
  }
}

extension Writer {
  /// Stores an adoption at its place.
  func insert(
    _ adoption: Adoption, place: Int, cap: Int32, isAboveCap: Bool
  ) throws(Status) {
    try execute(
      """
      INSERT INTO adoption (customer, id, version, programme, cap, staff, place, is_above_cap,
        distance_m, reason, waived_by, created_at, ended_at, end_reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, '')
      """, .id(adoption.customerID), .id(adoption.id), .integer(adoption.version),
      .id(adoption.programmeID), .integer(Int64(cap)), .id(adoption.staffID),
      .integer(Int64(place)), .bool(isAboveCap), .integer(Int64(adoption.distanceM)),
      .text(adoption.reason), .id(adoption.waivedBy), .time(adoption.createTime))
  }

  func end(_ adoption: Adoption) throws(Status) {
    try execute(
      """
      UPDATE adoption SET version = $3, ended_at = $4, end_reason = $5
      WHERE customer = $1 AND id = $2
      """, .id(adoption.customerID), .id(adoption.id), .integer(adoption.version),
      .time(adoption.endTime), .text(adoption.endReason))
  }

  /// Brings everybody's places below a cap that is about to be lowered, where they are fewer than it.
  func makeRoom(in programme: Programme, for cap: Int) throws(Status) {
    let above = try reader.all(
      """
      SELECT staff, customer, id, place FROM adoption
      WHERE programme = $1 AND ended_at IS NULL AND is_above_cap = 0 AND place > $2
      ORDER BY staff, place
      """, .id(programme.id), .integer(Int64(cap))
    ) { row in
      (
        staff: row.id(0, of: StaffID.self), customer: row.id(1, of: CustomerID.self),
        id: row.id(2, of: AdoptionID.self)
      )
    }
    for adoption in above {
      let taken = Set(try reader.adoptionPlaces(of: adoption.staff, in: programme.id))
      guard let place = (1...cap).first(where: { !taken.contains($0) }) else {
        throw .capReached(
          "programme.customers_per_staff",
          "somebody has adopted more customers without a waiver; release some first",
          max: Int(programme.customersPerStaff))
      }
      try execute(
        "UPDATE adoption SET place = $3 WHERE customer = $1 AND id = $2",
        .id(adoption.customer), .id(adoption.id), .integer(Int64(place)))
    }
  }
}
