public import PCRMCore
public import ProtobufCodec

/// A scheme whose conditions were read and checked: what decides about cases.
public struct CompiledScheme: Sendable {
  public let scheme: ClassificationScheme
  private let appliesWhen: Rule?
  private let rules: [Rule]
  /// The customer's facts that it looks at; none in most schemes, which ask about the case alone.
  public let customerFacts: Set<String>
  /// The segments that it looks at.
  public let segments: Set<String>

  /// Reads the conditions; the first that is wrong is refused with its line and column.
  ///
  /// - Parameter customer: what rules may ask about the customer.
  public init(
    _ scheme: ClassificationScheme, customer: RuleVocabulary, field: String = "scheme"
  ) throws(Status) {
    let vocabulary = CaseVocabulary.make(customer: customer, parameters: scheme.parameters)
    self.scheme = scheme
    appliesWhen = try Self.read(scheme.appliesWhen, "\(field).applies_when", vocabulary)
    var rules: [Rule] = []
    for (index, rule) in scheme.rules.enumerated() {
      let field = "\(field).rules[\(index)].condition"
      guard let read = try Self.read(rule.condition, field, vocabulary) else {
        throw .required(field)
      }
      rules.append(read)
    }
    self.rules = rules
    let all = rules + (appliesWhen.map { [$0] } ?? [])
    customerFacts = Set(all.flatMap(\.facts).filter { !CaseVocabulary.isOfCase($0) })
    segments = Set(all.flatMap(\.segments))
  }

  static func read(
    _ source: String, _ field: String, _ vocabulary: RuleVocabulary
  ) throws(Status) -> Rule? {
    if source.isEmpty { return nil }
    do throws(RuleError) {
      return try Rule(source, in: vocabulary)
    } catch {
      throw .rule(field, error)
    }
  }

  /// Whether it looks at the customer besides the case.
  public var usesCustomer: Bool { !customerFacts.isEmpty || !segments.isEmpty }

  /// Parameters and disease groups that no condition names: most likely slips.
  public var warnings: [String] {
    let used = Set((rules + (appliesWhen.map { [$0] } ?? [])).flatMap(\.facts))
    var warnings = scheme.parameters.map(\.name).filter { !used.contains("param.\($0)") }
      .map { "no rule uses param.\($0)" }
    if !scheme.diseaseGroups.isEmpty && !used.contains("case.disease_groups") {
      warnings.append("no rule uses case.disease_groups")
    }
    return warnings
  }

  /// What the rules make of a case at an instant.
  public func decide<Facts: FactSource>(_ facts: Facts, at now: Timestamp) -> SchemeDecision {
    var decision = SchemeDecision()
    if let appliesWhen {
      decision.note(appliesWhen.nextChange(of: facts, at: now))
      guard appliesWhen.truth(of: facts, at: now) == .true else { return decision }
    }
    decision.outcome = scheme.otherwise
    for (rule, compiled) in zip(scheme.rules, rules) {
      let truth = compiled.truth(of: facts, at: now)
      // What comes after the rule that decides matters only when this one changes.
      decision.note(compiled.nextChange(of: facts, at: now))
      var trace = ClassificationTrace()
      trace.rule = rule.code
      trace.truth = ClassificationTruth(truth)
      decision.trace.append(trace)
      if truth == .true {
        decision.outcome = rule.outcome
        decision.rule = rule.code
        break
      }
    }
    return decision
  }

  /// The facts of a rule by its code, for whoever says which were missing.
  public func facts(ofRule code: String) -> Set<String> {
    for (rule, compiled) in zip(scheme.rules, rules) where rule.code == code {
      return compiled.facts
    }
    return []
  }
}

/// What a scheme makes of a case.
public struct SchemeDecision: Sendable {
  /// Nil when the scheme does not apply to the case.
  public var outcome: ClassificationOutcome?
  /// Code of the rule that decided; empty when none was true.
  public var rule = ""
  public var trace: [ClassificationTrace] = []
  /// When time alone may make another decision of it; nil when never.
  public var nextChange: Timestamp?

  /// Takes note of an instant at which something may change.
  public mutating func note(_ change: Timestamp?) {
    guard let change else { return }
    if let known = nextChange, known.microseconds <= change.microseconds { return }
    nextChange = change
  }
}

extension ClassificationTruth {
  public init(_ truth: Truth) {
    self =
      switch truth {
      case .true: .isTrue
      case .false: .isFalse
      case .unknown: .unknown
      }
  }
}
