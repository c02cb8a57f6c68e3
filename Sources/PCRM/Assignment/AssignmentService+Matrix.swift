import PCRMCore
import PCRMModel
import Storage

extension AssignmentService {
  @Sendable
  func applyMatrix(
    _ request: ApplyDutyMatrixRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyRulesResponse {
    try writer.apply(
      request.matrix, .dutyMatrix, field: "matrix", isDryRun: request.dryRun,
      base: request.baseVersion, by: caller)
  }

  @Sendable
  func matrix(
    _ request: GetDutyMatrixRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> DutyMatrix {
    try reader.rules(.dutyMatrix, version: request.version)
  }

  @Sendable
  func queryMatrix(
    _ request: QueryDutyMatrixRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> QueryDutyMatrixResponse {
    try request.on?.checkDay("on")
    var question = DutyMatrix.Question(on: request.on ?? BusinessDay.today(reader.now))
    if !request.officeID.isEmpty {
      question.office = try reader.unit(request.officeID, field: "office_id").code
    }
    question.caseType = request.caseType
    question.stage = request.stage
    var response = QueryDutyMatrixResponse()
    response.entries = try reader.rules(.dutyMatrix).entries(question).filter {
      (!request.unownedOnly || $0.unowned) && (!request.jointOnly || $0.joint)
    }
    return response
  }

  @Sendable
  func routeCase(
    _ request: RouteCaseRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RouteCaseResponse {
    try request.on?.checkDay("on")
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    let matrix = try reader.rules(.dutyMatrix)
    if !request.duty.isEmpty && !matrix.duties.contains(where: { $0.code == request.duty }) {
      throw .notFound("duty", "the duty matrix has no such duty")
    }
    let day = request.on ?? BusinessDay.today(reader.now)
    var office = ""
    if !document.officeID.isEmpty {
      office = try reader.unit(document.officeID, field: "case_id").code
    }
    let question = DutyMatrix.Question(
      on: day, office: office, caseType: document.type, stage: document.stage,
      duty: request.duty)
    var response = RouteCaseResponse()
    for var entry in matrix.entries(question) {
      for team in matrix.teams where entry.teams.contains(team.code) {
        entry.unitIDs += try reader.units(team.unitCodes, below: document.officeID, on: day)
      }
      response.entries.append(entry)
    }
    return response
  }
}

extension Reader {
  /// Those of some units that exist on a day and are, or stand below, an office then.
  fileprivate func units(
    _ codes: [String], below office: UnitID, on day: CivilDate
  ) throws(Status) -> [UnitID] {
    if office.isEmpty || codes.isEmpty { return [] }
    let below = Set(try unitsBelow(office, on: day))
    var found: [UnitID] = []
    for code in codes {
      let unit = try first(
        "SELECT id FROM unit WHERE code = $1 AND valid_from <= $2 AND $2 < valid_to",
        .text(code), .integer(day.number)
      ) { $0.id(0, of: UnitID.self) }
      if let unit, below.contains(unit) { found.append(unit) }
    }
    return found
  }
}
