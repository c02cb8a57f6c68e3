import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// Every way in which a row comes to a device, and leaves it.
struct SyncScopeTests {
  /// A way in and the way out again, with what the device carries in between.
  private struct Way: Sendable {
    let name: String
    /// The fault that the case would catch.
    let catches: String
    /// Brings rows in; answers which.
    let enter: @Sendable (SyncWorld) throws -> Set<String>
    let leave: @Sendable (SyncWorld) throws -> Void
    /// What stays after it left.
    var stays: @Sendable (SyncWorld) -> Set<String> = { _ in [] }
  }

  private static func visitAndCustomer(_ visit: Visit) -> Set<String> {
    ["visit \(visit.id)", "customer \(visit.customerID)"]
  }

  private static func onlyVisit(_ world: SyncWorld) throws -> Visit {
    try #require(try world.admin.listVisits().last)
  }

  private static let ways: [Way] = [
    Way(
      name: "goes, and somebody else goes", catches: "only who carries it afterwards hears of it",
      enter: { visitAndCustomer(try $0.visit()) },
      leave: { _ = try $0.admin.reassign(try onlyVisit($0).id, to: $0.visits.berta) }),
    Way(
      name: "takes part, and no more", catches: "participants are forgotten",
      enter: { world in
        visitAndCustomer(
          try world.visit {
            $0.staffID = world.visits.berta
            $0.participants = [VisitParticipant(world.visits.anna)]
          })
      },
      leave: { world in
        var visit = try onlyVisit(world)
        visit.participants = []
        try world.update(visit, ["participants"])
      }),
    Way(
      name: "goes and takes part no longer, still goes",
      catches: "the first reason lost is the last",
      enter: { visitAndCustomer(try $0.visit()) },
      leave: { world in
        // Berta goes now; Anna takes part: one reason for another.
        _ = try world.admin.reassign(try onlyVisit(world).id, to: world.visits.berta)
        var visit = try onlyVisit(world)
        visit.participants = [VisitParticipant(world.visits.anna)]
        try world.update(visit, ["participants"])
      },
      stays: { world in (try? visitAndCustomer(onlyVisit(world))) ?? [] }),
    Way(
      name: "case worker, and no more", catches: "customers without visits are not carried",
      enter: { world in
        ["customer \(try world.customer { $0.caseWorkerID = world.visits.anna })"]
      },
      leave: { world in
        var customer = try #require(try world.admin.list().first { !$0.caseWorkerID.isEmpty })
        customer.caseWorkerID = world.visits.berta
        _ = try world.admin.update(customer, ["case_worker_id"])
      }),
    Way(
      name: "case worker of a customer with a visit", catches: "a customer leaves with its visit",
      enter: { world in
        let customer = try world.customer { $0.caseWorkerID = world.visits.anna }
        return visitAndCustomer(try world.visit { $0.customerID = customer })
      },
      leave: { _ = try $0.admin.reassign(try onlyVisit($0).id, to: $0.visits.berta) },
      stays: { world in (try? ["customer \(onlyVisit(world).customerID)"]) ?? [] }),
    Way(
      name: "two visits of one customer", catches: "a customer leaves with the first of its visits",
      enter: { world in
        let later = try world.visit(day: 1)
        return visitAndCustomer(try world.visit()).union(visitAndCustomer(later))
      },
      leave: { world in
        let first = try #require(try world.admin.listVisits().first)
        _ = try world.admin.reassign(first.id, to: world.visits.berta)
      },
      stays: { world in (try? visitAndCustomer(onlyVisit(world))) ?? [] }),
    Way(
      name: "moved out of the window", catches: "the time of a visit is not looked at",
      enter: { visitAndCustomer(try $0.visit()) },
      leave: { world in
        let moved = try world.admin.reschedule(
          try onlyVisit(world).id, to: VisitWorld.at(10, day: 60))
        #expect(moved.id != VisitID())
      },
      // What was moved stays, cancelled, where it was.
      stays: { world in
        (try? visitAndCustomer(#require(world.admin.listVisits().first))) ?? []
      }),
    Way(
      name: "a deleted customer", catches: "visits of a deleted customer point to nobody",
      enter: { visitAndCustomer(try $0.visit()) },
      leave: { _ = try $0.admin.delete($0.visits.customer) }),
    Way(
      name: "adopted, and no more", catches: "adoptions are forgotten",
      enter: { world in
        let customer = try world.customer()
        var programme = Programme()
        programme.name = "이웃 되기"
        programme.customersPerStaff = 2
        programme.customerIDs = [customer]
        programme = try world.admin.create(programme)
        _ = try world.admin.adopt(programme.id, customer, world.visits.anna)
        return ["customer \(customer)"]
      },
      leave: { world in
        let adoption = try #require(try world.admin.adoptions().first)
        var request = ReleaseAdoptionRequest()
        request.id = adoption.id
        request.reason = "moved away"
        let _: Adoption = try world.admin.programme("ReleaseAdoption", request)
      }),
  ]

  @Test(arguments: ways.indices)
  func inAndOut(_ index: Int) throws {
    let way = Self.ways[index]
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      // One phone that hears of each change, and one that comes when all is over.
      let phone = try world.phone(of: world.visits.anna)
      #expect(try phone.pull() == [])
      let entered = try way.enter(world)
      #expect(try phone.pull() == entered, "\(way.name): \(way.catches)")
      #expect(try world.faults() == [])
      try way.leave(world)
      let late = try world.phone(of: world.visits.anna)
      let stays = way.stays(world)
      #expect(try phone.pull() == stays, "\(way.name): \(way.catches)")
      #expect(Set(phone.removals.map(\.id)).count == entered.subtracting(stays).count)
      #expect(try late.pull() == stays, "\(way.name), from nothing")
      #expect(late.removals.isEmpty, "who begins with nothing has nothing to remove")
      #expect(try world.faults() == [])
    }
  }

  /// Would catch rows that are there before the first hello, and are not gathered.
  @Test(arguments: ways.indices)
  func enrolmentGathersTheSame(_ index: Int) throws {
    let way = Self.ways[index]
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let entered = try way.enter(world)
      let phone = try world.phone(of: world.visits.anna)
      #expect(try phone.pull() == entered, "\(way.name)")
      #expect(try world.faults() == [])
    }
  }

