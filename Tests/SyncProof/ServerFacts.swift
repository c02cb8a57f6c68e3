import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// What the server knows, read through its other services with the office's eyes: field sync itself is not asked.
struct ServerFacts {
  var visits: [VisitID: Visit] = [:]
  var attempts: [VisitID: [VisitAttempt]] = [:]
  var notes: [VisitID: [VisitNote]] = [:]
  var customers: [CustomerID: Customer] = [:]
  var conflicts: [SyncConflictID: SyncConflict] = [:]
  var quarantine: [QuarantineItemID: QuarantineItem] = [:]
  /// The stored rows that the answers about notes and customers were made of, as they were then.
  private var noteRows: [VisitID: [UInt8]] = [:]
  private var customerRows: [CustomerID: [UInt8]] = [:]
}

extension ServerFacts {
  /// - Parameter before: what was known. Notes and customers whose rows are the same to the last byte are not asked
  ///   for again: two thirds of all calls of a history would be these.
  init(of server: FieldServer, customers ids: [CustomerID], after before: ServerFacts) throws {
    noteRows = try Self.rows(
      of: server, columns: 8,
      """
      SELECT visit, id, customer, staff, at, restricted, created_at, text FROM visit_note ORDER BY id
      """)
    customerRows = try Self.rows(
      of: server, columns: 15,
      """
      SELECT id, version, kind, display_name, home_office, case_worker, sex, birth_date, birth_calendar, language,
        created_at, updated_at, deleted_at, extension_schema, parts FROM customer
      """)
    let office = server.caller(0)
    var request = ListVisitsRequest()
    request.pageSize = 1000
    repeat {
      let page: ListVisitsResponse = try office.call("pcrm.v1.VisitService/ListVisits", request)
      for visit in page.visits { visits[visit.id] = visit }
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    for id in visits.keys {
      if visits[id].map({ $0.attempts > 0 }) == true {
        var ask = ListAttemptsRequest()
        ask.pageSize = 1000
        ask.visitID = id
        let page: ListAttemptsResponse = try office.call(
          "pcrm.v1.VisitService/ListAttempts", ask)
        attempts[id] = page.attempts
      }
      if noteRows[id] == before.noteRows[id] {
        notes[id] = before.notes[id]
        continue
      }
      var ask = ListVisitNotesRequest()
      ask.pageSize = 1000
      ask.visitID = id
      let page: ListVisitNotesResponse = try office.call(
        "pcrm.v1.FieldSyncService/ListVisitNotes", ask)
      if !page.notes.isEmpty { notes[id] = page.notes }
    }
    for id in ids {
      if let known = before.customers[id], customerRows[id] == before.customerRows[id] {
        customers[id] = known
        continue
      }
      var ask = GetCustomerRequest()
      ask.id = id
      customers[id] = try office.call("pcrm.v1.CustomerService/GetCustomer", ask)
    }
    try readSync(office)
  }

  /// All that stands in the rows of a table, by the key in their first column.
  private static func rows<E>(
    of server: FieldServer, columns: Int, _ sql: SQL
  ) throws -> [ID<E>: [UInt8]] {
    let found = try server.database.read { (reader) throws(Status) in
      try reader.all(sql) { (row) throws(Status) in
        var bytes: [UInt8] = []
        for column in 0..<columns {
          let value = row.raw(column)
          bytes += "\(row.isNull(column) ? -1 : value.count):".utf8
          bytes += value
        }
        return (row.id(0, of: ID<E>.self), bytes)
      }
    }
    return Dictionary(found, uniquingKeysWith: +)
  }

  private mutating func readSync(_ office: TestCaller) throws {
    var conflictsAsked = ListConflictsRequest()
    conflictsAsked.pageSize = 1000
    let found: ListConflictsResponse = try office.call(
      "pcrm.v1.FieldSyncService/ListConflicts", conflictsAsked)
    for conflict in found.conflicts { conflicts[conflict.id] = conflict }
    var itemsAsked = ListQuarantineRequest()
    itemsAsked.pageSize = 1000
    let items: ListQuarantineResponse = try office.call(
      "pcrm.v1.FieldSyncService/ListQuarantine", itemsAsked)
    for item in items.items { quarantine[item.id] = item }
  }
}

extension ServerFacts {
  /// The version of a visit or customer; nil when there is none.
  func row(_ id: String) -> Int64? {
    VisitID(id).flatMap { visits[$0]?.version } ?? CustomerID(id).flatMap { customers[$0]?.version }
  }
}

/// What a member of staff is to carry at a moment, worked out from the facts alone, as the contract says it.
struct FieldScope {
  var visits: Set<VisitID> = []
  var customers: Set<CustomerID> = []
  var conflicts: Set<SyncConflictID> = []

  /// Days that a device carries before today.
  static let daysBack: Int64 = 7
  /// Days that a device carries after today.
  static let daysAhead: Int64 = 30

  /// The day in Seoul, counted from 1970-01-01.
  static func day(_ time: Timestamp) -> Int64 {
    let seconds = time.seconds + 9 * 3600
    return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  /// - Parameter now: nil for a scope in which no day is too early or too late.
  init(of staff: StaffID, in facts: ServerFacts, now: Timestamp?) {
    let today = now.map { Self.day($0) }
    func lives(_ id: CustomerID) -> Bool { facts.customers[id]?.deleteTime == nil }
    for visit in facts.visits.values {
      guard let start = visit.startTime else { continue }
      let day = Self.day(start)
      let goes =
        visit.staffID == staff || visit.participants.contains { $0.staffID == staff }
      let isNear =
        today.map { day >= $0 - Self.daysBack && day <= $0 + Self.daysAhead } ?? true
      guard goes, isNear, lives(visit.customerID) else { continue }
      visits.insert(visit.id)
      customers.insert(visit.customerID)
    }
    for customer in facts.customers.values
    where customer.caseWorkerID == staff && lives(customer.id) {
      customers.insert(customer.id)
    }
    for conflict in facts.conflicts.values
    where conflict.staffID == staff && conflict.state == .open { conflicts.insert(conflict.id) }
  }
}
