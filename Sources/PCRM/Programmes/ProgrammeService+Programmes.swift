import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func createProgramme(
    _ request: CreateProgrammeRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Programme {
    guard var programme = request.programme?.normalised() else { throw .required("programme") }
    try Self.checkWhole(caller)
    try programme.check()
    if programme.id.isEmpty {
      programme.id = writer.newID()
    } else {
      try programme.id.checkClientMade("programme.id")
      if try writer.reader.hasProgramme(programme.id) { throw .idTaken("programme.id") }
    }
    try writer.reader.checkReferences(programme, besides: nil)
    programme.version = 1
    programme.createTime = Timestamp(microseconds: writer.now.microseconds)
    programme.updateTime = programme.createTime
    try writer.insert(programme)
    writer.changed(FeedEntity.programme, programme.id, version: 1)
    return programme
  }

  @Sendable
  func programme(
    _ request: GetProgrammeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Programme {
    var programme = try reader.wholeProgramme(request.id, "id")
    if case .all = caller.scope { return programme }
    var reached: [CustomerID] = []
    for id in programme.customerIDs {
      if let place = try reader.reach(of: id),
        caller.reaches(id, office: place.office, worker: place.worker)
      {
        reached.append(id)
      }
    }
    programme.customerIDs = reached
    return programme
  }

  @Sendable
  func listProgrammes(
    _ request: ListProgrammesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListProgrammesResponse {
    try request.asOf?.checkDay("as_of")
    let page = try context.pages.page(request, caller)
    let rows = try reader.programmes(request, page)
    var response = ListProgrammesResponse()
    response.programmes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateProgramme(
    _ request: UpdateProgrammeRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Programme {
    guard let patch = request.programme else { throw .required("programme") }
    try Self.checkWhole(caller)
    let stored = try writer.reader.wholeProgramme(patch.id, "programme.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Programme.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var programme = update.result.normalised()
    try programme.check()
    try writer.reader.checkReferences(programme, besides: stored)
    if programme.customersPerStaff < stored.customersPerStaff {
      try writer.makeRoom(in: stored, for: Int(programme.customersPerStaff))
    }
    programme.version = stored.version + 1
    programme.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.update(programme, from: stored)
    writer.changed(
      FeedEntity.programme, programme.id, version: programme.version, fields: update.names)
    return programme
  }

  /// Refuses a caller who does not see the whole agency: a programme's customers and staff may be anywhere.
  private static func checkWhole(_ caller: Caller) throws(Status) {
    guard case .all = caller.scope else {
      throw Status(
        .permissionDenied, "programme: is for callers whose scope is the whole agency",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: "programme"))
    }
  }

  @Sendable
  func listNearbyStaff(
    _ request: ListNearbyStaffRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListNearbyStaffResponse {
    let programme = try reader.programme(request.programmeID, "programme_id")
    try reader.checkReached(request.customerID, "customer_id", caller)
    let page = try context.pages.page(request, caller)
    let ways = WayLength(detourPermille: programme.detourPermille)
    let home = try reader.place(of: request.customerID).map { SpherePoint($0) }
    var ranked: [(metres: Int32?, member: StaffMember)] = []
    for member in try reader.members(of: programme) where member.isReached(by: caller) {
      var metres: Int32?
      if let home, let from = member.home { metres = ways.metres(SpherePoint(from), home) }
      ranked.append((metres, member))
    }
    ranked.sort { a, b in
      (a.metres ?? .max, a.member.id) < (b.metres ?? .max, b.member.id)
    }
    var rows = PageBuilder<NearbyStaff>(page)
    for place in Int(page.afterNumber ?? 0)..<max(ranked.count, Int(page.afterNumber ?? 0)) {
      let (metres, member) = ranked[place]
      var nearby = NearbyStaff()
      nearby.staffID = member.id
      nearby.name = member.name
      nearby.distanceM = metres.map { WayLength.shown($0) } ?? 0
      let taken = try reader.adoptionPlaces(of: member.id, in: programme.id)
      nearby.adoptionCount = Int32(taken.count)
      let cap = Int(programme.customersPerStaff)
      nearby.freePlaces = Int32(cap - taken.count { $0 <= cap })
      if !rows.add(nearby, at: Int64(place + 1).position) { break }
    }
    var response = ListNearbyStaffResponse()
    response.staff = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Reader {
  /// What decides about who sees a customer; nil when there is none.
  func reach(of customer: CustomerID) throws(Status) -> (office: UnitID, worker: StaffID)? {
    try first(
      "SELECT home_office, case_worker FROM customer WHERE id = $1 AND deleted_at IS NULL",
      .id(customer)
    ) { (office: $0.id(0), worker: $0.id(1)) }
  }

  /// Lets a customer who is not within the caller's reach look as if there were none.
  func checkReached(
    _ customer: CustomerID, _ field: String, _ caller: Caller
  ) throws(Status) {
    if customer.isEmpty { throw .required(field) }
    guard let place = try reach(of: customer),
      caller.reaches(customer, office: place.office, worker: place.worker)
    else { throw .noCustomer(field) }
  }
}
