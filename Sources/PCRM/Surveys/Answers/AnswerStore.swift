import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// An answer as it is stored: what was handed in, and what was found of it since.
struct StoredSurveyAnswer {
  var answer: SurveyAnswer
  /// Hash of the sheet that was handed in.
  var payload: [UInt8]

  static let columns = """
    a.document, a.version, a.state, a.review, a.reviewed_at, a.chain_number, a.payload,
    (SELECT l.hash FROM survey_link l WHERE l.wave = a.wave AND l.number = a.chain_number)
    """

  init(_ row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      answer = try SurveyAnswer(binary: row.raw(0))
      if !row.isNull(3) {
        let review = try AnswerReview(binary: row.raw(3))
        answer.rejectReason = review.reason
        answer.reviewedBy = review.reviewedBy
      }
    } catch {
      throw .internalError
    }
    answer.version = row.integer(1)
    answer.state = row.enumeration(2)
    answer.reviewTime = row.timeOrNil(4)
    answer.chainNumber = row.integer(5)
    payload = row.bytes(6)
    if !row.isNull(7) { answer.chainHash = AnswerChain.text(row.bytes(7)) }
  }
}

extension Reader {
  func surveyAnswer(_ id: SurveyAnswerID) throws(Status) -> StoredSurveyAnswer? {
    try first(
      SQL(built: "SELECT \(StoredSurveyAnswer.columns) FROM survey_answer a WHERE a.id = $1"),
      .id(id)
    ) { (row) throws(Status) in try StoredSurveyAnswer(row) }
  }

  /// One page of the answers of a wave, of those within the caller's reach.
  func surveyAnswers(
    _ request: ListAnswersRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<SurveyAnswer> {
    var rows = PageBuilder<SurveyAnswer>(page)
    let bit: Int64 = request.flag == .unspecified ? 0 : 1 << Int64(request.flag.rawValue)
    try each(
      SQL(
        built: """
          SELECT \(StoredSurveyAnswer.columns), a.id, c.home_office, c.case_worker, s.office
          FROM survey_answer a LEFT JOIN customer c ON c.id = a.customer
            LEFT JOIN staff s ON s.id = a.staff
          WHERE a.wave = $1 AND a.id > $2 AND ($3 = 0 OR a.state = $3)
            AND ($4 = 0 OR (a.flags & $4) <> 0)
          ORDER BY a.id
          """),
      [
        .id(request.waveID), .place(page.afterID(SurveyAnswerID.self)),
        .enumeration(request.state), .integer(bit),
      ]
    ) { (row) throws(Status) in
      let place = row.id(8, of: SurveyAnswerID.self).position
      let answer = try StoredSurveyAnswer(row).answer
      let isReached =
        if !answer.customerID.isEmpty {
          caller.reaches(answer.customerID, office: row.id(9), worker: row.id(10))
        } else if !answer.staffID.isEmpty {
          caller.reaches(office: row.id(11), worker: answer.staffID)
        } else { true }
      return isReached ? rows.add(answer, at: place) : rows.pass(at: place)
    }
    return rows
  }

  /// Whether a caller may read an answer: as its customer, its member of staff, or its survey lets it.
  func reaches(_ answer: SurveyAnswer, _ caller: Caller) throws(Status) -> Bool {
    guard let wave = try wave(answer.waveID), let survey = try survey(wave.surveyID),
      try sees(survey.unitID, caller)
    else { return false }
    if !answer.customerID.isEmpty {
      guard let place = try reach(of: answer.customerID) else { return false }
      return caller.reaches(answer.customerID, office: place.office, worker: place.worker)
    }
    if answer.staffID.isEmpty { return true }
    return caller.reaches(office: try office(of: answer.staffID), worker: answer.staffID)
  }

  /// What the answers of an invitation's receiver are told apart by in results.
  func answerGroup(
    of invitation: Invitation, ratedUnit: UnitID
  ) throws(Status) -> AnswerGroup {
    var group = AnswerGroup()
    group.stratum = invitation.stratum
    group.ratedUnit = ratedUnit
    var worker = invitation.staffID
    if !invitation.customerID.isEmpty {
      let place = try reach(of: invitation.customerID)
      group.office = place?.office ?? UnitID()
      worker = place?.worker ?? StaffID()
    }
    if worker.isEmpty { return group }
    let place = try first("SELECT office, team FROM staff WHERE id = $1", .id(worker)) {
      (office: $0.id(0, of: UnitID.self), team: $0.id(1, of: UnitID.self))
    }
    if invitation.customerID.isEmpty { group.office = place?.office ?? UnitID() }
    group.team = place?.team ?? UnitID()
    return group
  }
}
