import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CustomerService {
  @Sendable
  func recordConsent(
    _ request: RecordConsentRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Consent {
    guard let consent = request.consent else { throw .required("consent") }
    return try inside("consent") { () throws(Status) in
      try writer.recordConsent(consent, by: caller)
    }
  }

  @Sendable
  func listConsents(
    _ request: ListConsentsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListConsentsResponse {
    let page = try context.pages.page(request, caller)
    if !request.purpose.isEmpty { try Consent.checkPurpose(request.purpose) }
    try reader.checkVisible(request.customerID, caller)
    var rows = PageBuilder<Consent>(page)
    try reader.consents(
      of: request.customerID, purpose: request.purpose, isCurrent: request.currentOnly,
      before: page.afterNumber ?? .max
    ) { (consent, number) throws(Status) in rows.add(consent, at: number.position) }
    var response = ListConsentsResponse()
    response.consents = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func checkConsent(
    _ request: CheckConsentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Consent {
    try Consent.checkPurpose(request.purpose)
    try request.channel.checkKnown("channel")
    try reader.checkVisible(request.customerID, caller)
    // Nobody is written to who is no longer a customer.
    if try reader.isDeleted(request.customerID) { throw .noCustomer("customer_id") }
    let consent = try reader.decidingConsent(
      request.customerID, purpose: request.purpose, channel: request.channel)
    guard let consent, consent.state == .given else {
      throw .consentMissing(purpose: request.purpose, channel: request.channel)
    }
    return consent
  }
}

extension Writer {
  /// Adds what a customer decided to the history.
  mutating func recordConsent(
    _ draft: Consent, by caller: Caller
  ) throws(Status) -> Consent {
    var consent = draft
    consent.textVersion = consent.textVersion.composed
    consent.source = consent.source.composed
    let now = Timestamp(microseconds: now.microseconds)
    try consent.check(now: now)
    if !consent.id.isEmpty {
      try consent.id.checkClientMade("id")
      if try reader.hasConsent(consent.id) { throw .idTaken("id") }
    }
    guard let customer = try reader.customer(consent.customerID) else {
      throw .referenceMissing("customer_id", "customer")
    }
    try reader.checkReach(customer, caller, "customer_id")
    if customer.deleteTime != nil {
      throw .precondition("DELETED", "customer_id", "the customer is deleted; undelete it first")
    }
    if consent.id.isEmpty { consent.id = newID() }
    consent.decideTime = consent.decideTime.map { Timestamp(microseconds: $0.microseconds) } ?? now
    consent.recordTime = now
    consent.recordedBy = caller.principal
    try insert(consent)
    changed(FeedEntity.consent, consent.id, version: 1, about: consent.customerID)
    return consent
  }
}

extension Reader {
  /// Refuses a customer whom the caller does not see; deleted ones are seen.
  func checkVisible(_ id: CustomerID, _ caller: Caller) throws(Status) {
    if id.isEmpty { throw .required("customer_id") }
    let isVisible = try first("SELECT customer.* FROM customer WHERE id = $1", .id(id)) {
      (row) throws(Status) in CustomerRow.isReached(row, by: caller)
    }
    guard isVisible == true else { throw .noCustomer("customer_id") }
  }

  fileprivate func isDeleted(_ id: CustomerID) throws(Status) -> Bool {
    try first("SELECT 1 FROM customer WHERE id = $1 AND deleted_at IS NOT NULL", .id(id)) {
      (_) throws(Status) in true
    } ?? false
  }
}
