extension Preset {
  static let injuryCycle = Preset(
    "injury-cycle", .caseTypes,
    "the injury cycle: seven stages, the medical phase beside them, the touchpoint register",
    text: #"""
      # 산재 사이클: the life of a work injury, from the accident to the return to work and society.
      #
      #   pcrm casetype apply --preset injury-cycle        (or: pcrm casetype apply injury-cycle.yaml)
      #
      # Seven stages; the medical phase runs beside them. Each stage has its rows of the touchpoint register: the
      # state in which the customer is expected, the service given, the improvement wanted, and when it is due.
      # A service is statutory (law and article) or extra; an extra never holds up a statutory deadline.
      case_types:
      - code: injury
        title: 산재 사이클
        description: >-
          재해 발생부터 직장·사회 복귀까지. 요양이 승인되면 전담자 한 사람이 끝까지 맡는다.
        number_series: {prefix: INJ, digits: 6, yearly: true}
        severity_schemes: [ais, aaam]

        stages:
        - code: accident
          title: 재해 발생
          description: 재해가 신고되었다. 아직 상담도 신청도 없다.
          may_begin: true
          may_close: true
          transitions:
          - {to: phone_counselling}
          - {to: first_care}
          touchpoints:
          - code: accident_report
            title: 재해 접수 확인
            channel: phone
            due_hours: 8
            expected_state: 재해 직후라 불안하고, 무엇부터 해야 하는지 모른다.
            service_given: 접수 사실과 다음 절차를 알리고 응급 치료와 병원을 확인한다.
            improvement_wanted: 접수한 날 안에 연락이 닿고, 같은 것을 두 번 묻지 않는다.
            services: [accident_guidance]
          exit_reasons: &exits
          - {code: progress, title: 다음 단계로}
          - {code: request, title: 고객의 요청}
          - {code: correction, title: 잘못 적은 것을 바로잡음}
          - {code: withdrawn, title: 신청 취하}
          - {code: completed, title: 처리 완료}
          - {code: refused, title: 불승인}
          - {code: died, title: 사망}

        - code: phone_counselling
          title: 전화 상담
          description: 신청 전 상담. 요양급여 신청에 필요한 것을 한 번에 안내한다.
          may_begin: true
          may_close: true
          transitions:
          - {to: first_care}
          touchpoints:
          - code: first_counselling
            title: 초기 상담
            channel: phone
            due_days: 1
            expected_state: 산재가 되는지, 비용은 누가 내는지 궁금해한다.
            service_given: 보상 범위와 신청 서류, 처리 기간을 안내하고 사업주 확인이 필요 없음을 알린다.
            improvement_wanted: 필요한 서류를 한 번에 모두 알려 다시 걸지 않게 한다.
            services: [benefit_guidance, document_checklist]
          - code: paperwork_help
            title: 신청서 작성 지원
            channel: phone
            due_days: 3
            expected_state: 서류를 모으는 중이며 쓰는 법을 어려워한다.
            service_given: 신청서 작성을 돕고 병원을 통한 대행 신청을 안내한다.
            improvement_wanted: 보완 요청 없이 접수되는 신청서를 늘린다.
            services: [paperwork_support]
          quality_points:
          - {code: all_documents_told, title: 필요한 서류를 한 번에 모두 안내했는가, required: true}
          - {code: period_told, title: 처리 기간과 담당자를 알렸는가}
          exit_reasons: *exits

        - code: first_care
          title: 최초 요양 신청
          description: 신청을 접수하고 재해를 조사하여 승인 여부를 결정한다.
          may_begin: true
          may_close: true
          close_decision: care_refusal
          transitions:
          - {to: care_extension, decision: care_approval, approval: new}
          - {to: care_end, decision: care_approval, approval: new}
          touchpoints:
          - code: application_received
            title: 접수 안내
            channel: sms
            due_hours: 4
            expected_state: 신청이 제대로 들어갔는지 확인하고 싶어 한다.
            service_given: 접수 번호, 담당자, 결정 예정일을 알린다.
            improvement_wanted: 진행을 묻는 전화를 줄인다.
            services: [care_application]
          - code: accident_investigation
            title: 재해 조사 방문
            channel: visit
            due_days: 4
            expected_state: 재해 경위를 다시 설명하는 일을 부담스러워한다.
            service_given: 현장과 진술을 확인하고 다친 부위의 상태와 생계의 어려움을 함께 듣는다.
            improvement_wanted: 한 번의 방문으로 조사를 마친다.
            services: [accident_investigation]
          - code: care_decision
            title: 요양 결정 통지
            channel: phone
            due_days: 7
            expected_state: 결과를 기다리며 치료비를 걱정한다.
            service_given: 결정과 그 이유, 다음에 받을 급여와 이의 절차를 설명한다.
            improvement_wanted: 법정 기간 안에 결정하고 이유를 쉬운 말로 전한다.
            services: [care_decision]
          quality_points:
          - {code: severity_recorded, title: 상해도를 기록했는가, required: true}
          - {code: average_wage_checked, title: 최초 평균임금을 확인했는가}
          exit_reasons: *exits

        - code: care_extension
          title: 요양 (연기·추가상병)
          description: 승인 뒤의 요양. 진료계획 연장과 추가상병을 심사하고 전담자가 사례를 관리한다.
          may_close: true
          needs_case_worker: true
          transitions:
          - {to: care_end, decision: care_end}
          touchpoints:
          - code: worker_introduction
            title: 전담자 첫인사
            channel: phone
            due_days: 2
            expected_state: 승인으로 한숨 돌렸으나 앞으로의 치료와 생계가 막막하다.
            service_given: 전담자를 소개하고 요양 계획과 휴업급여 청구 방법을 알린다.
            improvement_wanted: 한 사람이 끝까지 맡는다는 것을 고객이 안다.
            services: [case_management, temporary_disability_guidance]
          - code: bedside_visit
            title: 병문안 방문
            channel: visit
            due_days: 14
            expected_state: 통증과 수술을 겪고 있으며 가족도 지쳐 있다.
            service_given: 상태를 살피고 심리 상담과 간병을 연결하며 서류를 안내한다.
            improvement_wanted: 급성기 방문에서 심리적 어려움을 일찍 찾는다.
            services: [visit_counselling]
            phases: [acute]
          - code: monthly_contact
            title: 월례 연락
            channel: phone
            due_days: 30
            repeat_days: 30
            repeat_max: 24
            expected_state: 치료가 길어지며 소득과 직장을 걱정한다.
            service_given: 치료 경과와 욕구를 확인하고 달라진 점을 기록한다.
            improvement_wanted: 욕구의 변화를 놓치지 않는다.
            services: [case_management]
          - code: treatment_plan_review
            title: 진료계획 심사
            channel: post
            due_days: 90
            repeat_days: 90
            repeat_max: 12
            expected_state: 요양이 더 필요한지 의사의 소견을 기다린다.
            service_given: 진료계획서를 심사하고 연장 여부와 이유를 알린다.
            improvement_wanted: 적정한 요양 기간을 지키고 장기 요양을 줄인다.
            services: [treatment_plan]
          - code: return_planning
            title: 직장 복귀 계획
            channel: visit
            due_days: 10
            expected_state: 몸이 나아지며 일터로 돌아갈 수 있을지 묻는다.
            service_given: 사업주와 함께 원직 복귀 계획을 세우고 직업 재활을 안내한다.
            improvement_wanted: 요양이 끝나기 전에 복귀 계획이 있다.
            services: [return_to_job_planning]
            phases: [subacute, fixed]
          exit_reasons: *exits

        - code: care_end
          title: 요양 종결
          description: 치료가 끝났거나 증상이 고정되었다.
          may_close: true
          needs_case_worker: true
          transitions:
          - {to: disability_aftereffect}
          - {to: return_to_society}
          - {to: care_extension, decision: re_care_approval, approval: reapproval}
          touchpoints:
          - code: care_end_guidance
            title: 종결 안내
            channel: phone
            due_days: 3
            expected_state: 치료가 끝나 소득이 끊길 것을 걱정한다.
            service_given: 장해급여 청구, 후유증상 관리, 재요양의 요건을 한 번에 설명한다.
            improvement_wanted: 종결을 통보로 끝내지 않고 다음 지원으로 잇는다.
            services: [disability_guidance, aftereffect_guidance]
          - code: care_end_satisfaction
            title: 요양 만족도 확인
            channel: phone
            due_days: 14
            expected_state: 받은 서비스를 돌아본다.
            service_given: 만족도와 불편을 묻고 남은 어려움을 확인한다.
            improvement_wanted: 불편이 제도 개선으로 이어진다.
            services: [satisfaction_call]
          exit_reasons: *exits

        - code: disability_aftereffect
          title: 장해 보상·후유증상 관리
          description: 장해를 판정하여 보상하고 후유증상 카드로 치료를 잇는다.
          may_close: true
          needs_case_worker: true
          transitions:
          - {to: return_to_society}
          - {to: care_extension, decision: re_care_approval, approval: reapproval}
          touchpoints:
          - code: disability_decision
            title: 장해 등급 결정 통지
            channel: phone
            due_days: 10
            expected_state: 등급이 기대와 다를까 걱정한다.
            service_given: 등급과 이유, 일시금과 연금의 차이, 이의 절차를 설명한다.
            improvement_wanted: 고객이 자기 몫을 이해하고 고른다.
            services: [disability_benefit]
          - code: aftereffect_card
            title: 후유증상 카드 발급
            channel: post
            due_days: 14
            expected_state: 계속 치료를 받을 수 있는지 묻는다.
            service_given: 카드를 발급하고 가까운 지정 병원을 알린다.
            improvement_wanted: 카드가 없어 치료를 미루는 일이 없다.
            services: [aftereffect_care]
          - code: half_year_check
            title: 반기 안부 확인
            channel: phone
            due_days: 180
            repeat_days: 180
            repeat_max: 4
            expected_state: 통증과 우울이 다시 올 수 있다.
            service_given: 후유증상과 생활을 확인하고 지역 자원을 연결한다.
            improvement_wanted: 재요양이 필요한 상태를 일찍 안다.
            services: [wellbeing_call]
          exit_reasons: *exits

        - code: return_to_society
          title: 직장·사회 복귀
          description: 원직 복귀, 재취업, 창업 또는 사회 복귀를 돕는다.
          may_close: true
          needs_case_worker: true
          transitions:
          - {to: care_extension, decision: re_care_approval, approval: reapproval}
          touchpoints:
          - code: return_interview
            title: 복귀 상담
            channel: visit
            due_days: 14
            expected_state: 다시 일할 수 있다는 기대와 두려움이 함께 있다.
            service_given: 원직 복귀, 직업 훈련, 재취업 가운데 길을 정하고 지원금을 안내한다.
            improvement_wanted: 복귀까지 걸리는 날을 줄인다.
            services: [vocational_rehabilitation, return_subsidy]
          - code: settling_check
            title: 적응 확인
            channel: phone
            due_days: 90
            repeat_days: 90
            repeat_max: 2
            expected_state: 새 일터에 적응하는 중이다.
            service_given: 적응을 확인하고 사업주와의 어려움을 조정한다.
            improvement_wanted: 복귀한 뒤 여섯 달 동안 일을 이어 간다.
            services: [wellbeing_call]
          exit_reasons: *exits

        phases:
        - code: acute
          title: 급성기
          description: 재해 직후부터 한 달까지.
          may_begin: true
          next: [over_a_month, subacute, fixed, healed]
        - code: over_a_month
          title: 요양 1개월 이상
          description: 한 달이 넘도록 집중 치료를 받는다.
          may_begin: true
          next: [subacute, fixed, healed]
        - code: subacute
          title: 아급성기
          description: 상태가 안정되어 재활을 시작한다.
          may_begin: true
          next: [fixed, healed, acute]
        - code: fixed
          title: 증상 고정기
          description: 치료해도 더 나아지지 않는다.
          next: [healed, acute]
        - code: healed
          title: 치유기
          description: 치료가 필요하지 않다.
          may_end: true
          next: [acute]

        services:
        - {code: accident_guidance, title: 재해 접수 안내, basis: extra}
        - {code: benefit_guidance, title: 보상 안내, basis: extra}
        - {code: document_checklist, title: 서류 일괄 안내, basis: extra}
        - {code: paperwork_support, title: 신청서 작성 지원, basis: extra}
        - {code: care_application, title: 요양급여 신청 접수, basis: statutory,
           law: 산업재해보상보험법, article: 제41조, stages: [first_care]}
        - {code: accident_investigation, title: 재해 조사, basis: statutory,
           law: 산업재해보상보험법, article: 제117조, stages: [first_care]}
        - {code: care_decision, title: 요양급여 결정, basis: statutory,
           law: 산업재해보상보험법, article: 제40조, stages: [first_care]}
        - {code: case_management, title: 사례 관리, basis: extra}
        - {code: temporary_disability_guidance, title: 휴업급여 청구 안내, basis: extra}
        - {code: visit_counselling, title: 찾아가는 상담, basis: extra, takes_days: 1}
        - {code: psychological_counselling, title: 심리 상담, basis: extra, most_per_case: 20}
        - {code: nursing_link, title: 간병 연결, basis: extra}
        - {code: treatment_plan, title: 진료계획 심사, basis: statutory,
           law: 산업재해보상보험법, article: 제47조, stages: [care_extension]}
        - {code: additional_condition, title: 추가상병 심사, basis: statutory,
           law: 산업재해보상보험법, article: 제49조, stages: [care_extension]}
        - {code: re_care, title: 재요양 심사, basis: statutory, law: 산업재해보상보험법, article: 제51조}
        - {code: temporary_disability, title: 휴업급여, basis: statutory,
           law: 산업재해보상보험법, article: 제52조}
        - {code: nursing_benefit, title: 간병급여, basis: statutory, law: 산업재해보상보험법, article: 제61조}
        - {code: survivors_benefit, title: 유족급여, basis: statutory, law: 산업재해보상보험법, article: 제62조}
        - {code: sickness_pension, title: 상병보상연금, basis: statutory,
           law: 산업재해보상보험법, article: 제66조}
        - {code: funeral_benefit, title: 장례비, basis: statutory, law: 산업재해보상보험법, article: 제71조}
        - {code: return_to_job_planning, title: 원직 복귀 계획, basis: extra}
        - {code: disability_guidance, title: 장해급여 청구 안내, basis: extra}
        - {code: aftereffect_guidance, title: 후유증상 관리 안내, basis: extra}
        - {code: satisfaction_call, title: 만족도 확인, basis: extra}
        - {code: disability_benefit, title: 장해급여, basis: statutory,
           law: 산업재해보상보험법, article: 제57조, stages: [disability_aftereffect]}
        - {code: aftereffect_care, title: 후유증상 관리, basis: statutory,
           law: 산업재해보상보험법, article: 제77조}
        - {code: wellbeing_call, title: 안부 확인, basis: extra}
        - {code: vocational_rehabilitation, title: 직업 재활, basis: statutory,
           law: 산업재해보상보험법, article: 제72조}
        - {code: return_subsidy, title: 직장 복귀 지원금, basis: statutory,
           law: 산업재해보상보험법, article: 제75조}

        benefit_kinds:
        - code: average_wage
          title: 평균임금
          decision: average_wage
          reopens: [temporary_disability, sickness_pension, disability, survivors, funeral]
        - {code: care, title: 요양급여, service: care_decision, decision: care_benefit}
        - {code: temporary_disability, title: 휴업급여, service: temporary_disability,
           decision: temporary_disability}
        - {code: sickness_pension, title: 상병보상연금, service: sickness_pension, decision: sickness_pension}
        - {code: disability, title: 장해급여, service: disability_benefit, decision: disability_benefit}
        - {code: nursing, title: 간병급여, service: nursing_benefit, decision: nursing_benefit}
        - {code: survivors, title: 유족급여, service: survivors_benefit, decision: survivors_benefit}
        - {code: funeral, title: 장례비, service: funeral_benefit, decision: funeral_benefit}
        - {code: rehabilitation, title: 직업재활급여, service: vocational_rehabilitation,
           decision: rehabilitation_benefit}

        needs:
        - {code: medical_information, title: 치료·병원 정보}
        - {code: benefit_information, title: 보상 제도 정보}
        - {code: paperwork, title: 서류 도움}
        - {code: livelihood, title: 생계}
        - {code: psychological, title: 심리적 안정}
        - {code: family_care, title: 가족 돌봄}
        - {code: nursing, title: 간병}
        - {code: assistive_device, title: 보조 기구}
        - {code: mobility, title: 이동}
        - {code: rehabilitation, title: 의료 재활}
        - {code: return_to_job, title: 원직 복귀}
        - {code: job_training, title: 직업 훈련·재취업}
        - {code: aftereffect_care, title: 후유증상 치료}
        - {code: social_participation, title: 사회 참여}

        hardships:
        - {code: income_loss, title: 소득 단절}
        - {code: debt, title: 빚}
        - {code: care_burden, title: 돌봄 부담}
        - {code: isolation, title: 고립}
        - {code: depression, title: 우울}
        - {code: employer_conflict, title: 사업주와의 갈등}
        - {code: language_barrier, title: 언어의 어려움}
        - {code: housing, title: 주거}
        - {code: transport, title: 교통}
      """#)
}
