import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Forms that would keep the server busy are not stored, and answers that make them so are not taken.
struct TooMuchWorkTests {
  /// Members, each of whom counts all members' ages thirty times.
  private static func form(count: String) -> Questionnaire {
    func item(_ type: FormItemType, _ name: String) -> FormItem {
      var item = FormItem()
      item.type = type
      item.name = name
      return item
    }
    var members = item(.repeat, "member")
    members.repeatCount = count
    members.items = [item(.integer, "age")]
    for number in 0..<30 {
      var sum = item(.calculated, "sum\(number)")
      sum.calculation = "count(../../member/age) + \(number)"
      members.items.append(sum)
    }
    var form = Questionnaire()
    form.name = "visit"
    form.items = [item(.integer, "n"), members]
    return form
  }

  /// Would catch a questionnaire that keeps a reader busy whenever it is opened.
  @Test func isNotStored() throws {
    try withPCRM { pcrm in
      var put = PutQuestionnaireRequest()
      put.questionnaire = Self.form(count: "500")
      let refusal = try pcrm.admin.refused("pcrm.v1.SurveyService/PutQuestionnaire", put)
      #expect(refusal?.reason == "FORM_INVALID")
      put.questionnaire = Self.form(count: "5")
      #expect(try pcrm.admin.refused("pcrm.v1.SurveyService/PutQuestionnaire", put) == nil)
    }
  }

  /// Would catch an answer that keeps a reader busy: one number, chosen by whoever answers.
  @Test func isNotTaken() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, form: Self.form(count: "${n}"))
      func request(_ number: Int64) throws -> SubmitAnswerRequest {
        world.request(try world.token(), [("n", .integer(number))], number: UInt64(number))
      }
      #expect(
        try world.refused(request(500))
          == Refusal(.invalidArgument, "ANSWER_INVALID", "sheets[0].answers"))
      #expect(try world.number("SELECT count(*) FROM survey_answer") == 0)
      #expect(try world.submit(request(10)).answers.first?.state == .submitted)
    }
  }

  /// Would catch an answer that is taken without having been looked at to its end: each constraint alone can be worked
  /// out, all together cannot.
  @Test func isNotTakenUnseen() throws {
    func item(_ type: FormItemType, _ name: String, _ calculation: String = "") -> FormItem {
      var item = FormItem()
      item.type = type
      item.name = name
      item.calculation = calculation
      return item
    }
    let texts = ["x", "y"].map { letter in
      item(.calculated, letter, "'\(String(repeating: letter, count: 5000))'")
    }
    let questions = ["a", "b"].map { name in
      var question = item(.text, name)
      question.constraint =
        "not(contains(concat(${x}, ${x}, ${x}, ${x}), concat(${y}, ${y}, ${y}))) and . != 'no'"
      return question
    }
    var form = Questionnaire()
    form.name = "visit"
    form.items = texts + questions
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, form: form)
      func request(_ values: [(String, AnswerValue.Value)]) throws -> SubmitAnswerRequest {
        world.request(try world.token(), values)
      }
      #expect(
        try world.refused(request([("a", .text("yes")), ("b", .text("no"))]))
          == Refusal(.invalidArgument, "ANSWER_INVALID", "sheets[0].answers"))
      #expect(try world.number("SELECT count(*) FROM survey_answer") == 0)
      #expect(try world.submit(request([("a", .text("yes"))])).answers.first?.state == .submitted)
    }
  }
}
