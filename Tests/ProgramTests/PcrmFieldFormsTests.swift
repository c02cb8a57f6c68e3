import Foundation
import Testing

@testable import pcrm

@Suite("pcrm field: forms that customers answer", .serialized)
struct PcrmFieldFormsTests {
  /// An office with somebody who goes into the field, and a survey whose wave is open.
  private struct Agency {
    let daemon: Daemon
    let token: String
    let wave: String

    init(_ folder: Folder, questionnaire: String = Self.questionnaire) throws {
      daemon = try Daemon(folder: folder.path + "/data")
      let daemon = daemon
      func call(_ method: String, _ json: String) throws -> String {
        let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
        #expect(run.code == 0, "\(method): \(run.complaint)")
        return run.output
      }
      func id(_ text: String) throws -> String {
        String(try #require(text.firstMatch(of: #/"id":\s*"([0-9a-f-]{36})"/#)?.output.1))
      }
      let office = try id(
        call(
          "OrganisationService/CreateUnit", #"{"unit": {"name": "서울", "kind": "UNIT_KIND_OFFICE"}}"#
        ))
      let staff = try id(
        call(
          "OrganisationService/CreateStaff",
          #"{"staff": {"name": "이안나", "officeId": "\#(office)"}}"#))
      _ = try call("SurveyService/PutQuestionnaire", questionnaire)
      _ = try call("SurveyService/ApplySurveyPolicy", #"{"policy": {"consentPresumed": true}}"#)
      let survey = try id(
        call(
          "SurveyService/CreateSurvey",
          #"""
          {"survey": {"name": "visits", "title": "방문 뒤 조사", "questionnaire": "after_visit",
            "mode": "SURVEY_MODE_CUSTOMER"}}
          """#))
      let close = Date.now.addingTimeInterval(30 * 86_400).formatted(.iso8601)
      wave = try id(
        call(
          "SurveyService/CreateWave",
          #"{"wave": {"surveyId": "\#(survey)", "closeTime": "\#(close)"}}"#))
      _ = try call("SurveyService/OpenWave", #"{"id": "\#(wave)"}"#)
      let made = try PcrmRun(
        [
          "principal", "create", "--name", "anna", "--role", "field", "--scope", "own", "--staff",
          staff, "--office", office,
        ], on: daemon)
      #expect(made.code == 0, "\(made.complaint)")
      let secret = try PcrmRun(["token", "create", "--principal", "anna"], on: daemon)
      token = secret.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let questionnaire = #"""
      {"questionnaire": {"name": "after_visit", "languages": ["ko", "en"],
        "title": [{"language": "ko", "text": "방문 뒤 조사"}, {"language": "en", "text": "After a visit"}],
        "items": [
          {"name": "met", "type": "FORM_ITEM_TYPE_SELECT_ONE", "choiceList": "yn", "required": "true()",
            "label": [{"language": "ko", "text": "만났습니까?"}, {"language": "en", "text": "Were you met?"}]},
          {"name": "who", "type": "FORM_ITEM_TYPE_TEXT", "relevance": "${met} = 'y'",
            "label": [{"language": "ko", "text": "누구를?"}, {"language": "en", "text": "By whom?"}]},
          {"name": "score", "type": "FORM_ITEM_TYPE_INTEGER", "required": "true()",
            "constraint": ". >= 0 and . <= 10",
            "label": [{"language": "ko", "text": "만족도"}, {"language": "en", "text": "How good?"}]}],
        "choiceLists": [{"name": "yn", "choices": [
          {"value": "y", "label": [{"language": "ko", "text": "예"}, {"language": "en", "text": "yes"}]},
          {"value": "n", "label": [{"language": "ko", "text": "아니요"}, {"language": "en", "text": "no"}]}]}]}}
      """#

    /// The token of a new invitation.
    func invite() throws -> String {
      let run = try PcrmRun(
        ["call", "pcrm.v1.SurveyService/CreateInvitation", #"{"waveId": "\#(wave)"}"#], on: daemon)
      return String(
        try #require(run.output.firstMatch(of: #/"token":\s*"([0-9a-f]{32})"/#)?.output.1))
    }

    /// Runs `pcrm field …` on a folder; without a network unless it is asked for.
    func field(
      _ words: [String], _ folder: Folder, input: String = "", isOnline: Bool = false,
      korean: Bool = false
    ) throws -> PcrmRun {
      let flags =
        ["--folder", folder.path + "/field"] + (korean ? ["--language", "ko"] : [])
      let started = try PcrmRun.start(
        ["field"] + words + flags, on: isOnline ? daemon.address : "127.0.0.1:9", token: token)
      return try PcrmRun(waitingFor: started, input: input)
    }
  }

  /// Would catch a form that cannot be answered without a network, an answer that does not arrive or arrives twice, and one
  /// that is lost when somebody stops in the middle.
  @Test func answersWithoutANetworkAndSyncsLater() throws {
    let folder = try Folder()
    let agency = try Agency(folder)
    func run(
      _ words: [String], input: String = "", online: Bool = false, korean: Bool = false,
      code: Int32 = 0
    ) throws -> PcrmRun {
      let run = try agency.field(words, folder, input: input, isOnline: online, korean: korean)
      #expect(run.code == code, "\(words): \(run.output)\(run.complaint)")
      return run
    }
    _ = try run(["init"])
    #expect(try run(["forms"], korean: true).complaint.contains("설문이 없습니다."))
    _ = try run(["sync"], online: true)
    let forms = try run(["forms"])
    #expect(forms.output.contains("visits") && forms.output.contains("방문 뒤 조사"))
    #expect(forms.output.contains(agency.wave.suffix(6)))
    let token = try agency.invite()
    // Stopped in the middle, then gone on with in another process.
    let stopped = try run(
      ["answer", "visits", "--form-language", "en"], input: "1\nAnna\n!\n", code: 1)
    #expect(stopped.complaint.contains("Were you met?") && stopped.complaint.contains("By whom?"))
    #expect(stopped.complaint.contains("goes on with it"), "\(stopped.complaint)")
    #expect(try run(["forms"]).output.contains("방문 뒤 조사"))
    let answered = try run(
      ["answer", String(agency.wave.suffix(6))],
      input: "2\n11\n8\nhttps://survey.example.kr/a/\(token.uppercased())\n")
    #expect(answered.complaint.contains("Going on with"), "\(answered.complaint)")
    #expect(answered.complaint.contains("Not kept, as they are not asked any more: who"))
    #expect(answered.complaint.contains("1 change is not sent yet"))
    #expect(try run(["status"]).output.contains("waits #1: answer to a form"))
    let sent = try run(["sync"], online: true)
    #expect(sent.output.contains("sent 1"), "\(sent.output)")
    let listed = try PcrmRun(
      ["call", "pcrm.v1.SurveyAnswerService/ListAnswers", #"{"waveId": "\#(agency.wave)"}"#],
      on: agency.daemon)
    #expect(listed.output.matches(of: #/"chainHash"/#).count == 1, "\(listed.output)")
    #expect(listed.output.contains("ANSWER_MODE_ASSISTED") && !listed.output.contains("Anna"))
    try refused(agency, token, run)
    #expect(agency.daemon.stop() == 0)
    let verify = Process()
    verify.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
    verify.arguments = ["verify", "--data", folder.path + "/data"]
    verify.standardOutput = Pipe()
    verify.standardError = Pipe()
    try verify.run()
    verify.waitUntilExit()
    #expect(verify.terminationStatus == 0)
  }

  /// A token that is used up, one that is none, and a wave that has been closed since.
  private func refused(
    _ agency: Agency, _ token: String,
    _ run: ([String], String, Bool, Bool, Int32) throws -> PcrmRun
  ) throws {
    let used = try run(["answer", "visits", "--token", token], "2\n5\n", false, false, 1)
    #expect(used.complaint.contains("this token"), "\(used.complaint)")
    let none = try run(["answer", "visits", "--token", "abc"], "\n\n", false, true, 1)
    #expect(none.complaint.contains("에 쓰던 것을 이어서"), "\(none.complaint)")
    let unknown = String(repeating: "0", count: 32)
    _ = try run(["answer", "visits", "--token", unknown], "\n\n", false, false, 0)
    let refused = try run(["sync"], "", true, true, 1)
    #expect(refused.output.contains("알 수 없는 초대 토큰입니다."), "\(refused.output)")
    let id = try id(ofRefused: refused.output)
    try putRight(agency, id, run)
    let late = try agency.invite()
    // Fault: one customer's answers go in under another's token.
    _ = try run(["answer", "visits", "--token", late], "2\n!\n", false, false, 1)
    let other = try agency.invite()
    let begun = try run(["answer", "visits", "--token", other], "1\nBob\n7\n", false, true, 0)
    #expect(!begun.complaint.contains("이어서 합니다"), "\(begun.complaint)")
    let again = try run(["answer", "visits", "--token", late], "\n5\n", false, true, 0)
    #expect(again.complaint.contains("(…\(late.suffix(4)))을 이어서"), "\(again.complaint)")
    let closed = try PcrmRun(
      ["call", "pcrm.v1.SurveyService/CloseWave", #"{"id": "\#(agency.wave)"}"#],
      on: agency.daemon)
    #expect(closed.code == 0)
    let after = try run(["sync"], "", true, true, 0)
    #expect(after.output.contains("마감 뒤에 들어와"), "\(after.output)")
    #expect(try run(["forms"], "", false, false, 0).complaint.contains("no forms"))
    #expect(try run(["answer", "visits"], "", false, true, 1).complaint.contains("설문 visits"))
  }

  /// By what an answer that was refused is named.
  private func id(ofRefused output: String) throws -> String {
    String(try #require(output.firstMatch(of: #/pcrm field answer ([0-9a-f]{6})/#)?.output.1))
  }

  /// An answer whose token was mistyped: shown until it is put right, with all that the customer said.
  private func putRight(
    _ agency: Agency, _ id: String,
    _ run: ([String], String, Bool, Bool, Int32) throws -> PcrmRun
  ) throws {
    _ = try run(["dismiss"], "", false, false, 0)
    let status = try run(["status"], "", false, false, 0)
    #expect(status.output.contains("pcrm field answer \(id) goes on with it"), "\(status.output)")
    let forms = try run(["forms"], "", false, false, 0)
    #expect(forms.complaint.contains("pcrm field answer \(id) goes on with it"))
    #expect(forms.output.contains("REFUSED"), "\(forms.output)")
    // Fault: the next customer goes on with what another one said.
    let next = try run(["answer", "visits"], "1\nEve\n!\n", false, false, 1)
    #expect(!next.complaint.contains("Going on with"), "\(next.complaint)")
    #expect(next.complaint.contains("pcrm field answer \(id)"), "\(next.complaint)")
    _ = try run(["answer", "visits", "--forget"], "", false, false, 1)
    // Stopped once more before its token is asked for: it stays what it was.
    let again = try run(["answer", id], "\n!\n", false, true, 1)
    #expect(again.complaint.contains("(…0000)을 이어서"), "\(again.complaint)")
    #expect(again.complaint.contains("알 수 없는 초대 토큰입니다."), "\(again.complaint)")
    let right = try agency.invite()
    let handed = try run(["answer", id], "\n\n\(right)\n", false, false, 0)
    #expect(handed.complaint.contains("an empty line: …0000 once more"), "\(handed.complaint)")
    #expect(try run(["forms"], "", false, false, 0).complaint.isEmpty)
    let sent = try run(["sync"], "", true, false, 0)
    #expect(sent.output.contains("sent 1") && !sent.output.contains("refused"), "\(sent.output)")
    let eve = try run(["answer", "visits", "--forget"], "", false, true, 0)
    #expect(eve.complaint.contains("지웠습니다."), "\(eve.complaint)")
  }

  /// Would catch an answer that is lost when the wave closes before it is put right.
  @Test func aRefusedAnswerOutlivesItsWave() throws {
    let folder = try Folder()
    let agency = try Agency(folder)
    func run(_ words: [String], input: String = "", code: Int32 = 0) throws -> PcrmRun {
      let run = try agency.field(words, folder, input: input, isOnline: words == ["sync"])
      #expect(run.code == code, "\(words): \(run.output)\(run.complaint)")
      return run
    }
    _ = try run(["init"])
    _ = try run(["sync"])
    let unknown = String(repeating: "0", count: 32)
    _ = try run(["answer", "visits", "--token", unknown], input: "2\n8\n")
    _ = try run(["answer", "visits", "--token", "1" + unknown.dropFirst()], input: "2\n3\n")
    let late = try agency.invite()
    let closed = try PcrmRun(
      ["call", "pcrm.v1.SurveyService/CloseWave", #"{"id": "\#(agency.wave)"}"#],
      on: agency.daemon)
    #expect(closed.code == 0)
    let sync = try run(["sync"], code: 1)
    let ids = sync.output.matches(of: #/pcrm field answer ([0-9a-f]{6})/#).map(\.output.1)
    #expect(ids.count == 2, "\(sync.output)")
    let forms = try run(["forms"])
    #expect(forms.complaint.contains("no forms") && ids.allSatisfy(forms.complaint.contains))
    // Named, it takes another token than it had.
    _ = try run(["answer", String(ids[0]), "--token", late], input: "\n\n")
    _ = try run(["answer", String(ids[1]), "--forget"])
    #expect(try run(["sync"]).output.contains("came after the close"))
    #expect(try !run(["forms"]).complaint.contains("refused"))
    #expect(agency.daemon.stop() == 0)
  }

  /// Would catch a form that is said to be complete and is then refused: each of its answers can be worked out, all of
  /// them together take too many steps.
  @Test func aFormThatIsTooMuchIsNotComplete() throws {
    let folder = try Folder()
    let numbers = 1...6
    let items = numbers.map { number in
      let search = "contains(${s\(number)}, ${part})"
      let calculation = Array(repeating: search, count: 4).joined(separator: " or ")
      return #"""
        {"name": "s\#(number)", "type": "FORM_ITEM_TYPE_TEXT"},
        {"name": "f\#(number)", "type": "FORM_ITEM_TYPE_CALCULATED", "calculation": "\#(calculation)"}
        """#
    }
    let agency = try Agency(
      folder,
      questionnaire: #"""
        {"questionnaire": {"name": "after_visit", "items": [{"name": "part", "type": "FORM_ITEM_TYPE_TEXT"},
        \#(items.joined(separator: ","))]}}
        """#)
    for command in ["init", "sync"] {
      let run = try agency.field([command], folder, isOnline: command == "sync")
      #expect(run.code == 0, "\(command): \(run.complaint)")
    }
    let texts = ["b"] + numbers.map { _ in "a" }
    let run = try agency.field(
      ["answer", "visits"], folder,
      input: texts.map { String(repeating: $0, count: 4000) + "\n" }.joined())
    #expect(run.code == 1 && run.complaint.contains(".calculation: "), "\(run.complaint)")
    #expect(run.complaint.contains("It is kept") && !run.complaint.contains("Complete"))
    #expect(!run.complaint.contains("The token of"), "asked for what leads nowhere")
    #expect(agency.daemon.stop() == 0)
  }
}
