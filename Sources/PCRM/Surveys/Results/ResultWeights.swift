import PCRMCore
import PCRMModel
import ProtobufCodec
import SurveyScores

/// What each group's answers weigh, and how that came about.
struct ResultWeights {
  /// One a group, in their order.
  let weights: [Double]
  /// Absent where all weigh the same.
  let report: WeightingReport?
  /// Whether they are those of the strata of the frame.
  var isByStrata: Bool { report != nil && !isRaked }
  private let isRaked: Bool
  /// By what weights differ: those who are the same in all of it weigh the same.
  private let dimensions: [GroupDimension]

  /// By the margins of a request; otherwise by the strata of the wave's frame, where it has several.
  init(
    _ results: ResultGroups, _ wave: SurveyWave, _ request: GetWaveResultsRequest
  ) throws(Status) {
    let counts = results.groups.map { Int($0.tally.answers) }
    // Of an anonymous wave nobody knows who is of which stratum.
    let strata = wave.anonymous ? [] : wave.frame?.strata ?? []
    var report = WeightingReport()
    isRaked = !request.margins.isEmpty
    if !request.margins.isEmpty {
      if request.unweighted { throw .malformed("margins", "absent where all weigh the same") }
      weights = try Self.raked(results, counts, request.margins, &report)
      dimensions = request.margins.compactMap(\.dimension.group)
    } else if !request.unweighted && strata.count > 1 {
      var respondents: [String: Int] = [:]
      for (group, count) in zip(results.groups, counts) {
        respondents[group.group.stratum, default: 0] += count
      }
      let result = PostStratification(
        strata.map {
          StratumCount(
            stratum: $0.name, population: Int($0.size), respondents: respondents[$0.name] ?? 0)
        })
      report.missingStrata = result.missing
      dimensions = [.stratum]
      // An answer of no stratum, by whoever had a token, stands for itself.
      weights = results.groups.map { result.weights[$0.group.stratum] ?? 1 }
    } else {
      weights = results.groups.map { _ in 1 }
      dimensions = []
      self.report = nil
      return
    }
    let size = SampleSize(
      respondents: counts.reduce(0, +),
      weight: zip(weights, counts).reduce(0) { $0 + $1.0 * Double($1.1) },
      weightSquares: zip(weights, counts).reduce(0) { $0 + $1.0 * $1.0 * Double($1.1) })
    report.designEffect = size.designEffect
    report.effectiveSize = size.kish
    self.report = report
  }

  /// Those who weigh the same, and what they are chosen by.
  typealias Part = (filter: AnswerCube.Filter, groups: [TalliedGroup])

  /// The groups of which each weighs as it does: who asks with one weight and with another works their figures out.
  ///
  /// - Throws: `failedPrecondition` with DIFFERENCE_TOO_SMALL where one of them is of a few people.
  func parts(
    of results: ResultGroups
  ) throws(Status) -> [Part] {
    if dimensions.isEmpty { return [] }
    let parts = Dictionary(grouping: results.groups) { group in
      dimensions.map { $0.value(group) }
    }
    guard
      parts.values.allSatisfy({ part in
        results.rule.shows(group: part.people { Int($0.tally.answers) })
      })
    else {
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", isRaked ? "margins" : "unweighted",
        "by its weight, a group of fewer than \(results.rule.groupMin) people could be worked out; "
          + (isRaked ? "weigh by larger groups" : "ask for the figures without weights"))
    }
    return parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, groups in
      var filter = results.filter
      for (dimension, value) in zip(dimensions, key) { filter.values[dimension.name] = [value] }
      return (filter, groups)
    }
  }

  private static func raked(
    _ results: ResultGroups, _ counts: [Int], _ margins: [WeightMargin],
    _ report: inout WeightingReport
  ) throws(Status) -> [Double] {
    if margins.count > 4 { throw .tooMany("margins", max: 4) }
    var targets: [Raking.Margin] = []
    var categories = counts.map { _ in [Int]() }
    var seen: Set<Int32> = []
    for (number, margin) in margins.enumerated() {
      let field = "margins[\(number)]"
      guard let dimension = margin.dimension.group, dimension != .wave else {
        throw .malformed("\(field).dimension", "OFFICE, TEAM, STRATUM or RATED_UNIT")
      }
      if !seen.insert(margin.dimension.rawValue).inserted {
        throw .duplicate("\(field).dimension", "has a margin already")
      }
      let places = try margin.places(field)
      for (place, group) in results.groups.enumerated() {
        guard let category = places[dimension.value(group)] else {
          throw .malformed("\(field).targets", "a share of every group in which somebody answered")
        }
        categories[place].append(category)
      }
      targets.append(.init(name: margin.dimension.name ?? "", targets: margin.targets.map(\.share)))
    }
    let result = Raking().weights(
      targets, zip(categories, counts).map { .init(categories: $0, respondents: $1) })
    report.iterations = Int32(result.iterations)
    report.converged = result.converged
    report.largestGap = result.largestGap
    report.capped = Int64(result.capped)
    report.emptyTargets = result.empty
    return result.weights
  }
}

extension WeightMargin {
  /// The place of each of its values.
  fileprivate func places(_ field: String) throws(Status) -> [String: Int] {
    if targets.isEmpty { throw .required("\(field).targets") }
    if targets.count > ResultFilter.valuesMax {
      throw .tooMany("\(field).targets", max: ResultFilter.valuesMax)
    }
    var places: [String: Int] = [:]
    for (number, target) in targets.enumerated() {
      if !(target.share > 0 && target.share.isFinite) {
        throw .malformed("\(field).targets[\(number)].share", "above 0")
      }
      if places.updateValue(number, forKey: target.value) != nil {
        throw .duplicate("\(field).targets[\(number)].value", "has a share already")
      }
    }
    return places
  }
}

extension ResultDimension {
  /// What of a group it is; nil for segments, which groups do not know.
  var group: GroupDimension? {
    switch self {
    case .office: .office
    case .team: .team
    case .stratum: .stratum
    case .ratedUnit: .ratedUnit
    case .wave: .wave
    default: nil
    }
  }
}
