import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What leaves the system: the server writes down who took it, and why.
extension SurveyResults {
  /// Draws the ratings, and writes them for those who appraise departments.
  func handOver(
    _ survey: Survey, _ wave: SurveyWave, to path: String, _ page: SurveyResultPage,
    _ server: Server
  ) async throws {
    var request = ExportDepartmentRatingsRequest()
    request.waveID = wave.id
    request.measure = measure
    request.reason = reason ?? ""
    let export: DepartmentRatingsExport = try await server.call(
      "\(Self.service)/ExportDepartmentRatings", request)
    let answer = export.ratings ?? ListDepartmentRatingsResponse()
    let text = RatingsFile.text(export)
    // Spreadsheets take a file for the machine's own encoding unless it begins with this mark.
    var bytes: [UInt8] = [0xef, 0xbb, 0xbf] + Array(text.utf8)
    if TextEncoding(name: encoding) == .cp949 {
      guard let korean = TextEncoding.cp949.bytes(text) else {
        throw CommandFailure.usage("\(path): the ratings have letters that CP949 does not")
      }
      bytes = korean
    }
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandFailure.usage("\(path): cannot be written")
    }
    let model = await model(survey, answer.scoreModelVersion, server)
    try await show(answer, [page.ratings(answer, wave, model)], server)
  }

  func show(
    texts question: String, _ wave: SurveyWave, _ filter: ResultFilter?, _ server: Server
  ) async throws {
    var request = ListTextsRequest()
    request.waveID = wave.id
    request.question = question
    request.filter = filter
    request.reason = reason ?? ""
    request.textsMax = 1000
    let answer: ListTextsResponse = try await server.call("\(Self.service)/ListTexts", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    if answer.hidden {
      Console.note(
        Language.current(
          "Fewer than \(answer.minTextGroup) wrote something: nothing is told.",
          "글을 쓴 사람이 \(answer.minTextGroup)명보다 적어 보여 주지 않습니다."))
    }
    for text in answer.texts { try Console.print(DisplayWidth.harmless(text)) }
    if answer.written > Int64(answer.texts.count) {
      Console.note(
        Language.current(
          "\(answer.texts.count) of \(answer.written), chosen by chance.",
          "\(answer.written)건 중 \(answer.texts.count)건을 무작위로 골랐습니다."))
    }
  }
}
