import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

extension DutyMatrix {
  /// The four teams of October 2005 and the three of 2010, as the agency's account tells them. In 2010 some duties are
  /// joint to two teams, and nobody owns undue payments. One office tried the three teams from April 2009 on.
  static func agency(pilot: String = "") -> DutyMatrix {
    let outreach = CivilDate(2005, 10, 1)
    let tailored = CivilDate(2010, 1, 1)
    let trial = CivilDate(2009, 4, 1)
    func team(_ code: String, _ from: CivilDate, _ to: CivilDate?) -> DutyTeam {
      .made {
        $0.code = code
        $0.name = code
        $0.validFrom = from
        $0.validTo = to
        $0.unitCodes = ["11-" + code, "12-" + code]
      }
    }
    func kind(_ code: String, _ stages: [String] = []) -> DutyKind {
      .made {
        $0.code = code
        $0.name = code
        $0.stages = stages
      }
    }
    func row(
      _ duty: String, _ teams: [String], _ from: CivilDate, _ to: CivilDate?, _ office: String = ""
    ) -> DutyRow {
      .made {
        $0.duty = duty
        $0.teams = teams
        $0.joint = teams.count > 1
        $0.validFrom = from
        $0.validTo = to
        $0.officeCodes = office.isEmpty ? [] : [office]
      }
    }
    let before: [(String, [String])] = [
      ("first_care_decision", ["investigation"]), ("survivors_benefit", ["investigation"]),
      ("hospital_management", ["field_service"]), ("benefit_payment", ["payment"]),
      ("wage_change", ["payment"]), ("undue_payment", ["payment"]),
      ("case_management", ["rehabilitation"]),
    ]
    let after: [(String, [String])] = [
      ("first_care_decision", ["counselling"]), ("survivors_benefit", ["counselling"]),
      ("hospital_management", ["care_support"]),
      ("benefit_payment", ["counselling", "care_support"]),
      ("wage_change", ["care_support"]), ("case_management", ["care_support"]),
    ]
    return .made {
      $0.teams = [
        team("investigation", outreach, tailored), team("field_service", outreach, tailored),
        team("payment", outreach, tailored), team("rehabilitation", outreach, nil),
        team("counselling", trial, nil), team("care_support", trial, nil),
      ]
      $0.duties = before.map {
        kind($0.0, $0.0 == "first_care_decision" ? ["accident", "first_care"] : [])
      }
      $0.rows = before.map { row($0.0, $0.1, outreach, tailored) }
      $0.rows += after.map { row($0.0, $0.1, tailored, nil) }
      if !pilot.isEmpty { $0.rows += after.map { row($0.0, $0.1, trial, tailored, pilot) } }
    }
  }
}

extension TestCaller {
  func duties(
    on day: CivilDate, _ change: (inout QueryDutyMatrixRequest) -> Void = { _ in }
  ) throws -> [DutyEntry] {
    let response: QueryDutyMatrixResponse = try ask(
      "QueryDutyMatrix",
      QueryDutyMatrixRequest.made {
        $0.on = day
        change(&$0)
      })
    return response.entries
  }

  func route(
    _ id: CaseID, _ duty: String = "", on day: CivilDate? = nil
  ) throws -> [DutyEntry] {
    let response: RouteCaseResponse = try ask(
      "RouteCase",
      RouteCaseRequest.made {
        $0.caseID = id
        $0.duty = duty
        $0.on = day
      })
    return response.entries
  }
}

