import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// What comes of surveys: scores, tables, trends, ratings of departments, and the models by which answers are counted.
struct SurveyResultService {
  static let name = "pcrm.v1.SurveyResultService"

  let context: PCRM.Context

  var service: Service { Service(Self.name, models + results) }

  private var models: [Method] {
    [
      .write("ApplyScoreModel", .editSurveys, applyScoreModel, subjects: .nobody),
      .read("GetScoreModel", .viewSurveyResults, scoreModel, subjects: .nobody),
      .scan("ListScoreModels", .viewSurveyResults, listScoreModels, subjects: .nobody),
    ]
  }

  private var results: [Method] {
    [
      .scan("GetWaveResults", .viewSurveyResults, waveResults, subjects: .nobody),
      .scan("CrossTabulate", .viewSurveyResults, crossTabulate, subjects: .nobody),
      .scan("GetTrend", .viewSurveyResults, trend, subjects: .nobody),
      .scan(
        "ListDepartmentRatings", .viewSurveyResults, listDepartmentRatings, subjects: .nobody),
      .scan(
        "ExportDepartmentRatings", .viewSurveyResults, exportDepartmentRatings,
        subjects: .nobody),
      .scan("ListTexts", .viewSurveyAnswers, listTexts, subjects: .nobody),
      .scan("CompareContinuity", .viewSurveyResults, compareContinuity, subjects: .nobody),
      .stream(
        "ExportAnswers", .viewSurveyAnswers, exportAnswers,
        subjects: .of { [$0.answer?.customerID ?? CustomerID()].filter { !$0.isEmpty } }),
    ]
  }
}

extension ApplyScoreModelRequest: WriteRequest {}
extension ListScoreModelsRequest: ListRequest {}
