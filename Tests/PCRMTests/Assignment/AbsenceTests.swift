import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct AbsenceTests {
  /// Would catch a deputy who is not asked, asked out of order, or asked when away; and a case that nobody has.
  @Test func deputiesInTurn() throws {
    try withPCRM { pcrm in
      let staff = try (0..<5).map { try pcrm.staff("직원\($0)") }
      let id = try pcrm.newCase(of: try pcrm.admin.create(.person()).id, with: staff[0])
      let start = pcrm.clock.now()
      func hour(_ n: Int64) -> Timestamp { start.adding(seconds: n * 3600) }
      let admin = pcrm.admin
      try admin.absent(staff[0], [staff[1], staff[2]], from: hour(1), to: hour(9))
      try admin.absent(staff[1], [staff[3]], from: hour(2), to: hour(8))
      try admin.absent(staff[2], [staff[0], staff[4]], from: hour(3), to: hour(7))
      try admin.absent(staff[3], [staff[0]], from: hour(4), to: hour(6))
      let last = try admin.absent(staff[4], from: hour(5), to: hour(6))
      let expected: [(Int64, Int, Bool)] = [
        (0, 0, false), (1, 1, false), (2, 2, false), (3, 3, false), (4, 4, false), (5, 0, true),
        (6, 3, false), (7, 2, false), (8, 1, false), (9, 0, false),
      ]
      for (time, person, uncovered) in expected {
        let found = try admin.charge(id, at: hour(time))
        #expect(found.staffID == staff[person] && found.uncovered == uncovered, "hour \(time)")
        #expect(found.duty?.staffID == staff[0], "the duty stays")
      }
      let asked = try admin.charge(id, at: hour(4)).steps
      #expect(asked.map(\.staffID) == staff)
      #expect(asked.map(\.outcome) == [.absent, .absent, .absent, .absent, .present])
      pcrm.clock.advance(seconds: 5 * 3600)
      let open: ListUncoveredDutiesResponse = try admin.ask(
        "ListUncoveredDuties", ListUncoveredDutiesRequest())
      #expect(open.duties.map(\.caseID) == [id])
      let _: Absence = try admin.ask(
        "DeleteAbsence", DeleteAbsenceRequest.made { $0.id = last.id })
      let none: ListUncoveredDutiesResponse = try admin.ask(
        "ListUncoveredDuties", ListUncoveredDutiesRequest())
      #expect(none.duties.isEmpty)
    }
  }

  /// Would catch a deputy who left, or who is not qualified for the case, and a worker who left whom nobody notices.
  @Test func onlyWhoCanStandsIn() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let kim = try pcrm.worker("김") { $0.activeTo = CivilDate(2026, 3, 4) }
      let gone = try pcrm.worker("전") { $0.activeTo = CivilDate(2026, 3, 3) }
      let (novice, lee) = (try pcrm.staff("신입"), try pcrm.staff("이"))
      try admin.apply(.carePassed)
      for staff in [kim, gone, lee] { try admin.train(staff, ["counselling"]) }
      let id = try pcrm.newCase(of: try admin.create(.person()).id, with: kim)
      try admin.absent(
        kim, [gone, novice, lee], from: pcrm.clock.now(),
        to: pcrm.clock.now().adding(seconds: 90_000))
      #expect(try admin.charge(id).staffID == gone)
      pcrm.clock.advance(seconds: 86_400)
      let found = try admin.charge(id)
      #expect(found.staffID == lee)
      #expect(found.steps.map(\.outcome) == [.absent, .inactive, .unqualified, .present])
      pcrm.clock.advance(seconds: 86_400)
      #expect(
        try admin.charge(id).uncovered, "the worker is back from leave and no longer works here")
    }
  }

  /// Each row would catch an absence that is not refused.
  @Test func refused() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let (kim, lee) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      let now = pcrm.clock.now()
      let own = try pcrm.caller(as: .counsellor, staff: kim)
      try own.absent(kim, from: now.adding(seconds: 100), to: now.adding(seconds: 200))
      let bad: [(String, Refusal, (inout Absence) -> Void)] = [
        (
          "who", .init(.invalidArgument, "FIELD_REQUIRED", "absence.staff_id"),
          { $0.staffID = .init() }
        ),
        ("why", .init(.invalidArgument, "FIELD_REQUIRED", "absence.reason"), { $0.reason = "" }),
        (
          "a code", .init(.invalidArgument, "FIELD_MALFORMED", "absence.reason"),
          { $0.reason = "독감" }
        ),
        (
          "when", .init(.invalidArgument, "FIELD_REQUIRED", "absence.start_time"),
          { $0.startTime = nil }
        ),
        (
          "backwards", .init(.invalidArgument, "FIELD_MALFORMED", "absence.end_time"),
          { $0.endTime = $0.startTime }
        ),
        (
          "oneself", .init(.invalidArgument, "FIELD_MALFORMED", "absence.deputy_ids[1]"),
          { $0.deputyIDs = [lee, kim] }
        ),
        (
          "twice", .init(.invalidArgument, "DUPLICATE_ITEM", "absence.deputy_ids[1]"),
          { $0.deputyIDs = [lee, lee] }
        ),
        (
          "unknown deputy",
          .init(.failedPrecondition, "REFERENCE_MISSING", "absence.deputy_ids[0]"),
          { $0.deputyIDs = [StaffID(high: 9, low: 9)] }
        ),
        (
          "too many", .init(.invalidArgument, "TOO_MANY_ITEMS", "absence.deputy_ids"),
          { $0.deputyIDs = (1...21).map { StaffID(high: 9, low: $0) } }
        ),
        (
          "already away", .init(.failedPrecondition, "ABSENCE_OVERLAPS", "absence.start_time"),
          {
            $0.startTime = now.adding(seconds: 199)
            $0.endTime = nil
          }
        ),
        (
          "somebody else", .init(.permissionDenied, "OUT_OF_SCOPE", "absence.staff_id"),
          {
            $0.staffID = lee
            $0.deputyIDs = []
          }
        ),
        (
          "a bad id", .init(.invalidArgument, "FIELD_MALFORMED", "absence.id"),
          { $0.id = .init(high: 1, low: 1) }
        ),
      ]
      for (name, expected, change) in bad {
        var request = RecordAbsenceRequest()
        var absence = Absence.of(kim, [lee], from: now, to: now.adding(seconds: 100))
        change(&absence)
        request.absence = absence
        #expect(try own.denied("RecordAbsence", request) == expected, "\(name)")
      }
    }
  }

  /// Would catch a request without an absence, and one office's manager who sends another's staff on leave.
  @Test func refusedToOthers() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let (kim, lee) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      let now = pcrm.clock.now()
      let own = try pcrm.caller(as: .counsellor, staff: kim)
      #expect(
        try own.denied("RecordAbsence", RecordAbsenceRequest())
          == .init(.invalidArgument, "FIELD_REQUIRED", "absence"))
      let elsewhere = try pcrm.caller(as: .manager, scope: .office, office: try pcrm.office("부산"))
      var request = RecordAbsenceRequest()
      request.absence = .of(lee, [], from: now, to: nil)
      #expect(
        try elsewhere.denied("RecordAbsence", request)
          == .init(.permissionDenied, "OUT_OF_SCOPE", "absence.staff_id"))
    }
  }

  /// Would catch an update that loses fields, an end that cannot be set, and filters that are not applied.
  @Test func changesAndLists() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let now = pcrm.clock.now()
      let made = try admin.absent(kim, [lee], from: now)
      var update = UpdateAbsenceRequest()
      update.absence = Absence.made {
        $0.id = made.id
        $0.version = 1
        $0.endTime = now.adding(seconds: 60)
      }
      let ended: Absence = try admin.ask("UpdateAbsence", update)
      #expect(
        ended.version == 2 && ended.deputyIDs == [lee] && ended.endTime == now.adding(seconds: 60))
      #expect(
        try admin.denied("UpdateAbsence", update) == .init(.aborted, "VERSION_MISMATCH", "version"))
      update.absence?.version = 0
      update.updateMask = FieldMask(paths: ["staff_id"])
      #expect(
        try admin.denied("UpdateAbsence", update)
          == .init(.invalidArgument, "FIELD_READ_ONLY", "staff_id"))
      func ids(_ change: (inout ListAbsencesRequest) -> Void) throws -> [AbsenceID] {
        let list: ListAbsencesResponse = try admin.ask(
          "ListAbsences", ListAbsencesRequest.made(change))
        return list.absences.map(\.id)
      }
      #expect(try ids { $0.staffID = kim } == [made.id])
      #expect(try ids { $0.staffID = lee } == [])
      #expect(try ids { $0.deputyID = lee } == [made.id])
      #expect(try ids { $0.fromTime = now.adding(seconds: 60) } == [])
      #expect(try ids { $0.toTime = now } == [])
      #expect(
        try admin.denied(
          "DeleteAbsence", DeleteAbsenceRequest.made { $0.id = .init(high: 1, low: 1) })
          == .init(.notFound, "NOT_FOUND", "id"))
    }
  }
}

extension QualificationRules {
  /// Every case worker has passed counselling.
  static let carePassed = QualificationRules.made {
    $0.modules = [
      .made {
        $0.code = "counselling"
        $0.name = "상담 실습"
      }
    ]
    $0.requirements = [
      .made {
        $0.code = "counselling"
        $0.modules = ["counselling"]
      }
    ]
  }
}
