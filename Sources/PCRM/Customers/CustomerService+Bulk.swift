import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CustomerService {
  @Sendable
  func bulkUpsertCustomers(
    _ request: BulkUpsertCustomersRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> BulkUpsertCustomersResponse {
    try TextRules.checkCode(request.scheme, "scheme", max: 64, others: "_-.")
    if request.customers.isEmpty { throw .required("customers") }
    let most = Self.itemsMax
    if request.customers.count > most { throw .tooMany("customers", max: most) }
    try Customer.checkMask(request.updateMask)
    guard request.validateOnly else { return try upsert(request, caller, &writer) }
    // Done in full and taken back, so that items of one request meet each other as they would.
    try writer.execute("SAVEPOINT rehearsal")
    var rehearsal = writer
    let response = try upsert(request, caller, &rehearsal)
    try writer.execute("ROLLBACK TO SAVEPOINT rehearsal")
    try writer.execute("RELEASE SAVEPOINT rehearsal")
    return response
  }

  private func upsert(
    _ request: BulkUpsertCustomersRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> BulkUpsertCustomersResponse {
    let schema = try writer.reader.newestExtensionSchema()
    var response = BulkUpsertCustomersResponse()
    response.results.reserveCapacity(request.customers.count)
    for item in request.customers {
      let id: CustomerID = writer.newID()
      var result = BulkUpsertResult()
      let edit: CustomerEdit
      do throws(Status) {
        edit = try writer.reader.upsert(
          item, scheme: request.scheme, mask: request.updateMask, id: id, by: caller, schema)
      } catch {
        if error.code.endsBulk { throw error }
        result.outcome = .failed
        result.error = StatusMessage(error)
        response.add(result)
        continue
      }
      let customer = try writer.carryOut(edit, by: caller)
      result.id = customer.id
      result.version = customer.version
      result.outcome = edit.isEmpty ? .unchanged : edit.earlier == nil ? .created : .updated
      response.add(result)
    }
    return response
  }
}

extension StatusCode {
  /// Whether a failure is the store's or the call's own, so that no item is to blame and the whole call ends.
  var endsBulk: Bool {
    switch self {
    case .internal, .unknown, .unavailable, .dataLoss, .resourceExhausted, .deadlineExceeded,
      .cancelled:
      true
    default: false
    }
  }
}

extension BulkUpsertCustomersResponse {
  fileprivate mutating func add(_ result: BulkUpsertResult) {
    switch result.outcome {
    case .created: createdCount += 1
    case .updated: updatedCount += 1
    case .unchanged: unchangedCount += 1
    default: failedCount += 1
    }
    results.append(result)
  }
}

extension Reader {
  /// Checks one item of a bulk: a creation, or an update of the customer that has its external id.
  fileprivate func upsert(
    _ item: Customer, scheme: String, mask: FieldMask?, id: CustomerID, by caller: Caller,
    _ schema: ExtensionSchema?
  ) throws(Status) -> CustomerEdit {
    let keys = item.externalIDs.filter { $0.scheme == scheme }
    guard let key = keys.first, !key.value.isEmpty else {
      throw .required("external_ids")
    }
    if keys.count > 1 {
      throw .duplicate(
        "external_ids", "an item has exactly one external id of the scheme \(scheme)")
    }
    guard let owner = try customerID(of: key), let stored = try customer(owner) else {
      return try creation(of: item, id: id, by: caller, schema)
    }
    if !item.id.isEmpty && item.id != owner {
      throw Status(
        .alreadyExists, "external_ids: another customer than \(item.id) has this number",
        ErrorInfo(reason: "EXTERNAL_ID_TAKEN", field: "external_ids")
      ).with("scheme", scheme)
    }
    var patch = item
    patch.externalIDs =
      stored.externalIDs + item.externalIDs.filter { !stored.externalIDs.contains($0) }
    return try update(of: stored, with: patch, mask: mask, by: caller, schema)
  }
}
