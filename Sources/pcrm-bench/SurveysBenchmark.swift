import PCRMCore
import PCRMModel
import ProtobufCodec
import SurveyScores
import Surveys

/// A form of 100 questions, with conditions, constraints, calculations and a filter: how long it takes to read it, to
/// answer one question, and to work a whole form out again as a server does with what is submitted.
struct SurveysBenchmark {
  private static let questions = 100
  private static let rounds = 2000
  private var verdict = Verdict("surveys")

  mutating func run() throws {
    let questionnaire = Self.questionnaire
    let start = Instant.now()
    let form = try CompiledForm(questionnaire)
    print("surveys: \(Self.questions) questions read in \(milliseconds(since: start)) ms")
    let context = FormContext(now: SystemClock().now())
    var state = FormState(form, context: context)
    var single: [UInt64] = []
    for number in 0..<Self.questions {
      let value = Self.value(number, round: 0)
      let before = Instant.now()
      try state.set("q\(number)", value)
      _ = state.items()
      single.append(Instant.now().since(before))
    }
    let whole = try wholeForms(form, context)
    report("one answer, and what is shown then", single)
    report("a whole form decoded, worked out again, finished and encoded", whole)
    verdict.expect("a whole form p99 at most 10 ms", Self.percentile(whole, 99) <= 10_000_000)
    tallies()
    verdict.print()
  }

  private func wholeForms(_ form: CompiledForm, _ context: FormContext) throws -> [UInt64] {
    var times: [UInt64] = []
    for round in 0..<Self.rounds {
      var answers = Answers()
      for number in 0..<Self.questions {
        var value = AnswerValue()
        value.path = "q\(number)"
        value.value = Self.value(number, round: round)
        answers.values.append(value)
      }
      let bytes = answers.binary()
      let before = Instant.now()
      var state = try FormState(form, answers: Answers(binary: bytes), context: context)
      let finished = state.finish()
      let kept = finished.answers.binary()
      times.append(Instant.now().since(before))
      precondition(finished.isComplete && !kept.isEmpty, "the benchmark's answers are complete")
    }
    return times
  }

  /// One million answers of one question, counted and scored.
  private mutating func tallies() {
    let start = Instant.now()
    var tally = Tally()
    for number in 0..<1_000_000 { tally.add(Double(number % 11)) }
    print("surveys: 1,000,000 answers counted in \(milliseconds(since: start)) ms (\(tally.count))")
  }

  // MARK: The form

  private static var questionnaire: Questionnaire {
    var form = Questionnaire()
    form.name = "bench"
    var list = ChoiceList()
    list.name = "likert"
    for number in 1...5 {
      var choice = FormChoice()
      choice.value = "\(number)"
      choice.label = [text("\(number)")]
      list.choices.append(choice)
    }
    form.choiceLists = [list]
    for number in 0..<questions { form.items.append(item(number)) }
    return form
  }

  private static func item(_ number: Int) -> FormItem {
    var item = FormItem()
    item.name = "q\(number)"
    item.label = [text("Question \(number) after ${q\(max(0, number - 1))}")]
    if number == 0 { item.label = [text("Question 0")] }
    item.required = "true()"
    switch number % 5 {
    case 0:
      item.type = .integer
      item.constraint = ". >= 0 and . <= 1000000"
    case 1:
      item.type = .selectOne
      item.choiceList = "likert"
      item.choiceFilter = "name <= 5 or ${q\(number - 1)} > 3"
    case 2:
      item.type = .text
      item.constraint = "regex(., '^[a-z0-9 ]+$')"
      item.relevance = "${q\(number - 1)} != 9"
    case 3:
      item.type = .decimal
      item.constraint = ". > ${q\(number - 3)} * -1 - 1"
    default:
      item.type = .selectMany
      item.choiceList = "likert"
      item.constraint = "count-selected(.) <= 3"
      item.relevance = "${q\(number - 4)} >= 0 and string-length(${q\(number - 2)}) > 0"
    }
    return item
  }

  private static func text(_ words: String) -> LocalText {
    var text = LocalText()
    text.text = words
    return text
  }

  private static func value(_ number: Int, round: Int) -> AnswerValue.Value {
    switch number % 5 {
    case 0: return .integer(Int64(number + round))
    case 1: return .choice("\((number + round) % 5 + 1)")
    case 2: return .text("answer \(round)")
    case 3: return .decimal("\(number).5")
    default:
      var chosen = ChosenValues()
      chosen.values = ["1", "3"]
      return .choices(chosen)
    }
  }

  // MARK: Figures

  private func report(_ what: String, _ times: [UInt64]) {
    let half = hundredths(Double(Self.percentile(times, 50)) / 1e6)
    let most = hundredths(Double(Self.percentile(times, 99)) / 1e6)
    print("surveys: \(what): p50 \(half) ms, p99 \(most) ms")
  }

  private static func percentile(_ times: [UInt64], _ percent: Int) -> UInt64 {
    let sorted = times.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  private func milliseconds(since start: Instant) -> String {
    hundredths(Double(Instant.now().since(start)) / 1e6)
  }
}
