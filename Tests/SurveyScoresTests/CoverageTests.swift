import Foundation
import PCRMCore
import SurveyScores
import Testing

private let realData = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
  $0.isEmpty ? nil : $0
}

/// Intervals hold the truth as often as they say.
struct CoverageTests {
  /// Whether each of the complaints was answered in time, and by which channel it came.
  private static func complaints() throws -> [(timely: Bool, channel: String)] {
    let path = try #require(realData) + "/cfpb-complaints/Consumer_Complaints.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var rows: [(Bool, String)] = []
    // Only CR LF ends a record; commas in quotes end no field.
    for line in text.split(separator: "\r\n").dropFirst() {
      var fields: [Substring] = []
      var quoted = false
      var start = line.startIndex
      for place in line.indices {
        if line[place] == "\"" { quoted.toggle() }
        if line[place] == ",", !quoted {
          fields.append(line[start..<place])
          start = line.index(after: place)
        }
      }
      fields.append(line[start...])
      rows.append((fields[12] == "Yes", String(fields[7])))
    }
    try #require(rows.count == 8340)
    try #require(rows.count { $0.0 } == 8179)
    return rows
  }

  /// Would catch a correction for the finite population that is missing (too wide) or taken twice (too narrow).
  ///
  /// With 161 of 8,340 late, a sample of 500 takes one of few values, so the true coverage is not quite 95 %: it is worked
  /// out from the hypergeometric distribution, and the thousand samples are held to that within five deviations.
  @Test(.enabled(if: realData != nil, "PCRM_DATA is not set: this test on real data did not run"))
  func complaintsAreTimelyAsOftenAsTheIntervalsSay() throws {
    let rows = try Self.complaints()
    let truth = 8179.0 / 8340
    let seed = UInt64.random(in: 0 ... .max)
    for level in [0.8, 0.9, 0.95, 0.99] {
      let confidence = Confidence(level)
      let covers = { (timely: Int) in
        let size = SampleSize(respondents: 500, population: 8340).effective
        return WilsonInterval.interval(
          share: Double(timely) / 500, size: size, confidence: confidence
        ).contains(truth)
      }
      let exact = Hypergeometric(population: 8340, marked: 8179, drawn: 500).sum(where: covers)
      #expect(abs(exact - level) < 0.04, "\(level): \(exact)")
      var held = 0
      for wave in 0..<1000 {
        let sample = SampleDesign.simple(size: 500).draw(
          from: rows.map(\.channel), seed: seed &+ UInt64(wave))
        var tally = Tally()
        for unit in sample { tally.add(rows[unit.place].timely ? 1 : 0) }
        let estimate = try #require(
          tally.share(population: rows.count, confidence: confidence, where: { $0 == 1 }))
        if try #require(estimate.interval).contains(truth) { held += 1 }
      }
      let deviation = (exact * (1 - exact) / 1000).squareRoot()
      print("\(level): \(Double(held) / 1000) of 1,000 samples, \(exact) exactly, seed \(seed)")
      #expect(abs(Double(held) / 1000 - exact) < 5 * deviation, "level \(level), seed \(seed)")
    }
  }

  /// Would catch weights that undo what they are for: strata are sampled out of proportion and weighted back.
  @Test(.enabled(if: realData != nil, "PCRM_DATA is not set: this test on real data did not run"))
  func weightedSamplesAreOfTheWhole() throws {
    let rows = try Self.complaints()
    let truth = 8179.0 / 8340
    let strata = rows.map(\.channel)
    let populations = Dictionary(grouping: strata, by: \.self).mapValues(\.count)
    let seed = UInt64.random(in: 0 ... .max)
    // As many of the few faxes as of the many web forms.
    let design = SampleDesign.stratified(
      size: 500,
      .neyman(deviations: populations.mapValues { 1 / Double($0) }, atLeast: 2))
    var sum = 0.0
    var held = 0
    for wave in 0..<1000 {
      let sample = design.draw(from: strata, seed: seed &+ UInt64(wave))
      let drawn = Dictionary(grouping: sample, by: \.stratum).mapValues(\.count)
      let weights = PostStratification(
        populations.map {
          StratumCount(stratum: $0.key, population: $0.value, respondents: drawn[$0.key] ?? 0)
        }
      ).weights
      var tally = Tally()
      for unit in sample {
        tally.add(rows[unit.place].timely ? 1 : 0, weight: weights[unit.stratum] ?? 0)
      }
      let estimate = try #require(tally.share(population: rows.count, where: { $0 == 1 }))
      #expect(estimate.designEffect > 1.5)
      sum += estimate.value
      if try #require(estimate.interval).contains(truth) { held += 1 }
    }
    print("weighted: \(held) of 1,000 samples, mean \(sum / 1000), seed \(seed)")
    #expect(abs(sum / 1000 - truth) < 0.003, "seed \(seed)")
    #expect(held > 900, "seed \(seed)")
  }

  /// Would catch means whose intervals are too narrow with few answers: Student's, not the normal's.
  @Test func meansOfFewAnswersAreCovered() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var held = 0
    let rounds = 20_000
    for _ in 0..<rounds {
      let tally = Tally(
        (0..<6).map { _ in
          NormalDistribution.quantile(.random(in: 0.000001...0.999999, using: &random))
        })
      if tally.mean()?.interval?.contains(0) ?? false { held += 1 }
    }
    let share = Double(held) / Double(rounds)
    #expect(abs(share - 0.95) < 5 * (0.95 * 0.05 / Double(rounds)).squareRoot(), "seed \(seed)")
  }
}

/// How likely each number of marked ones is among those drawn.
private struct Hypergeometric {
  let population: Int
  let marked: Int
  let drawn: Int

  func sum(where holds: (Int) -> Bool) -> Double {
    (max(0, drawn + marked - population)...min(marked, drawn)).reduce(0) {
      $0 + (holds($1) ? probability($1) : 0)
    }
  }

  private func probability(_ count: Int) -> Double {
    exp(
      Self.logChoices(marked, count) + Self.logChoices(population - marked, drawn - count)
        - Self.logChoices(population, drawn))
  }

  private static func logChoices(_ n: Int, _ k: Int) -> Double {
    lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
  }
}
