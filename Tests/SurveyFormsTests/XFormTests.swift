import PCRMModel
import ProtobufCodec
import SurveyForms
import Testing

struct XFormTests {
  static func form(_ model: String, _ body: String) -> String {
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
      + "xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>T</h:title><model>\(model)</model>"
      + "</h:head><h:body>\(body)</h:body></h:html>"
  }

  static func read(_ model: String, _ body: String) throws -> FormImport {
    try FormImporter.read(Array(form(model, body).utf8), name: "x")
  }

  /// Would catch choices that stand in the question itself and are lost.
  @Test func choicesInTheQuestion() throws {
    let read = try Self.read(
      "<itext><translation lang=\"en\" default=\"\"><text id=\"y\"><value>Yes</value></text></translation>"
        + "<translation lang=\"ko\"><text id=\"y\"><value>예</value></text></translation></itext>"
        + "<instance><data id=\"F 1\" version=\"2\"><q>y</q></data></instance>"
        + "<bind nodeset=\"/data/q\" type=\"select1\" required=\"true()\"/>",
      "<select1 ref=\"q\"><label>Q</label><item><label ref=\"jr:itext('y')\"/><value>y</value></item>"
        + "<item><label>No</label><value>n</value></item></select1>")
    let form = read.questionnaire
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(form.name == "f_1" && form.authorVersion == "2" && form.languages == ["en", "ko"])
    #expect(form.items.first?.choiceList == "q" && form.items.first?.defaultValue == "y")
    #expect(
      form.choiceLists.first?.choices.map { $0.label.map(\.text) } == [["Yes", "예"], ["No"]])
  }

  /// Would catch what older tools write: binds by id, groups without a path, a repeat's template.
  @Test func olderWaysToWriteIt() throws {
    let read = try Self.read(
      "<instance><d id=\"x\"><a/><r jr:template=\"\"><b/></r><r><b>1</b></r><h>7</h></d></instance>"
        + "<bind id=\"a\" nodeset=\"/d/a\" type=\"xsd:int\" jr:constraintMsg=\"no\" constraint=\". &gt; /d/h\"/>"
        + "<bind nodeset=\"/d/r/b\" calculate=\"/d/a + 1\"/><setvalue event=\"odk-instance-first-load\" "
        + "ref=\"/d/a\" value=\"/d/h * 2\"/>",
      "<group><label>For show</label><input bind=\"a\"><label>A <output value=\"/d/h\"/>!</label></input></group>"
        + "<group><label>R</label><repeat nodeset=\"/d/r\"><input ref=\"/d/r/b\"><label>B</label></input>"
        + "</repeat></group>")
    let form = read.questionnaire
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(read.diagnoses.map(\.reason) == ["GROUP_ONLY_FOR_SHOW"])
    #expect(form.items.map(\.type) == [.integer, .repeat, .hidden])
    #expect(form.items[0].constraint == ". > ${h}" && form.items[0].defaultExpression == "${h} * 2")
    #expect(form.items[0].label.first?.text == "A ${h}!")
    #expect(form.items[1].label.first?.text == "R" && form.items[1].items.map(\.name) == ["b"])
  }

  /// Where a path is a reference, and where it is not.
  static let paths: [(fault: String, xml: String, ours: String)] = [
    ("a path after a name is part of it", "../d/a", "../d/a"),
    ("a step after a call is part of it", "instance('l')/root/item", "instance('l')/root/item"),
    ("a path in a text is one", "concat('see /d/a', /d/a)", "concat('see /d/a', ${a})"),
    (
      "a path as a text is none", "jr:choice-name( /d/a , ' /d/a ')", "jr:choice-name(${a}, '${a}')"
    ),
    ("a longer name is cut", "/d/ab", "/d/ab"),
    ("a predicate follows the reference", "/d/a[1]", "/d/a[1]"),
    ("a minus becomes part of the name", " /d/a -1", "${a}-1"),
    ("two beside each other lose a blank", " /d/a  /d/a ", "${a}${a}"),
    ("of two items with one name one is taken", "/d/g/x", "/d/g/x"),
  ]

  @Test(arguments: paths) func pathsAndReferences(
    _ item: (fault: String, xml: String, ours: String)
  )
    throws
  {
    let xml = SmallWorkbook.escaped(item.xml)
    let read = try Self.read(
      "<instance><d id=\"x\"><a/><x/><g><x/></g><q/></d></instance>"
        + "<bind nodeset=\"/d/q\" calculate=\"\(xml)\"/>",
      "<input ref=\"/d/a\"><label>A</label></input>")
    #expect(read.questionnaire.items.last?.calculation == item.ours, "\(item.fault)")
  }

  /// Would catch what is said without a place.
  @Test func saysTheLine() throws {
    let read = try Self.read(
      "<instance><d id=\"x\"><a/></d></instance>\n\n<bind nodeset=\"/d/a\" relevant=\"nothing()\"/>",
      "<input ref=\"/d/a\"><label>A</label></input>")
    #expect(read.diagnoses.map(\.place) == ["3 relevant"])
    #expect(read.diagnoses.map(\.reason) == ["UNKNOWN_FUNCTION"] && !read.isUsable)
  }

  @Test func refusesWhatIsNoForm() {
    for (xml, reason) in [
      ("<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "LIMESURVEY"),
      ("<a/>", "NO_MODEL"), ("<model/>", "NO_INSTANCE"), ("plain text", "NOT_A_FORM"),
      ("<!DOCTYPE a><a/>", "XML_DOCUMENT_TYPE"),
    ] {
      #expect {
        try FormImporter.read(Array(xml.utf8), name: "x")
      } throws: {
        ($0 as? FormRefusal)?.reason == reason
      }
    }
  }

  /// Would catch grids, limits and ends of scales that do not come back.
  @Test func whatXFormsHaveNoWordFor() throws {
    var form = Questionnaire()
    form.name = "own"
    form.languages = ["ko", "en"]
    form.title = [Self.text("ko", "제목"), Self.text("en", "Title")]
    var list = ChoiceList()
    list.name = "likert"
    for value in ["1", "2", "none"] {
      var choice = FormChoice()
      choice.value = value
      choice.exclusive = value == "none"
      choice.label = [Self.text("ko", "값 \(value)")]
      list.choices.append(choice)
    }
    form.choiceLists = [list]
    var grid = FormItem()
    grid.name = "service"
    grid.type = .grid
    grid.choiceList = "likert"
    grid.required = "true()"
    grid.relevance = "${score} > 3"
    grid.label = [Self.text("ko", "서비스")]
    for name in ["speed", "kindness"] {
      var row = GridRow()
      row.name = name
      row.label = [Self.text("ko", name)]
      grid.rows.append(row)
    }
    var many = FormItem()
    many.name = "many"
    many.type = .selectMany
    many.choiceList = "likert"
    many.constraint = "not(selected(., '2'))"
    var limits = ChoiceLimits()
    limits.min = 1
    limits.max = 2
    many.choiceLimits = limits
    var score = FormItem()
    score.name = "score"
    score.type = .scale
    var scale = ScaleRange()
    scale.from = "0"
    scale.to = "10"
    scale.fromLabel = [Self.text("ko", "전혀")]
    scale.toLabel = [Self.text("ko", "매우")]
    score.scale = scale
    var words = FormItem()
    words.name = "words"
    words.type = .text
    words.textLengthMax = 200
    form.items = [score, grid, many, words]
    let written = XFormWriter.write(form)
    let read = try FormImporter.read(Array(written.utf8), name: "x")
    #expect(read.isUsable, "\(read.diagnoses)")
    #expect(read.questionnaire.json(pretty: true) == form.json(pretty: true))
    // What others understand of it.
    #expect(
      written.contains("count-selected(.) &lt;= 2")
        && written.contains("string-length(.) &lt;= 200"))
    #expect(written.contains("not(selected(., 'none') and count-selected(.) &gt; 1)"))
  }

  /// Would catch the mark of choices that exclude others, which comes back as a parameter of its question.
  @Test func exclusiveChoicesComeBack() throws {
    var form = Questionnaire()
    form.name = "own"
    form.languages = ["ko"]
    form.defaultLanguage = "ko"
    form.title = [Self.text("ko", "제목")]
    var list = ChoiceList()
    list.name = "channels"
    for value in ["web", "none"] {
      var choice = FormChoice()
      choice.value = value
      choice.exclusive = value == "none"
      choice.label = [Self.text("ko", value)]
      list.choices.append(choice)
    }
    form.choiceLists = [list]
    var many = FormItem()
    many.name = "many"
    many.type = .selectMany
    many.choiceList = "channels"
    many.label = [Self.text("ko", "어디로?")]
    form.items = [many]
    let written = XFormWriter.write(form)
    let read = try FormImporter.read(Array(written.utf8), name: "x")
    #expect(read.questionnaire.items == form.items)
    #expect(read.questionnaire.choiceLists == form.choiceLists)
  }

  private static func text(_ language: String, _ words: String) -> LocalText {
    var text = LocalText()
    text.language = language
    text.text = words
    return text
  }
}
