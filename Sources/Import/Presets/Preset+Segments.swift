extension Preset {
  static let segments = Preset(
    "segments", .segments,
    "a segment for every group that the agency serves apart",
    text: #"""
      # A segment for every group that the agency serves apart.
      #
      #   pcrm segment apply --preset segments
      #   pcrm segment list
      #
      # Rules follow each change of a customer or a case at once, and time by itself. docs/segments.md explains them.
      segments:

      # Support groups and management levels: two things, never mixed. Both come from classification.
      - name: support.priority
        title: 우선지원
        purpose: 요양이 새로 승인되거나 재승인된 고객. 가장 먼저 찾아간다.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.support_group == "priority")
      - name: support.intensive
        title: 집중지원
        purpose: 뇌심혈관·근골격계·척추 질환이거나 1년 이상 요양하는 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.support_group == "intensive")
      - name: support.parallel
        title: 병행지원
        purpose: 팀이 따로 고른 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.support_group == "parallel")
      - name: support.general
        title: 일반지원
        purpose: 다른 지원군에 들지 않은 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.support_group == "general")
      - name: support.selected
        title: 병행지원 선정 명단
        purpose: 팀 회의에서 병행지원 대상으로 고른 고객. 분류 규칙이 이 명단을 본다.
        preset: true
        kind: list
      - name: management.intensive
        title: 집중관리
        purpose: 상해도(AIS)에 따라 집중관리로 분류되어 팀이 확인한 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.management_level == "intensive")
      - name: management.general
        title: 일반관리
        purpose: 일반관리로 분류된 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.management_level == "general")

      # Where people are in the injury cycle.
      - name: stage.accident
        title: 재해 발생
        preset: true
        rule: cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "accident")
      - name: stage.phone-counselling
        title: 전화 상담
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "phone_counselling")
      - name: stage.first-care
        title: 최초 요양 신청
        preset: true
        rule: cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "first_care")
      - name: stage.care-extension
        title: 요양 (연기·추가상병)
        preset: true
        rule: cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "care_extension")
      - name: stage.care-end
        title: 요양 종결
        preset: true
        rule: cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "care_end")
      - name: stage.disability-aftereffect
        title: 장해 보상·후유증상
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed"
            && c.stage == "disability_aftereffect")
      - name: stage.return
        title: 직장·사회 복귀
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed" && c.stage == "return_to_society")

      # The medical phase beside the stage.
      - name: phase.acute
        title: 급성기
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.phase == "acute")
      - name: phase.over-a-month
        title: 요양 1개월 이상
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.phase == "over_a_month")
      - name: phase.subacute
        title: 아급성기
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.phase == "subacute")
      - name: phase.fixed
        title: 증상 고정기
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.phase == "fixed")
      - name: phase.healed
        title: 치유기
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.phase == "healed")

      # Severity by threat to life.
      - name: severity.severe
        title: 중상해 (AIS 4–5)
        purpose: 생명에 위협이 큰 고객.
        preset: true
        rule: >-
          cases.exists(c, c.status != "closed" && c.severity_scheme == "ais" && c.severity_grade >= 4)
      - name: severity.unknown
        title: 상해도 미기록
        purpose: 분류에 필요한 상해도가 아직 없는 열린 산재 사례.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status == "open" && !has(c.severity_grade))

      # What time makes of a case.
      - name: care.open
        title: 요양 중
        purpose: 승인되어 아직 닫히지 않은 산재 사례가 있는 고객.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed" && has(c.approved_at))
      - name: care.newly-approved
        title: 최근 승인
        purpose: 승인된 지 90일이 지나지 않은 고객.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed" && days_since(c.approved_at) < 90)
      - name: care.long-term
        title: 장기 요양
        purpose: 1년 이상 요양하는 고객.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status != "closed" && days_since(c.approved_at) >= 365)
      - name: care.decision-overdue
        title: 요양 결정 지연
        purpose: 최초 요양 신청이 7일 넘게 결정되지 않은 고객.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status == "open" && c.stage == "first_care"
            && days_since(c.stage_since) > 7)
      - name: care.without-worker
        title: 전담자 없음
        purpose: 승인되었는데 전담자가 없는 고객. 비어 있어야 한다.
        preset: true
        rule: >-
          cases.exists(c, c.type == "injury" && c.status == "open" && has(c.approved_at)
            && !has(c.worker))
      - name: care.suspended
        title: 중지된 사례
        preset: true
        rule: cases.exists(c, c.status == "suspended")

      # How much people use the agency, and who does not.
      - name: users.heavy
        title: 다빈도 이용자
        purpose: 사례가 셋 이상인 고객.
        preset: true
        rule: size(cases) >= 3
      - name: users.outside
        title: 서비스 밖의 사람
        purpose: 한 번도 사례가 없었던 고객. 찾아가야 할 사람이 여기에 있다.
        preset: true
        rule: size(cases) == 0
      - name: users.former
        title: 지난 이용자
        purpose: 사례가 모두 닫힌 고객.
        preset: true
        rule: size(cases) > 0 && cases.all(c, c.status == "closed")
      - name: users.unreachable
        title: 연락할 길이 없는 고객
        purpose: 전화도 전자 우편도 주소도 없는 고객.
        preset: true
        rule: '!has_mobile && !has_phone && !has_email && !has_address'
      - name: users.elderly
        title: 고령 고객
        preset: true
        rule: kind == "person" && age() >= 65
      - name: users.needs-most
        title: 욕구 점수 상위
        purpose: 공개된 가중치로 센 욕구 점수가 3 이상인 고객.
        preset: true
        rule: cases.exists(c, c.status != "closed" && c.need_score >= 3.0)
      - name: users.attention
        title: 먼저 살필 고객
        purpose: 집중관리이거나 집중지원이거나 결정이 늦어진 고객.
        preset: true
        rule: >-
          in_segment("management.intensive") || in_segment("support.intensive")
            || in_segment("care.decision-overdue")

      # Policyholders, by the stage of their contract.
      - name: policy.join
        title: 계약 가입
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage == "join")
      - name: policy.maintain
        title: 계약 유지
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed"
            && c.stage == "maintain")
      - name: policy.change
        title: 계약 변경
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage == "change")
      - name: policy.claim
        title: 사고·청구
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage == "claim")
      - name: policy.end
        title: 계약 종료
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.stage == "end")
      - name: policy.holders
        title: 계약자
        purpose: 계약이 살아 있는 고객. 직원이 가까운 고객을 맡는 방문 사업의 모집단이다.
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage != "end")
      - name: policy.thirteen-months
        title: 13회차 유지
        purpose: 가입한 지 13개월이 넘도록 계약을 지킨 고객.
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage != "end"
            && days_since(c.opened_at) >= 396)
      - name: policy.twenty-five-months
        title: 25회차 유지
        preset: true
        rule: >-
          cases.exists(c, c.type == "insurance_contract" && c.status != "closed" && c.stage != "end"
            && days_since(c.opened_at) >= 761)

      # People who agreed to be asked, and lists that the agency keeps.
      - name: consent.survey
        title: 만족도 조사 동의
        purpose: 만족도 조사에 동의한 고객.
        preset: true
        rule: consents.exists(k, k.purpose == "satisfaction_survey" && k.given)
      - name: list.good-customers
        title: 우수 고객
        purpose: 관리자가 정해진 주기로 찾아가는 고객.
        preset: true
        kind: list
      - name: list.partners
        title: 개선 동반자
        purpose: 고객의 소리가 개선으로 이어져 여섯 달 동안 위촉된 고객. 끝나는 날과 함께 올린다.
        preset: true
        kind: list
      """#)
}
