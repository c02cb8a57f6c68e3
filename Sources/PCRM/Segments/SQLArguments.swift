import PCRMModel
import Storage

/// The values that a statement in the making binds, some of which only its run knows.
struct SQLArguments: Sendable {
  private enum Argument: Sendable, Equatable {
    case value(Value)
    /// The instant of the run, in microseconds.
    case now
    /// Its day in Seoul, as 20260131.
    case today
    /// The same, counted from 1970-01-01.
    case day
  }

  private var arguments: [Argument] = []

  /// How many there are.
  var count: Int { arguments.count }

  /// Binds a value: its name in the statement.
  mutating func add(_ value: Value) -> String {
    arguments.append(.value(value))
    return "$\(arguments.count)"
  }

  /// Takes over all of another statement's values, after its own.
  mutating func append(_ others: SQLArguments) { arguments += others.arguments }

  var now: String { mutating get { shared(.now) } }
  var today: String { mutating get { shared(.today) } }
  var day: String { mutating get { shared(.day) } }

  private mutating func shared(_ argument: Argument) -> String {
    let place = arguments.firstIndex(of: argument) ?? arguments.count
    if place == arguments.count { arguments.append(argument) }
    return "$\(place + 1)"
  }

  /// What the statement binds in a run at a moment.
  func values(at moment: RuleMoment) -> [Value] {
    arguments.map { argument in
      switch argument {
      case .value(let value): value
      case .now: .integer(moment.now)
      case .today: .integer(moment.today)
      case .day: .integer(moment.day)
      }
    }
  }
}
