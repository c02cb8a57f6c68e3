import Foundation
import PCRMModel
import ProtobufCodec
import Testing

@testable import pcrm

@Suite("pcrm survey: forms without a server, and stored ones")
struct PcrmSurveyTests {
  /// Two questions, a condition, a constraint, a repeat and a note.
  private static let form = """
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
    <h:head><h:title>방문 뒤 조사</h:title><model><instance><data id="after_visit">
    <met/><who/><score/><member><age/></member><thanks/></data></instance>
    <instance id="yn"><root><item><name>y</name><label>예</label></item><item><name>n</name><label>아니요</label></item></root></instance>
    <bind nodeset="/data/met" type="string" required="true()"/>
    <bind nodeset="/data/who" type="string" relevant=" /data/met  = 'y'" required="true()"/>
    <bind nodeset="/data/score" type="int" constraint=". &gt;= 0 and . &lt;= 10" jr:constraintMsg="0에서 10까지입니다."/>
    <bind nodeset="/data/member/age" type="int"/><bind nodeset="/data/thanks" type="string" readonly="true()"/>
    </model></h:head><h:body>
    <select1 ref="/data/met"><label>만났습니까?</label><itemset nodeset="instance('yn')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>
    <input ref="/data/who"><label>누구를?</label></input>
    <input ref="/data/score"><label>만족도</label></input>
    <group ref="/data/member"><label>가족</label><repeat nodeset="/data/member"><input ref="/data/member/age"><label>나이</label></input></repeat></group>
    <input ref="/data/thanks"><label>고맙습니다, <output value=" /data/who "/>님.</label></input>
    </h:body></h:html>
    """

  private func filled(_ run: PcrmRun) throws -> FilledForm { try FilledForm(json: run.output) }

  private func value(_ form: FilledForm, _ path: String) -> AnswerValue.Value? {
    form.answers?.values.first { $0.path == path }?.value
  }

