import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Sixty-four calls at once, each on a socket of its own, for one time of one member of staff, or of one car: exactly one
/// is done. Would catch a check that is not in the transaction of the claim.
struct VisitRaceTests {
  private typealias World = VisitWorld
  private static let crowd = 64

  private func race<R: Message>(
    _ world: World, _ method: String, _ requests: [R]
  ) throws -> [Status?] {
    try world.pcrm.atOnce(
      requests.map { ("pcrm.v1.VisitService/" + method, $0.binary()) }, token: world.admin.token)
  }

  private func staff(_ world: World) throws -> [StaffID] {
    try (0..<Self.crowd).map { try world.pcrm.staff("직원\($0)", in: world.office) }
  }

  /// One was done, all others were told that the time is taken.
  private func expectOne(
    _ answers: [Status?], others reasons: Set<String> = ["SLOT_TAKEN"],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(answers.count == Self.crowd, sourceLocation: sourceLocation)
    #expect(answers.filter { $0 == nil }.count == 1, sourceLocation: sourceLocation)
    let others = Set(answers.compactMap { $0?.info.reason })
    #expect(others.isSubset(of: reasons), "\(others)", sourceLocation: sourceLocation)
  }

  private func create(
    _ world: World, hold: Int32, _ change: (inout Visit) -> Void
  ) -> CreateVisitRequest {
    var request = CreateVisitRequest()
    request.visit = world.draft(change)
    request.holdMinutes = hold
    return request
  }

  @Test func create() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try World(pcrm)
      // Times that differ and all meet half past ten; every second one is only a hold.
      let ofOne = (0..<Self.crowd).map { index in
        create(world, hold: index % 2 == 0 ? 0 : 30) {
          $0.startTime = World.at(10, Int64(index % 30))
          $0.endTime = World.at(10, 35 + Int64(index % 7))
        }
      }
      expectOne(try race(world, "CreateVisit", ofOne))
      #expect(try world.busy(HolderID(world.anna)).count == 1)
      let staff = try staff(world)
      let ofTheCar = staff.map { id in
        create(world, hold: 0) {
          $0.staffID = id
          $0.resourceIDs = [world.car]
        }
      }
      expectOne(try race(world, "CreateVisit", ofTheCar))
      #expect(try world.busy(HolderID(world.car)).count == 1)
      #expect(try staff.filter { try !world.busy(HolderID($0)).isEmpty }.count == 1)
    }
  }

  @Test func confirm() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try World(pcrm)
      func requests(_ id: VisitID) -> [ConfirmVisitRequest] {
        (0..<Self.crowd).map { _ in
          var request = ConfirmVisitRequest()
          request.id = id
          request.version = 1
          return request
        }
      }
      let proposal = try world.plan(hold: 30)
      expectOne(
        try race(world, "ConfirmVisit", requests(proposal.id)), others: ["VERSION_MISMATCH"])
      // A hold that has ended is nobody's: whoever books gets the time, and whoever confirms does not.
      let late = try world.plan(hold: 5) {
        $0.startTime = World.at(14)
        $0.endTime = World.at(15)
      }
      pcrm.clock.advance(seconds: 300)
      let calls: [(path: String, request: [UInt8])] = (0..<Self.crowd).map { index in
        if index % 2 == 0 {
          var request = ConfirmVisitRequest()
          request.id = late.id
          return ("pcrm.v1.VisitService/ConfirmVisit", request.binary())
        }
        let booking = create(world, hold: 0) {
          $0.startTime = World.at(14)
          $0.endTime = World.at(15)
        }
        return ("pcrm.v1.VisitService/CreateVisit", booking.binary())
      }
      let answers = try pcrm.atOnce(calls, token: world.admin.token)
      expectOne(answers, others: ["SLOT_TAKEN", "HOLD_EXPIRED", "VISIT_ENDED"])
      #expect(answers.enumerated().allSatisfy { $1 != nil || $0 % 2 == 1 }, "a booking has it")
      #expect(try world.busy(HolderID(world.anna)) == ["3 10:00-11:00", "3 14:00-15:00"])
    }
  }

  @Test func reschedule() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try World(pcrm)
      func move(_ visits: [Visit], to start: Timestamp) throws -> [Status?] {
        try race(
          world, "RescheduleVisit",
          visits.map { visit in
            var request = RescheduleVisitRequest()
            request.id = visit.id
            request.startTime = start
            request.reason = "x"
            return request
          })
      }
      // One after the other from the next morning on, ten minutes each.
      func slot(_ index: Int, _ visit: inout Visit) {
        visit.startTime = World.at(9, Int64(index) * 10, day: 1)
        visit.endTime = World.at(9, Int64(index) * 10 + 10, day: 1)
        visit.outsideHours = "until late"
      }
      let ofOne = try (0..<Self.crowd).map { index in try world.plan { slot(index, &$0) } }
      expectOne(try move(ofOne, to: World.at(15)))
      #expect(try world.busy(HolderID(world.anna)).count == Self.crowd)
      let ofTheCar = try staff(world).enumerated().map { index, id in
        try world.plan {
          slot(index, &$0)
          $0.staffID = id
          $0.resourceIDs = [world.car]
        }
      }
      expectOne(try move(ofTheCar, to: World.at(15)))
      #expect(try world.busy(HolderID(world.car)).count == Self.crowd)
    }
  }

  @Test func reassign() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try World(pcrm)
      let visits = try staff(world).map { id in try world.plan { $0.staffID = id } }
      let toAnna = visits.map { visit in
        var request = ReassignVisitRequest()
        request.id = visit.id
        request.staffID = world.anna
        request.reason = "ill"
        return request
      }
      expectOne(try race(world, "ReassignVisit", toAnna))
      #expect(try world.busy(HolderID(world.anna)).count == 1)
      // A car is given to a visit by an update.
      let withTheCar = visits.map { visit in
        var request = UpdateVisitRequest()
        var patch = Visit()
        patch.id = visit.id
        patch.resourceIDs = [world.car]
        request.visit = patch
        return request
      }
      expectOne(try race(world, "UpdateVisit", withTheCar))
      #expect(try world.busy(HolderID(world.car)).count == 1)
    }
  }
}
