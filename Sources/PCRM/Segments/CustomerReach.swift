import PCRMCore
import Storage

/// Which customers a statement may speak of, as a condition on the row of `customer`.
struct CustomerReach: Sendable {
  private let scope: Scope
  /// Whose customers count where the scope is that of single people.
  private let staff: [StaffID]

  /// Everybody.
  static let all = CustomerReach(scope: .all)

  /// Those within a caller's reach.
  init(_ caller: Caller) {
    scope = caller.scope
    staff = caller.ownStaff
  }

  private init(scope: Scope) {
    self.scope = scope
    staff = []
  }

  /// Whether it leaves nobody out.
  var isEverybody: Bool { if case .all = scope { true } else { false } }

  /// The condition.
  ///
  /// - Parameter bind: binds a value, and answers its name in the statement.
  func condition(_ bind: (Value) -> String) -> String {
    switch scope {
    case .all: return "1 = 1"
    case .own:
      if staff.isEmpty { return "1 = 0" }
      let workers = staff.map { bind(.id($0)) }.joined(separator: ", ")
      let own = "customer.case_worker IN (\(workers))"
      // The customers of single cases, as Cover has them.
      return
        "(\(own) OR customer.id IN (SELECT customer FROM customer_case WHERE worker IN (\(workers))))"
    case .offices(let offices):
      if offices.isEmpty { return "1 = 0" }
      let list = offices.map { bind(.id($0)) }.joined(separator: ", ")
      return "customer.home_office IN (\(list))"
    }
  }

  /// The condition after others, with AND before it; empty for everybody.
  func condition(_ arguments: inout [Value]) -> String {
    if isEverybody { return "" }
    return " AND "
      + condition { value in
        arguments.append(value)
        return "$\(arguments.count)"
      }
  }
}
