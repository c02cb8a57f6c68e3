import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Days as they are proposed.
struct RouteProposalTests {
  private typealias World = RouteWorld

  /// Four visits east of the office, planned to and fro.
  private static func zigzag(_ world: RouteWorld) throws -> [Visit] {
    var visits: [Visit] = []
    for (east, hour) in [(4_000, 9), (500, 10), (3_500, 11), (1_000, 14)] as [(Int32, Int64)] {
      visits.append(try world.plan(World.point(east, 0), World.at(hour, 30)))
    }
    return visits
  }

  /// Would catch an order that is not the best, a lunch that is forgotten, and a proposal that changes something.
  @Test func theShortestOrderWithALunch() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visits = try Self.zigzag(world)
      let proposal = try world.propose()
      #expect(proposal.faults == [])
      #expect(proposal.provenBest && proposal.state == .ready && proposal.version == 1)
      #expect(proposal.metres < proposal.metresBefore)
      #expect(proposal.leftOut.isEmpty && proposal.warnings.isEmpty)
      let day = try #require(proposal.days.first)
      #expect(day.staffID == world.anna && day.start == .office && day.end == .office)
      #expect(day.lunchMinutes == 60)
      let lunch = try #require(day.lunchTime)
      #expect(
        lunch.seconds >= World.at(11, 30).seconds && lunch.seconds <= World.at(12, 30).seconds)
      // There and back along a line: out to the farthest, 1.35 times four kilometres each way.
      #expect((10_700...10_900).contains(proposal.metres), "\(proposal.metres)")
      #expect(Set(day.stops.map(\.visitID)) == Set(visits.map(\.id)))
      #expect(day.stops.allSatisfy { ($0.startTime?.seconds ?? 1) % 300 == 0 })
      #expect(day.stops.allSatisfy { $0.travelMinutes > 0 && $0.metres % 100 == 0 })
      #expect(Int(proposal.movedCount) == day.stops.count { $0.change == .moved })
      for visit in visits { #expect(try world.visit(visit.id) == visit, "nothing has changed") }
      var get = GetRouteRequest()
      get.id = proposal.id
      let read: RouteProposal = try pcrm.admin.call("pcrm.v1.RouteService/GetRoute", get)
      #expect(read == proposal)
    }
  }

  /// Would catch a second proposal for the same day that says something else.
  @Test func theSameSeedProposesTheSame() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      _ = try Self.zigzag(world)
      try world.plan(World.point(-4_000, 500), World.at(15)) { $0.staffID = world.berta }
      let ask: (inout ProposeRouteRequest) -> Void = {
        $0.staffIDs = [world.anna, world.berta]
        $0.reassign = true
        $0.seed = 7
      }
      let first = try world.propose(ask)
      let second = try world.propose(ask)
      #expect(first.id != second.id)
      #expect(first.days == second.days && first.metres == second.metres)
      #expect(first.faults == [])
    }
  }

  /// Would catch, on days that nobody has thought of, a visit that is moved although it may not be, overlaps, and windows
  /// that are broken.
  @Test func whatMayNotMoveStays() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SplitMix64(seed: seed)
    for round in 0..<6 {
      try withPCRM { pcrm in
        let world = try World(pcrm)
        var planned: [Visit] = []
        for slot in 0..<Int.random(in: 3...9, using: &random) {
          let place = World.point(
            Int32.random(in: -6_000...6_000, using: &random),
            Int32.random(in: -6_000...6_000, using: &random))
          let start = World.at(9, Int64(slot) * 55)
          let isPinned = Int.random(in: 0..<4, using: &random) == 0
          let isWide = Bool.random(using: &random)
          planned.append(
            try world.plan(place, start, minutes: 30) {
              $0.pinned = isPinned
              if !isWide {
                $0.customerWindow = TimeWindow(
                  start.adding(seconds: -3600), start.adding(seconds: 7200))
              }
            })
        }
        if round % 2 == 1 {
          world.go(to: World.at(9, 10))
          var start = StartVisitRequest()
          start.id = planned[0].id
          planned[0] = try pcrm.admin.call("pcrm.v1.VisitService/StartVisit", start)
        }
        let proposal = try world.propose()
        let context = "seed \(seed), round \(round)"
        #expect(proposal.faults == [], "\(context)")
        for visit in planned {
          let stop = proposal.stop(visit.id)
          if visit.pinned || visit.state == .inProgress {
            #expect(stop?.change == .fixed, "\(context)")
            #expect(stop?.startTime == visit.startTime, "\(context)")
          } else if let start = stop?.startTime, let window = visit.customerWindow {
            #expect(start.seconds >= (window.from?.seconds ?? 0), "\(context)")
            #expect(start.seconds + 1800 <= (window.to?.seconds ?? 0), "\(context)")
          }
          let isLeft = proposal.leftOut.contains { $0.visitID == visit.id }
          #expect((stop != nil) != isLeft, "\(context)")
        }
      }
    }
  }

  /// Would catch a promise that is broken for nothing, and one that is never broken.
  @Test func aConfirmedVisitMovesOnlyForItsPrice() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      for visit in try Self.zigzag(world) { _ = try world.confirm(visit.id) }
      var rules = RouteRules.initial
      rules.movedConfirmedMetres = 1_000_000
      _ = try world.apply(rules)
      let kept = try world.propose()
      #expect(kept.movedCount == 0 && kept.days[0].stops.allSatisfy { $0.change == .kept })
      #expect(kept.rulesVersion == 1)
      rules.movedConfirmedMetres = 10
      _ = try world.apply(rules)
      let moved = try world.propose()
      #expect(moved.movedCount > 0 && moved.metres < kept.metres)
    }
  }

  /// Each would catch one way of not fitting taken for another, or not told.
  @Test func whatFindsNoPlace() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan(World.point(1_000, 0), World.at(10))
      let candidates = [
        try world.newcomer(World.point(1_500, 0)) { $0.must = true },
        try world.newcomer(nil),
        try world.newcomer(World.point(500, 0)) { $0.skill = "sign" },
        try world.newcomer(World.point(500, 0)) {
          $0.fromTime = World.at(19)
          $0.beforeTime = World.at(20)
        },
        try world.newcomer(World.point(40_000, 0)) { $0.penaltyMetres = 1_000 },
        try world.newcomer(World.point(200_000, 0)) { $0.must = true },
      ]
      let proposal = try world.propose { $0.candidates = candidates }
      #expect(proposal.faults == [] && proposal.addedCount == 1)
      #expect(proposal.stops.first { $0.stop.candidate == 1 }?.stop.change == .added)
      let obstacles = proposal.leftOut.map { ($0.candidate, $0.obstacle) }
      #expect(
        obstacles.map(\.1) == [
          .placeUnknown, .nobodyMay, .windowElsewhere, .notWorthIt, .tooFarFromEnd,
        ], "\(obstacles)")
      #expect(obstacles.map(\.0) == [2, 3, 4, 5, 6])
      #expect(proposal.leftOut.allSatisfy { !$0.text.isEmpty && !$0.customerID.isEmpty })
    }
  }

  /// Would catch an exchange between two people that is not seen, and one that nobody allowed.
  @Test func visitsGoToWhoIsNear() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let east = try world.plan(World.point(6_000, 0), World.at(10)) { $0.staffID = world.berta }
      let west = try world.plan(World.point(-6_000, 0), World.at(10))
      let ask: (inout ProposeRouteRequest) -> Void = {
        $0.staffIDs = [world.anna, world.berta]
        $0.start = .home
        $0.end = .home
      }
      let stays = try world.propose(ask)
      #expect(stays.movedCount == 0)
      let swapped = try world.propose {
        ask(&$0)
        $0.reassign = true
      }
      #expect(swapped.movedCount == 2 && swapped.faults == [])
      let toAnna = try #require(swapped.days.first { $0.staffID == world.anna }?.stops.first)
      #expect(toAnna.visitID == east.id && toAnna.staffIDBefore == world.berta)
      let applied = try world.apply(swapped.id)
      #expect(applied.state == .applied)
      #expect(try world.visits(of: world.anna).map(\.customerID) == [east.customerID])
      #expect(try world.visits(of: world.berta).map(\.customerID) == [west.customerID])
    }
  }

  /// Each row would catch a bad request that is taken, or refused for another reason.
  @Test func badRequests() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan(World.point(500, 0), World.at(10))
      let nobody = StaffID(high: 0x7000, low: 1 << 63)
      let nothing = VisitID(high: 0x7000, low: 1 << 63)
      func candidate(_ set: (inout RouteCandidate) -> Void) -> RouteCandidate {
        var candidate = RouteCandidate()
        candidate.customerID = visit.customerID
        candidate.purpose = "first_visit"
        candidate.minutes = 30
        set(&candidate)
        return candidate
      }
      func option(_ id: VisitID, _ price: Int32) -> RouteOption {
        var option = RouteOption()
        option.visitID = id
        option.penaltyMetres = price
        return option
      }
      let rows: [(Refusal, (inout ProposeRouteRequest) -> Void)] = [
        (Refusal(.invalidArgument, "FIELD_REQUIRED", "day"), { $0.day = nil }),
        (Refusal(.invalidArgument, "FIELD_REQUIRED", "staff_ids"), { $0.staffIDs = [] }),
        (Refusal(.notFound, "NOT_FOUND", "staff_ids[0]"), { $0.staffIDs = [nobody] }),
        (
          Refusal(.invalidArgument, "DUPLICATE_ITEM", "staff_ids[1]"),
          { $0.staffIDs = [world.anna, world.anna] }
        ),
        (Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "seed"), { $0.seed = -1 }),
        (
          Refusal(.invalidArgument, "FIELD_MALFORMED", "start"),
          { $0.start = DayPlace(rawValue: 9) }
        ),
        (
          Refusal(.failedPrecondition, "NOTHING_TO_PROPOSE", "day"),
          { $0.day = CivilDate(2026, 3, 4) }
        ),
        (
          Refusal(.invalidArgument, "FIELD_REQUIRED", "candidates[0].customer_id"),
          { $0.candidates = [RouteCandidate()] }
        ),
        (
          Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "candidates[0].minutes"),
          { $0.candidates = [candidate { $0.minutes = 4 }] }
        ),
        (
          Refusal(.invalidArgument, "FIELD_MALFORMED", "candidates[0].before_time"),
          {
            $0.candidates = [
              candidate {
                $0.fromTime = World.at(10)
                $0.beforeTime = World.at(10, 20)
              }
            ]
          }
        ),
        (
          Refusal(.notFound, "NOT_FOUND", "candidates[0].visit_id"),
          { $0.candidates = [candidate { $0.visitID = nothing }] }
        ),
        (
          Refusal(.invalidArgument, "DUPLICATE_ITEM", "candidates[0].visit_id"),
          { $0.candidates = [candidate { $0.visitID = visit.id }] }
        ),
        (
          Refusal(.notFound, "NOT_FOUND", "options[0].visit_id"),
          { $0.options = [option(nothing, 0)] }
        ),
        (
          Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "options[0].penalty_metres"),
          { $0.options = [option(visit.id, 1_000_001)] }
        ),
      ]
      for (refusal, change) in rows {
        #expect(try world.proposeRefusal(change) == refusal)
      }
    }
  }
}
