import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct ProposalTests {
  /// Would catch cases left behind, an uneven spread, and loads told that are not so after it is carried out.
  @Test func theCasesOfSomebodyWhoLeavesAreSpreadEvenly() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let leaving = try pcrm.staff("가는", in: office)
      let staff = try ["나", "다", "라"].map { try pcrm.staff($0, in: office) }
      var cases: [CaseID] = []
      for _ in 0..<7 { cases.append(try pcrm.openCase(in: office, worker: leaving).id) }
      _ = try pcrm.openCase(in: office, worker: staff[0])
      _ = try pcrm.openCase(in: office, worker: staff[0])
      let proposal = try pcrm.admin.propose { $0.fromStaffID = leaving }
      #expect(proposal.lineCount == 7 && proposal.unplacedCount == 0)
      #expect(proposal.state == .ready && proposal.kind == .cases && proposal.gapPpm == 0)
      #expect(proposal.shares.map(\.loadAfter) == [3000, 3000, 3000])
      #expect(proposal.shares.map(\.loadBefore) == [2000, 0, 0])
      #expect(proposal.imbalanceBeforePermille == 1414 && proposal.imbalanceAfterPermille == 0)
      let lines = try pcrm.admin.lines(of: proposal.id, size: 3)
      #expect(lines.map(\.caseID) == cases && lines.allSatisfy { !$0.reason.isEmpty })
      #expect(try pcrm.admin.load(staff: leaving).caseCount == 7, "nothing changed yet")

      let applied: Proposal = try pcrm.admin.programme(
        "ApplyProposal", pcrm.admin.applyRequest(proposal.id))
      #expect(applied.state == .applied && applied.version == 2)
      for line in lines {
        #expect(try pcrm.admin.getCase(line.caseID).caseWorkerID == line.toStaffID)
      }
      for share in proposal.shares {
        #expect(try pcrm.admin.load(staff: share.staffID).load == share.loadAfter)
      }
      #expect(
        try pcrm.admin.programmeRefusal(
          "ApplyProposal", pcrm.admin.applyRequest(proposal.id))
          == Refusal(.aborted, "PLAN_OUTDATED", "id"))
      let audit = try pcrm.admin.audit { $0.entityType = .duty }
      #expect(audit.filter { $0.method.hasSuffix("ApplyProposal") }.count == 14)
    }
  }

  /// Would catch cases without a worker that are not found, and turns that are not taken.
  @Test func casesWithoutAWorkerAreGivenInTurn() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let staff = try ["나", "다"].map { try pcrm.staff($0, in: office) }
      for _ in 0..<3 { _ = try pcrm.openCase(in: office) }
      let proposal = try pcrm.admin.propose {
        $0.officeID = office
        $0.method = .roundRobin
      }
      let lines = try pcrm.admin.lines(of: proposal.id)
      #expect(lines.map(\.toStaffID) == [staff[0], staff[1], staff[0]])
      let _: Proposal = try pcrm.admin.programme(
        "ApplyProposal", pcrm.admin.applyRequest(proposal.id))
      #expect(try pcrm.admin.load(staff: staff[0]).caseCount == 2)
    }
  }

  /// Each change would catch a plan that is carried out although it was made for another state; and that nothing of it is
  /// done then.
  @Test(arguments: 0..<4) func anOutdatedPlanIsRefusedAsAWhole(_ change: Int) throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let leaving = try pcrm.staff("가는", in: office)
      let taking = try pcrm.staff("받는", in: office)
      var cases: [Case] = []
      for _ in 0..<3 { cases.append(try pcrm.openCase(in: office, worker: leaving)) }
      let proposal = try pcrm.admin.propose { $0.fromStaffID = leaving }
      switch change {
      case 0: _ = try pcrm.openCase(in: office, worker: taking)
      case 1:
        var request = CloseCaseRequest()
        request.id = cases[2].id
        request.reason = "over"
        let _: CasePlan = try pcrm.admin.call("pcrm.v1.CaseService/CloseCase", request)
      case 2:
        var request = SuspendCaseRequest()
        request.id = cases[2].id
        request.reason = "rests"
        var weights = LoadWeights.initial
        weights.suspendedPermille = 100
        _ = try pcrm.admin.apply(weights)
        let _: CasePlan = try pcrm.admin.call("pcrm.v1.CaseService/SuspendCase", request)
      default: _ = try pcrm.admin.apply(LoadWeights.initial)
      }
      let refusal = try pcrm.admin.programmeRefusal(
        "ApplyProposal", pcrm.admin.applyRequest(proposal.id))
      #expect(refusal?.reason == "PLAN_OUTDATED", "change \(change)")
      #expect(try pcrm.admin.getCase(cases[0].id).caseWorkerID == leaving)
    }
  }

  /// Would catch somebody asked who lacks a training, is away or has left.
  @Test func onlyWhoMayTakeACaseIsAsked() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let leaving = try pcrm.staff("가는", in: office)
      let away = try pcrm.staff("쉬는", in: office)
      let able = try pcrm.staff("받는", in: office)
      _ = try pcrm.openCase(in: office, worker: leaving)
      var absence = RecordAbsenceRequest()
      var days = Absence()
      days.staffID = away
      days.reason = "leave"
      days.startTime = pcrm.clock.now()
      days.deputyIDs = [able]
      absence.absence = days
      let _: Absence = try pcrm.admin.call("pcrm.v1.AssignmentService/RecordAbsence", absence)
      let proposal = try pcrm.admin.propose { $0.fromStaffID = leaving }
      #expect(proposal.shares.map(\.staffID) == [able])
      var weights = LoadWeights.initial
      weights.loadMax = 500
      _ = try pcrm.admin.apply(weights)
      let none = try pcrm.admin.propose { $0.fromStaffID = leaving }
      #expect(none.unplacedCount == 1)
      #expect(try pcrm.admin.lines(of: none.id)[0].reason.contains("more than the weights allow"))
    }
  }

  /// Each row would catch a bad request that is taken.
  private static let bad: [(Refusal, @Sendable (inout ProposeAssignmentRequest) -> Void)] = [
    (Refusal(.invalidArgument, "FIELD_REQUIRED", "office_id"), { _ in }),
    (
      Refusal(.notFound, "NOT_FOUND", "office_id"),
      { $0.officeID = UnitID(high: 1 << 12 | 0x7000, low: 1 << 63) }
    ),
    (
      Refusal(.notFound, "NOT_FOUND", "from_staff_id"),
      { $0.fromStaffID = StaffID(high: 0x7000, low: 1 << 63) }
    ),
    (
      Refusal(.notFound, "NOT_FOUND", "case_ids[0]"),
      { $0.caseIDs = [CaseID(high: 0x7000, low: 1 << 63)] }
    ),
    (
      Refusal(.invalidArgument, "TOO_MANY_ITEMS", "case_ids"),
      { $0.caseIDs = [CaseID](repeating: CaseID(high: 0x7000, low: 1 << 63), count: 1001) }
    ),
    (
      Refusal(.invalidArgument, "FIELD_MALFORMED", "method"),
      {
        $0.caseIDs = [CaseID(high: 0x7000, low: 1 << 63)]
        $0.method = .matched
      }
    ),
    (
      Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "lines_max"),
      {
        $0.caseIDs = [CaseID(high: 0x7000, low: 1 << 63)]
        $0.linesMax = 10_001
      }
    ),
  ]

  @Test func badRequestsAreRefused() throws {
    try withPCRM { pcrm in
      for (expected, set) in Self.bad {
        var request = ProposeAssignmentRequest()
        set(&request)
        #expect(try pcrm.admin.programmeRefusal("ProposeAssignment", request) == expected)
      }
      var empty = ProposeAssignmentRequest()
      empty.officeID = try pcrm.office()
      #expect(
        try pcrm.admin.programmeRefusal("ProposeAssignment", empty)
          == Refusal(.failedPrecondition, "NOTHING_TO_PROPOSE", "case_ids"))
      var apply = ApplyProposalRequest()
      #expect(
        try pcrm.admin.programmeRefusal("ApplyProposal", apply)
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "reason"))
      apply.reason = "x"
      apply.id = ProposalID(high: 0x7000, low: 1 << 63)
      #expect(
        try pcrm.admin.programmeRefusal("ApplyProposal", apply)
          == Refusal(.notFound, "NOT_FOUND", "id"))
    }
  }

  /// Would catch a proposal of one office shown to another, and one's own hidden.
  @Test func proposalsAreSeenWithinScope() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let (seoul, busan) = (try pcrm.office("서울"), try pcrm.office("부산"))
      _ = try pcrm.staff("나", in: seoul)
      _ = try pcrm.openCase(in: seoul)
      let proposal = try pcrm.admin.propose { $0.officeID = seoul }
      let own = try pcrm.caller(as: .manager, scope: .office, office: seoul)
      let other = try pcrm.caller(as: .manager, scope: .office, office: busan)
      var get = GetProposalRequest()
      get.id = proposal.id
      #expect(try own.programmeRefusal("GetProposal", get) == nil)
      #expect(
        try other.programmeRefusal("GetProposal", get) == Refusal(.notFound, "NOT_FOUND", "id"))
      for (caller, count) in [(own, 1), (other, 0)] {
        let list: ListProposalsResponse = try caller.programme(
          "ListProposals", ListProposalsRequest())
        #expect(list.proposals.count == count)
        #expect(list.proposals.allSatisfy { $0.shares.isEmpty })
      }
      var foreign = ProposeAssignmentRequest()
      foreign.officeID = seoul
      #expect(
        try other.programmeRefusal("ProposeAssignment", foreign)
          == Refusal(.notFound, "NOT_FOUND", "office_id"))
    }
  }
}
