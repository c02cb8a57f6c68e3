import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Support groups as the agency's outreach used them, from proposal to sign-off.
@Suite struct SupportGroupTests {
  @Test("Approval, disease, a year of care and selection give the groups; nobody else is selected")
  func groups() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let now = fixture.clock.now()
      let table:
        [(fault: String, SupportGroup, rule: String, tags: [String], (inout Case) -> Void)] =
          [
            (
              "a new approval is not seen", .priority, "newly-approved", [],
              {
                $0.approveTime = now.adding(seconds: -10 * 86_400)
                $0.approvalKind = .new
                $0.diagnosisCodes = ["M54.5"]
              }
            ),
            (
              "a re-approval is not seen", .priority, "newly-approved", [],
              {
                $0.approveTime = now.adding(seconds: -10 * 86_400)
                $0.approvalKind = .reapproval
              }
            ),
            (
              "the approval never grows old", .intensive, "disease", [],
              {
                $0.approveTime = now.adding(seconds: -91 * 86_400)
                $0.approvalKind = .new
                $0.diagnosisCodes = ["A09", "M54.5"]
              }
            ),
            (
              "a long care is not seen", .intensive, "long-care", [],
              { $0.careSince = agency.day(-365) }
            ),
            (
              "a care of a day less counts", .general, "", [],
              { $0.careSince = agency.day(-364) }
            ),
            ("a selection is not seen", .parallel, "selected", ["selected"], { _ in }),
            (
              "another disease counts", .general, "", ["other"], { $0.diagnosisCodes = ["M5"] }
            ),
          ]
      for row in table {
        let id = try agency.open(tags: row.tags, row.4)
        let state = try admin.classified(id)
        let decision = try #require(
          state.support?.proposed ?? state.support?.inForce, "\(row.fault)")
        #expect(decision.supportGroup == row.1, "\(row.fault)")
        #expect(decision.rule == row.rule, "\(row.fault)")
        #expect(decision.reasonKo == "지원군 규칙")
        #expect(decision.managementLevel == .unspecified, "the two are never mixed")
        // What needs no sign-off holds at once, everything else waits.
        let carried = try admin.openedCase(id).supportGroup
        #expect(carried == (row.1 == .general ? .general : .unspecified), "\(row.fault)")
      }
    }
  }

  @Test("A proposal takes effect when the team agrees, with its facts and the meeting kept")
  func signOff() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.diagnosisCodes = ["S32.0"] }
      let proposed = try #require(try admin.classified(id).support?.proposed)
      #expect(proposed.state == .proposed && proposed.version == 1 && proposed.number == 1)
      #expect(proposed.cause == "opened" && proposed.scheme == "support-groups")
      #expect(proposed.trace.map(\.truth) == [.unknown, .isTrue])
      #expect(proposed.trace.first?.missing == ["case.approval_kind", "case.approved_at"])
      let groups = proposed.inputs.first { $0.name == "case.disease_groups" }?.value
      #expect(groups?.ruleValue == .list([.string("spinal")]))

      fixture.clock.advance(seconds: 3600)
      let before = fixture.clock.now()
      fixture.clock.advance(seconds: 3600)
      let signed = try admin.signOff(proposed.id, agency.meeting())
      #expect(signed.state == .inForce && signed.version == 2)
      #expect(signed.signOff?.isAgreed == true && signed.signOff?.members.count == 2)
      let carried = try admin.openedCase(id)
      #expect(carried.supportGroup == .intensive && carried.managementLevel == .unspecified)
      #expect(
        try admin.classificationEvents(id).map(\.event) == [.proposed, .signedOff, .tookEffect])
      #expect(try admin.classified(id, at: before).supportGroup == .unspecified)
      #expect(try admin.classified(id, at: fixture.clock.now()).supportGroup == .intensive)

      let again = try admin.rerun(signed.id)
      #expect(again.isSame && again.differences == [])
    }
  }

  @Test("A team that dissents rejects, and is not asked the same again until something differs")
  func rejection() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.diagnosisCodes = ["S32.0"] }
      let proposed = try #require(try admin.classified(id).support?.proposed)
      let rejected = try admin.signOff(proposed.id, agency.meeting(dissenting: 1))
      #expect(rejected.state == .rejected && rejected.signOff?.isAgreed == false)
      #expect(try admin.openedCase(id).supportGroup == .unspecified)
      try admin.change(id, { $0.summary = "fell from a ladder" }, mask: ["summary"])
      #expect(try admin.classified(id).support?.proposed == nil, "the same was asked again")
      try admin.change(id, { $0.diagnosisCodes = ["S32.0", "M54.1"] }, mask: ["diagnosis_codes"])
      #expect(try admin.classified(id).support?.proposed == nil, "the same group for the same rule")
      try admin.propose(id, note: "the x-ray is there")
      #expect(try admin.classified(id).support?.proposed?.cause == "the x-ray is there")
    }
  }

  @Test("Facts that change replace the proposal, and take it back when they change back")
  func changedFacts() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open()
      #expect(try admin.openedCase(id).supportGroup == .general)
      try admin.change(id, { $0.diagnosisCodes = ["S32.0"] }, mask: ["diagnosis_codes"])
      let first = try #require(try admin.classified(id).support?.proposed)
      #expect(first.supportGroup == .intensive && first.cause == "diagnosis_codes")
      #expect(try admin.openedCase(id).supportGroup == .general, "nobody signed off yet")
      try admin.change(id, { $0.diagnosisCodes = [] }, mask: ["diagnosis_codes"])
      #expect(try admin.classified(id).support?.proposed == nil)
      let states = try admin.decisions(id).map(\.state)
      #expect(states == [.withdrawn, .inForce])
    }
  }

  @Test("A year of care comes by time alone, and so does the end of a new approval")
  func time() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.careSince = agency.day(-363) }
      let quiet = try admin.decisions(id).count
      agency.pass(days: 1)
      #expect(try admin.decisions(id).count == quiet, "a day too early")
      agency.pass(days: 1)
      let proposed = try #require(try admin.classified(id).support?.proposed)
      #expect(proposed.supportGroup == .intensive && proposed.rule == "long-care")
      #expect(proposed.cause == "time")
    }
  }

  @Test("A customer's tag concerns its cases, as soon as the timers run")
  func customerFacts() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open()
      var customer = try admin.get(try admin.openedCase(id).customerID)
      customer.tags = ["selected"]
      _ = try admin.update(customer, ["tags"])
      agency.runTimers()
      #expect(try admin.classified(id).support?.proposed?.supportGroup == .parallel)
      // Closing takes the proposal back.
      try admin.close(id)
      #expect(try admin.classified(id).support?.proposed == nil)
      #expect(try admin.openedCase(id).supportGroup == .general, "what held stays on record")
    }
  }

  @Test("A list that a rule names concerns the cases of whoever is put on it, or the list's end")
  func segments() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      var list = SegmentDefinition()
      list.name = "support.selected"
      list.kind = .list
      list.title = "Selected"
      var segments = ApplySegmentsRequest()
      segments.segments = [list]
      let _: ApplySegmentsResponse = try admin.call(
        "pcrm.v1.SegmentService/ApplySegments", segments)
      agency.runTimers()
      try admin.apply(
        ClassificationScheme.supportGroups.with {
          $0.rules[3].condition = #"in_segment("support.selected")"#
        })
      let id = try agency.open()
      agency.runTimers()
      #expect(try admin.openedCase(id).supportGroup == .general)
      var add = AddMembersRequest()
      add.segment = list.name
      add.customerIDs = [try admin.openedCase(id).customerID]
      add.reason = "the team selected them"
      let _: ChangeMembersResponse = try admin.call("pcrm.v1.SegmentService/AddMembers", add)
      agency.runTimers()
      let proposed = try #require(try admin.classified(id).support?.proposed)
      #expect(proposed.supportGroup == .parallel)
      #expect(
        proposed.inputs.first { $0.name == #"in_segment("support.selected")"# }?.value?.ruleValue
          == .bool(true))
      #expect(try admin.rerun(proposed.id).isSame)
    }
  }
}
