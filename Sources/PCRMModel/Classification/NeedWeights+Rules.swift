public import PCRMCore
public import ProtobufCodec

extension NeedWeights {
  /// Kinds of need in one document.
  public static let kindsMax = 200
  /// The largest weight, × 1,000.
  public static let weightMax: Int64 = 1_000_000

  /// Refuses a document that breaks a rule of its fields. The conditions' texts are read by ``CompiledNeeds``.
  public func check(_ field: String = "weights") throws(Status) {
    if validFrom == nil { throw .required("\(field).valid_from") }
    try validFrom?.checkDay("\(field).valid_from")
    try TextRules.check(note, "\(field).note", max: 500)
    if kinds.isEmpty { throw .required("\(field).kinds") }
    if kinds.count > Self.kindsMax { throw .tooMany("\(field).kinds", max: Self.kindsMax) }
    try ClassificationScheme.checkUnique(kinds.map(\.code), "\(field).kinds", "code")
    for (index, kind) in kinds.enumerated() {
      let field = "\(field).kinds[\(index)]"
      try TextRules.checkCode(kind.code, "\(field).code", max: 64, others: "-_.")
      try TextRules.check(kind.titleKo, "\(field).title_ko", max: 200)
      try TextRules.check(kind.titleEn, "\(field).title_en", max: 200)
      if !(0...Self.weightMax).contains(kind.weight) {
        throw .outOfRange("\(field).weight", min: 0, max: Self.weightMax)
      }
    }
  }
}

/// The kinds of need with their conditions read and checked: what counts the needs of a case.
public struct CompiledNeeds: Sendable {
  public let weights: NeedWeights
  private let conditions: [Rule?]
  /// The customer's facts that the conditions look at.
  public let customerFacts: Set<String>
  /// The segments that they look at.
  public let segments: Set<String>

  /// Reads the conditions; the first that is wrong is refused with its line and column.
  public init(
    _ weights: NeedWeights, customer: RuleVocabulary, field: String = "weights"
  ) throws(Status) {
    let vocabulary = CaseVocabulary.make(customer: customer)
    var conditions: [Rule?] = []
    for (index, kind) in weights.kinds.enumerated() {
      conditions.append(
        try CompiledScheme.read(
          kind.condition, "\(field).kinds[\(index)].condition", vocabulary))
    }
    self.weights = weights
    self.conditions = conditions
    let rules = conditions.compactMap { $0 }
    customerFacts = Set(rules.flatMap(\.facts).filter { !CaseVocabulary.isOfCase($0) })
    segments = Set(rules.flatMap(\.segments))
  }

  /// Whether it looks at the customer besides the case.
  public var usesCustomer: Bool { !customerFacts.isEmpty || !segments.isEmpty }

  /// Counts the needs of a case.
  ///
  /// - Parameter recorded: codes of the needs that were recorded on it; those without a weight add nothing.
  public func score<Facts: FactSource>(
    recorded: [String], _ facts: Facts, at now: Timestamp
  ) -> NeedScore {
    var score = NeedScore(version: weights.version)
    for (kind, condition) in zip(weights.kinds, conditions) {
      let isRecorded = recorded.contains(kind.code)
      var counts = isRecorded
      if let condition {
        let change = condition.nextChange(of: facts, at: now)
        score.nextChange = Timestamp.earlier(score.nextChange, change)
        if !counts { counts = condition.truth(of: facts, at: now) == .true }
      }
      if counts { score.parts.append(NeedPart(kind.code, kind.weight, isRecorded: isRecorded)) }
    }
    // Heaviest first; of the same weight in the document's order.
    let places = Dictionary(
      weights.kinds.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    score.parts.sort {
      $0.weight != $1.weight
        ? $0.weight > $1.weight : places[$0.code, default: 0] < places[$1.code, default: 0]
    }
    return score
  }
}

/// The needs of a case with their weights: the score is their sum.
public struct NeedScore: Sendable, Equatable {
  /// Version of the weights.
  public var version: Int64 = 0
  public var parts: [NeedPart] = []
  /// When time alone may make another score of it; nil when never.
  public var nextChange: Timestamp?

  public init(version: Int64 = 0) { self.version = version }

  /// The sum, × 1,000.
  public var total: Int64 { parts.reduce(0) { $0 + $1.weight } }
}

extension NeedPart {
  init(_ code: String, _ weight: Int64, isRecorded: Bool) {
    self.init()
    self.code = code
    self.weight = weight
    self.isRecorded = isRecorded
  }
}

extension Timestamp {
  /// The earlier of two instants that may be missing.
  public static func earlier(_ a: Timestamp?, _ b: Timestamp?) -> Timestamp? {
    guard let a else { return b }
    guard let b else { return a }
    return a.microseconds <= b.microseconds ? a : b
  }
}
