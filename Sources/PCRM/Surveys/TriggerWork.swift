import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension TriggerWork.Event {
  /// The event of a timer.
  fileprivate init?(_ key: [UInt8], _ payload: [UInt8]) {
    guard payload.count == 16 || payload.count == 32,
      let customer = payload[..<16].withUnsafeBytes({ CustomerID(bytes: $0) })
    else { return nil }
    self.customer = customer
    self.key = key
    if payload.count == 32 {
      closed = payload[16...].withUnsafeBytes { CaseID(bytes: $0) } ?? CaseID()
    }
  }

  /// The key of what happened to a case at a time: the same once more is another event.
  fileprivate static func key(of id: CaseID, _ what: String, at time: Int64) -> [UInt8] {
    Array(SHA256.hash(data: id.position + Array(what.utf8) + time.position).prefix(16))
  }
}

extension Reader {
  /// Whether what happened still holds: a case that was opened again is not over.
  fileprivate func isStill(_ event: TriggerWork.Event) throws(Status) -> Bool {
    if event.closed.isEmpty { return true }
    let close = try first(
      "SELECT closed_at FROM customer_case WHERE id = $1 AND closed_at IS NOT NULL",
      .id(event.closed)
    ) { $0.integer(0) }
    return close.map { TriggerWork.Event.key(of: event.closed, "closed", at: $0) } == event.key
  }
}

/// Invites after something happened: a change sets a timer, and when that is due the customer is asked.
enum TriggerWork {
  static let kind: TimerKind = "survey_trigger"

  /// What one event is about.
  struct Event {
    let customer: CustomerID
    /// Sixteen bytes that name the event, and no other.
    let key: [UInt8]
    /// The case that was closed, where it is about that.
    var closed = CaseID()

    /// What a timer keeps beside the key.
    var payload: [UInt8] { customer.position + (closed.isEmpty ? [] : closed.position) }
  }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard timer.key.count == 32, let event = Event(Array(timer.key[16...]), timer.payload),
      let id = timer.key[..<16].withUnsafeBytes({ SurveyTriggerID(bytes: $0) })
    else { return .done }
    let customer = event.customer
    if try writer.reader.isStill(event) { try invite(id, event, &writer) }
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
  /// Costs nothing but for visits whose state and cases whose stage or status changed; for these, a look into an index that has a
  /// row a trigger.
  mutating func followSurveyTriggers() throws(Status) {
    for change in changes {
      if change.entity == FeedEntity.visit, change.sets("state") {
        let triggers = try reader.triggers(for: .visitDone)
        if !triggers.isEmpty { try followVisit(change, triggers) }
      } else if change.entity == FeedEntity.case, change.version == 1 || change.sets("stage") {
        let triggers = try reader.triggers(for: .caseStage)
        if !triggers.isEmpty { try followCase(change, triggers) }
      } else if change.entity == FeedEntity.case, change.sets("status") {
        let triggers = try reader.triggers(for: .caseClosed)
        if !triggers.isEmpty { try followClose(change, triggers) }
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
    let event = TriggerWork.Event(
      customer: row.customer,
      key: TriggerWork.Event.key(of: id, row.stage, at: row.since))
    for trigger in triggers where trigger.caseType == row.type && trigger.stage == row.stage {
      try setOff(trigger, event)
    }
  }

  private func followClose(_ change: Change, _ triggers: [SurveyTrigger]) throws(Status) {
    let id = CaseID(high: change.key.high, low: change.key.low)
    let row = try reader.first(
      "SELECT customer, type, stage, closed_at FROM customer_case WHERE id = $1 AND status = $2",
      .id(id), .enumeration(CaseStatus.closed)
    ) {
      (
        customer: $0.id(0, of: CustomerID.self), type: $0.text(1), stage: $0.text(2),
        time: $0.integer(3)
      )
    }
    guard let row else { return }
    let event = TriggerWork.Event(
      customer: row.customer, key: TriggerWork.Event.key(of: id, "closed", at: row.time),
      closed: id)
    for trigger in triggers
    where (trigger.caseType.isEmpty || trigger.caseType == row.type)
      && (trigger.stage.isEmpty || trigger.stage == row.stage)
    {
      try setOff(trigger, event)
    }
  }

  private func setOff(_ trigger: SurveyTrigger, _ event: TriggerWork.Event) throws(Status) {
    let key = event.key.withUnsafeBytes { VisitID(bytes: $0) } ?? VisitID()
    guard trigger.asks(atKey: key.high, key.low) else { return }
    try scheduleIfMissing(
      TriggerWork.kind, key: trigger.id.position + event.key,
      at: now.adding(seconds: Int64(trigger.delayMinutes) * 60), payload: event.payload)
  }
}

extension Change {
  /// Whether a field of the entity has another value now.
  fileprivate func sets(_ name: String) -> Bool {
    fields.split(separator: ",").contains { $0 == name }
  }
}
