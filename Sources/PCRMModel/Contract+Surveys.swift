import ProtobufCodec

extension Contract {
  static let surveyMessages: [any Message.Type] = [
    Survey.self, SurveyWave.self, SurveyText.self, SamplePlan.self, StratumDeviation.self,
    SurveyQuota.self, SurveyFrame.self, SurveyExclusion.self, SurveyStratum.self, SampleMember.self,
    Invitation.self, InvitationCounts.self, SurveyTrigger.self, OutboxMessage.self,
    SurveyPolicy.self,
  ]

  static let surveyEnums: [any OpenEnum.Type] = [
    SurveyMode.self, SurveyWaveState.self, SampleMethod.self, StratifyBy.self,
    SurveyFrameState.self, InvitationState.self, SurveyEvent.self, OutboxKind.self,
    OutboxState.self,
  ]
}
