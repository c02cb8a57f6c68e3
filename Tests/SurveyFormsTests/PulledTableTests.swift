import PCRMModel
import ProtobufCodec
import SurveyForms
import Surveys
import Testing

@Suite("pulldata() out of CSV files")
struct PulledTableTests {
  static func files(_ there: [String: String]) -> FormFiles {
    FormFiles(has: { there[$0] != nil }, read: { there[$0].map { Array($0.utf8) } })
  }

  /// What the calculation p comes to when x is answered.
  static func value(_ form: Questionnaire, _ x: AnswerValue.Value) throws -> AnswerValue.Value? {
    var state = try RealForms.begin(form)
    try state.set("x", x)
    return state.finish().answers.values.first { $0.path == "p" }?.value
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var fault: String
    var call: String
    var file: String
    var csv: String
    var answer: String
    var pulled: String

    var testDescription: String { fault }
  }

  static let cases = [
    Case(
      fault: "a file that no question names is not loaded", call: "'prices', 'p', 'k'",
      file: "prices.csv", csv: "k,p\na,100\nb,200\n", answer: "b", pulled: "200"),
    Case(
      fault: "a name with its ending is another one", call: "\"prices.csv\" ,'p','k'",
      file: "prices.csv", csv: "k,p\na,100\nb,200\n", answer: "b", pulled: "200"),
    Case(
      fault: "names are made into codes", call: "'people', 'name', 'no'", file: "people.csv",
      csv: "no,name\n1,Kim Minji\n2,이 영희\n", answer: "2", pulled: "이 영희"),
    Case(
      fault: "a key with blanks is not found", call: "'people', 'no', 'name'", file: "people.csv",
      csv: "no,name\n1,Kim Minji\n2,이 영희\n", answer: "Kim Minji", pulled: "1"),
    Case(
      fault: "a row without a name is left out", call: "'people', 'no', 'k'", file: "people.csv",
      csv: "name,k,no\nkim,1,11\n,2,22\n", answer: "2", pulled: "22"),
    Case(
      fault: "the column value is taken for the code", call: "'t', 'value', 'name'", file: "t.csv",
      csv: "name,value,label\na,7,A\n", answer: "a", pulled: "7"),
    Case(
      fault: "the label is lost", call: "'t', 'label', 'name'", file: "t.csv",
      csv: "name,label\na,Label of a\n", answer: "a", pulled: "Label of a"),
    Case(
      fault: "the label of rows without codes is lost", call: "'t', 'label', 'k'", file: "t.csv",
      csv: "k,label\na,Label of a\n", answer: "a", pulled: "Label of a"),
    Case(
      fault: "a list of choices of the same name hides the file", call: "'sizes', 'p', 'k'",
      file: "sizes.csv", csv: "k,p\na,100\n", answer: "a", pulled: "100"),
  ]

