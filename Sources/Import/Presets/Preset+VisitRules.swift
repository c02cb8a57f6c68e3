extension Preset {
  static let visitRules = Preset(
    "visit-rules", .visitRules,
    "what the report of a visit must have, what to try next, quality, call-backs",
    text: #"""
      # 방문 규칙: what the report of a visit must have, what to do after a try that failed, how the quality of a visit
      # is reckoned, and whose customers are called back. Each of the four parts has versions of its own; a part that is
      # left out stays as it is.
      #
      #   pcrm visit rules apply --preset visit-rules

      report:
        note: 집중관리는 다섯 가지 모두, 일반관리는 접촉·상태·서류를 적는다.
        requirements:
        - {code: intensive, management_levels: [intensive], parts: [contact, condition, papers, support, questions]}
        - {code: general, management_levels: [general], parts: [contact, condition, papers]}
        # 결연 고객 방문에서는 만난 사람과 들은 말을 남긴다.
        - {code: adoption, purposes: [adoption], parts: [contact, adoption]}
        # 선물은 하나에 3만 원, 한 해에 고객 한 사람에게 10만 원까지.
        gift_won_max: 30000
        gift_sum_won_max: 100000
        gift_days: 365
        needs:
        - {code: information, title: 정보}
        - {code: companionship, title: 말벗}
        - {code: health, title: 건강 상담}
        hardships:
        - {code: income_loss, title: 소득 상실}
        - {code: isolation, title: 고립}
        - {code: housing, title: 주거}

      next_try:
        note: 다른 요일·시간대에 다시, 그다음은 전화, 그다음은 우편.
        steps:
        - {after_tries: 1, channel: visit, wait_hours: 24, other_weekday: true, other_time: true}
        - {after_tries: 3, channel: phone, wait_hours: 24}
        - {after_tries: 4, channel: post, wait_hours: 72}
        - {after_tries: 5, give_up: true}
        # 주소가 틀리면 찾아가지 않고 먼저 전화로 확인한다.
        - {after_tries: 1, outcome: wrong_address, channel: phone}
        - {after_tries: 1, outcome: moved, channel: phone}
        bands:
        - {code: morning, from_minute: 540, to_minute: 720}
        - {code: afternoon, from_minute: 720, to_minute: 1080}
        - {code: evening, from_minute: 1080, to_minute: 1260}

      quality:
        note: 보고의 충실, 약속 이행, 그 자리에서 끝낸 민원, 방문 뒤 만족을 같은 무게로 본다.
        parts_weight: 1
        follow_ups_weight: 1
        same_contact_weight: 1
        satisfaction_weight: 1
        grace_hours: 24

      call_backs:
        note: 방문 열 건에 하나는 다른 사람이 전화로 확인한다.
        share_permille: 100
        seed: 1
        due_hours: 72
      """#)
}
