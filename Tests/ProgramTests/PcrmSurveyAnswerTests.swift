import Foundation
import FoundationXML
import Testing

@testable import pcrm

@Suite("pcrm survey: invitations answered, results drawn and handed over", .serialized)
struct PcrmSurveyAnswerTests {
  private static let answers = "SurveyAnswerService"

  /// A daemon, and calls of it in JSON.
  private struct World {
    let daemon: Daemon

    init(_ folder: Folder, flags: [String] = []) throws {
      daemon = try Daemon(folder: folder.path + "/data", flags: flags)
      _ = try call("SurveyService/ApplySurveyPolicy", #"{"policy": {"consentPresumed": true}}"#)
      _ = try call(
        "SurveyService/PutQuestionnaire",
        #"""
        {"questionnaire": {"name": "service", "languages": ["ko"],
          "title": [{"language": "ko", "text": "서비스"}],
          "choiceLists": [{"name": "yn", "choices": [{"value": "y"}, {"value": "n"}]}],
          "items": [
            {"name": "score", "type": "FORM_ITEM_TYPE_INTEGER", "required": "true()",
              "constraint": ". >= 1 and . <= 5",
              "label": [{"language": "ko", "text": "얼마나 만족하십니까?"}]},
            {"name": "why", "type": "FORM_ITEM_TYPE_TEXT", "relevance": "${score} < 3",
              "label": [{"language": "ko", "text": "왜 그렇습니까?"}]}]}}
        """#)
      _ = try call(
        "SurveyResultService/ApplyScoreModel",
        #"""
        {"model": {"name": "csat", "title": "만족도", "measures": [{"name": "csat",
          "kind": "SCORE_KIND_SATISFACTION", "question": "score", "favourableFrom": 4,
          "scale": {"min": 1, "max": 5, "conversion": "SCORE_CONVERSION_RANGE"}}]}}
        """#)
    }

    func call(_ method: String, _ json: String) throws -> String {
      let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
      #expect(run.code == 0, "\(method): \(run.complaint)")
      return run.output
    }

    func run(_ arguments: [String], code: Int32 = 0, input: String = "") throws -> PcrmRun {
      let run = try PcrmRun(arguments, on: daemon, input: input)
      #expect(run.code == code, "\(arguments): \(run.output)\(run.complaint)")
      return run
    }

    /// A survey with an open wave; answers with the wave's id.
    func wave(_ name: String, _ mode: String, _ rest: String = "") throws -> String {
      let survey = try Self.id(
        call(
          "SurveyService/CreateSurvey",
          #"""
          {"survey": {"name": "\#(name)", "title": "\#(name)", "questionnaire": "service",
            "scoreModel": "csat", "mode": "SURVEY_MODE_\#(mode)"}}
          """#))
      return try nextWave(of: survey, rest)
    }

    func nextWave(of survey: String, _ rest: String = "") throws -> String {
      let close = Date.now.addingTimeInterval(86_400).formatted(.iso8601)
      let wave = try Self.id(
        call(
          "SurveyService/CreateWave",
          #"{"wave": {"surveyId": "\#(survey)", "closeTime": "\#(close)"\#(rest)}}"#))
      _ = try call("SurveyService/OpenWave", #"{"id": "\#(wave)"}"#)
      return wave
    }

    func token(_ wave: String) throws -> String {
      let made = try call("SurveyService/CreateInvitation", #"{"waveId": "\#(wave)"}"#)
      return String(try #require(made.firstMatch(of: #/"token":\s*"([^"]+)"/#)?.output.1))
    }

    static func id(_ text: String) throws -> String {
      String(try #require(text.firstMatch(of: #/"id":\s*"([0-9a-f-]{36})"/#)?.output.1))
    }
  }

  /// Would catch an answer that stays in the terminal, a draft that is lost, and a token that works twice.
  @Test func anInvitationIsAnswered() throws {
    let folder = try Folder()
    let world = try World(folder)
    let wave = try world.wave("satisfaction", "CUSTOMER")
    let token = try world.token(wave)
    let take = ["survey", "take", "--invitation", token, "--language", "ko"]
    let stopped = try world.run(take, code: 1, input: "2\n!\n")
    #expect(stopped.complaint.contains("임시 저장"))
    let none = try world.call("\(Self.answers)/ListAnswers", #"{"waveId": "\#(wave)"}"#)
    #expect(!none.contains("ANSWER_STATE_SUBMITTED"))
    // The score is kept; only the reason is given.
    let done = try world.run(take, input: "\n늦었습니다\n")
    #expect(done.output.contains("SUBMITTED 1 "), "\(done.output)")
    let stored = try world.call("\(Self.answers)/ListAnswers", #"{"waveId": "\#(wave)"}"#)
    #expect(stored.contains("늦었습니다") && stored.contains("SUBMITTED"), "\(stored)")
    let again = try world.run(take, code: 1, input: "5\n")
    #expect(!again.complaint.isEmpty && again.output.isEmpty)
    let other = try world.run(["survey", "take", "--invitation", "nonsense"], code: 1)
    #expect(other.output.isEmpty)
    let both = try world.run(
      ["survey", "take", "--invitation", token, "--save", folder.path + "/a.json"], code: 2)
    #expect(both.complaint.contains("--invitation"))
  }

  /// Would catch answers that are lost because the connection was, while somebody thought about a question.
  @Test func anAnswerOutlivesItsConnection() throws {
    let folder = try Folder()
    let socket = folder.path + "/s"
    let world = try World(folder, flags: ["--unix", socket])
    let wave = try world.wave("satisfaction", "CUSTOMER")
    let take = ["survey", "take", "--invitation"]
    let one = try PcrmRun.start(
      take + [world.token(wave)], on: "unix:\(socket)", token: world.daemon.token)
    let two = try PcrmRun.start(
      take + [world.token(wave)], on: "unix:\(socket)", token: world.daemon.token)
    try one.answer("2\n", until: "왜")
    try two.answer("2\n", until: "왜")
    world.daemon.stop()
    // Without a server: what was answered is not lost, and can be handed in later.
    let left = try PcrmRun(waitingFor: two, input: "늦음\n")
    #expect(left.code == 3, "\(left.complaint)")
    #expect(left.output.contains("늦음") && left.complaint.contains("SubmitAnswer < FILE"))
    let daemon = try Daemon(folder: folder.path + "/data", flags: ["--unix", socket])
    let done = try PcrmRun(waitingFor: one, input: "느림\n")
    #expect(done.code == 0 && done.output.contains("SUBMITTED"), "\(done.complaint)")
    let later = try PcrmRun(
      ["call", "pcrm.v1.\(Self.answers)/SubmitAnswer"], on: daemon, input: left.output)
    #expect(later.code == 0 && later.output.contains("SUBMITTED"), "\(later.complaint)")
    let stored = try PcrmRun(
      ["call", "pcrm.v1.\(Self.answers)/ListAnswers", #"{"waveId": "\#(wave)"}"#], on: daemon)
    #expect(stored.output.contains("늦음") && stored.output.contains("느림"), "\(stored.output)")
  }

  /// Would catch an interrupted answer that is not kept as a draft.
  @Test func anInterruptedAnswerIsKept() throws {
    let folder = try Folder()
    let world = try World(folder)
    let token = try world.token(world.wave("satisfaction", "CUSTOMER"))
    let take = ["survey", "take", "--invitation", token]
    let started = try PcrmRun.start(take, on: world.daemon.address, token: world.daemon.token)
    try started.answer("2\n", until: "왜")
    started.process.interrupt()
    started.process.waitUntilExit()
    let stopped = try PcrmRun(waitingFor: started)
    #expect(stopped.code == 130 && stopped.complaint.contains("draft"), "\(stopped.complaint)")
    let done = try world.run(take, input: "\n늦었습니다\n")
    #expect(done.output.contains("SUBMITTED"), "\(done.output)")
  }

  /// Would catch an anonymous answer that is kept as a draft, or handed in by the call that names who gives it.
  @Test func anAnonymousInvitationIsAnswered() throws {
    let folder = try Folder()
    let world = try World(folder)
    let wave = try world.wave("culture", "ANONYMOUS")
    for number in 0..<6 {
      let token = try world.token(wave)
      if number == 0 {
        let stopped = try world.run(
          ["survey", "take", "--invitation", token], code: 1, input: "2\n!\n")
        #expect(stopped.complaint.contains("nothing was handed in"))
      }
      let done = try world.run(["survey", "take", "--invitation", token], input: "4\n")
      #expect(done.output.contains("SUBMITTED") && done.complaint.contains("Nothing leads"))
    }
    _ = try world.call("SurveyService/CloseWave", #"{"id": "\#(wave)"}"#)
    let results = ["survey", "results", "culture"]
    var told = try PcrmRun(results, on: world.daemon)
    for _ in 0..<100 where told.code != 0 {
      // The last answers are stored a moment after the close.
      #expect(told.complaint.contains("last answers are being stored"), "\(told.complaint)")
      usleep(50_000)
      told = try PcrmRun(results, on: world.daemon)
    }
    #expect(told.code == 0 && told.output.contains("6 answers"), "\(told.output)")
  }

  /// Would catch ratings handed over without a reason, hidden ones that are told, a file that a spreadsheet reads as
  /// another character set, and drawings that are no SVG.
  @Test func ratingsAreHandedOver() throws {
    let folder = try Folder()
    let world = try World(folder)
    let units = try [("claims", "보상부"), ("audit", "=감사실"), ("it", "전산부")].map { code, name in
      try World.id(
        world.call(
          "OrganisationService/CreateUnit",
          #"{"unit": {"name": "\#(name)", "code": "\#(code)", "kind": "UNIT_KIND_TEAM"}}"#))
    }
    let list = units.map { "\"\($0)\"" }.joined(separator: ", ")
    let wave = try world.wave("departments", "INTERNAL", #", "ratedUnitIds": [\#(list)]"#)
    for person in 0..<6 {
      // All rate the first, all but one the second, two the third.
      let token = try world.token(wave)
      let sheets = units.prefix(person < 2 ? 3 : person < 5 ? 2 : 1).enumerated().map {
        number, unit in
        let id = "018f0000-0000-7000-8000-0000000000\(person)\(number)"
        let value = #"{"path": "score", "integer": "\#(number == 0 ? 5 : 3)"}"#
        return #"{"id": "\#(id)", "ratedUnitId": "\#(unit)", "answers": {"values": [\#(value)]}}"#
      }
      let all = sheets.joined(separator: ",")
      _ = try world.call(
        "\(Self.answers)/SubmitAnswer",
        #"{"token": "\#(token)", "mode": "ANSWER_MODE_SELF", "sheets": [\#(all)]}"#)
    }
    let take = try world.run(
      ["survey", "take", "--invitation", world.token(wave)], input: "5\n4\n1\n나쁨\n")
    #expect(take.output.split(separator: "\n").count == 3 && take.complaint.contains("3/3 전산부"))
    let ratings = ["survey", "results", "departments", "--ratings", "--measure", "csat"]
    let csv = folder.path + "/ratings.csv"
    let refused = try world.run(ratings + ["--csv", csv], code: 2)
    #expect(refused.complaint.contains("--reason"))
    #expect(!FileManager.default.fileExists(atPath: csv))
    let drawing = folder.path + "/ratings.svg"
    let handed = try world.run(
      ratings + ["--csv", csv, "--svg", drawing, "--reason", "appraisal of 2026"])
    #expect(handed.output.contains("claims (1)") && handed.output.contains("hidden: too few"))
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: csv)))
    #expect(bytes.starts(with: [0xef, 0xbb, 0xbf]))
    let rows = String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.count == 4 && rows.allSatisfy { $0.count == 17 })
    let column = { (name: String) in
      rows.dropFirst().map { row in row[rows[0].firstIndex(of: name) ?? 0] }
    }
    #expect(column("unit_code") == ["audit", "claims", "it"])
    // A name that a spreadsheet would work out is none.
    #expect(column("unit_name") == ["'=감사실", "보상부", "전산부"])
    // Three rated the third: it is hidden, and another beside it.
    #expect(column("hidden") == ["yes", "no", "yes"])
    #expect(column("respondents") == ["", "7", ""] && column("score") == ["", "100.0", ""])
    #expect(column("score_model") == ["csat", "csat", "csat"] && column("version")[0] == "1")
    #expect(column("wave")[0] == "1" && column("rank") == ["", "1", ""])
    _ = try world.call("SurveyService/CloseWave", #"{"id": "\#(wave)"}"#)
    let korean = try world.run(
      ratings + ["--csv", csv, "--encoding", "cp949", "--reason", "appraisal of 2026"])
    #expect(korean.code == 0)
    let other = [UInt8](try Data(contentsOf: URL(filePath: csv)))
    // 보상부 in CP949.
    #expect(other.firstRange(of: [0xba, 0xb8, 0xbb, 0xf3, 0xba, 0xce]) != nil)
    let planned = column("closed")[0]
    #expect(other.firstRange(of: Array(planned.utf8)) == nil, "it was closed before \(planned)")
    let log = try world.call("AdminService/ListAuditEntries", "{}")
    #expect(log.contains("ExportDepartmentRatings") && log.contains("appraisal of 2026"))
    let svg = try String(contentsOfFile: drawing, encoding: .utf8)
    let parser = XMLReading()
    #expect(parser.reads(svg) && parser.texts.contains("claims (1)"))
  }

  /// Would catch groups by segments of which none can be named, and flags that are passed over in silence.
  @Test func segmentsAreNamed() throws {
    let folder = try Folder()
    let world = try World(folder)
    _ = try world.wave("satisfaction", "CUSTOMER")
    let document = try folder.file(
      "segments.yaml",
      """
      segments:
      - name: young
        rule: age() < 40
      - name: old
        rule: age() >= 40
      """)
    _ = try world.run(["segment", "apply", document, "--yes", "--wait"])
    let results = ["survey", "results", "satisfaction"]
    let table = try world.run(
      results + ["--by", "segment", "--segment", "young", "--segment", "old", "--measure", "csat"])
    #expect(table.output.contains("young") && table.output.contains("old"), "\(table.output)")
    for (rest, word) in [
      (["--by", "segment"], "--segment"), (["--segment", "young"], "--by segment"),
      (["--by", "office", "--segment", "young"], "--by segment"),
      (["--by", "segment", "--segment", "young", "--and", "office"], "--and"),
      (["--by", "segment", "--segment", "young", "--office", "01"], "--office"),
      (["--measure", "zz"], "--by"), (["--measure", "csat", "--questions"], "--by"),
      (["--ratings", "--office", "01"], "--office does not go with --ratings"),
      (["--trend", "--measure", "csat", "--unweighted"], "--unweighted"),
      (["--questions", "--unweighted"], "--unweighted"),
    ] {
      let refused = try world.run(results + rest, code: 2)
      #expect(refused.complaint.contains(word), "\(rest): \(refused.complaint)")
    }
  }

  /// Would catch a trend or a table in the terminal without its figures, and texts of fewer than ten.
  @Test func resultsAreDrawn() throws {
    let folder = try Folder()
    let world = try World(folder)
    let wave = try world.wave("satisfaction", "CUSTOMER")
    let survey = try world.call("SurveyService/GetSurvey", #"{"name": "satisfaction"}"#)
    let next = try world.nextWave(of: World.id(survey))
    var number = 0
    for (wave, score) in [(wave, 2), (next, 5)] {
      for _ in 0..<10 {
        number += 1
        let id = "018f0000-0000-7000-8000-00000000\(1000 + number)"
        let why = score < 3 ? #", {"path": "why", "text": "사유 \#(number)"}"# : ""
        _ = try world.call(
          "\(Self.answers)/SubmitAnswer",
          #"""
          {"token": "\#(world.token(wave))", "mode": "ANSWER_MODE_SELF", "sheets": [{"id": "\#(id)",
            "answers": {"values": [{"path": "score", "integer": "\#(score)"}\#(why)]}}]}
          """#)
      }
    }
    let svg = folder.path + "/trend.svg"
    let csv = folder.path + "/trend.csv"
    let trend = try world.run([
      "survey", "results", "satisfaction", "--trend", "--measure", "csat", "--svg", svg, "--csv",
      csv,
    ])
    #expect(trend.output.contains("25.0") && trend.output.contains("100.0"), "\(trend.output)")
    let parser = XMLReading()
    #expect(try parser.reads(String(contentsOfFile: svg, encoding: .utf8)))
    let figures = try String(contentsOfFile: csv, encoding: .utf8).split(separator: "\r\n")
    #expect(figures.count == 3 && figures[1].contains(",25.0,") && figures[2].hasSuffix(",10"))
    let scores = try world.run(["survey", "results", "satisfaction", "--wave", "1"])
    #expect(scores.output.contains("10 answers") && scores.output.contains("csat"))
    let texts = ["survey", "results", "satisfaction", "--texts", "why", "--reason", "to mend it"]
    let told = try world.run(texts + ["--wave", "1"])
    #expect(Set(told.lines) == Set((1...10).map { "사유 \($0)" }))
    let none = try world.run(texts)
    #expect(none.lines.isEmpty && none.complaint.contains("Fewer than 10"))
    let without = try world.run(
      ["survey", "results", "satisfaction", "--texts", "why"], code: 2)
    #expect(without.complaint.contains("--reason"))
  }
}

/// Reads a drawing as any other program does.
private final class XMLReading: NSObject, XMLParserDelegate {
  private(set) var texts: Set<String> = []
  private var text = ""

  /// Whether it is well formed.
  func reads(_ document: String) -> Bool {
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    return parser.parse()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    texts.insert(text.trimmingCharacters(in: .whitespacesAndNewlines))
    text = ""
  }
}
