import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct SlotTests {
  /// Would catch the case worker behind others, homes that are shown, and numbers that do not add up.
  @Test func slotsComeWithTheirReasons() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let found = try world.suggest()
      #expect(found.staffCount == 2 && found.slots.count == 5 && found.exclusions.isEmpty)
      #expect(found.slots.allSatisfy { $0.staffID == world.anna && $0.caseWorker })
      let first = try #require(found.slots.first)
      #expect(first.kind == .work && first.minutesLeft == 300)
      #expect(first.points == first.reasons.reduce(0) { $0 + $1.points })
      #expect(first.wayThereMetres % 100 == 0 && first.wayThereMetres >= 3000)
      #expect(first.addedMinutes == first.wayThereMinutes + first.wayOnMinutes)
      #expect(try world.suggest() == found)
      // What is suggested can be planned, and then it is no longer suggested.
      let start = try #require(first.startTime)
      try world.plan(world.anna, from: start)
      let next = try world.suggest()
      #expect(!next.slots.contains { $0.startTime == start && $0.staffID == world.anna })
    }
  }

  /// Each line is somebody who cannot go, and why.
  @Test func whoCannotGoIsLeftOutWithTheReason() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var update = UpdateStaffRequest()
      var staff = Staff()
      staff.id = world.berta
      staff.skills = ["sign_language"]
      update.staff = staff
      let _: Staff = try world.admin.call("pcrm.v1.OrganisationService/UpdateStaff", update)
      let signed = try world.suggest { $0.skills = ["sign_language"] }
      #expect(signed.slots.allSatisfy { $0.staffID == world.berta } && signed.slots.count == 5)
      #expect(signed.exclusions.map(\.kind) == [.skill] && signed.exclusions[0].count == 1)

      var territory = Territory()
      territory.staffID = world.anna
      var part = TerritoryPart()
      part.district = "26"
      part.validTo = CalendarWorld.day(3)
      var mine = TerritoryPart()
      mine.district = "1114"
      mine.validFrom = CalendarWorld.day(3)
      territory.parts = [part, mine]
      let stored: Territory = try world.calendar("SetTerritory", SetTerritoryRequest.self) {
        $0.territory = territory
      }
      #expect(stored.version == 1)
      let late = try world.suggest { $0.staffIDs = [world.anna] }
      #expect(late.slots.first?.reasons.first?.value == 3 && late.slots.count == 2)
      let early = try world.suggest {
        $0.staffIDs = [world.anna]
        $0.days = 3
      }
      #expect(early.slots.isEmpty && early.exclusions.map(\.kind) == [.territory])
      #expect(
        try world.suggest {
          $0.staffIDs = [world.anna]
          $0.days = 3
          $0.anyTerritory = true
        }.slots.count == 3)

      var rules = SlotRules.initial
      rules.distanceMaxM = 2000
      let applied: ApplySlotRulesResponse = try world.calendar(
        "ApplySlotRules", ApplySlotRulesRequest.self
      ) { $0.rules = rules }
      #expect(applied.version == 1)
      let far = try world.suggest()
      #expect(far.rulesVersion == 1 && far.slots.isEmpty)
      #expect(far.exclusions.map(\.kind) == [.distance] && far.exclusions[0].count == 2)
      #expect(try world.suggest { $0.coordinates = CalendarWorld.place(1) }.slots.count == 5)
    }
  }

  /// Would catch a slot over a hold, an absence, a holiday or a visit of any day, whatever else is asked for.
  @Test func slotsNeverMeetWhatIsPlanned() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let staff = [world.anna, world.berta]
      _ = try world.add(HolidayRecord(CalendarWorld.day(1), "선거일"))
      try world.away(world.anna, from: CalendarWorld.at(2, 11), to: CalendarWorld.at(3, 15))
      var planned: [(staff: StaffID, time: TimeRange)] = []
      for round in 0..<120 {
        let found = try world.suggest {
          $0.durationMinutes = Int32(20 + random.next() % 100)
          $0.limit = 1 + Int32(random.next() % 20)
          $0.afterWork = random.once(in: 2)
          $0.coordinates = CalendarWorld.place(Double(random.next() % 12))
          if random.once(in: 4) { $0.recurrenceRule = "FREQ=DAILY;COUNT=2;INTERVAL=2" }
        }
        let note = "seed \(seed), round \(round)"
        for slot in found.slots {
          let time = try #require(slot.range)
          for other in planned where other.staff == slot.staffID {
            #expect(!other.time.overlaps(time), "\(note)")
          }
        }
        if found.slots.isEmpty { continue }
        let slot = random.pick(found.slots)
        let time = try #require(slot.range)
        let minutes = (time.to - time.from) / 60_000_000
        // The calendar and the claims agree with what was suggested.
        try world.plan(
          slot.staffID, from: Timestamp(microseconds: time.from), minutes: minutes,
          hold: random.once(in: 3) ? 60 : 0)
        planned.append((slot.staffID, time))
        if random.once(in: 4), let old = planned.last {
          let again = try world.planRefusal(
            old.staff, from: Timestamp(microseconds: old.time.from), minutes: minutes)
          #expect(again == "SLOT_TAKEN", "\(note)")
        }
      }
      #expect(Set(planned.map(\.staff)) == Set(staff), "seed \(seed)")
      #expect(planned.count > 10, "seed \(seed)")
    }
  }

  /// Would catch a series of which a later visit falls on a holiday, on an absence or on another visit.
  @Test func everyVisitOfASeriesIsChecked() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      _ = try world.add(HolidayRecord(CalendarWorld.day(14), "임시공휴일"))
      try world.away(world.anna, from: CalendarWorld.at(22, 0), to: CalendarWorld.at(23, 0))
      for hour in [9, 10, 11, 13, 14, 15, 16] {
        try world.plan(world.anna, from: CalendarWorld.at(9, hour), minutes: 45)
      }
      let found = try world.suggest {
        $0.staffIDs = [world.anna]
        $0.recurrenceRule = "FREQ=WEEKLY;COUNT=4"
      }
      // Monday has the holiday, Tuesday the absence, Wednesday a full day: Thursday and Friday are left.
      #expect(found.slots.compactMap { $0.reasons.first?.value } == [3, 4])
      #expect(found.slots.allSatisfy { $0.occurrences == 4 })
      #expect(found.exclusions.map(\.kind) == [.noTime] && found.exclusions[0].count == 3)
      #expect(
        try world.refusal("SuggestSlots", SuggestSlotsRequest.self) {
          $0.customerID = world.customer
          $0.durationMinutes = 60
          $0.recurrenceRule = "FREQ=OFTEN"
        } == Refusal(.invalidArgument, "FIELD_MALFORMED", "recurrence_rule"))
    }
  }

  /// Would catch hours that are taken from the customer's wishes, and slots for callers who do not see the staff.
  @Test func wishesAndScopeCount() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var window = ContactWindow()
      window.fromMinute = 15 * 60
      window.toMinute = 16 * 60
      window.weekdays = [.thursday]
      let wished = try world.suggest {
        $0.preferredHours = [window]
        $0.preferredOnly = true
      }
      #expect(wished.slots.map(\.startTime) == [CalendarWorld.at(3, 15), CalendarWorld.at(3, 15)])
      #expect(wished.slots.map(\.preferred) == [true, true])
      let evening = try world.suggest {
        $0.notBefore = CalendarWorld.at(4, 18)
        $0.afterWork = true
      }
      #expect(evening.slots.count == 2 && evening.slots.allSatisfy { $0.kind == .afterWork })
      let own = try pcrm.caller(as: .field, scope: .own, staff: world.anna)
      #expect(try world.suggest(as: own).staffCount == 1)
      let stranger = try pcrm.caller(
        as: .counsellor, scope: .office, office: try pcrm.office("부산지사"))
      #expect(
        try world.refusal("SuggestSlots", SuggestSlotsRequest.self, as: stranger) {
          $0.customerID = world.customer
          $0.durationMinutes = 60
        } == Refusal(.notFound, "NOT_FOUND", "customer_id"))
      #expect(
        try world.refusal("SuggestSlots", SuggestSlotsRequest.self) {
          $0.customerID = world.customer
          $0.durationMinutes = 4
        } == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "duration_minutes"))
    }
  }

  /// Would catch rules without a version, or rules that no search could go by.
  @Test func rulesHaveVersions() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let before: SlotRules = try world.calendar("GetSlotRules", GetSlotRulesRequest.self) { _ in }
      #expect(before == .initial && before.version == 0)
      var rules = before
      rules.gridMinutes = 0
      #expect(
        try world.refusal("ApplySlotRules", ApplySlotRulesRequest.self) { $0.rules = rules }
          == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "rules.grid_minutes"))
      rules.gridMinutes = 30
      for dryRun in [true, false] {
        let applied: ApplySlotRulesResponse = try world.calendar(
          "ApplySlotRules", ApplySlotRulesRequest.self
        ) {
          $0.rules = rules
          $0.dryRun = dryRun
        }
        #expect(applied.version == (dryRun ? 0 : 1))
      }
      let slots = try world.suggest().slots
      #expect(slots.allSatisfy { ($0.startTime?.seconds ?? 1) % 1800 == 0 })
    }
  }

  /// Would catch ways that are reckoned by other rules than those that hold for routes.
  @Test func waysAreThoseOfTheRouteRules() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let before = try #require(try world.suggest().slots.first)
      var rules = RouteRules.initial
      rules.areas[0].stopSeconds = 3600
      var request = ApplyRouteRulesRequest()
      request.rules = rules
      let _: ApplyRouteRulesResponse = try world.admin.call(
        "pcrm.v1.RouteService/ApplyRouteRules", request)
      let after = try world.suggest()
      #expect(after.routeRulesVersion == 1)
      #expect(after.slots.first?.wayThereMinutes == before.wayThereMinutes + 55)
      #expect(after.slots.first?.wayThereMetres == before.wayThereMetres)
      #expect(try world.suggest { $0.base = .anywhere }.slots.first?.wayThereMinutes == 0)
    }
  }
}
