import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension SurveyResultService {
  @Sendable
  func exportAnswers(
    _ request: ExportAnswersRequest, _ caller: Caller
  ) throws(Status) -> AnswerExport {
    if request.waveID.isEmpty { throw .required("wave_id") }
    try Self.check(reason: request.reason)
    return AnswerExport(request, caller, context)
  }
}

/// An export under way: pages of answers, and the count at the end. Its memory is a page's, however many there are.
struct AnswerExport: PageSource {
  /// Answers a page: read in one short transaction.
  static let pageRows = 200
  /// The page also ends when it has so many bytes.
  static let pageBytes = 1 << 20

  private let request: ExportAnswersRequest
  private let caller: Caller
  private let context: PCRM.Context
  private var hasBegun = false
  private var place = SurveyAnswerID()
  private var sent: Int64 = 0

  init(_ request: ExportAnswersRequest, _ caller: Caller, _ context: PCRM.Context) {
    self.request = request
    self.caller = caller
    self.context = context
  }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<ExportAnswersResponse> {
    if !hasBegun {
      let (wave, _) = try reader.wave(request.waveID, "wave_id", caller)
      if wave.anonymous {
        throw .precondition(
          "WAVE_ANONYMOUS", "wave_id", "answers of an anonymous wave are told to nobody")
      }
      try writeDown("begun")
      hasBegun = true
    }
    var messages: [ExportAnswersResponse] = []
    var bytes = 0
    var visited = 0
    var last = place
    var isEnd = true
    try reader.each(
      SQL(
        built: """
          SELECT \(StoredSurveyAnswer.columns), a.id, c.home_office, c.case_worker, s.office
          FROM survey_answer a LEFT JOIN customer c ON c.id = a.customer
            LEFT JOIN staff s ON s.id = a.staff
          WHERE a.wave = $1 AND a.id > $2
            AND (a.state IN (2, 3) OR $3 = 1 AND a.state IN (4, 5))
          ORDER BY a.id
          """), [.id(request.waveID), .place(place), .bool(request.includeUncounted)]
    ) { (row) throws(Status) in
      if messages.count == Self.pageRows || bytes > Self.pageBytes
        || visited == Reader.walkRowsMax
      {
        isEnd = false
        return false
      }
      visited += 1
      last = row.id(8)
      let answer = try StoredSurveyAnswer(row).answer
      guard reaches(answer, row) else { return true }
      bytes += row.raw(0).count
      var message = ExportAnswersResponse()
      message.answer = answer
      messages.append(message)
      return true
    }
    place = last
    sent += Int64(messages.count)
    guard isEnd else { return StreamPage(messages, then: .more) }
    var ending = ExportAnswersResponse()
    var summary = AnswersSummary()
    summary.answers = sent
    ending.summary = summary
    try writeDown("ended, \(sent) answers")
    return StreamPage(messages + [ending], then: .end)
  }

  private func reaches(_ answer: SurveyAnswer, _ row: any Row) -> Bool {
    if !answer.customerID.isEmpty {
      return caller.reaches(answer.customerID, office: row.id(9), worker: row.id(10))
    }
    if answer.staffID.isEmpty { return true }
    return caller.reaches(office: row.id(11), worker: answer.staffID)
  }

  /// An export is written down before its first answer leaves, and with their number before its last.
  private func writeDown(_ what: String) throws(Status) {
    try context.writeDown(
      AuditLine(
        principal: caller.principal, method: SurveyResultService.name + "/ExportAnswers",
        peer: caller.address, reason: "wave \(request.waveID); \(request.reason); \(what)",
        read: FeedEntity.surveyAnswer))
  }
}
