import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  /// Triggers that are not retired: each is looked at by every visit that is done.
  static let triggersMax = 200

  @Sendable
  func createTrigger(
    _ request: CreateTriggerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyTrigger {
    guard var trigger = request.trigger else { throw .required("trigger") }
    try trigger.check("trigger")
    let reader = writer.reader
    let survey = try reader.survey(trigger.surveyID, "trigger.survey_id", caller)
    try caller.checkChanges(survey.unitID, "trigger.survey_id")
    if !survey.mode.asksCustomers {
      throw .malformed("trigger.survey_id", "a survey of a mode that asks customers")
    }
    if trigger.id.isEmpty {
      trigger.id = writer.newID()
    } else {
      try trigger.id.checkClientMade("trigger.id")
      if try reader.trigger(trigger.id) != nil { throw .idTaken("trigger.id") }
    }
    try reader.checkReferences(of: trigger, besides: nil)
    if try reader.liveTriggerCount() >= Self.triggersMax {
      throw .capReached("trigger", Self.triggersMax)
    }
    trigger.version = 1
    trigger.createTime = Timestamp(microseconds: writer.now.microseconds)
    trigger.updateTime = trigger.createTime
    try writer.insert(trigger)
    return trigger
  }

  @Sendable
  func listTriggers(
    _ request: ListTriggersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListTriggersResponse {
    if !request.surveyID.isEmpty {
      _ = try reader.survey(request.surveyID, "survey_id", caller)
    }
    let page = try context.pages.page(request, caller)
    let rows = try reader.triggers(request, page, caller)
    var response = ListTriggersResponse()
    response.triggers = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateTrigger(
    _ request: UpdateTriggerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyTrigger {
    guard let patch = request.trigger else { throw .required("trigger") }
    let reader = writer.reader
    if patch.id.isEmpty { throw .required("trigger.id") }
    guard let stored = try reader.trigger(patch.id),
      let survey = try reader.survey(stored.surveyID),
      try reader.sees(survey.unitID, caller)
    else { throw .notFound("trigger.id", "there is no such trigger") }
    try caller.checkChanges(survey.unitID, "trigger.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: SurveyTrigger.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var trigger = update.result
    try trigger.check("trigger")
    try reader.checkReferences(of: trigger, besides: stored)
    if stored.retired && !trigger.retired, try reader.liveTriggerCount() >= Self.triggersMax {
      throw .capReached("trigger", Self.triggersMax)
    }
    trigger.version = stored.version + 1
    trigger.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.update(trigger, fields: update.names)
    return trigger
  }
}

extension Reader {
  /// Refuses a trigger that names segments, a case type or a stage that are not there.
  fileprivate func checkReferences(
    of trigger: SurveyTrigger, besides stored: SurveyTrigger?
  ) throws(Status) {
    if !trigger.segment.isEmpty && trigger.segment != stored?.segment {
      try checkSegment(trigger.segment, "trigger.segment")
    }
    if !trigger.excludedSegment.isEmpty && trigger.excludedSegment != stored?.excludedSegment {
      try checkSegment(trigger.excludedSegment, "trigger.excluded_segment")
    }
    guard !trigger.caseType.isEmpty,
      trigger.event != stored?.event || trigger.caseType != stored?.caseType
        || trigger.stage != stored?.stage
    else { return }
    guard let type = try newestCaseType(trigger.caseType) else {
      throw .referenceMissing("trigger.case_type", "case type")
    }
    if trigger.stage.isEmpty { return }
    guard let stage = type.stage(trigger.stage) else {
      throw .referenceMissing("trigger.stage", "stage of the case type")
    }
    if trigger.event == .caseClosed && !stage.mayClose {
      throw .malformed("trigger.stage", "a stage in which cases may be closed")
    }
  }
}