  @Test(arguments: cases) func pullsOutOfAFile(_ one: Case) throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation\ntext|x|X|\ncalculate|p||pulldata(\(one.call), ${x})\n"
        + "select_one sizes|s|S|",
      choices: "list_name|name|label\nsizes|a|Small", files: Self.files([one.file: one.csv]))
    #expect(read.isUsable && read.missingFiles.isEmpty, "\(read.diagnoses)")
    #expect(try Self.value(read.questionnaire, .text(one.answer)) == .text(one.pulled))
    // The question with a list of the same name still has its own choices.
    let sizes = try RealForms.begin(read.questionnaire).shown(at: "s")?.choices.map(\.label)
    #expect(sizes == ["Small"])
    // Out and in again it is the same, without the file.
    let again = try FormImporter.read(
      Array(XFormWriter.write(read.questionnaire).utf8), name: "x")
    #expect(again.questionnaire.json(pretty: true) == read.questionnaire.json(pretty: true))
  }

  /// Would catch columns that are gone because a question takes its codes and labels from them.
  @Test(arguments: [("'towns', 'title', 'code'", "마포"), ("'towns.csv', 'pop', 'code'", "360")])
  func pullsOutOfAFileOfChoices(_ call: String, _ pulled: String) throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation|parameters\n"
        + "select_one_from_file towns.csv|x|X||value=code label=title\n"
        + "calculate|p||pulldata(\(call), ${x})|",
      files: Self.files(["towns.csv": "code,title,pop\nmapo,마포,360\n"]))
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(read.questionnaire.choiceLists.map(\.name) == ["towns"])
    #expect(try Self.value(read.questionnaire, .choice("mapo")) == .text(pulled))
  }

  /// Would catch a table that is declared first and then takes a question's choices from it.
  @Test func aDeclaredTableMayBeAskedFrom() throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation|parameters\ncsv-external|towns|||\n"
        + "select_one_from_file towns.csv|x|X||value=code label=title\n"
        + "calculate|p||pulldata('towns', 'pop', 'code', ${x})|",
      files: Self.files(["towns.csv": "code,title,pop\nmapo,마포,360\n"]))
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(try RealForms.begin(read.questionnaire).shown(at: "x")?.choices.map(\.label) == ["마포"])
    #expect(try Self.value(read.questionnaire, .choice("mapo")) == .text("360"))
  }

  /// Would catch a list of choices that is no longer one to look things up in.
  @Test func pullsOutOfAListWhereThereIsNoFile() throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation\nselect_one sizes|x|X|\n"
        + "calculate|p||pulldata('sizes', 'ml', 'name', ${x})",
      choices: "list_name|name|label|ml\nsizes|a|Small|200")
    #expect(read.isUsable && read.missingFiles.isEmpty, "\(read.diagnoses)")
    #expect(try Self.value(read.questionnaire, .choice("a")) == .text("200"))
  }

  /// Would catch a file that is not there and not named, wherever it is pulled out of.
  @Test func namesWhatIsMissing() throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation|relevant|default\ntext|x|X|||\nbegin group|g|G|||\n"
        + "calculate|p||concat(pulldata('a', 'p', 'k', ${x}), pulldata ( \"b.csv\", 'p', 'k', ${x}))||\n"
        + "end group\nnote|n|${pulldata('c', 'p', 'k', ${x})} 원||pulldata('a', 'p', 'k', 1) = ''|",
      settings: "form_id|instance_name\nf|pulldata('d', 'p', 'k', ${x})")
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(read.missingFiles.map(\.name) == ["a.csv", "b.csv", "c.csv", "d.csv"])
    #expect(read.missingFiles.first?.places == ["survey row 4", "survey row 6"])
    #expect(read.questionnaire.choiceLists.map(\.missing) == [true, true, true, true])
    var state = try RealForms.begin(read.questionnaire)
    try state.set("x", .text("a"))
    #expect(state.finish().isComplete)
  }

  /// Would catch a file that cannot be read and is taken for an empty one.
  @Test func saysWhatIsNoCSV() throws {
    let read = try XLSFormTests.read(
      "type|name|label|calculation\ntext|x|X|\ncalculate|p||pulldata('t', 'p', 'k', ${x})",
      files: FormFiles(has: { _ in true }, read: { _ in [0xFF, 0xFE, 0x61] }))
    #expect(read.diagnoses.map(\.reason) == ["FILE_UNREADABLE"])
    #expect(read.diagnoses.first?.message.contains("survey row 3") == true)
  }

  /// As the converter of ODK writes it, and as people do who write XForms by hand.
  @Test(arguments: ["<instance id=\"prices\" src=\"jr://file-csv/prices.csv\"/>", ""])
  func pullsInXForms(_ instance: String) throws {
    let form = XFormTests.form(
      "<instance><data id=\"f\"><x/><p/></data></instance>\(instance)"
        + "<bind nodeset=\"/data/x\" type=\"string\"/>"
        + "<bind nodeset=\"/data/p\" type=\"string\" calculate=\"pulldata('prices','p','k', /data/x )\"/>",
      "<input ref=\"/data/x\"><label>X</label></input>")
    let missing = try FormImporter.read(Array(form.utf8), name: "x")
    #expect(missing.isUsable, "\(missing.diagnoses)")
    #expect(missing.missingFiles.map(\.name) == ["prices.csv"])
    let whole = try FormImporter.read(
      Array(form.utf8), name: "x", files: Self.files(["prices.csv": "k,p\na,100\n"]))
    #expect(whole.isUsable && whole.missingFiles.isEmpty, "\(whole.diagnoses)")
    #expect(try Self.value(whole.questionnaire, .text("a")) == .text("100"))
  }
}
