import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

struct VisitPlanPropertyTests {
  /// Would catch a re-plan that moves, cancels or rewrites a visit that is pinned, begun or over, or one that is right;
  /// and one that does not come to rest.
  @Test(arguments: [UInt64](1...6)) func aRePlanLeavesWhatIsFixedAndRight(_ seed: UInt64) throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: seed)
      let staff = try (0..<3).map { try pcrm.staff("김\($0)") }
      let customers = try (0..<24).map { _ in try pcrm.customer() }
      try pcrm.build(SegmentDefinition.list("good"))
      var members = Set(customers.prefix(16))
      try pcrm.admin.addMembers("good", Array(members))
      var plan = VisitPlan.rhythm("good", staff) {
        $0.segment = "good"
        $0.everyDays = 7
        $0.horizonDays = 21
        $0.leaving = random.pick([.cancel, .propose, .keep])
        $0.seed = Int64(seed)
      }
      _ = try pcrm.admin.apply(plan)
      for round in 0..<4 {
        _ = try pcrm.admin.startRun("good")
        try pcrm.runJobs()
        for visit in try pcrm.admin.allVisits() where [.planned, .confirmed].contains(visit.state) {
          try Self.live(visit, pcrm, &random)
        }
        let gone = members.sorted().filter { _ in random.once(in: 6) }
        let come = customers.filter { !members.contains($0) && random.once(in: 4) }
        if !gone.isEmpty { try pcrm.admin.removeMembers("good", gone) }
        if !come.isEmpty { try pcrm.admin.addMembers("good", come) }
        members.subtract(gone)
        members.formUnion(come)
        if random.once(in: 2) {
          // Somebody of the staff no longer visits for this plan.
          plan.staffIDs = staff.filter { _ in !random.once(in: 3) }
          if plan.staffIDs.isEmpty { plan.staffIDs = staff }
          _ = try pcrm.admin.apply(plan)
        }
        try pcrm.runJobs()
        let before = try pcrm.admin.allVisits()
        let run = try pcrm.admin.startRun("good")
        try pcrm.runJobs()
        let after = Dictionary(
          uniqueKeysWithValues: try pcrm.admin.allVisits().map { ($0.id, $0) })
        let now = pcrm.clock.now().seconds
        for visit in before {
          let isOpen = [.planned, .confirmed].contains(visit.state)
          let isFixed = !isOpen || visit.pinned || (visit.startTime?.seconds ?? 0) <= now
          let isRight = members.contains(visit.customerID) && plan.staffIDs.contains(visit.staffID)
          let mayGo = !isFixed && !isRight && plan.leaving == .cancel && visit.state == .planned
          if mayGo {
            #expect(after[visit.id]?.state == .cancelled, "seed \(seed), round \(round)")
          } else {
            #expect(after[visit.id] == visit, "seed \(seed), round \(round)")
          }
        }
        let done = try pcrm.admin.planRun(run.id)
        #expect(done.state == .done && done.refusedCount == 0, "seed \(seed), round \(round)")
        let again = try pcrm.admin.startRun("good")
        try pcrm.runJobs()
        let rest = try pcrm.admin.planRun(again.id)
        #expect(rest.plannedCount + rest.cancelledCount == 0, "seed \(seed), round \(round)")
        Self.checkApart(Array(after.values), seed)
        pcrm.clock.advance(seconds: 5 * 86_400)
      }
    }
  }

  /// What may happen to a visit in its life.
  private static func live(
    _ visit: Visit, _ pcrm: PCRMFixture, _ random: inout SeededRandom
  ) throws {
    switch random.next() % 12 {
    case 0: _ = try pcrm.admin.pin(visit)
    case 1:
      if visit.state == .planned {
        _ = try pcrm.admin.onVisit("ConfirmVisit", ConfirmVisitRequest.self) { $0.id = visit.id }
      }
    case 2:
      _ = try pcrm.admin.onVisit("StartVisit", StartVisitRequest.self) { $0.id = visit.id }
    case 3:
      _ = try pcrm.admin.onVisit("CancelVisit", CancelVisitRequest.self) {
        $0.id = visit.id
        $0.reason = "the customer asked for it"
      }
    case 4:
      _ = try pcrm.admin.onVisit("MarkNoShow", MarkNoShowRequest.self) {
        $0.id = visit.id
        $0.reason = "nobody opened"
      }
    case 5:
      _ = try? pcrm.admin.onVisit("RescheduleVisit", RescheduleVisitRequest.self) {
        $0.id = visit.id
        $0.startTime = visit.startTime?.adding(seconds: 86_400 + 1800)
        $0.reason = "the customer cannot"
      }
    default: break
    }
  }

  /// Would catch an edit of the whole series that touches what is fixed, plans an occurrence twice, or books somebody
  /// twice.
  @Test(arguments: [UInt64](1...8)) func editsOfASeriesLeaveWhatIsFixed(_ seed: UInt64) throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: seed)
      let staff = try (0..<2).map { try pcrm.staff("김\($0)") }
      let customer = try pcrm.customer()
      for day in 3..<28 where random.once(in: 2) {
        _ = try pcrm.admin.book(
          staff[0], try pcrm.customer(), .seoul(2026, 3, Int32(day), 10), minutes: 90)
      }
      var id = try pcrm.weekly(customer, staff[0]) {
        $0.rule = random.pick(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;INTERVAL=3"])
        $0.laterMinutes = Int32(random.next() % 240)
        $0.earlierMinutes = Int32(random.next() % 240)
        $0.horizonDays = 45
      }.id
      try pcrm.settle()
      for round in 0..<6 {
        let open = try pcrm.admin.allVisits { $0.seriesID = id }.filter { $0.state == .planned }
        for visit in open where random.once(in: 8) { _ = try pcrm.admin.pin(visit) }
        if let visit = open.first, random.once(in: 2) {
          _ = try pcrm.admin.onVisit("StartVisit", StartVisitRequest.self) { $0.id = visit.id }
        }
        if let row = try pcrm.admin.occurrences(of: id).filter({ $0.state == .planned })
          .randomElement(
            using: &random)
        {
          _ = try? pcrm.admin.editOccurrence(id, row.occurrenceTime) {
            $0.startTime = row.startTime?.adding(seconds: 3 * 3600)
          }
        }
        let edited = Set(try pcrm.admin.occurrences(of: id).filter(\.edited).map(\.visitID))
        let before = try pcrm.admin.allVisits { $0.customerID = customer }
        let split = try pcrm.admin.occurrences(of: id).first {
          ($0.occurrenceTime?.seconds ?? 0) > pcrm.clock.now().seconds + 5 * 86_400
        }?.occurrenceTime
        let cut = random.once(in: 3) ? split : nil
        id = try pcrm.admin.updateSeries(id, from: cut) {
          switch random.next() % 4 {
          case 0: $0.durationMinutes = random.pick([30, 45, 90])
          case 1: $0.staffID = random.pick(staff)
          case 2: $0.holidayPolicy = random.pick([.skip, .keep, .previousWorkingDay])
          default: $0.rule = random.pick(["FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=2", "FREQ=DAILY"])
          }
        }.id
        try pcrm.settle()
        let visits = try pcrm.admin.allVisits()
        let after = Dictionary(uniqueKeysWithValues: visits.map { ($0.id, $0) })
        let now = pcrm.clock.now().seconds
        for visit in before {
          let isFixed =
            visit.state != .planned || visit.pinned || edited.contains(visit.id)
            || (visit.startTime?.seconds ?? 0) <= now
          guard isFixed, let found = after[visit.id] else { continue }
          #expect(found.startTime == visit.startTime, "seed \(seed), round \(round)")
          #expect(found.state == visit.state, "seed \(seed), round \(round)")
          #expect(found.staffID == visit.staffID, "seed \(seed), round \(round)")
        }
        Self.checkApart(visits, seed)
        let own = visits.filter { $0.customerID == customer && $0.state == .planned }
        let names = own.map { "\($0.seriesID) \($0.occurrenceTime?.seconds ?? 0)" }
        #expect(Set(names).count == own.count, "seed \(seed), round \(round)")
        pcrm.clock.advance(seconds: 3 * 86_400)
        try pcrm.settle()
      }
    }
  }

  /// Nobody is at two places at once.
  private static func checkApart(_ visits: [Visit], _ seed: UInt64) {
    let claiming = visits.filter { ![.cancelled, .noShow].contains($0.state) }
    for (_, own) in Dictionary(grouping: claiming, by: \.staffID) {
      let sorted = own.sorted { ($0.startTime?.seconds ?? 0) < ($1.startTime?.seconds ?? 0) }
      for (a, b) in zip(sorted, sorted.dropFirst()) {
        #expect((a.endTime?.seconds ?? 0) <= (b.startTime?.seconds ?? 0), "seed \(seed)")
      }
    }
  }
}
