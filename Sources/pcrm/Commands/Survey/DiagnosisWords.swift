import SurveyForms

/// What is said about a form's file: English as the import says it, Korean made of reason and values.
enum DiagnosisWords {
  static func text(_ one: Diagnosis, _ language: Language) -> String {
    guard language == .ko else { return one.message }
    return sheet(one) ?? logic(one) ?? one.message
  }

  static func text(_ refusal: FormRefusal, _ language: Language) -> String {
    guard language == .ko else { return refusal.message }
    switch refusal.reason {
    case "OLD_WORKBOOK":
      return "옛 형식(.xls)이거나 암호가 걸린 통합 문서입니다. 스프레드시트 프로그램에서 열어 암호 없이 .xlsx로 저장하십시오."
    case "NOT_A_FORM": return ".xlsx 통합 문서도 XForms XML도 아닙니다."
    case "FILE_TOO_LARGE": return "파일이 너무 큽니다. (\(refusal.message))"
    case "WORKBOOK_ENCRYPTED": return "암호가 걸린 통합 문서입니다. 암호 없이 다시 저장하십시오."
    case "WORKBOOK_TOO_LARGE": return "통합 문서가 너무 큽니다. 필요 없는 시트와 서식만 있는 빈 셀을 지우십시오."
    case "WORKBOOK_DAMAGED": return "통합 문서가 손상되었습니다. 다시 저장하십시오."
    case "WORKBOOK_PACKED_OTHERWISE": return "알 수 없는 방식으로 압축되었습니다. 스프레드시트 프로그램으로 다시 저장하십시오."
    case "NO_WORKBOOK": return "압축 파일 안에 통합 문서가 없습니다."
    case "NO_SURVEY_SHEET": return "survey 시트가 없습니다. 양식에는 survey, choices, settings 시트가 있습니다."
    case "NO_TYPE_COLUMN": return "survey 시트의 첫 행에 type 열이 없습니다. type, name, label이 있어야 합니다."
    case "XML_MALFORMED": return "XML이 올바르지 않습니다. (\(refusal.message))"
    case "XML_NOT_UTF8": return "UTF-8이 아닙니다. UTF-8로 저장하십시오."
    case "XML_DOCUMENT_TYPE": return "문서 형식 선언(<!DOCTYPE …>)이 있습니다. 양식에는 필요 없고 위험할 수 있으니 지우십시오."
    case "XML_TOO_LARGE": return "XML이 너무 크거나 깊습니다."
    case "LIMESURVEY": return "LimeSurvey 설문(.lss)은 읽지 않습니다. XLSForm(.xlsx)으로 작성하십시오."
    case "NO_MODEL": return "XML에 model이 없습니다. XForm에는 model과 body가 있습니다."
    case "NO_INSTANCE": return "model에 요소가 있는 instance가 없습니다."
    default: return refusal.message
    }
  }

  private static func meant(_ one: Diagnosis) -> String {
    one.remedy.isEmpty ? "" : " \"\(one.remedy)\"을(를) 뜻한 듯합니다."
  }

  // MARK: Sheets

  private static func sheet(_ one: Diagnosis) -> String? {
    switch one.reason {
    case "UNKNOWN_COLUMN" where one.sheet == "survey" || one.sheet == "settings":
      return "양식에 없는 열이어서 읽지 않습니다.\(meant(one))"
    case "COLUMN_TWICE": return "\(one.remedy) 열과 뜻이 같습니다. 둘 다 있으면 그 열을 씁니다."
    case "FORMULA_FAILED": return "수식의 결과가 \(one.value)입니다. 값을 직접 적으십시오."
    case "SETTINGS_TWICE": return "settings는 첫 행만 씁니다."
    case "SETTING_NOT_USED": return "\(one.value) 설정은 여기서 쓰지 않습니다."
    case "COLUMN_NOT_USED": return "\(one.value) 열은 여기서 쓰지 않습니다. 계산은 항상 다시 합니다."
    case "NO_TYPE": return "유형(type)이 없어 읽지 않습니다. 질문의 종류를 적으십시오. 예: text"
    case "UNKNOWN_TYPE": return "알 수 없는 유형 \"\(one.value)\"이어서 읽지 않습니다.\(meant(one))"
    case "NO_NAME": return "이름(name)이 없어 \(one.remedy)(으)로 부릅니다."
    case "BAD_NAME":
      return "이름은 글자나 _로 시작하고 빈칸과 기호가 없어야 하며 최대 64자입니다. \"\(one.remedy)\"이(가) 맞습니다."
    case "NAME_TWICE": return "같은 그룹에 \"\(one.value)\"이(가) 두 번 있습니다. 다른 이름을 주십시오."
    case "NO_LABEL": return "보여 줄 글(label)이 없습니다."
    case "GROUP_NOT_ENDED": return "여기서 시작한 그룹의 끝이 없습니다. 시트의 끝에서 닫습니다."
    case "END_WITHOUT_BEGIN": return "닫을 그룹이 없어 읽지 않습니다."
    case "OTHER_END": return "\(one.remedy)이어야 합니다. 시작과 끝의 종류가 다릅니다."
    case "EMPTY_GROUP": return "비어 있는 그룹이어서 뺍니다."
    case "LOOP_NOT_KNOWN": return "목록을 도는 loop는 읽지 못합니다. 선택지마다 그룹을 두거나 repeat을 쓰십시오."
    case "NO_CALCULATION": return "계산식이 없어 비어 있게 됩니다."
    case "NOT_RECORDED": return "\(one.value)은(는) 여기서 기록하지 않으며 비어 있습니다."
    case "CURLY_QUOTES": return "둥근 따옴표를 곧은 따옴표로 읽었습니다: \(one.remedy)"
    case "BAD_PARAMETER": return "parameters의 \"\(one.value)\"이(가) 맞지 않습니다. 이름=값으로 적으십시오."
    case "TYPE_NOT_KEPT": return "\(one.value)을(를) \(one.remedy)(으)로 읽었습니다."
    case "NO_LIST": return "선택지 목록을 적지 않았습니다. 예: select_one yes_no"
    case "UNKNOWN_LIST" where one.sheet == "survey":
      return "choices에 목록 \"\(one.value)\"이(가) 없습니다.\(meant(one))"
    case "REPEAT_CHOICES": return "반복 답에서 나온 선택지는 읽지 못합니다. 목록을 쓰십시오."
    default: return choices(one)
    }
  }

