import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Hardship: VisitRecord {
  /// What a query for hardships selects of `h`.
  static let columns = """
    h.customer, h.id, h.version, h.case_id, h.visit, h.code, h.stage, h.state, h.staff, h.office,
    h.opened_at, h.found_at, h.told_at, h.updated_at, h.parts
    """
  static let columnCount = 15

  var place: TimePlace<Entity.Hardship> { TimePlace(openTime?.microseconds ?? 0, id) }

  init(row: any Row) throws(Status) {
    self.init()
    customerID = row.id(0)
    id = row.id(1)
    version = row.integer(2)
    caseID = row.id(3)
    visitID = row.id(4)
    code = row.text(5)
    stage = row.text(6)
    state = row.enumeration(7)
    staffID = row.id(8)
    officeID = row.id(9)
    openTime = row.time(10)
    foundTime = row.timeOrNil(11)
    toldTime = row.timeOrNil(12)
    updateTime = row.time(13)
    do throws(DecodingFailure) {
      try merge(binary: row.raw(14))
    } catch {
      throw .internalError
    }
  }

  /// The row, in the order of the columns.
  var values: [Value] {
    var parts = Hardship()
    parts.resource = resource
    parts.nothingFound = nothingFound
    parts.toldVisitID = toldVisitID
    parts.toldChannel = toldChannel
    parts.note = note
    return [
      .id(customerID), .id(id), .integer(version), .id(caseID), .id(visitID), .text(code),
      .text(stage), .enumeration(state), .id(staffID), .id(officeID), .time(openTime),
      .time(foundTime), .time(toldTime), .time(updateTime), .blob(parts.binary()),
    ]
  }
}

extension Reader {
  /// A hardship within the caller's reach.
  func hardship(
    _ id: HardshipID, _ field: String, _ caller: Caller
  ) throws(Status) -> Hardship {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      SQL(
        built: """
          SELECT \(Hardship.columns), u.home_office, u.case_worker
          FROM hardship h JOIN customer u ON u.id = h.customer WHERE h.id = $1
          """), .id(id)
    ) { (row) throws(Status) in
      let hardship = try Hardship(row: row)
      return hardship.isReached(in: row, by: caller) ? hardship : nil
    }
    guard let found, let hardship = found else {
      throw Status.notFound(field, "there is no such hardship").with("entity", "hardship")
    }
    return hardship
  }

  /// Codes of the hardships about which a customer was not told yet, on a case or on none.
  func untoldHardships(
    of customer: CustomerID, on id: CaseID
  ) throws(Status) -> Set<String> {
    Set(
      try all(
        """
        SELECT code FROM hardship
        WHERE customer = $1 AND state < 3
          AND (case_id = $2 OR case_id IS NULL AND $2 = $3)
        """, .id(customer), .place(id), .place(CaseID())
      ) { $0.text(0) })
  }

  /// One page of hardships.
  func hardships(
    _ request: ListHardshipsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> RecordPage<Hardship> {
    var query = TimeQuery("h.opened_at, h.id", after: TimePlace<Entity.Hardship>(page.after))
    query.add("h.customer", request.customerID)
    query.add("h.case_id", request.caseID)
    query.add("h.staff", request.staffID)
    query.add("h.office", request.officeID)
    if request.state != .unspecified { query.add("h.state = ?", .enumeration(request.state)) }
    // Said so that the planner knows the indexes of those that are not told.
    if request.untold || [.open, .found].contains(request.state) { query.add("h.state < 3") }
    return try records(
      """
      SELECT \(Hardship.columns), u.home_office, u.case_worker
      FROM hardship h CROSS JOIN customer u
      WHERE \(query.text) AND u.id = h.customer ORDER BY h.opened_at, h.id
      """, query, page, caller)
  }
}

extension Writer {
  /// Opens hardships that were found, but for those that are open already.
  ///
  /// - Parameter found: everything but id, code, state and times.
  /// - Returns: those that were opened.
  mutating func openHardships(
    _ codes: [String], like found: Hardship
  ) throws(Status) -> [Hardship] {
    if codes.isEmpty { return [] }
    let untold = try reader.untoldHardships(of: found.customerID, on: found.caseID)
    var opened: [Hardship] = []
    for code in codes where !untold.contains(code) {
      var hardship = found
      hardship.id = newID()
      hardship.version = 1
      hardship.code = code
      hardship.state = .open
      hardship.openTime = Timestamp(microseconds: now.microseconds)
      hardship.updateTime = hardship.openTime
      try connection.run(
        """
        INSERT INTO hardship VALUES
          ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """, hardship.values
      ) { (_) throws(Status) in true }
      changed(FeedEntity.hardship, hardship.id, version: 1, about: hardship.customerID)
      opened.append(hardship)
    }
    return opened
  }

  /// Stores a hardship in the place of its earlier state and notes it for the feed.
  ///
  /// - Returns: the hardship as it is stored.
  mutating func update(_ hardship: Hardship, fields: String) throws(Status) -> Hardship {
    var stored = hardship
    stored.version += 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    try connection.run(
      """
      UPDATE hardship SET version = $3, case_id = $4, visit = $5, code = $6, stage = $7,
        state = $8, staff = $9, office = $10, opened_at = $11, found_at = $12, told_at = $13,
        updated_at = $14, parts = $15
      WHERE customer = $1 AND id = $2
      """, stored.values
    ) { (_) throws(Status) in true }
    changed(
      FeedEntity.hardship, stored.id, version: stored.version, fields: fields,
      about: stored.customerID)
    return stored
  }

  /// Notes that the customer was told what was found for a hardship.
  ///
  /// - Parameter visit: the visit at which; empty for none.
  mutating func tell(
    _ hardship: Hardship, at time: Timestamp, _ channel: Channel, visit: VisitID, _ field: String
  ) throws(Status) -> Hardship {
    try hardship.check(.found, field)
    var told = hardship
    told.state = .told
    told.toldTime = time
    told.toldChannel = channel
    told.toldVisitID = visit
    return try update(told, fields: "state,told_time,told_channel,told_visit_id")
  }
}

extension Hardship {
  /// Refuses a hardship that is in another state than these.
  func check(_ states: HardshipState..., field: String) throws(Status) {
    if states.contains(state) { return }
    throw refusal(field)
  }

  func check(_ state: HardshipState, _ field: String) throws(Status) {
    try check(state, field: field)
  }

  private func refusal(_ field: String) -> Status {
    let problem =
      state == .told
      ? "the customer was told already" : "record first what was found, or that nothing was"
    return Status.precondition("HARDSHIP_STATE", field, problem)
      .with("state", state.name ?? "")
  }
}
