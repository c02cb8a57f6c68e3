import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Brings what is carried to what the rows of the store say, row by row.
///
/// What was carried before is what is stored; what is to be carried is reckoned from the rows as they are now. So no
/// earlier state is needed, and it does no harm to look at a row twice.
struct SyncFollower {
  private var batch = SyncBatch()
  private var users: [StaffID: SyncUser?] = [:]

  /// How many rows there are to tell of.
  var count: Int { batch.count }

  /// Follows a visit: who carries it, and with it its customer.
  ///
  /// - Parameter only: looks at this member of staff alone, whose window has moved.
  mutating func follow(
    _ visit: VisitID, only: SyncUser? = nil, _ writer: inout Writer
  ) throws(Status) {
    if let only { users[only.staff] = only }
    let before = try writer.reader.carriers(.visit, SyncRowID(visit))
    guard let facts = try writer.reader.syncFacts(of: visit) else { return }
    let after = try reasons(facts, writer.reader)
    for staff in Self.concerned(before, after) {
      if let only, only.staff != staff { continue }
      let row = CarriedRow(staff, .visit, visit)
      let (earlier, now) = (before[staff] ?? [], after[staff] ?? [])
      try batch.set(row, from: earlier, to: now, &writer)
      let customer = CarriedRow(staff, .customer, facts.customer)
      if earlier.isEmpty && !now.isEmpty {
        try batch.add(SyncReason(visit), to: customer, &writer)
      } else if !earlier.isEmpty && now.isEmpty {
        try batch.remove(SyncReason(visit), from: customer, &writer)
      }
    }
  }

  /// Follows a customer: who carries it for its own sake.
  mutating func follow(_ customer: CustomerID, _ writer: inout Writer) throws(Status) {
    let before = try writer.reader.carriers(.customer, SyncRowID(customer))
    var after = before.mapValues { $0.filter(\.isVisit) }
    if let worker = try writer.reader.workerIfThere(of: customer) {
      if try isCarrying(worker, writer.reader) { after[worker, default: []].insert(.worker) }
      for staff in try writer.reader.adopters(of: customer)
      where try isCarrying(staff, writer.reader) {
        after[staff, default: []].insert(.adopted)
      }
    } else {
      after = [:]
    }
    for staff in Self.concerned(before, after) {
      try batch.set(
        CarriedRow(staff, .customer, customer), from: before[staff] ?? [], to: after[staff] ?? [],
        &writer)
    }
  }

  /// Follows what belongs to a customer who was deleted, or is there again.
  mutating func followAll(of customer: CustomerID, _ writer: inout Writer) throws(Status) {
    let window = try writer.reader.widestSyncWindow()
    let visits = try writer.reader.all(
      "SELECT id FROM visit WHERE customer = $1 AND starts_at >= $2 AND starts_at < $3",
      .id(customer), .integer(window.lowerBound), .integer(window.upperBound)
    ) { $0.id(0, of: VisitID.self) }
    for visit in visits { try follow(visit, &writer) }
    let tasks = try writer.reader.all(
      "SELECT id FROM visit_task WHERE customer = $1 AND state = 1", .id(customer)
    ) { $0.id(0, of: VisitTaskID.self) }
    for task in tasks { try follow(task, &writer) }
  }

  /// Follows a task: it is carried by whom it is for, while it is open.
  mutating func follow(_ task: VisitTaskID, _ writer: inout Writer) throws(Status) {
    let owner = try writer.reader.first(
      """
      SELECT t.staff FROM visit_task t JOIN customer c ON c.id = t.customer
      WHERE t.id = $1 AND t.state = 1 AND c.deleted_at IS NULL
      """, .id(task)
    ) { $0.id(0, of: StaffID.self) }
    try follow(.visitTask, SyncRowID(task), owner: owner, &writer)
  }

  /// Follows a conflict: it is carried by whose device sent it, while it is open.
  mutating func follow(_ conflict: SyncConflictID, _ writer: inout Writer) throws(Status) {
    let owner = try writer.reader.first(
      "SELECT staff FROM sync_conflict WHERE id = $1 AND state = 1", .id(conflict)
    ) { $0.id(0, of: StaffID.self) }
    try follow(.syncConflict, SyncRowID(conflict), owner: owner, &writer)
  }