  private static func choices(_ one: Diagnosis) -> String? {
    switch one.reason {
    case "NO_NAME_COLUMN": return "choices 시트에 name 열이 없습니다. list_name, name, label이 있어야 합니다."
    case "NO_LIST_NAME":
      return one.remedy.isEmpty
        ? "목록 이름(list_name)이 없습니다." : "목록 이름이 없어 바로 위 목록 \(one.remedy)에 넣었습니다."
    case "NO_CHOICE_NAME": return "선택지에 이름(name)이 없습니다. 답에 남을 짧은 이름을 적으십시오."
    case "CHOICE_TWICE":
      return "목록에 \"\(one.value)\"이(가) 이미 있습니다. 이름을 바꾸거나 settings의 "
        + "allow_choice_duplicates를 yes로 하십시오."
    case "CODE_MADE":
      return "\"\(one.value)\"(으)로는 코드를 만들 수 없습니다. 코드는 a–z, 0–9, -, _ 로 1–64자입니다. "
        + "코드를 따로 주지 않으면 \(one.remedy)(으)로 부릅니다."
    case "CHOICE_NAME_WITH_BLANK": return "이름에 빈칸이 있어 \"\(one.remedy)\"(으)로 읽었습니다."
    case "FILE_NOT_CSV": return "\(one.value)은(는) CSV가 아닙니다. 선택지를 CSV로 주십시오."
    case "FILE_UNREADABLE" where one.remedy.isEmpty:
      return "\(one.value)은(는) 첫 행에 열 이름이 있는 UTF-8 CSV가 아닙니다."
    case "FILE_UNREADABLE": return "\(one.value)은(는) \"\(one.remedy)\" 열이 있는 UTF-8 CSV가 아닙니다."
    case "FILE_TOO_LONG": return "\(one.value)의 선택지가 너무 많습니다. 최대 \(one.remedy)개."
    case "GROUP_ONLY_FOR_SHOW": return "보이기만 하는 그룹입니다. 안의 질문은 읽고 제목은 보이지 않습니다."
    case "ACTION_NOT_USED": return "\(one.value) 때 값을 정하는 동작은 쓰지 않습니다."
    default: return nil
    }
  }

  // MARK: Logic

  private static func logic(_ one: Diagnosis) -> String? {
    switch one.reason {
    case "UNKNOWN_QUESTION": return "없는 질문을 가리킵니다: \(one.value)"
    case "AMBIGUOUS_QUESTION": return "이름이 같은 질문이 여럿입니다: \(one.value)"
    case "UNKNOWN_FUNCTION": return "모르는 함수입니다: \(one.value)"
    case "WRONG_ARGUMENTS": return "함수의 인수가 맞지 않습니다: \(one.value)"
    case "BAD_EXPRESSION": return "식이 올바르지 않습니다: \(one.value)"
    case "BAD_PATH": return "경로가 올바르지 않습니다: \(one.value)"
    case "BAD_PATTERN": return "정규식이 올바르지 않습니다: \(one.value)"
    case "EXPRESSION_TOO_LONG": return "식이 너무 깁니다."
    case "UNKNOWN_CHOICE": return "목록에 없는 선택지를 가리킵니다: \(one.value)"
    case "UNKNOWN_COLUMN": return "목록에 없는 열을 가리킵니다: \(one.value)"
    case "UNKNOWN_LIST": return "없는 목록을 가리킵니다: \(one.value)"
    case "CYCLE": return "식이 돌고 돌아 자기 자신에 이릅니다. (\(one.message))"
    case "EMPTY": return "질문이 하나도 없습니다."
    case "TOO_DEEP": return "그룹이 너무 깊습니다."
    case "TOO_LONG": return "글이 너무 깁니다."
    case "TOO_MANY", "TOO_MANY_ITEMS": return "너무 많습니다. (\(one.message))"
    case "BAD_SCALE": return "척도가 맞지 않습니다. 시작은 끝보다 작고 간격은 0보다 커야 합니다."
    default: return nil
    }
  }
}
