import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct AuthorityTests {
  private static func limit(
    _ role: String, _ code: String, _ amount: Int64? = nil, kind: AuthorityKind = .decision,
    from: CivilDate? = nil, to: CivilDate? = nil
  ) -> AuthorityLimit {
    .made {
      $0.role = role
      $0.kind = kind
      $0.code = code
      $0.limit = amount.map { .amountWon($0) }
      $0.validFrom = from
      $0.validTo = to
    }
  }

  private static let limits = AuthorityLimits.made {
    $0.limits = [
      limit("counsellor", "small_claim", 500_000), limit("manager", "small_claim"),
      limit("claims_lead", "small_claim", 2_000_000, to: CivilDate(2026, 4, 1)),
      limit("counsellor", "reissue_certificate", kind: .task),
      limit("counsellor", "recovery", 100_000, kind: .recovery),
      limit("manager", "write_off", 0, from: CivilDate(2027, 1, 1)),
    ]
  }

  private func check(
    _ caller: TestCaller, _ code: String, _ amount: Int64? = nil, _ kind: AuthorityKind = .decision
  ) throws -> String {
    let request = CheckAuthorityRequest.made {
      $0.code = code
      $0.kind = kind
      $0.amount = amount.map { .amountWon($0) }
    }
    do {
      let answer: Authority = try caller.ask("CheckAuthority", request)
      guard answer.limited else { return "unlimited" }
      guard case .amountWon(let won)? = answer.limit else { return answer.role }
      return "\(answer.role) \(won)"
    } catch let status as Status {
      return status.info.reason + status.info.params.map { " \($0.value)" }.joined()
    }
  }

  /// Would catch an amount, a role or a day that is not looked at, and a limit that opens what it should close.
  @Test func roleDecisionAmountAndDay() throws {
    try withPCRM { pcrm in
      let kim = try pcrm.staff("김")
      let counsellor = try pcrm.caller(as: .counsellor, staff: kim)
      let manager = try pcrm.caller(as: .manager)
      let auditor = try pcrm.caller(as: .auditor)
      #expect(try check(auditor, "small_claim", 1) == "unlimited", "before there are limits")
      try pcrm.admin.apply(Self.limits)
      #expect(try check(counsellor, "small_claim", 500_000) == "counsellor 500000")
      #expect(
        try check(counsellor, "small_claim", 500_001) == "AUTHORITY_EXCEEDED small_claim 500000")
      #expect(try check(counsellor, "small_claim") == "counsellor 500000")
      #expect(try check(manager, "small_claim", .max) == "manager")
      #expect(try check(auditor, "small_claim", 0) == "AUTHORITY_MISSING small_claim")
      #expect(try check(pcrm.admin, "small_claim", 0) == "AUTHORITY_MISSING small_claim")
      #expect(try check(auditor, "another", 5) == "unlimited")
      #expect(try check(counsellor, "reissue_certificate", nil, .task) == "counsellor")
      #expect(
        try check(manager, "reissue_certificate", nil, .task)
          == "AUTHORITY_MISSING reissue_certificate")
      #expect(
        try check(counsellor, "recovery", 100_001, .recovery)
          == "AUTHORITY_EXCEEDED recovery 100000")
      #expect(try check(manager, "write_off", 0) == "AUTHORITY_MISSING write_off", "not yet")
      try pcrm.admin.give(
        kim, ["claims_lead"], from: CivilDate(2026, 3, 3), to: CivilDate(2026, 5, 1))
      #expect(
        try check(counsellor, "small_claim", 600_000) == "AUTHORITY_EXCEEDED small_claim 500000")
      pcrm.clock.advance(seconds: 86_400)
      #expect(try check(counsellor, "small_claim", 600_000) == "claims_lead 2000000")
      pcrm.clock.advance(seconds: 29 * 86_400)
      #expect(
        try check(counsellor, "small_claim", 600_000) == "AUTHORITY_EXCEEDED small_claim 500000",
        "the limit ran out")
    }
  }

  /// Each row would catch a document or a question that is not refused.
  @Test func refused() throws {
    try withPCRM { pcrm in
      let bad: [(Refusal, (inout AuthorityLimits) -> Void)] = [
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "limits.limits[0].role"),
          { $0.limits[0].role = "" }
        ),
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "limits.limits[0].kind"),
          { $0.limits[0].kind = .unspecified }
        ),
        (
          .init(.invalidArgument, "FIELD_MALFORMED", "limits.limits[0].code"),
          { $0.limits[0].code = "Small" }
        ),
        (
          .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "limits.limits[0].amount_won"),
          { $0.limits[0].limit = .amountWon(-1) }
        ),
        (
          .init(.invalidArgument, "DUPLICATE_ITEM", "limits.limits[1]"),
          { $0.limits[1].role = "counsellor" }
        ),
      ]
      for (expected, change) in bad {
        var request = ApplyAuthorityLimitsRequest()
        var limits = Self.limits
        change(&limits)
        request.limits = limits
        #expect(try pcrm.admin.denied("ApplyAuthorityLimits", request) == expected)
      }
      #expect(try check(pcrm.admin, "") == "FIELD_REQUIRED")
      #expect(try check(pcrm.admin, "a", -1).hasPrefix("FIELD_OUT_OF_RANGE"))
      let plan = try pcrm.admin.apply(Self.limits, dryRun: true)
      #expect(plan.version == 0 && plan.changes.count == 6)
      #expect(try pcrm.admin.apply(Self.limits).version == 1)
      #expect(try pcrm.admin.apply(Self.limits).version == 1)
      let stored: AuthorityLimits = try pcrm.admin.ask(
        "GetAuthorityLimits", GetAuthorityLimitsRequest())
      #expect(stored.limits == Self.limits.limits)
    }
  }

  /// Would catch demands that are not coded, not kept, shown out of reach, or not found by what they were about.
  @Test func demands() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = office }).id
      let stranger = try pcrm.admin.create(.person()).id
      let id = try pcrm.newCase(of: customer, office: office)
      let kim = try pcrm.caller(as: .counsellor, scope: .office, office: office)
      func demand(_ change: (inout Demand) -> Void = { _ in }) -> RecordDemandRequest {
        var request = RecordDemandRequest()
        request.demand = .made {
          $0.customerID = customer
          $0.kind = .beyondAuthority
          $0.decision = "small_claim"
          $0.amountWon = 700_000
          $0.note = "전액을 당장 달라고 함"
          change(&$0)
        }
        return request
      }
      let made: Demand = try kim.ask("RecordDemand", demand { $0.caseID = id })
      #expect(made.recordTime == pcrm.clock.now() && made.recordedBy == kim.principal)
      let other: Demand = try kim.ask("RecordDemand", demand { $0.kind = .skipsProcedure })
      let _: Demand = try pcrm.admin.ask("RecordDemand", demand { $0.customerID = stranger })
      func list(
        _ caller: TestCaller, _ change: (inout ListDemandsRequest) -> Void
      ) throws -> [DemandID] {
        let page: ListDemandsResponse = try caller.ask(
          "ListDemands", ListDemandsRequest.made(change))
        return page.demands.map(\.id)
      }
      #expect(try list(kim) { _ in } == [made.id, other.id])
      #expect(try list(pcrm.admin) { _ in }.count == 3)
      #expect(try list(kim) { $0.kind = .skipsProcedure } == [other.id])
      #expect(try list(kim) { $0.customerID = customer }.count == 2)
      #expect(try list(kim) { $0.decision = "write_off" } == [])
      #expect(try list(kim) { $0.fromTime = pcrm.clock.now().adding(seconds: 1) } == [])
      let bad: [(Refusal, (inout Demand) -> Void)] = [
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "demand.customer_id"),
          { $0.customerID = .init() }
        ),
        (.init(.invalidArgument, "FIELD_REQUIRED", "demand.kind"), { $0.kind = .unspecified }),
        (
          .init(.invalidArgument, "FIELD_MALFORMED", "demand.kind"),
          { $0.kind = .init(rawValue: 9) }
        ),
        (.init(.invalidArgument, "FIELD_OUT_OF_RANGE", "demand.amount_won"), { $0.amountWon = -1 }),
        (.init(.notFound, "NOT_FOUND", "demand.customer_id"), { $0.customerID = stranger }),
        (.init(.notFound, "NOT_FOUND", "demand.case_id"), { $0.caseID = .init(high: 9, low: 9) }),
        (.init(.alreadyExists, "ID_TAKEN", "demand.id"), { $0.id = made.id }),
      ]
      for (expected, change) in bad {
        #expect(try kim.denied("RecordDemand", demand(change)) == expected)
      }
      let foreign = demand {
        $0.customerID = stranger
        $0.caseID = id
      }
      #expect(
        try pcrm.admin.denied("RecordDemand", foreign)
          == .init(.invalidArgument, "FIELD_MALFORMED", "demand.case_id"))
    }
  }

  /// Would catch a support centre that cannot be where something comes from, and a role without its days.
  @Test func supportCentresAndDatedRoles() throws {
    try withPCRM { pcrm in
      let centre = try pcrm.admin.createUnit("고객지원센터", kind: .supportCentre, code: "CS-1")
      let kim = try pcrm.worker("김", office: centre.id)
      try pcrm.admin.apply(
        QualificationRules.made {
          $0.requirements = [
            .made {
              $0.code = "manager"
              $0.roles = ["quasi_case_manager"]
            }
          ]
        })
      try pcrm.admin.give(
        kim, ["quasi_case_manager"], from: CivilDate(2026, 3, 3), to: CivilDate(2026, 3, 4))
      let person = try pcrm.admin.create(.person()).id
      let id = try pcrm.newCase(of: person)
      for (day, qualified) in [(2, false), (3, true), (4, false)] as [(Int32, Bool)] {
        let answer: QualificationCheck = try pcrm.admin.ask(
          "CheckQualification",
          CheckQualificationRequest.made {
            $0.staffID = kim
            $0.caseID = id
            $0.on = CivilDate(2026, 3, day)
          })
        #expect(answer.qualified == qualified, "day \(day)")
      }
      pcrm.clock.advance(seconds: 86_400)
      try pcrm.begin(id, kim)
      #expect(try pcrm.admin.duties { $0.caseID = id }.first?.officeID == centre.id)
    }
  }
}
