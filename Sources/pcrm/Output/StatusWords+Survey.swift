import Import
import PCRMCore
import ProtobufCodec

extension StatusWords {
  /// Reasons that only surveys have.
  static func survey(_ reason: String, _ status: Status) -> String? {
    switch reason {
    case "FORM_INVALID": "설문지를 읽을 수 없습니다. (\(status.message))"
    case "ANSWER_INVALID": "설문지에 맞지 않는 답입니다. (\(status.message))"
    case "ANSWER_INCOMPLETE": "빠지거나 맞지 않는 답이 있습니다. (\(status.message))"
    case "ANSWER_STATE": "지금 상태에서는 할 수 없는 응답입니다. (\(status.message))"
    case "WAVE_STATE": "지금 상태의 차수로는 할 수 없습니다. (\(status.message))"
    case "WAVE_ANONYMOUS": "익명 차수에서는 할 수 없습니다."
    case "WAVE_NAMED": "익명 차수가 아닙니다."
    case "SURVEY_RETIRED": "더는 쓰지 않는 조사입니다."
    case "SURVEY_MODE": "이 종류의 조사에서는 할 수 없습니다."
    case "INVITATION_ENDED": "끝난 초대입니다. (\(status.message))"
    case "ALREADY_INVITED": "이미 초대했습니다."
    case "TOKEN_UNKNOWN": "알 수 없는 초대 토큰입니다."
    case "CONTACT_GAP": "최근에 이미 조사한 사람입니다."
    case "FRAME_FROZEN": "이미 확정된 표본틀입니다."
    case "FRAME_NOT_READY": "표본틀이 아직 준비되지 않았습니다."
    case "SCORE_MODEL_MISSING": "점수 모형이 없습니다."
    case "MODEL_VERSIONS_DIFFER": "차수마다 점수 모형의 버전이 다릅니다."
    case "DIFFERENCE_TOO_SMALL": "적은 사람의 답이 드러날 수 있어 보여 줄 수 없습니다. (\(status.message))"
    case "TABLE_TOO_LARGE": "표가 너무 큽니다. 조건을 좁히십시오."
    case "ON_BEHALF": "대신 답할 수 없습니다. (\(status.message))"
    case "MESSAGE_STATE": "지금 상태에서는 할 수 없는 메시지입니다."
    case "MESSAGE_PURGED": "내용이 지워진 메시지입니다."
    default: nil
    }
  }
}