  /// Would catch an interview that cannot be driven by lines, or loses an answer.
  @Test func takesAFormFromAFile() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let run = try PcrmRun(
      ["survey", "take", "--file", path, "--language", "ko"],
      input: "1\n김영희\n11\n7\ny\n41\nn\n")
    #expect(run.code == 0, "\(run.complaint)")
    let form = try filled(run)
    #expect(form.complete && form.questionnaire == "after_visit")
    #expect(value(form, "met") == .choice("y") && value(form, "who") == .text("김영희"))
    #expect(value(form, "score") == .integer(7) && value(form, "member[1]/age") == .integer(41))
    #expect(run.complaint.contains("0에서 10까지입니다.") && run.complaint.contains("고맙습니다, 김영희님."))
  }

  /// Would catch an answer that stays though its question is no longer asked, and is not said.
  @Test func goesBackAndDropsWhatIsNotAskedAnyMore() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let run = try PcrmRun(
      ["survey", "take", "--file", path], input: "1\nKim\n<\n<\n2\n\n\n")
    #expect(run.code == 0, "\(run.complaint)")
    let form = try filled(run)
    #expect(value(form, "met") == .choice("n") && value(form, "who") == nil)
    #expect(form.dropped.map(\.path) == ["who"] && run.complaint.contains("Not kept"))
  }

  /// Would catch a required question that can be passed, and a draft that cannot be gone on with.
  @Test func stopsAndGoesOn() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let draft = folder.path + "/draft.json"
    let first = try PcrmRun(
      ["survey", "take", "--file", path, "--save", draft], input: "\n1\nKim\n!\n")
    #expect(first.code == 1 && first.complaint.contains("An answer is required."))
    let second = try PcrmRun(
      ["survey", "take", "--file", path, "--resume", draft], input: "\n\n5\n\n")
    #expect(second.code == 0, "\(second.complaint)")
    #expect(value(try filled(second), "who") == .text("Kim"))
    #expect(value(try filled(second), "score") == .integer(5))
  }

  /// Would catch an input that ends too early and is taken for a whole form.
  @Test func anInputThatEndsIsNoWholeForm() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let run = try PcrmRun(["survey", "take", "--file", path], input: "1\n")
    #expect(run.code == 1)
    #expect(try filled(run).complete == false)
  }

  @Test func saysWhatIsWrongWithAForm() throws {
    let folder = try Folder()
    let wrong = try folder.file(
      "wrong.xml", Self.form.replacing(" /data/met  = 'y'", with: "frobnicate(1)"))
    let check = try PcrmRun(["survey", "import", wrong, "--check"])
    #expect(check.code == 1 && check.output.contains("frobnicate"), "\(check.output)")
    let korean = try PcrmRun(["survey", "import", wrong, "--check", "--language", "ko"])
    #expect(korean.output.contains("모르는 함수입니다"))
    let json = try PcrmRun(["survey", "import", wrong, "--check", "-o", "json"])
    #expect(json.output.contains("\"usable\":false") && json.output.contains("UNKNOWN_FUNCTION"))
    let old = folder.path + "/old.xls"
    try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).write(to: URL(filePath: old))
    let refused = try PcrmRun(["survey", "import", old, "--check"])
    #expect(refused.code == 2 && refused.complaint.contains("save it as .xlsx"))
  }

  /// Would catch an export that another import does not read.
  @Test func exportsWhatItReads() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let again = folder.path + "/again.xml"
    #expect(try PcrmRun(["survey", "export", "--file", path, "--to", again]).code == 0)
    let first = try PcrmRun(["survey", "show", "--file", path, "-o", "json"])
    let second = try PcrmRun(["survey", "show", "--file", again, "-o", "json"])
    #expect(first.code == 0 && first.output == second.output)
  }

  @Test func storesListsAndTakesOfTheServer() throws {
    let folder = try Folder()
    let daemon = try Daemon(folder: folder.path + "/data")
    let path = try folder.file("form.xml", Self.form)
    let stored = try PcrmRun(["survey", "import", path, "--yes"], on: daemon)
    #expect(stored.code == 0, "\(stored.complaint)")
    let again = try PcrmRun(["survey", "import", path, "--yes"], on: daemon)
    #expect(again.code == 0 && again.complaint.contains("nothing changes"))
    let list = try PcrmRun(["survey", "list"], on: daemon)
    #expect(list.output.contains("after_visit") && list.output.contains("방문 뒤 조사"))
    let taken = try PcrmRun(["survey", "take", "after_visit"], on: daemon, input: "2\n\n\n")
    #expect(taken.code == 0, "\(taken.complaint)")
    #expect(try filled(taken).version == 1)
  }

  // MARK: Which questionnaire an import is

  /// Would catch forms that become one questionnaire because their ids have no letters of a code.
  @Test func anIDThatIsNoCodeIsRefusedByName() throws {
    let folder = try Folder()
    let daemon = try Daemon(folder: folder.path + "/data")
    let first = try folder.file("a.xml", Self.form.replacing("after_visit", with: "고객만족도"))
    let check = try PcrmRun(["survey", "import", first, "--check"])
    #expect(check.code == 0 && check.output.contains("고객만족도"), "\(check.output)")
    let refused = try PcrmRun(["survey", "import", first, "--yes"], on: daemon)
    #expect(refused.code == 2, "\(refused.complaint)")
    #expect(refused.complaint.contains("고객만족도") && refused.complaint.contains("--name"))
    #expect(try PcrmRun(["survey", "list"], on: daemon).output.contains("form") == false)
    let named = try PcrmRun(
      ["survey", "import", first, "--yes", "--name", "satisfaction"], on: daemon)
    #expect(named.code == 0 && !named.complaint.contains("고객만족도"), "\(named.complaint)")
    // Without a server the form can be answered all the same.
    let taken = try PcrmRun(["survey", "take", "--file", first], input: "2\n\n\n")
    #expect(taken.code == 0, "\(taken.complaint)")
  }

  /// Would catch a questionnaire that another one replaces and nobody is told.
  @Test func anotherQuestionnaireIsNotReplacedSilently() throws {
    let folder = try Folder()
    let daemon = try Daemon(folder: folder.path + "/data")
    let path = try folder.file("form.xml", Self.form)
    #expect(try PcrmRun(["survey", "import", path, "--yes"], on: daemon).code == 0)
    var other = Self.form.replacing("방문 뒤 조사", with: "직원 설문")
    let renamed = try folder.file("renamed.xml", other)
    for name in ["met", "who", "score"] {
      other = other.replacing("/data/\(name)", with: "/data/\(name)2")
        .replacing("<\(name)/>", with: "<\(name)2/>")
    }
    let path2 = try folder.file("other.xml", other)
    let refused = try PcrmRun(["survey", "import", path2, "--yes"], on: daemon)
    #expect(refused.code == 2, "\(refused.complaint)")
    for word in ["after_visit", "방문 뒤 조사", "직원 설문", "--name"] {
      #expect(refused.complaint.contains(word), "\(refused.complaint)")
    }
    // Shown and asked, it is told too; nobody is there to say yes.
    for arguments in [["--dry-run"], []] {
      let told = try PcrmRun(["survey", "import", path2] + arguments, on: daemon)
      #expect(told.complaint.contains("방문 뒤 조사"), "\(told.complaint)")
    }
    let kept = try PcrmRun(["survey", "list"], on: daemon)
    #expect(kept.output.contains("방문 뒤 조사") && !kept.output.contains("직원 설문"))
    // A new title for the same questions is told, and goes on.
    let title = try PcrmRun(["survey", "import", renamed, "--yes"], on: daemon)
    #expect(title.code == 0 && title.complaint.contains("방문 뒤 조사"), "\(title.complaint)")
    let meant = try PcrmRun(
      ["survey", "import", path2, "--yes", "--name", "after_visit"], on: daemon)
    #expect(meant.code == 0, "\(meant.complaint)")
  }

  // MARK: Where answers go

  /// Would catch questions that are asked though their answers cannot be kept.
  @Test func triesThePlaceBeforeTheFirstQuestion() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    for place in [folder.path + "/none/x.json", folder.path] {
      let run = try PcrmRun(
        ["survey", "take", "--file", path, "--save", place], input: "1\nKim\n7\n\n")
      #expect(run.code == 2 && run.complaint.contains("\(place): cannot be written"))
      #expect(!run.complaint.contains("만났습니까"), "\(run.complaint)")
    }
    // To have tried it leaves nothing behind, and harms nothing that is there.
    let kept = try folder.file("kept.json", "{}")
    let stopped = try PcrmRun(
      ["survey", "take", "--file", path, "--resume", "/none", "--save", kept])
    #expect(stopped.code == 2)
    #expect(try folder.text("kept.json") == "{}")
    let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(there == ["form.xml", "kept.json"])
  }

  /// Would catch answers that are gone because their place went away in the meantime.
  @Test func printsAnswersThatCannotBeKept() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let place = folder.path + "/there"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let started = try PcrmRun.start(
      ["survey", "take", "--file", path, "--save", place + "/x.json"], on: nil, token: nil)
    try started.answer("", until: "> ")
    try FileManager.default.removeItem(atPath: place)
    let run = try PcrmRun(waitingFor: started, input: "1\nKim\n7\n\n")
    #expect(run.code == 2 && run.complaint.contains("x.json: cannot be written"))
    #expect(value(try filled(run), "who") == .text("Kim"))
  }

  /// Would catch answers that are gone when whoever answers interrupts the command.
  @Test func anInterruptedFormIsKept() throws {
    let folder = try Folder()
    let path = try folder.file("form.xml", Self.form)
    let draft = folder.path + "/draft.json"
    let started = try PcrmRun.start(
      ["survey", "take", "--file", path, "--save", draft], on: nil, token: nil)
    try started.answer("1\nKim\n", until: "만족도")
    started.process.interrupt()
    started.process.waitUntilExit()
    let run = try PcrmRun(waitingFor: started)
    #expect(run.code == 130, "\(run.complaint)")
    let kept = try FilledForm(json: folder.text("draft.json"))
    #expect(!kept.complete && value(kept, "who") == .text("Kim"))
  }

  /// Would catch answers that are gone because what they come to cannot be worked out: each question alone can, all
  /// together take too many steps.
  @Test func answersOfAFormThatIsGivenUpAreKept() throws {
    let folder = try Folder()
    let bind = "<bind nodeset=\"/data/"
    func text(_ name: String, _ letter: String) -> String {
      let text = String(repeating: letter, count: 5000)
      return "\(bind)\(name)\" type=\"string\" calculate=\"'\(text)'\"/>"
    }
    let heavy =
      "not(contains(concat(/data/x, /data/x, /data/x, /data/x), concat(/data/y, /data/y, /data/y)))"
    let path = try folder.file(
      "form.xml",
      """
      <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
      <h:head><h:title>long</h:title><model><instance><data id="long"><a/><b/><x/><y/></data></instance>
      \(bind)a" type="string" constraint="\(heavy)"/>
      \(bind)b" type="string" constraint="\(heavy)"/>
      \(text("x", "x"))\(text("y", "y"))
      </model></h:head><h:body><input ref="/data/a"><label>A</label></input>
      <input ref="/data/b"><label>B</label></input></h:body></h:html>
      """)
    let draft = folder.path + "/draft.json"
    let run = try PcrmRun(
      ["survey", "take", "--file", path, "--save", draft], input: "one\ntwo\n")
    #expect(run.code == 1 && run.complaint.contains("b.constraint: "), "\(run.complaint)")
    let kept = try FilledForm(json: folder.text("draft.json"))
    #expect(!kept.complete && value(kept, "a") == .text("one") && value(kept, "b") == .text("two"))
  }

  /// Would catch a wrong language that is passed over, and files of which nobody is told what they are.
  @Test func saysWhatCannotBeAsked() throws {
    let folder = try Folder()
    let translated = try folder.file(
      "two.xml",
      Self.form.replacing(
        "<model>",
        with: "<model><itext><translation lang=\"ko\"/><translation lang=\"en\"/></itext>"))
    let language = try PcrmRun(
      ["survey", "take", "--file", translated, "--form-language", "fr"], input: "1\n")
    #expect(language.code == 2 && language.complaint.contains("fr; the questions are in"))
    let empty = try folder.file("empty.xlsx", "")
    let cut = try folder.file("cut.xml", String(Self.form.prefix(300)))
    let wide = folder.path + "/wide.xml"
    try Data(Self.form.data(using: .utf16) ?? Data()).write(to: URL(filePath: wide))
    for (path, words) in [
      (folder.path + "/none.xlsx", "no such file"), (folder.path, "is a folder"),
      (empty, "is empty"), (cut, "XML"), (wide, "UTF-16"),
    ] {
      let run = try PcrmRun(["survey", "import", path, "--check"])
      #expect(run.code == 2 && run.complaint.contains(words), "\(path): \(run.complaint)")
    }
  }
}
