import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What devices send of customers' answers is worked out before the transaction, as SubmitAnswer does it.
struct PushedWorkTests {
  private typealias World = PushAnswerWorld

  private func caller(
    _ world: World, _ permissions: PermissionSet = [.syncVisits, .recordAnswers]
  ) -> Caller {
    Caller(
      principal: world.anna.caller.principal, staff: world.anna.staff, permissions: permissions,
      scope: .own(world.anna.staff))
  }

  private func worked(
    _ request: PushRequest, _ caller: Caller, _ pcrm: PCRMFixture
  ) throws -> [Int: WorkedAnswer] {
    let service = FieldSyncService(context: pcrm.context)
    return try pcrm.database.read { (reader) throws(Status) in
      try service.workAnswers(request, caller, reader) ?? [:]
    }
  }

  /// Carries a push out.
  ///
  /// - Returns: what became of it, and what the transaction asked of the store.
  private func carryOut(
    _ request: PushRequest, _ caller: Caller, _ worked: [Int: WorkedAnswer], _ pcrm: PCRMFixture
  ) throws -> (results: [MutationResult], statements: [String]) {
    let context = pcrm.context
    return try pcrm.database.write { (writer) throws(Status) in
      let counted = CountedConnection(writer.connection)
      var inner = Writer(connection: counted, now: writer.now, ids: writer.idSource)
      var batch = try PushBatch(request, caller, context, inner.reader, worked: worked)
      let response = try batch.carryOut(&inner)
      try writer.recordStep("test/push")
      return (response.results, counted.statements)
    }
  }

  private func answer(
    _ world: World, _ questions: Int, _ token: String, _ wave: SurveyWave
  ) -> Mutation {
    world.answer(token) {
      $0.waveID = wave.id
      $0.questionnaireVersion = wave.questionnaireVersion
      $0.answers =
        AnswerWorld.sheet((0..<questions).map { ("q\($0)", .integer(4)) }).answers
    }
  }

