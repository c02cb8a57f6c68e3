public import PCRMCore
import ProtobufCodec

extension SurveyTrigger {
  /// What no update changes.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "survey_id", "create_time", "update_time",
  ]

  /// Refuses a trigger that breaks a rule of its fields.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try event.checkRequired("\(field).event")
    try checkCase(field)
    if !visitPurpose.isEmpty {
      try TextRules.checkCode(visitPurpose, "\(field).visit_purpose", max: 64, others: "_-.")
      if event != .visitDone {
        throw .malformed("\(field).visit_purpose", "empty but for SURVEY_EVENT_VISIT_DONE")
      }
    }
    try Int32.check(delayMinutes, "\(field).delay_minutes", 0...129_600)
    try Int32.check(permille, "\(field).permille", 0...1000)
    try TextRules.check(segment, "\(field).segment", max: 64)
    try TextRules.check(excludedSegment, "\(field).excluded_segment", max: 64)
  }

  private func checkCase(_ field: String) throws(Status) {
    let isOfCases = event == .caseStage || event == .caseClosed
    if event == .caseStage || isOfCases && !caseType.isEmpty {
      try TextRules.checkCode(caseType, "\(field).case_type", max: 64, others: "_-.")
    }
    if event == .caseStage || isOfCases && !stage.isEmpty {
      if caseType.isEmpty { throw .required("\(field).case_type") }
      try TextRules.checkCode(stage, "\(field).stage", max: 64, others: "_-.")
    }
    if isOfCases { return }
    let wanted = "empty but for SURVEY_EVENT_CASE_STAGE and SURVEY_EVENT_CASE_CLOSED"
    if !caseType.isEmpty { throw .malformed("\(field).case_type", wanted) }
    if !stage.isEmpty { throw .malformed("\(field).stage", wanted) }
  }

  /// Whether an event of this key is among those that ask: the same event always is, or never.
  public func asks(atKey high: UInt64, _ low: UInt64) -> Bool {
    if permille == 0 || permille == 1000 { return true }
    var random = SplitMix64(seed: high ^ low ^ id.high &* 31 ^ id.low)
    return random.next() % 1000 < UInt64(permille)
  }
}
