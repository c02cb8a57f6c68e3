import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// What the checker remembers from answer to answer.
struct CheckerMemory {
  private var highWater: Int64 = 0

  /// I6: places grow within an answer, and the newest place never goes back while the epoch lasts.
  mutating func disorder(_ response: PullResponse) -> [String] {
    var found: [String] = []
    if response.highWater < highWater {
      found.append("the newest place went back from \(highWater) to \(response.highWater)")
    }
    highWater = response.highWater
    let places = (response.rows.map(\.seq) + response.removals.map(\.seq)).sorted()
    for (before, after) in zip(places, places.dropFirst()) where before >= after {
      found.append("place \(after) was given out twice")
    }
    for list in [response.rows.map(\.seq), response.removals.map(\.seq)] where list != list.sorted()
    {
      found.append("an answer is out of order")
    }
    if let last = places.last, last > response.highWater {
      found.append("place \(last) is beyond the newest one, \(response.highWater)")
    }
    return found
  }

  /// Another life of the store begins.
  mutating func beginEpoch() { highWater = 0 }
}

/// The invariants that can be seen from outside, each by itself.
enum Checker {
  /// I5: no answer holds a row that is outside of the reader's scope at that moment, or what no device may have.
  static func leaks(
    _ response: PullResponse, _ scope: FieldScope, _ facts: ServerFacts
  ) -> [String] {
    var found: [String] = []
    for row in response.rows {
      let isInside =
        switch row.entity {
        case .visit: VisitID(row.id).map { scope.visits.contains($0) } ?? false
        case .customer: CustomerID(row.id).map { scope.customers.contains($0) } ?? false
        case .syncConflict: SyncConflictID(row.id).map { scope.conflicts.contains($0) } ?? false
        default: true
        }
      if !isInside {
        found.append("\(row.entity) \(row.id) was handed to whom it does not concern")
      }
      if row.visit?.notes.contains(where: \.restricted) == true {
        found.append("a restricted note of visit \(row.id) left the server")
      }
      if let customer = row.customer, customer.binary() != profile(customer).binary() {
        found.append("customer \(row.id) has more than a device may know")
      }
    }
    return found
  }

  /// I1: what a device took over is what the server has for it, in every part.
  /// I7: nothing that it carries refers to a customer that it does not carry.
  static func differences(
    _ rows: [String: SyncRow], _ staff: StaffID, _ scope: FieldScope, _ facts: ServerFacts
  ) -> [String] {
    var found: [String] = []
    var expected: Set<String> = []
    for id in scope.visits {
      expected.insert(id.description)
      guard let row = rows[id.description]?.visit else {
        found.append("visit \(id) is missing")
        continue
      }
      found += differences(row, id, facts).map { "visit \(id): \($0)" }
      let customer = row.visit?.customerID.description ?? ""
      if rows[customer] == nil { found.append("visit \(id) is of a customer that is not there") }
    }
    for id in scope.customers {
      expected.insert(id.description)
      guard let row = rows[id.description]?.customer, let fact = facts.customers[id] else {
        found.append("customer \(id) is missing")
        continue
      }
      var same = profile(fact)
      same.version = row.version
      if row.binary() != same.binary() || rows[id.description]?.version != fact.version {
        found.append("customer \(id) is another than the server's")
      }
    }
    for id in scope.conflicts {
      expected.insert(id.description)
      guard let row = rows[id.description]?.conflict, let fact = facts.conflicts[id] else {
        found.append("conflict \(id) is missing")
        continue
      }
      if row.binary() != fact.binary() { found.append("conflict \(id) is another") }
    }
    for (id, row) in rows where !expected.contains(id) {
      if [.visit, .customer, .syncConflict].contains(row.entity) {
        found.append("\(row.entity) \(id) is still there")
      }
    }
    return found
  }

