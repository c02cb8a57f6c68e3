import PCRMCore
import PCRMModel
import Surveys
import Testing

/// Numbers that a seed repeats (SplitMix64).
struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  mutating func once(in times: Int) -> Bool { below(times) == 0 }
  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

/// Makes forms whose logic looks back at all that stands before it, repeats among it.
struct RandomForm {
  var chance: Chance
  private var count = 0
  private var numbers: [String] = []
  private var choices: [String] = []
  private var repeats: [String] = []

  init(seed: UInt64) { chance = Chance(state: seed) }

  mutating func questionnaire() -> Questionnaire {
    let items = (0..<(6 + chance.below(10))).map { _ in item(depth: 0, own: nil) }
    return Form.questionnaire(items, lists: [Form.list("l", ["a", "b", "c"])])
  }

  private mutating func name() -> String {
    count += 1
    return "q\(count)"
  }

  private mutating func number(_ own: String?) -> String {
    var choices = ["1", "3", "count-selected('a b')", "string-length(today()) - 8"]
    if let last = numbers.last {
      let other = chance.pick(numbers)
      choices += ["${\(other)}", "${\(last)} + 1", "sum(${\(other)})", "max(${\(other)}, 2)"]
      choices += ["coalesce(${\(other)}, 1)", "if(${\(other)} > 2, ${\(last)}, 5)"]
    }
    if let group = repeats.last {
      let other = chance.pick(repeats)
      choices += ["count(${\(other)})", "count(${\(group)}[position() < 3])"]
      if let inside = numbers.last(where: { $0.hasPrefix("in_\(other)_") }) {
        choices += ["indexed-repeat(${\(inside)}, ${\(other)}, 2)", "${\(other)}[2]/\(inside)"]
        choices += ["sum(${\(other)}[\(inside) > 1]/\(inside))", "${\(inside)}"]
      }
    }
    if own != nil {
      choices += ["position(..)", "count(../..//x)".isEmpty ? "" : "position(..) * 2"]
    }
    return chance.pick(choices)
  }

  private mutating func condition(_ own: String?) -> String {
    if chance.once(in: 3) { return "" }
    if let choice = choices.last, chance.once(in: 2) {
      let other = chance.pick(choices)
      return chance.pick([
        "selected(${\(other)}, 'a')", "${\(choice)} != 'b'", "not(${\(other)} = 'c')",
      ])
    }
    return "\(number(own)) \(chance.pick(["<", ">=", "!="])) \(number(own))"
  }

  private mutating func item(depth: Int, own: String?) -> FormItem {
    let prefix = own.map { "in_\($0)_" } ?? ""
    switch chance.below(depth == 0 ? 8 : 5) {
    case 0, 1:
      let name = prefix + name()
      let item = Form.item(.integer, name, relevance: condition(own), required: condition(own))
      numbers.append(name)
      return item
    case 2:
      let name = prefix + name()
      let item = Form.item(
        .selectOne, name, relevance: condition(own), list: "l", filter: condition(nil))
      choices.append(name)
      return item
    case 3:
      let name = prefix + name()
      let item = Form.calculated(name, number(own), relevance: condition(own))
      numbers.append(name)
      return item
    case 4:
      let name = prefix + name()
      return Form.item(.selectMany, name, constraint: condition(own), list: "l")
    case 5:
      let name = name()
      let relevance = condition(own)
      return Form.group(
        name, relevance: relevance, (0...chance.below(3)).map { _ in item(depth: 0, own: nil) })
    default:
      let name = name()
      let relevance = condition(nil)
      let number = chance.once(in: 2) ? number(nil) : ""
      let inside = (0...(1 + chance.below(3))).map { _ in item(depth: 1, own: name) }
      if depth == 0, own == nil { repeats.append(name) }
      return Form.repeated(name, relevance: relevance, count: number, inside)
    }
  }
}

