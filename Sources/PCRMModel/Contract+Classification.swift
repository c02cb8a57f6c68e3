import PCRMCore
import ProtobufCodec

extension Contract {
  static let classificationMessages: [any Message.Type] = [
    ClassificationScheme.self, SignOffRule.self, SchemeParameter.self, DiseaseGroup.self,
    ClassificationRule.self, ClassificationOutcome.self, Classification.self, SignOff.self,
    SignOffMember.self, ClassificationInput.self, InputValue.self, InputList.self,
    InputRecords.self, InputRecord.self, ClassificationTrace.self, ClassificationEvent.self,
    CaseClassification.self, KindClassification.self, DueClassification.self, NeedWeights.self,
    NeedKind.self, NeedPart.self, ServiceModels.self, ServiceModel.self, ServiceModelSwitch.self,
    ApplySchemeRequest.self, ApplySchemeResponse.self, GetSchemeRequest.self,
    ListSchemesRequest.self, ListSchemesResponse.self, PreviewSchemeRequest.self,
    PreviewSchemeResponse.self, SchemeMoveCount.self, SchemeMove.self, ListSchemeMovesRequest.self,
    ListSchemeMovesResponse.self, ApplyNeedWeightsRequest.self, ApplyNeedWeightsResponse.self,
    GetNeedWeightsRequest.self, ApplyServiceModelsRequest.self, ApplyServiceModelsResponse.self,
    GetServiceModelsRequest.self, GetServiceModelRequest.self, GetServiceModelResponse.self,
    CompareServiceModelsRequest.self, CompareServiceModelsResponse.self, ServiceModelCount.self,
    SupportGroupCount.self, ManagementLevelCount.self, ProposeClassificationRequest.self,
    SignOffClassificationRequest.self, OverrideClassificationRequest.self, LiftOverrideRequest.self,
    RerunClassificationRequest.self, RerunClassificationResponse.self,
    GetClassificationRequest.self, GetCaseClassificationRequest.self,
    ListClassificationsRequest.self, ListClassificationsResponse.self,
    ListClassificationEventsRequest.self, ListClassificationEventsResponse.self,
    ListClassificationProposalsRequest.self, ListClassificationProposalsResponse.self,
    ListDueCasesRequest.self, ListDueCasesResponse.self,
  ]

  static let classificationEnums: [any OpenEnum.Type] = [
    ClassificationKind.self, Reclassification.self, ClassificationState.self,
    ClassificationOrigin.self, ClassificationTruth.self, ClassificationEventKind.self,
  ]
}