  private static func differences(
    _ row: SyncVisit, _ id: VisitID, _ facts: ServerFacts
  ) -> [String] {
    var found: [String] = []
    if row.visit?.binary() != facts.visits[id]?.binary() { found.append("is another") }
    func sorted<M: Message>(_ list: [M]) -> [[UInt8]] {
      list.map { $0.binary() }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    if sorted(row.attempts) != sorted(facts.attempts[id] ?? []) { found.append("other tries") }
    let notes = (facts.notes[id] ?? []).filter { !$0.restricted }
    if sorted(row.notes) != sorted(notes) { found.append("other notes") }
    return found
  }

  /// What a device may know of a customer.
  static func profile(_ customer: Customer) -> Customer {
    var profile = Customer()
    profile.id = customer.id
    profile.version = customer.version
    profile.kind = customer.kind
    profile.displayName = customer.displayName
    profile.homeOfficeID = customer.homeOfficeID
    profile.caseWorkerID = customer.caseWorkerID
    profile.sex = customer.sex
    profile.birthDate = customer.birthDate
    profile.language = customer.language
    profile.names = customer.names
    profile.contactPoints = customer.contactPoints
    profile.addresses = customer.addresses
    profile.tags = customer.tags
    return profile
  }

  /// I12: a visit goes only steps that its life has.
  static func illegalSteps(from before: ServerFacts, to after: ServerFacts) -> [String] {
    var found: [String] = []
    for visit in after.visits.values {
      guard let old = before.visits[visit.id], old.state != visit.state else { continue }
      // Several steps may lie between two looks: each leads forwards, or to an end before it is begun.
      // Work that was done after all stands, whatever the office had planned.
      let isLate = old.state == .cancelled && [.done, .inProgress, .noShow].contains(visit.state)
      if !isLate && !ReferenceModel.isStep(from: old.state.rawValue, to: visit.state.rawValue) {
        found.append("visit \(visit.id) went from \(old.state) to \(visit.state)")
      }
    }
    return found
  }

  /// I12: nobody is claimed for two visits at once.
  static func overlaps(_ facts: ServerFacts) -> [String] {
    var claims: [StaffID: [(from: Int64, to: Int64, id: VisitID)]] = [:]
    for visit in facts.visits.values where visit.state.rawValue >= 1 && visit.state.rawValue <= 5 {
      guard let from = visit.startTime, let to = visit.endTime else { continue }
      claims[visit.staffID, default: []].append((from.microseconds, to.microseconds, visit.id))
    }
    return claims.values.flatMap { list in
      let list = list.sorted { $0.from < $1.from }
      return zip(list, list.dropFirst()).filter { $0.to > $1.from }.map {
        "visits \($0.id) and \($1.id) claim the same time"
      }
    }
  }

  /// I13: the customers of the newest line that a pull left in the access log, as texts.
  static func accessLine(_ server: FieldServer) throws -> Set<String> {
    let lines = try server.database.read { (reader) throws(Status) in
      try reader.all(
        "SELECT subjects FROM audit WHERE method = $1 ORDER BY seq DESC LIMIT 1",
        .text("pcrm.v1.FieldSyncService/Pull")
      ) { (row) throws(Status) in row.bytes(0) }
    }
    guard let line = lines.first else { return [] }
    var ids: Set<String> = []
    for start in stride(from: 0, to: line.count - 15, by: 16) {
      let id = line[start..<start + 16].withUnsafeBytes { CustomerID(bytes: $0) }
      if let id { ids.insert(id.description) }
    }
    return ids
  }

  /// What stands in each note about a customer, and nowhere else: too long to come about in random bytes.
  static func noteMark(of customer: Int) -> String { "note-mark-\(customer)-" }

  /// I11: whatever of a customer's texts is left in what field sync keeps.
  static func remains(of customer: Int, _ server: FieldServer) throws -> [String] {
    let mark = "m\(customer)m"
    let tables: [(String, SQL)] = [
      ("conflicts", "SELECT parts FROM sync_conflict"),
      ("quarantine", "SELECT mutation FROM quarantine_item"),
      ("receipts", "SELECT result FROM sync_receipt"), ("notes", "SELECT text FROM visit_note"),
    ]
    return try tables.compactMap { (name, sql) in
      let rows = try server.database.read { (reader) throws(Status) in
        try reader.all(sql) { (row) throws(Status) in row.bytes(0) }
      }
      return rows.contains { $0.holds(Array(mark.utf8)) } ? "\(name) still hold \(mark)" : nil
    }
  }
}
