import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Forms are worked out before the transaction that stores their answers: the one writer serves everybody.
@Suite struct WorkedAnswerTests {
  /// Would catch a form that is read or worked out while all other writers wait, and a step for each of its questions.
  @Test("What the transaction does is the same for 5 questions as for 500")
  func statements() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let caller = Self.caller
      func statements(of questions: Int, isWorked: Bool, number: UInt64) throws -> [String] {
        let token = try world.long(questions).token
        let values = (0..<questions).map { ("q\($0)", AnswerValue.Value.integer(4)) }
        let request = world.request(token, values, number: number)
        return try pcrm.database.write { (writer) throws(Status) in
          let worked = isWorked ? writer.reader.worked(request, by: caller) : nil
          let counted = CountedConnection(writer.connection)
          var inner = Writer(connection: counted, now: writer.now, ids: writer.idSource)
          let response = try inner.submitAnswer(request, by: caller, worked: worked)
          guard response.answers.map(\.state) == [.submitted] else { throw .internalError }
          try writer.recordStep("test/submit")
          return counted.statements
        }
      }
      let few = try statements(of: 5, isWorked: true, number: 1)
      let many = try statements(of: 500, isWorked: true, number: 2)
      #expect(few == many)
      #expect(
        !few.contains { $0.contains("FROM questionnaire") }, "without it nothing is worked out")
      let inside = try statements(of: 5, isWorked: false, number: 3)
      #expect(inside.contains { $0.contains("FROM questionnaire") })
      #expect(try world.findings() == [])
    }
  }

  /// Would catch a method that only seems to look before it writes. Another transaction holds the writer; the form is
  /// worked out all the same.
  @Test(
    "While the writer is busy, forms are worked out", arguments: [SurveyMode.customer, .anonymous])
  func besideTheWriter(mode: SurveyMode) throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: mode)
      let token = try world.token()
      let wave = world.wave.id
      let busy = try BusyWriter(pcrm)
      let named = world.request(token, [("score", .integer(9))])
      var anonymous = SubmitAnonymousAnswerRequest()
      anonymous.token = token
      anonymous.sheets = [AnswerWorld.sheet([("score", .integer(9))])]
      let service = "pcrm.v1.SurveyAnswerService"
      if mode == .customer {
        try busy.call("\(service)/SubmitAnswer", named, as: world.portal.token)
      } else {
        try busy.call("\(service)/SubmitAnonymousAnswer", anonymous, as: world.portal.token)
      }
      #expect(busy.waits { FormCache.shared.knows(wave) })
      #expect(busy.answers == 0)
      #expect(busy.release() == [])
      let table = mode == .customer ? "survey_answer" : "survey_holding"
      #expect(try world.number(SQL(built: "SELECT count(*) FROM \(table)")) == 1)
    }
  }

  /// Would catch an answer that is stored because it was right when somebody looked.
  @Test("What changed since an answer was worked out is seen: its token, its wave, its quotas")
  func changedMeanwhile() throws {
    try withPCRM { pcrm in
      var all = SurveyQuota()
      all.name = "all"
      all.max = 1
      let world = try AnswerWorld(pcrm, quotas: [all])
      let caller = Self.caller
      func worked(_ request: SubmitAnswerRequest) throws -> WorkedAnswer {
        try #require(
          try pcrm.database.read { (reader) throws(Status) in reader.worked(request, by: caller) })
      }
      func store(
        _ request: SubmitAnswerRequest, _ worked: WorkedAnswer
      ) throws(Status) -> SurveyAnswerState? {
        try pcrm.database.write { (writer) throws(Status) in
          let response = try writer.submitAnswer(request, by: caller, worked: worked)
          try writer.recordStep("test/submit")
          return response.answers.first?.state
        }
      }
      let first = world.request(try world.token(), [("score", .integer(9))], number: 1)
      let second = world.request(try world.token(), [("score", .integer(9))], number: 2)
      let third = world.request(try world.token(), [("score", .integer(9))], number: 3)
      var again = first
      again.sheets[0].id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 9)
      let looks = try [first, second, third, again].map(worked)
      #expect(try store(first, looks[0]) == .submitted)
      #expect(try store(first, looks[0]) == .submitted, "the same once more")
      #expect(throws: Status.self) { try store(again, looks[3]) }
      #expect(try store(second, looks[1]) == .screenedOut, "the quota is full by now")
      try world.close()
      #expect(try store(third, looks[2]) == .late)
      #expect(try world.number("SELECT sum(counted) FROM quota_cell") == 1)
      // An answer of another wave's form is not believed.
      let other = try world.long(2).token
      let foreign = world.request(other, [("q0", .integer(4)), ("q1", .integer(4))], number: 4)
      #expect(try store(foreign, looks[0]) == .submitted)
      #expect(try world.answer(foreign.sheets[0].id).answers?.values.map(\.path) == ["q0", "q1"])
      #expect(try world.findings() == [])
    }
  }

  private static let caller = Caller(
    principal: PrincipalID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 7),
    permissions: [.recordAnswers], scope: .all)
}
