import PCRMCore
import PCRMModel
import Storage

extension Writer {
  /// Lets what devices carry follow what this call changed, in the same transaction.
  ///
  /// Where nobody has a device this costs a read of one row, or nothing.
  mutating func followSync() throws(Status) {
    guard changes.contains(where: { Self.followed.contains($0.entity) }) else { return }
    guard try reader.syncState().users > 0 else { return }
    var concerned = ConcernedRows()
    for change in changes { try concerned.add(change, reader) }
    if let rules = concerned.rules { try tellRules(rules) }
    var follower = SyncFollower()
    for visit in concerned.visits.inOrder { try follower.follow(visit, &self) }
    for task in concerned.tasks.inOrder { try follower.follow(task, &self) }
    for conflict in concerned.conflicts.inOrder { try follower.follow(conflict, &self) }
    try startFormRounds(concerned)
    for staff in concerned.interviewers.inOrder { try follower.followForms(of: staff, &self) }
    for customer in concerned.moved.inOrder { try follower.followAll(of: customer, &self) }
    for customer in concerned.customers.inOrder { try follower.follow(customer, &self) }
    try follower.settle(&self)
  }

  /// Forms are carried by everybody who may record answers: what changes about one is told in steps of their own.
  private func startFormRounds(_ concerned: ConcernedRows) throws(Status) {
    for wave in concerned.waves.inOrder { try startFormRound(of: wave, isChanged: true) }
    guard concerned.isAnybodyElses else { return }
    for wave in try reader.carriedForms() { try startFormRound(of: wave, isChanged: false) }
  }

  /// The rules of visits are carried by everybody: their place in the sequence is kept once.
  private mutating func tellRules(_ change: Change) throws(Status) {
    let seq = try nextSyncSeq()
    try execute("UPDATE sync_state SET rules_seq = $1 WHERE one = 1", .integer(seq))
    tellEverybody()
    try startPartsRound(afterRules: change)
  }

  /// Changes of what devices carry after which a step ends, although it may have time left: what follows from them is
  /// written at the end of the step, where no clock looks, and costs up to a third of a millisecond each.
  static let stepChangesMax = 40

  /// Whether a step has changed as much of what devices carry as one may.
  var isStepFull: Bool {
    guard changes.count >= Self.stepChangesMax else { return false }
    return changes.count { Self.followed.contains($0.entity) } >= Self.stepChangesMax
  }

  /// Kinds of changes that may mean something to a device.
  private static let followed: Set<StaticEntity> = [
    FeedEntity.visit, FeedEntity.attempt, FeedEntity.visitNote, FeedEntity.visitReport,
    FeedEntity.customer, FeedEntity.adoption, FeedEntity.visitTask, FeedEntity.callBack,
    FeedEntity.syncConflict, FeedEntity.visitRule, FeedEntity.case,
    FeedEntity.surveyWave, FeedEntity.survey, FeedEntity.principal,
  ]
}

/// The rows that some changes are about, each once, in the order in which they were changed.
private struct ConcernedRows {
  struct List<Key: Hashable> {
    private(set) var inOrder: [Key] = []
    private var known: Set<Key> = []

    mutating func add(_ key: Key) {
      if known.insert(key).inserted { inOrder.append(key) }
    }
  }

  var visits = List<VisitID>()
  var tasks = List<VisitTaskID>()
  var conflicts = List<SyncConflictID>()
  var customers = List<CustomerID>()
  /// Customers who were deleted, or are there again.
  var moved = List<CustomerID>()
  /// Waves whose forms may be carried.
  var waves = List<SurveyWaveID>()
  /// Members of staff who may record answers, or may not any more, and carry something.
  var interviewers = List<StaffID>()
  /// A principal became somebody else's.
  var isAnybodyElses = false
  var rules: Change?

  mutating func add(_ change: Change, _ reader: Reader) throws(Status) {
    let key = SyncRowID(high: change.key.high, low: change.key.low)
    switch change.entity {
    case FeedEntity.visit, FeedEntity.visitReport: visits.add(VisitID(key))
    case FeedEntity.attempt:
      if let visit = try reader.visit(of: "SELECT visit FROM attempt WHERE id = $1", key) {
        visits.add(visit)
      }
    case FeedEntity.visitNote:
      // A restricted note is no news to a device.
      let open: SQL = "SELECT visit FROM visit_note WHERE id = $1 AND restricted = 0"
      if let visit = try reader.visit(of: open, key) { visits.add(visit) }
    case FeedEntity.visitTask, FeedEntity.callBack: tasks.add(VisitTaskID(key))
    case FeedEntity.syncConflict: conflicts.add(SyncConflictID(key))
    case FeedEntity.customer:
      customers.add(CustomerID(key))
      let kind = FeedKind(change)
      if kind == .deleted || kind == .undeleted { moved.add(CustomerID(key)) }
    case FeedEntity.adoption:
      let customer = try reader.first("SELECT customer FROM adoption WHERE id = $1", .place(key)) {
        $0.id(0, of: CustomerID.self)
      }
      if let customer { customers.add(customer) }
    case FeedEntity.case where change.concernsParts:
      for visit in try reader.carriedVisits(ofCase: CaseID(key)) { visits.add(visit) }
    case FeedEntity.surveyWave: waves.add(SurveyWaveID(key))
    case FeedEntity.survey:
      for wave in try reader.carriedForms(of: SurveyID(key)) { waves.add(wave) }
    case FeedEntity.principal where change.concernsInterviewers:
      if let staff = try reader.carrier(behind: PrincipalID(key)) { interviewers.add(staff) }
      if change.changesHands { isAnybodyElses = true }
    case FeedEntity.visitRule: rules = change
    default: break
    }
  }
}

extension ID {
  fileprivate init(_ key: SyncRowID) { self.init(high: key.high, low: key.low) }
}

extension Change {
  /// Whether a case changed in what decides on the parts of a visit's report.
  fileprivate var concernsParts: Bool {
    fields.split(separator: ",").contains { $0 == "management_level" || $0 == "support_group" }
  }
}

extension Reader {
  fileprivate func visit(of sql: SQL, _ key: SyncRowID) throws(Status) -> VisitID? {
    try first(sql, .place(key)) { $0.id(0) }
  }

  /// The visits of a case that somebody carries.
  fileprivate func carriedVisits(ofCase id: CaseID) throws(Status) -> [VisitID] {
    let window = try widestSyncWindow()
    return try all(
      """
      SELECT v.id FROM visit v
      WHERE v.case_id = $1 AND v.starts_at >= $2 AND v.starts_at < $3
        AND EXISTS (SELECT 1 FROM sync_scope s WHERE s.entity = $4 AND s.id = v.id)
      """, .id(id), .integer(window.lowerBound), .integer(window.upperBound),
      .enumeration(EntityType.visit)
    ) { $0.id(0) }
  }
}
