import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

struct OutboxTests {
  /// Would catch tries that come too soon, too late or too often, and a dead letter that cannot be tried again.
  @Test func backsOff() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      _ = try world.admin.policy {
        $0.attemptsMax = 4
        $0.retrySeconds = 30
        $0.retrySecondsMax = 50
      }
      let wave = try world.opened()
      func message() throws -> OutboxMessage {
        try #require(try world.admin.messages(of: wave.id).first)
      }
      for wait in [Int64(30), 50, 50] {
        #expect(try world.deliver(.putOff(code: "HTTP_503")).count == 1)
        let waiting = try message()
        #expect(waiting.state == .waiting && waiting.lastError == "HTTP_503")
        #expect(waiting.dueTime == pcrm.clock.now().adding(seconds: wait))
        pcrm.clock.advance(seconds: wait - 1)
        #expect(try world.deliver().isEmpty)
        pcrm.clock.advance(seconds: 1)
      }
      #expect(try world.deliver(.putOff(code: "TIMEOUT")).count == 1)
      let dead = try message()
      #expect(dead.state == .dead && dead.attempts == 4 && dead.lastError == "TIMEOUT")
      #expect(dead.dueTime == nil && !dead.purged)
      let _: OutboxMessage = try world.admin.surveys(
        "RetryOutboxMessage", RetryOutboxMessageRequest.self
      ) { $0.id = dead.id }
      #expect(try world.deliver().map(\.id) == [dead.id])
      #expect(
        try world.admin.surveysRefusal(
          "RetryOutboxMessage", RetryOutboxMessageRequest.self
        ) { $0.id = dead.id } == Refusal(.failedPrecondition, "MESSAGE_STATE", "id"))
    }
  }

  /// Would catch texts and addresses that stay when they are not needed any more, in the rows or in the file.
  @Test func forgets() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      _ = try world.admin.policy { $0.keepHours = 2 }
      let wave = try world.opened()
      let messages = try world.deliver()
      #expect(try world.admin.messages(of: wave.id).allSatisfy { !$0.purged })
      try world.go(to: SurveyWorld.at(10, 59))
      #expect(try world.admin.messages(of: wave.id).allSatisfy { !$0.purged })
      try world.go(to: SurveyWorld.at(11))
      #expect(try world.admin.messages(of: wave.id).allSatisfy(\.purged))
      let left = try pcrm.database.read { (reader) throws(Status) in
        try reader.first(
          "SELECT count(*) FROM outbox WHERE recipient IS NOT NULL OR body IS NOT NULL"
        ) { $0.integer(0) }
      }
      #expect(left == 0 && messages.count == 2)
    }
  }

  /// Would catch a bounce that leaves the invitation open to reminders, or touches a message that never left.
  @Test func bounces() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      let wave = try world.opened { $0.reminderDays = [1] }
      #expect(try world.deliver(.bounced(code: "SMTP_550")).count == 2)
      let gone = try world.admin.invitations(to: wave.id, .bounced)
      #expect(gone.count == 2 && gone.allSatisfy { $0.reason == "SMTP_550" })
      #expect(try world.admin.messages(of: wave.id, .dead).count == 2)
      try world.go(to: SurveyWorld.at(12, day: 2))
      #expect(try world.deliver().isEmpty)
      for reason in ["", "mailbox full", String(repeating: "A", count: 65)] {
        let refusal = try world.admin.surveysRefusal(
          "RecordBounce", RecordBounceRequest.self
        ) {
          $0.messageID = (try? world.admin.messages(of: wave.id)[0].id) ?? OutboxMessageID()
          $0.reason = reason
        }
        #expect(refusal?.code == .invalidArgument && refusal?.field == "reason")
      }
    }
  }
}
