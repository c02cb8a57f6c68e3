import PCRMCore
import PCRMModel
import Testing

@testable import Surveys

/// Forms that are made to keep a server busy, by whoever writes them or whoever answers, and forms that are only long.
@Suite struct StepBudgetTests {
  struct Hostile: Sendable, CustomTestStringConvertible {
    let place: String
    let items: [FormItem]
    let lists: [ChoiceList]
    let answers: [(String, AnswerValue.Value)]
    let expression: String
    var testDescription: String { "\(place): \(expression.prefix(60))" }
  }

  private static let wide = Form.list("wide", (0..<600).map { "c\($0)" })
  private static let nested =
    "count(instance('wide')/root/item[count(instance('wide')/root/item[name = current()/../t]) > 0])"
  /// Of rows with a hundred columns each.
  private static var table: ChoiceList {
    var list = Form.list("table", (0..<600).map { "c\($0)" })
    var column = FormParameter()
    column.name = "more"
    for place in list.choices.indices {
      list.choices[place].columns = (0..<100).map { number in
        column.name = "more\(number)"
        return column
      }
    }
    return list
  }
  private static let long = String(repeating: "a", count: 20_000)

  private static func calculated(
    _ expression: String, _ answers: [(String, AnswerValue.Value)] = [("t", .text("x"))]
  ) -> Hostile {
    Hostile(
      place: "c.calculation", items: [Form.item(.text, "t"), Form.calculated("c", expression)],
      lists: [wide], answers: answers, expression: expression)
  }

  private static func changed(
    _ place: String, _ expression: String, _ change: (inout FormItem) -> Void
  ) -> Hostile {
    var item = Form.item(.integer, "q")
    change(&item)
    return Hostile(
      place: "q.\(place)", items: [Form.item(.text, "t"), item], lists: [wide],
      answers: [("q", .integer(1))], expression: expression)
  }

  /// Expressions of which each takes only a little, many times.
  private static var patient: [Hostile] {
    func repeated(_ expression: String) -> Hostile {
      Hostile(
        place: "a/c.calculation",
        items: [Form.repeated("a", count: "500", [Form.calculated("c", expression)])],
        lists: [], answers: [], expression: expression)
    }
    func instances(_ call: String, times: Int = 200) -> Hostile {
      let expression = "concat(\(many(call, times)))"
      return Hostile(
        place: "c.calculation",
        items: [
          Form.repeated("a", count: "500", [Form.item(.integer, "x")]),
          Form.calculated("c", expression),
        ], lists: [wide], answers: [], expression: expression)
    }
    let ones = "concat(\(many("1")))"
    let looks = Array(repeating: "count(instance('table')/root/item[more99 = 'x'])", count: 12)
    let columns = "concat(\(looks.joined(separator: ", ")))"
    return [
      repeated("concat(\(ones), \(ones))"),
      repeated("string-length(concat('\(String(long.prefix(4000)))', 'b'))"),
      instances("count(/data/a/x)"),
      instances("indexed-repeat(/data/a/x, /data/a, 3)"),
      instances("count(instance('wide')/root/item)"),
      instances("regex('a', concat('(a|b){1,400}', ''))", times: 100),
      // Patterns that are made of next to nothing, or cannot be made, and texts in which there is nothing to look at.
      repeated("concat(\(many("regex('', concat('((){500}){39}', ''))", 10)))"),
      repeated("concat(\(many("regex('', concat('(){500}', '(){500}'))", 10)))"),
      repeated("concat(\(many("regex('', '(a?){490}(b?){490}')", 10)))"),
      Hostile(
        place: "c.calculation", items: [Form.calculated("c", columns)], lists: [table],
        answers: [], expression: columns),
    ]
  }

