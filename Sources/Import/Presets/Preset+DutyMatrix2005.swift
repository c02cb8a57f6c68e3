extension Preset {
  static let dutyMatrix2005 = Preset(
    "duty-matrix-2005", .dutyMatrix,
    "four teams of outreach, from October 2005",
    text: #"""
      # 업무 분장 2005: four teams of outreach, from October 2005.
      #
      #   pcrm assignment matrix apply --preset duty-matrix-2005
      #   pcrm assignment matrix query --day 2006-01-02
      #
      # Give each team the codes of its units, one an office: unit_codes: ["0101-T1", "0201-T1"].
      note: 찾아가는 서비스, 네 팀
      hand_over: {consent_purpose: hand_over, partner_consent_purpose: hand_over_partner, hours: 72}

      teams:
      - {code: investigation, name: 조사팀, valid_from: 2005-10-01}
      - {code: field_service, name: 현장서비스팀, valid_from: 2005-10-01}
      - {code: payment, name: 지급팀, valid_from: 2005-10-01}
      - {code: rehabilitation, name: 재활팀, valid_from: 2005-10-01}

      duties:
      - {code: accident_investigation, name: 재해 조사, case_type: injury, stages: [first_care]}
      - {code: first_care_decision, name: 최초 요양 결정, case_type: injury, stages: [first_care]}
      - {code: re_care_decision, name: 재요양 결정, case_type: injury,
         stages: [care_end, disability_aftereffect, return_to_society]}
      - {code: survivors_benefit, name: 유족급여 결정, case_type: injury}
      - {code: visits, name: 방문, case_type: injury, stages: [first_care, care_extension]}
      - {code: patients_in_care, name: 요양 환자 관리, case_type: injury, stages: [care_extension]}
      - {code: hospitals, name: 의료기관 관리}
      - {code: benefit_payment, name: 급여 지급, case_type: injury}
      - {code: average_wage_change, name: 평균임금 변경, case_type: injury}
      - {code: undue_payment, name: 부당이득 관리}
      - {code: case_management_in_care, name: 요양 중 사례 관리, case_type: injury, stages: [care_extension]}
      - {code: case_management_after_care, name: 요양 뒤 사례 관리, case_type: injury,
         stages: [care_end, disability_aftereffect, return_to_society]}

      rows:
      - {duty: accident_investigation, teams: [investigation], valid_from: 2005-10-01}
      - {duty: first_care_decision, teams: [investigation], valid_from: 2005-10-01}
      - {duty: re_care_decision, teams: [investigation], valid_from: 2005-10-01}
      - {duty: survivors_benefit, teams: [investigation], valid_from: 2005-10-01}
      - {duty: visits, teams: [field_service], valid_from: 2005-10-01}
      - {duty: patients_in_care, teams: [field_service], valid_from: 2005-10-01}
      - {duty: hospitals, teams: [field_service], valid_from: 2005-10-01}
      - {duty: benefit_payment, teams: [payment], valid_from: 2005-10-01}
      - {duty: average_wage_change, teams: [payment], valid_from: 2005-10-01}
      - {duty: undue_payment, teams: [payment], valid_from: 2005-10-01}
      - {duty: case_management_in_care, teams: [rehabilitation], valid_from: 2005-10-01}
      - {duty: case_management_after_care, teams: [rehabilitation], valid_from: 2005-10-01}
      """#)
}
