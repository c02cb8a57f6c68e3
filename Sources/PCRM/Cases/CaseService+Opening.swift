import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CaseService {
  @Sendable
  func openCase(
    _ request: OpenCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    guard let draft = request.case else { throw .required("case") }
    let reader = writer.reader
    let (type, customer) = try inside("case") { () throws(Status) in
      try draft.check()
      return (try reader.openedType(of: draft), try reader.openedCustomer(of: draft, caller))
    }
    let time = try EffectTime.of(request.effectTime, now: writer.now, notBefore: nil)
    let id: CaseID = writer.newID()
    var document = try inside("case") { () throws(Status) in
      try reader.opening(draft, type, customer, at: time, id: id)
    }
    let stage = try type.beginning(document.stage, "case.stage")
    try MoveReason.check(
      request.reason, among: stage.entryReasons, isRequired: !stage.entryReasons.isEmpty, "reason")
    try stage.checkWorker(of: document, asked: request.caseWorkerID)
    guard let series = type.numberSeries else { throw .internalError }
    document.number = try writer.nextNumber(
      of: series, year: BusinessDay.today(time).year)
    try writer.insertCase(document)
    var event = CaseEvent(.opened, at: time, to: document.stage)
    event.reason = request.reason
    try writer.append(event, to: document, by: caller)
    let stored = try writer.takeCharge(
      of: document, staff: request.caseWorkerID, reason: request.reason, by: caller)
    let plan = TouchpointPlan(
      stored, type, waiting: [], before: [], cause: .unspecified, at: time)
    return try writer.carryOut(plan, of: [], on: stored)
  }

  @Sendable
  func getCase(
    _ request: GetCaseRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Case {
    do throws(Status) {
      return try reader.caseRecord(request.id, field: "id", caller)
    } catch {
      if error.code == .notFound, let offered = try reader.caseOffered(request.id, to: caller) {
        return offered
      }
      throw error
    }
  }

  @Sendable
  func updateCase(
    _ request: UpdateCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Case {
    guard let patch = request.case else { throw .required("case") }
    let stored = try writer.reader.caseToChange(
      patch.id, version: patch.version, field: "case.id", caller)
    try stored.checkNotClosed("case.id")
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Case.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    let document = update.result
    // Out of an office a case goes with its case worker, and with the customer's consent.
    if document.officeID != stored.officeID && !stored.caseWorkerID.isEmpty {
      throw .precondition(
        "DUTY_HELD", "case.office_id", "the case has a case worker; hand it over or assign it")
    }
    if stored.firstOpinion != nil && document.firstOpinion != stored.firstOpinion {
      throw .invalid(
        "first_opinion", "is kept as it was first recorded", reason: "FIELD_READ_ONLY")
    }
    let reader = writer.reader
    try inside("case") { () throws(Status) in
      try document.check()
      try reader.checkUnit(document.officeID, "office_id")
      try reader.checkHospital(document.firstOpinion, besides: stored.firstOpinion)
    }
    return try writer.updateCase(document, from: stored, fields: update.changed, by: caller)
  }

  @Sendable
  func setCaseSeverity(
    _ request: SetCaseSeverityRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Case {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkNotClosed()
    guard let severity = request.severity else { throw .required("severity") }
    try writer.reader.caseType(of: stored).check(severity, "severity")
    try MoveReason.check(request.reason, among: [], isRequired: true, "reason")
    if severity == stored.severity { return stored }
    var document = stored
    document.severity = severity
    let changed = try writer.updateCase(document, from: stored, fields: ["severity"], by: caller)
    var event = CaseEvent(
      .severity, at: Timestamp(microseconds: writer.now.microseconds),
      from: stored.severity?.words ?? "", to: severity.words)
    event.reason = request.reason
    try writer.append(event, to: changed, by: caller)
    return changed
  }
}

extension Reader {
  /// The case that a request changes, checked for reach and version.
  func caseToChange(
    _ id: CaseID, version: Int64, field: String, _ caller: Caller
  ) throws(Status) -> Case {
    let stored = try caseRecord(id, field: field, caller)
    try Status.check(version: version, stored: stored.version)
    return stored
  }

  /// The type of a case that is about to be opened.
  fileprivate func openedType(of draft: Case) throws(Status) -> CaseType {
    if draft.type.isEmpty { throw .required("type") }
    guard let type = try newestCaseType(draft.type), !type.retired else {
      throw .referenceMissing("type", "case type that takes new cases")
    }
    return type
  }

  /// The customer of a case that is about to be opened.
  fileprivate func openedCustomer(of draft: Case, _ caller: Caller) throws(Status) -> Customer {
    if draft.customerID.isEmpty { throw .required("customer_id") }
    guard let customer = try customer(draft.customerID) else {
      throw .referenceMissing("customer_id", "customer")
    }
    try checkReach(customer, caller, "customer_id")
    if customer.deleteTime != nil {
      throw .precondition("DELETED", "customer_id", "the customer is deleted; undelete it first")
    }
    return customer
  }

  /// Checks a new case, and fills in what the server writes, but for its number.
  ///
  /// - Parameter id: the id to give it when the caller chose none.
  fileprivate func opening(
    _ draft: Case, _ type: CaseType, _ customer: Customer, at time: Timestamp, id: CaseID
  ) throws(Status) -> Case {
    var document = Case()
    document.id = draft.id.isEmpty ? id : draft.id
    if !draft.id.isEmpty {
      try draft.id.checkClientMade("id")
      if try hasCase(draft.id) { throw .idTaken("id") }
    }
    document.version = 1
    document.customerID = draft.customerID
    document.type = type.code
    document.typeVersion = type.version
    document.officeID = draft.officeID.isEmpty ? customer.homeOfficeID : draft.officeID
    try checkUnit(draft.officeID, "office_id")
    document.status = .open
    document.stage = try type.beginning(draft.stage, "stage").code
    document.stageSince = time
    document.openTime = time
    document.createTime = Timestamp(microseconds: now.microseconds)
    document.updateTime = document.createTime
    if let severity = draft.severity { try type.check(severity, "severity") }
    document.severity = draft.severity
    try draft.checkApproval(opened: time)
    document.approveTime = draft.approveTime.map { Timestamp(microseconds: $0.microseconds) }
    document.approvalKind = draft.approvalKind
    document.summary = draft.summary
    document.careSince = draft.careSince
    document.diagnosisCodes = draft.diagnosisCodes
    try checkHospital(draft.firstOpinion, besides: nil)
    document.firstOpinion = draft.firstOpinion
    document.afterEffectCard = draft.afterEffectCard
    return document
  }

  /// Refuses an opinion of a hospital that is no customer.
  fileprivate func checkHospital(
    _ opinion: MedicalOpinion?, besides earlier: MedicalOpinion?
  ) throws(Status) {
    guard let id = opinion?.hospitalID, !id.isEmpty, id != earlier?.hospitalID else { return }
    if try !hasCustomer(id) {
      throw .referenceMissing("first_opinion.hospital_id", "customer")
    }
  }
}

extension Case {
  /// Refuses an approval without a time or kind, and one after the case was opened.
  fileprivate func checkApproval(opened: Timestamp) throws(Status) {
    try approvalKind.checkKnown("approval_kind")
    if approvalKind.rawValue != 0 && approveTime == nil { throw .required("approve_time") }
    guard let approveTime else { return }
    if approvalKind.rawValue == 0 { throw .required("approval_kind") }
    if approveTime.microseconds > opened.microseconds {
      throw .malformed("approve_time", "not later than the case is opened")
    }
  }
}

extension CaseType {
  /// Refuses a severity in a scheme that such cases do not have.
  func check(_ severity: Severity, _ field: String) throws(Status) {
    try severity.check(field)
    if !severitySchemes.contains(severity.scheme) {
      let names = severitySchemes.compactMap(\.name).joined(separator: ", ")
      throw .malformed(
        "\(field).scheme", names.isEmpty ? "empty: such cases have no severity" : "one of \(names)")
    }
  }
}

extension CaseStage {
  /// Refuses to put a case into a stage that needs a case worker while it has none.
  func checkWorker(of document: Case, asked: StaffID) throws(Status) {
    if needsCaseWorker && asked.isEmpty && document.caseWorkerID.isEmpty {
      throw .precondition(
        "CASE_WORKER_REQUIRED", "case_worker_id",
        "the stage \(code) needs a case worker; say who takes charge")
    }
  }
}

extension Writer {
  /// Puts a member of staff in charge of a case, when one is named.
  ///
  /// - Returns: the case as it is stored then.
  mutating func takeCharge(
    of document: Case, staff: StaffID, reason: String, by caller: Caller
  ) throws(Status) -> Case {
    if staff.isEmpty { return document }
    return try beginDuty(on: document, staff: staff, by: caller, reason: reason)
  }
}
