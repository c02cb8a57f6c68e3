import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Consents: a history that is only added to, and what follows from it.
struct CustomersConsentTests {
  @Test func history() throws {
    try withPCRM { pcrm in
      let customer = try pcrm.admin.create(.person())
      let steps: [(Channel, ConsentState)] = [
        (.unspecified, .given), (.sms, .withdrawn), (.email, .given), (.unspecified, .withdrawn),
        (.sms, .given),
      ]
      let consents = try steps.map { step in
        pcrm.clock.advance(seconds: 1)
        return try pcrm.admin.record(customer.id, "survey", step.0, step.1)
      }
      #expect(consents[0].recordedBy == pcrm.admin.principal || !consents[0].recordedBy.isEmpty)
      #expect(consents[0].decideTime == consents[0].recordTime)
      for size: Int32 in [0, 2] {
        #expect(try list(pcrm.admin, customer.id, size) == consents.reversed())
        #expect(
          try list(pcrm.admin, customer.id, size, current: true) == [consents[4], consents[3]],
          "a no to every channel outdoes the earlier yes to one")
      }
      _ = try pcrm.admin.record(customer.id, "marketing")
      #expect(try list(pcrm.admin, customer.id, 0, purpose: "survey").count == 5)
    }
  }

  @Test(
    "A paper recorded late does not outdo what was said since; a deleted customer agrees to nothing"
  )
  func lateRecordAndDeletion() throws {
    try withPCRM { pcrm in
      let customer = try pcrm.admin.create(.person())
      var check = CheckConsentRequest()
      check.customerID = customer.id
      check.purpose = "survey"
      check.channel = .sms
      let path = "pcrm.v1.CustomerService/CheckConsent"
      _ = try pcrm.admin.record(customer.id, "survey", .sms, .withdrawn)
      var paper = RecordConsentRequest()
      var consent = Consent()
      consent.customerID = customer.id
      consent.purpose = "survey"
      consent.channel = .sms
      consent.state = .given
      consent.textVersion = "1"
      consent.source = "paper"
      consent.decideTime = pcrm.clock.now().adding(seconds: -86_400)
      paper.consent = consent
      let _: Consent = try pcrm.admin.call("pcrm.v1.CustomerService/RecordConsent", paper)
      #expect(try pcrm.admin.refusal(path, check)?.info.reason == "CONSENT_MISSING")
      pcrm.clock.advance(seconds: 1)
      _ = try pcrm.admin.record(customer.id, "survey", .sms, .given)
      #expect(try pcrm.admin.refusal(path, check) == nil)
      var delete = DeleteCustomerRequest()
      delete.id = customer.id
      let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      #expect(try pcrm.admin.refusal(path, check)?.code == .notFound)
    }
  }

  /// What decides: the newest among those for the channel and those for every channel.
  @Test func deciding() throws {
    let table: [(steps: [(Channel, ConsentState)], asked: Channel, given: Bool, String)] = [
      ([], .sms, false, "nothing is no consent"),
      ([(.unspecified, .given)], .sms, true, "every channel holds this one"),
      ([(.sms, .given)], .unspecified, false, "one channel is not every channel"),
      ([(.sms, .given)], .email, false, "another channel"),
      ([(.unspecified, .given), (.sms, .withdrawn)], .sms, false, "the newest decides"),
      ([(.unspecified, .given), (.sms, .withdrawn)], .email, true, "other channels stay"),
      ([(.sms, .given), (.unspecified, .withdrawn)], .sms, false, "a later no to all"),
      ([(.unspecified, .withdrawn), (.sms, .given)], .sms, true, "a later yes to one"),
    ]
    try withPCRM { pcrm in
      for row in table {
        let customer = try pcrm.admin.create(.person())
        for step in row.steps { _ = try pcrm.admin.record(customer.id, "survey", step.0, step.1) }
        var request = CheckConsentRequest()
        request.customerID = customer.id
        request.purpose = "survey"
        request.channel = row.asked
        let refusal = try pcrm.admin.refusal("pcrm.v1.CustomerService/CheckConsent", request)
        #expect((refusal == nil) == row.given, "\(row.3)")
        if let refusal {
          #expect(refusal.code == .failedPrecondition && refusal.info.reason == "CONSENT_MISSING")
          #expect(refusal.info.params.map(\.name) == ["purpose", "channel"])
          #expect(refusal.info.params.first?.value == "survey")
        }
      }
    }
  }

  @Test func faults() throws {
    try withPCRM { pcrm in
      let customer = try pcrm.admin.create(.person())
      let deleted = try pcrm.admin.create(.person())
      _ = try pcrm.admin.delete(deleted.id)
      let first = try pcrm.admin.record(customer.id, "survey")
      let table: [(String, StatusCode, String, (inout Consent) -> Void)] = [
        ("customer_id", .invalidArgument, "FIELD_REQUIRED", { $0.customerID = CustomerID() }),
        (
          "customer_id", .failedPrecondition, "REFERENCE_MISSING",
          { $0.customerID = CustomerID(high: 1, low: 2) }
        ),
        ("customer_id", .failedPrecondition, "DELETED", { $0.customerID = deleted.id }),
        ("purpose", .invalidArgument, "FIELD_REQUIRED", { $0.purpose = "" }),
        ("purpose", .invalidArgument, "FIELD_MALFORMED", { $0.purpose = "Survey 1" }),
        ("channel", .invalidArgument, "FIELD_MALFORMED", { $0.channel = Channel(rawValue: 99) }),
        ("state", .invalidArgument, "FIELD_REQUIRED", { $0.state = .unspecified }),
        ("text_version", .invalidArgument, "FIELD_REQUIRED", { $0.textVersion = "" }),
        (
          "source", .invalidArgument, "FIELD_TOO_LONG",
          { $0.source = String(repeating: "a", count: 201) }
        ),
        (
          "decide_time", .invalidArgument, "FIELD_OUT_OF_RANGE",
          { $0.decideTime = pcrm.clock.now().adding(seconds: 1) }
        ),
        ("id", .alreadyExists, "ID_TAKEN", { $0.id = first.id }),
      ]
      for (field, code, reason, change) in table {
        var request = RecordConsentRequest()
        var consent = Consent()
        consent.customerID = customer.id
        consent.purpose = "survey"
        consent.state = .given
        consent.textVersion = "1"
        change(&consent)
        request.consent = consent
        let status = try pcrm.admin.refusal("pcrm.v1.CustomerService/RecordConsent", request)
        #expect(
          status?.code == code && status?.info.reason == reason
            && status?.info.field == "consent." + field, "\(field) \(reason)")
      }
    }
  }

  @Test(arguments: [MissingConsent.unspecified, .leaveOut, .refuse], [Channel.unspecified, .sms])
  func export(_ missing: MissingConsent, _ channel: Channel) throws {
    try withPCRM { pcrm in
      let yes = try pcrm.admin.create(.person("김하나"))
      let sms = try pcrm.admin.create(.person("김두리"))
      let no = try pcrm.admin.create(.person("김세찬"))
      let gone = try pcrm.admin.create(.person("김네모"))
      _ = try pcrm.admin.record(yes.id, "survey")
      _ = try pcrm.admin.record(sms.id, "survey", .sms)
      _ = try pcrm.admin.record(gone.id, "survey")
      _ = try pcrm.admin.delete(gone.id)
      var request = ExportCustomersRequest()
      request.purpose = "survey"
      request.channel = channel
      request.missingConsent = missing
      request.reason = "yearly survey"
      let agreed = channel == .sms ? [yes, sms] : [yes]
      let path = "pcrm.v1.CustomerService/ExportCustomers"
      if missing == .refuse {
        let stream = try pcrm.admin.stream(path, request)
        do {
          _ = try stream.all(ExportCustomersResponse.self)
          Issue.record("exported without consent")
        } catch let status as Status {
          #expect(status.info.reason == "CONSENT_MISSING")
        }
      } else {
        let messages = try pcrm.admin.stream(path, request).all(ExportCustomersResponse.self)
        #expect(messages.dropLast().map(\.item) == agreed.map { .customer($0) })
        var summary = ExportSummary()
        summary.exportedCount = Int64(agreed.count)
        summary.withoutConsentCount = Int64(3 - agreed.count)
        #expect(messages.last?.item == .summary(summary))
      }
      request.legalBasis = "산재보험법 제31조"
      let messages = try pcrm.admin.stream(path, request).all(ExportCustomersResponse.self)
      #expect(messages.dropLast().map(\.item) == [yes, sms, no].map { .customer($0) })
      request.reason = ""
      #expect(try pcrm.admin.refusal(path, request)?.info.field == "reason")
    }
  }

  private func list(
    _ caller: TestCaller, _ customer: CustomerID, _ size: Int32, purpose: String = "",
    current: Bool = false
  ) throws -> [Consent] {
    var request = ListConsentsRequest()
    request.customerID = customer
    request.pageSize = size
    request.purpose = purpose
    request.currentOnly = current
    var consents: [Consent] = []
    repeat {
      let page: ListConsentsResponse = try caller.call(
        "pcrm.v1.CustomerService/ListConsents", request)
      consents += page.consents
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return consents
  }
}
