import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Ending the visit, and the paperwork that is done with it.
extension ReportFiling {
  /// Which paperwork records the very touchpoint that the visit fulfils: it is done as the visit ends.
  func ownTouchpoint(of visit: Visit) -> Int? {
    if visit.touchpointID.isEmpty || visit.state == .done { return nil }
    return request.paperwork.firstIndex { $0.touchpoint?.touchpointID == visit.touchpointID }
  }

  /// Ends the visit, unless it has ended by taking place.
  func complete(
    _ stored: Visit, recording own: Int?, _ writer: inout Writer
  ) throws(Status) -> Visit {
    if stored.state == .done {
      if request.finishTime == nil { return stored }
      throw .malformed("finish_time", "absent for a visit that is done already")
    }
    let record = own.flatMap { request.paperwork[$0].touchpoint }
    do throws(Status) {
      return try writer.completeVisit(
        stored, finish: request.finishTime, recording: record, by: caller)
    } catch {
      switch error.info.field {
      case "id": throw error.renamed("report.visit_id")
      case "finish_time": throw error
      default:
        guard let own else { throw error }
        throw error.renamed("paperwork[\(own)].touchpoint.\(error.info.field)")
      }
    }
  }

  /// Does the paperwork in its order.
  ///
  /// - Parameter own: the one that was done as the visit ended.
  mutating func doPaperwork(
    _ visit: Visit, besides own: Int?, _ writer: inout Writer
  ) throws(Status) {
    var cases: [CaseID] = []
    for (index, paperwork) in request.paperwork.enumerated() {
      let place = "paperwork[\(index)]"
      let id = try paperwork.checkCase(of: visit, place, caller, writer.reader)
      if !cases.contains(id) { cases.append(id) }
      if index == own {
        if let done = try writer.reader.touchpoint(visit.touchpointID) {
          response.touchpoints.append(done)
        }
        continue
      }
      do throws(Status) {
        try carryOut(paperwork, &writer)
      } catch {
        throw error.renamed("\(place).\(paperwork.name).\(error.info.field)")
      }
    }
    for id in cases {
      response.cases.append(try writer.reader.caseRecord(id, field: "id", .clock))
    }
  }

  private mutating func carryOut(
    _ paperwork: Paperwork, _ writer: inout Writer
  ) throws(Status) {
    switch paperwork.action {
    case .touchpoint(let request):
      let done = try service.recordTouchpoint(request, caller, &writer)
      if let touchpoint = done.touchpoint { response.touchpoints.append(touchpoint) }
    case .advance(let request): _ = try service.advanceCase(request, caller, &writer)
    case .close(let request): _ = try service.closeCase(request, caller, &writer)
    case .phase(let request): _ = try service.setCasePhase(request, caller, &writer)
    case nil: break
    }
  }
}

extension Paperwork {
  /// The record of a touchpoint, when it is that.
  var touchpoint: RecordTouchpointRequest? {
    if case .touchpoint(let request)? = action { request } else { nil }
  }

  /// What it is called in the contract.
  var name: String {
    switch action {
    case .touchpoint: "touchpoint"
    case .advance: "advance"
    case .close: "close"
    case .phase: "phase"
    case nil: "action"
    }
  }

  /// Refuses paperwork on a case that is not one of the visit's customer.
  ///
  /// - Returns: the case.
  func checkCase(
    of visit: Visit, _ field: String, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> CaseID {
    if case .touchpoint(let request) = action, !request.touchpointID.isEmpty,
      try reader.touchpoint(request.touchpointID) == nil
    {
      throw .notFound("\(field).touchpoint.touchpoint_id", "there is no such touchpoint")
    }
    let (id, part): (CaseID, String) =
      switch action {
      case .touchpoint(let request):
        if request.touchpointID.isEmpty {
          (request.caseID, "touchpoint.case_id")
        } else {
          (
            try reader.touchpoint(request.touchpointID)?.caseID ?? CaseID(),
            "touchpoint.touchpoint_id"
          )
        }
      case .advance(let request): (request.id, "advance.id")
      case .close(let request): (request.id, "close.id")
      case .phase(let request): (request.id, "phase.id")
      case nil: throw .required("\(field).action")
      }
    // The visit's own case was reached by the visit.
    let isOwn = !id.isEmpty && id == visit.caseID
    let document = try reader.caseRecord(
      id, field: "\(field).\(part)", isOwn ? .clock : caller)
    if document.customerID != visit.customerID {
      throw .referenceMissing("\(field).\(part)", "case of the visit's customer")
    }
    return id
  }
}

extension Status {
  /// The same about another name of the field.
  func renamed(_ field: String) -> Status {
    var copy = self
    let old = "\(info.field): "
    if !info.field.isEmpty && message.utf8.starts(with: old.utf8) {
      copy.message = "\(field): \(message.dropFirst(old.count))"
    }
    copy.info.field = field
    return copy
  }
}
