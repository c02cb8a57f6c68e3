import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What the scope "own" has beside the customers whose primary case worker somebody is.
struct CoverTests {
  /// What a caller sees of a customer and a case: every way there is to them.
  private struct Sight: Equatable, CustomStringConvertible {
    var customer = false
    var listed = false
    var searched = false
    var `case` = false
    var caseListed = false
    var touchpoints = false
    var duties = false
    var services = false
    var written = false

    static let all = Sight(
      customer: true, listed: true, searched: true, case: true, caseListed: true,
      touchpoints: true, duties: true, services: true, written: true)

    var description: String {
      "customer \(customer) listed \(listed) searched \(searched) case \(`case`) "
        + "caseListed \(caseListed) touchpoints \(touchpoints) duties \(duties) "
        + "services \(services) written \(written)"
    }
  }

  /// Each look is on a new connection, so that the clock alone says what is remembered.
  private func sight(
    _ pcrm: PCRMFixture, _ known: TestCaller, _ customer: CustomerID, _ id: CaseID
  ) throws -> Sight {
    let caller = try pcrm.caller(token: known.token)
    var sight = Sight()
    var get = GetCustomerRequest()
    get.id = customer
    sight.customer = try caller.refusal("pcrm.v1.CustomerService/GetCustomer", get) == nil
    sight.listed = try caller.list(size: 1).map(\.id).contains(customer)
    sight.searched = try caller.search("김").map(\.id).contains(customer)
    sight.case = try caller.casesRefusal("GetCase", GetCaseRequest.self) { $0.id = id } == nil
    sight.caseListed = try caller.listCases(size: 1).map(\.id).contains(id)
    sight.touchpoints = try caller.touchpoints { _ in }.map(\.caseID).contains(id)
    sight.duties = try caller.duties().map(\.caseID).contains(id)
    let shares: GetServiceSharesResponse = try caller.cases(
      "GetServiceShares", GetServiceSharesRequest.self
    ) {
      $0.from = CivilDate(2020, 1, 1)
      $0.to = CivilDate(2040, 1, 1)
    }
    sight.services = shares.statutoryCount > 0
    sight.written =
      try caller.casesRefusal("RecordNeeds", RecordNeedsRequest.self) {
        $0.caseID = id
        $0.needs = ["job"]
      } == nil
    return sight
  }

