import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Invites after something happened: a change sets a timer, and when that is due the customer is asked.
enum TriggerWork {
  static let kind: TimerKind = "survey_trigger"

  /// What one event is about.
  struct Event {
    let customer: CustomerID
    /// Sixteen bytes that name the event, and no other.
    let key: [UInt8]
  }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard timer.key.count == 32, timer.payload.count == 16 else { return .done }
    let id = timer.key[..<16].withUnsafeBytes { SurveyTriggerID(bytes: $0) }
    let customer = timer.payload.withUnsafeBytes { CustomerID(bytes: $0) }
    guard let id, let customer else { return .done }
    let event = Event(customer: customer, key: Array(timer.key[16...]))
    try invite(id, event, &writer)
    try writer.recordStep("timer/survey_trigger", subjects: [customer])
    return .done
  }

  private static func invite(
    _ id: SurveyTriggerID, _ event: Event, _ writer: inout Writer
  ) throws(Status) {
    let reader = writer.reader
    guard let trigger = try reader.trigger(id), !trigger.retired,
      let wave = try reader.openWave(of: trigger.surveyID), !wave.channels.isEmpty,
      let inviting = try Inviting(wave.id, reader),
      try reader.invitation(of: id, event: event.key) == nil
    else { return }
    if let close = wave.closeTime, close.microseconds <= writer.now.microseconds { return }
    if !trigger.segment.isEmpty, try !reader.isMember(event.customer, of: trigger.segment) {
      return
    }
    if !trigger.excludedSegment.isEmpty,
      try reader.isMember(event.customer, of: trigger.excludedSegment)
    {
      return
    }
    // Events of the time before the customer was deleted come to nothing, without a row.
    if try reader.reach(of: event.customer) == nil { return }
    try inviting.invite(
      Inviting.Wish(subject: .customer(event.customer), trigger: id, event: event.key), &writer)
  }
}

extension Writer {
  /// Sets a timer for each trigger that this call sets off.
  ///
  /// Costs nothing but for visits whose state and cases whose stage changed; for these, a look into an index that has a
  /// row a trigger.
  mutating func followSurveyTriggers() throws(Status) {
    for change in changes {
      if change.entity == FeedEntity.visit, change.sets("state") {
        let triggers = try reader.triggers(for: .visitDone)
        if !triggers.isEmpty { try followVisit(change, triggers) }
      } else if change.entity == FeedEntity.case, change.version == 1 || change.sets("stage") {
        let triggers = try reader.triggers(for: .caseStage)
        if !triggers.isEmpty { try followCase(change, triggers) }
      }
    }
  }

  private func followVisit(_ change: Change, _ triggers: [SurveyTrigger]) throws(Status) {
    let visit = VisitID(high: change.key.high, low: change.key.low)
    let row = try reader.first(
      "SELECT customer, state, purpose FROM visit WHERE id = $1", .id(visit)
    ) { (customer: $0.id(0, of: CustomerID.self), state: $0.integer(1), purpose: $0.text(2)) }
    guard let row, row.state == Int64(VisitState.done.rawValue) else { return }
    let event = TriggerWork.Event(customer: row.customer, key: visit.position)
    for trigger in triggers
    where trigger.visitPurpose.isEmpty || trigger.visitPurpose == row.purpose {
      try setOff(trigger, event)
    }
  }

  private func followCase(_ change: Change, _ triggers: [SurveyTrigger]) throws(Status) {
    let id = CaseID(high: change.key.high, low: change.key.low)
    let row = try reader.first(
      "SELECT customer, type, stage, stage_since FROM customer_case WHERE id = $1", .id(id)
    ) {
      (
        customer: $0.id(0, of: CustomerID.self), type: $0.text(1), stage: $0.text(2),
        since: $0.integer(3)
      )
    }
    guard let row else { return }
    // A case that comes to the stage once more is another event.
    let name = id.position + Array(row.stage.utf8) + row.since.position
    let event = TriggerWork.Event(
      customer: row.customer, key: Array(SHA256.hash(data: name).prefix(16)))
    for trigger in triggers where trigger.caseType == row.type && trigger.stage == row.stage {
      try setOff(trigger, event)
    }
  }

  private func setOff(_ trigger: SurveyTrigger, _ event: TriggerWork.Event) throws(Status) {
    let key = event.key.withUnsafeBytes { VisitID(bytes: $0) } ?? VisitID()
    guard trigger.asks(atKey: key.high, key.low) else { return }
    try scheduleIfMissing(
      TriggerWork.kind, key: trigger.id.position + event.key,
      at: now.adding(seconds: Int64(trigger.delayMinutes) * 60), payload: event.customer.position)
  }
}

extension Change {
  /// Whether a field of the entity has another value now.
  fileprivate func sets(_ name: String) -> Bool {
    fields.split(separator: ",").contains { $0 == name }
  }
}