  /// Would catch a form that is read or worked out while all other writers wait.
  @Test func theTransactionIsTheSameForAnyForm() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let caller = caller(world)
      func statements(of questions: Int, isWorked: Bool) throws -> [String] {
        let long = try (0..<3).map { _ in try world.answers.long(questions) }
        let request = world.anna.request(
          long.map { answer(world, questions, $0.token, $0.wave) })
        let found = isWorked ? try worked(request, caller, pcrm) : [:]
        #expect(found.count == (isWorked ? 3 : 0))
        let made = try carryOut(request, caller, found, pcrm)
        #expect(made.results.map(\.answer?.state) == [.submitted, .submitted, .submitted])
        return made.statements
      }
      let few = try statements(of: 5, isWorked: true)
      let many = try statements(of: 300, isWorked: true)
      #expect(few == many)
      #expect(!few.contains { $0.contains("FROM questionnaire") })
      // One look at each token is enough.
      #expect(few.count { $0.contains("FROM invitation_token") } == 3)
      let inside = try statements(of: 5, isWorked: false)
      #expect(inside.count { $0.contains("FROM questionnaire") } == 3)
      #expect(try world.answers.findings() == [])
    }
  }

  /// Would catch a method that only seems to look before it writes.
  @Test func besideTheWriter() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let wave = world.answers.wave.id
      let request = world.anna.request([world.answer(try world.answers.token())])
      let busy = try BusyWriter(pcrm)
      try busy.call("pcrm.v1.FieldSyncService/Push", request, as: world.anna.caller.token)
      #expect(busy.waits { FormCache.shared.knows(wave) })
      #expect(busy.answers == 0)
      #expect(busy.release() == [])
      #expect(try world.stored() == 1)
    }
  }

  /// Would catch a supervisor's word for which all writers wait, and work for a device that is out of service.
  @Test func outOfQuarantineBesideTheWriter() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let wave = world.answers.wave.id
      try world.revoke()
      let held = try world.anna.push(world.answer(try world.answers.token()))
      #expect(held.reason == "DEVICE_REVOKED" && !FormCache.shared.knows(wave))
      let item = try #require(try pcrm.admin.quarantine().first)
      var release = ReleaseQuarantineRequest()
      release.id = item.id
      release.version = item.version
      release.to = .accepted
      release.reason = "checked with the office"
      let busy = try BusyWriter(pcrm)
      try busy.call(
        "pcrm.v1.FieldSyncService/ReleaseQuarantine", release, as: pcrm.admin.token)
      #expect(busy.waits { FormCache.shared.knows(wave) })
      #expect(busy.answers == 0)
      #expect(busy.release() == [])
      #expect(try world.stored() == 1)
    }
  }

  /// Would catch work that is done for a supervisor's word, and once more in the transaction.
  @Test func outOfQuarantineNothingIsWorkedOutTwice() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.revoke()
      _ = try world.anna.push(world.answer(try world.answers.token()))
      var release = ReleaseQuarantineRequest()
      release.id = try #require(try pcrm.admin.quarantine().first).id
      release.to = .accepted
      release.reason = "checked with the office"
      let (request, service) = (release, FieldSyncService(context: pcrm.context))
      let caller = Caller(
        principal: pcrm.admin.principal, permissions: [.superviseSync, .editSurveys], scope: .all)
      let worked = try pcrm.database.read { (reader) throws(Status) in
        try service.workKept(request, caller, reader)
      }
      #expect(worked != nil)
      let statements = try pcrm.database.write { (writer) throws(Status) -> [String] in
        let counted = CountedConnection(writer.connection)
        var inner = Writer(connection: counted, now: writer.now, ids: writer.idSource)
        _ = try service.releaseQuarantine(request, worked, caller, &inner)
        try writer.recordStep("test/release")
        return counted.statements
      }
      #expect(!statements.contains { $0.contains("FROM questionnaire") })
      #expect(try world.stored() == 1)
    }
  }

  /// Would catch an answer that is stored because it was right when somebody looked.
  @Test func whatChangedMeanwhileIsSeen() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let caller = caller(world)
      let (used, late, gone) = (
        try world.answers.token(), try world.answers.token(),
        try world.answers.token(for: world.push.world.customer)
      )
      let request = world.anna.request([
        world.answer(used), world.answer(late), world.answer(gone),
      ])
      let found = try worked(request, caller, pcrm)
      #expect(found.count == 3)
      _ = try world.answers.submit(world.answers.request(used, [("score", .integer(1))]))
      try world.answers.close()
      var delete = DeleteCustomerRequest()
      delete.id = world.push.world.customer
      let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      let results = try carryOut(request, caller, found, pcrm).results
      #expect(results.map(\.reason) == ["INVITATION_ENDED", "", "DELETED"])
      #expect(results.map(\.outcome) == [.rejected, .applied, .quarantined])
      #expect(results[1].answer?.state == .late)
    }
  }

  /// Would catch forms that are worked out for whoever may not hand them in, and again for what was taken before.
  @Test func onlyWhatMayBeTakenIsWorkedOut() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let caller = caller(world)
      let sent = world.answer(try world.answers.token())
      let elsewhere = world.answer(try world.answers.token()) { $0.waveID = SurveyWaveID() }
      let request = world.anna.request([sent, elsewhere])
      #expect(try worked(request, self.caller(world, [.syncVisits]), pcrm).isEmpty)
      #expect(try worked(request, caller, pcrm).keys.sorted() == [0])
      #expect(try world.anna.push([sent]).results.map(\.outcome) == [.applied])
      #expect(try worked(world.anna.request([sent]), caller, pcrm).isEmpty)
      let incomplete = world.answer(try world.answers.token()) { $0.answers = Answers() }
      let refused = try world.anna.push([elsewhere, incomplete]).results
      #expect(refused.map(\.reason) == ["FIELD_REQUIRED", "ANSWER_INCOMPLETE"])
      #expect(try worked(world.anna.request([incomplete]), caller, pcrm).isEmpty)
    }
  }

  /// Would catch an answer that is held and whose invitation is looked up over and over.
  @Test func aTokenIsLookedUpOnce() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.push.world.plan()
      _ = try world.push.admin.reassign(visit.id, to: world.push.world.berta)
      let group: SyncGroupID = world.anna.key()
      var parts = [
        world.answer(try world.answers.token(for: world.push.world.customer)),
        world.anna.patch(visit, ["note"]) { $0.note = "mine" },
      ]
      for index in parts.indices { parts[index].groupID = group }
      let request = world.anna.request(parts)
      let caller = caller(world, [.syncVisits, .recordAnswers, .editVisits])
      let made = try carryOut(request, caller, [:], pcrm)
      #expect(made.results.map(\.outcome) == [.quarantined, .quarantined])
      #expect(made.statements.count { $0.contains("FROM invitation_token") } == 1)
      // The keys that were made inside are not known outside: later ones are others.
      pcrm.clock.advance(seconds: 1)
      try world.revoke()
      let held = world.anna.request([world.answer(try world.answers.token())])
      let alone = try carryOut(held, caller, [:], pcrm)
      #expect(alone.results.map(\.reason) == ["DEVICE_REVOKED"])
      #expect(alone.statements.count { $0.contains("FROM invitation_token") } == 1)
    }
  }
}
