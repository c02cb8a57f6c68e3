import Foundation
import PCRMCore
import SurveyScores
import Testing

/// A case of the second opinion: what is asked, with groups of numbers, and what the other came to.
private struct OpinionCase {
  let kind: String
  let groups: [[Double]]
  let expected: [Double]

  init(_ line: Substring) {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
    kind = String(parts[0])
    groups = parts[1].split(separator: ";").map(Self.numbers)
    expected = parts.count > 2 ? Self.numbers(parts[2]) : []
  }

  private static func numbers(_ text: Substring) -> [Double] {
    text.split(separator: " ").compactMap { Double($0) }
  }

  /// What stands here comes to.
  var answer: [Double] {
    let first = groups[0]
    switch kind {
    case "normal": return [NormalDistribution.quantile(first[0])]
    case "cumulative": return [NormalDistribution.cumulative(first[0])]
    case "student": return [StudentDistribution.quantile(first[0], freedom: first[1])]
    case "wilson":
      let interval = WilsonInterval.interval(
        share: first[0], size: first[1], confidence: Confidence(first[2]))
      return [interval.low, interval.high]
    case "share":
      let (from, population, level) = (groups[2][0], Int(groups[2][1]), groups[2][2])
      let estimate = tally.share(
        population: population == 0 ? nil : population, confidence: Confidence(level),
        where: { $0 >= from })
      let kish = tally.size().kish
      return Self.numbers(
        estimate, [estimate?.value ?? .nan, kish, estimate?.designEffect ?? .nan])
    case "mean":
      let population = Int(groups[2][0])
      return Self.numbers(
        tally.mean(
          population: population == 0 ? nil : population, confidence: Confidence(groups[2][1])))
    case "equal": return Self.numbers(Tally(first).mean(confidence: Confidence(groups[1][0])))
    case "recommendation":
      guard
        let score = RecommendationRule().score(tally, confidence: Confidence(groups[2][0]))
      else { return [] }
      return Self.numbers(score.score, [score.score.value, score.variance])
    case "index": return index
    case "stratified": return stratified
    case "stratified-index": return stratifiedIndex
    case "raking": return raking
    default: return []
    }
  }

  private var tally: Tally {
    var tally = Tally()
    for (value, weight) in zip(groups[0], groups[1]) { tally.add(value, weight: weight) }
    return tally
  }

  private static func numbers(_ estimate: Estimate?, _ before: [Double]? = nil) -> [Double] {
    guard let estimate, let interval = estimate.interval else { return before ?? [] }
    return (before ?? [estimate.value]) + [interval.low, interval.high]
  }

  /// The last share is the overall part's.
  private var index: [Double] {
    var tally = IndexTally(Self.model(groups[0]))
    for (weight, row) in zip(groups[1], groups.dropFirst(3)) {
      tally.add(weight: weight) { Int($0).map { row[$0] } }
    }
    return Self.numbers(tally.score(confidence: Confidence(groups[2][0])).index)
  }

  private static func model(_ shares: [Double]) -> IndexModel {
    IndexModel(
      name: "m", version: 3, scale: PointScale(min: 1, max: 7, conversion: .raw),
      dimensions: shares.dropLast().enumerated().map {
        .init(name: "d\($0)", weight: $1, items: [.init(question: "\($0)")])
      }, overall: [.init(question: "\(shares.count - 1)")], overallShare: shares.last ?? 0)
  }

  /// Mean and share with their intervals, then promoters less detractors.
  private var stratified: [Double] {
    let (thresholds, strata) = (groups[0], groups.dropFirst())
    let population = strata.reduce(0) { $0 + $1[0] }
    let count = strata.reduce(0) { $0 + Double($1.count - 1) }
    let tally = StratifiedTally(
      strata.map {
        .init(
          population: Int($0[0]), weight: $0[0] / population / (Double($0.count - 1) / count),
          tally: Tally($0.dropFirst()))
      })
    let confidence = Confidence(thresholds[2])
    let rule = RecommendationRule(
      scale: PointScale(min: 0, max: 10, conversion: .raw), promotersFrom: thresholds[0],
      detractorsTo: thresholds[1])
    let net = rule.score(tally, confidence: confidence)
    return Self.numbers(tally.mean(confidence: confidence))
      + Self.numbers(tally.share(confidence: confidence, where: { $0 >= thresholds[0] }))
      + [net?.score.value ?? .nan, net?.variance ?? .nan]
  }

  private var stratifiedIndex: [Double] {
    let (shares, sizes, labels) = (groups[0], groups[2], groups[3].map { Int($0) })
    let model = Self.model(shares)
    let population = sizes.reduce(0, +)
    let strata = sizes.indices.map { stratum in
      let rows = zip(labels, groups.dropFirst(4)).filter { $0.0 == stratum }.map(\.1)
      var tally = IndexTally(model)
      for row in rows { tally.add { Int($0).map { row[$0] } } }
      let part = Double(rows.count) / Double(labels.count)
      return StratifiedIndex.Stratum(
        population: Int(sizes[stratum]), weight: sizes[stratum] / population / part, tally: tally)
    }
    let score = StratifiedIndex(model, strata).score(confidence: Confidence(groups[1][0]))
    return Self.numbers(score.index)
  }

