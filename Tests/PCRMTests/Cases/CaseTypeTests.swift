import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Case types are data: applied as a document, told as differences, kept in versions.
struct CaseTypeTests {
  @Test func applyAndPlan() throws {
    try withPCRM { pcrm in
      let document = try CaseTypeDocument(json: CaseWorld.care)
      let plan = try pcrm.admin.apply(document, dryRun: true)
      #expect(plan.changes.map(\.kind) == [.added] && plan.changes[0].name == "care")
      #expect(plan.version == 0 && plan.caseTypes.map(\.version) == [0])
      #expect(try list(pcrm.admin) == [], "a dry run leaves nothing")
      let applied = try pcrm.admin.apply(document)
      #expect(applied.version == 1 && applied.caseTypes.map(\.version) == [1])
      let again = try pcrm.admin.apply(document)
      #expect(again.changes.map(\.kind) == [.unchanged])
      #expect(again.version == 1 && again.caseTypes.map(\.version) == [1])
      let stored: CaseType = try pcrm.admin.cases("GetCaseType", GetCaseTypeRequest.self) {
        $0.code = "care"
      }
      #expect(stored.comparable == document.caseTypes[0] && stored.version == 1)
      #expect(stored.createTime == pcrm.clock.now() && !stored.createdBy.isEmpty)
      // What it answers can be applied again: what the server fills in counts for nothing.
      var copy = CaseTypeDocument()
      copy.caseTypes = [stored]
      #expect(try pcrm.admin.apply(copy).changes.map(\.kind) == [.unchanged])
    }
  }

