import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct StaffTests {
  private static let create = "pcrm.v1.OrganisationService/CreateStaff"

  /// Each row would catch a rule that is not kept.
  private static let bad: [(Refusal, @Sendable (inout Staff) -> Void)] = [
    (.init(.invalidArgument, "FIELD_REQUIRED", "staff.name"), { $0.name = "" }),
    (
      .init(.invalidArgument, "FIELD_TOO_LONG", "staff.employee_number"),
      { $0.employeeNumber = String(repeating: "1", count: 33) }
    ),
    (.init(.alreadyExists, "NAME_TAKEN", "staff.employee_number"), { $0.employeeNumber = "7" }),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "staff.job_group"),
      { $0.jobGroup = JobGroup(rawValue: -1) }
    ),
    (
      .init(.failedPrecondition, "REFERENCE_MISSING", "staff.office_id"),
      { $0.officeID = UnitID(high: 9, low: 9) }
    ),
    (
      .init(.failedPrecondition, "REFERENCE_MISSING", "staff.team_id"),
      { $0.teamID = UnitID(high: 9, low: 9) }
    ),
    (
      .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "staff.home_coordinates.latitude_e7"),
      { $0.homeCoordinates = Coordinates(latitudeE7: -900_000_001, longitudeE7: 0) }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "staff.email"), { $0.email = "nobody" }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "staff.active_to"),
      {
        $0.activeFrom = CivilDate(2026, 1, 2)
        $0.activeTo = CivilDate(2026, 1, 1)
      }
    ),
    (
      .init(.invalidArgument, "TOO_MANY_ITEMS", "staff.skills"),
      { $0.skills = (0...50).map { "s\($0)" } }
    ),
    (.init(.invalidArgument, "FIELD_MALFORMED", "staff.skills[1]"), { $0.skills = ["a", "B"] }),
    (.init(.invalidArgument, "DUPLICATE_ITEM", "staff.skills[1]"), { $0.skills = ["a", "a"] }),
  ]

  @Test func refused() throws {
    try withPCRM { pcrm in
      var request = CreateStaffRequest()
      var staff = Staff()
      staff.name = "Someone"
      staff.employeeNumber = "7"
      request.staff = staff
      let _: Staff = try pcrm.admin.call(Self.create, request)
      for (expected, change) in Self.bad {
        staff.employeeNumber = "8"
        var broken = staff
        change(&broken)
        request.staff = broken
        #expect(try pcrm.admin.refused(Self.create, request) == expected)
      }
    }
  }

  /// Would catch a field that is not stored, or read back as another.
  @Test func everyFieldIsKept() throws {
    try withPCRM { pcrm in
      let office = try pcrm.admin.createUnit("Mapo")
      let team = try pcrm.admin.createUnit("Team", kind: .team, under: office.id)
      var staff = Staff()
      staff.id = StaffID(high: 4, low: 4)
      staff.name = "김민지"
      staff.employeeNumber = "A-7"
      staff.jobGroup = .rehabilitation
      staff.officeID = office.id
      staff.teamID = team.id
      staff.homeCoordinates = Coordinates(latitudeE7: -1, longitudeE7: 1)
      staff.activeFrom = CivilDate(2020, 2, 29)
      staff.activeTo = CivilDate(2030, 1, 1)
      staff.skills = ["sign-language", "driving"]
      var request = CreateStaffRequest()
      request.staff = staff
      let made: Staff = try pcrm.admin.call(Self.create, request)
      staff.version = 1
      staff.createTime = pcrm.clock.now()
      staff.updateTime = pcrm.clock.now()
      #expect(made == staff)
      var get = GetStaffRequest()
      get.id = staff.id
      let got: Staff = try pcrm.admin.call("pcrm.v1.OrganisationService/GetStaff", get)
      #expect(got == staff)
      var update = UpdateStaffRequest()
      update.staff = staff
      update.staff?.skills = ["driving"]
      update.staff?.teamID = UnitID()
      update.updateMask = FieldMask(paths: ["skills", "team_id"])
      let changed: Staff = try pcrm.admin.call(
        "pcrm.v1.OrganisationService/UpdateStaff", update)
      staff.skills = ["driving"]
      staff.teamID = UnitID()
      staff.version = 2
      #expect(changed == staff)
    }
  }

  /// Would catch somebody's home, or address at work, that is shown to whoever may look at the organisation.
  @Test func homesAreShownToFew() throws {
    try withPCRM { pcrm in
      func made(_ name: String) throws -> StaffID {
        var request = CreateStaffRequest()
        request.staff = Staff()
        request.staff?.name = name
        request.staff?.homeCoordinates = Coordinates(latitudeE7: 375_000_000, longitudeE7: 1)
        request.staff?.email = "name@agency.example.kr"
        let staff: Staff = try pcrm.admin.call(Self.create, request)
        return staff.id
      }
      let (kim, lee) = (try made("김"), try made("이"))
      let all: Set<StaffID> = [kim, lee]
      let table: [(String, TestCaller, Set<StaffID>)] = [
        ("admin", pcrm.admin, all),
        ("manager", try pcrm.caller(as: .manager), all),
        ("auditor", try pcrm.caller(as: .auditor), []),
        ("integration", try pcrm.caller(as: .integration), []),
        ("a stranger", try pcrm.caller(as: .counsellor), []),
        ("the person", try pcrm.caller(as: .field, staff: kim), [kim]),
      ]
      for (who, caller, seen) in table {
        let list: ListStaffResponse = try caller.call(
          "pcrm.v1.OrganisationService/ListStaff", ListStaffRequest())
        #expect(list.staff.count == 2)
        #expect(
          Set(list.staff.filter { $0.homeCoordinates != nil }.map(\.id)) == seen, "list, \(who)")
        #expect(Set(list.staff.filter { !$0.email.isEmpty }.map(\.id)) == seen, "list, \(who)")
        for id in all {
          var get = GetStaffRequest()
          get.id = id
          let staff: Staff = try caller.call("pcrm.v1.OrganisationService/GetStaff", get)
          #expect((staff.homeCoordinates != nil) == seen.contains(id), "get, \(who)")
        }
      }
    }
  }

  /// Would catch filters that are not applied.
  @Test func lists() throws {
    try withPCRM { pcrm in
      let office = try pcrm.admin.createUnit("Mapo")
      for (name, change) in Self.people {
        var request = CreateStaffRequest()
        var staff = Staff()
        staff.name = name
        staff.officeID = name == "A" ? office.id : UnitID()
        change(&staff)
        request.staff = staff
        let _: Staff = try pcrm.admin.call(Self.create, request)
      }
      func names(_ set: (inout ListStaffRequest) -> Void) throws -> [String] {
        var request = ListStaffRequest()
        set(&request)
        let list: ListStaffResponse = try pcrm.admin.call(
          "pcrm.v1.OrganisationService/ListStaff", request)
        return list.staff.map(\.name)
      }
      #expect(try names { _ in } == ["A", "B", "C"])
      #expect(try names { $0.officeID = office.id } == ["A"])
      #expect(try names { $0.teamID = office.id } == [])
      #expect(try names { $0.jobGroup = .medical } == ["B"])
      #expect(try names { $0.skill = "driving" } == ["B", "C"])
      #expect(try names { $0.skill = "driv" } == [])
      #expect(try names { $0.employeeNumber = "7" } == ["C"])
      #expect(try names { $0.asOf = CivilDate(2026, 1, 1) } == ["A", "B"])
      #expect(try names { $0.asOf = CivilDate(2025, 12, 31) } == ["A", "B", "C"])
    }
  }

  private static let people: [(String, @Sendable (inout Staff) -> Void)] = [
    ("A", { _ in }),
    (
      "B",
      {
        $0.jobGroup = .medical
        $0.skills = ["driving"]
      }
    ),
    (
      "C",
      {
        $0.skills = ["nursing", "driving"]
        $0.employeeNumber = "7"
        $0.activeTo = CivilDate(2026, 1, 1)
      }
    ),
  ]
}
