public import PCRMCore
import ProtobufCodec

/// What a device shows: a row as it came from the server, with what was done here since then over it.
///
/// It is a pure function of both. What the server has already carried out changes nothing when it is laid over again, so
/// it does no harm that a device cannot know the very moment at which that happened.
public enum Overlay {
  /// The row with mutations laid over it, in their order; nil when there is no row.
  ///
  /// - Parameters:
  ///   - row: the row as it was received; nil when it is made here.
  ///   - staff: who works with the device.
  public static func row(
    _ row: SyncRow?, with mutations: [Mutation], by staff: StaffID
  ) -> SyncRow? {
    mutations.reduce(row) { lay($1, over: $0, by: staff) }
  }

  /// The row with one mutation laid over it.
  public static func lay(_ mutation: Mutation, over row: SyncRow?, by staff: StaffID) -> SyncRow? {
    guard let row else { return made(mutation, by: staff) }
    var copy = row
    switch row.entity {
    case .visit:
      guard var visit = row.visit else { return row }
      visit.lay(mutation, by: staff)
      copy.visit = visit
    case .customer:
      guard mutation.op == .patch, let patch = mutation.customer else { return row }
      copy.customer?.set(from: patch, mutation.fields)
    case .visitTask:
      guard let done = mutation.task else { return row }
      copy.task?.state = .done
      copy.task?.result = done.result
      copy.task?.endTime = mutation.time?.wall
    case .syncConflict:
      guard let resolution = mutation.resolution else { return row }
      copy.conflict?.lay(resolution)
    default:
      return row
    }
    return copy
  }

  /// The row that a mutation makes; nil when it makes none.
  private static func made(_ mutation: Mutation, by staff: StaffID) -> SyncRow? {
    guard mutation.entity == .visit, mutation.op == .create, var visit = mutation.visit else {
      return nil
    }
    visit.id = VisitID(mutation.entityID) ?? visit.id
    visit.state = .planned
    if visit.staffID.isEmpty { visit.staffID = staff }
    var row = SyncRow()
    row.entity = .visit
    row.id = mutation.entityID
    row.visit = SyncVisit()
    row.visit?.visit = visit
    return row
  }
}

extension Message {
  /// Sets what a mask names; a mask that names what is not there sets nothing.
  fileprivate mutating func set(from patch: Self, _ mask: FieldMask?) {
    guard let mask else { return }
    do throws(DecodingFailure) { try update(from: patch, mask: mask) } catch {}
  }
}

extension SyncConflict {
  fileprivate mutating func lay(_ resolution: ResolveConflictRequest) {
    state = .resolved
    for index in fields.indices {
      let choice = resolution.choices.first { $0.name == fields[index].name }
      fields[index].choice = choice?.choice ?? fields[index].choice
    }
  }
}

extension SyncVisit {
  fileprivate mutating func lay(_ mutation: Mutation, by staff: StaffID) {
    let time = mutation.time?.wall
    switch (mutation.entity, mutation.op) {
    case (.visit, .patch):
      if let patch = mutation.visit { visit?.set(from: patch, mutation.fields) }
    case (.visit, .transition):
      if let step = mutation.step { visit?.lay(step, at: time) }
    case (.visit, .append):
      guard let new = mutation.attachment else { return }
      if !attachments.contains(where: { $0.sha256 == new.sha256 }) { attachments.append(new) }
    case (.attempt, .append):
      if let attempt = mutation.attempt { lay(attempt, by: staff) }
    case (.visitNote, .append):
      if let note = mutation.note { lay(note, by: staff) }
    case (.visitReport, .create):
      if let request = mutation.report { lay(request, at: time, by: staff) }
    default: return
    }
  }

  private mutating func lay(_ attempt: VisitAttempt, by staff: StaffID) {
    guard !attempts.contains(where: { $0.id == attempt.id }) else { return }
    var new = attempt
    new.customerID = visit?.customerID ?? new.customerID
    let last = attempts.map(\.number).max() ?? 0
    new.number = last == Int32.max ? last : last + 1
    if new.staffID.isEmpty { new.staffID = staff }
    attempts.append(new)
    let known = visit?.attempts ?? 0
    visit?.attempts = max(known, Int32(attempts.count))
    if new.relationship != .unspecified { visit?.relationship = new.relationship }
    visit?.lay(tried: new.time)
    if new.outcome.isMeeting { visit?.lay(met: new.time) }
  }

  private mutating func lay(_ note: VisitNote, by staff: StaffID) {
    // A restricted note stays on the server: it is not shown here even before it gets there.
    guard !note.restricted, !notes.contains(where: { $0.id == note.id }) else { return }
    var new = note
    new.customerID = visit?.customerID ?? new.customerID
    if new.staffID.isEmpty { new.staffID = staff }
    notes.append(new)
  }

  private mutating func lay(
    _ request: FileReportRequest, at time: Timestamp?, by staff: StaffID
  ) {
    guard let filed = request.report else { return }
    if report == nil {
      var new = filed
      new.customerID = visit?.customerID ?? new.customerID
      new.staffID = staff
      new.filled = filed.filledParts
      new.paperworkCount = Int32(request.paperwork.count)
      report = new
    }
    guard visit?.state.isEnded == false else { return }
    var step = VisitStep()
    step.to = .done
    visit?.lay(step, at: request.finishTime ?? time)
  }
}

extension Visit {
  /// Takes it a step along its life, unless it is there, or past it, already.
  fileprivate mutating func lay(_ step: VisitStep, at time: Timestamp?) {
    let isBehind =
      step.to.isEnded ? state != step.to : !state.isEnded && state.rawValue < step.to.rawValue
    guard isBehind else { return }
    state = step.to
    holdUntil = nil
    switch step.to {
    case .confirmed:
      arrivalWindow = step.arrivalWindow ?? arrivalWindow
    case .enRoute:
      setOutTime = time
    case .inProgress:
      var here = step.checkIn ?? CheckIn()
      here.time = here.time ?? time
      checkIn = here
      lay(met: here.time)
    case .done:
      finishTime = time
      closeTime = time
    case .noShow, .cancelled:
      closeTime = time
      closeReason = step.reason
    default: return
    }
  }

  fileprivate mutating func lay(tried time: Timestamp?) {
    guard let time else { return }
    if let tryTime, tryTime.microseconds <= time.microseconds { return }
    tryTime = time
  }

  fileprivate mutating func lay(met time: Timestamp?) {
    lay(tried: time)
    guard let time else { return }
    if let meetTime, meetTime.microseconds <= time.microseconds { return }
    meetTime = time
  }
}
