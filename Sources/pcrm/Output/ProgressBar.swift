import Glibc
import PCRMCore

/// A line on the terminal that tells how far a long work is, how fast, and how long it will take.
/// Where standard error is no terminal it says nothing.
struct ProgressBar {
  private static let barColumns = 24
  private static let pause: UInt64 = 100_000_000

  private let isShown: Bool
  private let began = Instant.now()
  private var last: Instant?

  init(isShown: Bool = isatty(STDERR_FILENO) == 1) {
    self.isShown = isShown
  }

  /// Draws at most ten times a second.
  mutating func show(done: Int, of total: Int, records: Int) {
    let now = Instant.now()
    guard isShown, last.map({ now.since($0) >= Self.pause }) ?? true else { return }
    last = now
    let seconds = Double(now.since(began)) / 1e9
    Console.writeNow(
      "\r\u{1b}[K" + Self.line(done: done, of: total, records: records, seconds: seconds),
      to: STDERR_FILENO)
  }

  /// Takes the line away.
  func clear() {
    if isShown && last != nil { Console.writeNow("\r\u{1b}[K", to: STDERR_FILENO) }
  }

  static func line(done: Int, of total: Int, records: Int, seconds: Double) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let full = Int(share * Double(barColumns))
    let bar =
      String(repeating: "█", count: full) + String(repeating: "░", count: barColumns - full)
    let rate = seconds > 0 ? Int(Double(records) / seconds) : 0
    let left = share > 0 ? span(seconds / share - seconds) : "?"
    return "\(bar) \(Int(share * 100)) %  \(records) records  \(rate)/s  \(left) left"
  }

  private static func span(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole >= 3600 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
  }
}
