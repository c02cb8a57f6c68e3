import PCRMModel
import Surveys
import Testing

@Suite struct FormSpeedTests {
  /// Whether what is tested was built with the optimiser: assertions stay in a debug build only.
  private var isOptimised: Bool {
    var isDebug = false
    assert(Self.note(&isDebug))
    return !isDebug
  }

  private static func note(_ isDebug: inout Bool) -> Bool {
    isDebug = true
    return true
  }

  /// A hundred questions, each hanging on others: choices, numbers, a grid, repeats, sums.
  static func form() throws -> CompiledForm {
    var items: [FormItem] = [Form.item(.selectOne, "start", required: "true()", list: "l")]
    for number in 1...90 {
      let before = number == 1 ? "start" : "q\(number - 1)"
      switch number % 3 {
      case 0:
        items.append(
          Form.item(
            .integer, "q\(number)", relevance: "${\(before)} != ''", required: "${start} = 'a'",
            constraint: ". >= 0 and . <= 100", label: "After ${\(before)}"))
      case 1:
        items.append(
          Form.item(
            .selectOne, "q\(number)", relevance: "${start} = 'a' or ${start} = 'b'",
            required: "true()", list: "l", filter: "name != 'z'"))
      default:
        items.append(
          Form.item(.text, "q\(number)", constraint: "regex(., '[a-z ]{1,40}')"))
      }
    }
    items.append(Form.repeated("r", count: "3", (0..<3).map { Form.item(.integer, "n\($0)") }))
    for number in 0..<6 {
      items.append(Form.calculated("c\(number)", "sum(${n0}) + ${q3} + \(number)"))
    }
    return try Form.compiled(items, lists: [Form.list("l", ["a", "b", "c", "z"])])
  }

  @Test("A form of a hundred questions is taken over, checked and finished well below 10 ms")
  func hundred() throws {
    let form = try Self.form()
    var values: [(String, AnswerValue.Value)] = [("start", .choice("a"))]
    for number in 1...90 {
      switch number % 3 {
      case 0: values.append(("q\(number)", .integer(Int64(number))))
      case 1: values.append(("q\(number)", .choice("b")))
      default: values.append(("q\(number)", .text("some words")))
      }
    }
    for number in 1...3 { values.append(("r[\(number)]/n0", .integer(7))) }
    let answers = Form.answers(values)
    var times: [Duration] = []
    for _ in 0..<50 {
      let start = ContinuousClock.now
      var state = try FormState(form, answers: answers, context: Form.context)
      let finished = state.finish()
      times.append(ContinuousClock.now - start)
      #expect(finished.isComplete)
      #expect(finished.dropped == [])
      #expect(finished.answers["c0"] == .text("24"))
    }
    times.sort()
    print("a hundred questions: median \(times[25]), worst \(times[49])")
    // Without the optimiser everything takes some ten times as long.
    let bound: Duration = isOptimised ? .milliseconds(10) : .milliseconds(200)
    #expect(times[25] < bound)
  }
}
