import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Quality points: a checklist by stage. A stage that is entered again is checked again.
extension CaseService {
  @Sendable
  func checkQualityPoint(
    _ request: CheckQualityPointRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> QualityCheck {
    let document = try writer.reader.caseRecord(request.caseID, field: "case_id", caller)
    try document.checkNotClosed("case_id")
    if request.code.isEmpty { throw .required("code") }
    try request.result.checkRequired("result")
    try TextRules.check(request.note, "note", max: 500)
    let stage = try writer.reader.caseType(of: document).stage(document.stage)
    guard let point = stage?.qualityPoints.first(where: { $0.code == request.code }) else {
      throw .referenceMissing("code", "quality point in the case's stage")
    }
    var check = QualityCheck()
    check.stage = document.stage
    check.stageSince = document.stageSince
    check.code = point.code
    check.result = request.result
    check.note = request.note
    check.time = Timestamp(microseconds: writer.now.microseconds)
    check.recordedBy = caller.principal
    check.required = point.required
    check.customerID = document.customerID
    try writer.put(check, on: document)
    var event = CaseEvent(.quality, at: writer.now, to: point.code)
    event.reason = request.result.name ?? ""
    event.note = request.note
    try writer.append(event, to: document, by: caller)
    return check
  }

  @Sendable
  func qualityPoints(
    _ request: ListQualityPointsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListQualityPointsResponse {
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    let checks = try reader.qualityChecks(of: document)
    let present = checks.filter { $0.isOf(document) }
    let stage = try reader.caseType(of: document).stage(document.stage)
    var response = ListQualityPointsResponse()
    response.points = checks.filter { !$0.isOf(document) }
    for point in stage?.qualityPoints ?? [] {
      if let check = present.first(where: { $0.code == point.code }) {
        response.points.append(check)
        continue
      }
      var open = QualityCheck()
      open.stage = document.stage
      open.stageSince = document.stageSince
      open.code = point.code
      open.required = point.required
      open.customerID = document.customerID
      response.points.append(open)
    }
    response.customerID = document.customerID
    return response
  }
}

extension QualityCheck {
  /// Whether it was made in the stage that the case is in now.
  fileprivate func isOf(_ document: Case) -> Bool {
    stage == document.stage && stageSince == document.stageSince
  }
}

extension Reader {
  /// Refuses to leave a stage before what it requires was checked.
  func checkQuality(of document: Case, _ stage: CaseStage, _ field: String) throws(Status) {
    let required = stage.qualityPoints.filter(\.required).map(\.code)
    if required.isEmpty { return }
    let checked = Set(try qualityChecks(of: document).filter { $0.isOf(document) }.map(\.code))
    let open = required.filter { !checked.contains($0) }
    if open.isEmpty { return }
    let points = open.joined(separator: ",")
    throw Status.precondition(
      "QUALITY_POINTS_OPEN", field,
      "the stage \(stage.code) is not left before \(points) was checked"
    ).with("points", points)
  }

  /// The checks of a case in the order in which its stages began.
  fileprivate func qualityChecks(of document: Case) throws(Status) -> [QualityCheck] {
    try all(
      """
      SELECT stage_since, stage, code, result, required, note, at, principal, customer
      FROM case_quality WHERE case_id = $1 ORDER BY stage_since, at, code
      """, .id(document.id)
    ) { (row) throws(Status) in
      var check = QualityCheck()
      check.stageSince = row.time(0)
      check.stage = row.text(1)
      check.code = row.text(2)
      check.result = row.enumeration(3)
      check.required = row.bool(4)
      check.note = row.text(5)
      check.time = row.time(6)
      check.recordedBy = row.id(7)
      check.customerID = row.id(8)
      return check
    }
  }
}

extension Writer {
  /// Stores a check in the place of an earlier one of the same point.
  fileprivate mutating func put(_ check: QualityCheck, on document: Case) throws(Status) {
    let earlier = try reader.first(
      """
      SELECT 1 FROM case_quality
      WHERE case_id = $1 AND stage_since = $2 AND stage = $3 AND code = $4
      """, .id(document.id), .time(check.stageSince), .text(check.stage), .text(check.code)
    ) { (_) throws(Status) in true }
    try execute(
      """
      INSERT INTO case_quality VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (case_id, stage_since, stage, code) DO UPDATE
      SET result = excluded.result, required = excluded.required, note = excluded.note,
        at = excluded.at, principal = excluded.principal
      """, .id(document.id), .time(check.stageSince), .text(check.stage), .text(check.code),
      .id(document.customerID), .enumeration(check.result), .bool(check.required),
      .text(check.note), .time(check.time), .id(check.recordedBy))
    changed(
      FeedEntity.qualityCheck, document.id, version: earlier == nil ? 1 : 2,
      fields: earlier == nil ? "" : "result")
  }
}
