import PCRMCore
public import PCRMModel
import ProtobufCodec
import RPC
import Storage

/// The documents by which a sample's cases are made and served: applied as the services apply them.
public struct SamplePresets: Sendable {
  public var caseTypes: [CaseTypeDocument] = []
  public var segments: [SegmentDefinition] = []
  public var needWeights: NeedWeights?
  public var serviceModels: ServiceModels?
  public var schemes: [ClassificationScheme] = []
  public var dutyMatrix: DutyMatrix?
  public var authority: AuthorityLimits?
  public var qualifications: QualificationRules?
  public var loadWeights: LoadWeights?
  public var staffing: StaffingAssumptions?
  public var visitPlans: [VisitPlanDocument] = []
  public var visitRules: VisitRules?

  /// None.
  public init() {}

  /// Who applies documents and records cases in a sample: nobody who could call.
  static let caller = Caller(
    principal: PrincipalID(high: 0x018c_c251_f400_7000, low: 0x8000_5a6d_7065_0001),
    permissions: .all, scope: .all)

  /// Applies everything; what is there already changes nothing.
  func apply(_ writer: inout Writer, teamCodes: [String: [String]]) throws(Status) {
    let context = PCRM.Context(
      pages: PageTokens(secret: []), state: ServerState(), descriptors: [], version: "",
      startTime: Timestamp())
    for document in caseTypes {
      var request = ApplyCaseTypesRequest()
      request.document = document
      _ = try CaseService(context: context).applyCaseTypes(request, Self.caller, &writer)
    }
    try applySegments(context, &writer)
    try applyClassification(ClassificationService(context: context), &writer)
    try applyVisits(context, &writer)
    if var dutyMatrix {
      for place in dutyMatrix.teams.indices {
        dutyMatrix.teams[place].unitCodes += teamCodes[dutyMatrix.teams[place].code] ?? []
      }
      var request = ApplyDutyMatrixRequest()
      request.matrix = dutyMatrix
      _ = try AssignmentService(context: context).applyMatrix(request, Self.caller, &writer)
    }
    if let authority {
      var request = ApplyAuthorityLimitsRequest()
      request.limits = authority
      _ = try AssignmentService(context: context).applyAuthority(request, Self.caller, &writer)
    }
    if let qualifications {
      var request = ApplyQualificationRulesRequest()
      request.rules = qualifications
      _ = try AssignmentService(context: context).applyQualification(
        request, Self.caller, &writer)
    }
    if let loadWeights {
      var request = ApplyLoadWeightsRequest()
      request.weights = loadWeights
      _ = try ProgrammeService(context: context).applyLoadWeights(request, Self.caller, &writer)
    }
    if let staffing {
      var request = ApplyStaffingAssumptionsRequest()
      request.assumptions = staffing
      _ = try ProgrammeService(context: context).applyStaffingAssumptions(
        request, Self.caller, &writer)
    }
  }

  private func applyVisits(
    _ context: PCRM.Context, _ writer: inout Writer
  ) throws(Status) {
    if let visitRules {
      var request = ApplyVisitRulesRequest()
      request.rules = visitRules
      _ = try VisitReportService(context: context).applyVisitRules(request, Self.caller, &writer)
    }
    for document in visitPlans {
      var request = ApplyVisitPlansRequest()
      request.document = document.began(daysAgo: 14, writer.now)
      _ = try VisitPlanService(context: context).applyVisitPlans(request, Self.caller, &writer)
    }
  }

  private func applySegments(
    _ context: PCRM.Context, _ writer: inout Writer
  ) throws(Status) {
    if segments.isEmpty { return }
    var request = ApplySegmentsRequest()
    request.segments = segments
    _ = try SegmentService(context: context).applySegments(request, Self.caller, &writer)
  }

  private func applyClassification(
    _ service: ClassificationService, _ writer: inout Writer
  ) throws(Status) {
    if let needWeights {
      var request = ApplyNeedWeightsRequest()
      request.weights = needWeights
      _ = try service.applyNeedWeights(request, Self.caller, &writer)
    }
    if let serviceModels {
      var request = ApplyServiceModelsRequest()
      request.models = serviceModels
      _ = try service.applyServiceModels(request, Self.caller, &writer)
    }
    for scheme in schemes {
      var request = ApplySchemeRequest()
      request.scheme = scheme
      _ = try service.applyScheme(request, Self.caller, &writer)
    }
  }
}

extension VisitPlanDocument {
  /// The plans as if they had held for some days: then there is something to do from the first night on.
  fileprivate func began(daysAgo days: Int64, _ now: Timestamp) -> VisitPlanDocument {
    var document = self
    for place in visitPlans.indices where visitPlans[place].startDate == nil {
      document.visitPlans[place].startDate = BusinessDay.today(now.adding(seconds: -days * 86_400))
    }
    return document
  }
}
