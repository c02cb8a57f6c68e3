public import PCRMCore
import ProtobufCodec

extension VisitPlanDocument {
  /// Refuses a document of which any part breaks a rule.
  public func check(_ field: String) throws(Status) {
    if visitPlans.isEmpty { throw .required("\(field).visit_plans") }
    try Codes.check(visitPlans.map(\.code), "\(field).visit_plans", ".code", max: 100)
    for (index, plan) in visitPlans.enumerated() {
      try plan.check("\(field).visit_plans[\(index)]")
    }
  }
}

extension VisitPlan {
  /// The plan without what the server writes and with its defaults: what two versions are compared by.
  public var comparable: VisitPlan {
    var plan = self
    plan.id = VisitPlanID()
    plan.version = 0
    plan.createTime = nil
    plan.createdBy = PrincipalID()
    if plan.fromMinute == 0 && plan.toMinute == 0 { plan.fromMinute = 540 }
    if plan.toMinute == 0 { plan.toMinute = 1080 }
    if plan.horizonDays == 0 { plan.horizonDays = 28 }
    if plan.visitor == .unspecified { plan.visitor = .caseWorker }
    if plan.leaving == .unspecified { plan.leaving = .propose }
    if plan.weekdays.isEmpty {
      plan.weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]
    }
    plan.weekdays = Set(plan.weekdays.map(\.rawValue)).sorted().map(Weekday.init(rawValue:))
    plan.customerIDs = Set(customerIDs).sorted()
    plan.staffIDs = Set(staffIDs).sorted()
    return plan
  }

  /// Refuses a plan that breaks a rule of its fields; its recurrence rule is read elsewhere.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-")
    try TextRules.checkRequired(name, "\(field).name", max: 200)
    try TextRules.checkCode(purpose, "\(field).purpose", max: 64, others: "_-.")
    try Self.check(durationMinutes, "\(field).duration_minutes", 5...720)
    try Self.check(gapMinutes, "\(field).gap_minutes", 0...480)
    try checkPopulation(field)
    try checkRhythm(field)
    try checkVisitor(field)
    try Self.check(perDay, "\(field).per_day", 1...20)
    try Self.check(perWeek, "\(field).per_week", 0...100)
    try Self.check(fromMinute, "\(field).from_minute", 0...1439)
    try Self.check(toMinute, "\(field).to_minute", 0...1440)
    let plan = comparable
    if plan.fromMinute + durationMinutes > plan.toMinute {
      throw .malformed("\(field).to_minute", "at least a visit's length after from_minute")
    }
    if weekdays.count > 7 { throw .tooMany("\(field).weekdays", max: 7) }
    for (index, weekday) in weekdays.enumerated() {
      try weekday.checkRequired("\(field).weekdays[\(index)]")
    }
    try TextRules.check(outsideHoursReason, "\(field).outside_hours_reason", max: 200)
    try Self.check(horizonDays, "\(field).horizon_days", 0...366)
    try leaving.checkKnown("\(field).leaving")
    try startDate?.checkDay("\(field).start_date")
  }

  private func checkPopulation(_ field: String) throws(Status) {
    let sources = [!segment.isEmpty, adopted, !customerIDs.isEmpty].count { $0 }
    if sources == 0 { throw .required("\(field).segment") }
    if sources > 1 {
      throw .malformed("\(field).segment", "the only one of segment, adopted and customer_ids")
    }
    try TextRules.check(segment, "\(field).segment", max: 64)
    if customerIDs.count > 10_000 { throw .tooMany("\(field).customer_ids", max: 10_000) }
    if let place = customerIDs.firstIndex(where: \.isEmpty) {
      throw .malformed("\(field).customer_ids[\(place)]", CustomerID.expectation)
    }
    if !adopted && !programmeID.isEmpty {
      throw .malformed("\(field).programme_id", "empty without adopted")
    }
  }

  private func checkRhythm(_ field: String) throws(Status) {
    let sources = [everyDays != 0, !rule.isEmpty, event != .unspecified].count { $0 }
    if sources == 0 { throw .required("\(field).every_days") }
    if sources > 1 {
      throw .malformed("\(field).every_days", "the only one of every_days, rule and event")
    }
    if everyDays != 0 { try Self.check(everyDays, "\(field).every_days", 1...3660) }
    try TextRules.check(rule, "\(field).rule", max: 500)
    if !rule.isEmpty && startDate == nil { throw .required("\(field).start_date") }
    try event.checkKnown("\(field).event")
    if event == .unspecified && withinDays != 0 {
      throw .malformed("\(field).within_days", "0 without an event")
    }
    try Self.check(withinDays, "\(field).within_days", 0...366)
    try Self.check(toleranceDays, "\(field).tolerance_days", 0...183)
  }

  private func checkVisitor(_ field: String) throws(Status) {
    try visitor.checkKnown("\(field).visitor")
    if visitor == .adopter && !adopted {
      throw .malformed("\(field).visitor", "another without adopted: nobody adopted the customers")
    }
    if visitor == .role {
      try TextRules.checkRequired(role, "\(field).role", max: 64)
    } else if !role.isEmpty {
      throw .malformed("\(field).role", "empty without VISIT_PLAN_VISITOR_ROLE")
    }
    if visitor == .staff {
      if staffIDs.isEmpty { throw .required("\(field).staff_ids") }
    } else if !staffIDs.isEmpty {
      throw .malformed("\(field).staff_ids", "empty without VISIT_PLAN_VISITOR_STAFF")
    }
    if staffIDs.count > 2000 { throw .tooMany("\(field).staff_ids", max: 2000) }
    if let place = staffIDs.firstIndex(where: \.isEmpty) {
      throw .malformed("\(field).staff_ids[\(place)]", StaffID.expectation)
    }
  }

  private static func check(
    _ number: Int32, _ field: String, _ range: ClosedRange<Int32>
  ) throws(Status) {
    if !range.contains(number) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }
}
