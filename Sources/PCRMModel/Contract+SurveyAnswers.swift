import ProtobufCodec

extension Contract {
  static let surveyAnswerMessages: [any Message.Type] = [
    SurveyAnswer.self, AnswerSheet.self, SubmitAnswerRequest.self, SubmitAnswerResponse.self,
    SubmittedAnswer.self, SubmitAnonymousAnswerRequest.self, SubmitAnonymousAnswerResponse.self,
    GetDraftRequest.self, GetDraftResponse.self, ReviewAnswerRequest.self, AnswerReview.self,
    GetAnswerRequest.self, ListAnswersRequest.self, ListAnswersResponse.self,
  ]

  static let surveyAnswerEnums: [any OpenEnum.Type] = [
    SurveyAnswerState.self, AnswerMode.self, AnswerFlag.self,
  ]
}
