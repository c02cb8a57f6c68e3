import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// The life of a visit from the proposal to its end, with what each step leaves behind.
struct VisitLifeTests {
  private typealias World = VisitWorld

  /// Every way from every state: would catch a way that the table does not have, and one that it has and that is refused.
  @Test func theTable() throws {
    let legal: [VisitState: Set<VisitState>] = [
      .proposed: [.planned, .confirmed, .enRoute, .inProgress, .done, .cancelled],
      .planned: [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled],
      .confirmed: [.enRoute, .inProgress, .done, .noShow, .cancelled],
      .enRoute: [.inProgress, .done, .noShow, .cancelled],
      .inProgress: [.done],
    ]
    let states = VisitState.names.filter { $0.0 != 0 }.map { VisitState(rawValue: $0.0) }
    #expect(VisitLife.table.map(\.from) == states, "each state has its row")
    for from in states {
      for to in states {
        let isLegal = legal[from]?.contains(to) == true
        var refusal: Status?
        do throws(Status) {
          try VisitLife.check(from: from, to: to, "id")
        } catch {
          refusal = error
        }
        #expect((refusal == nil) == isLegal, "\(from.word) → \(to.word)")
        let reason = from.isEnded ? "VISIT_ENDED" : "TRANSITION_NOT_ALLOWED"
        if !isLegal { #expect(refusal?.info.reason == reason) }
      }
    }
  }

  @Test func fromProposalToDone() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let proposed = try world.plan(hold: 30)
      #expect(proposed.state == .proposed && proposed.version == 1 && proposed.chainNumber == 1)
      #expect(proposed.holdUntil == pcrm.clock.now().adding(seconds: 1800))
      #expect(proposed.officeID == world.office, "the office of who goes")
      #expect(try world.busy(HolderID(world.anna)) == ["3 10:00-11:00?"])
      let planned: Visit = try pcrm.admin.visits("PlanVisit", PlanVisitRequest.self) {
        $0.id = proposed.id
        $0.version = 1
      }
      #expect(planned.state == .planned && planned.holdUntil == nil && planned.version == 2)
      #expect(try world.busy(HolderID(world.anna)) == ["3 10:00-11:00"])
      let window = TimeWindow(World.at(9, 30), World.at(10, 30))
      let confirmed = try pcrm.admin.confirm(proposed.id, told: window)
      #expect(confirmed.state == .confirmed && confirmed.arrivalWindow == window)
      world.go(to: World.at(9, 40))
      let away: Visit = try pcrm.admin.visits("SetOutVisit", SetOutVisitRequest.self) {
        $0.id = proposed.id
      }
      #expect(away.state == .enRoute && away.setOutTime == World.at(9, 40))
      world.go(to: World.at(10, 5))
      let begun = try pcrm.admin.start(proposed.id)
      #expect(begun.state == .inProgress && begun.checkIn?.time == World.at(10, 5))
      #expect(begun.meetTime == World.at(10, 5) && begun.tryTime == World.at(10, 5))
      world.go(to: World.at(10, 45))
      let done = try pcrm.admin.complete(proposed.id)
      #expect(done.state == .done && done.closeTime == World.at(10, 45) && done.version == 6)
      #expect(try pcrm.admin.visit(proposed.id) == done, "what is answered is what is stored")
      #expect(
        try world.busy(HolderID(world.anna)) == ["3 10:00-10:45"], "the rest is free again")
      try world.plan { $0.startTime = World.at(10, 45) }
      let history = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT version FROM visit_history ORDER BY version") { $0.integer(0) }
      }
      #expect(history == [1, 2, 3, 4, 5])
    }
  }

  @Test func distanceOfTheCheckIn() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let cityHall = Coordinates(latitudeE7: 375_666_100, longitudeE7: 1_269_783_900)
      let home = try pcrm.admin.create(
        .person("최집").with {
          var address = Address.home("세종대로 110")
          address.coordinates = cityHall
          $0.addresses = [address]
          $0.homeOfficeID = world.office
        })
      world.go(to: World.at(12))
      // A thousandth of a degree of latitude is 111 m.
      var near = CheckIn()
      near.coordinates = Coordinates(latitudeE7: 375_676_100, longitudeE7: 1_269_783_900)
      near.accuracyMetres = 8
      let atHome = try world.plan { $0.customerID = home.id }
      #expect(try pcrm.admin.start(atHome.id, near).checkIn?.distance == .distanceMetres(111))
      let elsewhere = try world.plan {
        $0.customerID = home.id
        $0.startTime = World.at(13)
        $0.endTime = World.at(14)
        $0.coordinates = near.coordinates
      }
      #expect(try pcrm.admin.start(elsewhere.id, near).checkIn?.distance == .distanceMetres(0))
      let unknown = try world.plan {
        $0.startTime = World.at(15)
        $0.endTime = World.at(16)
      }
      #expect(try pcrm.admin.start(unknown.id, near).checkIn?.distance == nil)
    }
  }

  @Test func endsThatFreeTheTime() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      func book() throws -> Visit {
        try world.plan {
          $0.resourceIDs = [world.car]
          var colleague = VisitParticipant()
          colleague.staffID = world.berta
          $0.participants = [colleague]
        }
      }
      let holders = [HolderID(world.anna), HolderID(world.berta), HolderID(world.car)]
      let first = try book()
      for holder in holders { #expect(try world.busy(holder) == ["3 10:00-11:00"]) }
      let cancelled = try pcrm.admin.cancel(first.id)
      #expect(cancelled.state == .cancelled && cancelled.closeReason == "the customer asked for it")
      for holder in holders { #expect(try world.busy(holder) == []) }
      let second = try book()
      world.go(to: World.at(10, 20))
      let missed = try pcrm.admin.noShow(second.id)
      #expect(missed.state == .noShow && missed.tryTime == World.at(10) && missed.meetTime == nil)
      for holder in holders { #expect(try world.busy(holder) == []) }
    }
  }

  /// Would catch a reschedule that rewrites the visit, loses a booking, or forgets the link.
  @Test func chains() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let first = try world.plan {
        $0.resourceIDs = [world.car]
        $0.note = "둘째 초인종"
        $0.customerWindow = TimeWindow(World.at(9), World.at(18))
        $0.arrivalWindow = TimeWindow(World.at(10), World.at(10, 30))
      }
      let second = try pcrm.admin.reschedule(first.id, to: World.at(14))
      #expect(second.previousID == first.id && second.chainNumber == 2 && second.state == .planned)
      #expect(second.endTime == World.at(15), "it takes as long")
      #expect(second.resourceIDs == [world.car] && second.note == first.note)
      #expect(second.customerWindow == first.customerWindow && second.arrivalWindow == nil)
      let past = try pcrm.admin.visit(first.id)
      #expect(past.state == .cancelled && past.nextID == second.id)
      #expect(past.startTime == first.startTime && past.closeReason == "the customer cannot")
      #expect(try world.busy(HolderID(world.car)) == ["3 14:00-15:00"])
      // It may overlap its own earlier time, and go to somebody else at once.
      let third = try pcrm.admin.reschedule(second.id, to: World.at(14, 30)) {
        $0.endTime = World.at(15)
        $0.staffID = world.berta
        $0.confirmed = true
      }
      #expect(third.state == .confirmed && third.staffID == world.berta && third.chainNumber == 3)
      #expect(try world.busy(HolderID(world.anna)) == [])
      #expect(try world.busy(HolderID(world.berta)) == ["3 14:30-15:00"])
      // Out of the customer's window: it was about another day.
      let fourth = try pcrm.admin.reschedule(third.id, to: World.at(10, day: 1))
      #expect(fourth.customerWindow == nil)
      world.go(to: World.at(12, day: 1))
      let missed = try pcrm.admin.noShow(fourth.id)
      let fifth = try pcrm.admin.reschedule(fourth.id, to: World.at(10, day: 2))
      let after = try pcrm.admin.visit(fourth.id)
      #expect(after.state == .noShow && after.closeReason == missed.closeReason)
      #expect(after.nextID == fifth.id && fifth.chainNumber == 5)
      let again = try pcrm.admin.visitsRefusal("RescheduleVisit", RescheduleVisitRequest.self) {
        $0.id = fourth.id
        $0.startTime = World.at(16, day: 2)
        $0.reason = "x"
      }
      #expect(again == Refusal(.failedPrecondition, "VISIT_MOVED", "id"))
    }
  }

  @Test func givenToSomebodyElse() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      _ = try pcrm.admin.confirm(visit.id)
      let given = try pcrm.admin.reassign(visit.id, to: world.berta)
      #expect(given.id == visit.id && given.staffID == world.berta && given.state == .confirmed)
      #expect(try world.busy(HolderID(world.anna)) == [])
      #expect(try world.busy(HolderID(world.berta)) == ["3 10:00-11:00"])
      #expect(try pcrm.admin.reassign(visit.id, to: world.berta) == given, "nothing to do")
    }
  }

  /// Would catch a hold that outlives its time, by the timer and without it.
  @Test func holdsEndByTheClock() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let first = try world.plan(hold: 10)
      let early = try world.planRefusal { $0.startTime = World.at(10, 30) }
      #expect(early == Refusal(.failedPrecondition, "SLOT_TAKEN", "visit.staff_id"))
      pcrm.clock.advance(seconds: 599)
      #expect(try world.busy(HolderID(world.anna)).count == 1)
      pcrm.clock.advance(seconds: 1)
      #expect(try world.busy(HolderID(world.anna)) == [], "before any timer has run")
      for method in ["PlanVisit", "SetOutVisit", "StartVisit", "CompleteVisit", "ConfirmVisit"] {
        let refusal = try pcrm.admin.visitsRefusal(method, PlanVisitRequest.self) {
          $0.id = first.id
        }
        #expect(refusal == Refusal(.failedPrecondition, "HOLD_EXPIRED", "id"), "\(method)")
      }
      // The next booking takes the time, and ends the proposal on the way.
      let second = try world.plan(hold: 10) { $0.startTime = World.at(10, 30) }
      let ended = try pcrm.admin.visit(first.id)
      #expect(ended.state == .cancelled && ended.closeTime == first.holdUntil)
      let line = try pcrm.admin.audit().first { $0.method == "timer/expire_hold" }
      #expect(line?.peer == "clock", "nobody's doing but the clock's")
      // The timer ends what nobody runs into.
      let runner = JobRunner(database: pcrm.database, clock: pcrm.clock)
      PCRM.handleTimers(runner)
      while runner.runRound() > 0 {}
      #expect(try pcrm.admin.visit(second.id).state == .proposed)
      pcrm.clock.advance(seconds: 600)
      while runner.runRound() > 0 {}
      #expect(try pcrm.admin.visit(second.id).state == .cancelled)
      let claims = try pcrm.database.read { (reader) throws(Status) in
        try reader.first("SELECT count(*) FROM slot_claim") { $0.integer(0) }
      }
      #expect(claims == 0)
    }
  }

  @Test func theTouchpointIsDoneWithTheVisit() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try pcrm.admin.apply(try CaseTypeDocument(json: CaseWorld.care))
      let opened = try #require(try pcrm.admin.open(world.customer).case?.id)
      _ = try pcrm.admin.advance(opened, to: "first_care", worker: world.anna)
      func due(_ state: TouchpointState) throws -> [Touchpoint] {
        try pcrm.admin.touchpoints {
          $0.caseID = opened
          $0.state = state
        }.filter { $0.code == "visit" }
      }
      let touchpoint = try #require(try due(.planned).first)
      func book(_ hour: Int64) throws -> Visit {
        try world.plan {
          $0.startTime = World.at(hour)
          $0.endTime = World.at(hour + 1)
          $0.caseID = opened
          $0.touchpointID = touchpoint.id
        }
      }
      let (visit, other) = (try book(10), try book(13))
      world.go(to: World.at(16))
      // A worker who sees no customers of others may still end the own visit.
      let own = try pcrm.caller(as: .field, scope: .own, staff: world.anna)
      #expect(try own.complete(visit.id, at: World.at(10, 50)).state == .done)
      let done = try #require(try due(.done).first)
      #expect(done.id == touchpoint.id && done.staffID == world.anna && done.channel == .visit)
      #expect(done.endTime == World.at(10, 50))
      #expect(try due(.planned).count == 1, "one that repeats is planned again")
      #expect(try pcrm.admin.complete(other.id).state == .done, "it has ended: left as it is")
      #expect(try due(.done).count == 1)
    }
  }

  @Test func updates() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      func update(_ paths: [String], _ change: (inout Visit) -> Void) throws -> Visit {
        try pcrm.admin.visits("UpdateVisit", UpdateVisitRequest.self) {
          var patch = Visit()
          patch.id = visit.id
          change(&patch)
          $0.visit = patch
          $0.updateMask = FieldMask(paths: paths)
        }
      }
      let booked = try update(["resource_ids", "pinned", "note"]) {
        $0.resourceIDs = [world.car]
        $0.pinned = true
        $0.note = "벨이 고장"
      }
      #expect(booked.version == 2 && booked.pinned)
      #expect(try world.busy(HolderID(world.car)) == ["3 10:00-11:00"])
      #expect(try update(["note"]) { $0.note = "벨이 고장" }.version == 2, "nothing changed")
      let freed = try update(["resource_ids"]) { _ in }
      #expect(freed.resourceIDs == [] && freed.note == "벨이 고장")
      #expect(try world.busy(HolderID(world.car)) == [])
      #expect(try world.busy(HolderID(world.anna)) == ["3 10:00-11:00"])
    }
  }
}
