import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A change of one customer that was checked in every respect: carrying it out cannot be refused any more.
struct CustomerEdit {
  /// What is stored now; nil when the customer is new.
  let earlier: Customer?
  let customer: Customer
  /// Names of the fields that change; empty for a new customer and for a deletion.
  let fields: [String]

  /// Whether there is anything to do.
  var isEmpty: Bool { earlier?.version == customer.version }
}

extension Reader {
  /// Checks a new customer, and fills in what the server writes.
  ///
  /// - Parameter id: the id to give it when the caller chose none.
  func creation(
    of draft: Customer, id: CustomerID, by caller: Caller, _ schema: ExtensionSchema?
  ) throws(Status) -> CustomerEdit {
    var customer = draft
    customer.compose()
    customer.version = 1
    customer.createTime = storedNow
    customer.updateTime = storedNow
    customer.deleteTime = nil
    customer.extensionSchemaVersion = Int32(truncatingIfNeeded: schema?.version ?? 0)
    try customer.check()
    try customer.checkExtensions(schema)
    if draft.id.isEmpty {
      customer.id = id
    } else {
      try draft.id.checkClientMade("id")
      if try hasCustomer(draft.id) { throw .idTaken("id") }
    }
    try checkReach(customer, caller)
    try checkReferences(customer, besides: nil)
    return CustomerEdit(earlier: nil, customer: customer, fields: [])
  }

  /// Checks an update.
  func update(
    of stored: Customer, with patch: Customer, mask: FieldMask?, by caller: Caller,
    _ schema: ExtensionSchema?
  ) throws(Status) -> CustomerEdit {
    try checkReach(stored, caller, "id")
    if stored.deleteTime != nil {
      throw .precondition("DELETED", "id", "the customer is deleted; undelete it first")
    }
    try Status.check(version: patch.version, stored: stored.version)
    var patch = patch
    patch.compose()
    var customer = stored
    try customer.take(patch, mask: mask)
    customer.compose()
    let fields = customer.changedFields(since: stored)
    if fields.isEmpty { return CustomerEdit(earlier: stored, customer: stored, fields: []) }
    customer.version = stored.version + 1
    customer.updateTime = storedNow
    customer.extensionSchemaVersion = Int32(truncatingIfNeeded: schema?.version ?? 0)
    try customer.check()
    try customer.checkExtensions(schema)
    try checkReach(customer, caller)
    try checkReferences(customer, besides: stored)
    try checkWorker(of: customer, besides: stored)
    return CustomerEdit(earlier: stored, customer: customer, fields: fields)
  }

  /// Checks a deletion, or its taking back.
  func deletion(
    of stored: Customer, _ isDeleted: Bool, version: Int64, by caller: Caller
  ) throws(Status) -> CustomerEdit {
    try checkReach(stored, caller, "id")
    if isDeleted && stored.deleteTime != nil {
      return CustomerEdit(earlier: stored, customer: stored, fields: [])
    }
    if !isDeleted && stored.deleteTime == nil {
      throw .precondition("NOT_DELETED", "id", "the customer is not deleted")
    }
    try Status.check(version: version, stored: stored.version)
    var customer = stored
    customer.version += 1
    customer.updateTime = storedNow
    customer.deleteTime = isDeleted ? storedNow : nil
    // The feed takes a change without names for a deletion.
    let fields = isDeleted ? [] : ["delete_time"]
    return CustomerEdit(earlier: stored, customer: customer, fields: fields)
  }

  /// The transaction's time as a row keeps it.
  private var storedNow: Timestamp { Timestamp(microseconds: now.microseconds) }

  /// Refuses to write what the caller could not read.
  ///
  /// - Parameter field: what of the request led to the customer; for one that is about to be stored, its office.
  func checkReach(
    _ customer: Customer, _ caller: Caller, _ field: String = "home_office_id"
  ) throws(Status) {
    guard caller.reaches(customer) else { throw .outOfScope(field) }
  }

  /// Refuses to name another case worker than the cases have: the duty on a case is the truth, the customer follows.
  private func checkWorker(of customer: Customer, besides stored: Customer) throws(Status) {
    if customer.caseWorkerID == stored.caseWorkerID { return }
    let worker = try primaryWorker(of: customer.id)
    if worker.isEmpty || worker == customer.caseWorkerID { return }
    throw .precondition(
      "DUTY_HELD", "case_worker_id",
      "a case of the customer has a case worker; hand the case over or assign it")
  }

  /// Refuses an office or worker that does not exist, and external ids that somebody else has.
  private func checkReferences(_ customer: Customer, besides stored: Customer?) throws(Status) {
    let office = customer.homeOfficeID
    if !office.isEmpty, office != stored?.homeOfficeID, try !hasOffice(office) {
      throw .referenceMissing("home_office_id", "office")
    }
    let worker = customer.caseWorkerID
    if !worker.isEmpty, worker != stored?.caseWorkerID, try !hasStaff(worker) {
      throw .referenceMissing("case_worker_id", "staff member")
    }
    for (index, externalID) in customer.externalIDs.enumerated() {
      if stored?.externalIDs.contains(externalID) == true { continue }
      if let owner = try customerID(of: externalID), owner != customer.id {
        throw Status(
          .alreadyExists,
          "external_ids[\(index)]: another customer has this number of the scheme "
            + externalID.scheme,
          ErrorInfo(reason: "EXTERNAL_ID_TAKEN", field: "external_ids[\(index)]")
        ).with("scheme", externalID.scheme)
      }
    }
  }
}

extension Writer {
  /// Carries out an edit and notes it for the feed.
  ///
  /// - Returns: the customer as it is now.
  @discardableResult
  mutating func carryOut(_ edit: CustomerEdit, by caller: Caller) throws(Status) -> Customer {
    if edit.isEmpty { return edit.customer }
    if let earlier = edit.earlier {
      try replace(earlier, with: edit.customer, by: caller.principal)
    } else {
      try insert(edit.customer)
    }
    if edit.customer.deleteTime != nil { try makeConflictsMoot(of: edit.customer.id, by: caller) }
    changed(
      FeedEntity.customer, edit.customer.id, version: edit.customer.version,
      fields: edit.fields.joined(separator: ","), about: edit.customer.id, stored: edit.customer)
    return edit.customer
  }
}

extension Caller {
  /// Whether the customer is within reach.
  func reaches(_ customer: Customer) -> Bool {
    reaches(customer.id, office: customer.homeOfficeID, worker: customer.caseWorkerID)
  }
}

extension ID {
  /// Refuses a client-made key that is no UUID of version 7 or 4.
  func checkClientMade(_ field: String) throws(Status) {
    let version = high >> 12 & 15
    guard (version == 7 || version == 4) && low >> 62 == 2 else {
      throw .malformed(field, "a UUID of version 7 or 4; leave it empty to get one")
    }
  }
}

extension Status {
  /// The caller may do this, but not with records outside of its reach.
  static func outOfScope(_ field: String) -> Status {
    Status(
      .permissionDenied, "\(field): the customer is not within your scope",
      ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
  }
}
