import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What `pcrm field` says to people, in English and Korean.
enum FieldWords {
  /// What became of one change.
  static func result(_ result: MutationResult, _ language: Language) -> String {
    let status = Status(
      StatusCode(rawValue: result.code) ?? .unknown, result.message,
      ErrorInfo(reason: result.reason, field: result.field))
    let number = " #\(result.n): "
    switch result.outcome {
    case .rejected:
      return language("refused", "거부됨") + number + StatusWords.text(status, language)
        + alternatives(result, language)
    case .quarantined:
      return language("kept for a supervisor", "관리자 확인 대기") + number
        + reason(result.reason, language)
    case .conflict:
      return language("in conflict", "충돌") + number
        + String(result.conflictID.description.suffix(6))
    default:
      return language("done", "처리됨") + " #\(result.n)"
    }
  }

  /// What became of a customer's answer that was handed in and does not count.
  static func answer(_ result: MutationResult, _ language: Language) -> String? {
    switch result.answer?.state {
    case .late?:
      language("came after the close: kept, not counted", "마감 뒤에 들어와 세지 않음") + " #\(result.n)"
    case .screenedOut?:
      language("enough have answered: not kept", "정원이 차서 받지 않음") + " #\(result.n)"
    default: nil
    }
  }

  private static func alternatives(_ result: MutationResult, _ language: Language) -> String {
    let times = result.alternatives.compactMap { window -> String? in
      guard let from = window.from, let to = window.to else { return nil }
      return "\(ExplanationPage.local(from))-\(to.clock)"
    }
    if times.isEmpty { return "" }
    return language("; free: ", " 가능한 시간: ") + times.joined(separator: ", ")
  }

  /// What a change is about, in a few words.
  static func change(_ mutation: Mutation, _ language: Language) -> String {
    let id = mutation.target?.id.description.suffix(6) ?? ""
    let what: String
    switch (mutation.entity, mutation.op) {
    case (.visit, .create): what = language("new visit", "새 방문")
    case (.visit, .transition): what = mutation.step.map { state($0.to, language) } ?? ""
    case (.visit, .append):
      let name = DisplayWidth.harmless(mutation.attachment?.name ?? "")
      what = language("file", "파일") + (name.isEmpty ? "" : " " + name)
    case (.visit, _), (.customer, _):
      let fields = mutation.fields?.paths.map { field($0, language) } ?? []
      what = language("changed ", "변경 ") + fields.joined(separator: ", ")
    case (.attempt, _):
      what =
        language("try", "시도") + " "
        + (mutation.attempt.map { outcome($0.outcome, language) } ?? "")
    case (.visitNote, _): what = language("note", "메모")
    case (.visitReport, _): what = language("report", "보고서")
    case (.consent, _): what = language("consent", "동의")
    case (.visitTask, _): what = language("task done", "할 일 완료")
    case (.surveyAnswer, _): what = language("answer to a form", "설문 답")
    case (.syncConflict, _): what = language("choice in a conflict", "충돌 선택")
    default: what = ""
    }
    return "\(what) (\(id))"
  }

  // MARK: Words of the contract

  static func state(_ state: VisitState, _ language: Language) -> String {
    let korean: [VisitState: String] = [
      .proposed: "제안", .planned: "예정", .confirmed: "확정", .enRoute: "이동 중", .inProgress: "진행 중",
      .done: "완료", .noShow: "부재", .cancelled: "취소",
    ]
    return language(state.word, korean[state] ?? state.word)
  }

  static func outcome(_ outcome: AttemptOutcome, _ language: Language) -> String {
    let korean: [AttemptOutcome: String] = [
      .met: "만남", .inside: "댁내 면담", .doorstep: "현관 앞", .doorAjar: "문틈 대화", .noAnswer: "응답 없음",
      .refused: "거절", .wrongAddress: "주소 오류", .moved: "이사", .inHospital: "입원",
    ]
    return language(outcome.word, korean[outcome] ?? outcome.word)
  }

  static func part(_ part: ReportPart, _ language: Language) -> String {
    let korean: [ReportPart: String] = [
      .contact: "접촉", .condition: "상태", .papers: "서류", .support: "지원", .questions: "질문",
      .adoption: "결연",
    ]
    return language(part.word, korean[part] ?? part.word)
  }

  static func kind(_ kind: VisitTaskKind, _ language: Language) -> String {
    let korean: [VisitTaskKind: String] = [
      .followUp: "후속 조치", .agentSupport: "기관 지원", .callBack: "확인 전화",
    ]
    return language(kind.word, korean[kind] ?? kind.word)
  }

  static func kind(_ kind: ConflictKind, _ language: Language) -> String {
    let korean: [ConflictKind: String] = [
      .fields: "같은 항목을 둘이 바꿈", .reschedule: "둘이 시간을 옮김", .factAfterCancel: "취소된 방문의 실행",
      .request: "사무실의 결정이 필요한 요청",
    ]
    return language(kind.word, korean[kind] ?? kind.word)
  }

  /// A field of the contract as people call it; the contract's name stays where a program or a server names it.
  static func field(_ name: String, _ language: Language) -> String {
    let korean = [
      "note": "비고", "purpose": "목적", "place": "장소", "start_time": "시작", "end_time": "끝",
      "outside_hours": "근무 외 사유", "customer_window": "고객 가능 시간", "arrival_window": "도착 안내",
      "coordinates": "좌표", "participants": "동행", "staff_id": "담당", "names": "이름",
      "contact_points": "연락처", "addresses": "주소", "tags": "꼬리표", "sex": "성별", "birth_date": "생년월일",
      "language": "언어", "home_office_id": "소속 지사", "case_worker_id": "전담자", "state": "상태",
    ]
    return language(name, korean[name] ?? name)
  }

  /// Why a change is kept for a supervisor, or a file was given up.
  static func reason(_ reason: String, _ language: Language) -> String {
    switch reason {
    case "OUT_OF_SCOPE": language("no longer yours", "더는 담당이 아닙니다")
    case "DELETED": language("deleted meanwhile", "그 사이 삭제되었습니다")
    case "DEVICE_REVOKED":
      language("this device was taken out of service", "이 기기는 사용이 중지되었습니다")
    case "VISIT_ENDED": language("the office had ended the visit", "사무실에서 이미 끝낸 방문입니다")
    case "SERVER_FAULT": language("the server failed at it", "서버가 처리하지 못했습니다")
    case "QUARANTINED": language("kept for a supervisor", "관리자 확인 대기")
    case "NOT_FOUND": language("the visit is no longer yours, or gone", "담당이 아니거나 없는 방문입니다")
    case "FILE_MISSING": language("its bytes are gone from this device", "이 기기에서 내용이 사라졌습니다")
    case "FILE_DAMAGED": language("its bytes were damaged on this device", "이 기기에서 내용이 손상되었습니다")
    case "CHANGE_DAMAGED": language("its change was damaged on this device", "이 기기에서 변경이 손상되었습니다")
    case "UPLOAD_STUCK": language("the server takes no more of it", "서버가 더 받지 않습니다")
    case "HASH_MISMATCH": language("it arrived damaged, again and again", "거듭 손상되어 도착했습니다")
    default: reason
    }
  }
}