@Suite struct FormPropertyTests {
  /// One edit of a form: an answer, none, a repeat more or less, time, language.
  static func edit(_ state: inout FormState, _ chance: inout Chance) {
    let all = state.draft().values.filter { if case .repeats? = $0.value { true } else { false } }
    let paths = state.form.paths
    let path = chance.pick(paths)
    guard let item = state.form.item(at: path) else { return }
    var numbered: [Substring] = []
    for part in path.split(separator: "/") {
      let here = (numbered + [part]).joined(separator: "/")
      let isRepeat = all.contains { $0.path == here }
      numbered.append(isRepeat ? "\(part)[\(1 + chance.below(4))]" : part)
    }
    let place = numbered.joined(separator: "/")
    // What cannot be done at this place is refused; that too must leave everything as it was.
    switch item.type {
    case .integer:
      _ = try? state.set(place, chance.once(in: 5) ? nil : .integer(Int64(chance.below(6))))
    case .selectOne: _ = try? state.set(place, .choice(chance.pick(["a", "b", "c"])))
    case .selectMany:
      _ = try? state.set(place, chance.once(in: 3) ? nil : Form.choices("a", "c"))
    case .repeat:
      if chance.once(in: 3) {
        _ = try? state.removeRepeat(place)
      } else {
        _ = try? state.addRepeat(path)
      }
    default: state.advance(to: state.context.now.adding(seconds: Int64(chance.below(100_000))))
    }
  }

  /// Where two states differ, in one text.
  static func difference(_ one: FormState, _ other: FormState) -> String? {
    if one.answers() != other.answers() { return "answers" }
    if one.dropped() != other.dropped() { return "dropped" }
    if one.problems() != other.problems() { return "problems" }
    if one.items() != other.items() { return "items" }
    return one.draft() == other.draft() ? nil : "draft"
  }

  @Test("After any edits a form is what it would be if it were worked out from nothing")
  func incremental() throws {
    let seed = UInt64.random(in: 0..<1_000_000_000)
    print("forms: seed \(seed)")
    var made = 0
    var edits = 0
    for number in 0..<150 {
      var random = RandomForm(seed: seed &+ UInt64(number))
      guard let form = try? CompiledForm(random.questionnaire()) else { continue }
      made += 1
      var state = FormState(form, context: Form.context)
      for step in 0..<30 {
        Self.edit(&state, &random.chance)
        edits += 1
        let fresh = try FormState(form, answers: state.draft(), context: state.context)
        if let what = Self.difference(state, fresh) {
          Issue.record("seed \(seed), form \(number), step \(step): \(what) differ")
          return
        }
      }
      let finished = state.finish()
      var again = try FormState(form, answers: finished.answers, context: state.context)
      let second = again.finish()
      #expect(second.answers == finished.answers, "seed \(seed), form \(number)")
      #expect(second.dropped == [], "seed \(seed), form \(number)")
      #expect(second.problems == finished.problems, "seed \(seed), form \(number)")
      #expect(state.finish() == finished, "seed \(seed), form \(number)")
    }
    #expect(made > 100, "seed \(seed): only \(made) forms compile")
    print("forms: \(made) forms, \(edits) edits")
  }

  @Test("The order in which answers are given does not matter")
  func order() throws {
    let seed = UInt64.random(in: 0..<1_000_000_000)
    print("order: seed \(seed)")
    for number in 0..<60 {
      var random = RandomForm(seed: seed &+ UInt64(number))
      guard let form = try? CompiledForm(random.questionnaire()) else { continue }
      var state = FormState(form, context: Form.context)
      for _ in 0..<20 { Self.edit(&state, &random.chance) }
      var draft = state.draft()
      // Only what people answer, in any order, and one by one.
      draft.values.shuffle(using: &random.chance)
      let shuffled = try FormState(form, answers: draft, context: state.context)
      #expect(Self.difference(state, shuffled) == nil, "seed \(seed), form \(number)")
    }
  }
}
