import PCRMCore
import Storage

/// Which customers a statement may speak of, as a condition on the row of `customer`.
struct CustomerReach: Sendable {
  private let scope: Scope

  /// Everybody.
  static let all = CustomerReach(scope: .all)

  /// Those within a caller's reach.
  init(_ caller: Caller) { self.init(scope: caller.scope) }

  private init(scope: Scope) { self.scope = scope }

  /// Whether it leaves nobody out.
  var isEverybody: Bool { if case .all = scope { true } else { false } }

  /// The condition.
  ///
  /// - Parameter bind: binds a value, and answers its name in the statement.
  func condition(_ bind: (Value) -> String) -> String {
    switch scope {
    case .all: return "1 = 1"
    case .own(let staff): return "customer.case_worker = \(bind(.place(staff)))"
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
