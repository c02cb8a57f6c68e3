import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Cases by every filter, page by page, and for each caller only those it may see.
struct CaseListTests {
  @Test func filters() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      var other = try CaseTypeDocument(json: CaseWorld.care)
      other.caseTypes[0].code = "other"
      try world.admin.apply(other)
      let far = try pcrm.office("부산지사")
      let stranger = try pcrm.admin.create(.person("박").with { $0.homeOfficeID = far }).id
      let a = try world.inCare()
      pcrm.clock.advance(seconds: 1)
      let b = try #require(try world.admin.open(world.customer, type: "other").case)
      pcrm.clock.advance(seconds: 1)
      let c = try #require(try world.admin.open(stranger).case)
      let _: CasePlan = try world.admin.cases("CloseCase", CloseCaseRequest.self) {
        $0.id = c.id
        $0.reason = "잘못"
      }
      typealias Filter = (inout ListCasesRequest) -> Void
      let table: [(String, Filter, [CaseID])] = [
        ("everything", { _ in }, [a.id, b.id, c.id]),
        ("customer", { $0.customerID = world.customer }, [a.id, b.id]),
        ("office", { $0.officeID = far }, [c.id]),
        ("worker", { $0.caseWorkerID = world.worker }, [a.id]),
        ("type", { $0.type = "care" }, [a.id, c.id]),
        (
          "stage",
          {
            $0.type = "care"; $0.stage = "reported"
          }, [c.id]
        ),
        ("status", { $0.status = .closed }, [c.id]),
        ("number", { $0.number = b.number }, [b.id]),
        ("since", { $0.changedSince = b.updateTime }, [b.id, c.id]),
        (
          "two",
          {
            $0.customerID = world.customer; $0.type = "other"
          }, [b.id]
        ),
        ("nothing", { $0.number = "CARE-2026-9999" }, []),
      ]
      for (name, filter, expected) in table {
        #expect(try world.admin.listCases(filter).map(\.id) == expected, "\(name)")
        #expect(try world.admin.listCases(size: 1, filter).map(\.id) == expected, "\(name) by one")
      }
      let callers: [(String, TestCaller, Set<CaseID>)] = [
        ("office", try pcrm.caller(as: .manager, scope: .office, office: far), [c.id]),
        ("own", try pcrm.caller(as: .field, scope: .own, staff: world.worker), [a.id, b.id]),
        ("auditor", try pcrm.caller(as: .auditor), [a.id, b.id, c.id]),
      ]
      for (name, caller, reached) in callers {
        for (filterName, filter, expected) in table {
          #expect(
            try caller.listCases(filter).map(\.id) == expected.filter(reached.contains),
            "\(name) \(filterName)")
        }
        for document in [a, b, c] where !reached.contains(document.id) {
          try check(caller, cannotTouch: document)
        }
      }
    }
  }

  /// No method finds a case that the caller does not see.
  private func check(_ caller: TestCaller, cannotTouch document: Case) throws {
    func expect<R: Message>(
      _ method: String, _ type: R.Type, _ field: String, _ set: (inout R) -> Void
    ) throws {
      #expect(
        try caller.casesRefusal(method, type, set) == Refusal(.notFound, "NOT_FOUND", field),
        "\(method)")
    }
    let id = document.id
    try expect("GetCase", GetCaseRequest.self, "id") { $0.id = id }
    try expect("UpdateCase", UpdateCaseRequest.self, "case.id") { $0.case = document }
    try expect("AdvanceCase", AdvanceCaseRequest.self, "id") { $0.id = id }
    try expect("SetCasePhase", SetCasePhaseRequest.self, "id") { $0.id = id }
    try expect("SetCaseSeverity", SetCaseSeverityRequest.self, "id") { $0.id = id }
    try expect("SuspendCase", SuspendCaseRequest.self, "id") { $0.id = id }
    try expect("ResumeCase", ResumeCaseRequest.self, "id") { $0.id = id }
    try expect("CloseCase", CloseCaseRequest.self, "id") { $0.id = id }
    try expect("ReopenCase", ReopenCaseRequest.self, "id") { $0.id = id }
    try expect("RecordTouchpoint", RecordTouchpointRequest.self, "case_id") { $0.caseID = id }
    try expect("ListTouchpoints", ListTouchpointsRequest.self, "case_id") { $0.caseID = id }
    try expect("RecordNeeds", RecordNeedsRequest.self, "case_id") { $0.caseID = id }
    try expect("ListNeeds", ListNeedsRequest.self, "case_id") { $0.caseID = id }
    try expect("CheckQualityPoint", CheckQualityPointRequest.self, "case_id") { $0.caseID = id }
    try expect("ListQualityPoints", ListQualityPointsRequest.self, "case_id") { $0.caseID = id }
    try expect("DecideBenefit", DecideBenefitRequest.self, "case_id") { $0.caseID = id }
    try expect("ListBenefits", ListBenefitsRequest.self, "case_id") { $0.caseID = id }
    try expect("ListCaseEvents", ListCaseEventsRequest.self, "case_id") { $0.caseID = id }
    #expect(
      try caller.casesRefusal("OpenCase", OpenCaseRequest.self) {
        var draft = Case()
        draft.customerID = document.customerID
        draft.type = "care"
        $0.case = draft
      } == Refusal(.permissionDenied, "OUT_OF_SCOPE", "case.customer_id"))
  }

  /// Would catch a row on the wire that is not the document, above all where a value is missing or zero.
  @Test func rowToWire() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      _ = try world.admin.phase(made.id, "acute")
      let bare = try pcrm.admin.create(.person("무소속")).id
      _ = try world.admin.open(bare)
      for score in [nil, 0, 1, -5, .max] as [Int64?] {
        let scored = try pcrm.database.write { (writer) throws(Status) in
          let caller = Caller(
            principal: PrincipalID(high: 1, low: 1), permissions: .all, scope: .all)
          let stored = try writer.reader.caseRecord(made.id, field: "id", caller)
          var document = stored
          document.needScore = score
          document.severity = score == 0 ? Severity(.ais, 5) : nil
          document.supportGroup = .priority
          document.managementLevel = .intensive
          return try writer.updateCase(document, from: stored, fields: ["need_score"], by: caller)
        }
        var request = GetCaseRequest()
        request.id = made.id
        let bytes = try world.admin.bytes("pcrm.v1.CaseService/GetCase", request.binary())
        #expect(bytes == scored.binary())
        let page = try world.admin.bytes(
          "pcrm.v1.CaseService/ListCases", ListCasesRequest().binary())
        let list = try ListCasesResponse(binary: page)
        #expect(list.cases.count == 2 && list.cases[0] == scored && list.binary() == page)
      }
    }
  }
}
