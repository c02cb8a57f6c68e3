/// Counts the targets that a benchmark met, and says so in its last line.
struct Verdict {
  private let name: String
  private var met = 0
  private var missed: [String] = []

  init(_ name: String) { self.name = name }

  /// Notes one target.
  mutating func expect(_ target: String, _ isMet: Bool) {
    if isMet { met += 1 } else { missed.append(target) }
  }

  /// Prints what was missed, then `NAME: M targets met, K missed`.
  func print() {
    for target in missed { Swift.print("missed: \(target)") }
    Swift.print("\(name): \(met) targets met, \(missed.count) missed")
  }
}

/// A number with two decimals.
func hundredths(_ value: Double) -> String {
  let scaled = Int((value * 100).rounded())
  let rest = abs(scaled % 100)
  return "\(scaled / 100).\(rest < 10 ? "0" : "")\(rest)"
}
