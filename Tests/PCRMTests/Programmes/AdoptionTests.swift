import Dispatch
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Synchronization
import Testing

struct AdoptionTests {
  private static func programme(
    _ pcrm: PCRMFixture, customers: Int, cap: Int32,
    _ set: (inout Programme) -> Void = { _ in }
  ) throws -> Programme {
    var programme = Programme()
    programme.name = "이웃 되기"
    programme.customersPerStaff = cap
    for _ in 0..<customers {
      programme.customerIDs.append(try pcrm.customer(at: .north(0)))
    }
    set(&programme)
    return try pcrm.admin.create(programme)
  }

  /// Would catch a cap that is not kept, one that a release does not free, and a waiver without its reason kept.
  @Test func theCapHoldsUntilItIsWaived() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("이웃", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 4, cap: 2)
      let first = try pcrm.admin.adopt(programme.id, programme.customerIDs[0], staff)
      _ = try pcrm.admin.adopt(programme.id, programme.customerIDs[1], staff)
      let third = pcrm.admin.adoptRequest(programme.id, programme.customerIDs[2], staff)
      #expect(
        try pcrm.admin.programmeRefusal("AdoptCustomer", third)
          == Refusal(.resourceExhausted, "CAP_REACHED", "staff_id"))
      let waived = try pcrm.admin.adopt(
        programme.id, programme.customerIDs[2], staff, waiver: "lives next door")
      #expect(waived.reason == "lives next door" && waived.waivedBy != PrincipalID())
      var release = ReleaseAdoptionRequest()
      release.id = first.id
      release.reason = "moved away"
      let ended: Adoption = try pcrm.admin.programme("ReleaseAdoption", release)
      #expect(ended.endTime != nil && ended.version == 2)
      #expect(
        try pcrm.admin.programmeRefusal("ReleaseAdoption", release)
          == Refusal(.failedPrecondition, "ALREADY_ENDED", "id"))
      _ = try pcrm.admin.adopt(programme.id, programme.customerIDs[3], staff)
      let fifth = pcrm.admin.adoptRequest(programme.id, programme.customerIDs[0], staff)
      #expect(try pcrm.admin.programmeRefusal("AdoptCustomer", fifth)?.reason == "CAP_REACHED")
      #expect(try pcrm.admin.adoptions { $0.staffID = staff }.count == 3)
      #expect(
        try pcrm.admin.adoptions {
          $0.staffID = staff
          $0.showEnded = true
        }.count == 4)
    }
  }

  /// Would catch a cap that two at once get past, in the server or in the schema.
  @Test func theCapHoldsAgainstManyAtOnce() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("이웃", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 40, cap: 25)
      let refusals = Mutex<[String]>([])
      let (dispatcher, token) = (pcrm.dispatcher, pcrm.admin.token)
      DispatchQueue.concurrentPerform(iterations: 4) { part in
        guard let caller = try? TestCaller(dispatcher, token: token) else { return }
        for (place, customer) in programme.customerIDs.enumerated() where place % 4 == part {
          let request = caller.adoptRequest(programme.id, customer, staff)
          let refusal = try? caller.programmeRefusal("AdoptCustomer", request)
          if let reason = refusal?.reason { refusals.withLock { $0.append(reason) } }
        }
      }
      #expect(refusals.withLock { $0 } == [String](repeating: "CAP_REACHED", count: 15))
      #expect(
        try pcrm.admin.adoptions {
          $0.staffID = staff
          $0.pageSize = 100
        }.count == 25)
    }
  }

  /// Would catch a schema that lets a 26th row in.
  @Test func theSchemaItselfKeepsTheCap() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("이웃", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 3, cap: 2)
      for customer in programme.customerIDs.prefix(2) {
        _ = try pcrm.admin.adopt(programme.id, customer, staff)
      }
      let customer = programme.customerIDs[2]
      for place in [1, 2, 3] as [Int64] {
        #expect(throws: Status.self) {
          try pcrm.database.write { (writer) throws(Status) in
            let id: AdoptionID = writer.newID()
            try writer.execute(
              """
              INSERT INTO adoption (customer, id, version, programme, cap, staff, place,
                is_above_cap, distance_m, reason, waived_by, created_at, ended_at, end_reason)
              VALUES ($1, $2, 1, $3, 2, $4, $5, 0, 0, '', NULL, 0, NULL, '')
              """, .id(customer), .id(id), .id(programme.id), .id(staff), .integer(place))
          }
        }
      }
    }
  }

  /// Would catch a lower cap under which more stand than it allows, and a raised one that does not count.
  @Test func theCapFollowsTheProgramme() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("이웃", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 5, cap: 3)
      var adoptions: [Adoption] = []
      for customer in programme.customerIDs.prefix(3) {
        adoptions.append(try pcrm.admin.adopt(programme.id, customer, staff))
      }
      var update = UpdateProgrammeRequest()
      var patch = Programme()
      patch.id = programme.id
      patch.customersPerStaff = 2
      update.programme = patch
      #expect(
        try pcrm.admin.programmeRefusal("UpdateProgramme", update)
          == Refusal(.resourceExhausted, "CAP_REACHED", "programme.customers_per_staff"))
      // With the first gone two are left, of whom one holds the third place.
      var release = ReleaseAdoptionRequest()
      release.id = adoptions[0].id
      release.reason = "moved away"
      let _: Adoption = try pcrm.admin.programme("ReleaseAdoption", release)
      let lowered: Programme = try pcrm.admin.programme("UpdateProgramme", update)
      #expect(lowered.customersPerStaff == 2 && lowered.version == 2)
      let fourth = pcrm.admin.adoptRequest(programme.id, programme.customerIDs[3], staff)
      #expect(try pcrm.admin.programmeRefusal("AdoptCustomer", fourth)?.reason == "CAP_REACHED")
      update.programme?.customersPerStaff = 3
      let _: Programme = try pcrm.admin.programme("UpdateProgramme", update)
      #expect(try pcrm.admin.programmeRefusal("AdoptCustomer", fourth) == nil)
    }
  }

  /// Each row would catch an adoption that the programme does not allow.
  @Test func whatTheProgrammeIsNotForIsRefused() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let near = try pcrm.neighbour("가까운", at: .north(1), in: office)
      let far = try pcrm.neighbour("먼", at: .north(20), in: office)
      let homeless = try pcrm.staff("모르는", in: office)
      let outsider = try pcrm.neighbour("바깥", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 2, cap: 5) {
        $0.distanceMaxM = 5000
        $0.unitIDs = [office]
      }
      let customer = programme.customerIDs[0]
      let stranger = try pcrm.customer(at: .north(0))
      let table: [(StaffID, CustomerID, Refusal)] = [
        (far, customer, Refusal(.failedPrecondition, "TOO_FAR", "staff_id")),
        (homeless, customer, Refusal(.failedPrecondition, "TOO_FAR", "staff_id")),
        (outsider, customer, Refusal(.failedPrecondition, "NOT_IN_PROGRAMME", "staff_id")),
        (near, stranger, Refusal(.failedPrecondition, "NOT_IN_POPULATION", "customer_id")),
        (
          near, CustomerID(high: 0x7000, low: 1 << 63),
          Refusal(.notFound, "NOT_FOUND", "customer_id")
        ),
        (StaffID(), customer, Refusal(.invalidArgument, "FIELD_REQUIRED", "staff_id")),
      ]
      for (staff, customer, refusal) in table {
        let request = pcrm.admin.adoptRequest(programme.id, customer, staff)
        #expect(try pcrm.admin.programmeRefusal("AdoptCustomer", request) == refusal)
      }
      let adoption = try pcrm.admin.adopt(programme.id, customer, near)
      #expect(adoption.distanceM == 1300, "a kilometre, with the detour, in whole hundreds")
      let again = pcrm.admin.adoptRequest(programme.id, customer, near)
      #expect(
        try pcrm.admin.programmeRefusal("AdoptCustomer", again)
          == Refusal(.failedPrecondition, "ALREADY_ADOPTED", "customer_id"))
      #expect(
        try pcrm.admin.adopt(programme.id, programme.customerIDs[1], far, waiver: "asked for it")
          .waivedBy != PrincipalID())
      var update = UpdateProgrammeRequest()
      var patch = Programme()
      patch.id = programme.id
      patch.validTo = CivilDate(2026, 3, 1)
      update.programme = patch
      let _: Programme = try pcrm.admin.programme("UpdateProgramme", update)
      #expect(
        try pcrm.admin.programmeRefusal("AdoptCustomer", again)
          == Refusal(.failedPrecondition, "PROGRAMME_NOT_RUNNING", "programme_id"))
    }
  }

  /// Would catch a waiver by somebody who may not decide it.
  @Test func aWaiverNeedsAuthority() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("이웃", at: .north(0))
      let programme = try Self.programme(pcrm, customers: 2, cap: 1)
      _ = try pcrm.admin.adopt(programme.id, programme.customerIDs[0], staff)
      var limits = ApplyAuthorityLimitsRequest()
      var document = AuthorityLimits()
      var limit = AuthorityLimit()
      limit.role = "admin"
      limit.kind = .decision
      limit.code = "waive_adoption_cap"
      document.limits = [limit]
      limits.limits = document
      let _: ApplyRulesResponse = try pcrm.admin.call(
        "pcrm.v1.AssignmentService/ApplyAuthorityLimits", limits)
      let manager = try pcrm.caller(as: .manager)
      let request = manager.adoptRequest(
        programme.id, programme.customerIDs[1], staff, waiver: "please")
      #expect(
        try manager.programmeRefusal("AdoptCustomer", request)
          == Refusal(.failedPrecondition, "AUTHORITY_MISSING", "waiver_reason"))
      #expect(try pcrm.admin.programmeRefusal("AdoptCustomer", request) == nil)
    }
  }

  /// Would catch staff in a wrong order, distances from which a home can be found, and pages that lose somebody.
  @Test func staffAreListedByDistance() throws {
    try withPCRM { pcrm in
      _ = try pcrm.neighbour("b", at: .north(3))
      let nearest = try pcrm.neighbour("a", at: .north(1))
      _ = try pcrm.staff("c")
      let programme = try Self.programme(pcrm, customers: 1, cap: 4)
      _ = try pcrm.admin.adopt(programme.id, programme.customerIDs[0], nearest)
      var request = ListNearbyStaffRequest()
      request.programmeID = programme.id
      request.customerID = programme.customerIDs[0]
      request.pageSize = 2
      var found: [NearbyStaff] = []
      repeat {
        let page: ListNearbyStaffResponse = try pcrm.admin.programme("ListNearbyStaff", request)
        found += page.staff
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(found.map(\.name) == ["a", "b", "c"])
      #expect(found.map(\.distanceM) == [1300, 3900, 0])
      #expect(found.map(\.freePlaces) == [3, 4, 4])
    }
  }

  /// Each row would catch a programme that breaks a rule.
  private static let bad: [(Refusal, @Sendable (inout Programme) -> Void)] = [
    (Refusal(.invalidArgument, "FIELD_REQUIRED", "programme.name"), { $0.name = "" }),
    (Refusal(.invalidArgument, "FIELD_REQUIRED", "programme.segment_id"), { $0.customerIDs = [] }),
    (
      Refusal(.invalidArgument, "FIELD_MALFORMED", "programme.customer_ids"),
      { $0.segmentID = SegmentID(high: 0x7000, low: 1 << 63) }
    ),
    (
      Refusal(.failedPrecondition, "REFERENCE_MISSING", "programme.segment_id"),
      {
        $0.customerIDs = []
        $0.segmentID = SegmentID(high: 0x7000, low: 1 << 63)
      }
    ),
    (
      Refusal(.failedPrecondition, "REFERENCE_MISSING", "programme.customer_ids[0]"),
      { $0.customerIDs = [CustomerID(high: 0x7000, low: 1 << 63)] }
    ),
    (
      Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "programme.customers_per_staff"),
      { $0.customersPerStaff = 1001 }
    ),
    (
      Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "programme.detour_permille"),
      { $0.detourPermille = 999 }
    ),
    (
      Refusal(.invalidArgument, "FIELD_MALFORMED", "programme.valid_to"),
      {
        $0.validFrom = CivilDate(2026, 3, 1)
        $0.validTo = CivilDate(2026, 3, 1)
      }
    ),
    (
      Refusal(.failedPrecondition, "REFERENCE_MISSING", "programme.unit_ids[0]"),
      { $0.unitIDs = [UnitID(high: 0x7000, low: 1 << 63)] }
    ),
    (
      Refusal(.failedPrecondition, "REFERENCE_MISSING", "programme.staff_ids[0]"),
      { $0.staffIDs = [StaffID(high: 0x7000, low: 1 << 63)] }
    ),
  ]

  @Test func badProgrammesAreRefused() throws {
    try withPCRM { pcrm in
      let customer = try pcrm.customer()
      for (expected, set) in Self.bad {
        var request = CreateProgrammeRequest()
        var programme = Programme()
        programme.name = "p"
        programme.customerIDs = [customer]
        set(&programme)
        request.programme = programme
        #expect(try pcrm.admin.programmeRefusal("CreateProgramme", request) == expected)
      }
      let office = try pcrm.office()
      let manager = try pcrm.caller(as: .manager, scope: .office, office: office)
      var request = CreateProgrammeRequest()
      var programme = Programme()
      programme.name = "p"
      programme.customerIDs = [customer]
      request.programme = programme
      #expect(
        try manager.programmeRefusal("CreateProgramme", request)
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", "programme"))
      let made: Programme = try pcrm.admin.programme("CreateProgramme", request)
      #expect(made.customersPerStaff == 25 && made.detourPermille == 1300)
      var get = GetProgrammeRequest()
      get.id = made.id
      let seen: Programme = try manager.programme("GetProgramme", get)
      #expect(seen.customerIDs == [], "the customer is not within the manager's scope")
    }
  }
}
