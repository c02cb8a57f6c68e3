import PCRMCore

extension StatusWords {
  /// What goes wrong with field sync, and on a device.
  static func field(_ status: Status) -> String? {
    switch status.info.reason {
    case "NOT_SET_UP": "아직 기기가 아닙니다. 먼저 pcrm field init을 하십시오."
    case "FOLDER_IN_USE": "다른 프로그램이 쓰고 있습니다. 잠시 뒤에 다시 하십시오. (\(status.message))"
    case "KEY_WRONG": "이 폴더를 만든 열쇠가 아닙니다."
    case "KEY_UNUSABLE": "쓸 수 없는 열쇠 파일입니다. (\(status.message))"
    case "LEASE_OVER": "너무 오래 연결되지 않아 볼 수 없습니다. pcrm field sync를 하십시오."
    case "DEVICE_REVOKED": "사용이 중지된 기기입니다. 담고 있던 것은 모두 지웠습니다."
    case "DEVICE_ACTIVE": "사용 중인 기기입니다. 중지된 기기만 새로 만들 수 있습니다."
    case "DEVICE_TAKEN": "다른 직원의 기기입니다."
    case "STAFF_MISSING": "직원이 아닌 계정입니다."
    case "UNSENT": "아직 보내지 않은 것이 있습니다. 먼저 pcrm field sync를 하십시오."
    case "STORE_DAMAGED" where status.info.field == "folder":
      "폴더가 손상되었습니다. 사본을 두고 기기를 새로 만드십시오."
    case "STORE_DAMAGED" where status.info.field == "row":
      "담고 있는 것이 손상되었습니다. pcrm field sync로 다시 받으십시오."
    case "STORE_DAMAGED": "폴더의 일부가 손상되어 읽을 수 없습니다."
    case "CHANGE_DAMAGED": "이 기기에서 변경이 손상되었습니다. 사무실에 있는지 보고, 없으면 다시 하십시오."
    case "STORAGE_FULL": "저장 공간이 없습니다. 아무것도 쓰지 않았습니다. 공간을 비우십시오."
    case "STORAGE_UNAVAILABLE": "폴더를 읽거나 쓸 수 없습니다. 디스크와 권한을 확인하십시오."
    case "SCHEMA_NEWER", "SCHEMA_CHANGED": "다른 판의 앱이 쓴 폴더입니다. 앱을 새로 받으십시오."
    case "FILE_ATTACHED": "이미 붙인 파일입니다."
    case "FORM_UNREADABLE": "이 설문지는 지금 앱으로 채울 수 없습니다. 앱을 새로 받으십시오."
    case "FILE_REFUSED": "이 방문은 이 파일을 받지 않습니다. 다른 방문에 붙이십시오."
    case "CHANGE_TOO_LARGE": "한 번에 보내기에는 너무 큽니다. (\(status.message))"
    case "CONFLICT_ALREADY_RESOLVED": "다른 사람이 이미 선택했습니다."
    case "NUMBERS_EXHAUSTED": "남은 번호가 없습니다. pcrm field sync로 받으십시오."
    case "SYNC_UNSETTLED": "서버와 맞추지 못했습니다. 나중에 다시 동기화하십시오."
    case "ANSWER_BROKEN": "서버의 답을 읽을 수 없습니다. 다시 동기화하십시오."
    case "CONNECTION_LOST": "서버에 연결할 수 없습니다. 한 일은 그대로 있습니다. (\(status.message))"
    case "RETRY_LATER": "서버가 지금은 받지 못합니다. 나중에 다시 동기화하십시오."
    case "TRUNK_AHEAD": "서버가 알지 못하는 상태 위의 변경입니다. 동기화한 뒤 다시 하십시오."
    case "GROUP_FAILED": "함께 보낸 것 가운데 하나가 거부되었습니다."
    case "MUTATION_UNKNOWN": "기기에서 할 수 없는 변경입니다."
    case "MUTATION_REUSED": "같은 번호로 다른 변경을 보냈습니다."
    case "NO_IDENTITY": "이름이 하나는 있어야 합니다."
    default: nil
    }
  }
}
