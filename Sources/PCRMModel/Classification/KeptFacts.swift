import PCRMCore
import ProtobufCodec

/// Facts on their way to a decision, which writes down those that it looks at.
public final class RecordedFacts<Source: FactSource>: FactSource {
  private let source: Source
  private var values: [String: RuleValue?] = [:]
  private var counts: [String: Int?] = [:]
  private var fields: [String: [Int: [String: RuleValue?]]] = [:]
  private var segments: [String: Bool] = [:]

  public init(_ source: Source) { self.source = source }

  public func value(of fact: RuleFact) -> RuleValue? {
    let value = source.value(of: fact)
    values[fact.name] = .some(value)
    return value
  }

  public func count(of list: RuleFact) -> Int? {
    let count = source.count(of: list)
    counts[list.name] = .some(count)
    return count
  }

  public func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    let value = source.value(of: field, in: list, at: index)
    fields[list.name, default: [:]][index, default: [:]][field.name] = .some(value)
    return value
  }

  public func inSegment(_ name: String) -> Bool {
    let isMember = source.inSegment(name)
    segments[name] = isMember
    return isMember
  }

  /// What was looked at until now, in the order of the names.
  public var inputs: [ClassificationInput] {
    var inputs = values.map { ClassificationInput($0.key, $0.value.map { InputValue($0) }) }
    for (list, count) in counts {
      inputs.append(ClassificationInput(list, count.map { records(list, $0) }))
    }
    for (name, isMember) in segments {
      inputs.append(ClassificationInput(KeptFacts.segment(name), InputValue(.bool(isMember))))
    }
    return inputs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Which of the facts were looked at and missing.
  public func missing(of facts: Set<String>) -> [String] {
    facts.filter { name in
      if let value = values[name] { return value == nil }
      if let count = counts[name] { return count == nil }
      return false
    }.sorted()
  }

  private func records(_ list: String, _ count: Int) -> InputValue {
    var records = InputRecords()
    for index in 0..<count {
      var record = InputRecord()
      record.fields = (fields[list]?[index] ?? [:])
        .map { ClassificationInput($0.key, $0.value.map { InputValue($0) }) }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      records.records.append(record)
    }
    var value = InputValue()
    value.value = .records(records)
    return value
  }
}

/// The facts that a decision kept: the same questions have the same answers.
public struct KeptFacts: FactSource {
  private let values: [String: InputValue]

  public init(_ inputs: [ClassificationInput]) {
    values = Dictionary(
      inputs.compactMap { input in input.value.map { (input.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  public func value(of fact: RuleFact) -> RuleValue? { values[fact.name]?.ruleValue }

  public func count(of list: RuleFact) -> Int? {
    if case .records(let records)? = values[list.name]?.value { records.records.count } else { nil }
  }

  public func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    guard case .records(let records)? = values[list.name]?.value,
      records.records.indices.contains(index)
    else { return nil }
    return records.records[index].fields.first { $0.name == field.name }?.value?.ruleValue
  }

  public func inSegment(_ name: String) -> Bool {
    values[Self.segment(name)]?.ruleValue == .bool(true)
  }

  /// The name under which a membership is kept.
  static func segment(_ name: String) -> String { "in_segment(\"\(name)\")" }
}

extension ClassificationInput {
  init(_ name: String, _ value: InputValue?) {
    self.init()
    self.name = name
    self.value = value
  }
}

extension InputValue {
  /// The value in the form of the contract.
  public init(_ value: RuleValue) {
    self.init()
    self.value =
      switch value {
      case .bool(let truth): .boolean(truth)
      case .int(let number): .integer(number)
      case .double(let number): .decimal("\(number)")
      case .string(let text): .text(text)
      case .timestamp(let time): .time(Timestamp(microseconds: time))
      case .duration(let length): .durationUs(length)
      case .date(let day): .day(CivilDate(number: day))
      case .list(let values): .list(InputList(values.map { InputValue($0) }))
      }
  }

  /// The value in the form of the rules; nil for records, which have no value of their own.
  public var ruleValue: RuleValue? {
    switch value {
    case .boolean(let truth)?: .bool(truth)
    case .integer(let number)?: .int(number)
    case .decimal(let digits)?: Double(digits).map { .double($0) }
    case .text(let text)?: .string(text)
    case .time(let time)?: .timestamp(time.microseconds)
    case .durationUs(let length)?: .duration(length)
    case .day(let day)?: .date(day.number)
    case .list(let list)?: .list(list.values.compactMap(\.ruleValue))
    case .records?, nil: nil
    }
  }
}

extension InputList {
  init(_ values: [InputValue]) {
    self.init()
    self.values = values
  }
}
