import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// What the tests of classification call and make, in few words.
extension TestCaller {
  private static let service = "pcrm.v1.ClassificationService/"

  func classification<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try call(Self.service + method, request)
  }

  @discardableResult
  func apply(
    _ scheme: ClassificationScheme, dryRun: Bool = false
  ) throws -> ApplySchemeResponse {
    var request = ApplySchemeRequest()
    request.scheme = scheme
    request.dryRun = dryRun
    return try classification("ApplyScheme", request)
  }

  @discardableResult
  func apply(_ weights: NeedWeights, dryRun: Bool = false) throws -> ApplyNeedWeightsResponse {
    var request = ApplyNeedWeightsRequest()
    request.weights = weights
    request.dryRun = dryRun
    return try classification("ApplyNeedWeights", request)
  }

  @discardableResult
  func apply(_ models: ServiceModels, dryRun: Bool = false) throws -> ApplyServiceModelsResponse {
    var request = ApplyServiceModelsRequest()
    request.models = models
    request.dryRun = dryRun
    return try classification("ApplyServiceModels", request)
  }

  @discardableResult
  func propose(
    _ id: CaseID, _ kind: ClassificationKind = .supportGroup, note: String = ""
  ) throws -> Classification {
    var request = ProposeClassificationRequest()
    request.caseID = id
    request.kind = kind
    request.note = note
    return try classification("ProposeClassification", request)
  }

  @discardableResult
  func signOff(_ id: ClassificationID, _ signOff: SignOff) throws -> Classification {
    var request = SignOffClassificationRequest()
    request.id = id
    request.signOff = signOff
    return try classification("SignOffClassification", request)
  }

  @discardableResult
  func override(
    _ id: CaseID, _ result: OverrideClassificationRequest.Result, until day: CivilDate,
    reason: String = "the family asked"
  ) throws -> Classification {
    try classification("OverrideClassification", overrideRequest(id, result, day, reason))
  }

  func overrideRequest(
    _ id: CaseID, _ result: OverrideClassificationRequest.Result?, _ day: CivilDate?,
    _ reason: String = "the family asked"
  ) -> OverrideClassificationRequest {
    var request = OverrideClassificationRequest()
    request.caseID = id
    request.result = result
    request.validTo = day
    request.reason = reason
    return request
  }

  @discardableResult
  func lift(_ id: CaseID, _ kind: ClassificationKind = .supportGroup) throws -> Classification {
    var request = LiftOverrideRequest()
    request.caseID = id
    request.kind = kind
    request.reason = "no longer needed"
    return try classification("LiftOverride", request)
  }

  func rerun(_ id: ClassificationID) throws -> RerunClassificationResponse {
    var request = RerunClassificationRequest()
    request.id = id
    return try classification("RerunClassification", request)
  }

  func classified(_ id: CaseID, at time: Timestamp? = nil) throws -> CaseClassification {
    var request = GetCaseClassificationRequest()
    request.caseID = id
    request.at = time
    return try classification("GetCaseClassification", request)
  }

  func decisions(
    _ id: CaseID, _ kind: ClassificationKind = .unspecified, size: Int32 = 0
  ) throws -> [Classification] {
    var request = ListClassificationsRequest()
    request.caseID = id
    request.kind = kind
    request.pageSize = size
    var all: [Classification] = []
    repeat {
      let page: ListClassificationsResponse = try classification("ListClassifications", request)
      all += page.classifications
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return all
  }

  func classificationEvents(
    _ id: CaseID, _ kind: ClassificationKind = .unspecified, size: Int32 = 0
  ) throws -> [ClassificationEvent] {
    var request = ListClassificationEventsRequest()
    request.caseID = id
    request.kind = kind
    request.pageSize = size
    var all: [ClassificationEvent] = []
    repeat {
      let page: ListClassificationEventsResponse = try classification(
        "ListClassificationEvents", request)
      all += page.events
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return all
  }

  func proposals(
    size: Int32 = 0, _ change: (inout ListClassificationProposalsRequest) -> Void = { _ in }
  ) throws -> [Classification] {
    var request = ListClassificationProposalsRequest()
    request.pageSize = size
    change(&request)
    var all: [Classification] = []
    repeat {
      let page: ListClassificationProposalsResponse = try classification(
        "ListClassificationProposals", request)
      all += page.classifications
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return all
  }

  func dueCases(
    size: Int32 = 0, _ change: (inout ListDueCasesRequest) -> Void = { _ in }
  ) throws -> [DueClassification] {
    var request = ListDueCasesRequest()
    request.pageSize = size
    change(&request)
    var all: [DueClassification] = []
    repeat {
      let page: ListDueCasesResponse = try classification("ListDueCases", request)
      all += page.due
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return all
  }

  func preview(
    _ scheme: ClassificationScheme, _ change: (inout PreviewSchemeRequest) -> Void = { _ in }
  ) throws -> PreviewSchemeResponse {
    var request = PreviewSchemeRequest()
    request.scheme = scheme
    request.budgetMs = 20_000
    change(&request)
    return try classification("PreviewScheme", request)
  }

  func moves(_ scheme: ClassificationScheme, size: Int32 = 0) throws -> [SchemeMove] {
    var request = ListSchemeMovesRequest()
    request.scheme = scheme
    request.pageSize = size
    var all: [SchemeMove] = []
    repeat {
      let page: ListSchemeMovesResponse = try classification("ListSchemeMoves", request)
      all += page.moves
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return all
  }

  func openedCase(_ id: CaseID) throws -> Case {
    var request = GetCaseRequest()
    request.id = id
    return try call("pcrm.v1.CaseService/GetCase", request)
  }

  func change(_ id: CaseID, _ change: (inout Case) -> Void, mask: [String]) throws {
    var request = UpdateCaseRequest()
    var patch = Case()
    patch.id = id
    change(&patch)
    request.case = patch
    request.updateMask = FieldMask(paths: mask)
    let _: Case = try call("pcrm.v1.CaseService/UpdateCase", request)
  }

  func setSeverity(_ id: CaseID, _ grade: Int32) throws {
    var request = SetCaseSeverityRequest()
    request.id = id
    request.severity = .ais(grade)
    request.reason = "second examination"
    let _: Case = try call("pcrm.v1.CaseService/SetCaseSeverity", request)
  }

  func close(_ id: CaseID) throws {
    var request = CloseCaseRequest()
    request.id = id
    request.reason = "over"
    let _: CasePlan = try call("pcrm.v1.CaseService/CloseCase", request)
  }

  func recordNeeds(_ id: CaseID, _ needs: [String]) throws {
    var request = RecordNeedsRequest()
    request.caseID = id
    request.needs = needs
    let _: NeedRecord = try call("pcrm.v1.CaseService/RecordNeeds", request)
  }
}

/// An agency of two offices with a team each, and the case type "injury".
struct Agency {
  let fixture: PCRMFixture
  let runner: JobRunner
  /// Seoul and Daegu, with codes.
  let offices: [UnitID]
  let teams: [UnitID]
  /// Two of each team.
  let staff: [[StaffID]]

  init(_ fixture: PCRMFixture) throws {
    self.fixture = fixture
    let admin = fixture.admin
    var offices: [UnitID] = []
    var teams: [UnitID] = []
    var staff: [[StaffID]] = []
    for (name, code) in [("서울지사", "SEOUL"), ("대구지사", "DAEGU")] {
      let office = try admin.createUnit(name, code: code).id
      let team = try admin.createUnit("\(name) 팀", kind: .team, under: office).id
      offices.append(office)
      teams.append(team)
      staff.append(
        try ["이영희", "박철수"].map { name in
          var request = CreateStaffRequest()
          var member = Staff()
          member.name = name
          member.officeID = office
          member.teamID = team
          request.staff = member
          return try admin.call("pcrm.v1.OrganisationService/CreateStaff", request, as: Staff.self)
            .id
        })
    }
    self.offices = offices
    self.teams = teams
    self.staff = staff
    var request = ApplyCaseTypesRequest()
    request.document = CaseTypeDocument()
    request.document?.caseTypes = [.injury]
    let _: ApplyCaseTypesResponse = try admin.call("pcrm.v1.CaseService/ApplyCaseTypes", request)
    runner = JobRunner(database: fixture.database, clock: fixture.clock) { print("timer: \($0)") }
    PCRM.handleTimers(runner)
  }

  var admin: TestCaller { fixture.admin }

  /// Today in Seoul, and days from it.
  func day(_ distance: Int = 0) -> CivilDate {
    let today = CivilDate(fixture.clock.now(), offset: 9 * 3600)
    return CivilDate(daysSince1970: today.daysSince1970 + distance)
  }

  /// Lets days pass, one at a time, and does what is due on each.
  func pass(days: Int) {
    for _ in 0..<days {
      fixture.clock.advance(seconds: 86_400)
      runTimers()
    }
  }

  func runTimers() {
    while runner.runRound() > 0 {}
  }

  /// A new case of a new customer.
  func open(
    office: Int = 0, tags: [String] = [], _ change: (inout Case) -> Void = { _ in }
  ) throws -> CaseID {
    let customer = try admin.create(
      Customer.person().with {
        $0.homeOfficeID = offices[office]
        $0.tags = tags
      })
    var request = OpenCaseRequest()
    var draft = Case()
    draft.customerID = customer.id
    draft.type = "injury"
    change(&draft)
    request.case = draft
    let plan: CasePlan = try admin.call("pcrm.v1.CaseService/OpenCase", request)
    return plan.case?.id ?? CaseID()
  }

  /// The record of a meeting of a team's two members.
  func meeting(_ team: Int = 0, dissenting: Int = 0) -> SignOff {
    var signOff = SignOff()
    signOff.teamID = teams[team]
    signOff.day = day()
    signOff.note = "weekly meeting"
    signOff.members = staff[team].enumerated().map { index, id in
      var member = SignOffMember()
      member.staffID = id
      member.dissents = index < dissenting
      member.remark = index < dissenting ? "the wound heals quickly" : ""
      return member
    }
    return signOff
  }
}

extension CaseType {
  static let injury: CaseType = {
    var type = CaseType()
    type.code = "injury"
    type.title = "산재"
    type.numberSeries = NumberSeries()
    type.numberSeries?.prefix = "INJ"
    type.numberSeries?.digits = 6
    type.severitySchemes = [.ais, .aaam]
    var stage = CaseStage()
    stage.code = "care"
    stage.title = "요양"
    stage.mayBegin = true
    stage.mayClose = true
    type.stages = [stage]
    type.needs = ["livelihood", "nursing", "paperwork"].map {
      var need = CodeTitle()
      need.code = $0
      need.title = $0
      return need
    }
    return type
  }()
}

extension Severity {
  static func ais(_ grade: Int32) -> Severity {
    var severity = Severity()
    severity.scheme = .ais
    severity.grade = grade
    return severity
  }
}

extension ClassificationOutcome {
  static func group(_ group: SupportGroup, atOnce: Bool = false) -> ClassificationOutcome {
    var outcome = ClassificationOutcome()
    outcome.supportGroup = group
    outcome.reasonKo = "지원군 규칙"
    outcome.reasonEn = "by the rule of groups"
    outcome.effectiveAtOnce = atOnce
    return outcome
  }

  static func level(_ level: ManagementLevel, atOnce: Bool = false) -> ClassificationOutcome {
    var outcome = ClassificationOutcome()
    outcome.managementLevel = level
    outcome.reasonKo = "관리 수준 규칙"
    outcome.reasonEn = "by the rule of levels"
    outcome.effectiveAtOnce = atOnce
    return outcome
  }
}

extension ClassificationRule {
  init(_ code: String, _ condition: String, _ outcome: ClassificationOutcome) {
    self.init()
    self.code = code
    self.condition = condition
    self.outcome = outcome
  }
}

extension SchemeParameter {
  init(_ name: String, _ value: Int64) {
    self.init()
    self.name = name
    self.value = value
  }
}

extension ClassificationScheme {
  /// Support groups as outreach began with: newly approved, certain diseases or a year of care, selected, general.
  static let supportGroups: ClassificationScheme = {
    var scheme = ClassificationScheme()
    scheme.name = "support-groups"
    scheme.kind = .supportGroup
    scheme.validFrom = CivilDate(2005, 10, 1)
    scheme.caseTypes = ["injury"]
    scheme.signOff = SignOffRule()
    scheme.signOff?.membersMin = 2
    scheme.reclassification = .propose
    scheme.parameters = [
      SchemeParameter("priority_days", 90), SchemeParameter("long_care_days", 365),
    ]
    var spinal = DiseaseGroup()
    spinal.code = "spinal"
    spinal.prefixes = ["M54", "S32"]
    scheme.diseaseGroups = [spinal]
    scheme.rules = [
      ClassificationRule(
        "newly-approved",
        """
        case.approval_kind in ["new", "reapproval"]
          && days_since(case.approved_at) < param.priority_days
        """, .group(.priority)),
      ClassificationRule("disease", #""spinal" in case.disease_groups"#, .group(.intensive)),
      ClassificationRule(
        "long-care", "days_since(case.care_since) >= param.long_care_days", .group(.intensive)),
      ClassificationRule("selected", #""selected" in tags"#, .group(.parallel)),
    ]
    scheme.otherwise = .group(.general, atOnce: true)
    return scheme
  }()

  /// Management levels as tailored service began with: by AIS severity, with the cut-off as data.
  static let managementLevels: ClassificationScheme = {
    var scheme = ClassificationScheme()
    scheme.name = "management-levels"
    scheme.kind = .managementLevel
    scheme.validFrom = CivilDate(2009, 4, 1)
    scheme.caseTypes = ["injury"]
    scheme.signOff = SignOffRule()
    scheme.reclassification = .markDue
    scheme.appliesWhen = "has(case.severity_grade)"
    scheme.parameters = [SchemeParameter("ais_cut_off", 3)]
    scheme.rules = [
      ClassificationRule(
        "severe", #"case.severity_scheme == "ais" && case.severity_grade >= param.ais_cut_off"#,
        .level(.intensive))
    ]
    scheme.otherwise = .level(.general)
    return scheme
  }()

  func with(_ change: (inout ClassificationScheme) -> Void) -> ClassificationScheme {
    var copy = self
    change(&copy)
    return copy
  }
}

extension ServiceModels {
  /// The three models of the agency; each switch is (office code, first day, model).
  init(_ switches: [(String, CivilDate, String)]) {
    self.init()
    models = ["office", "outreach", "tailored"].map { code in
      var model = ServiceModel()
      model.code = code
      return model
    }
    self.switches = switches.map { office, day, model in
      var change = ServiceModelSwitch()
      change.office = office
      change.validFrom = day
      change.serviceModel = model
      return change
    }
  }
}

extension NeedWeights {
  /// Each kind is (code, weight × 1,000, condition).
  init(_ kinds: [(String, Int64, String)], from day: CivilDate = CivilDate(2010, 1, 1)) {
    self.init()
    validFrom = day
    self.kinds = kinds.map { code, weight, condition in
      var kind = NeedKind()
      kind.code = code
      kind.weight = weight
      kind.condition = condition
      return kind
    }
  }
}
