import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// Asking after a case is over.
struct SurveyCaseCloseTests {
  private func trigger(
    _ world: SurveyWorld, _ set: (inout SurveyTrigger) -> Void = { _ in }
  ) throws -> SurveyTrigger {
    try world.admin.surveys("CreateTrigger", CreateTriggerRequest.self) {
      var trigger = SurveyTrigger()
      trigger.surveyID = world.survey.id
      trigger.title = "사건 종결 뒤"
      trigger.event = .caseClosed
      trigger.delayMinutes = 60
      set(&trigger)
      $0.trigger = trigger
    }
  }

  private func refused(
    _ world: SurveyWorld, _ set: (inout SurveyTrigger) -> Void
  ) throws -> Refusal? {
    try world.admin.surveysRefusal("CreateTrigger", CreateTriggerRequest.self) {
      var trigger = SurveyTrigger()
      trigger.surveyID = world.survey.id
      trigger.title = "사건 종결 뒤"
      trigger.event = .caseClosed
      set(&trigger)
      $0.trigger = trigger
    }
  }

  private func open(
    _ world: SurveyWorld, _ customer: CustomerID
  ) throws -> CaseID {
    let plan = try world.admin.open(customer, type: "matter") { $0.case?.stage = "new" }
    return try #require(plan.case?.id)
  }

  private func close(_ world: SurveyWorld, _ id: CaseID) throws {
    let _: CasePlan = try world.admin.cases("CloseCase", CloseCaseRequest.self) {
      $0.id = id
      $0.reason = "settled"
    }
  }

  private func reopen(_ world: SurveyWorld, _ id: CaseID) throws {
    let _: CasePlan = try world.admin.cases("ReopenCase", ReopenCaseRequest.self) {
      $0.id = id
      $0.reason = "not settled"
    }
  }

  private func pass(_ world: SurveyWorld, minutes: Int64) throws {
    world.pcrm.clock.advance(seconds: minutes * 60)
    try world.pcrm.runJobs()
  }

  /// Would catch a close that asks nobody, too early, twice or those who are excluded, and a guard that is passed over.
  @Test func afterTheClose() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      try pcrm.applyCaseType()
      try pcrm.build(SegmentDefinition.list("never"))
      try pcrm.admin.addMembers("never", [world.customers[1]])
      _ = try trigger(world) { $0.excludedSegment = "never" }
      let wave = try world.opened { $0.sample = nil }
      let cases = try world.customers.map { try open(world, $0) }
      try close(world, cases[0])
      try close(world, cases[1])
      try pass(world, minutes: 59)
      #expect(try world.admin.invitations(to: wave.id).isEmpty, "an hour has not passed")
      try pass(world, minutes: 1)
      let invited = try world.admin.invitations(to: wave.id)
      #expect(invited.map(\.customerID) == [world.customers[0]])
      #expect(try world.deliver().count == 1)
      // A case of the same customer that is closed soon afterwards: asked too lately, which is on record.
      try close(world, try open(world, world.customers[0]))
      try pass(world, minutes: 60)
      let skipped = try world.admin.invitations(to: wave.id, .skipped)
      #expect(skipped.map(\.reason) == ["CONTACT_GAP"])
      #expect(try world.admin.invitations(to: wave.id).count == 2)
    }
  }

  /// Would catch somebody who is asked how it went while it still goes on.
  @Test func openedAgain() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      _ = try world.admin.policy { $0.gapDays = 0 }
      try pcrm.applyCaseType()
      _ = try trigger(world)
      let wave = try world.opened { $0.sample = nil }
      let id = try open(world, world.customers[0])
      try close(world, id)
      pcrm.clock.advance(seconds: 600)
      try reopen(world, id)
      try pass(world, minutes: 120)
      #expect(try world.admin.invitations(to: wave.id).isEmpty)
      // Closed once more it is over, and asked about once.
      try close(world, id)
      pcrm.clock.advance(seconds: 600)
      try reopen(world, id)
      pcrm.clock.advance(seconds: 600)
      try close(world, id)
      try pass(world, minutes: 120)
      #expect(try world.admin.invitations(to: wave.id).map(\.customerID) == [world.customers[0]])
    }
  }

  /// Would catch cases of other types, and of other stages, that ask too; and a trigger that can never be set off.
  @Test func typesAndStages() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.admin.policy { $0.gapDays = 0 }
      try pcrm.applyCaseType("matter", "other")
      let type = try refused(world) { $0.caseType = "none" }
      #expect(type == Refusal(.failedPrecondition, "REFERENCE_MISSING", "trigger.case_type"))
      let stage = try refused(world) {
        $0.caseType = "matter"
        $0.stage = "none"
      }
      #expect(stage == Refusal(.failedPrecondition, "REFERENCE_MISSING", "trigger.stage"))
      let nowhere = try refused(world) { $0.stage = "new" }
      #expect(nowhere == Refusal(.invalidArgument, "FIELD_REQUIRED", "trigger.case_type"))
      let visit = try refused(world) { $0.visitPurpose = "first_visit" }
      #expect(visit == Refusal(.invalidArgument, "FIELD_MALFORMED", "trigger.visit_purpose"))
      let ofAll = try trigger(world)
      let ofType = try trigger(world) { $0.caseType = "matter" }
      let ofStage = try trigger(world) {
        $0.caseType = "matter"
        $0.stage = "new"
      }
      _ = try trigger(world) {
        $0.caseType = "matter"
        $0.stage = "care"
      }
      // Of a stage that both have, but of the other type.
      _ = try trigger(world) { $0.caseType = "other" }
      _ = try trigger(world) {
        $0.caseType = "other"
        $0.stage = "new"
      }
      let wave = try world.opened { $0.sample = nil }
      try close(world, try open(world, world.customers[0]))
      try pass(world, minutes: 60)
      let triggers = try world.admin.invitations(to: wave.id).map(\.triggerID)
      #expect(Set(triggers) == [ofAll.id, ofType.id, ofStage.id] && triggers.count == 3)
    }
  }
}
