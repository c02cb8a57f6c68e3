extension Preset {
  static let dutyMatrix2010 = Preset(
    "duty-matrix-2010", .dutyMatrix,
    "three teams of tailored service, from 2010",
    text: #"""
      # 업무 분장 2010: three teams of tailored service, from 2010; what was before stays on record with its dates.
      #
      #   pcrm assignment matrix apply --preset duty-matrix-2010
      #   pcrm assignment matrix query --unowned
      #
      # 부당이득 관리 has no owner in the new list, and the query shows it. Visits and decisions about re-care are joint duties
      # of counselling and care support. Give each team the codes of its units: unit_codes: ["0101-T1", "0201-T1"].
      note: 맞춤 서비스, 세 팀
      hand_over: {consent_purpose: hand_over, partner_consent_purpose: hand_over_partner, hours: 72}

      teams:
      - {code: investigation, name: 조사팀, valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {code: field_service, name: 현장서비스팀, valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {code: payment, name: 지급팀, valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {code: rehabilitation, name: 재활팀, valid_from: 2005-10-01}
      - {code: counselling, name: 상담팀, valid_from: 2010-01-01}
      - {code: care_support, name: 요양지원팀, valid_from: 2010-01-01}

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
      - {code: injury_reports, name: 전화·인터넷 재해 접수, case_type: injury, valid_from: 2010-01-01,
         stages: [accident]}
      - {code: counselling_before_approval, name: 승인 전 상담, case_type: injury, valid_from: 2010-01-01,
         stages: [phone_counselling, first_care]}
      - {code: first_average_wage, name: 최초 평균임금 산정, case_type: injury, valid_from: 2010-01-01,
         stages: [first_care]}
      - {code: return_to_same_job, name: 원직 복귀 지원, case_type: injury, valid_from: 2010-01-01,
         stages: [care_extension, care_end]}
      - {code: psychosocial_rehabilitation, name: 심리·사회 재활, case_type: injury, valid_from: 2010-01-01,
         stages: [care_extension]}

      rows:
      - {duty: accident_investigation, teams: [investigation], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: first_care_decision, teams: [investigation], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: re_care_decision, teams: [investigation], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: survivors_benefit, teams: [investigation], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: visits, teams: [field_service], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: patients_in_care, teams: [field_service], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: hospitals, teams: [field_service], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: benefit_payment, teams: [payment], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: average_wage_change, teams: [payment], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: undue_payment, teams: [payment], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: case_management_in_care, teams: [rehabilitation], valid_from: 2005-10-01, valid_to: 2010-01-01}
      - {duty: case_management_after_care, teams: [rehabilitation], valid_from: 2005-10-01}
      - {duty: injury_reports, teams: [counselling], valid_from: 2010-01-01}
      - {duty: counselling_before_approval, teams: [counselling], valid_from: 2010-01-01}
      - {duty: accident_investigation, teams: [counselling], valid_from: 2010-01-01}
      - {duty: first_care_decision, teams: [counselling], valid_from: 2010-01-01}
      - {duty: survivors_benefit, teams: [counselling], valid_from: 2010-01-01}
      - {duty: first_average_wage, teams: [counselling], valid_from: 2010-01-01}
      - {duty: patients_in_care, teams: [care_support], valid_from: 2010-01-01}
      - {duty: case_management_in_care, teams: [care_support], valid_from: 2010-01-01}
      - {duty: hospitals, teams: [care_support], valid_from: 2010-01-01}
      - {duty: benefit_payment, teams: [care_support], valid_from: 2010-01-01}
      - {duty: average_wage_change, teams: [care_support], valid_from: 2010-01-01}
      - {duty: return_to_same_job, teams: [care_support], valid_from: 2010-01-01}
      - {duty: psychosocial_rehabilitation, teams: [care_support], valid_from: 2010-01-01}
      - {duty: visits, teams: [counselling, care_support], joint: true, valid_from: 2010-01-01}
      - {duty: re_care_decision, teams: [counselling, care_support], joint: true, valid_from: 2010-01-01}
      """#)
}
