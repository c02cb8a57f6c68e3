import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A touchpoint's row, as `SELECT touchpoint.*` gives it.
enum TouchpointRow {
  /// How many columns there are: what a query selects after them begins here.
  static let count = 15

  static func touchpoint(_ row: any Row) throws(Status) -> Touchpoint {
    var touchpoint = Touchpoint()
    touchpoint.caseID = row.id(0)
    touchpoint.id = row.id(1)
    touchpoint.version = row.integer(2)
    touchpoint.customerID = row.id(3)
    touchpoint.code = row.text(4)
    touchpoint.stage = row.text(5)
    touchpoint.state = row.enumeration(6)
    touchpoint.dueTime = row.timeOrNil(8)
    touchpoint.occurrence = Int32(truncatingIfNeeded: row.integer(9))
    touchpoint.dropCause = row.enumeration(10)
    touchpoint.endTime = row.timeOrNil(11)
    touchpoint.typeVersion = row.integer(12)
    touchpoint.updateTime = row.time(13)
    do throws(DecodingFailure) {
      try touchpoint.merge(binary: row.raw(14))
    } catch {
      throw .internalError
    }
    return touchpoint
  }

  /// The row of a touchpoint, in the order of the columns.
  static func values(_ touchpoint: Touchpoint) -> [Value] {
    var parts = Touchpoint()
    parts.channel = touchpoint.channel
    parts.staffID = touchpoint.staffID
    parts.rating = touchpoint.rating
    parts.customerState = touchpoint.customerState
    parts.improvement = touchpoint.improvement
    parts.servicesGiven = touchpoint.servicesGiven
    return [
      .id(touchpoint.caseID), .id(touchpoint.id), .integer(touchpoint.version),
      .id(touchpoint.customerID), .text(touchpoint.code), .text(touchpoint.stage),
      .enumeration(touchpoint.state), .integer(touchpoint.place), .time(touchpoint.dueTime),
      .integer(Int64(touchpoint.occurrence)), .enumeration(touchpoint.dropCause),
      .time(touchpoint.endTime), .integer(touchpoint.typeVersion), .time(touchpoint.updateTime),
      .blob(parts.binary()),
    ]
  }
}

extension Touchpoint {
  /// The time by which it is listed: when it is due, or when it took place without having been planned.
  var place: Int64 { (dueTime ?? endTime)?.microseconds ?? 0 }
}

extension Reader {
  func touchpoint(_ id: TouchpointID) throws(Status) -> Touchpoint? {
    try first("SELECT touchpoint.* FROM touchpoint WHERE id = $1", .id(id)) {
      (row) throws(Status) in try TouchpointRow.touchpoint(row)
    }
  }

  /// What is planned or paused on a case, the one due first first.
  func waitingTouchpoints(of id: CaseID) throws(Status) -> [Touchpoint] {
    try all(
      """
      SELECT touchpoint.* FROM touchpoint WHERE case_id = $1 AND state IN (1, 2)
      ORDER BY at, id
      """, .id(id)
    ) { (row) throws(Status) in try TouchpointRow.touchpoint(row) }
  }
}

extension Writer {
  /// Stores a new touchpoint and notes it for the feed.
  mutating func insert(_ touchpoint: Touchpoint) throws(Status) {
    try connection.run(
      """
      INSERT INTO touchpoint VALUES
      ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """, TouchpointRow.values(touchpoint)
    ) { (_) throws(Status) in true }
    changed(FeedEntity.touchpoint, touchpoint.id, version: touchpoint.version)
  }

  /// Stores a touchpoint in the place of its earlier state and notes it for the feed.
  ///
  /// - Returns: the touchpoint as it is stored.
  mutating func update(_ touchpoint: Touchpoint, fields: String) throws(Status) -> Touchpoint {
    var stored = touchpoint
    stored.version += 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    try connection.run(
      """
      UPDATE touchpoint SET version = $3, customer = $4, code = $5, stage = $6, state = $7,
        at = $8, due_at = $9, occurrence = $10, drop_cause = $11, ended_at = $12,
        type_version = $13, updated_at = $14, parts = $15
      WHERE case_id = $1 AND id = $2
      """, TouchpointRow.values(stored)
    ) { (_) throws(Status) in true }
    changed(FeedEntity.touchpoint, stored.id, version: stored.version, fields: fields)
    return stored
  }

  /// Carries out what was planned for a case's touchpoints.
  ///
  /// - Parameter document: the case as it is stored now.
  mutating func carryOut(
    _ plan: TouchpointPlan, of waiting: [Touchpoint], on document: Case
  ) throws(Status) -> CasePlan {
    var answer = CasePlan()
    answer.case = document
    for touchpoint in plan.dropped {
      answer.dropped.append(try update(touchpoint, fields: "state,drop_cause,end_time"))
    }
    for touchpoint in plan.kept {
      let stays = waiting.contains(touchpoint)
      answer.kept.append(
        stays ? touchpoint : try update(touchpoint, fields: "state,due_time"))
    }
    for touchpoint in plan.planned {
      answer.planned.append(try insertPlanned(touchpoint))
    }
    return answer
  }

  /// Stores a planned touchpoint under a new id.
  mutating func insertPlanned(_ touchpoint: Touchpoint) throws(Status) -> Touchpoint {
    var stored = touchpoint
    stored.id = newID()
    stored.version = 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    try insert(stored)
    return stored
  }
}
