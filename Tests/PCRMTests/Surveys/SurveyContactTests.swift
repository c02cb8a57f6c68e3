import Dispatch
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import PCRM

/// How often somebody is asked, and by whose leave.
struct SurveyContactTests {
  /// Sixty-four calls at once, each of another wave, for one customer: one is done. Would catch a guard that is looked at
  /// outside of the transaction that asks.
  @Test func sixtyFourAtOnce() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      let waves = try (0..<64).map { _ in try world.opened { $0.sample = nil } }
      let answers = try pcrm.atOnce(
        waves.map { wave in
          var request = CreateInvitationRequest()
          request.waveID = wave.id
          request.customerID = world.customers[0]
          return ("pcrm.v1.SurveyService/CreateInvitation", request.binary())
        }, token: pcrm.admin.token)
      #expect(answers.filter { $0 == nil }.count == 1)
      #expect(Set(answers.compactMap { $0?.info.reason }) == ["CONTACT_GAP"])
      let invited = try waves.flatMap { try world.admin.invitations(to: $0.id) }
      #expect(invited.count == 1)
    }
  }

  /// Eight waves of the same people go out together: everybody gets one message. Would catch a frame that is believed
  /// when the message is written.
  @Test func eightWavesOfTheSamePeople() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 30)
      let waves = try (0..<8).map { _ in try world.wave() }
      for wave in waves { _ = try world.admin.freeze(wave.id) }
      try pcrm.runJobs()
      for wave in waves {
        #expect(try world.admin.wave(wave.id).frame?.sampled == 30)
        _ = try world.admin.openWave(wave.id)
      }
      try pcrm.runJobs()
      #expect(try Set(world.deliver().map(\.recipient)).count == 30)
      let counts = try waves.map { try #require(try world.admin.wave($0.id).counts) }
      #expect(counts.map(\.sent).reduce(0, +) == 30)
      #expect(counts.map(\.skipped).reduce(0, +) == 210)
      let skipped = try world.admin.invitations(to: waves[0].id, .skipped)
      #expect(skipped.allSatisfy { $0.reason == "CONTACT_GAP" })
    }
  }

  /// Would catch a token that is used twice. The answers come from threads of their own.
  @Test func oneCompletionPerToken() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.opened()
      let token = try SurveyWorld.token(try #require(try world.deliver().first))
      let database = pcrm.database
      let done = Mutex(0)
      let reasons = Mutex<Set<String>>([])
      DispatchQueue.concurrentPerform(iterations: 64) { _ in
        do throws(Status) {
          try database.write { (writer) throws(Status) in
            let invitation = try writer.reader.invitation(token: token)
            guard let wave = try writer.reader.wave(invitation.waveID) else {
              throw .internalError
            }
            try writer.complete(invitation, in: wave)
          }
          done.withLock { $0 += 1 }
        } catch {
          let reason = error.info.reason
          reasons.withLock { _ = $0.insert(reason) }
        }
      }
      #expect(done.withLock { $0 } == 1)
      #expect(reasons.withLock { $0 } == ["INVITATION_ENDED"])
    }
  }

  private struct Gap: Sendable, CustomTestStringConvertible {
    let fault: String
    var gapDays: Int32 = 30
    var contactsMax: Int32 = 0
    var countDays: Int32 = 0
    /// Days on which the customer is asked before.
    var before: [Int64]
    /// The day of the call.
    let day: Int64
    let isAsked: Bool

    var testDescription: String { fault }
  }

  private static let gaps: [Gap] = [
    Gap(fault: "the last day of the gap", before: [0], day: 29, isAsked: false),
    Gap(fault: "the first day after it", before: [0], day: 30, isAsked: true),
    Gap(fault: "no gap is asked for", gapDays: 0, before: [0], day: 0, isAsked: true),
    Gap(
      fault: "one too many in the year", gapDays: 1, contactsMax: 2, countDays: 365,
      before: [0, 10], day: 20, isAsked: false),
    Gap(
      fault: "the first of them is a year ago", gapDays: 1, contactsMax: 2, countDays: 365,
      before: [0, 10], day: 365, isAsked: true),
  ]

  /// Would catch a gap that is a day too long or too short, and contacts that are counted over the wrong days.
  @Test(arguments: gaps) private func gap(_ gap: Gap) throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.admin.policy {
        $0.gapDays = gap.gapDays
        $0.contactsMax = gap.contactsMax
        $0.countDays = gap.countDays
      }
      func ask(on day: Int64) throws -> Refusal? {
        try world.go(to: SurveyWorld.at(12, day: day))
        let wave = try world.opened {
          $0.sample = nil
          $0.closeTime = SurveyWorld.at(18, day: day + 2)
        }
        return try world.admin.surveysRefusal("CreateInvitation", CreateInvitationRequest.self) {
          $0.waveID = wave.id
          $0.customerID = world.customers[0]
        }
      }
      for day in gap.before { #expect(try ask(on: day) == nil) }
      let refusal = try ask(on: gap.day)
      #expect((refusal == nil) == gap.isAsked)
      #expect(refusal.map { $0.reason == "CONTACT_GAP" } ?? true)
    }
  }

  /// Would catch a message that leaves although the customer has said no since it was written, and one that counts as
  /// having been asked although it never left.
  @Test func consentIsAskedOnceMore() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let wave = try world.opened()
      try pcrm.admin.agree(world.customers[0], .withdrawn)
      // One refuses e-mail alone: another channel would still do.
      try pcrm.admin.agree(world.customers[1], .withdrawn, by: .email)
      #expect(try world.deliver().map(\.recipient) == ["customer2@example.kr"])
      #expect(try world.admin.messages(of: wave.id, .cancelled).allSatisfy(\.purged))
      _ = try world.admin.closeWave(wave.id)
      try pcrm.runJobs()
      try pcrm.admin.agree(world.customers[0])
      let next = try world.opened { $0.sample = nil }
      let refusal = try world.admin.surveysRefusal(
        "CreateInvitation", CreateInvitationRequest.self
      ) {
        $0.waveID = next.id
        $0.customerID = world.customers[0]
      }
      #expect(refusal == nil, "\(String(describing: refusal))")
    }
  }

  /// Would catch an opt-out that the next survey does not honour, and one that leaves messages of others waiting.
  @Test func optOut() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.admin.policy { $0.gapDays = 0 }
      let first = try world.opened()
      let token = try SurveyWorld.token(try #require(try world.deliver().first))
      let second = try world.opened()
      for _ in 0..<2 {
        let _: OptOutResponse = try world.admin.surveys("OptOut", OptOutRequest.self) {
          $0.token = token
        }
      }
      #expect(try world.deliver().isEmpty)
      for wave in [first, second] {
        #expect(try world.admin.wave(wave.id).counts?.optedOut == 1)
      }
      var request = ListConsentsRequest()
      request.customerID = world.customers[0]
      let consents: ListConsentsResponse = try world.admin.call(
        "pcrm.v1.CustomerService/ListConsents", request)
      #expect(consents.consents.map(\.state) == [.withdrawn, .given])
      let third = try world.opened()
      #expect(third.frame?.exclusions.map(\.reason) == ["CONSENT_MISSING"])
      // Who agrees to one channel afterwards, and opts out once more, has said no to that one too.
      try pcrm.admin.agree(world.customers[0], by: .email)
      let _: OptOutResponse = try world.admin.surveys("OptOut", OptOutRequest.self) {
        $0.token = token
      }
      let fourth = try world.opened()
      #expect(fourth.frame?.exclusions.map(\.reason) == ["CONSENT_MISSING"])
      #expect(
        try world.admin.surveysRefusal("OptOut", OptOutRequest.self) {
          $0.token = String(repeating: "0", count: 32)
        } == Refusal(.notFound, "TOKEN_UNKNOWN", "token"))
    }
  }
}
