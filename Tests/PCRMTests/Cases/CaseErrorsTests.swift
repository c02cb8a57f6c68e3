import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Every refusal of a call about a case, with its exact code, reason and field.
struct CaseErrorsTests {
  /// The cases that the tables are about: one in each state.
  private struct Cases {
    let world: CaseWorld
    let opened: Case
    let care: Case
    let suspended: Case
    let closed: Case
    let planned: Touchpoint
    let done: Touchpoint

    init(_ pcrm: PCRMFixture) throws {
      world = try CaseWorld(pcrm)
      let admin = world.admin
      opened = try #require(try admin.open(world.customer).case)
      let inCare = try world.inCare()
      care = inCare
      let resting = try #require(try admin.open(world.customer).case)
      let suspend: CasePlan = try admin.cases("SuspendCase", SuspendCaseRequest.self) {
        $0.id = resting.id
        $0.reason = "x"
      }
      suspended = try #require(suspend.case)
      let over = try #require(try admin.open(world.customer).case)
      let close: CasePlan = try admin.cases("CloseCase", CloseCaseRequest.self) {
        $0.id = over.id
        $0.reason = "x"
      }
      closed = try #require(close.case)
      let touchpoints = try admin.touchpoints {
        $0.caseID = inCare.id
        $0.state = .planned
      }
      planned = try #require(touchpoints.first { $0.code == "letter" })
      let record: RecordTouchpointResponse = try admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) { $0.caseID = inCare.id }
      done = try #require(record.touchpoint)
    }
  }

  /// Calls a method and compares the refusal.
  private func expect<R: Message>(
    _ cases: Cases, _ method: String, _ type: R.Type, _ code: StatusCode, _ reason: String,
    _ field: String, _ set: (inout R) -> Void
  ) throws {
    let refusal = try cases.world.admin.casesRefusal(method, type, set)
    let expected = Refusal(code, reason, field)
    #expect(refusal == expected, "\(method): \(refusal.map(\.description) ?? "done")")
  }

  private static let nobody = CaseID(high: 0x018f_3a5e_7c1b_7d2a, low: 0x9f00_2b1c_5d7e_9a01)
  private static let future = Timestamp(seconds: 4_000_000_000, nanos: 0)

  @Test func opening() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      let deleted = try pcrm.admin.create(.person()).id
      _ = try pcrm.admin.delete(deleted)
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String,
        _ set: (inout OpenCaseRequest) -> Void
      ) throws {
        try expect(cases, "OpenCase", OpenCaseRequest.self, code, reason, field) {
          var draft = Case()
          draft.customerID = cases.world.customer
          draft.type = "care"
          $0.case = draft
          set(&$0)
        }
      }
      let precondition = StatusCode.failedPrecondition
      try refused(.invalidArgument, "FIELD_REQUIRED", "case") { $0.case = nil }
      try refused(.invalidArgument, "FIELD_REQUIRED", "case.type") { $0.case?.type = "" }
      try refused(precondition, "REFERENCE_MISSING", "case.type") { $0.case?.type = "none" }
      try refused(.invalidArgument, "FIELD_REQUIRED", "case.customer_id") {
        $0.case?.customerID = CustomerID()
      }
      try refused(precondition, "REFERENCE_MISSING", "case.customer_id") {
        $0.case?.customerID = CustomerID(high: 1, low: 2)
      }
      try refused(precondition, "DELETED", "case.customer_id") { $0.case?.customerID = deleted }
      try refused(.alreadyExists, "ID_TAKEN", "case.id") { $0.case?.id = cases.opened.id }
      try refused(.invalidArgument, "FIELD_MALFORMED", "case.id") {
        $0.case?.id = CaseID(high: 1, low: 2)
      }
      try refused(precondition, "REFERENCE_MISSING", "case.office_id") {
        $0.case?.officeID = UnitID(high: 1, low: 2)
      }
      try refused(precondition, "TRANSITION_NOT_ALLOWED", "case.stage") {
        $0.case?.stage = "rehab"
      }
      try refused(.invalidArgument, "FIELD_MALFORMED", "case.severity.scheme") {
        $0.case?.severity = Severity(.aaam, 9)
      }
      try refused(.invalidArgument, "FIELD_OUT_OF_RANGE", "case.severity.grade") {
        $0.case?.severity = Severity(.ais, 6)
      }
      try refused(.invalidArgument, "FIELD_REQUIRED", "case.approve_time") {
        $0.case?.approvalKind = .new
      }
      try refused(.invalidArgument, "FIELD_MALFORMED", "case.approve_time") {
        $0.case?.approvalKind = .new
        $0.case?.approveTime = Self.future
      }
      try refused(.invalidArgument, "FIELD_TOO_LONG", "case.summary") {
        $0.case?.summary = String(repeating: "가", count: 501)
      }
      try refused(.invalidArgument, "DUPLICATE_ITEM", "case.diagnosis_codes[1]") {
        $0.case?.diagnosisCodes = ["S72.0", "S72.0"]
      }
      try refused(.invalidArgument, "FIELD_MALFORMED", "case.diagnosis_codes[0]") {
        $0.case?.diagnosisCodes = ["골절"]
      }
      try refused(.invalidArgument, "FIELD_OUT_OF_RANGE", "case.care_since.day") {
        $0.case?.careSince = CivilDate(2026, 2, 29)
      }
      try refused(.invalidArgument, "FIELD_REQUIRED", "case.first_opinion.day") {
        $0.case?.firstOpinion = MedicalOpinion()
      }
      try refused(.invalidArgument, "FIELD_REQUIRED", "case.after_effect_card.number") {
        $0.case?.afterEffectCard = AfterEffectCard()
      }
      try refused(.invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.effectTime = Self.future
      }
      try refused(.invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.effectTime = Timestamp(seconds: .min, nanos: 0)
      }
      try refused(precondition, "REFERENCE_MISSING", "case_worker_id") {
        $0.caseWorkerID = StaffID(high: 1, low: 2)
      }
      #expect(try cases.world.admin.listCases().count == 4, "nothing refused leaves a trace")
      #expect(try cases.world.admin.open(cases.world.customer).case?.number == "CARE-2026-0005")
    }
  }

  @Test func moving() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      func refused(
        _ document: Case, to stage: String, _ code: StatusCode, _ reason: String, _ field: String,
        _ set: (inout AdvanceCaseRequest) -> Void = { _ in }
      ) throws {
        try expect(cases, "AdvanceCase", AdvanceCaseRequest.self, code, reason, field) {
          $0.id = document.id
          $0.to = stage
          $0.reason = "x"
          set(&$0)
        }
      }
      let precondition = StatusCode.failedPrecondition
      let (opened, care) = (cases.opened, cases.care)
      let other = try pcrm.staff("박영수")
      _ = try cases.world.admin.checkQuality(care.id, "papers")
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_REQUIRED", "id") {
        $0.id = CaseID()
      }
      try refused(opened, to: "first_care", .notFound, "NOT_FOUND", "id") { $0.id = Self.nobody }
      try refused(opened, to: "first_care", .aborted, "VERSION_MISMATCH", "version") {
        $0.version = 7
      }
      try refused(opened, to: "", .invalidArgument, "FIELD_REQUIRED", "to")
      try refused(opened, to: "rehab", precondition, "TRANSITION_NOT_ALLOWED", "to")
      try refused(opened, to: "reported", precondition, "TRANSITION_NOT_ALLOWED", "to")
      try refused(opened, to: "nowhere", precondition, "TRANSITION_NOT_ALLOWED", "to")
      try refused(opened, to: "first_care", precondition, "CASE_WORKER_REQUIRED", "case_worker_id")
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_REQUIRED", "reason") {
        $0.reason = " "
      }
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_TOO_LONG", "reason") {
        $0.reason = String(repeating: "x", count: 501)
      }
      try refused(care, to: "rehab", .invalidArgument, "FIELD_REQUIRED", "exit_reason")
      try refused(care, to: "rehab", .invalidArgument, "FIELD_MALFORMED", "exit_reason") {
        $0.exitReason = "bored"
      }
      try refused(care, to: "ended", .invalidArgument, "FIELD_MALFORMED", "reason") {
        $0.exitReason = "healed"
      }
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.effectTime = Self.future
      }
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.effectTime = opened.openTime?.adding(seconds: -1)
      }
      try refused(opened, to: "first_care", .invalidArgument, "FIELD_OUT_OF_RANGE", "amount_won") {
        $0.caseWorkerID = cases.world.worker
        $0.amount = .amountWon(-1)
      }
      try refused(care, to: "rehab", precondition, "DUTY_HELD", "case_worker_id") {
        $0.exitReason = "healed"
        $0.caseWorkerID = other
      }
      try refused(cases.suspended, to: "first_care", precondition, "CASE_SUSPENDED", "id")
      try refused(cases.closed, to: "first_care", precondition, "CASE_CLOSED", "id")
      // What cannot be: the answer says what can.
      var request = AdvanceCaseRequest()
      request.id = care.id
      request.to = "reported"
      let status = try cases.world.admin.refusal("pcrm.v1.CaseService/AdvanceCase", request)
      #expect(
        status?.info.params.map { "\($0.name)=\($0.value)" }
          == ["from=first_care", "to=reported", "allowed=rehab,ended"])
      #expect(try cases.world.admin.caseRecord(opened.id) == opened)
      #expect(try cases.world.admin.caseRecord(care.id) == care)
    }
  }

  @Test func phases() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      func refused(
        _ document: Case, _ phase: String, _ code: StatusCode, _ reason: String, _ field: String,
        _ set: (inout SetCasePhaseRequest) -> Void = { _ in }
      ) throws {
        try expect(cases, "SetCasePhase", SetCasePhaseRequest.self, code, reason, field) {
          $0.id = document.id
          $0.phase = phase
          $0.reason = "injury"
          set(&$0)
        }
      }
      let precondition = StatusCode.failedPrecondition
      let care = cases.care
      try refused(care, "fixed", precondition, "TRANSITION_NOT_ALLOWED", "phase")
      try refused(care, "", precondition, "TRANSITION_NOT_ALLOWED", "phase")
      try refused(care, "acute", .invalidArgument, "FIELD_MALFORMED", "reason") { $0.reason = "x" }
      try refused(care, "acute", .invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.effectTime = Self.future
      }
      try refused(cases.closed, "acute", precondition, "CASE_CLOSED", "id")
      try refused(cases.suspended, "acute", precondition, "CASE_SUSPENDED", "id")
      _ = try cases.world.admin.phase(care.id, "acute")
      try refused(care, "acute", precondition, "TRANSITION_NOT_ALLOWED", "phase")
      try refused(care, "", precondition, "TRANSITION_NOT_ALLOWED", "phase")
      _ = try cases.world.admin.phase(care.id, "subacute", reason: "x")
      try refused(care, "fixed", .invalidArgument, "FIELD_REQUIRED", "exit_reason")
      try refused(care, "fixed", .invalidArgument, "FIELD_MALFORMED", "exit_reason") {
        $0.exitReason = "x"
      }
    }
  }

  @Test func restAndEnd() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      let precondition = StatusCode.failedPrecondition
      let (care, opened) = (cases.care, cases.opened)
      for (document, reason) in [
        (cases.suspended, "CASE_SUSPENDED"), (cases.closed, "CASE_CLOSED"),
      ] {
        try expect(cases, "SuspendCase", SuspendCaseRequest.self, precondition, reason, "id") {
          $0.id = document.id
          $0.reason = "x"
        }
        try expect(cases, "MigrateCase", MigrateCaseRequest.self, precondition, reason, "id") {
          $0.id = document.id
          $0.reason = "x"
        }
      }
      let suspend = SuspendCaseRequest.self
      try expect(cases, "SuspendCase", suspend, .invalidArgument, "FIELD_REQUIRED", "reason") {
        $0.id = care.id
      }
      let resume = ResumeCaseRequest.self
      try expect(cases, "ResumeCase", resume, precondition, "CASE_NOT_SUSPENDED", "id") {
        $0.id = care.id
        $0.reason = "x"
      }
      try expect(cases, "ResumeCase", resume, precondition, "CASE_CLOSED", "id") {
        $0.id = cases.closed.id
        $0.reason = "x"
      }
      let close = CloseCaseRequest.self
      try expect(cases, "CloseCase", close, precondition, "TRANSITION_NOT_ALLOWED", "id") {
        $0.id = care.id
        $0.reason = "x"
      }
      try expect(cases, "CloseCase", close, precondition, "CASE_CLOSED", "id") {
        $0.id = cases.closed.id
        $0.reason = "x"
      }
      try expect(cases, "CloseCase", close, .invalidArgument, "FIELD_REQUIRED", "reason") {
        $0.id = opened.id
      }
      try expect(cases, "CloseCase", close, .aborted, "VERSION_MISMATCH", "version") {
        $0.id = opened.id
        $0.version = 9
      }
      let reopen = ReopenCaseRequest.self
      try expect(cases, "ReopenCase", reopen, precondition, "CASE_NOT_CLOSED", "id") {
        $0.id = opened.id
        $0.reason = "x"
      }
      let migrate = MigrateCaseRequest.self
      try expect(cases, "MigrateCase", migrate, precondition, "REFERENCE_MISSING", "type_version") {
        $0.id = opened.id
        $0.typeVersion = 2
        $0.reason = "x"
      }
      try expect(cases, "MigrateCase", migrate, precondition, "TRANSITION_NOT_ALLOWED", "stage") {
        $0.id = opened.id
        $0.stage = "nowhere"
        $0.reason = "x"
      }
      try expect(
        cases, "MigrateCase", migrate, precondition, "CASE_WORKER_REQUIRED", "case_worker_id"
      ) {
        $0.id = opened.id
        $0.stage = "rehab"
        $0.reason = "x"
      }
      _ = try pcrm.admin.delete(cases.world.customer)
      try expect(cases, "ReopenCase", reopen, precondition, "DELETED", "id") {
        $0.id = cases.closed.id
        $0.reason = "x"
      }
    }
  }

  @Test func updating() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String, mask: [String] = [],
        _ set: (inout Case) -> Void
      ) throws {
        try expect(cases, "UpdateCase", UpdateCaseRequest.self, code, reason, field) {
          var patch = Case()
          patch.id = cases.opened.id
          set(&patch)
          $0.case = patch
          if !mask.isEmpty { $0.updateMask = FieldMask(paths: mask) }
        }
      }
      for field in Case.readOnlyFields.sorted() {
        try refused(.invalidArgument, "FIELD_READ_ONLY", field, mask: [field]) { _ in }
      }
      try refused(.invalidArgument, "MASK_PATH_UNKNOWN", "update_mask", mask: ["x"]) { _ in }
      try refused(.aborted, "VERSION_MISMATCH", "version") { $0.version = 2 }
      try refused(.notFound, "NOT_FOUND", "case.id") { $0.id = Self.nobody }
      try refused(.failedPrecondition, "CASE_CLOSED", "case.id") { $0.id = cases.closed.id }
      try refused(.failedPrecondition, "REFERENCE_MISSING", "case.office_id") {
        $0.officeID = UnitID(high: 3, low: 4)
      }
      try refused(.failedPrecondition, "REFERENCE_MISSING", "case.first_opinion.hospital_id") {
        $0.firstOpinion = MedicalOpinion()
        $0.firstOpinion?.day = CivilDate(2026, 3, 1)
        $0.firstOpinion?.hospitalID = CustomerID(high: 3, low: 4)
      }
      var request = UpdateCaseRequest()
      request.case = Case()
      request.case?.id = cases.opened.id
      request.case?.firstOpinion = MedicalOpinion()
      request.case?.firstOpinion?.day = CivilDate(2026, 3, 1)
      let _: Case = try pcrm.admin.call("pcrm.v1.CaseService/UpdateCase", request)
      try refused(.invalidArgument, "FIELD_READ_ONLY", "first_opinion") {
        $0.firstOpinion = MedicalOpinion()
        $0.firstOpinion?.day = CivilDate(2026, 3, 2)
      }
      let severity = SetCaseSeverityRequest.self
      try expect(
        cases, "SetCaseSeverity", severity, .invalidArgument, "FIELD_REQUIRED", "severity"
      ) { $0.id = cases.opened.id }
      for grade in [0, 6, -1] as [Int32] {
        try expect(
          cases, "SetCaseSeverity", severity, .invalidArgument, "FIELD_OUT_OF_RANGE",
          "severity.grade"
        ) {
          $0.id = cases.opened.id
          $0.severity = Severity(.ais, grade)
          $0.reason = "x"
        }
      }
    }
  }

  @Test func records() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      let precondition = StatusCode.failedPrecondition
      let care = cases.care.id
      func touchpoint(
        _ code: StatusCode, _ reason: String, _ field: String,
        _ set: (inout RecordTouchpointRequest) -> Void
      ) throws {
        try expect(
          cases, "RecordTouchpoint", RecordTouchpointRequest.self, code, reason, field, set)
      }
      try touchpoint(.invalidArgument, "FIELD_REQUIRED", "case_id") { _ in }
      try touchpoint(.notFound, "NOT_FOUND", "touchpoint_id") {
        $0.touchpointID = TouchpointID(high: 1, low: 2)
      }
      try touchpoint(.invalidArgument, "FIELD_MALFORMED", "case_id") {
        $0.touchpointID = cases.planned.id
        $0.caseID = cases.opened.id
      }
      try touchpoint(.aborted, "VERSION_MISMATCH", "version") {
        $0.touchpointID = cases.planned.id
        $0.version = 5
      }
      try touchpoint(precondition, "TOUCHPOINT_ENDED", "touchpoint_id") {
        $0.touchpointID = cases.done.id
      }
      try touchpoint(precondition, "CASE_CLOSED", "case_id") { $0.caseID = cases.closed.id }
      try touchpoint(precondition, "CASE_SUSPENDED", "case_id") { $0.caseID = cases.suspended.id }
      try touchpoint(precondition, "REFERENCE_MISSING", "staff_id") {
        $0.caseID = care
        $0.staffID = StaffID(high: 1, low: 2)
      }
      try touchpoint(.invalidArgument, "FIELD_MALFORMED", "rating") {
        $0.caseID = care
        $0.rating = StateRating(rawValue: 9)
      }
      try touchpoint(.invalidArgument, "FIELD_TOO_LONG", "improvement") {
        $0.caseID = care
        $0.improvement = String(repeating: "x", count: 2001)
      }
      try touchpoint(.invalidArgument, "FIELD_MALFORMED", "effect_time") {
        $0.caseID = care
        $0.effectTime = Timestamp(seconds: 0, nanos: 0)
      }
      let needs = RecordNeedsRequest.self
      try expect(cases, "RecordNeeds", needs, precondition, "REFERENCE_MISSING", "needs[1]") {
        $0.caseID = care
        $0.needs = ["job", "love"]
      }
      try expect(cases, "RecordNeeds", needs, .invalidArgument, "DUPLICATE_ITEM", "hardships[1]") {
        $0.caseID = care
        $0.hardships = ["debt", "debt"]
      }
      try expect(cases, "RecordNeeds", needs, precondition, "REFERENCE_MISSING", "touchpoint_id") {
        $0.caseID = cases.opened.id
        $0.touchpointID = cases.planned.id
      }
      try expect(cases, "RecordNeeds", needs, precondition, "CASE_CLOSED", "case_id") {
        $0.caseID = cases.closed.id
      }
      let quality = CheckQualityPointRequest.self
      try expect(cases, "CheckQualityPoint", quality, precondition, "REFERENCE_MISSING", "code") {
        $0.caseID = cases.opened.id
        $0.code = "papers"
        $0.result = .kept
      }
      try expect(cases, "CheckQualityPoint", quality, .invalidArgument, "FIELD_REQUIRED", "result")
      {
        $0.caseID = care
        $0.code = "papers"
      }
      try benefits(cases)
    }
  }

  private func benefits(_ cases: Cases) throws {
    func refused(
      _ code: StatusCode, _ reason: String, _ field: String,
      _ set: (inout DecideBenefitRequest) -> Void
    ) throws {
      try expect(cases, "DecideBenefit", DecideBenefitRequest.self, code, reason, field) {
        $0.caseID = cases.care.id
        $0.kind = "average_wage"
        $0.validFrom = CivilDate(2026, 3, 1)
        $0.reason = "x"
        set(&$0)
      }
    }
    try refused(.invalidArgument, "FIELD_REQUIRED", "kind") { $0.kind = "" }
    try refused(.failedPrecondition, "REFERENCE_MISSING", "kind") { $0.kind = "pension" }
    try refused(.invalidArgument, "FIELD_OUT_OF_RANGE", "amount_won") { $0.amountWon = -1 }
    try refused(.invalidArgument, "FIELD_REQUIRED", "valid_from") { $0.validFrom = nil }
    try refused(.invalidArgument, "FIELD_REQUIRED", "reason") { $0.reason = "" }
    try refused(.aborted, "VERSION_MISMATCH", "version") { $0.version = 1 }
    try refused(.failedPrecondition, "CASE_CLOSED", "case_id") { $0.caseID = cases.closed.id }
  }

  @Test func lists() throws {
    try withPCRM { pcrm in
      let cases = try Cases(pcrm)
      let list = ListCasesRequest.self
      try expect(cases, "ListCases", list, .invalidArgument, "FIELD_REQUIRED", "type") {
        $0.stage = "rehab"
      }
      try expect(cases, "ListCases", list, .invalidArgument, "FIELD_MALFORMED", "status") {
        $0.status = CaseStatus(rawValue: 4)
      }
      try expect(cases, "ListCases", list, .invalidArgument, "PAGE_TOKEN_INVALID", "page_token") {
        $0.pageToken = "x"
      }
      try expect(cases, "ListCases", list, .invalidArgument, "FIELD_OUT_OF_RANGE", "page_size") {
        $0.pageSize = 1001
      }
      let touchpoints = ListTouchpointsRequest.self
      try expect(
        cases, "ListTouchpoints", touchpoints, .invalidArgument, "FIELD_MALFORMED", "state"
      ) { $0.state = TouchpointState(rawValue: 9) }
      let shares = GetServiceSharesRequest.self
      try expect(cases, "GetServiceShares", shares, .invalidArgument, "FIELD_REQUIRED", "from") {
        _ in
      }
      try expect(cases, "GetServiceShares", shares, .invalidArgument, "FIELD_MALFORMED", "to") {
        $0.from = CivilDate(2026, 3, 1)
        $0.to = CivilDate(2026, 3, 1)
      }
      let events = ListCaseEventsRequest.self
      try expect(cases, "ListCaseEvents", events, .invalidArgument, "FIELD_REQUIRED", "case_id") {
        _ in
      }
    }
  }
}
