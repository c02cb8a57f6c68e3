import Import
import PCRMCore
import ProtobufCodec

/// What a refused call is told as: the server's English, or Korean made of reason, field and params.
enum StatusWords {
  /// One line that never steers the terminal.
  static func text(_ status: Status, _ language: Language) -> String {
    if status.info.reason == "TOKEN_MISSING" {
      // The server speaks of metadata; whoever types a command gives a file.
      return language(
        "no token was given; name one with --token-file, or set PCRM_TOKEN or PCRM_TOKEN_FILE",
        "토큰이 없습니다. --token-file, PCRM_TOKEN, PCRM_TOKEN_FILE 가운데 하나로 주십시오.")
    }
    let rest = advice(status, language)
    guard language == .ko, let korean = korean(status) else {
      return DisplayWidth.harmless(status.description + rest)
    }
    let field = status.info.field.isEmpty ? "" : "\(status.info.field): "
    // What only the server can say about a rule or a form stays beside it.
    return DisplayWidth.harmless("\(status.code.name): \(field)\(korean)\(rest)")
  }

  /// What whoever types commands can do, where it is not what a program would.
  private static func advice(_ status: Status, _ language: Language) -> String {
    let parts = status.info.params.first { $0.name == "parts" }?.value ?? ""
    guard status.info.reason == "PARTS_MISSING", parts.contains("adoption") else { return "" }
    return language(
      "; adoption has no flag: give the report as a document, see --help",
      " 결연(adoption)은 옵션이 없으므로 보고서를 문서로 주십시오. --help를 보십시오.")
  }

  private static func korean(_ status: Status) -> String? {
    func param(_ name: String) -> String {
      status.info.params.first { $0.name == name }?.value ?? ""
    }
    switch status.info.reason {
    case "FIELD_REQUIRED": return "값이 있어야 합니다."
    case "FIELD_MALFORMED": return "형식이 맞지 않습니다. (\(status.message))"
    case "FIELD_TOO_LONG": return "너무 깁니다. 최대 \(param("max"))."
    case "FIELD_OUT_OF_RANGE": return "\(param("min"))에서 \(param("max")) 사이여야 합니다."
    case "FIELD_READ_ONLY": return "바꿀 수 없는 값입니다."
    case "TOO_MANY_ITEMS": return "너무 많습니다. 최대 \(param("max"))개."
    case "DUPLICATE_ITEM": return "같은 것이 두 번 있습니다."
    case "RULE_INVALID": return "규칙이 잘못되었습니다. (\(status.message))"
    case "TOKEN_INVALID": return "토큰을 알 수 없거나 폐기되었습니다."
    case "TOKEN_EXPIRED": return "토큰의 기한이 지났습니다."
    case "PRINCIPAL_DISABLED": return "사용이 중지된 계정입니다."
    case "PERMISSION_MISSING": return "권한이 없습니다: \(param("permission"))."
    case "OUT_OF_SCOPE": return "담당 범위 밖입니다."
    case "NOT_FOUND": return "찾을 수 없습니다."
    case "ID_TAKEN": return "이미 쓰이는 id입니다."
    case "NAME_TAKEN": return "이미 쓰이는 이름입니다."
    case "EXTERNAL_ID_TAKEN": return "다른 고객의 외부 번호입니다."
    case "VERSION_MISMATCH": return "그 사이 바뀌었습니다. 지금은 버전 \(param("stored"))입니다."
    case "PLAN_OUTDATED": return "그 사이 바뀌었습니다. 다시 계획하십시오."
    case "DELETED": return "삭제되었습니다."
    case "CONSENT_MISSING": return "동의가 없습니다: \(param("purpose"))."
    case "REFERENCE_MISSING": return "가리키는 것이 없거나 삭제되었습니다."
    case "TRANSITION_NOT_ALLOWED":
      return "\(param("from"))에서 \(param("to"))(으)로 갈 수 없습니다. 갈 수 있는 곳: \(param("allowed"))"
    case "CASE_CLOSED": return "종결된 사례입니다. 먼저 다시 여십시오."
    case "CASE_SUSPENDED": return "중지된 사례입니다. 먼저 재개하십시오."
    case "CASE_WORKER_REQUIRED": return "여기부터는 전담자가 있어야 합니다."
    case "QUALITY_POINTS_OPEN": return "확인하지 않은 품질 항목이 있습니다. (\(status.message))"
    case "AUTHORITY_MISSING": return "전결 권한이 없습니다: \(param("decision"))."
    case "AUTHORITY_EXCEEDED": return "전결 한도 \(param("limit"))원을 넘습니다."
    case "RULE_IN_USE": return "쓰이고 있어 없앨 수 없습니다."
    case "CAP_REACHED": return "최대 \(param("max"))까지입니다."
    case "RATE_LIMITED", "WRITER_BUSY", "READERS_BUSY":
      return "지금은 바쁩니다. \(param("retry_after_ms"))밀리초 뒤에 다시 하십시오."
    case "DEADLINE_EXCEEDED": return "기한 안에 끝나지 않았습니다."
    default:
      return visit(status.info.reason, param) ?? survey(status.info.reason, status) ?? field(status)
    }
  }

  private static func visit(_ reason: String, _ param: (String) -> String) -> String? {
    switch reason {
    case "SLOT_TAKEN": return "그 시간에 이미 다른 방문이 있습니다. (\(span(param("from"), param("to"))))"
    case "NOT_WORKING":
      let why = ["break": "휴게 시간", "holiday": "휴일", "absent": "부재 중", "inactive": "재직하지 않음"]
      let name = param("name").isEmpty ? "" : " (\(param("name")))"
      return "근무하지 않는 시간입니다: \(why[param("why")] ?? "근무 시간 밖")\(name)."
    case "VISIT_ENDED": return "이미 끝난 방문입니다."
    case "HOLD_EXPIRED": return "가예약 시간이 지났습니다."
    case "VISIT_MOVED": return "다른 방문이 대신합니다. 그 방문을 옮기십시오."
    case "TOUCHPOINT_ENDED": return "이미 끝난 고객접점입니다."
    case "RESOURCE_RETIRED": return "더는 예약할 수 없는 자원입니다."
    case "PARTS_MISSING": return "보고서에 빠진 부분이 있습니다: \(param("parts"))."
    case "REPORT_FILED": return "이미 보고서가 있습니다. 고치려면 이유를 적으십시오."
    case "GIFT_LIMIT": return "선물 한도 \(param("max"))원을 넘습니다."
    case "OWN_VISIT": return "방문한 사람이 직접 확인 전화를 할 수 없습니다."
    case "TASK_ENDED": return "이미 끝난 할 일입니다."
    case "SERIES_ENDED": return "이미 끝난 반복 방문입니다."
    case "NOTHING_TO_PROPOSE": return "제안할 것이 없습니다."
    case "VISITS_LEFT_OUT": return "자리를 찾지 못한 방문이 있습니다."
    case "RUN_UNDER_WAY": return "이미 실행 중입니다."
    case "PLAN_RETIRED": return "더는 쓰지 않는 계획입니다."
    case "ALREADY_ENDED": return "이미 끝났습니다."
    default: return nil
    }
  }

  /// A time as clocks in Korea show it; empty when it is none.
  private static func span(_ from: String, _ to: String) -> String {
    guard let start = TimestampText.parse(from), let end = TimestampText.parse(to) else {
      return ""
    }
    return "\(ExplanationPage.local(start))-\(end.clock)"
  }
}
