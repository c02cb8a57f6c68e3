import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// Makes random rules, and facts for them, from a seed.
///
/// Rules are typed trees over the vocabulary, with every operator and function; literals come from small pools, so that
/// conditions are often true, often false, and often unknown.
public struct RuleGenerator: Sendable {
  /// What rules may hold.
  public struct Features: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let matches = Features(rawValue: 1)
    public static let segments = Features(rawValue: 2)
    public static let doubles = Features(rawValue: 4)
    /// `exists`, `all` and `size(list.filter(…))`.
    public static let macros = Features(rawValue: 8)
    public static let arithmetic = Features(rawValue: 16)
    /// `now()`, `today()`, `age()` and `days_since()`.
    public static let time = Features(rawValue: 32)
    public static let choices = Features(rawValue: 64)
    public static let all = Features(rawValue: 127)
  }

  /// The values that literals and facts are taken from.
  public struct Pools: Sendable {
    public var ints: [Int64] = [-1, 0, 1, 2, 3, 5, 12, 24, 60, 65, 100, -7, .max, .min]
    public var doubles: [Double] = [0, 0.5, 1, 2, 24, 70.5, -2.25, 0.1, 1e308, -1e-300]
    public var texts = [
      "", "a", "b", "ab", "aab", "ko", "Ko", "vip", "한", "한국", "é", "z", "😀", "～",
    ]
    public var patterns = [
      "a", "^a", "b$", "^(a|b)+$", "a.?b", "[가-힣]", "^[a-z]{2,3}$", "한*국?", "^$",
    ]
    public var microseconds: [Int64] = [
      0, 1, -1, 1_000_000, 3_600_000_000, 86_400_000_000, -86_400_000_000, 2_592_000_000_000,
      -31_536_000_000_000, RuleTime.durationMax,
    ]
    /// Distances from the generator's day.
    public var days = [0, 1, -1, 7, -30, 365, -365, -1461, -7305, -21_915, -23_741]

    public init() {}
  }

  public var random: SeededRandom
  public let vocabulary: RuleVocabulary
  public var features = Features.all
  public var pools = Pools()
  /// The instant around which times and days lie.
  public var middle = Timestamp(seconds: 1_772_411_400, nanos: 0)
  /// How deep conditions nest.
  public var depthMax = 4
  /// What is optional is missing once in so many times.
  public var missingOnceIn: UInt64 = 4
  /// A value that time can make is made by it once in so many times.
  public var timeOnceIn: UInt64 = 4

  var scope: [RuleVariable] = []

  public init(seed: UInt64, vocabulary: RuleVocabulary = .sample) {
    random = SeededRandom(seed: seed)
    self.vocabulary = vocabulary
  }

  /// A rule within the limits.
  public mutating func rule() -> Rule {
    let limits = RuleLimits()
    while true {
      let root = condition(depthMax)
      if root.nodeCount <= limits.nodesMax, root.depth <= limits.depthMax { return Rule(root) }
    }
  }

  /// An instant near the middle: often just there, or at a day's turn.
  public mutating func instant() -> Timestamp {
    let moment = RuleMoment(middle)
    switch random.next() % 4 {
    case 0: return middle
    case 1: return Timestamp(microseconds: RuleMoment.midnight(ofDay: moment.day + below(3)) - 1)
    case 2: return Timestamp(microseconds: RuleMoment.midnight(ofDay: moment.day + below(400)))
    default:
      return Timestamp(microseconds: moment.now + below(400 * RuleMoment.dayMicroseconds))
    }
  }

  /// A number from 0 up to the bound.
  mutating func below(_ bound: Int64) -> Int64 { Int64(random.next() % UInt64(bound)) }

  /// The facts of one customer: what is optional may be missing.
  public mutating func facts() -> TestFacts {
    var facts = TestFacts()
    for fact in vocabulary.facts {
      if fact.isOptional, random.once(in: missingOnceIn) { continue }
      switch fact.type {
      case .list(.record(let record)):
        let fields = vocabulary.records[record] ?? []
        facts.records[fact.name] = (0..<random.next() % 4).map { _ in values(of: fields) }
      case .list(let element):
        let count = random.next() % 4
        facts.values[fact.name] = .list(
          (0..<count).map { _ in value(of: element, among: fact.values) })
      default: facts.values[fact.name] = value(of: fact.type, among: fact.values)
      }
    }
    for segment in vocabulary.segments ?? [] where random.once(in: 2) {
      facts.segments.insert(segment)
    }
    return facts
  }

  private mutating func values(of fields: [RuleFact]) -> [String: RuleValue] {
    var record: [String: RuleValue] = [:]
    for field in fields where !(field.isOptional && random.once(in: missingOnceIn)) {
      record[field.name] = value(of: field.type, among: field.values)
    }
    return record
  }

  /// A value of a scalar type; a text is one of `values`, if there are any.
  public mutating func value(of type: RuleType, among values: [String] = []) -> RuleValue {
    let now = RuleMoment(middle)
    switch type {
    case .bool: return .bool(random.once(in: 2))
    case .int: return .int(random.pick(pools.ints))
    case .double: return .double(random.pick(pools.doubles))
    case .timestamp:
      let time = now.now + random.pick(pools.microseconds) % RuleTime.timestampMax / 2
      return .timestamp(time)
    case .duration: return .duration(random.pick(pools.microseconds))
    case .date:
      let day = Int(now.day) + random.pick(pools.days)
      return .date(CivilDate(daysSince1970: day).number)
    default: return .string(random.pick(values.isEmpty ? pools.texts : values))
    }
  }
}
