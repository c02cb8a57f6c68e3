import PCRMCore
import PCRMModel
import Storage

/// What a row of field sync is kept under, whatever it is.
enum SyncRowKey {}

/// The id of a row that devices carry.
typealias SyncRowID = ID<SyncRowKey>

/// Why somebody carries a row.
struct SyncReason: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  private init(fixed number: UInt64) {
    high = 0
    low = number
  }

  /// The member of staff goes on the visit.
  static let goes = SyncReason(fixed: 1)
  /// The member of staff takes part in the visit.
  static let takesPart = SyncReason(fixed: 2)
  /// The member of staff is the customer's case worker.
  static let worker = SyncReason(fixed: 3)
  /// The member of staff has adopted the customer.
  static let adopted = SyncReason(fixed: 4)
  /// The row is the member of staff's own: a task, a conflict.
  static let own = SyncReason(fixed: 5)
  /// The member of staff may record answers to the form.
  static let interviews = SyncReason(fixed: 6)

  /// The member of staff carries a visit to the customer.
  init(_ visit: VisitID) {
    high = visit.high
    low = visit.low
  }

  init(_ row: any Row, _ column: Int) {
    let key: SyncRowID = row.id(column)
    high = key.high
    low = key.low
  }

  /// Whether it is one of the customer's visits.
  var isVisit: Bool { high != 0 }

  var value: Value { .key(high: high, low: low) }
}

/// A row that a member of staff carries.
struct CarriedRow: Hashable {
  let staff: StaffID
  let entity: EntityType
  let id: SyncRowID

  init<E>(_ staff: StaffID, _ entity: EntityType, _ id: ID<E>) {
    self.staff = staff
    self.entity = entity
    self.id = SyncRowID(high: id.high, low: id.low)
  }
}
