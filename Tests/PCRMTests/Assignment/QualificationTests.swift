import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct QualificationTests {
  /// The five modules that counsellors pass before the first shift, a job group for medical cases and a dated role.
  private static let rules = QualificationRules.made {
    $0.modules = ["courtesy", "business", "systems", "counselling_practice", "mock_operation"].map {
      code in
      .made {
        $0.code = code
        $0.name = code
      }
    }
    $0.requirements = [
      .made {
        $0.code = "before_the_first_shift"
        $0.modules = ["courtesy", "business", "systems", "counselling_practice", "mock_operation"]
        $0.validFrom = CivilDate(2026, 3, 2)
      },
      .made {
        $0.code = "medical_care"
        $0.caseType = "injury"
        $0.stages = ["first_care"]
        $0.jobGroups = [.medical, .rehabilitation]
      },
      .made {
        $0.code = "case_management"
        $0.caseType = "injury"
        $0.roles = ["quasi_case_manager", "case_manager"]
      },
    ]
  }

  /// Would catch a qualification that is not asked for, asked on another day, or asked of other cases.
  @Test func datesAreChecked() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      try admin.apply(Self.rules)
      let kim = try pcrm.worker("김") { $0.jobGroup = .general }
      let person = try admin.create(.person()).id
      let id = try pcrm.newCase(of: person)
      let enquiry = try pcrm.newCase(of: person, type: "enquiry", stage: "asked")
      func missing(_ id: CaseID, _ day: CivilDate?) throws -> [String] {
        let answer: QualificationCheck = try admin.ask(
          "CheckQualification",
          CheckQualificationRequest.made {
            $0.staffID = kim
            $0.caseID = id
            $0.on = day
          })
        #expect(answer.qualified == answer.missing.isEmpty)
        return answer.missing
      }
      let modules = Self.rules.modules.map { "module:\($0.code)" }
      let others = [
        "job_group:medical|rehabilitation", "role:quasi_case_manager|case_manager",
      ]
      #expect(try missing(id, nil) == modules + others)
      #expect(try missing(id, CivilDate(2026, 3, 1)) == others)
      #expect(try missing(enquiry, nil) == modules)
      try admin.train(
        kim, Self.rules.modules.map(\.code), from: CivilDate(2026, 3, 2), to: CivilDate(2027, 3, 2))
      try admin.give(
        kim, ["quasi_case_manager"], from: CivilDate(2026, 3, 2), to: CivilDate(2026, 4, 1))
      #expect(try missing(id, nil) == ["job_group:medical|rehabilitation"])
      try admin.update(kim, ["job_group"]) { $0.jobGroup = .medical }
      #expect(try missing(id, nil) == [])
      #expect(try missing(id, CivilDate(2026, 4, 1)) == ["role:quasi_case_manager|case_manager"])
      #expect(try missing(enquiry, CivilDate(2027, 3, 2)) == modules, "a training that ran out")
      try pcrm.begin(id, kim)
      pcrm.clock.advance(seconds: 30 * 86_400)
      let lee = try pcrm.worker("이") { $0.jobGroup = .medical }
      try admin.train(lee, Self.rules.modules.map(\.code))
      let refusal = try #require(
        try admin.refusal(
          "pcrm.v1.AssignmentService/AssignCase", AssignCaseRequest.assigning(id, lee)))
      #expect(Refusal(refusal) == .init(.failedPrecondition, "QUALIFICATION_MISSING", "staff_id"))
      #expect(refusal.info.params.map(\.value) == ["role:quasi_case_manager|case_manager"])
      let proposal = ProposeHandOverRequest.proposing(id, lee) { _ in }
      #expect(
        try admin.denied("ProposeHandOver", proposal)
          == .init(.failedPrecondition, "QUALIFICATION_MISSING", "to_staff_id"))
      #expect(throws: Status.precondition("QUALIFICATION_MISSING", "", "")) {
        try pcrm.begin(enquiry, try pcrm.staff("박"))
      }
      try admin.give(lee, ["case_manager"])
      try admin.assign(id, to: lee)
    }
  }

  /// Would catch qualifications that are not kept, lose a version, or change nothing and say they did.
  @Test func kept() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let kim = try pcrm.staff("김")
      let first = try admin.give(kim, ["b", "a"], from: CivilDate(2026, 1, 1))
      #expect(first.roles.map(\.role) == ["a", "b"] && first.version == 2)
      #expect(first.roles.first?.validFrom == CivilDate(2026, 1, 1))
      #expect(try admin.give(kim, ["a", "b"], from: CivilDate(2026, 1, 1)).version == 2)
      try admin.train(kim, ["m"])
      let read: StaffQualifications = try admin.ask(
        "GetStaffQualifications", GetStaffQualificationsRequest.made { $0.staffID = kim })
      #expect(
        read.version == 3 && read.trainings.map(\.module) == ["m"] && read.roles == first.roles)
      #expect(try admin.give(kim, []).roles.isEmpty)
    }
  }

  /// Each row would catch a document that is not refused.
  @Test func badRules() throws {
    try withPCRM { pcrm in
      let bad: [(Refusal, (inout QualificationRules) -> Void)] = [
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "rules.modules[0].name"),
          { $0.modules[0].name = "" }
        ),
        (
          .init(.invalidArgument, "DUPLICATE_ITEM", "rules.modules[1].code"),
          { $0.modules[1].code = "courtesy" }
        ),
        (
          .init(.invalidArgument, "FIELD_MALFORMED", "rules.requirements[0].modules[0]"),
          { $0.requirements[0].modules = ["cookery"] }
        ),
        (
          .init(.invalidArgument, "DUPLICATE_ITEM", "rules.requirements[1].code"),
          { $0.requirements[1].code = "before_the_first_shift" }
        ),
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "rules.requirements[0].modules"),
          { $0.requirements[0].modules = [] }
        ),
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "rules.requirements[1].job_groups[0]"),
          { $0.requirements[1].jobGroups = [.unspecified] }
        ),
        (
          .init(.invalidArgument, "FIELD_MALFORMED", "rules.requirements[0].valid_to"),
          { $0.requirements[0].validTo = CivilDate(2026, 3, 2) }
        ),
        (
          .init(.invalidArgument, "FIELD_TOO_LONG", "rules.note"),
          { $0.note = String(repeating: "a", count: 501) }
        ),
      ]
      for (expected, change) in bad {
        var request = ApplyQualificationRulesRequest()
        var rules = Self.rules
        change(&rules)
        request.rules = rules
        let refused = try pcrm.admin.denied("ApplyQualificationRules", request)
        #expect(refused == expected)
      }
      #expect(
        try pcrm.admin.denied("ApplyQualificationRules", ApplyQualificationRulesRequest())
          == .init(.invalidArgument, "FIELD_REQUIRED", "rules"))
    }
  }

  /// Each row would catch roles and trainings that are not refused; the first, a way to more authority than one has.
  @Test func badQualifications() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      try admin.apply(Self.rules)
      let office = try pcrm.office()
      let kim = try pcrm.staff("김", in: office)
      func roles(_ caller: TestCaller, _ roles: [String], version: Int64 = 0) throws -> Refusal? {
        try caller.denied(
          "SetStaffRoles",
          SetStaffRolesRequest.made {
            $0.staffID = kim
            $0.version = version
            $0.roles = roles.map { role in .made { $0.role = role } }
          })
      }
      #expect(
        try roles(admin, ["manager"]) == .init(.invalidArgument, "FIELD_MALFORMED", "roles[0].role")
      )
      #expect(
        try roles(admin, ["a", "a"]) == .init(.invalidArgument, "DUPLICATE_ITEM", "roles[1]"))
      #expect(
        try roles(admin, ["A"]) == .init(.invalidArgument, "FIELD_MALFORMED", "roles[0].role"))
      #expect(try roles(admin, ["a"], version: 9) == .init(.aborted, "VERSION_MISMATCH", "version"))
      let herself = try pcrm.caller(as: .manager, staff: kim)
      #expect(try roles(herself, ["a"]) == .init(.permissionDenied, "OUT_OF_SCOPE", "staff_id"))
      let elsewhere = try pcrm.caller(as: .manager, scope: .office, office: try pcrm.office("부산"))
      #expect(try roles(elsewhere, ["a"]) == .init(.permissionDenied, "OUT_OF_SCOPE", "staff_id"))
      let unknown = SetTrainingsRequest.made {
        $0.staffID = kim
        $0.trainings = [.made { $0.module = "cookery" }]
      }
      #expect(
        try admin.denied("SetTrainings", unknown)
          == .init(.failedPrecondition, "REFERENCE_MISSING", "trainings[0].module"))
    }
  }
}
