extension Preset {
  static let qualifications = Preset(
    "qualifications", .qualifications,
    "five training modules, and the job group that cases after care ask for",
    text: #"""
      # 자격: what a case worker must bring. Counsellors pass five modules; cases in and after care go to the medical and the
      # rehabilitation group or to a quasi case manager.
      #
      #   pcrm assignment qualifications apply --preset qualifications
      note: 다섯 교육 과정과 직군
      modules:
      - {code: courtesy, name: 친절}
      - {code: business, name: 업무}
      - {code: systems, name: 전산}
      - {code: counselling, name: 상담 실습}
      - {code: mock_operation, name: 모의 운영}
      requirements:
      - code: counsellor-modules
        case_type: enquiry
        modules: [courtesy, business, systems, counselling, mock_operation]
      - code: after-care
        case_type: injury
        stages: [disability_aftereffect, return_to_society]
        job_groups: [rehabilitation]
      """#)
}
