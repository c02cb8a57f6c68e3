import PCRMCore
import Storage

/// The conditions of a list, put together from those filters that are set: a plan for all filters at once would walk
/// the whole table where one of them has an index.
struct ListQuery {
  private var conditions: [String]
  private(set) var arguments: [Value]

  /// - Parameter after: the key after which the page begins; `key` is its column.
  init<Entity>(_ key: String, after: ID<Entity>) {
    conditions = ["\(key) > $1"]
    arguments = [.place(after)]
  }

  /// Adds a condition; each "?" in it stands for the value.
  mutating func add(_ condition: String, _ value: Value) {
    arguments.append(value)
    conditions.append(
      condition.split(separator: "?", omittingEmptySubsequences: false)
        .joined(separator: "$\(arguments.count)"))
  }

  /// Adds that a column has this key, when there is one.
  mutating func add<Entity>(_ column: String, _ id: ID<Entity>) {
    if !id.isEmpty { add("\(column) = ?", .id(id)) }
  }

  /// The conditions as they stand after WHERE.
  var text: String { conditions.joined(separator: " AND ") }
}
