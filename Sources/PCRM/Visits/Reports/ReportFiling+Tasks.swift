import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What follows from a visit: hardships whose result was told, and tasks.
extension ReportFiling {
  mutating func tellHardships(_ visit: Visit, _ writer: inout Writer) throws(Status) {
    let time = visit.closeTime ?? Timestamp(microseconds: writer.now.microseconds)
    for (index, id) in request.toldHardshipIDs.enumerated() {
      let field = "told_hardship_ids[\(index)]"
      guard let hardship = try writer.reader.hardship(id), hardship.customerID == visit.customerID
      else { throw .referenceMissing(field, "hardship of the visit's customer") }
      // A report that is filed late may tell of a visit before the finding was written down.
      let found = hardship.foundTime?.microseconds ?? .min
      response.hardships.append(
        try writer.tell(
          hardship, at: Timestamp(microseconds: max(time.microseconds, found)), .visit,
          visit: visit.id, field))
    }
  }

  mutating func makeTasks(
    _ visit: Visit, _ filed: VisitReport, _ profile: VisitProfile, _ writer: inout Writer
  ) throws(Status) {
    var tasks: [VisitTask] = []
    for followUp in request.followUps {
      guard let due = followUp.dueTime else { continue }
      var task = VisitTask(.followUp, after: visit, due: due)
      task.title = followUp.title
      task.staffID = followUp.staffID.isEmpty ? visit.staffID : followUp.staffID
      tasks.append(task)
    }
    for asked in filed.adoption?.supportRequests ?? [] {
      guard let due = asked.dueTime else { continue }
      var task = VisitTask(.agentSupport, after: visit, due: due)
      task.title = asked.what
      task.staffID = asked.staffID.isEmpty ? visit.staffID : asked.staffID
      tasks.append(task)
    }
    let rule: CallBackRule = try writer.reader.current()
    if rule.samples(visit.id, profile) {
      let due = writer.now.adding(seconds: Int64(rule.dueHours) * 3600)
      tasks.append(VisitTask(.callBack, after: visit, due: due))
    }
    for task in tasks { response.tasks.append(try writer.insert(task)) }
  }
}

extension Reader {
  /// How far ahead a task may be due at most.
  private static let dueSecondsMax: Int64 = 3660 * 86_400

  /// Refuses a task that would be due already, or much too late, or for somebody who does not exist.
  func checkTask(
    due: Timestamp?, _ dueField: String, for staff: StaffID, _ staffField: String
  ) throws(Status) {
    guard let due else { throw .required(dueField) }
    if due.microseconds <= now.microseconds {
      throw .malformed(dueField, "a time that is still to come")
    }
    if due.microseconds > now.adding(seconds: Self.dueSecondsMax).microseconds {
      throw .malformed(dueField, "within ten years")
    }
    if !staff.isEmpty, try !hasStaff(staff) {
      throw .referenceMissing(staffField, "member of staff")
    }
  }

  /// The hardship, whoever asks.
  fileprivate func hardship(_ id: HardshipID) throws(Status) -> Hardship? {
    try first(
      SQL(built: "SELECT \(Hardship.columns) FROM hardship h WHERE h.id = $1"), .id(id)
    ) { (row) throws(Status) in try Hardship(row: row) }
  }

  /// Refuses gifts of a report that are worth more than the rules allow.
  func checkGifts(_ report: VisitReport, _ rules: ReportRules) throws(Status) {
    let gifts = report.adoption?.gifts ?? []
    guard !gifts.isEmpty, let time = report.visitTime else { return }
    // Reports may be filed in any order: what was given within the days before and after counts.
    let seconds = Int64(rules.giftDays) * 86_400
    let earlier =
      rules.giftSumWonMax == 0
      ? 0
      : try giftSum(
        of: report.customerID, besides: report.visitID, from: time.adding(seconds: -seconds),
        to: time.adding(seconds: seconds))
    try rules.checkGifts(gifts, earlier: earlier, "report.adoption.gifts")
  }
}

extension Caller {
  /// Refuses a caller who lacks what a part of a call asks for.
  func checkMay(_ permission: Permission) throws(Status) {
    if permissions.contains(permission) { return }
    throw Status(
      .permissionDenied, "this part of the call asks for the permission \(permission.name)",
      ErrorInfo(reason: "PERMISSION_MISSING", field: "authorization")
    ).with("permission", permission.name)
  }
}