struct DutyMatrixTests {
  /// Would catch an owner of yesterday, a joint duty that is not shown, and one without an owner that is passed over.
  @Test func fourTeamsThenThree() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      try admin.apply(.agency())
      let old = try admin.duties(on: CivilDate(2009, 12, 31))
      #expect(
        Set(old.flatMap(\.teams)) == [
          "investigation", "field_service", "payment", "rehabilitation",
        ])
      #expect(old.allSatisfy { !$0.joint && !$0.unowned })
      #expect(old.count == 8, "one entry a stage where a duty names stages")
      let new = try admin.duties(on: CivilDate(2010, 1, 1))
      #expect(new.filter(\.unowned).map(\.duty) == ["undue_payment"])
      #expect(new.filter(\.joint).map(\.duty) == ["benefit_payment"])
      #expect(new.first { $0.joint }?.teams == ["counselling", "care_support"])
      let day = CivilDate(2010, 1, 1)
      #expect(try admin.duties(on: day) { $0.unownedOnly = true }.map(\.duty) == ["undue_payment"])
      #expect(try admin.duties(on: day) { $0.jointOnly = true }.map(\.duty) == ["benefit_payment"])
      #expect(try admin.duties(on: day) { $0.stage = "accident" }.count == 7)
      #expect(try admin.duties(on: day) { $0.stage = "end_of_care" }.count == 6)
      #expect(
        try admin.duties(on: CivilDate(2005, 9, 30)).allSatisfy(\.unowned), "before the teams")
    }
  }

  /// Would catch a team that was dissolved and still owns what an old row gives it.
  @Test func aTeamThatIsNoMoreOwnsNothing() throws {
    try withPCRM { pcrm in
      var matrix = DutyMatrix.agency()
      matrix.teams[2].validTo = CivilDate(2007, 1, 1)
      try pcrm.admin.apply(matrix)
      let orphans = try pcrm.admin.duties(on: CivilDate(2007, 1, 1)) { $0.unownedOnly = true }
      #expect(orphans.map(\.duty) == ["benefit_payment", "wage_change", "undue_payment"])
    }
  }

  /// Would catch a pilot that is switched on everywhere or nowhere, and a unit of another office.
  @Test func anOfficeGoesAhead() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let pilot = try admin.createUnit("강남지사", code: "11")
      let other = try admin.createUnit("종로지사", code: "12")
      let team = try admin.createUnit(
        "요양지원팀", kind: .team, code: "11-care_support", under: pilot.id, from: CivilDate(2009, 4, 1))
      _ = try admin.createUnit("요양지원팀", kind: .team, code: "12-care_support", under: other.id)
      try admin.apply(.agency(pilot: "11"))
      let customer = try admin.create(.person()).id
      let here = try pcrm.newCase(of: customer, office: pilot.id)
      let there = try pcrm.newCase(of: customer, office: other.id)
      let day = CivilDate(2009, 6, 1)
      let routed = try admin.route(here, "wage_change", on: day)
      #expect(routed.map(\.teams) == [["care_support"]])
      #expect(routed.first?.unitIDs == [team.id])
      #expect(routed.first?.stage == "first_care")
      #expect(try admin.route(there, "wage_change", on: day).map(\.teams) == [["payment"]])
      #expect(try admin.route(there, "wage_change", on: day).first?.unitIDs == [])
      #expect(try admin.route(here, "undue_payment", on: day).map(\.teams) == [["payment"]])
      #expect(try admin.route(here, "undue_payment").map(\.unowned) == [true])
      #expect(try admin.route(here).count == 7, "all at the case's stage")
      let office = try admin.duties(on: day) { $0.officeID = pilot.id }
      #expect(office.first { $0.duty == "case_management" }?.teams == ["care_support"])
      let unknown = RouteCaseRequest.made {
        $0.caseID = here
        $0.duty = "cookery"
      }
      #expect(try admin.denied("RouteCase", unknown) == .init(.notFound, "NOT_FOUND", "duty"))
    }
  }

  /// Would catch a plan that changes something, a document that makes a version for nothing, and an apply of an old
  /// plan.
  @Test func planAndApply() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      var matrix = DutyMatrix.agency()
      let plan = try admin.apply(matrix, dryRun: true)
      #expect(plan.version == 0 && plan.changes.allSatisfy { $0.kind == .added })
      #expect(plan.changes.count == 6 + 7 + 13)
      #expect(try admin.denied("GetDutyMatrix", GetDutyMatrixRequest())?.reason == "NOT_FOUND")
      #expect(try admin.apply(matrix).version == 1)
      let again = try admin.apply(matrix)
      #expect(again.version == 1 && again.changes.allSatisfy { $0.kind == .unchanged })
      matrix.rows.append(
        .made {
          $0.duty = "undue_payment"
          $0.teams = ["care_support"]
          $0.validFrom = CivilDate(2011, 1, 1)
        })
      matrix.teams[5].name = "요양지원팀"
      matrix.duties.remove(at: 1)
      matrix.rows.removeAll { $0.duty == "survivors_benefit" }
      let changes = try admin.apply(matrix, dryRun: true, base: 1).changes
      #expect(
        changes.filter { $0.kind == .added }.map(\.name) == ["rows[undue_payment from 20110101]"])
      #expect(
        changes.filter { $0.kind == .changed }.map { "\($0.name).\($0.path)" } == [
          "teams[care_support].name"
        ])
      #expect(changes.filter { $0.kind == .removed }.count == 3)
      #expect(try admin.apply(matrix, base: 1).version == 2)
      var late = ApplyDutyMatrixRequest()
      late.matrix = matrix
      late.baseVersion = 1
      #expect(
        try admin.denied("ApplyDutyMatrix", late)
          == .init(.aborted, "PLAN_OUTDATED", "base_version"))
      let first: DutyMatrix = try admin.ask(
        "GetDutyMatrix", GetDutyMatrixRequest.made { $0.version = 1 })
      #expect(first.rows.count == 13 && first.version == 1 && first.createTime == pcrm.clock.now())
      #expect(
        try admin.denied("GetDutyMatrix", GetDutyMatrixRequest.made { $0.version = 3 })
          == .init(.notFound, "NOT_FOUND", "version"))
    }
  }

  /// Each row would catch a document that is not refused.
  private static let bad: [(Refusal, @Sendable (inout DutyMatrix) -> Void)] = [
    (
      .init(.invalidArgument, "FIELD_REQUIRED", "matrix.teams[0].code"),
      { $0.teams[0].code = "" }
    ),
    (
      .init(.invalidArgument, "DUPLICATE_ITEM", "matrix.teams[1].code"),
      { $0.teams[1].code = "investigation" }
    ),
    (
      .init(.invalidArgument, "DUPLICATE_ITEM", "matrix.teams[0].unit_codes[1]"),
      { $0.teams[0].unitCodes = ["11", "11"] }
    ),
    (
      .init(.invalidArgument, "FIELD_REQUIRED", "matrix.duties[0].name"),
      { $0.duties[0].name = " " }
    ),
    (
      .init(.invalidArgument, "DUPLICATE_ITEM", "matrix.duties[1].code"),
      { $0.duties[1].code = "first_care_decision" }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "matrix.rows[0].duty"),
      { $0.rows[0].duty = "x" }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "matrix.rows[0].teams[0]"),
      { $0.rows[0].teams = ["x"] }
    ),
    (
      .init(.invalidArgument, "FIELD_REQUIRED", "matrix.rows[0].teams"),
      { $0.rows[0].teams = [] }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "matrix.rows[0].joint"),
      { $0.rows[0].joint = true }
    ),
    (
      .init(.invalidArgument, "DUPLICATE_ITEM", "matrix.rows[7]"),
      { $0.rows[7].validFrom = CivilDate(2009, 12, 31) }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "matrix.rows[0].valid_to"),
      { $0.rows[0].validTo = $0.rows[0].validFrom }
    ),
    (
      .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "matrix.hand_over.hours"),
      { $0.handOver = HandOverRules.made { $0.hours = 8761 } }
    ),
    (
      .init(.invalidArgument, "FIELD_MALFORMED", "matrix.hand_over.consent_purpose"),
      { $0.handOver = HandOverRules.made { $0.consentPurpose = "동의" } }
    ),
  ]

  @Test func refused() throws {
    try withPCRM { pcrm in
      for (expected, change) in Self.bad {
        var request = ApplyDutyMatrixRequest()
        var matrix = DutyMatrix.agency()
        change(&matrix)
        request.matrix = matrix
        let refused = try pcrm.admin.denied("ApplyDutyMatrix", request)
        #expect(refused == expected)
      }
    }
  }
}
