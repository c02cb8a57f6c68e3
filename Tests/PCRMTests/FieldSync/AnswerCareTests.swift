import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Who may not record what a customer says: whoever looked after the customer when it was said.
struct AnswerCareTests {
  private typealias World = PushAnswerWorld

  private func hand(_ customer: CustomerID, to staff: StaffID, _ pcrm: PCRMFixture) throws {
    var request = UpdateCustomerRequest()
    var patch = Customer()
    patch.id = customer
    patch.caseWorkerID = staff
    request.customer = patch
    request.updateMask = FieldMask(paths: ["case_worker_id"])
    let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/UpdateCustomer", request)
  }

  /// Would catch a case worker who waits with the push until the customer is somebody else's, and one who is refused for
  /// what a customer said before it was his or hers.
  @Test func theMomentOfTheAnswerCounts() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (anna, berta) = (world.push.world.anna, world.push.world.berta)
      let own = try world.customer(of: anna)
      let other = try world.customer(of: berta)
      let third = try world.customer(of: berta)
      let (first, second) = (
        try world.answers.token(for: own), try world.answers.token(for: other)
      )
      let (early, late) = (world.answerNow(first), world.answerNow(second))
      pcrm.clock.advance(seconds: 3600)
      try hand(own, to: berta, pcrm)
      try hand(other, to: anna, pcrm)
      try hand(third, to: anna, pcrm)
      // What else changed since does not hide who it was.
      pcrm.clock.advance(seconds: 60)
      for changed in [own, other] {
        var edit = UpdateCustomerRequest()
        var patch = Customer()
        patch.id = changed
        patch.language = "en"
        edit.customer = patch
        edit.updateMask = FieldMask(paths: ["language"])
        let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/UpdateCustomer", edit)
      }
      pcrm.clock.advance(seconds: 3600)
      let refused = try world.anna.push(early)
      #expect(refused.outcome == .rejected && refused.reason == "ON_BEHALF")
      #expect(refused.field == "answer.token")
      #expect(try world.anna.push(late).outcome == .applied)
      // From now on the one is hers, and the other is not.
      #expect(
        try world.anna.push(world.answerNow(try world.answers.token(for: third))).reason
          == "ON_BEHALF")
      #expect(try world.anna.push(world.answerNow(first)).outcome == .applied)
    }
  }

  /// Would catch an answer that was asked for by the case worker and finished by the same person afterwards, and clocks
  /// that are set back to a time before.
  @Test func allOfTheTimeCounts() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (anna, berta) = (world.push.world.anna, world.push.world.berta)
      let begun = try world.customer(of: anna)
      let began = pcrm.clock.now()
      pcrm.clock.advance(seconds: 600)
      try hand(begun, to: berta, pcrm)
      pcrm.clock.advance(seconds: 600)
      var half = world.answerNow(try world.answers.token(for: begun))
      half.answer?.startTime = began
      #expect(try world.anna.push(half).reason == "ON_BEHALF")
      let now = try world.customer(of: berta)
      let token = try world.answers.token(for: now)
      let doubtful = world.answerNow(token)
      pcrm.clock.advance(seconds: 3600)
      try hand(now, to: anna, pcrm)
      pcrm.clock.advance(seconds: 3600)
      var request = world.anna.request([doubtful])
      var sent = DeviceTime()
      sent.wall = pcrm.clock.now().adding(seconds: 7200)
      request.time = sent
      let response: PushResponse = try world.anna.caller.call(
        "pcrm.v1.FieldSyncService/Push", request)
      #expect(response.results.map(\.reason) == ["ON_BEHALF"])
      // Straight at the server nobody knows when it was: what was asked says so, up to now.
      var submit = world.answers.request(token, [("score", .integer(9))])
      submit.mode = .assisted
      submit.startTime = pcrm.clock.now().adding(seconds: -5400)
      submit.finishTime = pcrm.clock.now().adding(seconds: -5000)
      let refusal = Refusal(.permissionDenied, "ON_BEHALF", "token")
      #expect(try world.answers.refused(submit, as: world.anna.caller) == refusal)
    }
  }

  /// Would catch officers who record the answers of those whom they have adopted.
  @Test func whoHasAdopted() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (first, second) = (try world.customer(), try world.customer())
      var programme = Programme()
      programme.name = "이웃 되기"
      programme.customersPerStaff = 2
      programme.customerIDs = [first, second]
      programme = try pcrm.admin.create(programme)
      let before = world.answerNow(try world.answers.token(for: first))
      pcrm.clock.advance(seconds: 600)
      _ = try pcrm.admin.adopt(programme.id, first, world.push.world.anna)
      let adoption = try pcrm.admin.adopt(programme.id, second, world.push.world.anna)
      pcrm.clock.advance(seconds: 600)
      #expect(try world.anna.push(before).outcome == .applied, "before it was adopted")
      let own = try world.answers.token(for: second)
      #expect(try world.anna.push(world.answerNow(own)).reason == "ON_BEHALF")
      var request = ReleaseAdoptionRequest()
      request.id = adoption.id
      request.reason = "moved away"
      let _: Adoption = try pcrm.admin.programme("ReleaseAdoption", request)
      pcrm.clock.advance(seconds: 600)
      #expect(try world.anna.push(world.answerNow(own)).outcome == .applied, "after it")
    }
  }

  /// Would catch whoever has another case of the customer's than the one that names its case worker.
  @Test func everyCaseCounts() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let (anna, berta) = (world.push.world.anna, world.push.world.berta)
      let customer = try world.customer()
      let (first, second) = (try pcrm.newCase(of: customer), try pcrm.newCase(of: customer))
      try pcrm.begin(first, berta)
      pcrm.clock.advance(seconds: 60)
      let begin = pcrm.clock.now()
      try pcrm.begin(second, anna)
      pcrm.clock.advance(seconds: 60)
      let end = pcrm.clock.now()
      _ = try pcrm.admin.assign(second, to: berta)
      #expect(try pcrm.admin.get(customer).caseWorkerID == berta)
      func lookedAfter(_ start: Timestamp, _ end: Timestamp) throws -> Bool {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.lookedAfter(customer, anna, from: start, to: end)
        }
      }
      let rows: [(Timestamp, Timestamp, Bool)] = [
        (begin.adding(seconds: -30), begin.adding(seconds: -1), false),
        (begin.adding(seconds: -30), begin, true),
        (begin.adding(seconds: 1), begin.adding(seconds: 2), true),
        (end.adding(seconds: -1), end.adding(seconds: 30), true),
        (end, end.adding(seconds: 30), false),
      ]
      for (from, to, isSo) in rows {
        #expect(try lookedAfter(from, to) == isSo, "\(from.seconds) to \(to.seconds)")
      }
    }
  }

  /// Would catch answers that are taken, counted and chained for good of a customer who was deleted, and drafts that are
  /// still read.
  @Test func nothingIsTakenOfADeletedCustomer() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let customer = try world.customer()
      let token = try world.answers.token(for: customer)
      let taken = world.answers.request(token, [("score", .integer(9))])
      #expect(try world.answers.submit(taken).answers.map(\.state) == [.submitted])
      let second = try world.customer()
      let open = try world.answers.token(for: second)
      var draft = world.answers.request(open, [("score", .integer(3))], number: 2)
      draft.draft = true
      _ = try world.answers.submit(draft)
      var get = GetDraftRequest()
      get.token = open
      let path = "pcrm.v1.SurveyAnswerService/GetDraft"
      #expect(try world.answers.portal.refused(path, get) == nil)
      for gone in [customer, second] {
        var delete = DeleteCustomerRequest()
        delete.id = gone
        let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      }
      let deleted = Refusal(.failedPrecondition, "DELETED", "token")
      #expect(try world.answers.portal.refused(path, get) == deleted)
      #expect(try world.answers.refused(draft) == deleted)
      draft.draft = false
      #expect(try world.answers.refused(draft) == deleted)
      // What was taken before is answered as it was.
      #expect(try world.answers.submit(taken).answers.map(\.state) == [.submitted])
      #expect(try world.stored() == 1)
    }
  }
}