  private static var rows: [Hostile] {
    let count = "count(../../a/x)"
    let pairs = "/data/a/x = /data/a/y"
    let rank = "count(instance('wide')/root/item[name != 'c1']) > 0"
    var unanswered = Form.item(.integer, "q", required: "\(nested) > 0")
    unanswered.requiredMessage = [Form.text("needed")]
    return [
      // Each instance looks at all: 500 · 500.
      Hostile(
        place: "a/c.calculation",
        items: [
          Form.repeated("a", count: "500", [Form.item(.integer, "x"), Form.calculated("c", count)])
        ], lists: [], answers: [], expression: count),
      Hostile(
        place: "c.calculation",
        items: [
          Form.repeated(
            "a", count: "500", [Form.calculated("x", "position(..)"), Form.calculated("y", "-1")]),
          Form.calculated("c", pairs),
        ], lists: [], answers: [], expression: pairs),
      Hostile(
        place: "c.calculation",
        items: [
          Form.repeated(
            "a", count: "500", [Form.calculated("x", "position(..)"), Form.calculated("y", "-1")]),
          Form.calculated("c", "count(/data/a/x | /data/a/y)"),
        ], lists: [], answers: [], expression: "count(/data/a/x | /data/a/y)"),
      Hostile(
        place: "a.relevance",
        items: [
          Form.repeated("a", relevance: "\(nested) >= 0", count: "3", [Form.item(.integer, "x")]),
          Form.item(.text, "t"),
        ], lists: [wide], answers: [], expression: "\(nested) >= 0"),
      Hostile(
        place: "a.repeat_count",
        items: [
          Form.repeated("a", count: nested, [Form.item(.integer, "x")]), Form.item(.text, "t"),
        ], lists: [wide], answers: [], expression: nested),
      Hostile(
        place: "r.choice_filter",
        items: [Form.item(.rank, "r", list: "wide", filter: rank)], lists: [wide],
        answers: [("r", Form.choices("c1"))], expression: rank),
      Hostile(
        place: "q.required", items: [Form.item(.text, "t"), unanswered], lists: [wide], answers: [],
        expression: "\(nested) > 0"),
      changed("constraint", "\(nested) >= 0") { $0.constraint = "\(nested) >= 0" },
      changed("constraint_message", "x ${ \(nested) }") {
        $0.constraint = "false()"
        $0.constraintMessage = [Form.text("x ${ \(nested) }")]
      },
      calculated(nested),
      calculated(
        "concat(\(many("pulldata('wide', 'name', 'name', 'x')")))"
      ),
      calculated("regex(${t}, '([a-z]{1,200})+b')", [("t", .text(long))]),
      calculated("regex(${t}, concat('([a-z]{1,200})', '+b'))", [("t", .text(long))]),
      calculated("translate(${t}, '\(String(long.prefix(3000)))', 'b')", [("t", .text(long))]),
      calculated("contains(${t}, '\(String(long.prefix(3000)))b')", [("t", .text(long))]),
      calculated("substring-before(${t}, '\(String(long.prefix(3000)))b')", [("t", .text(long))]),
      calculated("substring-after(${t}, '\(String(long.prefix(3000)))b')", [("t", .text(long))]),
      calculated(
        "concat(\(many("selected(${t}, 'b')")))", [("t", .text(long))]),
    ]
  }

  /// The same many times, as arguments.
  private static func many(_ call: String, _ times: Int = 200) -> String {
    Array(repeating: call, count: times).joined(separator: ", ")
  }

  private static func fault(_ row: Hostile, steps: Int) throws -> FormFault? {
    let form = try Form.compiled(row.items, lists: row.lists)
    return try form.finished(
      Form.answers(row.answers), context: Form.context, within: StepBudget(steps)
    ).fault
  }

