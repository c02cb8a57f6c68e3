import PCRMCore

extension CaseStage {
  /// Refuses a stage that breaks a rule, or names what its type does not have.
  func check(in type: CaseType, _ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try TextRules.check(description, "\(field).description", max: 2000)
    try Codes.checkOptional(closeDecision, "\(field).close_decision")
    if !closeDecision.isEmpty && !mayClose {
      throw .malformed("\(field).close_decision", "empty for a stage without may_close")
    }
    try CodeTitle.check(entryReasons, "\(field).entry_reasons", max: 100)
    try CodeTitle.check(exitReasons, "\(field).exit_reasons", max: 100)
    try Codes.check(transitions.map(\.to), "\(field).transitions", ".to", max: 100)
    for (index, transition) in transitions.enumerated() {
      let place = "\(field).transitions[\(index)]"
      let others = type.stages.map(\.code).filter { $0 != code }
      try Codes.checkKnown(
        transition.to, among: others, "\(place).to", "another stage of this type")
      try Codes.checkOptional(transition.decision, "\(place).decision")
      try transition.approval.checkKnown("\(place).approval")
      // From approval to close a case has exactly one case worker.
      if transition.approval.rawValue != 0, type.stage(transition.to)?.needsCaseWorker != true {
        throw .malformed(
          "\(place).approval", "empty for a way to a stage without needs_case_worker")
      }
    }
    try Codes.check(touchpoints.map(\.code), "\(field).touchpoints", ".code", max: 100)
    for (index, rule) in touchpoints.enumerated() {
      try rule.check(in: type, "\(field).touchpoints[\(index)]")
    }
    try Codes.check(qualityPoints.map(\.code), "\(field).quality_points", ".code", max: 100)
    for (index, point) in qualityPoints.enumerated() {
      try TextRules.checkRequired(
        point.title, "\(field).quality_points[\(index)].title", max: 200)
    }
  }
}

extension CasePhase {
  /// Refuses a phase that breaks a rule of its own fields.
  func check(_ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try TextRules.check(description, "\(field).description", max: 2000)
    try CodeTitle.check(entryReasons, "\(field).entry_reasons", max: 100)
    try CodeTitle.check(exitReasons, "\(field).exit_reasons", max: 100)
  }
}

extension TouchpointRule {
  /// Refuses a touchpoint that breaks a rule, or names what its type does not have.
  func check(in type: CaseType, _ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try channel.checkKnown("\(field).channel")
    try Self.check(dueDays, "\(field).due_days", max: 36_500)
    try Self.check(dueHours, "\(field).due_hours", max: 23)
    try Self.check(repeatDays, "\(field).repeat_days", max: 3650)
    try Self.check(repeatMax, "\(field).repeat_max", max: 10_000)
    if repeatMax > 0 && repeatDays == 0 {
      throw .malformed("\(field).repeat_max", "0 for a touchpoint without repeat_days")
    }
    try TextRules.check(expectedState, "\(field).expected_state", max: 2000)
    try TextRules.check(serviceGiven, "\(field).service_given", max: 2000)
    try TextRules.check(improvementWanted, "\(field).improvement_wanted", max: 2000)
    try Codes.checkKnown(
      services, among: type.services.map(\.code), "\(field).services", "a service of this type")
    try Codes.checkKnown(
      phases, among: type.phases.map(\.code), "\(field).phases", "a phase of this type")
  }

  private static func check(_ number: Int32, _ field: String, max: Int32) throws(Status) {
    if !(0...max).contains(number) { throw .outOfRange(field, min: 0, max: max) }
  }
}

extension ServiceKind {
  /// Refuses a service that breaks a rule of its own fields.
  func check(_ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try basis.checkRequired("\(field).basis")
    for (text, name) in [(law, "law"), (article, "article")] {
      if basis == .statutory {
        try TextRules.checkRequired(text, "\(field).\(name)", max: 200)
      } else if !text.isEmpty {
        throw .malformed("\(field).\(name)", "empty for an extra service")
      }
    }
    if !(0...3650).contains(takesDays) {
      throw .outOfRange("\(field).takes_days", min: 0, max: 3650)
    }
    if !(0...10_000).contains(mostPerCase) {
      throw .outOfRange("\(field).most_per_case", min: 0, max: 10_000)
    }
  }
}
