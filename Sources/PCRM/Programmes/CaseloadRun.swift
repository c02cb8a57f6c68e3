import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Writes down each night what everybody carries at the end of the day, and did on it.
enum CaseloadRun {
  static let kind: TimerKind = "caseload"
  /// Members of staff that one step writes down: some milliseconds of the writer.
  private static let batch = 200
  /// Midnight in Seoul comes so long before the one of UTC.
  private static let seoulOffset: Int64 = 9 * 3600
  private static let daySeconds: Int64 = 24 * 3600

  /// The caseloads of a batch, and who was the last of it; nil when everybody was counted.
  struct Found: Sendable {
    var caseloads: [Caseload]
    var last: StaffID?
  }

  /// When the day that has begun in Seoul ends there.
  static func nextMidnight(after now: Timestamp) -> Timestamp {
    let days = (now.seconds + seoulOffset) / daySeconds + 1
    return Timestamp(seconds: days * daySeconds - seoulOffset, nanos: 0)
  }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    let place = timer.payload.withUnsafeBytes { StaffID(bytes: $0) } ?? StaffID()
    // The day that ended when the timer became due, however late it runs.
    let midnight = timer.dueAt
    let end = nextMidnight(after: midnight).adding(seconds: -daySeconds)
    return try reader.caseloads(
      from: end.adding(seconds: -daySeconds), to: end, after: place, most: batch)
  }

  static let step: @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome = {
    (found, timer, writer) throws(Status) in
    for caseload in found.caseloads { try writer.put(caseload) }
    guard let last = found.last else {
      return .again(at: nextMidnight(after: writer.now))
    }
    // The timer stays due at the same midnight, which tells the day.
    return .again(at: timer.dueAt, payload: last.position)
  }
}

extension Reader {
  /// What those who work today carry now, with what they entered between two instants.
  fileprivate func caseloads(
    from start: Timestamp, to end: Timestamp, after place: StaffID, most: Int
  ) throws(Status) -> CaseloadRun.Found {
    let weights: LoadWeights = try current()
    let assumptions: StaffingAssumptions = try current()
    let members = try membersAtWork().filter { $0.id > place }.prefix(most)
    let entries = try deskEntries(from: start, to: end)
    var found = CaseloadRun.Found(caseloads: [])
    for member in members {
      let burden = try burden(of: member.id)
      var caseload = Caseload()
      caseload.day = BusinessDay.today(start)
      caseload.staffID = member.id
      caseload.officeID = member.office
      caseload.jobGroup = member.jobGroup
      caseload.caseCount = Int32(burden.caseCount)
      caseload.intensiveCount = burden.count(of: .intensive)
      caseload.generalCount = burden.count(of: .general)
      caseload.adoptionCount = Int32(burden.adoptions)
      caseload.load = burden.load(weights)
      caseload.officeCount = Int32(entries[member.id] ?? 0)
      let share = assumptions.officeShare(
        entries: Int(caseload.officeCount), field: caseload.field)
      caseload.officeSharePermille = share.permille
      caseload.alarm = share.isAlarm
      caseload.assumptionsVersion = assumptions.version
      found.caseloads.append(caseload)
    }
    found.last = members.count == most ? members.last?.id : nil
    return found
  }

  /// How many entries each member of staff made on cases between two instants, by the audit log.
  private func deskEntries(
    from start: Timestamp, to end: Timestamp
  ) throws(Status) -> [StaffID: Int] {
    var entries: [StaffID: Int] = [:]
    try each(
      """
      SELECT p.staff, count(*) FROM audit a JOIN principal p ON p.id = a.principal
      WHERE a.seq >= $1 AND a.seq < $2 AND p.staff IS NOT NULL AND a.read IS NULL
        AND a.method LIKE 'pcrm.v1.CaseService/%'
      GROUP BY p.staff
      """, [.integer(try firstAuditLine(at: start)), .integer(try firstAuditLine(at: end))]
    ) { (row) throws(Status) in
      entries[row.id(0)] = Int(row.integer(1))
      return true
    }
    return entries
  }

  /// The number of the first line of the audit log that was written at an instant or later. Numbers grow with time.
  private func firstAuditLine(at time: Timestamp) throws(Status) -> Int64 {
    var low: Int64 = 0
    var high = (try first("SELECT coalesce(max(seq), 0) FROM audit") { $0.integer(0) } ?? 0) + 1
    while low < high {
      let middle = low + (high - low) / 2
      let at = try first(
        "SELECT at FROM audit WHERE seq >= $1 ORDER BY seq LIMIT 1", .integer(middle)
      ) { $0.integer(0) }
      if let at, at < time.microseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Burden {
  fileprivate func count(of level: ManagementLevel) -> Int32 {
    Int32(cases.reduce(0) { $1.profile.managementLevel == level ? $0 + $1.count : $0 })
  }
}
