import ProtobufCodec

extension Contract {
  static let surveyResultMessages: [any Message.Type] = [
    ScoreModel.self, ScoreMeasure.self, ScoreScale.self, CompositeIndex.self, ScoreDimension.self,
    ScoreItem.self, ResultFilter.self, WeightMargin.self, WeightTarget.self,
    ApplyScoreModelRequest.self, ApplyScoreModelResponse.self, GetScoreModelRequest.self,
    ListScoreModelsRequest.self, ListScoreModelsResponse.self, GetWaveResultsRequest.self,
    WaveResults.self, ScoreEstimate.self, MeasureResult.self, IndexResult.self,
    DimensionResult.self, QuestionResult.self, ValueCount.self, ResponseRates.self,
    WeightingReport.self, CrossTabulateRequest.self, CrossTable.self, CrossCell.self,
    GetTrendRequest.self, SurveyTrend.self, TrendPoint.self, ListDepartmentRatingsRequest.self,
    ListDepartmentRatingsResponse.self, DepartmentRating.self, CompareContinuityRequest.self,
    ContinuityComparison.self, ExportAnswersRequest.self, ExportAnswersResponse.self,
    AnswersSummary.self, ExportDepartmentRatingsRequest.self, DepartmentRatingsExport.self,
    ListTextsRequest.self, ListTextsResponse.self,
  ]

  static let surveyResultEnums: [any OpenEnum.Type] = [
    ScoreKind.self, ScoreConversion.self, ResultDimension.self,
  ]
}