  @Test func differences() throws {
    try withPCRM { pcrm in
      var document = try CaseTypeDocument(json: CaseWorld.care)
      try pcrm.admin.apply(document)
      document.caseTypes[0].title = "요양 사례"
      document.caseTypes[0].stages[1].touchpoints[0].dueDays = 45
      document.caseTypes[0].stages[2].mayClose = false
      document.caseTypes[0].phases[2].next = []
      document.caseTypes[0].needs.reverse()
      document.caseTypes[0].hardships.append(CodeTitle())
      document.caseTypes[0].hardships[1].code = "illness"
      document.caseTypes[0].hardships[1].title = "질병"
      let plan = try pcrm.admin.apply(document, dryRun: true)
      let lines = plan.changes.map {
        "\($0.kind.rawValue) \($0.path): \($0.before) -> \($0.after)"
      }
      #expect(
        lines == [
          "2 title: 요양 -> 요양 사례",
          "2 stages[first_care].touchpoints[visit].due_days: 30 -> 45",
          "3 stages[rehab].may_close: true -> ",
          "3 phases[fixed].next[subacute]: subacute -> ",
          "2 needs: job, housing -> housing, job",
          "1 hardships[illness]:  -> {code: \"illness\", title: \"질병\"}",
        ])
      let applied: ApplyCaseTypesResponse = try pcrm.admin.cases(
        "ApplyCaseTypes", ApplyCaseTypesRequest.self
      ) {
        $0.document = document
        $0.baseVersion = plan.version
      }
      #expect(applied.changes == plan.changes && applied.version == 2)
      #expect(try list(pcrm.admin) { $0.allVersions = true } == ["care 1", "care 2"])
      #expect(try list(pcrm.admin) == ["care 2"])
      let refusal = try pcrm.admin.casesRefusal("ApplyCaseTypes", ApplyCaseTypesRequest.self) {
        $0.document = document
        $0.baseVersion = 1
      }
      #expect(refusal == Refusal(.aborted, "PLAN_OUTDATED", "base_version"))
    }
  }

  /// A case keeps the version it was opened with; a new one drops a stage that it is in.
  @Test func versionsOfCases() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let opened = try #require(try world.admin.open(world.customer).case)
      var document = try CaseTypeDocument(json: CaseWorld.care)
      var type = document.caseTypes[0]
      type.stages[0].code = "received"
      type.stages[0].touchpoints[0].code = "welcome"
      type.stages[1].touchpoints.removeLast()
      document.caseTypes = [type]
      try world.admin.apply(document)
      let kept = try world.admin.caseRecord(opened.id)
      #expect(kept == opened && kept.typeVersion == 1)
      let lost = try world.admin.casesRefusal("MigrateCase", MigrateCaseRequest.self) {
        $0.id = opened.id
        $0.reason = "새 판"
      }
      #expect(lost == Refusal(.failedPrecondition, "TRANSITION_NOT_ALLOWED", "stage"))
      let moved = try world.admin.advance(opened.id, to: "first_care", worker: world.worker)
      #expect(moved.case?.typeVersion == 1 && moved.words == "first_call | survey | letter visit")
      let migrated: CasePlan = try world.admin.cases("MigrateCase", MigrateCaseRequest.self) {
        $0.id = opened.id
        $0.reason = "새 판"
      }
      #expect(migrated.case?.typeVersion == 2 && migrated.case?.stage == "first_care")
      #expect(migrated.case?.stageSince == moved.case?.stageSince, "the stage goes on")
      #expect(migrated.words == "survey | letter visit | ")
      #expect(migrated.dropped[0].dropCause == .migrated)
      #expect(try world.admin.open(world.customer).case?.stage == "received")
      let event = try world.admin.caseEvents(opened.id).last
      #expect(event?.kind == .migrated && event?.from == "1" && event?.to == "2")
    }
  }

  @Test func retiring() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      var other = try CaseTypeDocument(json: CaseWorld.care)
      other.caseTypes[0].code = "enquiry"
      try world.admin.apply(other)
      #expect(try list(world.admin) == ["care 1", "enquiry 1"], "what is not named stays")
      let opened = try #require(try world.admin.open(world.customer).case)
      func retire(_ dryRun: Bool) -> (inout ApplyCaseTypesRequest) -> Void {
        {
          $0.document = other
          $0.retireMissing = true
          $0.dryRun = dryRun
        }
      }
      #expect(
        try world.admin.casesRefusal("ApplyCaseTypes", ApplyCaseTypesRequest.self, retire(true))
          == Refusal(.failedPrecondition, "RULE_IN_USE", "document.case_types"))
      let _: CasePlan = try world.admin.cases("CloseCase", CloseCaseRequest.self) {
        $0.id = opened.id
        $0.reason = "잘못 접수"
      }
      let retired: ApplyCaseTypesResponse = try world.admin.cases(
        "ApplyCaseTypes", ApplyCaseTypesRequest.self, retire(false))
      #expect(retired.changes.map(\.kind) == [.unchanged, .removed])
      #expect(retired.changes[1].name == "care")
      let refusal = try world.admin.casesRefusal("OpenCase", OpenCaseRequest.self) {
        $0.case = opened
        $0.case?.id = CaseID()
      }
      #expect(refusal == Refusal(.failedPrecondition, "REFERENCE_MISSING", "case.type"))
      // Closed cases of the type are still there, and one applies it again to use it again.
      #expect(try world.admin.caseRecord(opened.id).typeVersion == 1)
      let back = try world.admin.apply(try CaseTypeDocument(json: CaseWorld.care))
      #expect(back.changes.map(\.path) == ["retired"] && back.caseTypes.map(\.version) == [3])
    }
  }

  /// What a document breaks, where, and how that is answered.
  struct Fault: Sendable, CustomTestStringConvertible {
    let catches: String
    let reason: String
    let field: String
    let make: @Sendable (inout CaseType) -> Void
    var testDescription: String { catches }

    init(
      _ catches: String, _ reason: String, _ field: String,
      _ make: @escaping @Sendable (inout CaseType) -> Void
    ) {
      self.catches = catches
      self.reason = reason
      self.field = field
      self.make = make
    }
  }

  static let faults: [Fault] = [
    Fault("a code that no rule could name", "FIELD_MALFORMED", "code") { $0.code = "요양" },
    Fault("a type that cannot be shown", "FIELD_REQUIRED", "title") { $0.title = " " },
    Fault("cases without numbers", "FIELD_REQUIRED", "number_series") { $0.numberSeries = nil },
    Fault("a prefix that runs into the number", "FIELD_MALFORMED", "number_series.prefix") {
      $0.numberSeries?.prefix = "A-1"
    },
    Fault("numbers of no digits", "FIELD_OUT_OF_RANGE", "number_series.digits") {
      $0.numberSeries?.digits = 0
    },
    Fault("a scheme twice", "DUPLICATE_ITEM", "severity_schemes[1]") {
      $0.severitySchemes = [.ais, .ais]
    },
    Fault("a type larger than a mebibyte", "FIELD_TOO_LONG", "") {
      var rule = TouchpointRule()
      rule.title = "t"
      rule.expectedState = String(repeating: "가", count: 2000)
      rule.serviceGiven = rule.expectedState
      rule.improvementWanted = rule.expectedState
      $0.stages[0].touchpoints = (0..<100).map {
        rule.code = "t\($0)"
        return rule
      }
    },
    Fault("no stage", "FIELD_REQUIRED", "stages") { $0.stages = [] },
    Fault("a stage twice", "DUPLICATE_ITEM", "stages[1].code") {
      $0.stages[1].code = "reported"
    },
    Fault("a way to nowhere", "FIELD_MALFORMED", "stages[0].transitions[0].to") {
      $0.stages[0].transitions[0].to = "care"
    },
    Fault("a way to itself", "FIELD_MALFORMED", "stages[0].transitions[0].to") {
      $0.stages[0].transitions[0].to = "reported"
    },
    Fault("a stage that is never reached", "FIELD_MALFORMED", "stages[2]") {
      $0.stages[1].transitions.removeFirst()
      $0.services[3].stages = []
    },
    Fault("a stage without a way out", "FIELD_MALFORMED", "stages[3].transitions") {
      $0.stages[3].mayClose = false
      $0.stages[3].closeDecision = ""
      $0.stages[3].transitions = []
    },
    Fault("nowhere to begin", "FIELD_MALFORMED", "stages") { $0.stages[0].mayBegin = false },
    Fault("nowhere to end", "FIELD_MALFORMED", "stages") {
      for index in $0.stages.indices {
        $0.stages[index].mayClose = false
        $0.stages[index].closeDecision = ""
      }
    },
    Fault(
      "an approved case that nobody has in charge", "FIELD_MALFORMED",
      "stages[1].transitions[1].approval"
    ) {
      $0.stages[1].transitions[1].approval = .new
    },
    Fault("a decision that is never made", "FIELD_MALFORMED", "stages[1].close_decision") {
      $0.stages[1].closeDecision = "close"
    },
    Fault("a touchpoint before its stage", "FIELD_OUT_OF_RANGE", touchpoint + ".due_days") {
      $0.stages[0].touchpoints[0].dueDays = -1
    },
    Fault("a day of 24 hours and more", "FIELD_OUT_OF_RANGE", touchpoint + ".due_hours") {
      $0.stages[0].touchpoints[0].dueHours = 24
    },
    Fault("an end to no rhythm", "FIELD_MALFORMED", touchpoint + ".repeat_max") {
      $0.stages[0].touchpoints[0].repeatMax = 2
    },
    Fault("a service that is not there", "FIELD_MALFORMED", touchpoint + ".services[0]") {
      $0.stages[0].touchpoints[0].services = ["visit"]
    },
    Fault("a phase that is not there", "FIELD_MALFORMED", touchpoint + ".phases[0]") {
      $0.stages[0].touchpoints[0].phases = ["chronic"]
    },
    Fault("a touchpoint twice", "DUPLICATE_ITEM", "stages[0].touchpoints[1].code") {
      $0.stages[0].touchpoints[1].code = "first_call"
    },
    Fault("a quality point of nothing", "FIELD_REQUIRED", "stages[1].quality_points[0].title") {
      $0.stages[1].qualityPoints[0].title = ""
    },
    Fault("a phase that follows itself", "FIELD_MALFORMED", "phases[0].next") {
      $0.phases[0].next = ["acute"]
    },
    Fault("phases that nobody enters", "FIELD_MALFORMED", "phases") {
      $0.phases[0].mayBegin = false
    },
    Fault("a service on no basis", "FIELD_REQUIRED", "services[0].basis") {
      $0.services[0].basis = .unspecified
    },
    Fault("a statutory service without its law", "FIELD_REQUIRED", "services[0].law") {
      $0.services[0].law = ""
    },
    Fault("a law without its article", "FIELD_REQUIRED", "services[0].article") {
      $0.services[0].article = ""
    },
    Fault("an extra service that claims a law", "FIELD_MALFORMED", "services[1].law") {
      $0.services[1].law = "산재법"
    },
    Fault("a service in no stage", "FIELD_MALFORMED", "services[3].stages[0]") {
      $0.services[3].stages = ["aftercare"]
    },
    Fault("benefits that reopen each other for ever", "FIELD_MALFORMED", "benefit_kinds[0].reopens")
    {
      $0.benefitKinds[1].reopens = ["average_wage"]
    },
    Fault("a benefit that reopens nothing", "FIELD_MALFORMED", "benefit_kinds[2].reopens[0]") {
      $0.benefitKinds[2].reopens = ["pension"]
    },
    Fault("a need twice", "DUPLICATE_ITEM", "needs[1].code") { $0.needs[1].code = "job" },
    Fault("reasons without words", "FIELD_REQUIRED", "stages[1].exit_reasons[0].title") {
      $0.stages[1].exitReasons[0].title = ""
    },
  ]

  private static let touchpoint = "stages[0].touchpoints[0]"

  @Test func refusals() throws {
    try withPCRM { pcrm in
      let document = try CaseTypeDocument(json: CaseWorld.care)
      for fault in Self.faults {
        let refusal = try pcrm.admin.casesRefusal("ApplyCaseTypes", ApplyCaseTypesRequest.self) {
          var broken = document
          fault.make(&broken.caseTypes[0])
          $0.document = broken
        }
        let item = "document.case_types[0]"
        let field = fault.field.isEmpty ? item : "\(item).\(fault.field)"
        #expect(refusal == Refusal(.invalidArgument, fault.reason, field), "\(fault.catches)")
      }
      let twice = try pcrm.admin.casesRefusal("ApplyCaseTypes", ApplyCaseTypesRequest.self) {
        $0.document = document
        $0.document?.caseTypes += document.caseTypes
      }
      #expect(
        twice == Refusal(.invalidArgument, "DUPLICATE_ITEM", "document.case_types[1].code"))
      for set in [{ _ in }, { $0.document = CaseTypeDocument() }]
        as [(inout ApplyCaseTypesRequest) -> Void]
      {
        let refusal = try pcrm.admin.casesRefusal(
          "ApplyCaseTypes", ApplyCaseTypesRequest.self, set)
        #expect(refusal?.reason == "FIELD_REQUIRED")
      }
      #expect(
        try pcrm.caller(as: .counsellor).casesRefusal(
          "ApplyCaseTypes", ApplyCaseTypesRequest.self
        ) { $0.document = document }?.reason == "PERMISSION_MISSING")
      #expect(try list(pcrm.admin) == [])
      #expect(
        try pcrm.admin.casesRefusal("GetCaseType", GetCaseTypeRequest.self)
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "code"))
      try pcrm.admin.apply(document)
      let missing = try pcrm.admin.casesRefusal("GetCaseType", GetCaseTypeRequest.self) {
        $0.code = "care"
        $0.version = 2
      }
      #expect(missing == Refusal(.notFound, "NOT_FOUND", "version"))
    }
  }

  /// "code version" of each type, through pages of one.
  private func list(
    _ caller: TestCaller, _ change: (inout ListCaseTypesRequest) -> Void = { _ in }
  ) throws -> [String] {
    var request = ListCaseTypesRequest()
    request.pageSize = 1
    change(&request)
    var found: [String] = []
    repeat {
      let page: ListCaseTypesResponse = try caller.call(
        "pcrm.v1.CaseService/ListCaseTypes", request)
      found += page.caseTypes.map { "\($0.code) \($0.version)" }
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }
}
