public import PCRMCore

/// What the quality of one visit follows from.
public struct VisitQualityFacts: Sendable, Equatable {
  /// The parts of the report that are filled.
  public var filled: [ReportPart] = []
  /// Follow-ups that were done in time.
  public var kept = 0
  /// Follow-ups that were not.
  public var missed = 0
  public var petition = PetitionResult.unspecified
  /// 1 to 5; 0 when nobody knows.
  public var satisfaction = 0

  public init() {}
}

extension QualityFormula {
  /// What holds before any formula was applied: the four shares weigh the same.
  public static let initial: QualityFormula = {
    var formula = QualityFormula()
    formula.partsWeight = 1
    formula.followUpsWeight = 1
    formula.sameContactWeight = 1
    formula.satisfactionWeight = 1
    return formula
  }()

  /// Refuses a formula that breaks a rule of its fields.
  public func check(_ field: String = "rules.quality") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    let weights: [(name: String, weight: Int32)] = [
      ("parts_weight", partsWeight), ("follow_ups_weight", followUpsWeight),
      ("same_contact_weight", sameContactWeight), ("satisfaction_weight", satisfactionWeight),
    ]
    for (name, weight) in weights where !(0...1000).contains(weight) {
      throw .outOfRange("\(field).\(name)", min: 0, max: 1000)
    }
    if weights.allSatisfy({ $0.weight == 0 }) { throw .required("\(field).parts_weight") }
    if !(0...8760).contains(graceHours) {
      throw .outOfRange("\(field).grace_hours", min: 0, max: 8760)
    }
    for (index, item) in partWeights.enumerated() {
      let place = "\(field).part_weights[\(index)]"
      try item.part.checkRequired("\(place).part")
      if partWeights[..<index].contains(where: { $0.part == item.part }) {
        throw .duplicate("\(place).part", "has a weight in this list already")
      }
      if !(0...1000).contains(item.weight) {
        throw .outOfRange("\(place).weight", min: 0, max: 1000)
      }
    }
    if ReportPart.all.allSatisfy({ weight(of: $0) == 0 }) {
      throw .malformed("\(field).part_weights", "more than 0 for one part at least")
    }
  }

  /// What a part of a report weighs.
  public func weight(of part: ReportPart) -> Int64 {
    if let own = partWeights.first(where: { $0.part == part }) { return Int64(own.weight) }
    return part == .adoption ? 0 : 1
  }

  /// The share of the parts that are filled, in millionths.
  public func partsShare(_ filled: [ReportPart]) -> Int64 {
    var (sum, whole): (Int64, Int64) = (0, 0)
    for part in ReportPart.all {
      whole += weight(of: part)
      if filled.contains(part) { sum += weight(of: part) }
    }
    return whole == 0 ? 0 : sum * 1_000_000 / whole
  }

  /// The quality of a visit, 0.00 to 100.00 in hundredths: the weighted mean of the shares that there are.
  ///
  /// - Returns: nil when nothing that there is weighs anything.
  public func score(_ facts: VisitQualityFacts) -> Int64? {
    var shares: [(weight: Int32, share: Int64)] = [(partsWeight, partsShare(facts.filled))]
    if facts.kept + facts.missed > 0 {
      let share = Int64(facts.kept) * 1_000_000 / Int64(facts.kept + facts.missed)
      shares.append((followUpsWeight, share))
    }
    if facts.petition != .unspecified {
      shares.append((sameContactWeight, facts.petition == .closed ? 1_000_000 : 0))
    }
    if facts.satisfaction > 0 {
      shares.append((satisfactionWeight, Int64(facts.satisfaction - 1) * 250_000))
    }
    let weight = shares.reduce(0) { $0 + Int64($1.weight) }
    if weight == 0 { return nil }
    let sum = shares.reduce(0) { $0 + Int64($1.weight) * $1.share }
    // Half a hundredth is rounded up.
    return (sum / weight + 50) / 100
  }
}
