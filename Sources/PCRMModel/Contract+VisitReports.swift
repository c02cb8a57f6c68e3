import ProtobufCodec

extension Contract {
  static let visitReportMessages: [any Message.Type] = [
    VisitReport.self, ContactPart.self, ConditionPart.self, PapersPart.self, GuidedPaper.self,
    SupportPart.self, QuestionsPart.self, CustomerQuestion.self, AdoptionPart.self,
    CustomerRemark.self, Gift.self, SupportRequest.self, Paperwork.self, FollowUp.self,
    Hardship.self, VisitTask.self, CallBackResult.self, VisitRules.self, ReportRules.self,
    ReportRequirement.self, NextTryRule.self, NextTryStep.self, TimeBand.self, QualityFormula.self,
    PartWeight.self, CallBackRule.self, VisitQuality.self, PartCount.self, FileReportRequest.self,
    FileReportResponse.self, AmendReportRequest.self, GetReportRequest.self,
    GetRequiredPartsRequest.self, GetRequiredPartsResponse.self, ListReportsRequest.self,
    ListReportsResponse.self, ListReportVersionsRequest.self, ListReportVersionsResponse.self,
    ListHardshipsRequest.self, ListHardshipsResponse.self, RecordResourceRequest.self,
    TellHardshipRequest.self, ListVisitTasksRequest.self, ListVisitTasksResponse.self,
    CompleteVisitTaskRequest.self, DropVisitTaskRequest.self, RecordCallBackRequest.self,
    GetVisitQualityRequest.self, GetVisitQualityResponse.self, ApplyVisitRulesRequest.self,
    ApplyVisitRulesResponse.self, GetVisitRulesRequest.self,
  ]

  static let visitReportEnums: [any OpenEnum.Type] = [
    PetitionResult.self, ReportPart.self, PaperStep.self, SupportKind.self, RemarkKind.self,
    HardshipState.self, VisitTaskKind.self, VisitTaskState.self, VisitRuleKind.self,
  ]
}
