extension Preset {
  static let managementLevels = Preset(
    "management-levels", .scheme,
    "intensive and general management by severity (tailored service)",
    text: #"""
      # 관리 수준: intensive and general management by severity, as tailored service has it.
      #
      #   pcrm classify apply --preset management-levels
      #
      # The table proposes, the team confirms; the cut-off is data.
      name: management-levels
      kind: management_level
      title_ko: 맞춤 서비스 관리 수준
      title_en: Management levels of tailored service
      valid_from: 2010-01-01
      case_types: [injury]
      applies_when: has(case.severity_grade)
      sign_off: {members_min: 2, dissent_max: 0, overrides: true}
      reclassification: mark_due

      parameters:
      - {name: ais_cut_off, value: 3, title: 집중관리로 보는 AIS 등급}
      - {name: aaam_cut_off, value: 3, title: 집중관리로 보는 AAAM 등급}

      rules:
      - code: severe
        condition: case.severity_scheme == "ais" && case.severity_grade >= param.ais_cut_off
        outcome:
          management_level: intensive
          reason_ko: 상해도(AIS)가 기준 이상입니다.
          reason_en: The severity (AIS) is at or above the cut-off.
      - code: severe-aaam
        condition: >-
          case.severity_scheme == "aaam" && case.severity_grade >= param.aaam_cut_off
            && case.severity_grade != 9
        outcome:
          management_level: intensive
          reason_ko: 상해도(AAAM)가 기준 이상입니다.
          reason_en: The severity (AAAM) is at or above the cut-off.

      otherwise:
        management_level: general
        reason_ko: 상해도가 기준보다 낮습니다.
        reason_en: The severity is below the cut-off.
      """#)
}
