import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension CustomerService {
  @Sendable
  func exportCustomers(
    _ request: ExportCustomersRequest, _ caller: Caller
  ) throws(Status) -> CustomerExport {
    try Consent.checkPurpose(request.purpose)
    try request.channel.checkKnown("channel")
    try request.missingConsent.checkKnown("missing_consent")
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    if request.reason.unicodeScalars.count < 5 {
      throw .malformed("reason", "a sentence of 5 to 500 characters")
    }
    try TextRules.check(request.legalBasis, "legal_basis", max: 200)
    try request.kind.checkKnown("kind")
    return CustomerExport(request, caller, context)
  }
}

/// An export under way: pages of customers who agreed, and the counts at the end.
struct CustomerExport: PageSource {
  /// Customers a page: some hundred kilobytes, read in one short transaction.
  static let pageRows = 500
  /// The page also ends when it has so many bytes.
  static let pageBytes = 1 << 20

  private let request: ExportCustomersRequest
  private let filter: CustomerFilter
  private let caller: Caller
  private let context: PCRM.Context
  private var hasBegun = false
  private var place = CustomerID()
  private var summary = ExportSummary()

  init(_ request: ExportCustomersRequest, _ caller: Caller, _ context: PCRM.Context) {
    self.request = request
    self.caller = caller
    self.context = context
    var filter = CustomerFilter(caller)
    filter.office = request.homeOfficeID
    filter.worker = request.caseWorkerID
    filter.kind = request.kind
    filter.changedSince = request.changedSince
    self.filter = filter
  }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<ExportCustomersResponse> {
    if !hasBegun { try writeDown("begun") }
    hasBegun = true
    var messages: [ExportCustomersResponse] = []
    var bytes = 0
    let (request, earlier) = (request, summary)
    var counts = summary
    let end = try reader.walkCustomers(filter, after: place) { (row) throws(Status) in
      if messages.count == Self.pageRows || bytes > Self.pageBytes { return false }
      let id: CustomerID = row.id(CustomerRow.id)
      guard try request.mayUse(id, reader) else {
        if request.missingConsent == .refuse {
          throw .consentMissing(purpose: request.purpose, channel: request.channel)
        }
        counts.withoutConsentCount += 1
        return true
      }
      bytes += row.raw(CustomerRow.parts).count
      var message = ExportCustomersResponse()
      message.item = .customer(try CustomerRow.customer(row))
      messages.append(message)
      return true
    }
    counts.exportedCount = earlier.exportedCount + Int64(messages.count)
    summary = counts
    guard case .stopped(let stop) = end else {
      var last = ExportCustomersResponse()
      last.item = .summary(summary)
      try writeDown(
        "ended, \(summary.exportedCount) rows, \(summary.withoutConsentCount) without consent")
      return StreamPage(messages + [last], then: .end)
    }
    place = stop
    return StreamPage(messages, then: .more)
  }

  /// An export is written down before its first row leaves, and with the number of rows before its last.
  private func writeDown(_ what: String) throws(Status) {
    var parts = ["purpose \(request.purpose)", request.reason, what]
    if !request.legalBasis.isEmpty { parts.insert("by \(request.legalBasis)", at: 1) }
    try context.writeDown(
      AuditLine(
        principal: caller.principal, method: CustomerService.name + "/ExportCustomers",
        peer: caller.address, reason: parts.joined(separator: "; "), read: FeedEntity.customer))
  }
}

extension ExportCustomersRequest {
  /// Whether the customer agreed to the use, or a law allows it.
  fileprivate func mayUse(_ id: CustomerID, _ reader: Reader) throws(Status) -> Bool {
    if !legalBasis.isEmpty { return true }
    let consent = try reader.decidingConsent(id, purpose: purpose, channel: channel)
    return consent?.state == .given
  }
}
