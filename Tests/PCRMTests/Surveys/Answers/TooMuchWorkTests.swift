import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Forms that would keep the server busy are not stored, and answers that make them so are not taken.
struct TooMuchWorkTests {
  /// Nearly all the steps that there are.
  private static let search =
    "contains(concat(${x}, ${x}, ${x}, ${x}), concat(${y}, ${y}, ${y}))"

  /// Two questions whose constraints can each be looked at alone.
  private static var searching: Questionnaire {
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
      question.constraint = "not(\(search)) and . != 'no'"
      return question
    }
    var form = Questionnaire()
    form.name = "visit"
    form.items = texts + questions
    return form
  }

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
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, form: Self.searching)
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

  /// Would catch a request that keeps a reader busy for as many times the bound as it has sheets.
  @Test func allSheetsTogether() throws {
    try withPCRM { pcrm in
      let (one, other) = (try pcrm.office("A"), try pcrm.office("B"))
      let world = try AnswerWorld(
        pcrm, mode: .internal, rated: [one, other], form: Self.searching)
      var request = world.request(try world.token(), [("a", .text("yes"))])
      request.sheets[0].ratedUnitID = one
      var second = request.sheets[0]
      second.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 50)
      second.ratedUnitID = other
      request.sheets.append(second)
      #expect(
        try world.refused(request)
          == Refusal(.invalidArgument, "ANSWER_INVALID", "sheets[1].answers"))
      request.sheets.removeLast()
      #expect(try world.submit(request).answers.first?.state == .submitted)
    }
  }

  /// Would catch a draft that is lost because there is too much in it: it is what has to be cut down.
  @Test func draftsAreKept() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, form: Self.searching)
      let token = try world.token()
      var request = world.request(token, [("a", .text("yes")), ("b", .text("yes"))])
      request.draft = true
      #expect(try world.submit(request).answers.first?.state == .draft)
      var get = GetDraftRequest()
      get.token = token
      let kept: GetDraftResponse = try world.portal.call(
        "pcrm.v1.SurveyAnswerService/GetDraft", get)
      #expect(kept.sheets.first?.answers?.values.map(\.path) == ["a", "b"])
      request.draft = false
      #expect(
        try world.refused(request)
          == Refusal(.invalidArgument, "ANSWER_INVALID", "sheets[0].answers"))
    }
  }

  /// Would catch a wave that is made and opened, and takes no answer.
  @Test func quotasCount() throws {
    let one = SurveyQuota.named("one", max: 5, Self.search)
    let other = SurveyQuota.named("other", max: 5, "not(\(Self.search))")
    try QuestionnaireCheck.check([one], Self.searching, "wave.quotas")
    let refusal = #expect(throws: Status.self) {
      try QuestionnaireCheck.check([one, other], Self.searching, "wave.quotas")
    }
    #expect(refusal?.info.reason == "FORM_INVALID")
    #expect(refusal?.info.field.hasPrefix("wave.quotas[") == true)
  }
}
