import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What applying a proposal does, and when it is refused.
struct RouteApplyTests {
  private typealias World = RouteWorld

  /// Two visits that change places, and a customer to be visited besides.
  private static func proposal(_ world: RouteWorld) throws -> (RouteProposal, [Visit]) {
    let visits = [
      try world.plan(World.point(8_000, 0), World.at(9, 30)),
      try world.plan(World.point(1_000, 0), World.at(10, 30)),
      try world.plan(World.point(8_100, 0), World.at(14)),
      try world.plan(World.point(-2_000, 0), World.at(15)),
    ]
    let candidate = try world.newcomer(World.point(4_000, 0)) { $0.must = true }
    return (try world.propose { $0.candidates = [candidate] }, visits)
  }

  /// Would catch a visit that is rewritten instead of followed by another, times that are not those proposed, and claims
  /// that are left behind.
  @Test func visitsMoveAsProposed() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (proposal, visits) = try Self.proposal(world)
      #expect(proposal.movedCount > 0 && proposal.addedCount == 1)
      let applied = try world.apply(proposal.id)
      #expect(applied.state == .applied && applied.version == 2 && applied.decideTime != nil)
      for (staff, stop) in applied.stops {
        let id = stop.appliedVisitID.isEmpty ? stop.visitID : stop.appliedVisitID
        let visit = try world.visit(id)
        #expect(visit.staffID == staff && visit.state == .planned)
        #expect(visit.startTime == stop.startTime && visit.endTime == stop.endTime)
        if stop.change == .moved {
          let before = try world.visit(stop.visitID)
          #expect(before.state == .cancelled && before.nextID == id)
          #expect(visit.previousID == before.id && before.closeReason == "shorter ways")
        }
      }
      #expect(try world.visits(of: world.anna).count == visits.count + 1)
      // What was applied proposes nothing new.
      let again = try world.propose()
      #expect(again.movedCount == 0 && again.metres == proposal.metres)
      #expect(
        try world.applyRefusal(proposal.id) == Refusal(.aborted, "PLAN_OUTDATED", "id"))
      let audit = try pcrm.admin.audit { $0.entityType = .visit }
      #expect(audit.contains { $0.method.hasSuffix("ApplyRoute") })
    }
  }

  /// Each change would catch a proposal that is applied to days it was not made for; and that a part of it is done.
  @Test(arguments: 0..<6) func anOutdatedProposalIsRefusedAsAWhole(_ change: Int) throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (proposal, visits) = try Self.proposal(world)
      switch change {
      case 0: try world.plan(World.point(0, 900), World.at(17))
      case 1: _ = try world.confirm(visits[3].id)
      case 2:
        var cancel = CancelVisitRequest()
        cancel.id = visits[1].id
        cancel.reason = "not needed"
        let _: Visit = try pcrm.admin.call("pcrm.v1.VisitService/CancelVisit", cancel)
      case 3: world.go(to: World.at(16))
      case 4:
        var discard = DiscardRouteRequest()
        discard.id = proposal.id
        let put: RouteProposal = try pcrm.admin.call("pcrm.v1.RouteService/DiscardRoute", discard)
        #expect(put.state == .discarded && put.version == 2)
      default:
        var move = ReassignVisitRequest()
        move.id = visits[0].id
        move.staffID = world.berta
        move.reason = "ill"
        let _: Visit = try pcrm.admin.call("pcrm.v1.VisitService/ReassignVisit", move)
      }
      let before = try world.visits(of: world.anna)
      #expect(
        try world.applyRefusal(proposal.id) == Refusal(.aborted, "PLAN_OUTDATED", "id"),
        "change \(change)")
      #expect(try world.visits(of: world.anna) == before, "change \(change)")
    }
  }

  /// Would catch visits that vanish because they found no place.
  @Test func whatFoundNoPlaceIsCancelledOnlyOnDemand() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan(World.point(1_000, 0), World.at(10))
      let far = try world.plan(World.point(30_000, 0), World.at(14))
      var option = RouteOption()
      option.visitID = far.id
      option.penaltyMetres = 1_000
      let proposal = try world.propose { $0.options = [option] }
      #expect(proposal.leftOut.map(\.visitID) == [far.id])
      #expect(proposal.leftOut[0].obstacle == .notWorthIt && proposal.leftOut[0].metres > 70_000)
      #expect(
        try world.applyRefusal(proposal.id)
          == Refusal(.failedPrecondition, "VISITS_LEFT_OUT", "cancel_left_out"))
      _ = try world.apply(proposal.id, cancelLeftOut: true)
      let cancelled = try world.visit(far.id)
      #expect(cancelled.state == .cancelled && cancelled.closeReason == "shorter ways")
      #expect(cancelled.nextID.isEmpty)
    }
  }

  /// Would catch somebody who plans for others without the right to, or sees their days.
  @Test func scope() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan(World.point(1_000, 0), World.at(10))
      try world.plan(World.point(2_000, 0), World.at(10)) { $0.staffID = world.berta }
      let own = try pcrm.caller(as: .field, scope: .own, staff: world.anna)
      let mate = try pcrm.caller(
        as: .field, scope: .office, staff: world.berta, office: world.office)
      let mine = try world.propose(as: own) { $0.staffIDs = [] }
      #expect(mine.days.map(\.staffID) == [world.anna])
      #expect(
        try world.proposeRefusal(as: own) { $0.staffIDs = [world.berta] }
          == Refusal(.notFound, "NOT_FOUND", "staff_ids[0]"))
      #expect(
        try world.proposeRefusal(as: mate)
          == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      let both = try world.propose { $0.staffIDs = [world.anna, world.berta] }
      var get = GetRouteRequest()
      get.id = both.id
      #expect(
        try own.refused("pcrm.v1.RouteService/GetRoute", get)
          == Refusal(.notFound, "NOT_FOUND", "id"))
      let seen: RouteProposal = try mate.call("pcrm.v1.RouteService/GetRoute", get)
      #expect(seen.id == both.id)
      #expect(
        try mate.refused("pcrm.v1.RouteService/ApplyRoute", world.applyRequest(both.id))
          == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      let auditor = try pcrm.caller(as: .auditor)
      #expect(
        try world.proposeRefusal(as: auditor)?.reason == "PERMISSION_MISSING")
      var list = ListRoutesRequest()
      list.pageSize = 1
      list.day = World.day
      let page: ListRoutesResponse = try own.call("pcrm.v1.RouteService/ListRoutes", list)
      #expect(page.routes.map(\.id) == [mine.id] && page.routes[0].days.isEmpty)
      list.staffID = world.berta
      let hers: ListRoutesResponse = try pcrm.admin.call("pcrm.v1.RouteService/ListRoutes", list)
      #expect(hers.routes.map(\.id) == [both.id] && hers.nextPageToken.isEmpty)
    }
  }

  /// Would catch an explanation that says another thing than a plan does.
  @Test func whyAVisitDoesNotFit() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan(World.point(2_000, 0), World.at(10))
      let near = try world.newcomer(World.point(1_000, 0))
      let fits = try world.explain(near) { $0.staffIDs = [world.anna, world.berta] }
      #expect(fits.count == 2 && fits.allSatisfy(\.fits))
      // On Anna's way, and a way of its own for Berta.
      #expect(fits[0].staffID == world.anna && fits[0].extraMetres < 200)
      #expect(fits[1].staffID == world.berta && fits[1].extraMetres > 2_000)
      #expect(fits[0].startTime != nil && fits[0].movedCount == 0)

      let late = try world.newcomer(World.point(1_000, 0)) { $0.fromTime = World.at(17, 45) }
      #expect(try world.explain(late).map(\.obstacle) == [.windowElsewhere])
      let far = try world.newcomer(World.point(20_000, 0)) { $0.beforeTime = World.at(9, 40) }
      #expect(try world.explain(far).map(\.obstacle) == [.outOfReach])
      let nowhere = try world.newcomer(nil)
      #expect(try world.explain(nowhere).map(\.obstacle) == [.placeUnknown])
      let able = try world.newcomer(World.point(0, 0)) { $0.skill = "sign" }
      #expect(try world.explain(able).map(\.obstacle) == [.nobodyMay])
      try world.plan(World.point(-5_000, 0), World.at(13), minutes: 270) { $0.pinned = true }
      let long = try world.newcomer(World.point(5_000, 0)) { $0.minutes = 180 }
      let full = try world.explain(long)
      #expect(full.map(\.obstacle) == [.noRoom] && full[0].text.contains("full"))
      var absence = RecordAbsenceRequest()
      var days = Absence()
      days.staffID = world.anna
      days.reason = "leave"
      days.startTime = World.at(0)
      days.endTime = World.at(24)
      absence.absence = days
      let _: Absence = try pcrm.admin.call("pcrm.v1.AssignmentService/RecordAbsence", absence)
      #expect(try world.explain(near).map(\.obstacle) == [.notWorking])
    }
  }

  /// Would catch rules that are taken although they break their own bounds, and a version that is made for nothing.
  @Test func rules() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      var rules = RouteRules.initial
      rules.leftOutMetres = 7_000
      let dry = try world.apply(rules, dryRun: true)
      #expect(dry.version == 0 && !dry.changes.isEmpty)
      #expect(try world.apply(rules).version == 1)
      #expect(try world.apply(rules).version == 1)
      let rows: [(String, (inout RouteRules) -> Void)] = [
        ("rules.areas", { $0.areas = [] }),
        ("rules.areas[0].detour_permille", { $0.areas[0].detourPermille = 999 }),
        ("rules.areas[0].speeds", { $0.areas[0].speeds = [] }),
        ("rules.areas[0].speeds[0].from_metres", { $0.areas[0].speeds[0].fromMetres = 1 }),
        ("rules.areas[0].office_ids", { $0.areas[0].officeIDs = [world.office] }),
        ("rules.lunch.before_minute", { $0.lunch?.beforeMinute = 700 }),
        ("rules.day_before_minute", { $0.dayBeforeMinute = 540 }),
        ("rules.moved_confirmed_metres", { $0.movedConfirmedMetres = -1 }),
      ]
      for (field, change) in rows {
        var request = ApplyRouteRulesRequest()
        var bad = rules
        change(&bad)
        request.rules = bad
        let refusal = try pcrm.admin.refused("pcrm.v1.RouteService/ApplyRouteRules", request)
        #expect(refusal?.field == field)
      }
    }
  }
}
