import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Results that somebody sets by hand, with a reason and until a day.
@Suite struct OverrideTests {
  @Test("An override holds until its day, and then the result of the rules holds again")
  func expiry() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.diagnosisCodes = ["S32.0"] }
      let proposed = try #require(try admin.classified(id).support?.proposed)
      try admin.signOff(proposed.id, agency.meeting())

      let override = try admin.override(id, .supportGroup(.parallel), until: agency.day(3))
      #expect(override.origin == .override && override.state == .inForce)
      #expect(override.reasonEn == "the family asked" && override.supersedesID == proposed.id)
      #expect(override.trace.contains { $0.rule == "disease" }, "what the rules said is kept")
      #expect(try admin.openedCase(id).supportGroup == .parallel)
      let state = try admin.classified(id)
      #expect(state.support?.inForce?.id == override.id)
      #expect(state.support?.overridden?.id == proposed.id)

      agency.pass(days: 2)
      #expect(try admin.openedCase(id).supportGroup == .parallel, "a day too early")
      agency.pass(days: 1)
      #expect(try admin.openedCase(id).supportGroup == .intensive)
      let after = try admin.classified(id)
      #expect(after.support?.inForce?.id == proposed.id && after.support?.overridden == nil)
      let events = try admin.classificationEvents(id)
      #expect(
        events.map(\.event) == [
          .proposed, .signedOff, .tookEffect, .overridden, .tookEffect, .overrideExpired,
          .fellBack,
        ])
      #expect(events.map(\.number) == Array(1...7))
      #expect(events.last?.inForceID == proposed.id)
      #expect(try admin.decisions(id).map(\.state) == [.expired, .inForce])
      let refused = RerunClassificationRequest(override.id)
      #expect(
        try admin.refused("pcrm.v1.ClassificationService/RerunClassification", refused)
          == Refusal(.failedPrecondition, "NOT_BY_RULE", "id"))
    }
  }

  @Test("What the team agrees to under an override stands behind it")
  func behind() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open()
      let general = try #require(try admin.classified(id).support?.inForce)
      try admin.override(id, .supportGroup(.priority), until: agency.day(10))
      try admin.change(id, { $0.diagnosisCodes = ["S32.0"] }, mask: ["diagnosis_codes"])
      let proposed = try #require(try admin.classified(id).support?.proposed)
      let signed = try admin.signOff(proposed.id, agency.meeting())
      #expect(signed.state == .overridden)
      #expect(try admin.openedCase(id).supportGroup == .priority)
      // A later override takes the earlier one's place, with its own day.
      let second = try admin.override(id, .supportGroup(.parallel), until: agency.day(5))
      agency.pass(days: 4)
      let lifted = try admin.lift(id)
      #expect(lifted.id == second.id && lifted.state == .expired)
      #expect(try admin.openedCase(id).supportGroup == .intensive)
      agency.pass(days: 10)
      #expect(try admin.openedCase(id).supportGroup == .intensive, "an old timer fired")
      let states = Dictionary(
        uniqueKeysWithValues: try admin.decisions(id).map { ($0.id, $0.state) })
      #expect(states[general.id] == .superseded && states[signed.id] == .inForce)
      #expect(try admin.decisions(id).filter { $0.state == .inForce }.count == 1)
    }
  }

  @Test("Without a result of the rules, nothing holds after an override")
  func alone() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      let id = try agency.open()
      try admin.override(id, .managementLevel(.intensive), until: agency.day(1))
      #expect(try admin.openedCase(id).managementLevel == .intensive)
      #expect(try admin.openedCase(id).supportGroup == .unspecified)
      agency.pass(days: 1)
      #expect(try admin.openedCase(id).managementLevel == .unspecified)
      #expect(try admin.classificationEvents(id).map(\.event) == [.tookEffect, .overrideExpired])
    }
  }

  @Test("Where the scheme says so, an override waits for sign-off too")
  func signedOff() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(ClassificationScheme.managementLevels.with { $0.signOff?.overrides = true })
      let id = try agency.open { $0.severity = .ais(1) }
      let override = try admin.override(id, .managementLevel(.intensive), until: agency.day(2))
      #expect(override.state == .proposed)
      #expect(try admin.openedCase(id).managementLevel == .unspecified)
      try admin.signOff(override.id, agency.meeting())
      #expect(try admin.openedCase(id).managementLevel == .intensive)
      agency.pass(days: 2)
      #expect(try admin.openedCase(id).managementLevel == .unspecified)
    }
  }

  @Test("The end of an override that the rules have left behind asks again")
  func outdated() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.managementLevels)
      let id = try agency.open { $0.severity = .ais(1) }
      let proposal = try admin.propose(id, .managementLevel)
      try admin.signOff(proposal.id, agency.meeting())
      try admin.override(id, .managementLevel(.intensive), until: agency.day(1))
      try admin.setSeverity(id, 5)
      #expect(try admin.dueCases().map(\.caseID) == [id])
      agency.pass(days: 1)
      #expect(try admin.openedCase(id).managementLevel == .general)
      #expect(try admin.dueCases().map(\.caseID) == [id])
    }
  }
}

extension RerunClassificationRequest {
  init(_ id: ClassificationID) {
    self.init()
    self.id = id
  }
}
