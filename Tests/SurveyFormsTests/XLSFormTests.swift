import Foundation
import PCRMModel
import ProtobufCodec
import SurveyForms
import Surveys
import Testing

struct XLSFormTests {
  static func read(
    _ survey: String, choices: String = "", settings: String = "", files: FormFiles = .none
  ) throws -> FormImport {
    try FormImporter.read(
      SmallWorkbook(survey: survey, choices: choices, settings: settings).bytes, name: "Form 1",
      files: files)
  }

  static let yesNo = "list_name|name|label\nyes_no|yes|Yes\nyes_no|no|No"

  /// Would catch a form without questions that is refused without a place.
  @Test func aHeaderAlone() throws {
    let read = try Self.read("type|name|label")
    #expect(!read.isUsable)
    #expect(read.diagnoses.map(\.reason) == ["EMPTY"])
    #expect(read.diagnoses.map(\.place) == ["survey 2"])
    #expect(read.diagnoses.first?.message.contains("question") == true)
    // What is there and cannot be read is said by itself.
    let broken = try Self.read("type|name|label\nnothing_known|q|Q")
    #expect(!broken.diagnoses.contains { $0.place == "survey 2" && $0.reason == "EMPTY" })
  }

  /// Every old spelling of a type, with what it is today.
  static let types: [(String, FormItemType)] = [
    ("select_one yes_no", .selectOne), ("select one from yes_no", .selectOne),
    ("add select one prompt using yes_no", .selectOne), ("select1 yes_no", .selectOne),
    ("Select One yes_no", .selectOne), ("select_multiple yes_no", .selectMany),
    ("select all that apply from yes_no", .selectMany),
    ("select all that apply yes_no", .selectMany),
    ("select_multiple_from yes_no", .selectMany), ("rank yes_no", .rank), ("string", .text),
    ("int", .integer), ("  decimal ", .decimal), ("dateTime", .dateTime), ("date", .date),
    ("time", .time), ("gps", .location), ("geotrace", .line), ("geoshape", .area),
    ("photo", .photo), ("add image prompt", .photo), ("audio", .audio), ("video", .video),
    ("file", .file), ("barcode", .barcode), ("acknowledge", .consent), ("trigger", .consent),
    ("range", .scale), ("note", .note), ("hidden", .hidden), ("start", .metadata),
    ("get today", .metadata), ("device id", .metadata), ("audit", .metadata),
  ]

  @Test(arguments: types) func typesInEverySpelling(_ spelling: String, _ type: FormItemType) throws
  {
    let read = try Self.read("type|name|label\n\(spelling)|q|Q", choices: Self.yesNo)
    #expect(read.questionnaire.items.map(\.type) == [type], "\(read.diagnoses)")
    #expect(read.isUsable)
  }

  /// Every spelling of a header; a lost column is a lost rule.
  static let headers: [(String, String, @Sendable (FormItem) -> String)] = [
    ("relevance", "1 = 1", { $0.relevance }), ("bind:relevant", "1 = 1", { $0.relevance }),
    ("bind::relevant", "1 = 1", { $0.relevance }), (" Relevant ", "1 = 1", { $0.relevance }),
    ("constraint", ". > 1", { $0.constraint }),
    ("bind:jr:constraintMsg", "Too small", { $0.constraintMessage.first?.text ?? "" }),
    ("bind::jr:constraintMsg", "Too small", { $0.constraintMessage.first?.text ?? "" }),
    ("constraint message", "Too small", { $0.constraintMessage.first?.text ?? "" }),
    ("constraint-message::English (en)", "Too small", { $0.constraintMessage.first?.text ?? "" }),
    ("required_message", "Please", { $0.requiredMessage.first?.text ?? "" }),
    ("bind:jr:requiredMsg", "Please", { $0.requiredMessage.first?.text ?? "" }),
    ("Hint", "help", { $0.hint.first?.text ?? "" }),
    ("caption", "cap", { $0.label.last?.text ?? "" }),
    ("guidance_hint::ko", "안내", { $0.guidance.first?.text ?? "" }),
    ("media::image", "a.jpg", { $0.media.first?.file ?? "" }),
    ("image::English", "a.jpg", { $0.media.first?.file ?? "" }),
    ("control:appearance", "minimal", { $0.appearance }), ("read only", "yes", { $0.readOnly }),
    ("default", "3", { $0.defaultValue }), ("bind::required", "yes", { $0.required }),
    ("required", "${q} = 1", { $0.required }), ("calculate", "1 + 1", { $0.calculation }),
  ]