  private var raking: [Double] {
    let (rows, columns) = (groups[1].count, groups[2].count)
    var raking = Raking()
    raking.cap = 1000
    raking.tolerance = 1e-14
    return raking.weights(
      [.init(name: "row", targets: groups[1]), .init(name: "column", targets: groups[2])],
      groups[0].enumerated().map {
        .init(categories: [$0 / columns, $0 % columns], respondents: Int($1))
      }
    ).weights.prefix(rows * columns).map(\.self)
  }
}

/// Scores and intervals as scipy and statsmodels work them out, to 1e-9.
struct SecondOpinionTests {
  private static let python = ProcessInfo.processInfo.environment["PCRM_SCORES_PYTHON"]
  private static let count =
    ProcessInfo.processInfo.environment["PCRM_SCORES_CASES"].flatMap(Int.init) ?? 2000

  /// Would catch a wrong digit in a coefficient, a variance that divides by the wrong number, a weight counted twice.
  @Test func agreesWithTheTable() {
    let lines = secondOpinionTable.split(separator: "\n")
    #expect(lines.count > 150)
    for line in lines {
      Self.compare(OpinionCase(line.drop { $0 == " " }))
    }
  }

  /// The same of cases that nobody chose.
  @Test(
    .enabled(
      if: python != nil, "PCRM_SCORES_PYTHON is not set; tools/survey-second-opinion sets it"))
  func agreesWithPython() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let lines = (0..<Self.count).map { Self.line($0, &random) }
    let answers = try Self.ask(lines)
    try #require(answers.count == lines.count)
    for line in answers { Self.compare(OpinionCase(line[...])) }
  }

  private static func compare(_ asked: OpinionCase) {
    let mine = asked.answer
    guard mine.count == asked.expected.count else {
      // Few enough answers have no interval; the other says "not a number" of it.
      #expect(asked.expected.contains { $0.isNaN }, "\(asked)")
      return
    }
    for (mine, other) in zip(mine, asked.expected) {
      #expect(abs(mine - other) <= 1e-9 * max(1, abs(other)), "\(mine), not \(other): \(asked)")
    }
  }

  private static func line(_ number: Int, _ random: inout SplitMix64) -> String {
    func uniform(_ low: Double, _ high: Double) -> Double {
      .random(in: low...high, using: &random)
    }
    func list(_ count: Int, _ value: () -> Double) -> String {
      (0..<count).map { _ in "\(value())" }.joined(separator: " ")
    }
    let n = Int.random(in: 2...80, using: &random)
    let values = list(n) { Double(Int.random(in: 1...5, using: &random)) }
    let weights = list(n) { uniform(0.2, 5) }
    let level = uniform(0.5, 0.999)
    switch number % 10 {
    case 0: return "normal|\(uniform(0, 1))"
    case 1: return "student|\(uniform(0.001, 0.999)) \(uniform(0.3, 1200))"
    case 2: return "wilson|\(uniform(0, 1)) \(uniform(1, 5000)) \(level)"
    case 3: return "share|\(values);\(weights);4 \(n + Int(uniform(1, 500))) \(level)"
    case 4: return "mean|\(values);\(weights);\(n + Int(uniform(1, 500))) \(level)"
    case 5:
      let scores = list(n) { Double(Int.random(in: 0...10, using: &random)) }
      return "recommendation|\(scores);\(weights);\(level)"
    case 6:
      let rows = (0..<n).map { _ in
        list(4) { uniform(0, 1) < 0.1 ? .nan : Double(Int.random(in: 1...7, using: &random)) }
      }
      // The first leaves nothing out, so that every dimension has somebody.
      return "index|0.3 0.2 0.1 0.4;4 \(weights);\(level);4 5 6 7;" + rows.joined(separator: ";")
    case 7, 8:
      let sizes = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        Int.random(in: 30...3000, using: &random)
      }
      if number % 10 == 7 {
        let strata = sizes.map { size in
          // Of two minds at least, so that there is a variance.
          "\(size) 10 1 5 "
            + list(Int.random(in: 3...20, using: &random)) {
              Double(Int.random(in: 1...10, using: &random))
            }
        }
        return "stratified|8 4 \(level);" + strata.joined(separator: ";")
      }
      let labels = (0..<sizes.count * 12).map { "\($0 % sizes.count)" }
      let rows = labels.map { _ in
        "\(Int.random(in: 1...7, using: &random)) "
          + list(3) {
            uniform(0, 1) < 0.1 ? .nan : Double(Int.random(in: 1...7, using: &random))
          }
      }
      return "stratified-index|0.3 0.2 0.1 0.4;\(level);"
        + sizes.map(String.init).joined(separator: " ") + ";"
        + labels.joined(separator: " ") + ";" + rows.joined(separator: ";")
    default:
      return "raking|\(list(6) { uniform(5, 60).rounded() });\(list(2) { uniform(20, 50) });"
        + list(3) { uniform(20, 50) }
    }
  }

  private static func ask(_ lines: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appending(path: "cases"), folder.appending(path: "answers"))
    try (lines.joined(separator: "\n") + "\n").write(to: input, atomically: false, encoding: .utf8)
    try "".write(to: output, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: python ?? "")
    process.arguments = [
      URL(filePath: #filePath).appending(path: "../../../tools/second-opinion/surveys.py")
        .standardized.path
    ]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
