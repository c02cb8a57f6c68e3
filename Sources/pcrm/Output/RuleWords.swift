import PCRMCore
import PCRMModel

/// Sentences about conditions of rules: English ones as the server made them, Korean ones made here from reason and
/// params.
enum RuleWords {
  /// How a condition turned out.
  static func condition(_ condition: ExplainedCondition, _ language: Language) -> String {
    guard language == .ko, !condition.hidden else { return condition.words }
    let params = Params(condition.params)
    return korean(condition.reason, params, condition.truth) ?? condition.words
  }

  /// What a condition would have to become.
  static func change(_ change: ExplainedChange, _ language: Language) -> String {
    guard language == .ko, !change.words.isEmpty else { return change.words }
    let params = Params(change.params)
    return koreanChange(change.reason, params, change.truth == .true) ?? change.words
  }

  private struct Params {
    private let values: [String: String]

    init(_ params: [ErrorInfo.Param]) {
      values = Dictionary(params.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    subscript(name: String) -> String { values[name] ?? "" }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// What is asked about, with its value.
    var subject: String {
      has("value") ? "\(self["subject"]) 값은 \(self["value"])" : "\(self["subject"]) 값을 알 수 없음"
    }
  }

  // MARK: How it turned out

  private static func korean(
    _ reason: String, _ params: Params, _ truth: ConditionTruth
  ) -> String? {
    let holds = truth == .true
    switch reason {
    case "COMPARED":
      return "\(params.subject): \(comparison(params, isTrue: holds))"
    case "LISTED", "HELD":
      return "\(params.subject): \(params["list"]) 가운데 \(holds ? "하나임" : "하나가 아님")"
    case "PRESENT": return "\(params["fact"]) 값이 \(holds ? "있음" : "없음")"
    case "TEXT": return "\(params.subject): \(test(params, isTrue: holds))"
    case "MATCHED": return "\(params.subject): \(params["pattern"]) 꼴\(holds ? "임" : "이 아님")"
    case "SEGMENT": return "세그먼트 \(params["segment"])에 \(holds ? "속함" : "속하지 않음")"
    case "FLAG":
      return params.has("value")
        ? "\(params["subject"]): \(holds ? "예" : "아니요")" : "\(params["subject"]) 값을 알 수 없음"
    case "EXISTS", "ALL": return counted(params)
    case "MISSING": return "\(params["missing"]) 값이 없음"
    case "NOT_COMPUTED": return "계산할 수 없음"
    default: return nil
    }
  }

  private static func counted(_ params: Params) -> String {
    guard params.has("count") else { return "\(params["list"]) 값을 알 수 없음" }
    let unknown =
      ["", "0"].contains(params["unknown"]) ? "" : " (알 수 없는 것 \(params["unknown"])건)"
    return "\(params["list"]) \(params["count"])건 가운데 \(params["true"])건이 조건에 맞음\(unknown)"
  }

  // MARK: What would have to be

  private static func koreanChange(
    _ reason: String, _ params: Params, _ isTrue: Bool
  ) -> String? {
    switch reason {
    case "COMPARED": "\(params["subject"]) 값이 \(comparison(params, isTrue: isTrue))이어야 함"
    case "LISTED", "HELD":
      "\(params["subject"]) 값이 \(params["list"]) 가운데 \(isTrue ? "하나여야" : "하나가 아니어야") 함"
    case "PRESENT": "\(params["fact"]) 값이 \(isTrue ? "있어야" : "없어야") 함"
    case "TEXT": "\(params["subject"]) 값이 \(test(params, isTrue: isTrue))이어야 함"
    case "MATCHED": "\(params["subject"]) 값이 \(params["pattern"]) 꼴\(isTrue ? "이어야" : "이 아니어야") 함"
    case "SEGMENT": "세그먼트 \(params["segment"])에 \(isTrue ? "속해야" : "속하지 않아야") 함"
    case "FLAG": "\(params["subject"]): \(isTrue ? "예" : "아니요")여야 함"
    case "EXISTS":
      "\(params["list"]) 가운데 \(params["condition"]) 조건에 맞는 것이 \(isTrue ? "있어야" : "없어야") 함"
    case "ALL":
      "\(params["list"])의 모든 것이 \(params["condition"]) 조건에 \(isTrue ? "맞아야" : "맞지는 않아야") 함"
    default: nil
    }
  }

  private static func comparison(_ params: Params, isTrue: Bool) -> String {
    let other = params.has("other_value") ? params["other_value"] : params["other"]
    let negated = ["==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"]
    let sign = isTrue ? params["operator"] : negated[params["operator"]] ?? params["operator"]
    switch sign {
    case "==": return "\(other)"
    case "!=": return "\(other) 아님"
    case "<": return "\(other) 미만"
    case "<=": return "\(other) 이하"
    case ">": return "\(other) 초과"
    default: return "\(other) 이상"
    }
  }

  private static func test(_ params: Params, isTrue: Bool) -> String {
    let other = params["other"]
    switch params["test"] {
    case "startsWith": return "\(other)(으)로 시작\(isTrue ? "함" : "하지 않음")"
    case "endsWith": return "\(other)(으)로 끝\(isTrue ? "남" : "나지 않음")"
    default: return "\(other)\(isTrue ? "을(를) 포함함" : "이(가) 없음")"
    }
  }
}
