extension Preset {
  static let enquiry = Preset(
    "enquiry", .caseTypes,
    "a plain enquiry",
    text: #"""
      # 일반 문의: a question, and its answer.
      #
      #   pcrm casetype apply --preset enquiry
      case_types:
      - code: enquiry
        title: 일반 문의
        description: 물음 하나와 답 하나. 한 번에 끝나는 것이 목표다.
        number_series: {prefix: ENQ, digits: 6, yearly: true}

        stages:
        - code: received
          title: 접수
          may_begin: true
          may_close: true
          transitions:
          - {to: answered}
          - {to: in_progress}
          touchpoints:
          - code: answer
            title: 답변
            due_days: 1
            expected_state: 답을 기다린다.
            service_given: 물음을 확인하고 답하거나 언제 답할지 알린다.
            improvement_wanted: 한 번의 연락으로 끝난다.
            services: [answer]

        - code: in_progress
          title: 처리 중
          transitions:
          - {to: answered}
          touchpoints:
          - code: promised_answer
            title: 약속한 답변
            due_days: 7
            expected_state: 약속한 날에 답이 올지 걱정한다.
            service_given: 담당 부서의 답을 쉬운 말로 전한다.
            improvement_wanted: 약속한 날을 지킨다.
            services: [answer]

        - code: answered
          title: 답변 완료
          may_close: true
          transitions:
          - {to: in_progress}

        services:
        - {code: answer, title: 답변, basis: statutory, law: 민원 처리에 관한 법률, article: 제27조}
        - {code: callback, title: 추가 안내 전화, basis: extra}
      """#)
}
