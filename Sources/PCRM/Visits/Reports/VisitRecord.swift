import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What belongs to a visit and is listed by a time: reports, hardships, tasks.
protocol VisitRecord: Message {
  associatedtype Key

  var customerID: CustomerID { get }
  var staffID: StaffID { get }
  var officeID: UnitID { get }
  var place: TimePlace<Key> { get }

  /// How many columns of a row make one: the customer's office and worker stand after them.
  static var columnCount: Int { get }

  init(row: any Row) throws(Status)
}

extension VisitRecord {
  /// Whether the caller may see it: by the customer, by the office for which it counts, or because it is the caller's own.
  func isReached(in row: any Row, by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    if !caller.staff.isEmpty && caller.staff == staffID { return true }
    let (office, worker) = (Self.columnCount, Self.columnCount + 1)
    if caller.reaches(customerID, office: row.id(office), worker: row.id(worker)) { return true }
    guard case .offices(let offices) = caller.scope else { return false }
    return offices.contains(officeID)
  }
}

/// The conditions of a list in the order of a time, put together from those filters that are set.
struct TimeQuery {
  private var conditions: [String]
  private(set) var arguments: [Value]

  /// - Parameters:
  ///   - columns: those by which the list is ordered: "t.due_at, t.id".
  ///   - place: after which the page begins.
  init<Entity>(_ columns: String, after place: TimePlace<Entity>) {
    conditions = ["(\(columns)) > ($1, $2)"]
    arguments = [.integer(place.time), .place(place.id)]
  }

  /// Adds a condition; each "?" in it stands for the value.
  mutating func add(_ condition: String, _ value: Value) {
    arguments.append(value)
    conditions.append(
      condition.split(separator: "?", omittingEmptySubsequences: false)
        .joined(separator: "$\(arguments.count)"))
  }

  /// Adds a condition without a value.
  mutating func add(_ condition: String) { conditions.append(condition) }

  /// Adds that a column has this key, when there is one.
  mutating func add<Entity>(_ column: String, _ id: ID<Entity>) {
    if !id.isEmpty { add("\(column) = ?", .id(id)) }
  }

  /// The conditions as they stand after WHERE.
  var text: String { conditions.joined(separator: " AND ") }
}

/// One page of records, and where the walk ended early because it had passed over too many.
struct RecordPage<Item: VisitRecord> {
  var rows: PageBuilder<Item>
  var end: TimePlace<Item.Key>?

  /// The token for the next page; empty on the last one.
  func token<Request: ListRequest>(
    _ pages: PageTokens, _ request: Request, _ caller: Caller
  ) -> String {
    let token = pages.next(after: rows, of: request, caller)
    if let end, token.isEmpty { return pages.token(after: end.position, of: request, caller) }
    return token
  }
}

extension Reader {
  /// Walks records in their order and takes those that the caller may see.
  func records<Item: VisitRecord>(
    _ sql: String, _ query: TimeQuery, _ page: Page, _ caller: Caller
  ) throws(Status) -> RecordPage<Item> {
    var found = RecordPage<Item>(rows: PageBuilder(page))
    var last = TimePlace<Item.Key>(page.after)
    var visited = 0
    try each(SQL(built: sql), query.arguments) { (row) throws(Status) in
      visited += 1
      if visited > Self.walkRowsMax {
        found.end = last
        return false
      }
      let item = try Item(row: row)
      if item.isReached(in: row, by: caller) {
        if !found.rows.add(item, at: item.place.position) { return false }
      }
      last = item.place
      return true
    }
    return found
  }
}
