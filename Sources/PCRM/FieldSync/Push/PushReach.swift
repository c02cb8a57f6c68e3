import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Whose a row is, seen from the member of staff who sends a change of it.
///
/// The window over visits says what a device carries, not what it may tell: a visit of three weeks ago is still of whoever
/// went.
extension Reader {
  /// Whether somebody goes on a visit, or takes part.
  func isOf(_ staff: StaffID, _ visit: Visit) -> Bool {
    visit.staffID == staff || visit.participants.contains { $0.staffID == staff }
  }

  /// Whether somebody carries a customer, or carried one of its visits.
  func isOf(_ staff: StaffID, _ customer: Customer) throws(Status) -> Bool {
    if customer.caseWorkerID == staff { return true }
    if try hasAdopted(customer.id, staff) { return true }
    return try first(
      """
      SELECT 1 FROM sync_scope WHERE staff = $1 AND entity = 1 AND id = $2
      UNION ALL SELECT 1 FROM visit WHERE customer = $2 AND staff = $1
      UNION ALL SELECT 1 FROM visit v JOIN visit_company c ON c.visit = v.id
        WHERE v.customer = $2 AND c.staff = $1
      LIMIT 1
      """, .id(staff), .id(customer.id)
    ) { _ in true } ?? false
  }

  /// When a visit left somebody's devices; nil when they never had it.
  func removeTime(of visit: VisitID, from staff: StaffID) throws(Status) -> Timestamp? {
    try first(
      "SELECT at FROM sync_feed WHERE staff = $1 AND entity = 26 AND id = $2 AND kind = 2",
      .id(staff), .id(visit)
    ) { $0.time(0) }
  }

  /// Whether a customer is deleted.
  func isGone(_ customer: CustomerID) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM customer WHERE id = $1 AND deleted_at IS NOT NULL", .id(customer)
    ) { _ in true } ?? false
  }

  /// Whom a change is about, as far as its row tells.
  func customer(of mutation: Mutation) throws(Status) -> CustomerID {
    let key = mutation.key.map { Value.id($0) } ?? .null
    var visit = VisitID()
    var found: CustomerID?
    switch mutation.entity {
    case .customer: found = mutation.rowID()
    case .consent: found = mutation.consent?.customerID
    case .visitTask:
      found = try first("SELECT customer FROM visit_task WHERE id = $1", key) { $0.id(0) }
    case .syncConflict:
      found = try first("SELECT customer FROM sync_conflict WHERE id = $1", key) { $0.id(0) }
    // Its token alone says that: see MutationRun.subject(_:).
    case .surveyAnswer: return CustomerID()
    case .attempt: visit = mutation.attempt?.visitID ?? VisitID()
    case .visitNote: visit = mutation.note?.visitID ?? VisitID()
    default: visit = mutation.rowID()
    }
    if !visit.isEmpty {
      found = try first("SELECT customer FROM visit WHERE id = $1", .id(visit)) { $0.id(0) }
    }
    if found == nil, mutation.kind == .createVisit { found = mutation.visit?.customerID }
    // No row tells: the device's word is enough to find the change when the customer is erased.
    if found == nil { found = mutation.customerID }
    guard let found, try hasCustomer(found) else { return CustomerID() }
    return found
  }
}

extension MutationRun {
  /// The visit that the change is about, when it may be done to it. Otherwise the change is to be kept for a supervisor.
  ///
  /// - Parameter isFact: it tells what happened, which counts if it did while the visit was still the device's.
  mutating func visit(
    _ id: VisitID, isFact: Bool, _ reader: Reader
  ) throws(Status) -> (visit: Visit, isLeft: Bool)? {
    guard let visit = try reader.visit(id) else {
      if mutation.trunkVersion == 0 { throw .noVisit("entity_id") }
      hold("DELETED")
      return nil
    }
    customer = visit.customerID
    if try reader.isGone(customer) {
      hold("DELETED")
      return nil
    }
    if let supervisor {
      _ = try reader.visit(id, field: "entity_id", supervisor)
      return (visit, false)
    }
    if reader.isOf(device.staff, visit) { return (visit, false) }
    if isFact, occurrence.isSure, let left = try reader.removeTime(of: id, from: device.staff),
      occurrence.time.microseconds <= left.microseconds
    {
      return (visit, true)
    }
    hold("OUT_OF_SCOPE")
    return nil
  }

  /// Where a visit goes on that the device itself moved: in the one that took its place, as long as that is the device's
  /// too. Who moves a visit and then does it, all without a network, knows of one visit only. One that somebody else moved
  /// stays what it is: that it was done contradicts what was decided.
  ///
  /// - Parameter happened: when something happened there; what is too early for the visit that took the place happened on
  ///   the one that was moved.
  mutating func goneOn(
    from found: (visit: Visit, isLeft: Bool), happened: Timestamp? = nil, _ writer: Writer
  ) throws(Status) -> Visit {
    var visit = found.visit
    var seen = mutation.trunkVersion
    while !found.isLeft, visit.state.isEnded, !visit.nextID.isEmpty,
      try ownFields(
        of: TouchedRow(.visit, visit.id, before: 0, after: 0), since: seen, writer
      ).contains("next_id"),
      let next = try writer.reader.visit(visit.nextID), try mayGoOn(in: next, writer.reader),
      happened?.microseconds ?? .max >= next.earliest?.microseconds ?? .min
    {
      visit = next
      seen = 0
      moved(to: next.id)
    }
    return visit
  }

  private func mayGoOn(in next: Visit, _ reader: Reader) throws(Status) -> Bool {
    do throws(Status) {
      if let supervisor { _ = try reader.visit(next.id, field: "entity_id", supervisor) }
      try caller.checkGoes(next.staffID)
    } catch {
      if [.notFound, .permissionDenied].contains(error.code) { return false }
      throw error
    }
    return isReleased || reader.isOf(device.staff, next)
  }

  /// Where something stands that came before: with the visit that was named, or with one that took its place since.
  func whereKnown(
    _ known: VisitID, from named: Visit, _ reader: Reader
  ) throws(Status) -> VisitID? {
    var visit = named
    while visit.id != known {
      guard let next = try reader.visit(visit.nextID) else { return nil }
      visit = next
    }
    return known
  }

  /// The customer whom the change is about, when it may be done to it. Otherwise the change is to be kept for a supervisor.
  mutating func customer(
    _ id: CustomerID, _ reader: Reader
  ) throws(Status) -> Customer? {
    guard let found = try reader.customer(id) else {
      if mutation.trunkVersion == 0 { throw .noCustomer("entity_id") }
      hold("DELETED")
      return nil
    }
    customer = id
    if found.deleteTime != nil {
      hold("DELETED")
      return nil
    }
    if isReleased { return found }
    if try reader.isOf(device.staff, found) { return found }
    hold("OUT_OF_SCOPE")
    return nil
  }

  /// The caller, who reaches whom the device carries, whoever's customers they are.
  var reaching: Caller {
    if isReleased { return caller }
    var caller = caller
    caller.scope = .all
    return caller
  }
}
