import Dispatch
import Foundation
import PCRMCore
import Routes

/// Plans every file of Solomon's format and prints a line for each: feasible or not, vehicles, distance, seconds.
///
/// A best known distance is looked up as `NAME_distance` in the JSON files beside it, in the form of VROOM's `BKS.json`.
func benchRoutes(_ paths: [String], seed: UInt64) throws -> Bool {
  var verdict = Verdict("routes")
  var gaps: [Double] = []
  var slowest = 0.0
  var allFeasible = true
  print("file        feasible  vehicles  distance   gap      seconds")
  for path in paths {
    let file = try SolomonFile(String(contentsOfFile: path, encoding: .utf8))
    let problem = file.problem
    let start = Instant.now()
    let plan = RoutePlanner(seed: seed).plan(problem).plan
    let seconds = Double(Instant.now().since(start)) / 1e9
    slowest = max(slowest, seconds)
    let isFeasible = RouteCheck.faults(plan, problem).isEmpty && plan.left.isEmpty
    allFeasible = allFeasible && isFeasible
    var gapText = "unknown"
    if let best = bestKnown(file.name, beside: path) {
      let gap = plan.metres / best - 1
      gaps.append(gap)
      gapText = hundredths(gap * 100) + " %"
    }
    let used = plan.days.count { !$0.stops.isEmpty }
    print(
      file.name.padding(12), (isFeasible ? "yes" : "NO").padding(8), "\(used)".padding(8),
      hundredths(plan.metres).padding(9), gapText.padding(7), hundredths(seconds), separator: "  ")
  }
  verdict.expect("every plan feasible", allFeasible)
  verdict.expect("2 s each (slowest \(hundredths(slowest)) s)", slowest <= 2)
  if !gaps.isEmpty {
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let worst = gaps.max() ?? 0
    verdict.expect("mean gap at most 1.6 % (\(hundredths(mean * 100)) %)", mean <= 0.016)
    verdict.expect("worst gap at most 7.5 % (\(hundredths(worst * 100)) %)", worst <= 0.075)
  }
  verdict.print()
  return allFeasible
}

private func bestKnown(_ name: String, beside path: String) -> Double? {
  let folder = URL(filePath: path).deletingLastPathComponent()
  let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
  for file in (files ?? []).sorted() where file.hasSuffix(".json") {
    guard let data = try? Data(contentsOf: folder.appending(path: file)),
      let table = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]],
      let cost = table["\(name)_distance"]?["best_known_cost"] as? Double
    else { continue }
    return cost
  }
  return nil
}

extension String {
  /// The text with blanks behind it, up to a width.
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
