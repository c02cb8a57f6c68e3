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

  /// The same two hundred times, as arguments.
  private static func many(_ call: String) -> String {
    Array(repeating: call, count: 200).joined(separator: ", ")
  }

  private static func fault(_ row: Hostile, steps: Int) throws -> FormFault? {
    let form = try Form.compiled(row.items, lists: row.lists)
    do throws(FormFault) {
      var state = try FormState(
        form, answers: Form.answers(row.answers), context: Form.context, stepsMax: steps)
      return state.finish().fault
    } catch {
      return error
    }
  }

  /// Would catch work that nobody counts: an expression that may take as long as its author likes.
  @Test("What takes too many steps is given up, with its place and expression", arguments: rows)
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
        "a", count: "${n}", [Form.item(.integer, "x"), Form.calculated("c", "count(../../a/x)")]),
    ])
    var state = FormState(form, context: Form.context, stepsMax: 20_000)
    try state.set("n", .integer(10))
    let before = state.answers()
    let fault = #expect(throws: FormFault.self) { try state.set("n", .integer(400)) }
    #expect(fault?.reason == "TOO_MUCH_WORK" && fault?.place == "a/c.calculation")
    #expect(state.answers() == before && state.fault == nil)
    try state.set("n", .integer(12))
    // Reading takes nothing from what comes later, however often.
    for _ in 0..<300 { _ = state.items() + state.items() }
    for _ in 0..<300 { #expect(state.problems().isEmpty) }
    #expect(state.finish().isComplete)
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
