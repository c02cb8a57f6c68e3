extension Preset {
  static let staffing = Preset(
    "staffing", .staffing,
    "the time that cases take, by job group",
    text: #"""
      # 필요 인력: the time that cases take, by job group; the assumptions are shown with every figure.
      #
      #   pcrm programme staffing apply --preset staffing
      #   pcrm programme staffing need
      note: 한 사람의 한 달을 8,400분으로 본다.
      minutes_per_month: 8400
      minutes_per_entry: 12
      office_share_max_permille: 600
      items:
      - {name: intensive-care, job_group: medical, minutes_per_month: 180, case_type: injury,
         stage: care_extension, management_level: 2}
      - {name: care, job_group: general, minutes_per_month: 75, case_type: injury, stage: care_extension}
      - {name: first-care, job_group: general, minutes_per_month: 150, case_type: injury, stage: first_care}
      - {name: after-effect, job_group: rehabilitation, minutes_per_month: 60, case_type: injury,
         stage: disability_aftereffect}
      - {name: return, job_group: rehabilitation, minutes_per_month: 120, case_type: injury,
         stage: return_to_society}
      - {name: other, job_group: general, minutes_per_month: 30}
      targets:
      - {name: visits, job_group: general, count_per_month: 20, minutes_each: 90}
      - {name: rehabilitation-visits, job_group: rehabilitation, count_per_month: 16, minutes_each: 120}
      """#)
}
