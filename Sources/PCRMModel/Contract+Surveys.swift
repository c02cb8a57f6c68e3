import ProtobufCodec

extension Contract {
  static let surveyMessages: [any Message.Type] = [
    Survey.self, SurveyWave.self, SurveyText.self, SamplePlan.self, StratumDeviation.self,
    SurveyQuota.self, SurveyFrame.self, SurveyExclusion.self, SurveyStratum.self, SampleMember.self,
    Invitation.self, InvitationCounts.self, SurveyTrigger.self, OutboxMessage.self,
    SurveyPolicy.self, PutQuestionnaireRequest.self, QuestionRename.self,
    PutQuestionnaireResponse.self, GetQuestionnaireRequest.self, ListQuestionnairesRequest.self,
    ListQuestionnairesResponse.self, ListQuestionnaireVersionsRequest.self,
    ListQuestionnaireVersionsResponse.self, QuestionnaireInfo.self, MapQuestionnaireRequest.self,
    MapQuestionnaireResponse.self, QuestionMapping.self, CreateSurveyRequest.self,
    GetSurveyRequest.self, ListSurveysRequest.self, ListSurveysResponse.self,
    UpdateSurveyRequest.self, CreateWaveRequest.self, GetWaveRequest.self, ListWavesRequest.self,
    ListWavesResponse.self, UpdateWaveRequest.self, FreezeFrameRequest.self, ListSampleRequest.self,
    ListSampleResponse.self, OpenWaveRequest.self, CloseWaveRequest.self,
    CreateInvitationRequest.self, CreateInvitationResponse.self, ListInvitationsRequest.self,
    ListInvitationsResponse.self, WithdrawInvitationRequest.self, OpenInvitationRequest.self,
    OpenInvitationResponse.self, OptOutRequest.self, OptOutResponse.self, RecordBounceRequest.self,
    CreateTriggerRequest.self, ListTriggersRequest.self, ListTriggersResponse.self,
    UpdateTriggerRequest.self, ApplySurveyPolicyRequest.self, ApplySurveyPolicyResponse.self,
    GetSurveyPolicyRequest.self, ListOutboxMessagesRequest.self, ListOutboxMessagesResponse.self,
    RetryOutboxMessageRequest.self,
  ]

  static let surveyEnums: [any OpenEnum.Type] = [
    SurveyMode.self, SurveyWaveState.self, SampleMethod.self, StratifyBy.self,
    SurveyFrameState.self, InvitationState.self, SurveyEvent.self, OutboxKind.self,
    OutboxState.self,
  ]
}