  /// Would catch work that nobody counts: an expression that may take as long as its author likes.
  @Test(
    "What takes too many steps is given up, with its place and expression",
    arguments: rows + patient)
  func hostile(row: Hostile) throws {
    let start = ContinuousClock.now
    let fault = try #require(try Self.fault(row, steps: 100_000))
    #expect(fault.reason == "TOO_MUCH_WORK")
    #expect(fault.place == row.place)
    #expect(fault.expression == row.expression)
    #expect(fault.message.contains("100000 steps"))
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  /// Would catch a bound that is no bound in time: steps that are counted and take long all the same.
  @Test("The bound that servers have is one in time as well")
  func theWholeBound() throws {
    let heavy = (0..<20).map { Form.calculated("n\($0)", Self.nested) }
    let form = try Form.compiled([Form.item(.text, "t")] + heavy, lists: [Self.wide])
    let start = ContinuousClock.now
    #expect(form.faultUnanswered()?.reason == "TOO_MUCH_WORK")
    print("\(FormLimits.stepsMax) steps: \(ContinuousClock.now - start)")
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  /// Would catch a form that cannot be mended any more after one answer that asked for too much.
  @Test("A change that takes too many steps leaves the form as it was")
  func changesAreTakenBack() throws {
    let form = try Form.compiled([
      Form.item(.integer, "n"),
      Form.repeated(
        "a", count: "${n}",
        [
          Form.item(.integer, "x", required: "count(/data/a) > 10"),
          Form.calculated("c", "count(../../a/x)"),
        ]),
    ])
    var state = FormState(form, context: Form.context, stepsMax: 20_000)
    try state.set("n", .integer(10))
    let before = state.answers()
    let fault = #expect(throws: FormFault.self) { try state.set("n", .integer(400)) }
    #expect(fault?.reason == "TOO_MUCH_WORK" && fault?.place == "a/c.calculation")
    #expect(state.answers() == before && state.fault == nil)
    try state.set("n", .integer(12))
    // Reading takes nothing from what comes later, however often.
    for _ in 0..<150 {
      #expect(state.items().count(where: \.isRequired) == 12)
      #expect(state.problems().count == 12)
    }
    let finished = state.finish()
    #expect(finished.problems.count == 12 && finished.fault == nil)
  }

  /// Would catch a change that has no steps of its own: what hangs on it is not worked out, and nobody says so.
  @Test("A change that follows a costly one is worked out to its end")
  func changesHaveTheirOwn() throws {
    let form = try Form.compiled([
      Form.repeated("a", [Form.item(.integer, "x")]), Form.calculated("sum", "sum(/data/a/x)"),
      Form.calculated("at", "now()"),
    ])
    let values = (1...3).map { ("a[\($0)]/x", AnswerValue.Value.integer(Int64($0))) }
    var state = try FormState(form, answers: Form.answers(values), context: Form.context)
    func spend() { state.budget.take(state.budget.taken + FormLimits.stepsMax) }
    spend()
    try state.removeRepeat("a[3]")
    #expect(state.answers()["sum"] == .text("3") && state.fault == nil)
    spend()
    state.advance(to: Form.context.now.adding(seconds: 60))
    #expect(state.answers()["at"] == .text("2026-05-04T09:31:00.000+09:00"))
    spend()
    let added = try state.addRepeat("a").path
    try state.set("\(added)/x", .integer(5))
    #expect(state.answers()["sum"] == .text("8") && state.fault == nil)
  }

  /// Would catch questions without choices, at the end of a form that has many.
  @Test("Each item is shown with all its choices, however many there are before it")
  func shownItems() throws {
    let items = (0..<100).map {
      Form.item(.selectOne, "q\($0)", list: "wide", filter: "name != 'x'")
    }
    let form = try Form.compiled(items, lists: [Self.wide])
    let state = FormState(form, context: Form.context, stepsMax: 20_000)
    #expect(state.items().map(\.choices.count) == Array(repeating: 600, count: 100))
  }

  /// Members who each look a list through, answered one after the other: each change is small, all of it is not.
  private static func grown(_ members: Int) throws -> FormState {
    let form = try Form.compiled(
      [
        Form.repeated(
          "a",
          [Form.item(.text, "x"), Form.calculated("c", "pulldata('wide', 'name', 'name', ../x)")]),
        Form.calculated("n", "count(/data/a)"),
      ], lists: [wide])
    var state = FormState(form, context: Form.context, stepsMax: 5000)
    for member in 1...members {
      _ = try state.addRepeat("a")
      try state.set("a[\(member)]/x", .text("c599"))
    }
    return state
  }

  /// Would catch a draft that nobody can open any more, one that stays too much when half of it is taken away, and a
  /// number of what is there no more that is said to be lost.
  @Test("Answers that take too many steps are opened, and can be cut down")
  func openedAndCutDown() throws {
    let grown = try Self.grown(12)
    #expect(grown.fault == nil)
    var state = try FormState(
      grown.form, answers: grown.draft(), context: Form.context, budget: StepBudget(5000))
    #expect(state.fault?.reason == "TOO_MUCH_WORK" && state.fault?.place == "a/c.calculation")
    #expect(state.draft() == grown.draft())
    #expect(!state.items().isEmpty)
    var ending = state
    #expect(!ending.finish().isComplete)
    // It may grow on the way; it is still not handed in.
    _ = try state.addRepeat("a")
    #expect(state.fault != nil)
    for number in (4...13).reversed() { try state.removeRepeat("a[\(number)]") }
    #expect(state.fault == nil)
    let finished = state.finish()
    #expect(finished.isComplete && finished.dropped.isEmpty)
    #expect(finished.answers == (try Self.grown(3).answers()))
  }

  /// Would catch a form that was given up when it was opened, and is whole when it is handed in.
  @Test("A form that is given up when it is opened cannot be handed in")
  func givenUpAtOnce() throws {
    let form = try Form.compiled([
      Form.repeated(
        "a", count: "500", [Form.item(.integer, "x"), Form.calculated("c", "count(../../a/x)")])
    ])
    var state = FormState(form, context: Form.context, stepsMax: 100_000)
    #expect(state.fault?.reason == "TOO_MUCH_WORK" && state.fault?.place == "a/c.calculation")
    let finished = state.finish()
    #expect(finished.fault == state.fault && !finished.isComplete)
    // An answer to another question mends nothing.
    #expect(try state.problems().isEmpty && state.problem(at: "a[1]/x") == nil)
  }

  /// Would catch choices that are looked at for nothing, as many as there are of them.
  @Test("Rankings cost a step for each choice, without a filter too")
  func rankings() throws {
    let items = (0..<200).map { Form.item(.rank, "r\($0)", list: "wide") }
    let form = try Form.compiled(items, lists: [Self.wide])
    let answers = Form.answers((0..<200).map { ("r\($0)", Form.choices("c1")) })
    let fault = try form.finished(
      answers, context: Form.context, within: StepBudget(100_000)
    ).fault
    #expect(fault?.reason == "TOO_MUCH_WORK" && fault?.place.hasSuffix(".choice_filter") == true)
  }

  /// Would catch work that is nobody's: each of many looks at all others, and need not.
  @Test("Waking what hangs on an answer costs a step each")
  func waking() throws {
    let lazy = "if(true(), 1, count(../../a/x))"
    let form = try Form.compiled([
      Form.repeated("a", count: "500", [Form.item(.integer, "x"), Form.calculated("c", lazy)])
    ])
    let state = FormState(form, context: Form.context, stepsMax: 100_000)
    #expect(state.fault?.place == "a/c.calculation" && state.fault?.expression == lazy)
  }

  /// Would catch a bound that real work comes near to: five hundred questions that hang on each other, and a household of
  /// a hundred.
  @Test("Long forms stay far below the bound")
  func longForms() throws {
    var items: [FormItem] = [Form.item(.selectOne, "q0", list: "wide")]
    for number in 1..<500 {
      items.append(
        Form.item(
          .integer, "q\(number)", relevance: "${q0} != '' and ${q\(max(1, number) - 1)} != 'x'",
          required: "${q0} = 'c1'", constraint: ". >= 0 and . <= 10 and regex(., '[0-9]{1,2}')"))
    }
    items.append(
      Form.repeated(
        "a",
        [
          Form.item(.integer, "age", constraint: ". < 120"),
          Form.item(.selectOne, "of", list: "wide", filter: "name != ${q0}"),
          Form.calculated("part", "${age} div sum(../../a/age)"),
        ]))
    let form = try Form.compiled(items, lists: [Self.wide])
    var values: [(String, AnswerValue.Value)] = [("q0", .choice("c1"))]
    values += (1..<500).map { ("q\($0)", .integer(5)) }
    for member in 1...100 {
      values.append(("a[\(member)]/age", .integer(30)))
      values.append(("a[\(member)]/of", .choice("c\(member + 1)")))
    }
    var state = try FormState(form, answers: Form.answers(values), context: Form.context)
    let loading = state.budget.taken
    #expect(state.finish().isComplete)
    print("five hundred questions, a hundred members: \(loading) + \(state.budget.taken) steps")
    #expect(max(loading, state.budget.taken) < FormLimits.stepsMax / 50)
  }
}
