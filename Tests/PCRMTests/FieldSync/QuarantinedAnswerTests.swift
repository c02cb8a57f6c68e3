import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Customers' answers that wait for a supervisor: whose customers they are decides who sees them.
struct QuarantinedAnswerTests {
  /// Would catch a supervisor who reads what customers of other offices answered, or lets it go.
  @Test func onlyWhoReachesTheCustomer() throws {
    try withPCRM { pcrm in
      let world = try PushAnswerWorld(pcrm)
      let far = try pcrm.office("먼 지사")
      let (ours, theirs) = (try world.customer(), try world.customer(in: far))
      let tokens = try [ours, theirs, CustomerID()].map { try world.answers.token(for: $0) }
      let visit = try world.push.world.plan()
      try world.revoke()
      for token in tokens {
        #expect(try world.anna.push(world.answer(token)).outcome == .quarantined)
      }
      #expect(try world.anna.push(world.anna.note(visit.id, "a note")).outcome == .quarantined)
      let all = try pcrm.admin.quarantine()
      #expect(all.map(\.customerID) == [ours, theirs, CustomerID(), visit.customerID])
      let near = try pcrm.caller(as: .manager, scope: .office, office: world.push.world.office)
      let elsewhere = try pcrm.caller(as: .manager, scope: .office, office: far)
      #expect(try near.quarantine().map(\.id) == [all[0].id, all[2].id, all[3].id])
      #expect(try elsewhere.quarantine() == [], "who sent it is not theirs")
      for state in [QuarantineState.accepted, .discarded] {
        for caller in [near, elsewhere] {
          let refusal = try caller.syncRefusal(
            "ReleaseQuarantine", ReleaseQuarantineRequest.self
          ) {
            $0.id = all[1].id
            $0.to = state
            $0.reason = "why"
          }
          #expect(refusal == Refusal(.notFound, "NOT_FOUND", "id"))
        }
      }
      #expect(try world.stored() == 0)
      #expect(try near.release(all[0]).result?.outcome == .applied)
      #expect(try near.release(all[2]).result?.outcome == .applied)
      #expect(try pcrm.admin.release(all[1]).result?.outcome == .applied)
      #expect(try world.stored() == 3)
    }
  }

  /// Would catch answers that are shown to whoever may not read answers, and taken by whoever may not look them over.
  @Test func whoMayNotReadAnswers() throws {
    try withPCRM { pcrm in
      let world = try PushAnswerWorld(pcrm)
      let token = try world.answers.token(for: try world.customer())
      try world.revoke()
      let sent = world.answer(token)
      _ = try world.anna.push(sent)
      let service = FieldSyncService(context: pcrm.context)
      func caller(_ permissions: PermissionSet) -> Caller {
        Caller(principal: pcrm.admin.principal, permissions: permissions, scope: .all)
      }
      func listed(_ permissions: PermissionSet) throws -> QuarantineItem {
        let caller = caller(permissions)
        let page = try pcrm.database.read { (reader) throws(Status) in
          try service.listQuarantine(ListQuarantineRequest(), caller, reader)
        }
        return try #require(page.items.first)
      }
      let hidden = try listed([.superviseSync])
      #expect(hidden.mutation?.answer != nil && hidden.mutation?.answer?.answers == nil)
      let shown = try listed([.superviseSync, .viewSurveyAnswers])
      #expect(shown.mutation?.answer?.answers?.values.map(\.path) == ["score"])
      var release = ReleaseQuarantineRequest()
      release.id = shown.id
      release.to = .accepted
      release.reason = "why"
      let (request, recorder) = (release, caller([.superviseSync, .recordAnswers]))
      #expect(throws: Status.self) {
        try pcrm.database.write { (writer) throws(Status) in
          try service.releaseQuarantine(request, nil, recorder, &writer)
        }
      }
      #expect(try world.stored() == 0)
    }
  }

  /// Would catch an answer that somebody lets go although its customer is deleted, or was the sender's own.
  @Test func theRulesHoldWhenItIsLetGo() throws {
    try withPCRM { pcrm in
      let world = try PushAnswerWorld(pcrm)
      let gone = try world.customer()
      let own = try world.customer(of: world.push.world.anna)
      let tokens = try [gone, own].map { try world.answers.token(for: $0) }
      try world.revoke()
      for token in tokens { _ = try world.anna.push(world.answer(token)) }
      var delete = DeleteCustomerRequest()
      delete.id = gone
      let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      let items = try pcrm.admin.quarantine()
      func refusal(_ item: QuarantineItem) throws -> Refusal? {
        try pcrm.admin.syncRefusal("ReleaseQuarantine", ReleaseQuarantineRequest.self) {
          $0.id = item.id
          $0.to = .accepted
          $0.reason = "why"
        }
      }
      #expect(try refusal(items[0]) == Refusal(.failedPrecondition, "DELETED", "id"))
      #expect(try refusal(items[1]) == Refusal(.permissionDenied, "ON_BEHALF", "answer.token"))
      #expect(try world.stored() == 0)
      #expect(try pcrm.admin.quarantine().count == 2)
    }
  }
}
