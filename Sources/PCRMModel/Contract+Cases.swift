import ProtobufCodec

extension Contract {
  static let caseMessages: [any Message.Type] = [
    CaseTypeDocument.self, CaseType.self, CodeTitle.self, NumberSeries.self, CaseStage.self,
    CaseTransition.self, CasePhase.self, TouchpointRule.self, QualityPoint.self,
    ServiceKind.self, BenefitKind.self, Case.self, Severity.self, MedicalOpinion.self,
    AfterEffectCard.self, Touchpoint.self, CaseEvent.self, NeedRecord.self, QualityCheck.self,
    Benefit.self, ApplyCaseTypesRequest.self, ApplyCaseTypesResponse.self,
    CaseTypeVersion.self, GetCaseTypeRequest.self, ListCaseTypesRequest.self,
    ListCaseTypesResponse.self, OpenCaseRequest.self, CasePlan.self, GetCaseRequest.self,
    ListCasesRequest.self, ListCasesResponse.self, UpdateCaseRequest.self,
    AdvanceCaseRequest.self, SetCasePhaseRequest.self, SetCaseSeverityRequest.self,
    SuspendCaseRequest.self, ResumeCaseRequest.self, CloseCaseRequest.self,
    ReopenCaseRequest.self, MigrateCaseRequest.self, RecordTouchpointRequest.self,
    RecordTouchpointResponse.self, ListTouchpointsRequest.self, ListTouchpointsResponse.self,
    GetServiceSharesRequest.self, GetServiceSharesResponse.self, ServiceCount.self,
    RecordNeedsRequest.self, ListNeedsRequest.self, ListNeedsResponse.self,
    CheckQualityPointRequest.self, ListQualityPointsRequest.self,
    ListQualityPointsResponse.self, DecideBenefitRequest.self, DecideBenefitResponse.self,
    ListBenefitsRequest.self, ListBenefitsResponse.self, ListCaseEventsRequest.self,
    ListCaseEventsResponse.self,
  ]

  static let caseEnums: [any OpenEnum.Type] = [
    ServiceBasis.self, CaseStatus.self, SeverityScheme.self, SupportGroup.self,
    ManagementLevel.self, ApprovalKind.self, TouchpointState.self, DropCause.self,
    StateRating.self, CaseEventKind.self, QualityResult.self, BenefitState.self,
  ]
}
