import PCRMCore
import Synchronization

/// Counters and times of a running server, printed as Prometheus text.
///
/// Source: prometheus.io, "Text-based format", version 0.0.4.
public final class Metrics: Sendable {
  /// Calls slower than this are logged.
  public let slowNanoseconds: UInt64 = 500_000_000

  private let methods: [MethodCounters]
  private let figures = Mutex<[Figure]>([])

  private struct Figure: Sendable {
    let name: String
    let help: String
    let type: String
    let value: @Sendable () -> Double
  }

  init(methods paths: [String]) {
    methods = paths.map(MethodCounters.init)
  }

  /// Counts one call.
  func count(_ method: Int, code: StatusCode, nanoseconds: UInt64) {
    methods[method].count(code: code, nanoseconds: nanoseconds)
  }

  /// Adds a value that goes up and down, read when the page is.
  public func gauge(
    _ name: String, _ help: String, _ value: @escaping @Sendable () -> Double
  ) {
    figures.withLock { $0.append(Figure(name: name, help: help, type: "gauge", value: value)) }
  }

  /// Adds a count that only grows, read when the page is.
  public func counter(
    _ name: String, _ help: String, _ value: @escaping @Sendable () -> Int
  ) {
    figures.withLock {
      $0.append(Figure(name: name, help: help, type: "counter", value: { Double(value()) }))
    }
  }

  /// The whole page.
  public func text() -> String {
    var text = """
      # HELP pcrm_calls_total Calls answered, by method and status code.
      # TYPE pcrm_calls_total counter

      """
    for method in methods { text += method.totals() }
    text += """
      # HELP pcrm_call_seconds Time from reading a call to its answer.
      # TYPE pcrm_call_seconds histogram

      """
    for method in methods { text += method.histogram() }
    for figure in figures.withLock({ $0 }) {
      text += "# HELP \(figure.name) \(figure.help)\n"
      text += "# TYPE \(figure.name) \(figure.type)\n\(figure.name) \(figure.value())\n"
    }
    return text
  }
}

/// The counters of one method.
private final class MethodCounters: Sendable {
  /// Upper bounds of the histogram's buckets, in nanoseconds.
  private static let bounds: [UInt64] = [
    10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
    10_000_000, 50_000_000, 250_000_000, 1_000_000_000, 10_000_000_000,
  ]

  let path: String
  private let codes = InlineArray<17, Atomic<UInt64>> { _ in Atomic(0) }
  private let buckets = InlineArray<15, Atomic<UInt64>> { _ in Atomic(0) }
  private let nanoseconds = Atomic<UInt64>(0)

  init(path: String) { self.path = path }

  func count(code: StatusCode, nanoseconds: UInt64) {
    codes[Int(code.rawValue)].add(1, ordering: .relaxed)
    var bucket = 0
    while bucket < Self.bounds.count && nanoseconds > Self.bounds[bucket] { bucket += 1 }
    buckets[bucket].add(1, ordering: .relaxed)
    self.nanoseconds.add(nanoseconds, ordering: .relaxed)
  }

  func totals() -> String {
    var text = ""
    for code in StatusCode.allCases {
      let count = codes[Int(code.rawValue)].load(ordering: .relaxed)
      guard count > 0 else { continue }
      text += "pcrm_calls_total{method=\"\(path)\",code=\"\(code.name)\"} \(count)\n"
    }
    return text
  }

  func histogram() -> String {
    var total: UInt64 = 0
    var text = ""
    for (index, bound) in Self.bounds.enumerated() {
      total += buckets[index].load(ordering: .relaxed)
      let seconds = Double(bound) / 1e9
      text += "pcrm_call_seconds_bucket{method=\"\(path)\",le=\"\(seconds)\"} \(total)\n"
    }
    total += buckets[Self.bounds.count].load(ordering: .relaxed)
    guard total > 0 else { return "" }
    let sum = Double(nanoseconds.load(ordering: .relaxed)) / 1e9
    text += "pcrm_call_seconds_bucket{method=\"\(path)\",le=\"+Inf\"} \(total)\n"
    text += "pcrm_call_seconds_sum{method=\"\(path)\"} \(sum)\n"
    text += "pcrm_call_seconds_count{method=\"\(path)\"} \(total)\n"
    return text
  }
}
