extension Preset {
  static let loadWeights = Preset(
    "load-weights", .loadWeights,
    "how much a case weighs in the load of its case worker",
    text: #"""
      # 업무량: how much a case weighs, in thousandths of an ordinary one.
      #
      #   pcrm programme weights apply --preset load-weights
      note: 집중관리와 중상해, 방문이 잦은 단계를 무겁게 본다.
      case_load: 1000
      adoption_load: 200
      suspended_permille: 200
      rules:
      - {name: intensive-management, load: 1000, management_level: 2}
      - {name: priority-support, load: 500, support_group: 2}
      - {name: intensive-support, load: 700, support_group: 3}
      - {name: severe, load: 500, severity_scheme: 1, severity_grade_min: 4, severity_grade_max: 5}
      - {name: first-care, load: 300, case_type: injury, stage: first_care}
      - {name: acute, load: 300, phase: acute}
      capacities:
      - {job_group: general, capacity_permille: 1000}
      - {job_group: medical, capacity_permille: 900}
      - {job_group: rehabilitation, capacity_permille: 900}
      """#)
}
