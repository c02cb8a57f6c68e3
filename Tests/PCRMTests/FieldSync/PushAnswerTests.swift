import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Answers to surveys that devices send.
struct PushAnswerTests {
  private typealias World = PushAnswerWorld

  /// Would catch an answer that is lost, counted twice, or stored as if nobody had asked.
  @Test func oncePerToken() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let token = try world.answers.token(for: world.push.world.customer)
      let sent = world.answer(token) {
        $0.answers = AnswerWorld.sheet([("score", .decimal("7")), ("why", .text("?"))]).answers
      }
      let first = try world.anna.push([sent])
      let result = try #require(first.results.first)
      #expect(result.outcome == .applied && result.version == 1, "\(result.message)")
      #expect(result.answer?.state == .submitted && result.answer?.chainNumber == 1)
      #expect(result.answer?.dropped.map(\.path) == ["why"])
      let id = sent.rowID(SurveyAnswerID.self)
      let stored = try world.answers.answer(id)
      #expect(stored.mode == .assisted && stored.interviewerID == world.push.world.anna)
      #expect(stored.deviceID == world.anna.id.description)
      #expect(stored.customerID == world.push.world.customer && stored.flags.isEmpty)
      #expect(stored.answers?.values.contains { $0.path == "why" } == false)
      // The same number, the same change under another number, the same answer in another change.
      #expect(try world.anna.push([sent]).results == first.results)
      var again = sent
      again.n = world.anna.n
      world.anna.n += 1
      #expect(try world.anna.push(again).outcome == .duplicate)
      var same = world.answer(token, id: id)
      same.answer = sent.answer
      #expect(try world.anna.push(same).outcome == .duplicate)
      var other = world.answer(token, score: "1", id: id)
      other.answer?.startTime = sent.answer?.startTime
      let taken = try world.anna.push(other)
      #expect(taken.outcome == .rejected && taken.reason == "ID_TAKEN")
      // Another answer with a token that is used up.
      let used = try world.anna.push(world.answer(token))
      #expect(used.outcome == .rejected && used.reason == "INVITATION_ENDED")
      #expect(used.field == "answer.token" && used.message.hasPrefix("answer.token: "))
      #expect(try world.stored() == 1)
      #expect(try world.answers.findings() == [])
    }
  }

  private struct Fault {
    let name: String
    let code: StatusCode
    let reason: String
    let field: String
    let change: (inout SyncAnswer) -> Void
  }

  /// Would catch what an interviewer may not hand in at the server, handed in by a device.
  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let token = try world.answers.token()
      let again: SurveyWave = try pcrm.admin.surveys("CreateWave", CreateWaveRequest.self) {
        var wave = SurveyWave()
        wave.surveyID = world.answers.survey.id
        wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
        $0.wave = wave
      }
      let faults = [
        Fault(name: "no wave", code: .invalidArgument, reason: "FIELD_REQUIRED", field: "wave_id") {
          $0.waveID = SurveyWaveID()
        },
        Fault(
          name: "another wave", code: .invalidArgument, reason: "FIELD_MALFORMED", field: "token"
        ) {
          $0.waveID = again.id
        },
        Fault(name: "no token", code: .invalidArgument, reason: "FIELD_REQUIRED", field: "token") {
          $0.token = ""
        },
        Fault(name: "a guess", code: .notFound, reason: "TOKEN_UNKNOWN", field: "token") {
          $0.token = String(repeating: "0", count: 32)
        },
        Fault(
          name: "another version", code: .invalidArgument, reason: "FIELD_MALFORMED",
          field: "questionnaire_version"
        ) { $0.questionnaireVersion = 9 },
        Fault(
          name: "too long", code: .invalidArgument, reason: "FIELD_TOO_LONG", field: "language"
        ) { $0.language = String(repeating: "k", count: 36) },
        Fault(
          name: "incomplete", code: .failedPrecondition, reason: "ANSWER_INCOMPLETE",
          field: "answers"
        ) { $0.answers = Answers() },
        Fault(
          name: "no such question", code: .invalidArgument, reason: "ANSWER_INVALID",
          field: "answers"
        ) { $0.answers = AnswerWorld.sheet([("nothing", .text("?"))]).answers },
      ]
      for fault in faults {
        let result = try world.anna.push(world.answer(token, fault.change))
        #expect(result.outcome == .rejected && result.code == fault.code.rawValue, "\(fault.name)")
        #expect(result.reason == fault.reason, "\(fault.name): \(result.message)")
        #expect(result.field == "answer.\(fault.field)", "\(fault.name): \(result.field)")
      }
      // The hash of a token is no token.
      let hash = AnswerChain.text(try #require(SurveyToken(token)).hash)
      #expect(try world.anna.push(world.answer(hash)).reason == "TOKEN_UNKNOWN")
      // Nothing of all that has used the token up.
      #expect(try world.anna.push(world.answer(token)).outcome == .applied)
      #expect(try world.stored() == 1)
    }
  }

  /// Would catch a case worker who records what his or her own customers say, and whoever may not record at all.
  @Test func nobodyAnswersForSomebodyElse() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let own = try pcrm.admin.create(
        Customer.person().with {
          $0.homeOfficeID = world.push.world.office
          $0.caseWorkerID = world.push.world.anna
        }
      ).id
      let token = try world.answers.token(for: own)
      let refused = try world.anna.push(world.answer(token))
      #expect(refused.outcome == .rejected && refused.reason == "ON_BEHALF")
      #expect(refused.code == StatusCode.permissionDenied.rawValue)
      let manager = try TestDevice(
        try pcrm.caller(as: .manager, scope: .all, staff: world.push.world.berta),
        staff: world.push.world.berta, pcrm.clock)
      let without = try manager.push(world.answer(token, on: manager))
      #expect(without.outcome == .rejected && without.reason == "PERMISSION_MISSING")
      #expect(
        try world.push.berta.push(world.answer(token, on: world.push.berta)).outcome == .applied)
      #expect(try world.stored() == 1)
    }
  }

  /// Would catch late answers that count or are lost, and a quota that devices overrun.
  @Test func lateAndScreenedOut() throws {
    try withPCRM { pcrm in
      var quota = SurveyQuota()
      quota.name = "all"
      quota.max = 1
      let world = try World(pcrm, quotas: [quota])
      let tokens = [
        try world.answers.token(), try world.answers.token(), try world.answers.token(),
      ]
      let first = try world.anna.push(world.answer(tokens[0]))
      #expect(first.answer?.state == .submitted)
      let full = try world.anna.push(world.answer(tokens[1]))
      #expect(full.outcome == .applied && full.answer?.state == .screenedOut)
      #expect(full.answer?.chainNumber == 0)
      let before = world.answer(tokens[2])
      try world.answers.close()
      let late = try world.anna.push(before)
      #expect(late.outcome == .applied && late.answer?.state == .late)
      #expect(try world.answers.findings() == [])
    }
  }

  /// Would catch half a group: a visit that is over without the answer that goes with it, or the other way round.
  @Test func goesTogetherWithTheVisit() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.push.world.plan()
      world.push.world.go(to: VisitWorld.at(10))
      let token = try world.answers.token(for: world.push.world.customer)
      func group(_ token: String, _ step: VisitState) -> [Mutation] {
        let group: SyncGroupID = world.anna.key()
        var parts = [
          world.anna.attempt(visit.id, .met), world.answer(token), world.anna.step(visit, step),
        ]
        for index in parts.indices { parts[index].groupID = group }
        return parts
      }
      let unknown = String(repeating: "0", count: 32)
      let bad = try world.anna.push(group(unknown, .inProgress))
      #expect(bad.results.map(\.reason) == ["GROUP_FAILED", "TOKEN_UNKNOWN", "GROUP_FAILED"])
      #expect(try world.push.admin.visit(visit.id).attempts == 0)
      // The answer is taken back with what it came with, its token and its place in the chain too.
      let after = try world.anna.push(group(token, .unspecified))
      #expect(after.results.map(\.outcome) == [.rejected, .rejected, .rejected])
      #expect(try world.stored() == 0)
      #expect(try world.answers.findings() == [])
      let good = try world.anna.push(group(token, .inProgress))
      #expect(good.results.map(\.outcome) == [.applied, .applied, .applied])
      #expect(good.results[1].answer?.chainNumber == 1)
      #expect(try world.push.admin.visit(visit.id).state == .inProgress)
      #expect(try world.answers.findings() == [])
    }
  }

  /// Would catch a phone whose clock is off and whose interviews seem to be in the future, or are believed.
  @Test func timesAreTheServers() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      func push(_ token: String, off seconds: Int64, boot: String) throws -> SurveyAnswer {
        let now = pcrm.clock.now()
        var made = DeviceTime()
        made.wall = now.adding(seconds: seconds - 600)
        made.monoMs = 1_000_000
        made.bootID = DeviceBootID("018f0000-0000-7000-8000-00000000000a") ?? DeviceBootID()
        var mutation = world.answer(token) {
          $0.startTime = now.adding(seconds: seconds - 700)
          $0.finishTime = now.adding(seconds: seconds - 600)
        }
        mutation.time = made
        var request = world.anna.request([mutation])
        var sent = DeviceTime()
        sent.wall = now.adding(seconds: seconds)
        sent.monoMs = 1_600_000
        sent.bootID = DeviceBootID(boot) ?? DeviceBootID()
        request.time = sent
        let response: PushResponse = try world.anna.caller.call(
          "pcrm.v1.FieldSyncService/Push", request)
        #expect(response.results.map(\.outcome) == [.applied])
        return try world.answers.answer(mutation.rowID())
      }
      let same = "018f0000-0000-7000-8000-00000000000a"
      let other = "018f0000-0000-7000-8000-00000000000b"
      let right = try push(try world.answers.token(), off: 7200, boot: same)
      #expect(right.finishTime == pcrm.clock.now().adding(seconds: -600))
      #expect(right.startTime == pcrm.clock.now().adding(seconds: -700))
      #expect(!right.flags.contains(.clock))
      pcrm.clock.advance(seconds: 3600)
      // Started anew since, and hours off: nobody can tell.
      let doubtful = try push(try world.answers.token(), off: 7200, boot: other)
      #expect(doubtful.flags == [.clock])
      #expect(doubtful.finishTime == pcrm.clock.now().adding(seconds: -600))
    }
  }

  /// Would catch an answer that is counted, and chained for good, after its customer was deleted or erased; and one that
  /// waits where no erasure finds it.
  @Test func nothingIsKnownOfWhoIsGone() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let customer = world.push.world.customer
      let token = try world.answers.token(for: customer)
      var delete = DeleteCustomerRequest()
      delete.id = customer
      let _: Customer = try pcrm.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      let held = try world.anna.push(world.answer(token))
      #expect(held.outcome == .quarantined && held.reason == "DELETED")
      #expect(try pcrm.admin.quarantine().first?.customerID == customer)
      try pcrm.database.write { (writer) throws(Status) in try writer.eraseFromSync(customer) }
      let refused = try world.anna.push(world.answer(token))
      #expect(refused.outcome == .rejected && refused.reason == "DELETED")
      let _: Device = try pcrm.admin.sync("RevokeDevice", RevokeDeviceRequest.self) {
        $0.id = world.anna.id
        $0.reason = "lost"
      }
      let unknown = try world.anna.push(world.answer(String(repeating: "0", count: 32)))
      #expect(unknown.outcome == .rejected && unknown.reason == "TOKEN_UNKNOWN")
      #expect(try world.stored() == 0)
    }
  }

  /// Would catch answers of a revoked device that are lost, counted behind anybody's back, or kept with their token.
  @Test func aRevokedDevicesAnswersWait() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let token = try world.answers.token(for: world.push.world.customer)
      let secret = try pcrm.admin.survey {
        $0.name = "secret"
        $0.questionnaire = "visit"
        $0.mode = .anonymous
      }
      let hidden: SurveyWave = try pcrm.admin.surveys("CreateWave", CreateWaveRequest.self) {
        var wave = SurveyWave()
        wave.surveyID = secret.id
        wave.minGroup = 5
        wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
        $0.wave = wave
      }
      _ = try pcrm.admin.openWave(hidden.id)
      let invited: CreateInvitationResponse = try pcrm.admin.surveys(
        "CreateInvitation", CreateInvitationRequest.self
      ) {
        $0.waveID = hidden.id
        $0.customerID = world.push.world.customer
      }
      let anonymous = world.answer(invited.token) { $0.waveID = hidden.id }
      #expect(try world.anna.push(anonymous).reason == "WAVE_ANONYMOUS")
      let _: Device = try pcrm.admin.sync("RevokeDevice", RevokeDeviceRequest.self) {
        $0.id = world.anna.id
        $0.reason = "lost"
      }
      let sent = world.answer(token)
      let held = try world.anna.push(sent)
      #expect(held.outcome == .quarantined && held.reason == "DEVICE_REVOKED")
      #expect(try world.stored() == 0)
      // An answer that may not be known with its customer is kept nowhere, whatever comes of the device.
      let again = world.answer(invited.token) { $0.waveID = hidden.id }
      #expect(try world.anna.push(again).reason == "WAVE_ANONYMOUS")
      let item = try #require(try pcrm.admin.quarantine().first)
      #expect(try pcrm.admin.quarantine().count == 1)
      #expect(item.customerID == world.push.world.customer)
      #expect(item.mutation?.answer?.answers?.values.map(\.path) == ["score"])
      #expect(item.mutation?.answer?.token == "")
      let kept = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT mutation FROM quarantine_item") { $0.bytes(0) }
      }
      #expect(kept.allSatisfy { !String(decoding: $0, as: UTF8.self).contains(token) })
      let released = try pcrm.admin.release(item)
      #expect(released.result?.outcome == .applied, "\(String(describing: released.result))")
      let stored = try world.answers.answer(sent.rowID())
      #expect(stored.interviewerID == world.push.world.anna && stored.mode == .assisted)
      #expect(try world.answers.findings() == [])
    }
  }

  /// Would catch an anonymous wave's answer that is kept for a supervisor because what it came with is.
  @Test func anAnonymousAnswerIsNeverKept() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.push.world.plan()
      let secret = try pcrm.admin.survey {
        $0.name = "secret"
        $0.questionnaire = "visit"
        $0.mode = .anonymous
      }
      let hidden: SurveyWave = try pcrm.admin.surveys("CreateWave", CreateWaveRequest.self) {
        var wave = SurveyWave()
        wave.surveyID = secret.id
        wave.minGroup = 5
        wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
        $0.wave = wave
      }
      _ = try pcrm.admin.openWave(hidden.id)
      let invited: CreateInvitationResponse = try pcrm.admin.surveys(
        "CreateInvitation", CreateInvitationRequest.self
      ) { $0.waveID = hidden.id }
      _ = try world.push.admin.reassign(visit.id, to: world.push.world.berta)
      let group: SyncGroupID = world.anna.key()
      var edit = world.anna.patch(visit, ["note"]) { $0.note = "mine" }
      var answer = world.answer(invited.token, score: "3") { $0.waveID = hidden.id }
      edit.groupID = group
      answer.groupID = group
      let response = try world.anna.push([edit, answer])
      #expect(response.results.map(\.outcome) == [.quarantined, .quarantined])
      let items = try pcrm.admin.quarantine()
      #expect(items.count == 2 && items.allSatisfy { $0.mutation?.answer == nil })
      #expect(items.contains { $0.customerID.isEmpty })
    }
  }
}
