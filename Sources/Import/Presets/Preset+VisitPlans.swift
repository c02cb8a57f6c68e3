extension Preset {
  static let visitPlans = Preset(
    "visit-plans", .visitPlans,
    "who is visited at a rhythm, by whom, and within what time",
    text: #"""
      # 방문 계획: who is visited how often, by whom, and how much of that the staff can do.
      #
      #   pcrm visit plan apply --preset visit-plans
      #   pcrm visit plan preview good-customers
      #
      # A run plans visits for those who are due, from the next day on, and does only what is still to do.
      visit_plans:

      # 우량고객 정기방문: managers visit good customers at a fixed rhythm.
      - code: good-customers
        name: 우량고객 정기방문
        purpose: good_customer
        segment: list.good-customers
        every_days: 90
        tolerance_days: 10
        visitor: role
        role: manager
        same_office: true
        duration_minutes: 40
        gap_minutes: 20
        per_day: 2
        per_week: 4
        from_minute: 600
        to_minute: 1020
        horizon_days: 28
        leaving: propose
        nightly: true

      # 25명 결연 고객: who has adopted customers visits them after work and at weekends.
      - code: adopted
        name: 결연 고객 방문
        purpose: adoption
        adopted: true
        every_days: 30
        tolerance_days: 10
        visitor: adopter
        duration_minutes: 30
        gap_minutes: 15
        per_day: 3
        per_week: 9
        from_minute: 1110
        to_minute: 1260
        weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
        outside_hours_reason: 퇴근 후와 주말에 이웃 고객을 찾아간다.
        horizon_days: 28
        leaving: cancel
        nightly: true

      # 우선지원: newly approved or re-approved care is visited within two weeks of the approval.
      - code: priority-support
        name: 우선지원 첫 방문
        purpose: first_visit
        segment: support.priority
        event: case_approved
        within_days: 14
        tolerance_days: 7
        visitor: case_worker
        duration_minutes: 60
        gap_minutes: 30
        per_day: 4
        per_week: 12
        from_minute: 570
        to_minute: 1050
        horizon_days: 21
        leaving: cancel
        nightly: true
      """#)
}
