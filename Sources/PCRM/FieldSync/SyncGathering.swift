import PCRMCore
import PCRMModel
import Storage

/// All that somebody is to carry, reckoned from nothing: each phase walks one kind of reason in an order of its own, a
/// page at a time.
enum SyncPhase: UInt8, CaseIterable {
  case goes
  case takesPart
  case worker
  case adopted
  case tasks
  case conflicts
  case forms

  /// A line of a walk: where it stands, the row, and the customer that goes with it.
  struct Line {
    let time: Int64
    let place: SyncRowID
    let row: SyncRowID
    let customer: CustomerID
  }

  var sql: SQL {
    switch self {
    case .goes: Self.goesSQL
    case .takesPart: Self.takesPartSQL
    case .worker: Self.workerSQL
    case .adopted: Self.adoptedSQL
    case .tasks: Self.tasksSQL
    case .conflicts: Self.conflictsSQL
    case .forms: Self.formsSQL
    }
  }

  /// The reasons that a line gives.
  func reasons(_ line: Line, _ staff: StaffID) -> [(CarriedRow, SyncReason)] {
    switch self {
    case .goes, .takesPart:
      [
        (CarriedRow(staff, .visit, line.row), self == .goes ? .goes : .takesPart),
        (
          CarriedRow(staff, .customer, line.customer),
          SyncReason(VisitID(high: line.row.high, low: line.row.low))
        ),
      ]
    case .worker: [(CarriedRow(staff, .customer, line.row), .worker)]
    case .adopted: [(CarriedRow(staff, .customer, line.row), .adopted)]
    case .tasks: [(CarriedRow(staff, .visitTask, line.row), .own)]
    case .conflicts: [(CarriedRow(staff, .syncConflict, line.row), .own)]
    case .forms: [(CarriedRow(staff, .surveyWave, line.row), .interviews)]
    }
  }

  /// What a statement takes: the member of staff, the place after which the page begins, how many lines, and the window.
  func arguments(
    _ user: SyncUser, after time: Int64, _ key: SyncRowID, most: Int64
  ) -> [Value] {
    switch self {
    case .goes, .takesPart:
      [
        .id(user.staff), .integer(time), .place(key), .integer(most),
        .integer(user.window.from), .integer(user.window.before),
      ]
    case .tasks: [.id(user.staff), .integer(time), .place(key), .integer(most)]
    case .worker, .adopted, .conflicts: [.id(user.staff), .place(key), .integer(most)]
    case .forms:
      [.id(user.staff), .place(key), .integer(most), .integer(RoleBits.interviewers)]
    }
  }

  // Each selects: time and key of the order, the row, its customer.
  private static let goesSQL: SQL = """
    SELECT v.starts_at, v.id, v.id, v.customer FROM visit v JOIN customer c ON c.id = v.customer
    WHERE v.staff = $1 AND (v.starts_at, v.id) > ($2, $3)
      AND v.starts_at >= $5 AND v.starts_at < $6 AND c.deleted_at IS NULL
    ORDER BY v.starts_at, v.id LIMIT $4
    """

  private static let takesPartSQL: SQL = """
    SELECT p.starts_at, p.visit, p.visit, v.customer
    FROM visit_company p JOIN visit v ON v.id = p.visit JOIN customer c ON c.id = v.customer
    WHERE p.staff = $1 AND (p.starts_at, p.visit) > ($2, $3)
      AND p.starts_at >= $5 AND p.starts_at < $6 AND c.deleted_at IS NULL
    ORDER BY p.starts_at, p.visit LIMIT $4
    """

  private static let workerSQL: SQL = """
    SELECT 0, c.id, c.id, c.id FROM customer c
    WHERE c.case_worker = $1 AND c.id > $2 AND c.deleted_at IS NULL
    ORDER BY c.id LIMIT $3
    """

  private static let adoptedSQL: SQL = """
    SELECT 0, a.id, a.customer, a.customer FROM adoption a JOIN customer c ON c.id = a.customer
    WHERE a.staff = $1 AND a.id > $2 AND a.ended_at IS NULL AND c.deleted_at IS NULL
    ORDER BY a.id LIMIT $3
    """

  private static let tasksSQL: SQL = """
    SELECT t.due_at, t.id, t.id, t.customer FROM visit_task t JOIN customer c ON c.id = t.customer
    WHERE t.staff = $1 AND t.state = 1 AND (t.due_at, t.id) > ($2, $3) AND c.deleted_at IS NULL
    ORDER BY t.due_at, t.id LIMIT $4
    """

  private static let conflictsSQL: SQL = """
    SELECT 0, f.id, f.id, f.customer FROM sync_conflict f
    WHERE f.staff = $1 AND f.state = 1 AND f.id > $2
    ORDER BY f.id LIMIT $3
    """

  private static let formsSQL: SQL = """
    SELECT 0, w.id, w.id, w.id FROM survey_wave w JOIN survey s ON s.id = w.survey
    WHERE w.state = 2 AND w.anonymous = 0 AND s.mode = 1 AND w.id > $2
      AND EXISTS (
        SELECT 1 FROM principal p WHERE p.staff = $1 AND p.disabled = 0 AND (p.roles & $4) <> 0)
    ORDER BY w.id LIMIT $3
    """
}

/// A place in the walk over all that somebody is to carry.
struct SyncPlace {
  private(set) var phase: SyncPhase? = .goes
  private var time = Int64.min
  private var key = SyncRowID()

  init() {}

  init(_ bytes: [UInt8]) {
    guard bytes.count == 25, let phase = SyncPhase(rawValue: bytes[0]) else { return }
    self.phase = phase
    let place = TimePlace<SyncRowKey>([UInt8](bytes.dropFirst()))
    time = place.time
    key = place.id
  }

  var bytes: [UInt8] {
    phase.map { [$0.rawValue] + TimePlace(time, key).position } ?? []
  }

  /// The next lines of the walk, and moves on; an empty page ends a phase.
  mutating func next(
    of user: SyncUser, most: Int64, _ reader: Reader
  ) throws(Status) -> [(CarriedRow, SyncReason)] {
    guard let phase else { return [] }
    let lines = try reader.all(
      phase.sql, phase.arguments(user, after: time, key, most: most)
    ) { row in
      SyncPhase.Line(
        time: row.integer(0), place: row.id(1), row: row.id(2), customer: row.id(3))
    }
    if let last = lines.last, lines.count == Int(most) {
      (time, key) = (last.time, last.place)
    } else {
      self.phase = SyncPhase(rawValue: phase.rawValue + 1)
      (time, key) = (Int64.min, SyncRowID())
    }
    return lines.flatMap { phase.reasons($0, user.staff) }
  }
}

extension Writer {
  /// Lines that are gathered between two looks at the clock: some milliseconds of the writer.
  private static let gatheredMost: Int64 = 100

  /// Gathers what somebody is to carry, from where the last step ended.
  ///
  /// - Parameter stopAt: when the step should end.
  /// - Returns: whether all is there.
  mutating func gather(for user: SyncUser, stopAt: Instant) throws(Status) -> Bool {
    var user = user
    var place = SyncPlace(user.place)
    var batch = SyncBatch()
    repeat {
      let found = try place.next(of: user, most: Self.gatheredMost, reader)
      for (row, reason) in found { try batch.add(reason, to: row, &self) }
    } while place.phase != nil && Instant.now() < stopAt
      && batch.count + Int(2 * Self.gatheredMost) <= Self.syncStepRowsMax
    try batch.flush(&self)
    user.place = place.bytes
    if place.phase == nil { user.state = .ready }
    try store(user)
    return user.state == .ready
  }
}