  /// Would catch that a deputy's phone fills with the customers of whoever is away.
  @Test func deputiesDoNotCarry() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let customer = try world.customer { $0.caseWorkerID = world.visits.anna }
      _ = try world.visit { $0.customerID = customer }
      let berta = try world.phone(of: world.visits.berta)
      let start = pcrm.clock.now()
      _ = try pcrm.admin.absent(
        world.visits.anna, [world.visits.berta], from: start, to: start.adding(seconds: 7200))
      #expect(try berta.pull() == [])
      _ = try world.admin.update(
        try world.admin.get(customer).with { $0.language = "ko" }, ["language"])
      #expect(try berta.pull() == [])
    }
  }

  /// Would catch that a row that left and came back is not told, or stays away because the removal is told last.
  @Test func revokedAndGrantedAgain() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      let phone = try world.phone(of: world.visits.anna)
      let all = try phone.pull()
      _ = try world.admin.reassign(visit.id, to: world.visits.berta)
      _ = try world.admin.reassign(visit.id, to: world.visits.anna)
      #expect(try phone.pull() == all)
      #expect(phone.visit(visit.id)?.visit?.version == 3)
      _ = try world.admin.delete(world.visits.customer)
      #expect(try phone.pull() == [])
      _ = try world.admin.undelete(world.visits.customer)
      #expect(try phone.pull() == all)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch that the id of a visit that was never on the phone reaches it as a removal.
  @Test func whatWasNeverThereLeavesWithoutAWord() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      let visit = try world.visit()
      _ = try world.admin.reassign(visit.id, to: world.visits.berta)
      #expect(try phone.pull() == [])
      #expect(phone.removals.isEmpty)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a change of what belongs to a visit that its device does not hear of.
  @Test func partsOfAVisitAreTheVisit() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit(hour: 9)
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      world.visits.go(to: VisitWorld.at(12))
      try world.admin.attempt(visit.id, .noAnswer, at: VisitWorld.at(9, 10))
      try phone.pull()
      #expect(phone.visit(visit.id)?.attempts.map(\.outcome) == [.noAnswer])
      _ = try world.admin.update(
        try world.admin.get(visit.customerID).with { $0.language = "ko" }, ["language"])
      try phone.pull()
      #expect(phone.customer(visit.customerID)?.language == "ko")
    }
  }
}

extension VisitParticipant {
  init(_ staff: StaffID) {
    self.init()
    staffID = staff
    role = "interpreter"
  }
}

extension SyncWorld {
  func update(_ visit: Visit, _ mask: [String]) throws {
    var request = UpdateVisitRequest()
    request.visit = visit
    request.updateMask = FieldMask(paths: mask)
    let _: Visit = try admin.call("pcrm.v1.VisitService/UpdateVisit", request)
  }
}
