import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Who sees, plans and changes whose visits.
struct VisitScopeTests {
  private typealias World = VisitWorld

  /// Two offices, three members of staff and a visit of each kind.
  private struct Two {
    let world: World
    let far: UnitID
    let carla: StaffID
    /// Of the office's customer, by Anna; by Berta; of a far customer, by Anna; by Carla, from afar.
    let mine: Visit
    let colleague: Visit
    let outside: Visit
    let distant: Visit
    let stranger: CustomerID

    init(_ pcrm: PCRMFixture) throws {
      let made = try World(pcrm)
      world = made
      let there = try pcrm.office("부산지사")
      far = there
      let goer = try pcrm.staff("최가람", in: there)
      carla = goer
      let away = try pcrm.admin.create(.person("먼고객").with { $0.homeOfficeID = there }).id
      stranger = away
      mine = try made.plan()
      colleague = try made.plan { $0.staffID = made.berta }
      outside = try made.plan {
        $0.customerID = away
        $0.startTime = World.at(13)
        $0.endTime = World.at(14)
        $0.officeID = there
      }
      distant = try made.plan {
        $0.customerID = away
        $0.staffID = goer
      }
    }

    var all: [Visit] { [mine, colleague, outside, distant] }
  }

  /// Would catch a list, a read or a count that looks beyond the scope, or not as far.
  @Test func reach() throws {
    try withPCRM { pcrm in
      let two = try Two(pcrm)
      let table: [(String, TestCaller, [Visit])] = [
        ("all", try pcrm.caller(as: .manager), two.all),
        (
          "office", try pcrm.caller(as: .manager, scope: .office, office: two.world.office),
          [two.mine, two.colleague]
        ),
        (
          "far office", try pcrm.caller(as: .manager, scope: .office, office: two.far),
          [two.outside, two.distant]
        ),
        (
          "own", try pcrm.caller(as: .field, scope: .own, staff: two.world.anna),
          [two.mine, two.outside]
        ),
      ]
      for (name, caller, seen) in table {
        let expected = Set(seen.map(\.id))
        #expect(Set(try caller.listVisits().map(\.id)) == expected, "list \(name)")
        #expect(Set(try caller.listVisits(size: 1).map(\.id)) == expected, "by one \(name)")
        for visit in two.all {
          var request = GetVisitRequest()
          request.id = visit.id
          let refusal = try caller.refused("pcrm.v1.VisitService/GetVisit", request)
          #expect(
            refusal == (expected.contains(visit.id) ? nil : Refusal(.notFound, "NOT_FOUND", "id")),
            "get \(name)")
        }
        let figures: VisitFigures = try caller.visits(
          "GetVisitFigures", GetVisitFiguresRequest.self
        ) {
          $0.fromTime = World.at(0)
          $0.beforeTime = World.at(0, day: 1)
        }
        #expect(figures.groups.first?.visits == Int64(seen.count), "figures \(name)")
      }
    }
  }

  /// Would catch a field worker who books or moves a colleague, or visits a customer out of reach.
  @Test func rights() throws {
    try withPCRM { pcrm in
      let two = try Two(pcrm)
      let world = two.world
      let field = try pcrm.caller(
        as: .field, scope: .office, staff: world.anna, office: world.office)
      let missing = Refusal(.permissionDenied, "PERMISSION_MISSING", "visit.staff_id")
      func at15(_ visit: inout Visit) {
        visit.startTime = World.at(15)
        visit.endTime = World.at(16)
      }
      #expect(try world.planRefusal(as: field) { at15(&$0) } == nil, "for oneself")
      #expect(
        try world.planRefusal(as: field) {
          at15(&$0)
          $0.staffID = world.berta
        } == missing)
      let denied = Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id")
      for method in [
        "PlanVisit", "ConfirmVisit", "SetOutVisit", "StartVisit", "CompleteVisit", "MarkNoShow",
        "CancelVisit", "RescheduleVisit", "ReassignVisit",
      ] {
        // All of them begin with the same fields.
        let refusal = try field.visitsRefusal(method, PlanVisitRequest.self) {
          $0.id = two.colleague.id
        }
        #expect(refusal == denied, "\(method) of a colleague's visit")
      }
      let update = try field.visitsRefusal("UpdateVisit", UpdateVisitRequest.self) {
        $0.visit = Visit()
        $0.visit?.id = two.colleague.id
        $0.visit?.note = "x"
      }
      #expect(update == denied)
      let attempt = try field.visitsRefusal("RecordAttempt", RecordAttemptRequest.self) {
        $0.attempt = VisitAttempt()
        $0.attempt?.visitID = two.colleague.id
      }
      #expect(attempt == Refusal(.permissionDenied, "PERMISSION_MISSING", "attempt.staff_id"))
      let given = try field.visitsRefusal("ReassignVisit", ReassignVisitRequest.self) {
        $0.id = two.mine.id
        $0.staffID = world.berta
        $0.reason = "x"
      }
      #expect(given == denied, "nobody hands the own visit to a colleague without the right")
      let moved = try field.visitsRefusal("RescheduleVisit", RescheduleVisitRequest.self) {
        $0.id = two.mine.id
        $0.staffID = world.berta
        $0.startTime = World.at(17)
        $0.reason = "x"
      }
      #expect(moved == denied)
      let clerk = try pcrm.caller(as: .counsellor, scope: .office, office: world.office)
      #expect(
        try world.planRefusal(as: clerk) {
          at15(&$0)
          $0.staffID = world.berta
        } == nil, "book_for_others")
      #expect(
        try world.planRefusal(as: clerk) { $0.staffID = two.carla }
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", "visit.staff_id"))
      #expect(
        try world.planRefusal(as: clerk) {
          at15(&$0)
          $0.customerID = two.stranger
        } == Refusal(.permissionDenied, "OUT_OF_SCOPE", "visit.customer_id"))
      let bus = try pcrm.admin.resource("부산 차", in: two.far).id
      #expect(
        try world.planRefusal(as: clerk) {
          $0.startTime = World.at(17)
          $0.endTime = World.at(18)
          $0.resourceIDs = [bus]
        } == Refusal(.permissionDenied, "OUT_OF_SCOPE", "visit.resource_ids[0]"))
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(
        try manager.visitsRefusal("CreateResource", CreateResourceRequest.self) {
          var resource = Resource()
          resource.kind = .room
          resource.name = "회의실"
          resource.officeID = two.far
          $0.resource = resource
        } == Refusal(.permissionDenied, "OUT_OF_SCOPE", "resource.office_id"))
      #expect(
        try manager.visitsRefusal("UpdateResource", UpdateResourceRequest.self) {
          $0.resource = Resource()
          $0.resource?.id = bus
          $0.resource?.seats = 4
        } == Refusal(.permissionDenied, "OUT_OF_SCOPE", "resource.id"))
    }
  }

  /// Busy times are everybody's to see, what they are for is not.
  @Test func claimsOfOthers() throws {
    try withPCRM { pcrm in
      let two = try Two(pcrm)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: two.world.office)
      let (from, before) = (World.at(0), World.at(0, day: 1))
      let annas = try manager.claims(
        of: HolderID(two.world.anna), from: from, before: before)
      #expect(annas.map(\.visitID) == [two.mine.id, VisitID()])
      #expect(annas.map(\.customerID) == [two.world.customer, CustomerID()])
      #expect(annas.map(\.fromTime) == [World.at(10), World.at(13)])
      let own = try pcrm.caller(as: .field, scope: .own, staff: two.world.anna)
      let seen = try own.claims(of: HolderID(two.world.anna), from: from, before: before)
      #expect(seen.map(\.visitID) == [two.mine.id, two.outside.id])
    }
  }

  /// Would catch that who takes part is kept out.
  @Test func company() throws {
    try withPCRM { pcrm in
      let two = try Two(pcrm)
      let world = two.world
      let visit = try world.plan {
        $0.customerID = two.stranger
        $0.staffID = two.carla
        $0.startTime = World.at(16)
        $0.endTime = World.at(17)
        var companion = VisitParticipant()
        companion.staffID = world.berta
        companion.role = "interpreter"
        $0.participants = [companion]
      }
      let berta = try pcrm.caller(as: .field, scope: .own, staff: world.berta)
      #expect(try berta.visit(visit.id).id == visit.id)
      let changed = try berta.visitsRefusal("CancelVisit", CancelVisitRequest.self) {
        $0.id = visit.id
        $0.reason = "x"
      }
      #expect(changed == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      let claims = try berta.claims(
        of: HolderID(world.berta), from: World.at(15), before: World.at(18))
      #expect(claims.map(\.visitID) == [visit.id], "one's own calendar says what it is for")
    }
  }

  /// Whoever has adopted a customer plans visits to it, whoever its case worker is; nobody else out of reach does.
  @Test func adoptersPlan() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let neighbour = try pcrm.neighbour("이웃", at: .north(0))
      let adopted = try pcrm.customer(at: .north(1))
      var programme = Programme()
      programme.name = "이웃 되기"
      programme.customersPerStaff = 25
      programme.customerIDs = [adopted]
      programme = try pcrm.admin.create(programme)
      let caller = try pcrm.caller(as: .field, scope: .own, staff: neighbour)
      func plan(_ visit: inout Visit) {
        visit.staffID = neighbour
        visit.customerID = adopted
      }
      #expect(
        try world.planRefusal(as: caller, plan)
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", "visit.customer_id"))
      _ = try pcrm.admin.adopt(programme.id, adopted, neighbour)
      #expect(try world.planRefusal(as: caller, plan) == nil)
      #expect(try caller.listVisits().map(\.customerID) == [adopted])
    }
  }

  @Test func theFeedKeepsToTheScope() throws {
    try withPCRM { pcrm in
      let two = try Two(pcrm)
      let manager = try pcrm.caller(as: .admin, scope: .office, office: two.world.office)
      var request = WatchChangesRequest()
      request.stopAtEnd = true
      request.entityTypes = [.visit]
      let pages: [WatchChangesResponse] = try manager.stream(
        "pcrm.v1.CustomerService/WatchChanges", request
      ).all()
      let seen = Set(pages.flatMap(\.changes).map(\.entityID))
      #expect(seen == [two.mine.id.description, two.colleague.id.description])
    }
  }
}
