extension Preset {
  static let authorityLimits = Preset(
    "authority-limits", .authority,
    "who may decide what, and up to which amount",
    text: #"""
      # 위임 전결: who may decide what alone, and up to which amount in won. What no limit speaks of is left to the
      # permission alone. Roles are those of principals, or ones that staff have for a time (quasi_case_manager,
      # claims_staff).
      #
      #   pcrm assignment authority apply --preset authority-limits
      note: 소액은 담당자가, 나머지는 관리자가 결정한다.
      limits:
      # Decisions about care.
      - {role: counsellor, kind: decision, code: care_approval}
      - {role: manager, kind: decision, code: care_approval}
      - {role: admin, kind: decision, code: care_approval}
      - {role: manager, kind: decision, code: care_refusal}
      - {role: admin, kind: decision, code: care_refusal}
      - {role: counsellor, kind: decision, code: care_end}
      - {role: manager, kind: decision, code: care_end}
      - {role: admin, kind: decision, code: care_end}
      - {role: quasi_case_manager, kind: decision, code: care_end}
      - {role: manager, kind: decision, code: re_care_approval}
      - {role: admin, kind: decision, code: re_care_approval}

      # Benefits.
      - {role: counsellor, kind: decision, code: average_wage, amount_won: 150000}
      - {role: manager, kind: decision, code: average_wage}
      - {role: admin, kind: decision, code: average_wage}
      - {role: counsellor, kind: decision, code: care_benefit, amount_won: 5000000}
      - {role: manager, kind: decision, code: care_benefit}
      - {role: admin, kind: decision, code: care_benefit}
      - {role: counsellor, kind: decision, code: temporary_disability, amount_won: 5000000}
      - {role: manager, kind: decision, code: temporary_disability}
      - {role: admin, kind: decision, code: temporary_disability}
      - {role: manager, kind: decision, code: disability_benefit, amount_won: 100000000}
      - {role: admin, kind: decision, code: disability_benefit}
      - {role: manager, kind: decision, code: survivors_benefit, amount_won: 200000000}
      - {role: admin, kind: decision, code: survivors_benefit}

      # Small claims are decided by claims staff.
      - {role: claims_staff, kind: decision, code: claim_payment, amount_won: 1000000}
      - {role: counsellor, kind: decision, code: claim_payment, amount_won: 300000}
      - {role: manager, kind: decision, code: claim_payment, amount_won: 50000000}
      - {role: admin, kind: decision, code: claim_payment}

      # One stop: tasks that the counter does alone.
      - {role: counsellor, kind: task, code: certificate_issue}
      - {role: counsellor, kind: task, code: contact_change}
      - {role: counsellor, kind: task, code: document_copy}
      - {role: field, kind: task, code: document_copy}
      - {role: manager, kind: task, code: beneficiary_change}

      # Making good a dissatisfied customer.
      - {role: counsellor, kind: recovery, code: make_good, amount_won: 30000}
      - {role: field, kind: recovery, code: make_good, amount_won: 50000}
      - {role: manager, kind: recovery, code: make_good, amount_won: 300000}

      # Adoption beyond the cap, or further away than the programme allows.
      - {role: manager, kind: decision, code: waive_adoption_cap}
      - {role: admin, kind: decision, code: waive_adoption_cap}
      - {role: manager, kind: decision, code: waive_adoption_distance}
      - {role: admin, kind: decision, code: waive_adoption_distance}
      """#)
}
