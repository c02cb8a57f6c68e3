import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Long work that is broken off.
struct SurveyRestartTests {
  /// A server that forgets everything after each step. Would catch lines, invitations or messages that are made twice, or
  /// left out, and a sample that is another one when it is drawn again.
  @Test func everyStepByAnotherServer() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 620)
      let wave = try world.wave {
        $0.sample?.method = .systematic
        $0.sample?.size = 450
        $0.sample?.stratifyBy = .office
      }
      _ = try world.admin.freeze(wave.id)
      var rounds = 0
      while try pcrm.jobs().runRound() > 0 { rounds += 1 }
      #expect(rounds >= 3, "the frame took so many servers")
      let frame = try #require(try world.admin.wave(wave.id).frame)
      #expect(frame.state == .ready && frame.population == 620 && frame.sampled == 450)
      let drawn = try world.admin.sample(of: wave.id, drawn: true).map(\.customerID)
      #expect(drawn.count == 450 && Set(drawn).count == 450)
      _ = try world.admin.openWave(wave.id)
      rounds = 0
      while try pcrm.jobs().runRound() > 0 { rounds += 1 }
      #expect(rounds >= 3, "the invitations took so many servers")
      let invited = try world.admin.invitations(to: wave.id).map(\.customerID)
      #expect(invited.count == 450 && Set(invited) == Set(drawn))
      let messages = try world.admin.messages(of: wave.id)
      #expect(Set(messages.map(\.invitationID)).count == 450 && messages.count == 450)
    }
  }

  /// A wave that is closed while its invitations are written. Would catch invitations that follow afterwards.
  @Test func closedOnTheWay() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 250)
      let wave = try world.wave()
      _ = try world.admin.freeze(wave.id)
      try pcrm.runJobs()
      _ = try world.admin.openWave(wave.id)
      #expect(try pcrm.jobs().runRound() > 0)
      let some = try #require(try world.admin.wave(wave.id).counts?.total)
      #expect(some > 0 && some < 250)
      _ = try world.admin.closeWave(wave.id)
      try pcrm.runJobs()
      let counts = try #require(try world.admin.wave(wave.id).counts)
      #expect(counts.total == some && counts.expired == some)
      #expect(try world.deliver().isEmpty)
      let next = try world.opened()
      #expect(next.frame?.size == 250, "nobody was asked by what never left")
    }
  }

  /// Would catch a message that is lost, or gets another id, when its courier dies; and one that a courier who was given
  /// up still settles.
  @Test func couriersDie() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 3)
      let wave = try world.opened()
      let outbox = Outbox(pcrm.database)
      let first = try outbox.take(by: [.email], most: 2)
      #expect(first.count == 2)
      #expect(try outbox.take(by: [.email], most: 9).count == 1, "the others are taken")
      #expect(try outbox.take(by: [.email], most: 9).isEmpty)
      pcrm.clock.advance(seconds: Outbox.leaseSeconds)
      let again = try outbox.take(by: [.email], most: 9)
      #expect(Set(again.map(\.id)).isSuperset(of: first.map(\.id)) && again.count == 3)
      #expect(again.allSatisfy { $0.attempt == 2 })
      try outbox.record(.refused(code: "LATE"), of: first[0], by: "dead")
      #expect(try world.admin.messages(of: wave.id, .sending).count == 3)
      for message in again { try outbox.record(.taken, of: message, by: "alive") }
      #expect(try world.admin.messages(of: wave.id, .sent).count == 3)
      #expect(try world.admin.wave(wave.id).counts?.sent == 3)
    }
  }
}
