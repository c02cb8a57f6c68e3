import PCRMCore
import PCRMModel
import Surveys

/// A form that a person fills in at a terminal, one question after the other.
///
/// It reads and prints nothing itself: it says what to show, and takes lines.
struct FormInterview {
  /// Where it stands: a question, or whether a repeat has one more.
  enum Step: Equatable {
    case question(String)
    case more(String)
  }

  enum Outcome: Equatable {
    /// Go on: show the current step.
    case going
    /// Everything is answered.
    case finished
    /// The person wants to stop here.
    case stopped
  }

  private(set) var state: FormState
  private(set) var step: Step?
  let language: Language
  let ink: Ink
  /// What was shown on the way and is not to be shown again.
  private var said: [String] = []

  init(_ state: FormState, language: Language, ink: Ink) {
    self.state = state
    self.language = language
    self.ink = ink
    step = steps().first { isAsked($0) }?.step
    said = passed(from: nil)
  }

  // MARK: Steps

  private struct Stop {
    let step: Step
    let item: ShownItem
  }

  /// Everything that is shown now, in order; after the instances of a repeat whether there is more.
  private func steps() -> [Stop] {
    var stops: [Stop] = []
    var open: [ShownItem] = []
    for item in state.items() {
      while let last = open.last, !item.path.hasPrefix(last.path + "[") {
        stops.append(Stop(step: .more(last.path), item: last))
        open.removeLast()
      }
      let isWhole = item.item.type == .repeat && !item.path.hasSuffix("]")
      stops.append(Stop(step: .question(item.path), item: item))
      if isWhole, item.canAdd || item.repeats > 0 && !item.isReadOnly { open.append(item) }
    }
    while let last = open.popLast() { stops.append(Stop(step: .more(last.path), item: last)) }
    return stops
  }

  private func isAsked(_ stop: Stop) -> Bool {
    if case .more = stop.step { return true }
    switch stop.item.item.type {
    case .group, .repeat, .grid, .note: return false
    default: return !stop.item.isReadOnly
    }
  }

  /// What is to be read between a step and the current one: headings, notes, worked-out values.
  private func passed(from before: Step?) -> [String] {
    let stops = steps()
    let start = before.flatMap { step in stops.firstIndex { $0.step == step } }.map { $0 + 1 } ?? 0
    let end = step.flatMap { step in stops.firstIndex { $0.step == step } } ?? stops.count
    guard start < end else { return [] }
    return stops[start..<end].filter { !isAsked($0) }.flatMap {
      FormPrompt(language, ink).passing($0.item)
    }
  }

  // MARK: Prompts

  /// What to show now.
  mutating func prompt() -> [String] {
    defer { said = [] }
    guard let step, let stop = steps().first(where: { $0.step == step }) else { return said }
    let prompt = FormPrompt(language, ink)
    switch step {
    case .question: return said + prompt.question(stop.item)
    case .more: return said + prompt.more(stop.item)
    }
  }

  // MARK: Lines

  mutating func take(_ line: String) -> Outcome {
    let text = line.trimmed
    guard let step else { return .finished }
    switch text.lowercased() {
    case "!", "quit", "그만": return .stopped
    case "<", "back", "이전":
      back(from: step)
      return .going
    case "?":
      said = help(step)
      return .going
    default: break
    }
    switch step {
    case .more(let path): return more(path, text)
    case .question(let path): return answer(path, line)
    }
  }

  private mutating func answer(_ path: String, _ line: String) -> Outcome {
    guard let item = try? state.shown(at: path) else { return forward(from: .question(path)) }
    let text = line.trimmed
    if text == "-" {
      guard say({ (state: inout FormState) throws(FormFault) in _ = try state.set(path, nil) })
      else { return .going }
      return forward(from: .question(path))
    }
    if !text.isEmpty {
      let today = CivilDate(state.context.now, offset: state.context.offset)
      do throws(AnswerReading.Complaint) {
        let value = try AnswerReading(item: item, today: today, language: language).value(line)
        guard say({ (state: inout FormState) throws(FormFault) in _ = try state.set(path, value) })
        else { return .going }
      } catch {
        said = [ink.red(error.text)]
        return .going
      }
    }
    if let problem = try? state.problem(at: path) {
      said = [ink.red(FormPrompt(language, ink).words(problem))]
      return .going
    }
    return forward(from: .question(path))
  }

  /// Does what changes the form; what the form has against it is said.
  private mutating func say(
    _ change: (inout FormState) throws(FormFault) -> Void
  ) -> Bool {
    do throws(FormFault) {
      try change(&state)
      return true
    } catch {
      said = [ink.red(error.message)]
      return false
    }
  }

  private mutating func more(_ path: String, _ text: String) -> Outcome {
    if text.isEmpty || AnswerReading.isNo(text) { return forward(from: .more(path)) }
    if text == "-" {
      let count = steps().first { $0.step == .more(path) }?.item.repeats ?? 0
      guard count > 0 else { return .going }
      _ = say { (state: inout FormState) throws(FormFault) in
        _ = try state.removeRepeat("\(path)[\(count)]")
      }
      return .going
    }
    guard AnswerReading.isYes(text) else {
      said = [ink.red(language("y or n", "예(y) 또는 아니요(n)로 답해 주십시오."))]
      return .going
    }
    var added = ""
    guard
      say({ (state: inout FormState) throws(FormFault) in added = try state.addRepeat(path).path })
    else { return .going }
    let stops = steps()
    let first = stops.firstIndex { $0.step == .question(added) } ?? 0
    step = stops[first...].first { isAsked($0) }?.step
    said = FormPrompt(language, ink).passing(stops[first].item)
    return .going
  }

  private mutating func back(from current: Step) {
    let stops = steps()
    let here = stops.firstIndex { $0.step == current } ?? stops.count
    guard let before = stops[..<here].last(where: { isAsked($0) }) else {
      said = [ink.dim(language("This is the first question.", "첫 질문입니다."))]
      return
    }
    step = before.step
  }

  private mutating func forward(from current: Step) -> Outcome {
    let stops = steps()
    let here = stops.firstIndex { $0.step == current } ?? -1
    step = stops[(here + 1)...].first { isAsked($0) }?.step
    said = passed(from: current)
    if step != nil { return .going }
    // The end: what earlier answers have made wrong since is asked once more.
    guard let problem = state.problems().first else { return .finished }
    step = .question(problem.path)
    said += [ink.red(FormPrompt(language, ink).words(problem))]
    return .going
  }

  private func help(_ step: Step) -> [String] {
    var lines: [String] = []
    if case .question(let path) = step, let item = try? state.shown(at: path),
      !item.guidance.isEmpty
    {
      lines.append(DisplayWidth.harmless(item.guidance))
    }
    lines.append(
      ink.dim(
        language(
          "Enter keeps the answer; - takes it away; < goes back; ! stops and keeps what there is.",
          "Enter: 그대로 두기, -: 지우기, <: 이전 질문, !: 여기까지 저장하고 그만두기")))
    return lines
  }

  /// Ends it: worked-out values, what is dropped, what is missing, and whether whoever takes it could work it out.
  mutating func finish(within taker: StepBudget) -> FinishedForm { state.handIn(within: taker) }
}
