import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// A second, slow interpreter of rules, written to be seen to be right: CEL's language definition over untyped values.
///
/// Where the definition says "error", the value is an error; the rule is then unknown.
public struct ReferenceInterpreter {
  private let tree: ReferenceTree

  /// Reads a rule's canonical text.
  public init(_ source: String) throws {
    tree = try ReferenceTree(source)
  }

  public init(_ rule: Rule) throws {
    try self.init(rule.root.printed)
  }

  /// What the rule says of a customer.
  public func truth(of facts: TestFacts, at now: Timestamp) -> Truth {
    let world = ReferenceWorld(facts: facts, now: now.microseconds, bindings: [:])
    return switch world.value(tree) {
    case .bool(let value): Truth(value)
    default: .unknown
    }
  }
}

/// A value of any type.
indirect enum ReferenceValue {
  case error
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case text(String)
  /// Microseconds since 1970.
  case time(Int64)
  /// Microseconds.
  case span(Int64)
  case day(Int, Int, Int)
  case list([ReferenceValue])
  case record([String: RuleValue])

  init(_ value: RuleValue?) {
    switch value {
    case nil: self = .error
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let value): self = .text(value)
    case .timestamp(let value): self = .time(value)
    case .duration(let value): self = .span(value)
    case .date(let number):
      self = .day(Int(number / 10_000), Int(number / 100 % 100), Int(number % 100))
    case .list(let values): self = .list(values.map { ReferenceValue($0) })
    }
  }
}

/// The facts, the time, and the names that macros gave.
struct ReferenceWorld {
  var facts: TestFacts
  var now: Int64
  var bindings: [String: ReferenceValue]

  func value(_ tree: ReferenceTree) -> ReferenceValue {
    switch tree {
    case .number(let digits):
      return Int64(digits).map { .int($0) } ?? Double(digits).map { .double($0) } ?? .error
    case .text(let text): return .text(text)
    case .list(let items): return .list(items.map(value))
    case .name(let name): return named(name)
    case .apply(let function, let operands): return apply(function, operands)
    }
  }

  private func named(_ name: String) -> ReferenceValue {
    if name == "true" || name == "false" { return .bool(name == "true") }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if let bound = bindings[parts[0]] {
      guard parts.count == 2 else { return bound }
      guard case .record(let fields) = bound else { return .error }
      return ReferenceValue(fields[parts[1]])
    }
    if let records = facts.records[name] { return .list(records.map { .record($0) }) }
    return ReferenceValue(facts.values[name])
  }

  private func apply(_ function: String, _ operands: [ReferenceTree]) -> ReferenceValue {
    switch function {
    case "&&", "||": return logical(operands, decisive: function == "||")
    case "?:":
      guard case .bool(let condition) = value(operands[0]) else { return .error }
      return value(operands[condition ? 1 : 2])
    case "has":
      if case .error = value(operands[0]) { return .bool(false) }
      return .bool(true)
    case "exists", "all", "filter": return macro(function, operands)
    case "age" where operands.isEmpty: return ReferenceTime(now: now).age(named("birth_date"))
    default: return strict(function, operands.map(value))
    }
  }

  /// "If one operand decides, the other's error is absorbed."
  private func logical(_ operands: [ReferenceTree], decisive: Bool) -> ReferenceValue {
    let (left, right) = (value(operands[0]), value(operands[1]))
    if case .bool(decisive) = left { return left }
    if case .bool(decisive) = right { return right }
    if case .bool = left, case .bool = right { return .bool(!decisive) }
    return .error
  }

  /// `exists` is a chain of `||`, `all` one of `&&`; `filter` keeps the elements and any error.
  private func macro(_ function: String, _ operands: [ReferenceTree]) -> ReferenceValue {
    guard case .list(let elements) = value(operands[0]), case .name(let name) = operands[1] else {
      return .error
    }
    let results = elements.map { element in
      var inner = self
      inner.bindings[name] = element
      return inner.value(operands[2])
    }
    var truths = 0
    var errors = 0
    for result in results {
      if case .bool(let value) = result { truths += value ? 1 : 0 } else { errors += 1 }
    }
    let falses = results.count - truths - errors
    switch function {
    case "exists": return truths > 0 ? .bool(true) : errors > 0 ? .error : .bool(false)
    case "all": return falses > 0 ? .bool(false) : errors > 0 ? .error : .bool(true)
    default:
      return errors > 0 ? .error : .list(Array(repeating: .bool(true), count: truths))
    }
  }

  /// Functions of which any operand's error is the result's.
  private func strict(_ function: String, _ operands: [ReferenceValue]) -> ReferenceValue {
    for case .error in operands { return .error }
    let time = ReferenceTime(now: now)
    switch (function, operands.first ?? .error) {
    case ("!", .bool(let value)): return .bool(!value)
    case ("-", _): return ReferenceArithmetic.apply("-", operands)
    case ("now", _): return .time(now)
    case ("today", _): return time.day(of: now)
    case ("age", let day): return time.age(day)
    case ("days_since", let from): return time.daysSince(from)
    case ("double", .int(let value)): return .double(Double(value))
    case ("in_segment", .text(let name)): return .bool(facts.segments.contains(name))
    case ("size", .text(let text)): return .int(Int64(Array(text.unicodeScalars).count))
    case ("size", .list(let items)): return .int(Int64(items.count))
    case ("timestamp", .text(let text)):
      return Timestamp(rfc3339: text).map { .time($0.microseconds) } ?? .error
    case ("duration", .text(let text)): return ReferenceTime.span(text)
    case ("date", .text(let text)):
      let parts = text.split(separator: "-").compactMap { Int($0) }
      return parts.count == 3 ? .day(parts[0], parts[1], parts[2]) : .error
    case ("startsWith", _), ("endsWith", _), ("contains", _), ("matches", _):
      guard case .text(let text) = operands[0], case .text(let part) = operands[1] else {
        return .error
      }
      return ReferenceText.test(function, text, part)
    case ("in", let item):
      guard case .list(let items) = operands[1] else { return .error }
      return .bool(items.contains { ReferenceOrder.of(item, $0) == 0 })
    case ("==", _), ("!=", _), ("<", _), ("<=", _), (">", _), (">=", _):
      return ReferenceOrder.compare(function, operands[0], operands[1])
    default: return ReferenceArithmetic.apply(function, operands)
    }
  }
}