  /// Follows whether a member of staff may record answers: the forms come, or go.
  mutating func followForms(of staff: StaffID, _ writer: inout Writer) throws(Status) {
    let before = Set(try writer.reader.carriedForms(by: staff))
    let after = Set(try writer.reader.wantedForms(of: staff))
    for wave in before.symmetricDifference(after).sorted() {
      try batch.set(
        CarriedRow(staff, .surveyWave, wave), from: before.contains(wave) ? [.interviews] : [],
        to: after.contains(wave) ? [.interviews] : [], &writer)
    }
  }

  private mutating func follow(
    _ entity: EntityType, _ id: SyncRowID, owner: StaffID?, _ writer: inout Writer
  ) throws(Status) {
    let before = try writer.reader.carriers(entity, id)
    var after: [StaffID: Set<SyncReason>] = [:]
    if let owner, try isCarrying(owner, writer.reader) { after[owner] = [.own] }
    for staff in Self.concerned(before, after) {
      try batch.set(
        CarriedRow(staff, entity, id), from: before[staff] ?? [], to: after[staff] ?? [], &writer)
    }
  }

  /// Tells that a row has changed for whoever carries it.
  mutating func touch(_ row: CarriedRow) { batch.touch(row) }

  /// Writes down what devices are to hear; done once, at the end.
  mutating func settle(_ writer: inout Writer) throws(Status) { try batch.flush(&writer) }

  /// Who is to carry a visit, and why.
  private mutating func reasons(
    _ facts: SyncVisitFacts, _ reader: Reader
  ) throws(Status) -> [StaffID: Set<SyncReason>] {
    var reasons: [StaffID: Set<SyncReason>] = [:]
    if facts.isGone { return reasons }
    if let user = try user(facts.staff, reader), user.window.contains(facts.startsAt) {
      reasons[facts.staff] = [.goes]
    }
    for staff in facts.company {
      if let user = try user(staff, reader), user.window.contains(facts.startsAt) {
        reasons[staff, default: []].insert(.takesPart)
      }
    }
    return reasons
  }

  private mutating func isCarrying(_ staff: StaffID, _ reader: Reader) throws(Status) -> Bool {
    try user(staff, reader) != nil
  }

  private mutating func user(_ staff: StaffID, _ reader: Reader) throws(Status) -> SyncUser? {
    if staff.isEmpty { return nil }
    if let known = users[staff] { return known }
    let found = try reader.syncUser(staff)
    users[staff] = .some(found)
    return found
  }

  /// Who has to be looked at: whoever carries the row, before or after.
  private static func concerned(
    _ before: [StaffID: Set<SyncReason>], _ after: [StaffID: Set<SyncReason>]
  ) -> [StaffID] {
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.noScopeBefore) { return after.keys.sorted() }
    #endif
    return Set(before.keys).union(after.keys).sorted()
  }
}

/// What of a visit says who carries it.
struct SyncVisitFacts {
  let customer: CustomerID
  let staff: StaffID
  let startsAt: Int64
  /// The customer was deleted.
  let isGone: Bool
  var company: [StaffID] = []
}

extension SyncRowID {
  init<E>(_ id: ID<E>) { self.init(high: id.high, low: id.low) }
}

extension Reader {
  fileprivate func syncFacts(of visit: VisitID) throws(Status) -> SyncVisitFacts? {
    var facts = try first(
      """
      SELECT v.customer, v.staff, v.starts_at, c.deleted_at IS NOT NULL
      FROM visit v JOIN customer c ON c.id = v.customer WHERE v.id = $1
      """, .id(visit)
    ) { row in
      SyncVisitFacts(
        customer: row.id(0), staff: row.id(1), startsAt: row.integer(2), isGone: row.bool(3))
    }
    facts?.company = try company(of: visit)
    return facts
  }

  /// The customer's case worker, empty without one; nil for a customer who was deleted.
  fileprivate func workerIfThere(of customer: CustomerID) throws(Status) -> StaffID? {
    try first(
      "SELECT case_worker FROM customer WHERE id = $1 AND deleted_at IS NULL", .id(customer)
    ) { $0.id(0) }
  }

  /// Who has adopted a customer.
  fileprivate func adopters(of customer: CustomerID) throws(Status) -> [StaffID] {
    try all("SELECT staff FROM adoption WHERE customer = $1 AND ended_at IS NULL", .id(customer)) {
      $0.id(0)
    }
  }
}
