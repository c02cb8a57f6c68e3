import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

struct SurveyTriggersTests {
  private func trigger(
    _ world: SurveyWorld, _ set: (inout SurveyTrigger) -> Void
  ) throws -> SurveyTrigger {
    try world.admin.surveys("CreateTrigger", CreateTriggerRequest.self) {
      var trigger = SurveyTrigger()
      trigger.surveyID = world.survey.id
      trigger.title = "방문 뒤"
      trigger.event = .visitDone
      set(&trigger)
      $0.trigger = trigger
    }
  }

  private func visit(
    _ world: SurveyWorld, _ customer: CustomerID, by staff: StaffID, purpose: String = "first_visit"
  ) throws {
    let visit: Visit = try world.admin.visits("CreateVisit", CreateVisitRequest.self) {
      var visit = Visit()
      visit.customerID = customer
      visit.staffID = staff
      visit.purpose = purpose
      visit.startTime = world.pcrm.clock.now().adding(seconds: 60)
      visit.endTime = world.pcrm.clock.now().adding(seconds: 1860)
      $0.visit = visit
    }
    world.pcrm.clock.advance(seconds: 120)
    _ = try world.admin.start(visit.id)
    world.pcrm.clock.advance(seconds: 2400)
    _ = try world.admin.complete(visit.id)
  }

  /// Would catch a trigger that asks at once, without its delay, of the wrong purpose, of those who are excluded, twice
  /// about one visit, or by a wave that is not open.
  @Test func afterAVisit() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 4)
      let staff = try pcrm.staff("이안나", in: world.office)
      try pcrm.build(SegmentDefinition.list("never"))
      try pcrm.admin.addMembers("never", [world.customers[1]])
      _ = try trigger(world) {
        $0.delayMinutes = 60
        $0.visitPurpose = "first_visit"
        $0.excludedSegment = "never"
      }
      try visit(world, world.customers[0], by: staff)
      pcrm.clock.advance(seconds: 3600)
      try pcrm.runJobs()
      let wave = try world.opened { $0.sample = nil }
      #expect(try world.admin.invitations(to: wave.id).isEmpty, "no wave was open then")
      try visit(world, world.customers[1], by: staff)
      try visit(world, world.customers[2], by: staff, purpose: "good_customer")
      try visit(world, world.customers[3], by: staff)
      try pcrm.runJobs()
      #expect(try world.admin.invitations(to: wave.id).isEmpty, "an hour has not passed")
      pcrm.clock.advance(seconds: 3600)
      try pcrm.runJobs()
      let invited = try world.admin.invitations(to: wave.id)
      #expect(invited.map(\.customerID) == [world.customers[3]])
      #expect(invited.first?.state == .waiting && invited.first?.triggerID.isEmpty == false)
      #expect(try world.deliver().count == 1)
      // Asked not long ago: the next visit is not asked about, and that is on record.
      try visit(world, world.customers[3], by: staff)
      pcrm.clock.advance(seconds: 3600)
      try pcrm.runJobs()
      #expect(
        try world.admin.invitations(to: wave.id, .skipped).map(\.reason) == ["CONTACT_GAP"])
    }
  }

  /// Would catch a trigger that is set off by another stage or case type, and one that was retired meanwhile.
  @Test func whenACaseReachesAStage() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      _ = try world.admin.policy { $0.gapDays = 0 }
      try pcrm.applyCaseType()
      let made = try trigger(world) {
        $0.event = .caseStage
        $0.caseType = "matter"
        $0.stage = "care"
        $0.delayMinutes = 10
      }
      let wave = try world.opened { $0.sample = nil }
      let worker = try pcrm.staff("담당", in: world.office)
      let plan = try world.admin.open(world.customers[0], type: "matter") {
        $0.case?.stage = "new"
      }
      pcrm.clock.advance(seconds: 600)
      try pcrm.runJobs()
      #expect(try world.admin.invitations(to: wave.id).isEmpty)
      _ = try world.admin.advance(try #require(plan.case?.id), to: "care", worker: worker)
      pcrm.clock.advance(seconds: 600)
      try pcrm.runJobs()
      #expect(try world.admin.invitations(to: wave.id).map(\.customerID) == [world.customers[0]])
      _ = try world.admin.open(world.customers[1], type: "matter", worker: worker) {
        $0.case?.stage = "care"
      }
      let _: SurveyTrigger = try world.admin.surveys("UpdateTrigger", UpdateTriggerRequest.self) {
        var patch = SurveyTrigger()
        patch.id = made.id
        patch.retired = true
        $0.trigger = patch
      }
      pcrm.clock.advance(seconds: 600)
      try pcrm.runJobs()
      #expect(try world.admin.invitations(to: wave.id).count == 1)
    }
  }

  /// Of a thousand events about as many ask as are meant, and always the same. Would catch shares that are all or
  /// nothing.
  @Test func shares() {
    var trigger = SurveyTrigger()
    trigger.id = SurveyTriggerID(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0001)
    trigger.permille = 250
    var random = SplitMix64(seed: 5)
    let keys = (0..<10_000).map { _ in (random.next(), random.next()) }
    let asked = keys.map { trigger.asks(atKey: $0.0, $0.1) }
    #expect((2350...2650).contains(asked.count { $0 }))
    #expect(asked == keys.map { trigger.asks(atKey: $0.0, $0.1) })
    trigger.permille = 0
    #expect(keys.allSatisfy { trigger.asks(atKey: $0.0, $0.1) })
  }
}