  @Test(arguments: headers.indices) func headersInEverySpelling(_ index: Int) throws {
    let (header, cell, value) = Self.headers[index]
    let read = try Self.read("type|name|\(header)\ninteger|q|\(cell)")
    let item = try #require(read.questionnaire.items.first)
    let expected = ["yes": "true()"][cell] ?? cell
    #expect(value(item) == expected, "\(header): \(read.diagnoses.map(\.message))")
  }

  /// A cell that is wrong, what is said of it, and where.
  static let faults: [(form: String, reason: String, place: String, severity: Diagnosis.Severity)] =
    [
      ("txt|q|Q|", "UNKNOWN_TYPE", "survey 2 A type", .error),
      ("|q|Q|", "NO_TYPE", "survey 2 A type", .error),
      ("text||Q|", "NO_NAME", "survey 2 B name", .warning),
      ("text|a b|Q|", "BAD_NAME", "survey 2 B name", .error),
      ("text|q|Q|\ntext|q|Q|", "NAME_TWICE", "survey 3 B name", .error),
      ("select_one yesno|q|Q|", "UNKNOWN_LIST", "survey 2 A type", .error),
      ("select_one|q|Q|", "NO_LIST", "survey 2 A type", .error),
      ("select_one ${q}|q|Q|", "REPEAT_CHOICES", "survey 2 A type", .error),
      ("text|q||", "NO_LABEL", "survey 2 C label", .warning),
      ("begin group|g|G|\ntext|q|Q|", "GROUP_NOT_ENDED", "survey 2 A type", .warning),
      ("text|q|Q|\nend group|||", "END_WITHOUT_BEGIN", "survey 3 A type", .warning),
      ("begin repeat|g|G|\ntext|q|Q|\nend group|||", "OTHER_END", "survey 4 A type", .warning),
      ("begin group|g|G|\nend group|||\ntext|q|Q|", "EMPTY_GROUP", "survey 2 A type", .warning),
      (
        "begin loop over yes_no|g|G|\ntext|q|Q|\nend loop|||", "LOOP_NOT_KNOWN", "survey 2 A type",
        .error
      ),
      ("calculate|q||", "NO_CALCULATION", "survey 2 calculation", .warning),
      ("simserial|s||", "NOT_RECORDED", "survey 2 A type", .note),
      ("text|q|Q|${nobody} = 1", "UNKNOWN_QUESTION", "survey 2 D relevant", .error),
      ("text|q|Q|frobnicate(1)", "UNKNOWN_FUNCTION", "survey 2 D relevant", .error),
      ("text|q|Q|1 +", "BAD_EXPRESSION", "survey 2 D relevant", .error),
      ("text|p|P|${q} = 1\ntext|q|Q|${p} = 1", "CYCLE", "survey 3 D relevant", .error),
      ("text|q|Q|‘a’ = “a”", "CURLY_QUOTES", "survey 2 D relevant", .warning),
    ]

  @Test(arguments: faults)
  func saysWhatIsWrongAndWhere(
    _ fault: (form: String, reason: String, place: String, severity: Diagnosis.Severity)
  ) throws {
    let read = try Self.read("type|name|label|relevant\n\(fault.form)", choices: Self.yesNo)
    let found = read.diagnoses.first { $0.reason == fault.reason }
    #expect(found?.place == fault.place, "\(read.diagnoses)")
    #expect(found?.severity == fault.severity)
    #expect(read.isUsable == (fault.severity != .error))
  }

