import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What `pcrmd verify` finds when somebody has been at the answers.
@Suite struct AnswerChainTests {
  @Test(
    "Whatever is changed of named answers is found",
    arguments: [
      (
        "a changed answer",
        "UPDATE survey_answer SET document = x'0800' WHERE chain_number = 2"
      ),
      ("an answer that was taken out", "DELETE FROM survey_answer WHERE chain_number = 2"),
      ("a link that was taken out", "DELETE FROM survey_link WHERE number = 2"),
      ("the last link, taken out", "DELETE FROM survey_link WHERE number = 4"),
      ("a review that was turned round", "UPDATE survey_answer SET state = 2 WHERE state = 4"),
      ("a state without a review", "UPDATE survey_answer SET state = 4 WHERE chain_number = 1"),
      ("a changed review", "UPDATE survey_link SET review = x'0803' WHERE review IS NOT NULL"),
      (
        "answers that changed places",
        "UPDATE survey_answer SET chain_number = 5 - chain_number WHERE chain_number IN (2, 3)"
      ),
      ("a chain that was cut", "UPDATE survey_chain SET links = 3"),
      (
        "an answer that was put in",
        """
        INSERT INTO survey_answer (id, version, wave, invitation, state, mode, device, flags,
          received_at, chain_number, payload, document)
        SELECT x'018f0000000070008000000000000099', 1, wave, invitation, 2, 1, '', 0, 0, 9,
          payload, document FROM survey_answer WHERE chain_number = 1
        """
      ),
    ])
  func named(_ fault: String, _ damage: String) throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      for number in 1...3 {
        _ = try world.submit(
          world.request(
            try world.token(), [("score", .integer(Int64(number)))], number: UInt64(number)))
      }
      var review = ReviewAnswerRequest()
      review.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 3)
      review.state = .rejected
      review.reason = "twice"
      let _: SurveyAnswer = try pcrm.admin.call(
        "pcrm.v1.SurveyAnswerService/ReviewAnswer", review)
      #expect(try world.findings() == [])
      try tamper(pcrm, damage)
      #expect(try world.findings().isEmpty == false, "\(fault)")
    }
  }

  @Test(
    "Whatever is changed of anonymous batches is found",
    arguments: [
      "UPDATE survey_answer_anonymous SET document = x'1200' WHERE batch = 1",
      "DELETE FROM survey_answer_anonymous WHERE batch = 2",
      "UPDATE survey_answer_anonymous SET batch = 2",
      "UPDATE survey_batch SET size = size - 1",
    ])
  func anonymous(_ damage: String) throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      for number in 0..<15 {
        try world.submitAnonymously(
          try world.token(), [("score", .integer(Int64(number % 5 + 5)))])
      }
      #expect(try world.number("SELECT count(*) FROM survey_batch") == 2)
      #expect(try world.findings() == [])
      try tamper(pcrm, damage)
      #expect(try world.findings().isEmpty == false)
    }
  }

  /// As somebody does who has the file: no constraint holds them up.
  private func tamper(_ pcrm: PCRMFixture, _ damage: String) throws {
    try pcrm.database.write { (writer) throws(Status) in
      try writer.execute("PRAGMA defer_foreign_keys = ON")
      try writer.execute(SQL(built: damage))
      // What is missing is missing: the rows that point to it go too, as a careful hand would see to.
      for table in ["survey_link", "survey_answer_group"] {
        try writer.execute(
          SQL(built: "DELETE FROM \(table) WHERE answer NOT IN (SELECT id FROM survey_answer)"))
      }
    }
  }
}
