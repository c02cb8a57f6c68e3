import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Segments from their first version to their deletion.
@Suite struct SegmentsLifeTests {
  /// Would catch a plan that changes something, an apply that differs from its plan, and a second version of the same.
  @Test func applied() throws {
    try withPCRM { pcrm in
      let ko = try pcrm.admin.create(.person().with { $0.language = "ko" })
      _ = try pcrm.admin.create(.person().with { $0.language = "en" })
      let korean = SegmentDefinition.rule("korean", "language == \"ko\"")
      let plan = try pcrm.admin.plan([korean, .list("partners")])
      #expect(plan.changes.map(\.kind) == [.added, .added])
      #expect(plan.moves.map(\.segment) == ["korean"])
      #expect(plan.moves[0].count?.entering == 1 && plan.moves[0].count?.population == 2)
      #expect(try pcrm.admin.apply([korean], dryRun: true).segments.isEmpty)
      let applied = try pcrm.admin.apply([korean, .list("partners")], token: plan.planToken)
      #expect(applied.segments.map(\.state) == [.building, .ready])
      #expect(applied.segments[0].definition?.title == "korean", "a title of its own")
      try pcrm.runJobs()
      let segment = try pcrm.admin.segment("korean")
      #expect(segment.state == .ready && segment.size == 1 && segment.buildTime != nil)
      #expect(try pcrm.admin.members("korean") == [ko.id])
      let again = try pcrm.admin.apply([korean, .list("partners")])
      #expect(again.changes.map(\.kind) == [.unchanged, .unchanged])
      #expect(again.segments.map(\.version) == [1, 1])
      let outdated = try pcrm.admin.applyRefusal(
        [korean, .list("partners")], token: plan.planToken)
      #expect(outdated?.info.reason == "PLAN_OUTDATED" && outdated?.code == .aborted)
    }
  }

  /// Would catch versions that change afterwards, a build for a new title, and a rule whose members stay.
  @Test func versions() throws {
    try withPCRM { pcrm in
      let ko = try pcrm.admin.create(.person().with { $0.language = "ko" })
      let en = try pcrm.admin.create(.person().with { $0.language = "en" })
      var definition = SegmentDefinition.rule("speakers", "language == \"ko\"")
      try pcrm.build(definition)
      definition.title = "말하는 사람"
      let titled = try pcrm.admin.apply([definition])
      #expect(titled.changes.map(\.path) == ["title"])
      #expect(titled.segments[0].state == .ready && titled.segments[0].version == 2)
      definition.rule = "language == \"en\""
      let plan = try pcrm.admin.plan([definition])
      #expect(plan.changes.map(\.path) == ["rule"])
      #expect(plan.moves[0].count?.entering == 1 && plan.moves[0].count?.leaving == 1)
      try pcrm.admin.apply([definition])
      #expect(try pcrm.admin.members("speakers") == [ko.id], "the old ones until it is built")
      #expect(try pcrm.admin.segment("speakers").size == 1)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("speakers") == [en.id])
      let segment = try pcrm.admin.segment("speakers")
      #expect(segment.version == 3 && segment.ruleVersion == 3)
      let first = try pcrm.admin.segment("speakers", version: 1)
      #expect(first.definition?.rule == "language == \"ko\"" && first.version == 1)
      let history = try pcrm.admin.memberships(in: "speakers")
      #expect(history.map(\.customerID) == [ko.id, en.id])
      #expect(history.map(\.fromCause) == [.rule, .rule])
      #expect(history[0].toCause == .rule && history[0].toVersion == 3)
    }
  }

  /// Would catch a deletion that strands another rule, leaves members behind, or forgets who was one.
  @Test func deletion() throws {
    try withPCRM { pcrm in
      let member = try pcrm.admin.create(.person().with { $0.language = "ko" })
      try pcrm.build(
        .rule("korean", "language == \"ko\""),
        .rule("both", "in_segment(\"korean\") && kind == \"person\""))
      #expect(try pcrm.admin.segment("korean").usedBy == ["both"])
      #expect(try pcrm.admin.segment("both").uses == ["korean"])
      var request = DeleteSegmentRequest()
      request.name = "korean"
      let path = "pcrm.v1.SegmentService/DeleteSegment"
      #expect(try pcrm.admin.refusal(path, request)?.info.reason == "RULE_IN_USE")
      try pcrm.admin.deleteSegment("both")
      try pcrm.runJobs()
      request.name = "both"
      #expect(try pcrm.admin.refusal(path, request)?.code == .notFound)
      let history = try pcrm.admin.memberships(of: member.id)
      #expect(Set(history.map(\.segment)) == ["korean", "both"])
      #expect(history.first { $0.segment == "both" }?.toCause == .deletion)
      try pcrm.admin.deleteSegment("korean")
      try pcrm.runJobs()
      #expect(try pcrm.admin.memberships(of: member.id, isCurrent: true).isEmpty)
      try pcrm.build(.rule("korean", "language == \"en\""))
      #expect(try pcrm.admin.members("korean").isEmpty, "the name is free again")
    }
  }

  /// Would catch a list that loses its reasons, its ends, or who left by whom.
  @Test func lists() throws {
    try withPCRM { pcrm in
      let people = try (0..<3).map { _ in try pcrm.admin.create(.person()).id }
      try pcrm.build(.list("partners"), .rule("served", "in_segment(\"partners\")"))
      let end = pcrm.clock.now().adding(seconds: 3600)
      #expect(try pcrm.admin.addMembers("partners", people).size == 3)
      #expect(try pcrm.admin.addMembers("partners", [people[0]], until: end).size == 3)
      #expect(try pcrm.admin.members("partners") == people.sorted())
      #expect(try pcrm.admin.members("served") == people.sorted())
      let gone = try pcrm.admin.removeMembers("partners", [people[1], people[1 + 1]])
      #expect(gone.size == 1 && gone.customerIDs.count == 2)
      #expect(try pcrm.admin.removeMembers("partners", [people[1]]).customerIDs.isEmpty)
      let history = try pcrm.admin.memberships(of: people[1], in: "partners")
      #expect(history.map(\.toCause) == [.list] && history[0].reason == "appointed")
      #expect(history[0].toReason == "moved away")
      pcrm.clock.advance(seconds: 3600)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("partners").isEmpty)
      #expect(try pcrm.admin.members("served").isEmpty, "those who depend on the list")
      #expect(try pcrm.admin.memberships(of: people[0], in: "partners")[0].toCause == .time)
      #expect(try pcrm.admin.audit("partners").surplus == 0)
    }
  }

  /// Would catch a deleted customer who stays on a list or does not come back to it.
  @Test func deletedOnList() throws {
    try withPCRM { pcrm in
      let person = try pcrm.admin.create(.person())
      try pcrm.build(.list("partners"))
      try pcrm.admin.addMembers("partners", [person.id])
      _ = try pcrm.admin.delete(person.id)
      #expect(try pcrm.admin.members("partners").isEmpty)
      _ = try pcrm.admin.undelete(person.id)
      #expect(try pcrm.admin.members("partners") == [person.id])
    }
  }
}