  /// Would catch a proposal that is not the word that was meant.
  @Test func proposesWhatWasMeant() throws {
    let read = try Self.read("type|name|lable|relevent\ntetx|q|Q|", choices: Self.yesNo)
    #expect(
      read.diagnoses.filter { $0.reason == "UNKNOWN_COLUMN" }.map(\.remedy) == [
        "label", "relevant",
      ])
    #expect(read.diagnoses.first { $0.reason == "UNKNOWN_TYPE" }?.remedy == "text")
  }

  static let choiceFaults: [(rows: String, reason: String, place: String)] = [
    ("yes_no|yes|Yes\nyes_no|yes|Again", "CHOICE_TWICE", "choices 3 B name"),
    ("|a|A", "NO_LIST_NAME", "choices 2 A list_name"),
    ("yes_no|yes|Yes\n|no|No", "NO_LIST_NAME", "choices 3 A list_name"),
    ("yes_no||Yes", "NO_CHOICE_NAME", "choices 2 B name"),
    ("yes_no|y es|Yes", "CHOICE_NAME_WITH_BLANK", "choices 2 B name"),
    ("yes_no|yes|", "NO_LABEL", "choices 2 C label"),
  ]

  @Test(arguments: choiceFaults)
  func saysWhatIsWrongWithChoices(_ fault: (rows: String, reason: String, place: String)) throws {
    let read = try Self.read(
      "type|name|label\ntext|q|Q", choices: "list_name|name|label\n\(fault.rows)")
    #expect(read.diagnoses.first { $0.reason == fault.reason }?.place == fault.place)
  }

  @Test func allowsDuplicatesWhereTheSettingsDo() throws {
    let choices = "list name|name|label|of\nc|king|King|wa\nc|king|King|tx"
    let read = try Self.read(
      "type|name|label|choice_filter\nselect_one c|q|Q|of = 'tx'", choices: choices,
      settings: "form_id|allow_choice_duplicates\nx|yes")
    #expect(read.isUsable && read.diagnoses.isEmpty)
    #expect(read.questionnaire.choiceLists.first?.duplicates == true)
  }

  /// Would catch languages that are mixed up, or a default that is another language.
  @Test func languages() throws {
    let read = try Self.read(
      "type|name|label::English (en)|label::한국어|hint\ntext|q|Hello|안녕|짧게",
      settings: "form_title|default_language\n인사|한국어")
    let form = read.questionnaire
    #expect(form.languages == ["ko", "en"] && form.defaultLanguage == "ko")
    let item = try #require(form.items.first)
    #expect(item.label.map(\.language) == ["ko", "en"])
    #expect(item.hint.map(\.language) == ["ko"] && form.title.first?.text == "인사")
  }

  @Test func otherIsAskedFor() throws {
    let read = try Self.read(
      "type|name|label::ko\nselect_one fruit or_other|q|과일",
      choices: "list_name|name|label::ko\nfruit|a|사과")
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(read.questionnaire.items.map(\.name) == ["q", "q_other"])
    var state = try RealForms.begin(read.questionnaire)
    #expect(try state.shown(at: "q_other") == nil)
    try state.set("q", .choice("other"))
    #expect(try state.shown(at: "q_other")?.label == "기타 내용을 적어 주십시오.")
  }

  /// Would catch a missing file that nobody is told of, or one that is there and not read.
  @Test func filesBesideTheForm() throws {
    let survey =
      "type|name|label|choice_filter|parameters|image\n"
      + "select_one_from_file regions.csv|r|R|||a.png\n"
      + "select_one_from_file towns.csv|t|T|of = ${r}|value=code label=title|"
    let missing = try Self.read(survey)
    #expect(missing.isUsable)
    #expect(missing.missingFiles.map(\.name) == ["a.png", "regions.csv", "towns.csv"])
    #expect(missing.questionnaire.choiceLists.map(\.missing) == [true, true])
    // Answers with any code, as nobody can say which there are.
    var state = try RealForms.begin(missing.questionnaire)
    try state.set("r", .choice("seoul"))
    try state.set("t", .choice("mapo"))
    #expect(state.finish().isComplete)

    let there = [
      "regions.csv": "name,label\nseoul,서울\nbusan,\"부산, 시\"\n", "a.png": "",
      "towns.csv": "\u{FEFF}code,title,of\r\nmapo,마포,seoul\r\nhaeundae,해운대,busan\r\n",
    ]
    let files = FormFiles(has: { there[$0] != nil }, read: { there[$0].map { Array($0.utf8) } })
    let whole = try Self.read(survey, files: files)
    #expect(whole.isUsable && whole.missingFiles.isEmpty, "\(whole.diagnoses)")
    state = try RealForms.begin(whole.questionnaire)
    #expect(try state.shown(at: "r")?.choices.map(\.label) == ["서울", "부산, 시"])
    try state.set("r", .choice("busan"))
    #expect(try state.shown(at: "t")?.choices.map(\.label) == ["해운대"])
  }

  @Test func scalesGridsAndParameters() throws {
    let read = try Self.read(
      "type|name|label|parameters\nrange|nps|NPS|start=0 end=10\nrange|s|S|start = 1; end = 2, step=0.5"
        + "\nselect_one yes_no|q|Q|randomize=true seed=42",
      choices: Self.yesNo)
    let items = read.questionnaire.items
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(items[0].scale?.from == "0" && items[0].scale?.to == "10" && items[0].scale?.step == "")
    #expect(items[1].scale?.step == "0.5")
    #expect(items[2].randomize && items[2].randomizeSeed == "42" && items[2].parameters.isEmpty)
  }

  /// Would catch a workbook that is read though it is none of a form.
  @Test func refusesWhatIsNoForm() throws {
    func reason(_ workbook: SmallWorkbook) -> String {
      do {
        _ = try FormImporter.read(workbook.bytes, name: "x")
        return ""
      } catch {
        return error.reason
      }
    }
    #expect(reason(SmallWorkbook([("Sheet1", [["type"]])])) == "NO_SURVEY_SHEET")
    #expect(reason(SmallWorkbook([("Survey ", [["name", "label"]])])) == "NO_TYPE_COLUMN")
  }

  /// Would catch whatever XForms have no word for and is lost on the way.
  @Test func outAndInAgainIsTheSame() throws {
    let survey = """
      type|name|label::ko|label::en|hint::ko|guidance_hint::en|relevant|required|constraint|constraint_message::ko|constraint_message::en|calculation|default|appearance|parameters|image::ko|choice_filter|repeat_count|readonly|required_message::en
      begin group|g|묶음|Group|||${q}='a'||||||||||||
      text|t|이름 ${q}님|Name ${q}|적어 주세요|Write it||yes|string-length(.) > 1|너무 짧음 ${q}|Too short|||multiline|||||${n} > 1|Please
      end group
      select_multiple l|q|고르기|Choose||||||||||minimal|randomize=true seed=7|a.png|of = ${t}|||
      begin repeat|r|반복|Repeat||||||||||||||${n} + 1||
      integer|n1|수|Number||||||||||||||||
      calculate|c|||||||||||sum(${n1}) * 2|||||||
      end repeat
      integer|n|수|Number|||||||||${d}|||||||
      decimal|d|수|Number|||||||||2.5|||||||
      note|note|${c} 다음|Then|||||||||||||||
      select_one_from_file x.csv|x|파일|File|||||||||||||||
      range|s|점수|Score||||||||||||start=0 end=10||||||
      calculate|id|||||||||||concat(${instanceID}, '${n}')|||||||
      """
    let first = try Self.read(
      survey, choices: "list_name|name|label::ko|label::en|of|image\nl|a|가|A|1|b.png\nl|b|나|B|2|",
      settings:
        "form_title|form_id|version|default_language|instance_name\n시험|t-1|3|en|concat(${n}, '-', ${d})"
    )
    #expect(first.isUsable, "\(first.diagnoses)")
    let written = XFormWriter.write(first.questionnaire)
    // A reference that is left as it is would be no XForm.
    #expect(!written.contains("${"), "\(written)")
    let second = try FormImporter.read(Array(written.utf8), name: "x")
    #expect(second.questionnaire.json(pretty: true) == first.questionnaire.json(pretty: true))
    #expect(XFormWriter.write(second.questionnaire) == written)
  }
}
