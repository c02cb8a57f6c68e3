import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores
import Surveys

extension SurveyResultService {
  static let textsMax: Int32 = 1000

  @Sendable
  func listTexts(
    _ request: ListTextsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListTextsResponse {
    try TextRules.checkRequired(request.question, "question", max: 600)
    try Self.check(reason: request.reason)
    if !(0...Self.textsMax).contains(request.textsMax) {
      throw .outOfRange("texts_max", min: 0, max: Int64(Self.textsMax))
    }
    let groups = try reader.resultGroups([request.waveID], "wave_id", request.filter, caller)
    guard let wave = groups.waves.first else { throw .internalError }
    let form = try FormCache.shared.form(of: wave, reader).form
    guard form.item(at: request.question)?.type == .text else {
      throw .notFound("question", "the questionnaire has no question of this path for a text")
    }
    let most = request.textsMax == 0 ? 100 : Int(request.textsMax)
    var texts = WrittenTexts(wave.id, request.question, most: most)
    try reader.read(&texts, of: groups, wave)
    let least = max(groups.rule.textMin, groups.rule.groupMin)
    var response = ListTextsResponse()
    response.minTextGroup = Int32(least)
    guard groups.rule.showsText(of: texts.count) else {
      response.hidden = true
      return response
    }
    let found = texts
    var filter = groups.filter
    filter.values[ToldGroups.textDimension] = [request.question]
    let told = filter
    _ = try context.tell([told], of: groups, to: caller) { (earlier) throws(Status) in
      try earlier.check(found, told, least: least)
    }
    try writeDown(
      "ListTexts", "wave \(wave.id), question \(request.question); \(request.reason)", caller)
    var chance = SystemRandomNumberGenerator()
    response.texts = texts.texts.shuffled(using: &chance)
    response.written = texts.written
    return response
  }

  /// A download has a reason that can be read again.
  static func check(reason: String) throws(Status) {
    try TextRules.checkRequired(reason, "reason", max: 500)
    if reason.unicodeScalars.count < 5 {
      throw .malformed("reason", "a sentence of 5 to 500 characters")
    }
  }

  /// Writes down what leaves the system, before it does.
  func writeDown(_ method: String, _ reason: String, _ caller: Caller) throws(Status) {
    try context.writeDown(
      AuditLine(
        principal: caller.principal, method: "\(Self.name)/\(method)", peer: caller.address,
        reason: reason, read: FeedEntity.surveyAnswer))
  }
}