  /// A case in care, in which a statutory service was given.
  private func inCare(
    _ world: CaseWorld, _ customer: CustomerID, _ worker: StaffID
  ) throws -> CaseID {
    let id = try #require(try world.admin.open(customer).case?.id)
    _ = try world.admin.advance(id, to: "first_care", worker: worker)
    let letter = try #require(
      try world.admin.touchpoints { $0.caseID = id }.first { $0.code == "letter" })
    let _: RecordTouchpointResponse = try world.admin.cases(
      "RecordTouchpoint", RecordTouchpointRequest.self
    ) {
      $0.touchpointID = letter.id
      $0.servicesGiven = ["decision"]
    }
    return id
  }

  private func own(_ pcrm: PCRMFixture, _ staff: StaffID) throws -> TestCaller {
    try pcrm.caller(as: .counsellor, scope: .own, staff: staff)
  }

  /// Would catch a deputy who cannot do the work, one who sees it before the absence, after it, or when it was taken
  /// back, and a stranger who sees it too.
  @Test func deputiesSeeWhatTheyStandInFor() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let (customer, worker) = (try pcrm.admin.create(.person()).id, world.worker)
      let id = try inCare(world, customer, worker)
      let (first, second) = (try pcrm.staff("이"), try pcrm.staff("박"))
      let (behind, stranger) = (try pcrm.staff("최"), try pcrm.staff("정"))
      let callers = try [first, second, behind, stranger].map { try own(pcrm, $0) }
      let start = pcrm.clock.now()
      func hour(_ n: Int64) -> Timestamp { start.adding(seconds: n * 3600) }
      try pcrm.admin.absent(worker, [first, second], from: hour(1), to: hour(4))
      _ = try pcrm.admin.absent(second, [behind], from: hour(2), to: hour(3))
      let expected: [(Int64, [Bool])] = [
        (0, [false, false, false, false]), (1, [true, true, false, false]),
        (2, [true, true, true, false]), (3, [true, true, false, false]),
        (4, [false, false, false, false]),
      ]
      for (time, sees) in expected {
        pcrm.clock.advance(seconds: hour(time).seconds - pcrm.clock.now().seconds)
        for (caller, isSeen) in zip(callers, sees) {
          #expect(
            try sight(pcrm, caller, customer, id) == (isSeen ? .all : Sight()), "hour \(time)")
        }
      }
      // Who is remembered on a connection is looked up again when an absence is written down or taken back.
      let kept = try pcrm.caller(token: callers[0].token)
      #expect(try kept.list().isEmpty)
      let last = try pcrm.admin.absent(worker, [first], from: pcrm.clock.now())
      #expect(try kept.list().map(\.id) == [customer])
      let _: Absence = try pcrm.admin.ask(
        "DeleteAbsence", DeleteAbsenceRequest.made { $0.id = last.id })
      #expect(try kept.list().isEmpty)
    }
  }

  /// Would catch a case worker who does not see the case because another has the customer's older one.
  @Test func whoHasASecondCaseSeesTheCustomer() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let customer = try pcrm.admin.create(.person()).id
      let kim = try pcrm.staff("김")
      _ = try inCare(world, customer, world.worker)
      pcrm.clock.advance(seconds: 60)
      let id = try inCare(world, customer, kim)
      #expect(try pcrm.admin.get(customer).caseWorkerID == world.worker)
      let caller = try own(pcrm, kim)
      #expect(try sight(pcrm, caller, customer, id) == .all)
      let lee = try pcrm.staff("이")
      let deputy = try own(pcrm, lee)
      #expect(try sight(pcrm, deputy, customer, id) == Sight())
      try pcrm.admin.absent(kim, [lee], from: pcrm.clock.now())
      #expect(try sight(pcrm, deputy, customer, id) == .all)
      try pcrm.admin.assign(id, to: world.worker)
      #expect(try sight(pcrm, caller, customer, id) == Sight(), "it is another's now")
    }
  }

  /// Would catch a receiver who must decide unseen, one who sees more than the case, and one who still sees it when the
  /// hand-over is over.
  @Test func whoIsAskedToTakeACaseOverSeesIt() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = world.office }).id
      let id = try inCare(world, customer, world.worker)
      let team = try pcrm.office("요양팀", kind: .team, under: world.office)
      let lee = try pcrm.worker("이", office: world.office)
      let park = try pcrm.worker("박", team: team, office: world.office)
      let (receiver, member) = (try own(pcrm, lee), try own(pcrm, park))
      var offered = Sight()
      offered.case = true
      func seen(_ caller: TestCaller) throws -> Sight { try sight(pcrm, caller, customer, id) }
      #expect(try seen(receiver) == Sight())
      let first = try pcrm.admin.propose(id, to: lee)
      #expect(try seen(receiver) == offered)
      #expect(try seen(member) == Sight(), "it is not addressed to them")
      _ = try receiver.decline(first.id)
      #expect(try seen(receiver) == Sight())
      _ = try pcrm.admin.propose(id, team: team) {
        $0.expireTime = pcrm.clock.now().adding(seconds: 600)
      }
      #expect(try seen(member) == offered)
      pcrm.clock.advance(seconds: 600)
      #expect(try seen(member) == Sight(), "late is late, before any timer")
      pcrm.runTimers()
      let third = try pcrm.admin.propose(id, to: lee)
      _ = try receiver.accept(third.id)
      #expect(try seen(receiver) == .all)
    }
  }
}
