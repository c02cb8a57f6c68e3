import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Why a customer is in a segment or not, as a person reads it.
struct ExplanationPage {
  let answer: ExplainMembershipResponse
  /// The customer's name; empty when it is not to be seen.
  let name: String
  let language: Language
  let ink: Ink

  var lines: [String] {
    var lines = [head]
    if let since { lines.append("  " + since) }
    if !answer.conditions.isEmpty {
      lines.append("")
      for (place, condition) in answer.conditions.enumerated() {
        lines += self.condition(condition, number: place + 1)
      }
    }
    let changes = alternatives
    if !changes.isEmpty { lines += [""] + changes }
    if let time = answer.nextChangeTime {
      let text = Self.local(time)
      lines += [
        "",
        language(
          "Time alone will change it: \(text)", "아무것도 하지 않아도 \(text)에 달라집니다."),
      ]
    }
    return lines
  }

  private var head: String {
    let who = safe(name.isEmpty ? answer.customerID.description : name)
    let segment = safe(answer.segment)
    guard !answer.segment.isEmpty else {
      switch answer.truth {
      case .true: return ink.bold(language("The rule is true for \(who).", "\(who): 규칙이 참입니다."))
      case .false:
        return ink.bold(language("The rule is not true for \(who).", "\(who): 규칙이 거짓입니다."))
      default:
        return ink.bold(
          language(
            "It cannot be told whether the rule is true for \(who): a value is missing.",
            "\(who): 값이 없어 규칙이 참인지 알 수 없습니다."))
      }
    }
    return answer.member
      ? ink.green(
        ink.bold(language("\(who) is in \(segment).", "\(who) 님은 \(segment)에 속합니다.")))
      : ink.yellow(
        ink.bold(
          language("\(who) is not in \(segment).", "\(who) 님은 \(segment)에 속하지 않습니다.")))
  }

  private var since: String? {
    guard let membership = answer.membership, let from = membership.fromTime else { return nil }
    let cause = Self.cause(membership.fromCause, language)
    let reason = membership.reason.isEmpty ? "" : " – \(safe(membership.reason))"
    return ink.dim(
      language(
        "since \(Self.local(from)), \(cause)\(reason)", "\(Self.local(from))부터, \(cause)\(reason)")
    )
  }

  // MARK: Conditions

  private func condition(_ condition: ExplainedCondition, number: Int) -> [String] {
    let decides = condition.decides ? "▸" : " "
    let mark = mark(condition.truth)
    var lines = ["\(decides) \(mark) \(number). \(ink.bold(safe(condition.text)))"]
    let words = RuleWords.condition(condition, language)
    if condition.hidden {
      lines.append(
        "       " + ink.dim(language("its values are not yours to see", "값을 볼 권한이 없습니다")))
    } else if !words.isEmpty {
      lines.append("       " + safe(words))
    } else {
      for value in condition.values {
        let shown =
          value.missing ? language("(missing)", "(값 없음)") : safe(value.value)
        lines.append("       " + ink.dim("\(safe(value.text)) = \(shown)"))
      }
    }
    return lines
  }

  private func mark(_ truth: ConditionTruth) -> String {
    switch truth {
    case .true: ink.green("✓")
    case .false: ink.red("✗")
    default: ink.yellow("?")
    }
  }

  // MARK: What would have to change

  private var alternatives: [String] {
    guard !answer.alternatives.isEmpty else { return [] }
    let isMember = answer.truth == .true
    var lines = [
      isMember
        ? language("To be out of it:", "벗어나려면:") : language("To be in it:", "해당되려면:")
    ]
    for (place, alternative) in answer.alternatives.enumerated() {
      if place > 0 { lines.append("  " + language("or", "또는")) }
      for change in alternative.changes {
        lines.append("  • " + ink.dim("\(change.condition + 1).") + " " + self.change(change))
      }
    }
    return lines
  }

  private func change(_ change: ExplainedChange) -> String {
    let words = RuleWords.change(change, language)
    if !words.isEmpty { return safe(words) }
    let place = Int(change.condition)
    let text =
      answer.conditions.indices.contains(place) ? safe(answer.conditions[place].text) : ""
    return change.truth == .true
      ? language("\(text) became true", "\(text) 조건이 참이 됨")
      : language("\(text) were no longer true", "\(text) 조건이 참이 아니게 됨")
  }

  // MARK: Words

  static func cause(_ cause: MembershipCause, _ language: Language) -> String {
    switch cause {
    case .write: language("because something about the customer changed", "고객 정보가 바뀌어서")
    case .time: language("because time passed", "시간이 지나서")
    case .rule: language("because the rule was new", "규칙이 새로 적용되어서")
    case .list: language("because somebody put the customer on the list", "명단에 올려서")
    case .rebuild: language("because a rebuild found it so", "다시 계산하여")
    case .deletion: language("because the segment was deleted", "세그먼트가 삭제되어")
    default: cause.word
    }
  }

  /// A moment as clocks in Korea show it, to the minute.
  static func local(_ time: Timestamp) -> String {
    let east = Timestamp(seconds: time.seconds + 9 * 3600, nanos: 0)
    return String((east.rfc3339 ?? "").prefix(16)).replacing("T", with: " ")
  }

  private func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
