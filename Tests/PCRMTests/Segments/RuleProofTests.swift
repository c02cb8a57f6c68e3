import Glibc
@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

/// The store, memory and the slow interpreter agree on every rule. `tools/rule-proof` runs more of them.
struct RuleProofTests {
  @Test func randomRules() throws {
    let rules = Self.number("PCRM_PROOF_RULES") ?? 5000
    let first = Self.number("PCRM_PROOF_SEED") ?? 1
    let populations = (rules + RuleProof.rulesPerPopulation - 1) / RuleProof.rulesPerPopulation
    var (done, exact) = (0, 0)
    var truths: [Truth: Int] = [:]
    for seed in first..<first + populations {
      let count = min(RuleProof.rulesPerPopulation, rules - done)
      try withPCRM { pcrm in
        var proof = RuleProof(seed: UInt64(seed))
        try proof.run(pcrm.database, rules: count)
        for finding in proof.findings { Issue.record("\(finding)") }
        exact += proof.exact
        truths.merge(proof.truths) { $0 + $1 }
      }
      done += count
    }
    print(
      "rules: \(done) (seeds \(first)–\(first + populations - 1)), \(exact) whole in SQL; truths met: "
        + "\(truths[.true] ?? 0) true, \(truths[.false] ?? 0) false, \(truths[.unknown] ?? 0) unknown"
    )
    // A generator that makes the same of everything would prove nothing.
    let all = truths.values.reduce(0, +)
    for truth in [Truth.true, .false, .unknown] { #expect((truths[truth] ?? 0) * 20 > all) }
    #expect(exact * 2 > done)
  }

  /// Faults that such compilers have had, put in one at a time: each is noticed within a few hundred rules.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let right: String
    let wrong: String

    init(_ name: String, _ right: String, _ wrong: String) {
      (testDescription, self.right, self.wrong) = (name, right, wrong)
    }

    func put(in condition: String) -> String {
      // Where the truths of elements are gathered, a second branch ends the statement.
      let kept = condition.replacing("WHEN FALSE THEN 0 ELSE", with: "WHEN  FALSE THEN 0 ELSE")
        .replacing("WHEN FALSE THEN 2 WHEN", with: "WHEN  FALSE THEN 2 WHEN")
      return kept.replacing(right, with: wrong)
    }
  }

  static let faults = [
    Fault("plain EXISTS, for which unknown is false", "WHEN 1 THEN NULL", "WHEN 1 THEN FALSE"),
    Fault(
      "a choice that is the second one when its condition is unknown", " WHEN FALSE THEN ", " ELSE "
    ),
    Fault("sums that go over to rounded numbers", "9223372036854775807", "9e99"),
    Fault("a missing value is in no list", " IN ($", " IN (NULL, $"),
    Fault("what is missing is not there", " IS NOT NULL THEN FALSE END", " IS NULL THEN FALSE END"),
    Fault("texts that begin alike in bytes of another count", ", 1, 1) = ", ", 1, 2) = "),
    Fault("the age of those not yet born", "CASE WHEN customer.birth_day <= ", "CASE WHEN 0 <= "),
    Fault("days that turn in London", "62135629200000000", "62135596800000000"),
    Fault("a missing text is an empty one", "NULLIF(customer.language, '')", "customer.language"),
    Fault("consents recorded at one time", "AND l.number > k.number", "AND FALSE"),
    Fault("a relation seen from one end only", "WHERE r.related = customer.id", "WHERE FALSE"),
    Fault(
      "thousandths that are divided as whole numbers", "CAST(x0.need_score AS DOUBLE PRECISION)",
      "x0.need_score"),
    Fault(
      "whoever has no such element for whoever has", "customer.id NOT IN (", "customer.id IN ("),
    Fault(
      "an element of which it is unknown, which rules nobody out", " IS NOT FALSE))", " IS TRUE))"),
    Fault("lists of many seen from one end only", "WHERE {r.related}", "WHERE FALSE"),
    Fault("membership in any segment", "m.segment = 2", "m.segment > 0"),
  ]

  @Test(arguments: faults)
  func notices(_ fault: Fault) throws {
    for seed in UInt64(1)...12 {
      var isFound = false
      try withPCRM { pcrm in
        var proof = RuleProof(seed: seed) {
          fault.put(in: $0)
        }
        try proof.run(pcrm.database, rules: 200)
        isFound = !proof.findings.isEmpty
      }
      if isFound { return }
    }
    Issue.record("nothing noticed")
  }

  private static func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
