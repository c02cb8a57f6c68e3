import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys
import Testing

/// What a form asks, keeps and drops.
@Suite struct FormLogicTests {
  @Test(
    "An answer whose question is no longer asked is dropped and said so; going back brings it back")
  func irrelevance() throws {
    let form = try Form.compiled(
      [
        Form.item(.selectOne, "smokes", required: "true()", list: "yn"),
        Form.group(
          "smoking", relevance: "${smokes} = 'yes'",
          [
            Form.item(.integer, "cigarettes", required: "true()"),
            Form.item(.text, "brand", relevance: "${cigarettes} > 10"),
          ]),
        Form.calculated("risk", "if(${cigarettes} > 10, 'high', 'low')"),
      ], lists: [Form.list("yn", ["yes", "no"])])
    var state = FormState(form, context: Form.context)
    #expect(state.items().map(\.path) == ["smokes"])
    #expect(
      try state.set("smokes", .choice("yes")) == [
        FormChange(path: "smoking", kind: .shown),
        FormChange(path: "smoking/cigarettes", kind: .shown),
      ])
    try state.set("smoking/cigarettes", .integer(20))
    try state.set("smoking/brand", .text("x"))
    #expect(state.answers()["risk"] == .text("high"))
    let changes = try state.set("smokes", .choice("no"))
    #expect(changes.contains(FormChange(path: "smoking/brand", kind: .hidden)))
    #expect(changes.contains(FormChange(path: "risk", kind: .calculated("low"))))
    #expect(state.problems() == [], "what is not asked is not missing")
    let finished = state.finish()
    #expect(finished.answers.paths == ["smokes", "risk"])
    #expect(finished.dropped.map(\.path) == ["smoking/cigarettes", "smoking/brand"])
    #expect(finished.dropped.allSatisfy { $0.reason == .notRelevant })
    try state.set("smokes", .choice("yes"))
    #expect(state.answers()["smoking/cigarettes"] == .integer(20))
    try state.set("smoking/cigarettes", nil)
    #expect(state.problems().map(\.kind) == [.missing], "a stale answer does not count as one")
  }

  @Test("What is required hangs on the answers as they are now, not as they were")
  func requiredIf() throws {
    let form = try Form.compiled(
      [
        Form.item(.selectOne, "why", list: "reasons"),
        Form.item(.text, "other", required: "${why} = 'other'"),
      ], lists: [Form.list("reasons", ["price", "other"])])
    var state = FormState(form, context: Form.context)
    try state.set("why", .choice("other"))
    #expect(state.problems().map(\.path) == ["other"])
    try state.set("why", .choice("price"))
    #expect(state.problems() == [])
  }

  @Test(
    "A text that each calculation doubles stays as long as an answer may be",
    arguments: ["concat(${%}, ${%})", "join('', ${%}, ${%})"])
  func doubling(formula: String) throws {
    var items = [Form.item(.text, "c0")]
    for number in 1...20 {
      let calculation = formula.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: "c\(number - 1)")
      items.append(Form.calculated("c\(number)", calculation))
    }
    let form = try Form.compiled(items)
    var state = FormState(form, context: Form.context)
    let start = ContinuousClock.now
    try state.set("c0", .text(String(repeating: "가", count: 100)))
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(state.answers()["c1"] == .text(String(repeating: "가", count: 200)))
    #expect(
      state.answers()["c20"]
        == .text(String(repeating: "가", count: FormLimits.textCharactersMax)))
    #expect(state.problems().map(\.path).first == "c8", "100 × 2⁸ is more than an answer may have")
    #expect(state.problems().allSatisfy { $0.kind == .tooLong })
    try state.set("c0", .text("가"))
    #expect(state.problems().map(\.path).first == "c15")
  }

  /// Would catch a form of many short expressions that works out more than a store or a device can hold.
  @Test("All that a form works out is bounded together: what has no room is named")
  func manyLongTexts() throws {
    var items = [Form.item(.text, "c0")]
    items[0].textLengthMax = Int32(FormLimits.textCharactersMax)
    for number in 1...100 { items.append(Form.calculated("c\(number)", "${c0}")) }
    let form = try Form.compiled(items)
    let long = AnswerValue.Value.text(
      String(repeating: "x", count: FormLimits.textCharactersMax))
    var state = try FormState(
      form, answers: Form.answers([("c0", long)]), context: Form.context)
    let finished = state.finish()
    let fits = FormLimits.workedBytesMax / FormLimits.textCharactersMax
    #expect(finished.problems.count == 100 - fits)
    #expect(finished.problems.allSatisfy { $0.kind == .tooLong })
    #expect(
      finished.answers.binary().count < FormLimits.answerBytesMax + FormLimits.workedBytesMax)
    // Shorter again, everything is there again.
    try state.set("c0", .text("y"))
    #expect(state.problems() == [])
    #expect(state.answers()["c100"] == .text("y"))
    try state.set("c0", long)
    #expect(state.problems().count == 100 - fits)
    try state.set("c0", nil)
    #expect(state.problems() == [])
  }

  /// Would catch labels that grow with each answer that stands in them.
  @Test("A label with long answers in it is cut where it is shown")
  func longLabels() throws {
    let places = Array(repeating: "${name}", count: 500).joined(separator: " ")
    let form = try Form.compiled([
      Form.item(.text, "name"), Form.item(.note, "hello", label: places),
    ])
    var state = FormState(form, context: Form.context)
    try state.set("name", .text(String(repeating: "가", count: 1000)))
    let label = try #require(try state.shown(at: "hello")).label
    #expect(label.hasSuffix("가…") && label.hasPrefix("가"))
    #expect(label.utf8.count <= FormLimits.shownBytesMax + 3)
    #expect(label.utf8.count > FormLimits.shownBytesMax - 10)
  }

  @Test("Answers of more bytes than are allowed are refused")
  func tooManyBytes() throws {
    let form = try Form.compiled((0..<60).map { Form.item(.text, "t\($0)") })
    let long = AnswerValue.Value.text(
      String(repeating: "x", count: FormLimits.textCharactersMax))
    let answers = Form.answers((0..<60).map { ("t\($0)", long) })
    #expect(throws: FormFault.self) {
      try FormState(form, answers: answers, context: Form.context)
    }
    let fewer = Form.answers((0..<50).map { ("t\($0)", long) })
    #expect(throws: Never.self) {
      try FormState(form, answers: fewer, context: Form.context)
    }
  }

  @Test("Constraints, with their messages in the form's language")
  func constraints() throws {
    var age = Form.item(.integer, "age", constraint: ". >= 18 and . < 130")
    age.constraintMessage = [Form.text("${age} is not allowed", "en"), Form.text("안 됩니다", "ko")]
    let form = try Form.compiled([age])
    var context = Form.context
    context.language = "ko-KR"
    var state = FormState(form, context: context)
    #expect(state.problems() == [], "an empty answer is not checked")
    try state.set("age", .integer(17))
    #expect(state.problems().map(\.message) == ["안 됩니다"])
    state.setLanguage("en")
    #expect(state.problems().map(\.message) == ["17 is not allowed"])
    #expect(state.problems().map(\.kind) == [.constraint])
    try state.set("age", .integer(18))
    #expect(state.problems() == [])
  }

  @Test("Choice filters: a choice that is not offered any more is a problem, not an answer")
  func cascade() throws {
    var counties = Form.list("counties", ["king", "pierce", "cameron"])
    for (place, state) in ["washington", "washington", "texas"].enumerated() {
      var column = FormParameter()
      column.name = "cf"
      column.value = state
      counties.choices[place].columns = [column]
    }
    let form = try Form.compiled(
      [
        Form.item(.selectOne, "state", list: "states"),
        Form.item(.selectOne, "county", list: "counties", filter: "cf = ${state}"),
      ], lists: [Form.list("states", ["washington", "texas"]), counties])
    var state = FormState(form, context: Form.context)
    #expect(try state.shown(at: "county")?.choices.map(\.value) == [])
    try state.set("state", .choice("washington"))
    #expect(try state.shown(at: "county")?.choices.map(\.value) == ["king", "pierce"])
    try state.set("county", .choice("king"))
    #expect(state.problems() == [])
    try state.set("state", .choice("texas"))
    #expect(state.problems().map(\.kind) == [.notOffered])
    #expect(throws: FormFault.self) { try state.set("county", .choice("nowhere")) }
  }

  @Test(
    "Bounds of choices, the choice that excludes all others, rankings and scales",
    arguments: [
      (FormItemType.selectMany, Form.choices("a"), AnswerProblemKind?.some(.tooFew)),
      (.selectMany, Form.choices("a", "b", "c", "d"), .tooMany),
      (.selectMany, Form.choices("a", "none"), .exclusive),
      (.selectMany, Form.choices("none"), nil), (.selectMany, Form.choices("a", "b"), nil),
      (.rank, Form.choices("a", "b"), .incomplete),
      (.rank, Form.choices("b", "a", "d", "c", "none"), nil), (.scale, .integer(11), .offScale),
      (.scale, .decimal("0.25"), .offScale), (.scale, .decimal("0.5"), nil),
      (.scale, .integer(0), nil), (.scale, .integer(10), nil),
      (.text, .text(String(repeating: "가", count: 5)), nil),
      (.text, .text(String(repeating: "가", count: 6)), .tooLong),
    ])
  func kinds(
    _ type: FormItemType, _ value: AnswerValue.Value, _ expected: AnswerProblemKind?
  ) throws {
    var item = Form.item(type, "x", list: "list")
    var limits = ChoiceLimits()
    limits.min = 2
    limits.max = 3
    item.choiceLimits = limits
    var scale = ScaleRange()
    scale.from = "0"
    scale.to = "10"
    scale.step = "0.5"
    item.scale = scale
    item.textLengthMax = 5
    let form = try Form.compiled(
      [item], lists: [Form.list("list", ["a", "b", "c", "d", "none"], exclusive: ["none"])])
    var state = FormState(form, context: Form.context)
    try state.set("x", value)
    #expect(state.problems().map(\.kind) == (expected.map { [$0] } ?? []))
  }

  @Test("The rows of a grid are answered one by one, and share what the grid says")
  func grid() throws {
    var grid = Form.item(.grid, "service", required: "${met} = 'yes'", list: "likert")
    grid.rows = ["speed", "kindness"].map { name in
      var row = GridRow()
      row.name = name
      row.label = [Form.text("How was \(name)?")]
      if name == "kindness" { row.relevance = "${met} = 'yes'" }
      return row
    }
    let form = try Form.compiled(
      [Form.item(.selectOne, "met", list: "yn"), grid, Form.calculated("k", "${kindness} + 1")],
      lists: [Form.list("yn", ["yes", "no"]), Form.list("likert", ["1", "2", "3"])])
    var state = FormState(form, context: Form.context)
    try state.set("met", .choice("yes"))
    #expect(state.problems().map(\.path) == ["service/speed", "service/kindness"])
    try state.set("service/kindness", .choice("2"))
    #expect(state.answers()["k"] == .text("3"))
    try state.set("met", .choice("no"))
    #expect(state.finish().answers.paths == ["met"])
    #expect(try state.shown(at: "service/speed")?.choices.count == 3)
    #expect(throws: FormFault.self) { try state.set("service", .choice("2")) }
  }

  @Test("Repeats: added, numbered, summed, taken away from the middle")
  func repeats() throws {
    let form = try Form.compiled([
      Form.repeated(
        "member",
        [
          Form.item(.integer, "age"), Form.calculated("number", "position(..)"),
          Form.calculated(
            "before", "indexed-repeat(${age}, ${member}, position(..) - 1)"),
          Form.item(.text, "school", relevance: "${age} < 19"),
        ]),
      Form.calculated("total", "sum(${age})"), Form.calculated("members", "count(${member})"),
      Form.item(.note, "n", label: "${members} members, ${ round(${total} div 1) } years"),
    ])
    var state = FormState(form, context: Form.context)
    for age in [40, 10, 7] {
      let path = try state.addRepeat("member").path
      try state.set("\(path)/age", .integer(Int64(age)))
    }
    #expect(state.answers()["total"] == .text("57"))
    #expect(state.answers()["member[3]/before"] == .text("10"))
    #expect(try state.shown(at: "member[1]/school") == nil)
    #expect(try state.shown(at: "member[2]/school") != nil)
    try state.removeRepeat("member[1]")
    #expect(state.answers()["total"] == .text("17"))
    #expect(state.answers()["member[1]/number"] == .text("1"))
    #expect(state.answers()["member[1]/before"] == nil)
    #expect(state.answers()["member[2]/before"] == .text("10"))
    #expect(state.answers()["member"] == .repeats(2))
    #expect(throws: FormFault.self) { try state.set("member[3]/age", .integer(1)) }
    let loaded = try FormState(form, answers: state.answers(), context: Form.context)
    #expect(loaded.answers() == state.answers())
  }

  @Test(
    "A number of repeats that is worked out: fewer hides, more brings back, what is past is dropped"
  )
  func countedRepeats() throws {
    let form = try Form.compiled([
      Form.item(.integer, "stems"),
      Form.repeated("stem", count: "${stems}", [Form.item(.integer, "girth")]),
      Form.calculated("sum", "sum(${girth})"),
    ])
    var state = FormState(form, context: Form.context)
    try state.set("stems", .integer(3))
    for number in 1...3 { try state.set("stem[\(number)]/girth", .integer(Int64(number * 10))) }
    #expect(state.answers()["sum"] == .text("60"))
    try state.set("stems", .integer(1))
    #expect(state.answers()["sum"] == .text("10"))
    let finished = state.finish()
    #expect(finished.answers["stem"] == .repeats(1))
    #expect(finished.dropped.map(\.reason) == [.pastRepeats, .pastRepeats])
    try state.set("stems", .integer(2))
    #expect(state.answers()["sum"] == .text("30"))
    #expect(throws: FormFault.self) { _ = try state.addRepeat("stem") }
    try state.set("stems", .integer(1_000_000))
    #expect(state.answers()["stem"] == .repeats(Int32(FormLimits.repeatsMax)))
  }

  @Test("Repeats in repeats stay with their own")
  func nested() throws {
    let form = try Form.compiled([
      Form.item(.integer, "limit"),
      Form.repeated(
        "plot",
        [
          Form.item(.text, "name"),
          Form.repeated(
            "tree",
            [
              Form.item(.integer, "height", constraint: ". < ${limit}"),
              Form.calculated("where", "concat(${name}, position(../..), position(..))"),
            ]),
          Form.calculated("tallest", "max(${height})"),
        ]),
      Form.calculated("all", "count(${tree})"),
    ])
    var state = FormState(form, context: Form.context)
    for plot in 1...2 {
      _ = try state.addRepeat("plot")
      try state.set("plot[\(plot)]/name", .text("P"))
      for tree in 1...2 {
        _ = try state.addRepeat("plot[\(plot)]/tree")
        try state.set("plot[\(plot)]/tree[\(tree)]/height", .integer(Int64(plot * 10 + tree)))
      }
    }
    #expect(state.answers()["plot[1]/tallest"] == .text("12"))
    #expect(state.answers()["plot[2]/tallest"] == .text("22"))
    #expect(state.answers()["plot[2]/tree[1]/where"] == .text("P21"))
    #expect(state.answers()["all"] == .text("4"))
    try state.set("limit", .integer(21))
    #expect(state.problems().map(\.path) == ["plot[2]/tree[1]/height", "plot[2]/tree[2]/height"])
    try state.removeRepeat("plot[1]")
    #expect(state.answers()["plot[1]/tree[2]/where"] == .text("P12"))
    #expect(state.answers()["all"] == .text("2"))
  }

  @Test("Defaults come once, to a new form and to a new repeat, and can be taken away")
  func defaults() throws {
    var today = Form.item(.date, "day")
    today.defaultExpression = "today()"
    var count = Form.item(.integer, "count")
    count.defaultValue = "3"
    var own = Form.item(.integer, "own")
    own.defaultExpression = "${count} * 2"
    let form = try Form.compiled([today, count, Form.repeated("r", [own])])
    var state = FormState(form, context: Form.context)
    #expect(state.answers()["day"] == .date(CivilDate(2026, 5, 4)))
    try state.set("count", .integer(4))
    _ = try state.addRepeat("r")
    #expect(state.answers()["r[1]/own"] == .integer(8))
    try state.set("count", .integer(5))
    #expect(state.answers()["r[1]/own"] == .integer(8), "a default is no calculation")
    try state.set("count", nil)
    let loaded = try FormState(form, answers: state.draft(), context: Form.context)
    #expect(loaded.answers()["count"] == nil, "what was taken away stays away")
  }

  @Test("What is recorded about the filling in")
  func metadata() throws {
    let kinds: [(String, FormMetadata)] = [
      ("start", .start), ("end", .end), ("today", .today), ("device", .deviceID),
      ("id", .instanceID), ("title", .instanceName),
    ]
    var questionnaire = Form.questionnaire(
      kinds.map { name, kind in
        var item = Form.item(.metadata, name)
        item.metadata = kind
        return item
      } + [Form.item(.text, "office")])
    questionnaire.instanceName = "concat(${office}, '-', ${device})"
    var context = Form.context
    context.deviceID = "d1"
    var state = FormState(try CompiledForm(questionnaire), context: context)
    try state.set("office", .text("Jung-gu"))
    #expect(state.answers()["end"] == nil)
    state.advance(to: context.now.adding(seconds: 60))
    let answers = state.finish().answers
    #expect(answers["start"] == .text("2026-05-04T09:30:00.000+09:00"))
    #expect(answers["end"] == .text("2026-05-04T09:31:00.000+09:00"))
    #expect(answers["today"] == .text("2026-05-04"))
    #expect(answers["device"] == .text("d1"))
    #expect(answers["id"] == .text("uuid:018f3b1c-7d2a-7c3e-9a4b-5c6d7e8f9a0b"))
    #expect(answers["title"] == .text("Jung-gu-d1"))
    #expect(state.instanceName == "Jung-gu-d1")
  }

  @Test("Labels with answers in their places, in each language")
  func piping() throws {
    var name = Form.item(.text, "name")
    name.label = [Form.text("Name?", "en"), Form.text("성함?", "ko")]
    var hello = Form.item(.selectOne, "how", list: "yn")
    hello.label = [
      Form.text("${name}, ${ if(string-length(${name}) > 3, 'long', 'short') } name", "en"),
      Form.text("${name} 님", "ko"),
    ]
    var questionnaire = Form.questionnaire([name, hello], lists: [Form.list("yn", ["yes", "no"])])
    questionnaire.languages = ["en", "ko"]
    var state = FormState(try CompiledForm(questionnaire), context: Form.context)
    try state.set("name", .text("Minji"))
    #expect(try state.shown(at: "how")?.label == "Minji, long name")
    state.setLanguage("ko")
    #expect(try state.shown(at: "how")?.label == "Minji 님")
    #expect(try state.shown(at: "how")?.choices.map(\.label) == ["yes의 이름", "no의 이름"])
  }

  @Test(
    "Answers that do not fit are refused, and change nothing",
    arguments: [
      ("nobody", AnswerValue.Value.text("x"), "UNKNOWN_QUESTION"),
      ("", .text("x"), "UNKNOWN_QUESTION"),
      ("age/", .integer(1), "UNKNOWN_QUESTION"), ("age[1]", .integer(1), "UNKNOWN_QUESTION"),
      ("r/x", .text("x"), "UNKNOWN_QUESTION"), ("age", .text("1"), "WRONG_TYPE"),
      ("age", .choice("1"), "WRONG_TYPE"), ("r", .repeats(1), "UNKNOWN_QUESTION"),
      ("day", .date(CivilDate(2026, 2, 29)), "WRONG_TYPE"),
      ("weight", .decimal("1e3"), "WRONG_TYPE"),
      ("weight", .decimal("NaN"), "WRONG_TYPE"), ("time", .time("25:00"), "WRONG_TYPE"),
      ("worked_out", .text("x"), "CALCULATED"), ("many", Form.choices("a", "a"), "WRONG_TYPE"),
      ("many", Form.choices("a b"), "WRONG_TYPE"), ("one", .choice("z"), "UNKNOWN_CHOICE"),
    ])
  func refusals(_ path: String, _ value: AnswerValue.Value, _ reason: String) throws {
    let form = try Form.compiled(
      [
        Form.item(.integer, "age"), Form.item(.date, "day"), Form.item(.decimal, "weight"),
        Form.item(.time, "time"), Form.calculated("worked_out", "1"),
        Form.item(.selectMany, "many", list: "l"), Form.item(.selectOne, "one", list: "l"),
        Form.repeated("r", [Form.item(.text, "x")]),
      ], lists: [Form.list("l", ["a", "b"])])
    var state = FormState(form, context: Form.context)
    let before = state.draft()
    do throws(FormFault) {
      try state.set(path, value)
      Issue.record("\(path) was taken")
    } catch {
      #expect(error.reason == reason, "\(path): \(error)")
    }
    #expect(state.draft() == before)
  }

  @Test("What was worked out elsewhere is worked out here again; another value is said so")
  func calculatedElsewhere() throws {
    let form = try Form.compiled([
      Form.item(.integer, "a"), Form.calculated("twice", "${a} * 2"),
      Form.calculated("id", "once(uuid())"),
    ])
    let state = try FormState(
      form,
      answers: Form.answers([("a", .integer(2)), ("twice", .text("5")), ("id", .text("kept"))]),
      context: Form.context)
    #expect(state.answers()["twice"] == .text("4"))
    #expect(state.answers()["id"] == .text("kept"))
    #expect(state.dropped().map(\.path) == ["twice"])
    #expect(state.dropped().map(\.reason) == [.calculated])
  }

  @Test("A list whose file is missing takes any code, and so does what hangs on it")
  func missingList() throws {
    var list = ChoiceList()
    list.name = "regions.csv"
    list.file = "regions.csv"
    list.missing = true
    let form = try Form.compiled(
      [
        Form.item(.selectOne, "region", required: "true()", list: "regions.csv", filter: "x = 1"),
        Form.calculated("name", "pulldata('regions', 'label', 'name', ${region})"),
      ], lists: [list])
    var state = FormState(form, context: Form.context)
    try state.set("region", .choice("R7"))
    #expect(state.finish().isComplete)
  }
}
