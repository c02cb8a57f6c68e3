import Import
import PCRMCore
import PCRMModel
import Surveys

/// A form's items as lines for a terminal.
struct FormPrompt {
  let language: Language
  let ink: Ink

  init(_ language: Language, _ ink: Ink) {
    self.language = language
    self.ink = ink
  }

  // MARK: What is only read

  func passing(_ item: ShownItem) -> [String] {
    let label = text(item.label)
    switch item.item.type {
    case .group, .grid: return label.isEmpty ? [] : ["", ink.bold("── \(label)")]
    case .repeat:
      guard item.path.hasSuffix("]"), let open = item.path.lastIndex(of: "[") else { return [] }
      let number = item.path[item.path.index(after: open)...].dropLast()
      return ["", ink.bold("── \(label.isEmpty ? item.item.name : label) \(number)")]
    case .note: return label.isEmpty ? [] : ["", ink.yellow(label)]
    default:
      guard let value = item.value else { return [] }
      return ["", "\(label): \(shown(value, item))"]
    }
  }

  // MARK: Questions

  func question(_ item: ShownItem) -> [String] {
    let mark = item.isRequired ? ink.red(" *") : ""
    let label = text(item.label.isEmpty ? item.item.name : item.label)
    var lines = ["", ink.bold(label) + mark]
    if !item.hint.isEmpty { lines.append(ink.dim(text(item.hint))) }
    for media in item.item.media { lines.append(ink.dim("[\(text(media.file))]")) }
    for (number, choice) in item.choices.enumerated() {
      let picture = choice.media.first.map { ink.dim(" [\(text($0.file))]") } ?? ""
      lines.append("  \(number + 1)) \(text(choice.label))\(picture)")
    }
    lines.append(ink.dim(way(item)) + now(item))
    return lines
  }

  func more(_ item: ShownItem) -> [String] {
    let label = text(item.label.isEmpty ? item.item.name : item.label)
    return [
      "",
      ink.bold(
        item.repeats == 0
          ? language("\(label): is there one? (y/n)", "\(label): 있습니까? (y/n)")
          : language(
            "\(label): \(item.repeats) so far. One more? (y/n)",
            "\(label): 지금까지 \(item.repeats)개. 더 있습니까? (y/n)")),
    ]
  }

  private func now(_ item: ShownItem) -> String {
    guard let value = item.value else { return "" }
    return language(" [now: \(shown(value, item))]", " [현재: \(shown(value, item))]")
  }

  /// How the question is answered.
  private func way(_ item: ShownItem) -> String {
    switch item.item.type {
    case .selectOne:
      return item.choices.isEmpty
        ? language("code", "코드를 입력") : language("one number", "번호 하나")
    case .selectMany: return language("numbers with blanks between them", "번호를 빈칸으로 구분")
    case .rank: return language("all numbers, best first", "좋은 것부터 모든 번호")
    case .consent: return language("y or n", "예(y)/아니요(n)")
    case .integer: return language("a whole number", "정수")
    case .decimal: return language("a number", "숫자")
    case .scale: return scale(item)
    case .date: return language("a day, as 2026-05-04", "날짜, 예: 2026-05-04")
    case .time: return language("a time, as 14:30", "시각, 예: 14:30")
    case .dateTime:
      return language("day and time, as 2026-05-04 14:30", "날짜와 시각, 예: 2026-05-04 14:30")
    case .location: return language("latitude longitude", "위도 경도")
    case .line, .area: return language("points with ; between them", "점을 ;로 구분")
    case .photo, .audio, .video, .file: return language("name of the file", "파일 이름")
    default: return language("text", "글")
    }
  }

  private func scale(_ item: ShownItem) -> String {
    let scale = item.item.scale ?? ScaleRange()
    func end(_ number: String, _ place: Int) -> String {
      guard item.scaleLabels.indices.contains(place), !item.scaleLabels[place].isEmpty else {
        return number
      }
      return "\(number) = \(text(item.scaleLabels[place]))"
    }
    return language(
      "\(end(scale.from, 0)) to \(end(scale.to, 1))", "\(end(scale.from, 0)) ~ \(end(scale.to, 1))")
  }

  // MARK: Answers

  func shown(_ value: AnswerValue.Value, _ item: ShownItem) -> String {
    func label(_ value: String) -> String {
      text(item.choices.first { $0.value == value }?.label ?? value)
    }
    switch value {
    case .text(let text), .decimal(let text), .time(let text), .dateTime(let text),
      .file(let text):
      return self.text(text)
    case .integer(let number): return String(number)
    case .choice(let choice): return label(choice)
    case .choices(let chosen): return chosen.values.map(label).joined(separator: ", ")
    case .date(let day): return CustomerColumns.date(day)
    case .consent(let given): return given ? language("yes", "예") : language("no", "아니요")
    case .location(let point): return self.point(point)
    case .points(let points): return points.points.map(self.point).joined(separator: "; ")
    case .repeats(let count): return String(count)
    }
  }

  private func point(_ point: FormPoint) -> String {
    let place = point.coordinates ?? Coordinates()
    return "\(Double(place.latitudeE7) / 1e7) \(Double(place.longitudeE7) / 1e7)"
  }

  /// What is wrong with an answer: the questionnaire's own words where it has some.
  func words(_ problem: AnswerProblem) -> String {
    if !problem.message.isEmpty { return text(problem.message) }
    switch problem.kind {
    case .missing: return language("An answer is required.", "꼭 답해야 하는 질문입니다.")
    case .constraint: return language("The answer is not possible.", "맞지 않는 답입니다.")
    case .notOffered:
      return language("It is not among the choices now.", "지금 고를 수 있는 것이 아닙니다.")
    case .tooFew: return language("Too few choices.", "더 골라야 합니다.")
    case .tooMany: return language("Too many choices.", "너무 많이 골랐습니다.")
    case .exclusive:
      return language("One of these choices excludes the others.", "다른 것과 함께 고를 수 없는 것이 있습니다.")
    case .offScale: return language("It is not on the scale.", "척도 밖의 값입니다.")
    case .incomplete: return language("Rank every choice.", "모든 항목의 순서를 정해 주십시오.")
    case .tooLong: return language("The text is too long.", "너무 깁니다.")
    default: return problem.kind.word
    }
  }

  private func text(_ text: String) -> String { DisplayWidth.harmless(text) }
}
