import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension SurveyResultService {
  @Sendable
  func applyScoreModel(
    _ request: ApplyScoreModelRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyScoreModelResponse {
    guard var model = request.model else { throw .required("model") }
    try model.check()
    try caller.checkWhole("model")
    let newest = try writer.reader.scoreModel(model.name)
    try Status.check(version: model.version, stored: newest?.version ?? 0)
    var response = ApplyScoreModelResponse()
    response.changes = ConfigDiff.changes(
      of: model.name, from: newest?.content, to: model.content)
    response.version = newest?.version ?? 0
    if request.dryRun || newest?.content == model.content { return response }
    model.version = response.version + 1
    try writer.insert(model, by: caller)
    response.version = model.version
    return response
  }

  @Sendable
  func scoreModel(
    _ request: GetScoreModelRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ScoreModel {
    if request.name.isEmpty { throw .required("name") }
    guard try reader.scoreModel(request.name) != nil else {
      throw .notFound("name", "there is no score model of this name")
    }
    guard let model = try reader.scoreModel(request.name, version: request.version) else {
      throw .notFound("version", "the score model has no such version")
    }
    return model
  }

  @Sendable
  func listScoreModels(
    _ request: ListScoreModelsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListScoreModelsResponse {
    let rows = try reader.scoreModels(try context.pages.page(request, caller))
    var response = ListScoreModelsResponse()
    response.models = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Reader {
  /// Fixes the version of the survey's score model that a wave is counted by, when it is opened.
  func fixScoreModel(of wave: inout SurveyWave, _ survey: Survey) throws(Status) {
    if survey.scoreModel.isEmpty {
      wave.scoreModelVersion = 0
      return
    }
    let model = try scoreModel(survey.scoreModel, version: Int64(wave.scoreModelVersion))
    guard let model else {
      throw .referenceMissing("score_model_version", "version of the survey's score model")
    }
    wave.scoreModelVersion = Int32(truncatingIfNeeded: model.version)
  }
}
