extension Preset {
  static let needWeights = Preset(
    "need-weights", .needWeights,
    "kinds of need with their published weights",
    text: #"""
      # 욕구의 종류와 가중치: the kinds of need and how much each adds to the score, × 1,000. Everybody may read them.
      #
      #   pcrm classify needs apply --preset need-weights
      valid_from: 2010-01-01
      note: 생계와 심리적 안정을 가장 무겁게 본다.
      kinds:
      - {code: medical_information, title_ko: 치료·병원 정보, title_en: Medical information, weight: 300}
      - {code: benefit_information, title_ko: 보상 제도 정보, title_en: Benefit information, weight: 300}
      - {code: paperwork, title_ko: 서류 도움, title_en: Help with papers, weight: 300}
      - {code: livelihood, title_ko: 생계, title_en: Livelihood, weight: 1000}
      - {code: psychological, title_ko: 심리적 안정, title_en: Psychological support, weight: 1000}
      - {code: family_care, title_ko: 가족 돌봄, title_en: Care for the family, weight: 700}
      - {code: nursing, title_ko: 간병, title_en: Nursing, weight: 800}
      - {code: assistive_device, title_ko: 보조 기구, title_en: Assistive devices, weight: 500}
      - {code: mobility, title_ko: 이동, title_en: Mobility, weight: 500}
      - {code: rehabilitation, title_ko: 의료 재활, title_en: Medical rehabilitation, weight: 600}
      - {code: return_to_job, title_ko: 원직 복귀, title_en: Return to the job, weight: 700}
      - {code: job_training, title_ko: 직업 훈련·재취업, title_en: Training and new work, weight: 700}
      - {code: aftereffect_care, title_ko: 후유증상 치료, title_en: After-effect care, weight: 500}
      - {code: social_participation, title_ko: 사회 참여, title_en: Social participation, weight: 400}
      - code: high_severity
        title_ko: 중상해
        title_en: Severe injury
        weight: 1000
        condition: case.severity_scheme == "ais" && case.severity_grade >= 4
      - code: old_age
        title_ko: 고령
        title_en: Old age
        weight: 500
        condition: age() >= 65
      """#)
}
