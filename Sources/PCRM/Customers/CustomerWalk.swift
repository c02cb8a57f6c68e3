import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What a list of customers lets pass.
struct CustomerFilter: Sendable {
  let caller: Caller
  var office = UnitID()
  var worker = StaffID()
  var kind = CustomerKind.unspecified
  var changedSince: Timestamp?
  var showDeleted = false

  init(_ caller: Caller) {
    self.caller = caller
  }

  /// Whether a row passes every filter and is within the caller's reach.
  func passes(_ row: any Row) -> Bool {
    if !showDeleted && !row.isNull(CustomerRow.deletedAt) { return false }
    if kind.rawValue != 0 && row.integer(CustomerRow.kind) != Int64(kind.rawValue) { return false }
    if !office.isEmpty && row.id(CustomerRow.homeOffice) != office { return false }
    if !worker.isEmpty && row.id(CustomerRow.caseWorker) != worker { return false }
    if let changedSince, row.integer(CustomerRow.updatedAt) < changedSince.microseconds {
      return false
    }
    return CustomerRow.isReached(row, by: caller)
  }
}

/// How a walk over customers ended.
enum WalkEnd {
  case finished
  /// It goes on after this place.
  case stopped(after: CustomerID)
}

extension Reader {
  /// Customers looked at in one call at most: past it a page ends early and tells where to go on.
  static let walkRowsMax = 10_000
  /// Changed customers that are sorted for one page; of more, the walk goes along all ids.
  static let recentRowsMax = 20_000

  /// Walks the customers that pass, in the order of their ids, along the most selective index.
  ///
  /// - Parameter row: answers false when it does not take the row; the walk then stops before it.
  func walkCustomers(
    _ filter: CustomerFilter, after: CustomerID, row take: (any Row) throws(Status) -> Bool
  ) throws(Status) -> WalkEnd {
    var last = after
    var visited = 0
    var isStopped = false
    func visit(_ row: any Row) throws(Status) -> Bool {
      visited += 1
      var takes = visited <= Self.walkRowsMax
      if takes, filter.passes(row) { takes = try take(row) }
      guard takes else {
        isStopped = true
        return false
      }
      last = row.id(CustomerRow.id)
      return true
    }
    switch try route(filter) {
    case .nobody: break
    case .everybody:
      try each(
        "SELECT customer.* FROM customer WHERE id > $1 ORDER BY id", [.place(after)], row: visit)
    case .worker(let worker):
      try each(
        "SELECT customer.* FROM customer WHERE case_worker = $1 AND id > $2 ORDER BY id",
        [.id(worker), .place(after)], row: visit)
    case .own:
      for id in try ownCustomers(filter.caller, after: after) where !isStopped {
        try fetch(id, visit)
      }
    case .office(let office):
      try each(
        "SELECT customer.* FROM customer WHERE home_office = $1 AND id > $2 ORDER BY id",
        [.id(office), .place(after)], row: visit)
    case .kind:
      try each(
        "SELECT customer.* FROM customer WHERE kind = $1 AND id > $2 ORDER BY id",
        [.enumeration(filter.kind), .place(after)], row: visit)
    case .offices(let offices):
      var merge = OfficeMerge(offices, after: after)
      while !isStopped, let id = try merge.next(self) { try fetch(id, visit) }
    case .recent(let since):
      for id in try recentlyChanged(since: since, after: after) where !isStopped {
        try fetch(id, visit)
      }
    }
    return isStopped ? .stopped(after: last) : .finished
  }

  /// The customers after a place whom a caller looks after, ascending: so few that they are sorted for each page.
  private func ownCustomers(
    _ caller: Caller, after: CustomerID
  ) throws(Status) -> [CustomerID] {
    var found = Set(caller.cover.customers.filter { after < $0 })
    for worker in caller.ownStaff {
      found.formUnion(
        try all(
          "SELECT id FROM customer WHERE case_worker = $1 AND id > $2", .id(worker), .place(after)
        ) { $0.id(0, of: CustomerID.self) })
    }
    return found.sorted()
  }

