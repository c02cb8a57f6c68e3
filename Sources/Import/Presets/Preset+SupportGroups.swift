extension Preset {
  static let supportGroups = Preset(
    "support-groups", .scheme,
    "priority, intensive, parallel, general support (outreach)",
    text: #"""
      # 지원군: priority, intensive, parallel and general support, as outreach began with in October 2005.
      #
      #   pcrm classify apply --preset support-groups
      #
      # The first rule that is true proposes, the team signs off. Which diseases and how many days count is data.
      name: support-groups
      kind: support_group
      title_ko: 찾아가는 서비스 지원군
      title_en: Support groups of outreach
      valid_from: 2005-10-01
      case_types: [injury]
      applies_when: has(case.approved_at)
      sign_off: {members_min: 2, dissent_max: 0}
      reclassification: mark_due

      parameters:
      - {name: priority_days, value: 90, title: 승인 뒤 우선지원으로 보는 날수}
      - {name: long_care_days, value: 365, title: 장기 요양으로 보는 날수}

      disease_groups:
      - {code: cerebrovascular, title_ko: 뇌혈관 질환, title_en: Cerebrovascular disease,
         prefixes: [I60, I61, I62, I63, I64, I65, I66, I67, I68, I69]}
      - {code: cardiovascular, title_ko: 심혈관 질환, title_en: Cardiovascular disease,
         prefixes: [I20, I21, I22, I23, I24, I25, I71]}
      - {code: musculoskeletal, title_ko: 근골격계 질환, title_en: Musculoskeletal disease,
         prefixes: [M60, M62, M65, M66, M70, M75, M77, G56]}
      - {code: spinal, title_ko: 척추 질환, title_en: Spinal disease,
         prefixes: [M40, M41, M42, M43, M45, M46, M47, M48, M50, M51, M53, M54, S12, S13, S14, S22, S24,
                    S32, S33, S34]}

      rules:
      - code: newly-approved
        condition: >-
          case.approval_kind in ["new", "reapproval"] && days_since(case.approved_at) < param.priority_days
        outcome:
          support_group: priority
          reason_ko: 요양이 새로 승인되었거나 재승인된 지 얼마 되지 않았습니다.
          reason_en: Care was approved, or approved again, a short time ago.
      - code: disease
        condition: size(case.disease_groups) > 0
        outcome:
          support_group: intensive
          reason_ko: 뇌심혈관, 근골격계 또는 척추 질환입니다.
          reason_en: The disease is cerebro- or cardiovascular, musculoskeletal or spinal.
      - code: long-care
        condition: days_since(case.care_since) >= param.long_care_days
        outcome:
          support_group: intensive
          reason_ko: 1년 이상 요양하고 있습니다.
          reason_en: Care has lasted a year or longer.
      - code: selected
        condition: in_segment("support.selected")
        outcome:
          support_group: parallel
          reason_ko: 팀 회의에서 병행지원 대상으로 골랐습니다.
          reason_en: The team selected the customer for parallel support.

      otherwise:
        support_group: general
        reason_ko: 다른 지원군에 들지 않습니다.
        reason_en: None of the other groups applies.
        effective_at_once: true
      """#)
}
