import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Carries a reassignment out, some items a step.
///
/// An item is done in the transaction that stores how far the reassignment is: after a crash it was done once or not
/// at all. What an item could not do is taken back alone, and told.
enum ReassignmentRun {
  static let kind: TimerKind = "reassign"
  /// Items that one step looks at.
  private static let batch = 100
  /// Time that is kept back from a step's for the item under way and the commit.
  private static let reserveNanoseconds: UInt64 = 15_000_000

  static func key(_ id: ReassignmentID) -> [UInt8] { id.position }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> [ReassignmentTask] = {
    (timer, reader) throws(Status) in
    let id = timer.key.withUnsafeBytes { ReassignmentID(bytes: $0) }
    guard let id, let stored = try reader.reassignment(id) else { return [] }
    return try reader.tasks(of: stored, most: batch)
  }

  @Sendable
  static func step(
    _ tasks: [ReassignmentTask], _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    let id = timer.key.withUnsafeBytes { ReassignmentID(bytes: $0) }
    guard let id, var stored = try writer.reader.reassignment(id),
      stored.work.state == .running
    else { return .done }
    let caller = Caller(principal: stored.work.createdBy, permissions: [.assign], scope: .all)
    var isFirst = true
    for task in tasks {
      let end = Instant.now().adding(nanoseconds: reserveNanoseconds)
      if end >= timer.stopAt && !isFirst { break }
      isFirst = false
      let refusal = try attempt(task, stored.work, by: caller, &writer)
      try note(task, refusal, &stored, writer)
    }
    if tasks.isEmpty { finish(&stored, &writer) }
    try writer.update(stored)
    try writer.appendJournal(line(caller, stored.work))
    return tasks.isEmpty ? .done : .again(at: writer.now)
  }

  /// What the audit log says of a part of the work.
  private static func line(
    _ caller: Caller, _ work: Reassignment, about subjects: CustomerID...
  ) -> AuditLine {
    AuditLine(
      principal: caller.principal, method: "timer/reassign", peer: "clock", subjects: subjects,
      reason: work.reason)
  }

  private static func finish(_ stored: inout StoredReassignment, _ writer: inout Writer) {
    stored.work.state = .done
    stored.work.version += 1
    stored.work.endTime = writer.now
    writer.changed(
      FeedEntity.reassignment, stored.work.id, version: stored.work.version,
      fields: "state,end_time")
  }

  /// Does an item with what has to be written down about it, or takes back what it began.
  ///
  /// - Returns: why not; empty when it was done.
  private static func attempt(
    _ task: ReassignmentTask, _ work: Reassignment, by caller: Caller, _ writer: inout Writer
  ) throws(Status) -> String {
    try writer.execute("SAVEPOINT reassignment_item")
    do throws(Status) {
      try writer.apart { (part) throws(Status) in
        try carryOut(task, work, by: caller, &part)
        try part.followClassification(by: caller)
        try part.appendJournal(line(caller, work, about: task.customer))
      }
      try writer.execute("RELEASE SAVEPOINT reassignment_item")
      return ""
    } catch {
      switch error.code {
      case .internal, .unavailable, .dataLoss, .cancelled: throw error
      default: break
      }
      try writer.execute("ROLLBACK TO SAVEPOINT reassignment_item")
      try writer.execute("RELEASE SAVEPOINT reassignment_item")
      return error.info.reason
    }
  }

  private static func carryOut(
    _ task: ReassignmentTask, _ work: Reassignment, by caller: Caller, _ writer: inout Writer
  ) throws(Status) {
    if task.caseID.isEmpty {
      guard let proposal = try writer.reader.programmeOfProposal(work.proposalID) else {
        throw .internalError
      }
      var line = ProposalLine()
      line.number = task.line
      line.customerID = task.customer
      line.toStaffID = task.to
      return try writer.adopt(line, proposal, reason: work.reason, by: caller)
    }
    let document = try writer.reader.caseRecord(task.caseID, "case_id")
    if document.status == .closed {
      throw .precondition("CASE_CLOSED", "case_id", "the case is closed; reopen it first")
    }
    if document.caseWorkerID != task.from {
      throw .planOutdated("case_id", "the case has another case worker now")
    }
    if task.from == task.to { return }
    try writer.reader.checkLoad(of: task.to, with: document)
    try writer.give(document, to: task.to, reason: work.reason, by: caller, "to_staff_id")
  }

  private static func note(
    _ task: ReassignmentTask, _ refusal: String, _ stored: inout StoredReassignment,
    _ writer: Writer
  ) throws(Status) {
    if refusal.isEmpty { stored.work.movedCount += 1 } else { stored.work.refusedCount += 1 }
    stored.place = task.place
    var item = ReassignmentItem()
    item.number = stored.work.movedCount + stored.work.refusedCount
    item.customerID = task.customer
    item.caseID = task.caseID
    item.fromStaffID = task.from
    item.toStaffID = task.to
    item.refusal = refusal
    item.time = writer.now
    try writer.insert(item, of: stored.work.id)
  }
}

extension Reader {
  /// Refuses a case with which somebody would carry more than the weights allow.
  fileprivate func checkLoad(of staff: StaffID, with document: Case) throws(Status) {
    let weights: LoadWeights = try current()
    if weights.loadMax == 0 { return }
    let load = try burden(of: staff).load(weights) + weights.load(of: CaseProfile(document))
    if load > weights.loadMax {
      throw .capReached(
        "to_staff_id", "would carry more than the load weights allow", max: Int(weights.loadMax))
    }
  }

  fileprivate func programmeOfProposal(_ id: ProposalID) throws(Status) -> Programme? {
    let programme = try first("SELECT programme FROM proposal WHERE id = $1", .id(id)) {
      $0.id(0, of: ProgrammeID.self)
    }
    guard let programme, !programme.isEmpty else { return nil }
    return try self.programme(programme, "programme_id")
  }
}
