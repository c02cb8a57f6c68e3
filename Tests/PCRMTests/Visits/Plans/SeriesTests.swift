import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

struct SeriesTests {
  /// Would catch a visit on a holiday, at another hour, or missing; a preview that says something else than what is
  /// planned; and a policy that does not count. 5 May 2026 is a holiday, and a Tuesday.
  @Test(
    arguments: [
      (HolidayPolicy.nextWorkingDay, Timestamp.seoul(2026, 5, 6, 10), OccurrenceState.planned),
      (.previousWorkingDay, .seoul(2026, 5, 4, 10), .planned),
      (.keep, .seoul(2026, 5, 5, 10), .planned),
      (.skip, nil, .skipped),
    ] as [(HolidayPolicy, Timestamp?, OccurrenceState)])
  func aRuleBecomesVisits(
    _ policy: HolidayPolicy, _ onHoliday: Timestamp?, _ state: OccurrenceState
  ) throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff) {
        $0.holidayPolicy = policy
        $0.horizonDays = 70
      }
      #expect(series.settling && series.version == 1)
      let preview: PreviewSeriesResponse = try pcrm.admin.plans(
        "PreviewSeries", PreviewSeriesRequest.self
      ) { $0.id = series.id }
      try pcrm.settle()
      let occurrences = try pcrm.admin.occurrences(of: series.id)
      let times = (0..<10).map { Timestamp.seoul(2026, 3, 3, 10).adding(seconds: $0 * 7 * 86_400) }
      #expect(occurrences.map(\.occurrenceTime) == times)
      #expect(preview.occurrences.map(\.startTime) == occurrences.map(\.startTime))
      #expect(preview.occurrences.map(\.holiday) == occurrences.map(\.holiday))
      let holiday = try #require(occurrences.last)
      #expect(holiday.holiday == "어린이날" && holiday.state == state)
      #expect(holiday.startTime == onHoliday)
      let visits = try pcrm.admin.allVisits { $0.seriesID = series.id }
      #expect(visits.count == (onHoliday == nil ? 9 : 10))
      #expect(Set(visits.map(\.id)) == Set(occurrences.map(\.visitID).filter { !$0.isEmpty }))
      for visit in visits {
        let own = try #require(occurrences.first { $0.visitID == visit.id })
        #expect(visit.startTime == own.startTime && visit.occurrenceTime == own.occurrenceTime)
        #expect(visit.staffID == staff && visit.state == .planned)
      }
      #expect(try !pcrm.admin.series(series.id).settling)
      // The horizon moves on with the days.
      pcrm.clock.advance(seconds: 8 * 86_400)
      try pcrm.settle()
      #expect(try pcrm.admin.occurrences(of: series.id).count == 11)
    }
  }

  /// Would catch a double booking, a tolerance that does not count, a shortage that nobody is told, and one that stays
  /// when there is time again.
  @Test func whatFindsNoTimeIsToldAndTriedAgain() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let other = try pcrm.admin.book(staff, try pcrm.customer(), .seoul(2026, 3, 10, 10, 30))
      let strict = try pcrm.weekly(customer, staff) { $0.rule += ";COUNT=3" }
      try pcrm.settle()
      var occurrences = try pcrm.admin.occurrences(of: strict.id)
      #expect(occurrences.map(\.state) == [.planned, .unplaced, .planned])
      #expect(occurrences[1].reason == "SLOT_TAKEN" && occurrences[1].visitID.isEmpty)
      #expect(try pcrm.admin.series(strict.id).unplacedCount == 1)
      let short: ListSeriesResponse = try pcrm.admin.plans("ListSeries", ListSeriesRequest.self) {
        $0.unplacedOnly = true
      }
      #expect(short.series.map(\.id) == [strict.id])
      _ = try pcrm.admin.onVisit("CancelVisit", CancelVisitRequest.self) {
        $0.id = other.id
        $0.reason = "no longer needed"
      }
      pcrm.clock.advance(seconds: 86_400)
      try pcrm.settle()
      occurrences = try pcrm.admin.occurrences(of: strict.id)
      #expect(occurrences.map(\.state) == [.planned, .planned, .planned])
      let lenient = try pcrm.weekly(try pcrm.customer(), staff) {
        $0.start = "20260310T100000"
        $0.rule += ";COUNT=2"
        $0.earlierMinutes = 30
        $0.laterMinutes = 90
      }
      try pcrm.settle()
      let moved = try pcrm.admin.occurrences(of: lenient.id)
      #expect(moved.map(\.shiftMinutes) == [60, 60], "earlier is too near, later is free")
    }
  }

  /// Would catch an edit that moves what was edited, pinned, begun or done, leaves what it should move, or plans twice.
  @Test func editsOfOneOfSomeAndOfAll() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff) { $0.rule += ";COUNT=10" }
      try pcrm.settle()
      let first = try pcrm.admin.occurrences(of: series.id)
      // This: the second is moved, the third cancelled, the fourth pinned.
      let moved = try pcrm.admin.editOccurrence(series.id, first[1].occurrenceTime) {
        $0.startTime = .seoul(2026, 3, 11, 15)
      }
      #expect(moved.edited && moved.visitID != first[1].visitID && moved.shiftMinutes == 29 * 60)
      _ = try pcrm.admin.editOccurrence(series.id, first[2].occurrenceTime) { $0.cancel = true }
      let pinned = try pcrm.admin.pin(
        try #require(
          try pcrm.admin.allVisits { $0.seriesID = series.id }.first {
            $0.id == first[3].visitID
          }))
      // All: half an hour later and shorter.
      _ = try pcrm.admin.updateSeries(series.id) {
        $0.start = "20260303T103000"
        $0.durationMinutes = 30
      }
      try pcrm.settle()
      func open() throws -> [Visit] {
        try pcrm.admin.allVisits { $0.customerID = customer }.filter { $0.state == .planned }
      }
      let all = try open()
      #expect(all.count == 9 + 2, "moved, pinned, and nine at the new time but for those cancelled")
      #expect(all.contains { $0.id == moved.visitID } && all.contains { $0.id == pinned.id })
      let half = all.filter { $0.id != moved.visitID && $0.id != pinned.id }
      #expect(half.allSatisfy { Self.minute($0) == 630 && Self.length($0) == 30 })
      // This and following: from the sixth on with another member of staff on Thursdays.
      let later = try pcrm.staff("이")
      let sixth = Timestamp.seoul(2026, 4, 7, 10, 30)
      let next = try pcrm.admin.updateSeries(series.id, from: sixth) {
        $0.staffID = later
        $0.rule = "FREQ=WEEKLY;BYDAY=TH;COUNT=4"
        $0.start = "20260409T140000"
      }
      #expect(next.previousID == series.id && next.id != series.id)
      try pcrm.settle()
      let old = try pcrm.admin.series(series.id)
      #expect(old.state == .ended && old.nextID == next.id && old.endTime == sixth)
      let now = try open()
      #expect(now.filter { $0.seriesID == next.id }.count == 4)
      #expect(now.filter { $0.staffID == later }.allSatisfy { Self.minute($0) == 14 * 60 })
      let ended = now.filter { $0.seriesID == series.id && $0.id != pinned.id }
      #expect(ended.allSatisfy { ($0.startTime?.seconds ?? 0) < sixth.seconds })
      #expect(now.contains { $0.id == moved.visitID } && now.contains { $0.id == pinned.id })
      #expect(
        try pcrm.admin.plansRefusal("UpdateSeries", UpdateSeriesRequest.self) {
          $0.series = old
        } == Refusal(.failedPrecondition, "SERIES_ENDED", "series.id"))
    }
  }

  /// Would catch a count that begins anew with the new series, and edits that are lost on the way.
  @Test func aSplitCarriesOnTheCountAndWhatWasEdited() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff) { $0.rule += ";COUNT=8" }
      try pcrm.settle()
      let rows = try pcrm.admin.occurrences(of: series.id)
      let moved = try pcrm.admin.editOccurrence(series.id, rows[5].occurrenceTime) {
        $0.startTime = .seoul(2026, 4, 8, 16)
      }
      let next = try pcrm.admin.updateSeries(series.id, from: rows[3].occurrenceTime) {
        $0.durationMinutes = 90
      }
      try pcrm.settle()
      #expect(next.rule.contains("COUNT=5") && next.start == "20260324T100000")
      let after = try pcrm.admin.occurrences(of: next.id)
      #expect(after.map(\.occurrenceTime) == rows[3...].map(\.occurrenceTime))
      #expect(after[2].edited && after[2].visitID == moved.visitID)
      let visits = try pcrm.admin.allVisits { $0.customerID = customer }.filter {
        $0.state == .planned
      }
      #expect(visits.count == 8)
      #expect(visits.filter { $0.seriesID == next.id }.count == 5)
      #expect(visits.filter { Self.length($0) == 90 }.count == 4)
    }
  }

  /// Would catch a stop that leaves visits, those too that were moved by hand, or takes one that is pinned or was before.
  @Test func aSeriesIsStopped() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff)
      try pcrm.settle()
      pcrm.clock.advance(seconds: 10 * 86_400)
      let visits = try pcrm.admin.allVisits { $0.seriesID = series.id }
      let pinned = try pcrm.admin.pin(visits[4])
      let start = try #require(visits[6].startTime)
      _ = try pcrm.admin.reschedule(visits[6].id, to: start.adding(seconds: 7200))
      _ = try pcrm.admin.editOccurrence(series.id, visits[7].occurrenceTime) {
        $0.startTime = visits[7].startTime?.adding(seconds: 7200)
      }
      let stopped: VisitSeries = try pcrm.admin.plans("StopSeries", StopSeriesRequest.self) {
        $0.id = series.id
        $0.reason = "moved away"
      }
      #expect(stopped.state == .ended && stopped.endReason == "moved away")
      try pcrm.settle()
      let left = try pcrm.admin.allVisits { $0.seriesID = series.id }.filter {
        $0.state == .planned
      }
      #expect(left.map(\.id) == [visits[0].id, visits[1].id, pinned.id])
      pcrm.clock.advance(seconds: 86_400)
      try pcrm.settle()
      #expect(try pcrm.admin.allVisits { $0.seriesID = series.id }.count == visits.count + 2)
    }
  }

  /// Would catch occurrences that a killed server forgets, or plans twice.
  @Test func itGoesOnAfterTheServerWasKilled() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff) {
        $0.rule = "FREQ=DAILY"
        $0.holidayPolicy = .keep
        $0.horizonDays = 200
      }
      let runner = pcrm.runner()
      _ = runner.runRound()
      _ = runner.runRound()
      let begun = try pcrm.admin.occurrences(of: series.id).count
      #expect(begun > 0 && begun < 199)
      let counts = try pcrm.afterAKill { (reader) throws(Status) in
        try reader.all(
          """
          SELECT (SELECT count(*) FROM visit), (SELECT count(DISTINCT occurrence) FROM visit),
            (SELECT count(*) FROM series_occurrence WHERE state = 1),
            (SELECT settling FROM visit_series)
          """
        ) { row in (0..<4).map { row.integer($0) } }
      }
      #expect(counts == [[199, 199, 199, 0]])
    }
  }

  /// Would catch a rule that is taken as it is, and an error that does not say what is wrong.
  @Test func badSeriesAreRefused() throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      func refusal(_ set: (inout VisitSeries) -> Void) throws -> Refusal? {
        try pcrm.admin.plansRefusal("CreateSeries", CreateSeriesRequest.self) {
          var series = VisitSeries()
          series.customerID = customer
          series.staffID = staff
          series.purpose = "good_customer"
          series.rule = "FREQ=WEEKLY"
          series.start = "20260303T100000"
          series.durationMinutes = 60
          set(&series)
          $0.series = series
        }
      }
      let invalid = StatusCode.invalidArgument
      let cases: [(Refusal, (inout VisitSeries) -> Void)] = [
        (
          Refusal(invalid, "FIELD_REQUIRED", "series.customer_id"), { $0.customerID = CustomerID() }
        ),
        (Refusal(invalid, "FIELD_REQUIRED", "series.staff_id"), { $0.staffID = StaffID() }),
        (Refusal(invalid, "FIELD_REQUIRED", "series.start"), { $0.start = "" }),
        (Refusal(invalid, "FIELD_MALFORMED", "series.start"), { $0.start = "2026-03-03T10:00" }),
        (Refusal(invalid, "FIELD_MALFORMED", "series.start"), { $0.start = "20260303T100030" }),
        (Refusal(invalid, "RULE_INVALID", "series.rule"), { $0.rule = "FREQ=WEEKLY;BYDAY=XX" }),
        (Refusal(invalid, "RULE_INVALID", "series.rule"), { $0.rule = "FREQ=HOURLY" }),
        (
          Refusal(invalid, "RULE_INVALID", "series.rule"),
          { $0.rule = "FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,10,20" }
        ),
        (
          Refusal(invalid, "FIELD_OUT_OF_RANGE", "series.duration_minutes"),
          { $0.durationMinutes = 4 }
        ),
        (
          Refusal(invalid, "FIELD_OUT_OF_RANGE", "series.later_minutes"),
          { $0.laterMinutes = 20_161 }
        ),
        (Refusal(invalid, "FIELD_OUT_OF_RANGE", "series.horizon_days"), { $0.horizonDays = 731 }),
        (
          Refusal(invalid, "FIELD_MALFORMED", "series.removed_times[0]"),
          { $0.removedTimes = ["tomorrow"] }
        ),
        (
          Refusal(.failedPrecondition, "REFERENCE_MISSING", "series.staff_id"),
          { $0.staffID = StaffID(high: 1, low: 1) }
        ),
        (
          Refusal(.failedPrecondition, "REFERENCE_MISSING", "series.case_id"),
          { $0.caseID = CaseID(high: 1, low: 1) }
        ),
        (
          Refusal(.notFound, "NOT_FOUND", "series.customer_id"),
          { $0.customerID = CustomerID(high: 1, low: 1) }
        ),
      ]
      for (expected, set) in cases { #expect(try refusal(set) == expected) }
      #expect(try refusal { _ in } == nil)
    }
  }

  /// Would catch somebody who plans the visits of others without the right to, or sees customers out of reach.
  @Test func seriesAreForThoseWhoMay() throws {
    try withPCRM { pcrm in
      let (north, south) = (try pcrm.office("북"), try pcrm.office("남"))
      let (kim, lee) = (try pcrm.staff("김", in: north), try pcrm.staff("이", in: north))
      let customer = try pcrm.customer(in: north)
      let series = try pcrm.weekly(customer, lee)
      let worker = try pcrm.caller(as: .field, scope: .office, staff: kim, office: north)
      let stranger = try pcrm.caller(
        as: .field, scope: .office, staff: try pcrm.staff("박", in: south), office: south)
      func create(_ caller: TestCaller, _ staff: StaffID) throws -> Refusal? {
        try caller.plansRefusal("CreateSeries", CreateSeriesRequest.self) {
          var wanted = series
          wanted.id = SeriesID()
          wanted.staffID = staff
          $0.series = wanted
        }
      }
      #expect(try create(worker, kim) == nil)
      #expect(
        try create(worker, lee) == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      #expect(
        try create(stranger, lee) == Refusal(.notFound, "NOT_FOUND", "series.customer_id"))
      #expect(
        try stranger.plansRefusal("GetSeries", GetSeriesRequest.self) { $0.id = series.id }
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try worker.plansRefusal("StopSeries", StopSeriesRequest.self) {
          $0.id = series.id
          $0.reason = "x"
        } == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      let seen: ListSeriesResponse = try stranger.plans("ListSeries", ListSeriesRequest.self)
      #expect(seen.series.isEmpty)
    }
  }

  private static func minute(_ visit: Visit) -> Int64 {
    ((visit.startTime?.seconds ?? 0) + 9 * 3600) % 86_400 / 60
  }

  private static func length(_ visit: Visit) -> Int64 {
    ((visit.endTime?.seconds ?? 0) - (visit.startTime?.seconds ?? 0)) / 60
  }
}
