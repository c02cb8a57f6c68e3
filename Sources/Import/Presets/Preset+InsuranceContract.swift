extension Preset {
  static let insuranceContract = Preset(
    "insurance-contract", .caseTypes,
    "the insurance contract: join, maintain, change, claim, end, with quality points",
    text: #"""
      # 보험 계약: the life of a policy: join, maintain, change, accident or claim, end.
      #
      #   pcrm casetype apply --preset insurance-contract
      #
      # Each stage has its quality points: what must be right before the stage is left.
      case_types:
      - code: insurance_contract
        title: 보험 계약
        description: 가입부터 종료까지 한 계약의 생애. 단계마다 지켜야 할 품질 항목이 있다.
        number_series: {prefix: INS, digits: 7, yearly: true}

        stages:
        - code: join
          title: 가입
          may_begin: true
          may_close: true
          transitions:
          - {to: maintain}
          quality_points:
          - {code: terms_explained, title: 약관의 중요한 내용을 설명했는가, required: true}
          - {code: disclosure_checked, title: 고지 의무를 확인했는가, required: true}
          - {code: terms_delivered, title: 약관과 청약서 부본을 전달했는가}
          touchpoints:
          - code: welcome_call
            title: 완전 판매 확인 전화
            channel: phone
            due_days: 7
            expected_state: 무엇을 보장받는지 다 알지는 못한다.
            service_given: 약관 설명, 자필 서명, 부본 전달을 확인하고 청약 철회를 안내한다.
            improvement_wanted: 약관을 오해한 채 가입하는 일이 없다.
            services: [completeness_call]
          - code: policy_delivery
            title: 증권 전달
            channel: post
            due_days: 10
            expected_state: 계약이 성립되었는지 기다린다.
            service_given: 보험 증권을 전달하고 보장 내용을 한 장으로 요약한다.
            improvement_wanted: 증권을 다시 찾는 문의를 줄인다.
            services: [policy_delivery]

        - code: maintain
          title: 유지
          may_begin: true
          may_close: true
          transitions:
          - {to: change}
          - {to: claim}
          - {to: end}
          quality_points:
          - {code: payment_clear, title: 납입 방법과 연체 시 결과를 알렸는가, required: true}
          - {code: cover_understood, title: 보장 내용을 고객이 아는가}
          - {code: notices_readable, title: 안내장이 뜻대로 읽히는가}
          touchpoints:
          - code: thirteenth_month
            title: 13회차 유지 확인
            channel: phone
            due_days: 365
            expected_state: 보험료가 부담스럽고 필요를 의심한다.
            service_given: 보장을 다시 설명하고 납입 유예와 감액을 안내한다.
            improvement_wanted: 13회차 유지율을 높인다.
            services: [persistency_call]
          - code: yearly_review
            title: 연간 보장 점검
            channel: visit
            due_days: 350
            repeat_days: 365
            repeat_max: 30
            expected_state: 생활이 달라졌으나 계약은 그대로다.
            service_given: 보장 공백을 점검하고 연락처와 수익자를 확인한다.
            improvement_wanted: 계약이 고객의 생활을 따라간다.
            services: [yearly_review]

        - code: change
          title: 변경
          may_begin: true
          transitions:
          - {to: maintain}
          - {to: end}
          quality_points:
          - {code: effect_explained, title: 변경으로 달라지는 보장을 설명했는가, required: true}
          - {code: identity_checked, title: 본인을 확인했는가, required: true}
          touchpoints:
          - code: change_confirmed
            title: 변경 완료 안내
            channel: sms
            due_days: 2
            expected_state: 변경이 끝났는지 알고 싶다.
            service_given: 변경 내용과 효력이 생기는 날을 알린다.
            improvement_wanted: 확인 전화를 다시 걸지 않게 한다.
            services: [change_notice]

        - code: claim
          title: 사고·청구
          may_begin: true
          transitions:
          - {to: maintain, decision: claim_payment}
          - {to: end, decision: claim_payment}
          quality_points:
          - {code: documents_once, title: 필요한 서류를 한 번에 안내했는가, required: true}
          - {code: decision_reasoned, title: 지급 또는 부지급의 이유를 알렸는가, required: true}
          - {code: paid_in_time, title: 지급 기한을 지켰는가}
          touchpoints:
          - code: claim_received
            title: 청구 접수 안내
            channel: sms
            due_hours: 4
            expected_state: 사고로 경황이 없다.
            service_given: 접수 번호, 담당자, 필요한 서류, 지급 예정일을 한 번에 알린다.
            improvement_wanted: 서류를 두 번 요구하지 않는다.
            services: [claim_guidance]
          - code: claim_decision
            title: 지급 결정 안내
            channel: phone
            due_days: 3
            expected_state: 얼마가 언제 나오는지 기다린다.
            service_given: 결정과 이유, 산출 근거, 이의 절차를 설명한다.
            improvement_wanted: 빠르고 정확하게, 같은 상황에는 같은 결정을 한다.
            services: [claim_payment]

        - code: end
          title: 종료
          may_close: true
          quality_points:
          - {code: refund_explained, title: 환급금과 소멸되는 보장을 설명했는가, required: true}
          touchpoints:
          - code: farewell
            title: 종료 안내
            channel: phone
            due_days: 7
            expected_state: 해지 또는 만기로 계약이 끝났다.
            service_given: 환급금을 지급하고 떠나는 이유를 묻는다.
            improvement_wanted: 떠나는 이유가 개선으로 이어진다.
            services: [end_settlement]

        services:
        - {code: completeness_call, title: 완전 판매 확인, basis: statutory,
           law: 금융소비자 보호에 관한 법률, article: 제19조}
        - {code: policy_delivery, title: 보험 증권 전달, basis: statutory, law: 상법, article: 제640조}
        - {code: persistency_call, title: 유지 상담, basis: extra}
        - {code: yearly_review, title: 보장 점검, basis: extra}
        - {code: change_notice, title: 변경 안내, basis: extra}
        - {code: claim_guidance, title: 청구 안내, basis: extra}
        - {code: claim_payment, title: 보험금 지급, basis: statutory, law: 상법, article: 제658조}
        - {code: end_settlement, title: 해지 환급, basis: statutory, law: 상법, article: 제649조}
        - {code: partner_discount, title: 제휴 할인 서비스, basis: extra}

        benefit_kinds:
        - {code: claim, title: 보험금, service: claim_payment, decision: claim_payment}
        - {code: refund, title: 해지 환급금, service: end_settlement, decision: refund}

        needs:
        - {code: cover_advice, title: 보장 상담}
        - {code: payment_relief, title: 납입 부담}
        - {code: claim_help, title: 청구 도움}
        - {code: life_event, title: 경조사·이사}
        hardships:
        - {code: income_loss, title: 소득 감소}
        - {code: bereavement, title: 사별}
      """#)
}
