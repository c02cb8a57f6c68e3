import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// How the case worker of a case changes. Each of these ends one duty and begins the next at the same instant, lets the
/// case and the customer name the new worker, and ends a hand-over that has lost its subject.
extension Writer {
  /// Puts somebody in charge of a case that has nobody: when it comes to need a case worker, or is opened again.
  ///
  /// Nothing happens when the person is in charge already.
  /// - Parameter document: the case as it is stored.
  /// - Returns: the case as it is stored afterwards: its worker is another, its version one more.
  @discardableResult
  mutating func beginDuty(
    on document: Case, staff: StaffID, by caller: Caller, reason: String,
    field: String = "case_worker_id"
  ) throws(Status) -> Case {
    let last = try reader.openDuty(of: document.id)
    if let last, !last.staffID.isEmpty {
      if last.staffID == staff { return try follow(document, office: UnitID(), by: caller) }
      throw .precondition(
        "DUTY_HELD", field, "the case has another case worker; hand it over or assign it")
    }
    let worker = try reader.checkWorker(staff, of: document, field)
    _ = try append(
      worker, on: document, after: last, last == nil ? .opened : .reopened, reason: reason,
      by: caller)
    return try follow(document, office: UnitID(), by: caller)
  }

  /// Ends the duty on a case that is closed: from now on nobody is in charge. Nothing happens when nobody is.
  ///
  /// - Parameter document: the case as it is stored.
  /// - Returns: the case as it is stored afterwards.
  @discardableResult
  mutating func endDuty(
    on document: Case, by caller: Caller, reason: String
  ) throws(Status) -> Case {
    guard let last = try reader.openDuty(of: document.id), !last.staffID.isEmpty else {
      return document
    }
    _ = try append(nil, on: document, after: last, .closed, reason: reason, by: caller)
    try endHandOver(of: document.id, reason: "the case was closed")
    return try follow(document, office: UnitID(), by: caller)
  }

  /// Gives a case to another worker at once.
  ///
  /// Given to the worker it has, the duty goes on, unless the worker's team or office is another now: then a new duty
  /// begins there, so that it can be told later who worked in which team.
  /// - Parameters:
  ///   - document: the case as it is stored.
  ///   - office: the office that has the case from now on; empty = as before.
  /// - Returns: the duty that holds, and the case as it is stored afterwards.
  @discardableResult
  mutating func moveDuty(
    on document: Case, to staff: StaffID, cause: DutyCause = .assigned, by caller: Caller,
    reason: String, office: UnitID = UnitID(), field: String = "staff_id"
  ) throws(Status) -> (duty: Duty, case: Case) {
    guard let last = try reader.openDuty(of: document.id) else {
      throw .precondition("NO_DUTY", "case_id", "nobody is in charge of the case yet")
    }
    if last.staffID.isEmpty {
      throw .precondition("CASE_CLOSED", "case_id", "the case is closed; reopen it first")
    }
    let worker = try reader.checkWorker(staff, of: document, field)
    var cause = cause
    if last.staffID == staff {
      if last.teamID == worker.teamID && last.officeID == worker.officeID {
        return (last, try follow(document, office: office, by: caller))
      }
      cause = .reorganised
    }
    let duty = try append(worker, on: document, after: last, cause, reason: reason, by: caller)
    if cause != .reorganised {
      try endHandOver(of: document.id, reason: "the case went to another case worker")
    }
    return (duty, try follow(document, office: office, by: caller))
  }

  /// Lets the case and its customer name the worker whose duty holds.
  private mutating func follow(
    _ document: Case, office: UnitID, by caller: Caller
  ) throws(Status) -> Case {
    var stored = document
    stored.caseWorkerID = try reader.openDuty(of: document.id)?.staffID ?? StaffID()
    if !office.isEmpty { stored.officeID = office }
    var fields: [String] = []
    if stored.officeID != document.officeID { fields.append("office_id") }
    if stored.caseWorkerID != document.caseWorkerID { fields.append("case_worker_id") }
    if !fields.isEmpty {
      stored = try updateCase(stored, from: document, fields: fields, by: caller)
    }
    try edit(document.customerID, by: caller) { (customer, reader) throws(Status) in
      customer.caseWorkerID = try reader.primaryWorker(of: customer.id)
    }
    return stored
  }

  /// Changes a customer in the way of every edit, with history, version and feed. Who changes it need not reach it: a
  /// case is taken over from an office that the new worker does not see.
  mutating func edit(
    _ id: CustomerID, by caller: Caller,
    _ change: (inout Customer, Reader) throws(Status) -> Void
  ) throws(Status) {
    guard let stored = try reader.customer(id) else { throw .internalError }
    var customer = stored
    try change(&customer, reader)
    let fields = customer.changedFields(since: stored)
    if fields.isEmpty { return }
    customer.version = stored.version + 1
    customer.updateTime = Timestamp(microseconds: now.microseconds)
    try carryOut(CustomerEdit(earlier: stored, customer: customer, fields: fields), by: caller)
  }
}
