import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Who reaches whom: three callers, four customers, every method.
struct CustomersScopeTests {
  @Test func reach() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let (me, you) = (try pcrm.staff(in: here), try pcrm.staff("박영수", in: here))
      func customer(_ name: String, _ office: UnitID, _ worker: StaffID) throws -> Customer {
        try pcrm.admin.create(
          .insured(name, "김" + name).with {
            $0.homeOfficeID = office
            $0.caseWorkerID = worker
            $0.contactPoints = [.mobile("010-0999-9999")]
            $0.addresses = [.home("세종대로 110")]
          })
      }
      let mine = try customer("mine", here, me)
      let colleague = try customer("colleague", here, you)
      let far = try customer("far", there, StaffID())
      let nowhere = try customer("nowhere", UnitID(), StaffID())
      let everyone = [mine, colleague, far, nowhere]
      let table: [(String, TestCaller, Set<CustomerID>)] = [
        ("all", try pcrm.caller(as: .manager), Set(everyone.map(\.id))),
        (
          "office", try pcrm.caller(as: .manager, scope: .office, office: here),
          [mine.id, colleague.id]
        ),
        ("own", try pcrm.caller(as: .manager, scope: .own, staff: me), [mine.id]),
      ]
      for (scope, caller, reached) in table {
        let ids = everyone.map(\.id).filter(reached.contains)
        #expect(try caller.list().map(\.id) == ids, "list \(scope)")
        #expect(try caller.list(size: 1).map(\.id) == ids, "list by one \(scope)")
        #expect(try Set(caller.search("김").map(\.id)) == reached, "search \(scope)")
        #expect(try Set(caller.search("세종대로", .address).map(\.id)) == reached, "address \(scope)")
        #expect(try Set(caller.lookup(phone: "01009999999").map(\.id)) == reached, "phone \(scope)")
        var batch = BatchGetCustomersRequest()
        batch.ids = everyone.map(\.id)
        let found: BatchGetCustomersResponse = try caller.call(
          "pcrm.v1.CustomerService/BatchGetCustomers", batch)
        #expect(found.customers.map(\.id) == ids, "batch \(scope)")
        #expect(found.missingIDs == everyone.map(\.id).filter { !reached.contains($0) })
        for customer in everyone {
          try check(caller, customer, isReached: reached.contains(customer.id), scope)
        }
      }
    }
  }

  private func check(
    _ caller: TestCaller, _ customer: Customer, isReached: Bool, _ scope: String
  ) throws {
    let service = "pcrm.v1.CustomerService/"
    let hidden: StatusCode? = isReached ? nil : .notFound
    let barred: StatusCode? = isReached ? nil : .permissionDenied
    let name = "\(scope) \(customer.displayName)"
    var get = GetCustomerRequest()
    get.id = customer.id
    #expect(try caller.refusal(service + "GetCustomer", get)?.code == hidden, "get \(name)")
    #expect(try caller.lookup("insured_number", customer.externalIDs[0].value).isEmpty != isReached)
    var consents = ListConsentsRequest()
    consents.customerID = customer.id
    #expect(
      try caller.refusal(service + "ListConsents", consents)?.code == hidden, "consents \(name)")
    var relations = ListRelationsRequest()
    relations.customerID = customer.id
    #expect(
      try caller.refusal(service + "ListRelations", relations)?.code == hidden, "relations \(name)")
    let update = caller.updateRequest(
      customer.with {
        $0.version = 0; $0.language = "ko"
      })
    let refusal = try caller.refusal(service + "UpdateCustomer", update)
    #expect(refusal?.code == barred, "update \(name)")
    #expect(isReached || refusal?.info.reason == "OUT_OF_SCOPE")
    #expect(isReached || refusal?.info.field == "customer.id", "names what the request has")
    var consent = RecordConsentRequest()
    consent.consent = Consent()
    consent.consent?.customerID = customer.id
    consent.consent?.purpose = "survey"
    consent.consent?.state = .withdrawn
    let consentRefusal = try caller.refusal(service + "RecordConsent", consent)
    #expect(consentRefusal?.code == barred, "consent \(name)")
    #expect(isReached || consentRefusal?.info.field == "consent.customer_id")
    var delete = DeleteCustomerRequest()
    delete.id = customer.id
    delete.version = 99
    let deletion = try caller.refusal(service + "DeleteCustomer", delete)
    #expect(deletion?.code == (isReached ? .aborted : .permissionDenied), "delete \(name)")
    #expect(deletion?.info.field == (isReached ? "version" : "id"), "delete \(name)")
  }

  @Test func nobodyIsMovedOutOfReach() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let caller = try pcrm.caller(as: .counsellor, scope: .office, office: here)
      var create = CreateCustomerRequest()
      create.customer = .person().with { $0.homeOfficeID = there }
      let path = "pcrm.v1.CustomerService/"
      #expect(try caller.refusal(path + "CreateCustomer", create)?.info.reason == "OUT_OF_SCOPE")
      create.customer?.homeOfficeID = UnitID()
      #expect(try caller.refusal(path + "CreateCustomer", create)?.info.reason == "OUT_OF_SCOPE")
      let made = try caller.create(.person().with { $0.homeOfficeID = here })
      let move = caller.updateRequest(made.with { $0.homeOfficeID = there })
      #expect(try caller.refusal(path + "UpdateCustomer", move)?.info.reason == "OUT_OF_SCOPE")
    }
  }

  /// What each role may call; the service's table and the roles' table agree with the contract.
  @Test func permissions() throws {
    try withPCRM { pcrm in
      let reads = [
        "GetCustomer", "BatchGetCustomers", "ListCustomers", "LookupCustomer", "SearchCustomers",
        "ListRelations", "ListConsents", "CheckConsent",
      ]
      let edits = [
        "CreateCustomer", "UpdateCustomer", "CreateRelation", "UpdateRelation", "DeleteRelation",
      ]
      let deletes = ["DeleteCustomer", "UndeleteCustomer"]
      let table: [(Role, Set<String>)] = [
        (.manager, Set(reads + edits + deletes + ["BulkUpsertCustomers", "RecordConsent"])),
        (.counsellor, Set(reads + edits + ["RecordConsent"])),
        (.field, Set(reads + edits + ["RecordConsent"])),
        (.auditor, Set(reads)),
        (.integration, Set(reads + edits + ["BulkUpsertCustomers"])),
      ]
      let all = reads + edits + deletes + ["BulkUpsertCustomers", "RecordConsent"]
      for (role, allowed) in table {
        let caller = try pcrm.caller(as: role)
        for method in all {
          let refusal = try caller.refusal("pcrm.v1.CustomerService/\(method)", Empty())
          #expect(
            (refusal?.code != .permissionDenied) == allowed.contains(method),
            "\(role.name ?? "") \(method)")
        }
      }
    }
  }
}