  private func fetch(
    _ id: CustomerID, _ row: (any Row) throws(Status) -> Bool
  ) throws(Status) {
    try each("SELECT customer.* FROM customer WHERE id = $1", [.id(id)], row: row)
  }

  /// What a walk goes along.
  private enum Route {
    case nobody
    case everybody
    case worker(StaffID)
    /// Those of several workers, and single ones.
    case own
    case office(UnitID)
    case offices([UnitID])
    case kind
    case recent(Timestamp)
  }

  private func route(_ filter: CustomerFilter) throws(Status) -> Route {
    if case .own(let staff) = filter.caller.scope {
      if staff.isEmpty { return .nobody }
      if !filter.worker.isEmpty { return .worker(filter.worker) }
      return filter.caller.cover == Cover() ? .worker(staff) : .own
    }
    if case .offices(let offices) = filter.caller.scope {
      if offices.isEmpty || !filter.office.isEmpty && !offices.contains(filter.office) {
        return .nobody
      }
    }
    if !filter.worker.isEmpty { return .worker(filter.worker) }
    if !filter.office.isEmpty { return .office(filter.office) }
    if let since = filter.changedSince, try isSelective(since: since) { return .recent(since) }
    if case .offices(let offices) = filter.caller.scope {
      return offices.count == 1 ? .office(offices[0]) : .offices(offices)
    }
    return filter.kind.rawValue != 0 ? .kind : .everybody
  }

  /// Whether few enough customers changed since then to sort their ids for each page.
  private func isSelective(since: Timestamp) throws(Status) -> Bool {
    let count = try first(
      "SELECT count(*) FROM (SELECT 1 FROM customer WHERE updated_at >= $1 LIMIT $2) AS changed",
      .time(since), .integer(Int64(Self.recentRowsMax) + 1)
    ) { (row) throws(Status) in row.integer(0) }
    return (count ?? 0) <= Self.recentRowsMax
  }

  /// The ids after a place of those that changed, ascending. The bound inside keeps the walk on the index of times.
  private func recentlyChanged(
    since: Timestamp, after: CustomerID
  ) throws(Status) -> [CustomerID] {
    try all(
      """
      SELECT id FROM (SELECT id FROM customer WHERE updated_at >= $1 LIMIT $2) AS changed
      WHERE id > $3 ORDER BY id
      """, .time(since), .integer(Int64(Self.recentRowsMax) + 1), .place(after)
    ) { (row) throws(Status) in row.id(0) }
  }
}

/// The customers of several offices in one ascending order: each office's ids are read a few at a time.
struct OfficeMerge {
  private struct Lane {
    let office: UnitID
    var ids: [CustomerID] = []
    var place: CustomerID
    var isExhausted = false
  }

  private static let batch: Int64 = 32
  private var lanes: [Lane]

  init(_ offices: [UnitID], after: CustomerID) {
    lanes = offices.map { Lane(office: $0, place: after) }
  }

  /// The next id; nil at the end.
  mutating func next(_ reader: Reader) throws(Status) -> CustomerID? {
    var least: (id: CustomerID, lane: Int)?
    for index in lanes.indices {
      if lanes[index].ids.isEmpty && !lanes[index].isExhausted { try fill(index, reader) }
      guard let id = lanes[index].ids.last else { continue }
      if least.map({ id < $0.id }) ?? true { least = (id, index) }
    }
    guard let least else { return nil }
    lanes[least.lane].ids.removeLast()
    return least.id
  }

  /// Reads an office's next ids, kept in descending order so that the first is taken from the end.
  private mutating func fill(_ index: Int, _ reader: Reader) throws(Status) {
    let ids = try reader.all(
      "SELECT id FROM customer WHERE home_office = $1 AND id > $2 ORDER BY id LIMIT $3",
      .id(lanes[index].office), .place(lanes[index].place), .integer(Self.batch)
    ) { (row) throws(Status) in row.id(0, of: CustomerID.self) }
    lanes[index].isExhausted = ids.count < Self.batch
    if let last = ids.last { lanes[index].place = last }
    lanes[index].ids = ids.reversed()
  }
}
