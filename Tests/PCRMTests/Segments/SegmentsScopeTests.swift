import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Nothing of customers out of reach is told: no key, no count of a rule of one's own, no explanation, no event.
@Suite struct SegmentsScopeTests {
  @Test func office() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      try pcrm.build(.rule("korean", "language == \"ko\""), .list("partners"))
      let seen = try pcrm.admin.create(
        .person().with {
          $0.homeOfficeID = here
          $0.language = "ko"
        })
      let hidden = try pcrm.admin.create(
        .person().with {
          $0.homeOfficeID = there
          $0.language = "ko"
        })
      try pcrm.admin.addMembers("partners", [seen.id, hidden.id])
      let caller = try pcrm.caller(as: .manager, scope: .office, office: here)
      #expect(try caller.members("korean") == [seen.id])
      #expect(try caller.members("partners", time: pcrm.clock.now()) == [seen.id])
      #expect(Set(try caller.memberships(in: "korean").map(\.customerID)) == [seen.id])
      let count = try caller.preview("language == \"ko\"", "korean").count
      #expect(count?.size == 1 && count?.population == 1, "a count is an answer too")
      #expect(try caller.coverage(["korean"]).total?.population == 1)
      #expect(try caller.uncovered([], withoutCase: true) == [seen.id])
      for path in ["ListMemberships", "ExplainMembership"] {
        var list = ListMembershipsRequest()
        list.customerID = hidden.id
        var explain = ExplainMembershipRequest()
        explain.customerID = hidden.id
        explain.segment = "korean"
        let full = "pcrm.v1.SegmentService/" + path
        let refusal =
          path == "ListMemberships"
          ? try caller.refusal(full, list) : try caller.refusal(full, explain)
        #expect(refusal?.code == .notFound, "\(path)")
      }
      #expect(try caller.applyRefusal([.rule("a", "true")])?.info.reason == "OUT_OF_SCOPE")
      var add = AddMembersRequest()
      add.segment = "partners"
      add.customerIDs = [hidden.id]
      add.reason = "why"
      let refused = try caller.refusal("pcrm.v1.SegmentService/AddMembers", add)
      #expect(refused?.info.reason == "OUT_OF_SCOPE")
    }
  }

  /// Would catch events that tell of customers out of reach.
  @Test func feed() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      try pcrm.build(.rule("everybody", "kind == \"person\""))
      let seen = try pcrm.admin.create(.person().with { $0.homeOfficeID = here })
      _ = try pcrm.admin.create(.person().with { $0.homeOfficeID = there })
      let caller = try pcrm.caller(as: .integration, scope: .office, office: here)
      var request = WatchChangesRequest()
      request.stopAtEnd = true
      request.entityTypes = [.membership]
      let changes = try caller.stream("pcrm.v1.CustomerService/WatchChanges", request)
        .all(WatchChangesResponse.self).flatMap(\.changes)
      #expect(changes.map(\.entityID) == [seen.id.description])
    }
  }

  /// Would catch values in an explanation that the caller's role may not see.
  @Test func explanation() throws {
    try withPCRM { pcrm in
      let person = try pcrm.admin.create(.person().with { $0.language = "ko" })
      _ = try pcrm.admin.record(person.id, "survey")
      try pcrm.build(
        .rule(
          "agreed", "language == \"en\" || consents.exists(c, c.purpose == \"survey\" && c.given)"))
      let answer = try pcrm.admin.explain(person.id, "agreed")
      #expect(answer.member && answer.truth == .true && answer.conditions.count == 2)
      #expect(answer.conditions.map(\.decides) == [false, true])
      #expect(answer.conditions.first?.values.map(\.value) == ["\"ko\""])
      #expect(!answer.alternatives.isEmpty && answer.membership?.fromCause == .rule)
      #expect(answer.conditions.allSatisfy { !$0.hidden })
    }
  }
}
