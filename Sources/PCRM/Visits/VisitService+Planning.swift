import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitService {
  /// How long a proposal may hold its time, in minutes.
  static let holdMinutesMax: Int32 = 1440

  @Sendable
  func createVisit(
    _ request: CreateVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    guard var draft = request.visit else { throw .required("visit") }
    if !(0...Self.holdMinutesMax).contains(request.holdMinutes) {
      throw .outOfRange("hold_minutes", min: 0, max: Self.holdMinutesMax)
    }
    // Only the features that make visits by themselves say so.
    draft.seriesID = SeriesID()
    draft.occurrenceTime = nil
    draft.planID = VisitPlanID()
    return try inside("visit") { () throws(Status) in
      try writer.planVisit(draft, hold: request.holdMinutes, by: caller)
    }
  }

  @Sendable
  func getVisit(
    _ request: GetVisitRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Visit {
    try reader.visit(request.id, field: "id", caller)
  }

  @Sendable
  func updateVisit(
    _ request: UpdateVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    guard let patch = request.visit else { throw .required("visit") }
    let stored = try writer.reader.visitToChange(
      patch.id, version: patch.version, field: "visit.id", caller)
    if stored.state.isEnded { throw .visitEnded(stored.state, "visit.id") }
    try stored.checkHold(at: writer.now, "visit.id")
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Visit.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    return try inside("visit") { () throws(Status) in
      try writer.amendVisit(update.result, from: stored, fields: update.changed, by: caller)
    }
  }
}
