import ProtobufCodec

extension Contract {
  static let questionnaireMessages: [any Message.Type] = [
    Questionnaire.self, LocalText.self, FormText.self, LocalMedia.self, FormItem.self,
    ChoiceLimits.self, ScaleRange.self, GridRow.self, FormParameter.self, ChoiceList.self,
    FormChoice.self, Answers.self, AnswerValue.self, ChosenValues.self, FormPoint.self,
    FormPoints.self, DroppedAnswer.self, AnswerProblem.self,
  ]

  static let questionnaireEnums: [any OpenEnum.Type] = [
    FormMediaKind.self, FormItemType.self, FormMetadata.self, DropReason.self,
    AnswerProblemKind.self,
  ]
}
