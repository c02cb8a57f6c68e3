import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CaseService {
  @Sendable
  func recordTouchpoint(
    _ request: RecordTouchpointRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> RecordTouchpointResponse {
    try writer.recordTouchpoint(request, by: caller)
  }

  @Sendable
  func touchpoints(
    _ request: ListTouchpointsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListTouchpointsResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    if !request.caseID.isEmpty {
      _ = try reader.caseRecord(request.caseID, field: "case_id", caller)
    }
    var rows = PageBuilder<Touchpoint>(page)
    let end = try reader.walkTouchpoints(request, caller, after: TouchpointPlace(page.after)) {
      (touchpoint) throws(Status) in
      rows.add(touchpoint, at: TouchpointPlace(touchpoint).position)
    }
    var response = ListTouchpointsResponse()
    response.touchpoints = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    if let end, response.nextPageToken.isEmpty {
      response.nextPageToken = context.pages.token(after: end.position, of: request, caller)
    }
    return response
  }
}

extension Writer {
  /// Records a touchpoint that took place, with the services that were given, and plans it again when it repeats.
  mutating func recordTouchpoint(
    _ request: RecordTouchpointRequest, by caller: Caller
  ) throws(Status) -> RecordTouchpointResponse {
    let planned = try reader.planned(request)
    let document = try reader.caseRecord(
      planned?.caseID ?? request.caseID,
      field: planned == nil ? "case_id" : "touchpoint_id", caller)
    try document.checkOpen(planned == nil ? "case_id" : "touchpoint_id")
    if let planned {
      if !request.caseID.isEmpty && request.caseID != planned.caseID {
        throw .malformed("case_id", "empty, or the case of the touchpoint")
      }
      try Status.check(version: request.version, stored: planned.version)
      if planned.state != .planned {
        throw .precondition(
          "TOUCHPOINT_ENDED", "touchpoint_id", "the touchpoint was done or dropped already")
      }
    }
    let type = try reader.caseType(of: document)
    let time = try EffectTime.of(
      request.effectTime, now: now, notBefore: document.openTime)
    let done = try reader.done(request, planned, document, caller, at: time)
    let situation = try reader.situation(of: document, type, besides: planned)
    try type.checkServices(
      request.servicesGiven, stage: document.stage, situation, at: time, "services_given")
    var response = RecordTouchpointResponse()
    let stored: Touchpoint
    if planned == nil {
      stored = try insertPlanned(done)
    } else {
      stored = try update(done, fields: "state,end_time")
    }
    response.touchpoint = stored
    for code in request.servicesGiven {
      try insert(service: code, type.service(code)?.basis ?? .extra, at: time, stored)
    }
    try append(
      CaseEvent(.touchpoint, at: time, to: stored.code), to: document, by: caller)
    let rules = type.touchpoints(stage: document.stage, phase: document.phase)
    if planned != nil, let rule = rules.first(where: { $0.code == stored.code }),
      let due = rule.dueAgain(after: stored, done: time)
    {
      response.next = try insertPlanned(
        Touchpoint(rule, document, due: due, occurrence: stored.occurrence + 1))
    }
    return response
  }
}

extension Reader {
  /// The planned touchpoint that a request names; nil when it names none.
  fileprivate func planned(_ request: RecordTouchpointRequest) throws(Status) -> Touchpoint? {
    if request.touchpointID.isEmpty { return nil }
    // One of a case out of reach looks the same.
    guard let planned = try touchpoint(request.touchpointID) else {
      throw .noCase("touchpoint_id")
    }
    return planned
  }

  /// The touchpoint as it took place.
  fileprivate func done(
    _ request: RecordTouchpointRequest, _ planned: Touchpoint?, _ document: Case,
    _ caller: Caller, at time: Timestamp
  ) throws(Status) -> Touchpoint {
    var done = planned ?? Touchpoint()
    if planned == nil {
      done.caseID = document.id
      done.customerID = document.customerID
      done.stage = document.stage
      done.occurrence = 1
      done.typeVersion = document.typeVersion
    }
    done.state = .done
    done.endTime = time
    if request.channel.rawValue != 0 { done.channel = request.channel }
    done.staffID = request.staffID.isEmpty ? caller.staff : request.staffID
    done.rating = request.rating
    done.customerState = request.customerState
    done.improvement = request.improvement
    done.servicesGiven = request.servicesGiven
    try done.checkRecord()
    if !request.staffID.isEmpty, try !hasStaff(request.staffID) {
      throw .referenceMissing("staff_id", "member of staff")
    }
    return done
  }

  /// What was given on a case, and the deadlines that are still before it.
  fileprivate func situation(
    of document: Case, _ type: CaseType, besides recorded: Touchpoint?
  ) throws(Status) -> ServiceSituation {
    let rules = type.touchpoints(stage: document.stage, phase: document.phase)
    var deadlines: [(touchpoint: String, due: Timestamp)] = []
    for waiting in try waitingTouchpoints(of: document.id) where waiting.id != recorded?.id {
      guard let rule = rules.first(where: { $0.code == waiting.code }),
        type.isStatutory(rule), let due = waiting.dueTime
      else { continue }
      deadlines.append((waiting.code, due))
    }
    return ServiceSituation(given: try servicesGiven(on: document.id), deadlines: deadlines)
  }
}
