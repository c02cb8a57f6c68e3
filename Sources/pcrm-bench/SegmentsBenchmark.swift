import Dispatch
import Glibc
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

/// Segments over a large population: what following costs a write, how long a build takes and what it does to writers,
/// how long a preview takes, and whether memory stays flat.
struct SegmentsBenchmark {
  private static let service = "pcrm.v1.SegmentService/"
  private static let update = "pcrm.v1.CustomerService/UpdateCustomer"
  /// Runs with and without segments, one after the other, of which the middle one counts.
  private static let turns = 10
  private let customers: Int
  private let folder: String
  private var verdict = Verdict("segments")

  init(customers: Int) {
    self.customers = customers
    folder = "/tmp/pcrm-bench-segments.\(getpid())"
  }

  mutating func run() throws {
    defer { removeStore(folder) }
    var limits = Limits()
    limits.callsPerSecondMax = 0
    let database = try SQLiteDatabase.open(
      path: folder, migrations: PCRM.migrations, limits: limits)
    defer { database.close() }
    var start = Instant.now()
    try CustomerLoad.sample(customers: customers, seed: 1, into: database)
    try database.write { (writer) throws(Status) in
      _ = try writer.execute("DELETE FROM timer WHERE kind = 'fill_facts'")
    }
    report("segments: \(customers) customers made in \(seconds(start)) s")
    let jobs = JobRunner(database: database) { print("segments: \($0)") }
    PCRM.handleTimers(jobs) { print("segments: \($0)") }
    let calls = try InProcessCalls(database)
    start = Instant.now()
    let cpu = ProcessTime.microseconds
    let names = try apply(BenchSegments.all, calls)
    try PCRM.begin(database)
    jobs.start()
    defer { jobs.stop() }
    try wait(for: names, calls)
    report(
      "segments: \(names.count) segments built in \(seconds(start)) s (CPU "
        + "\(hundredths((ProcessTime.microseconds - cpu) / 1e6)) s), "
        + "\(try database.movements()) memberships")
    try waitUntilQuiet(database)
    report("segments: timers within the horizon kept after \(seconds(start)) s")
    let memory = ProcessMemory.anonymousKilobytes
    try previews(calls)
    try reevaluation(database)
    try rebuild(database, calls)
    try audit(calls)
    try writes(database, calls)
    let grown = ProcessMemory.anonymousKilobytes - memory
    report("segments: anonymous memory \(memory / 1024) MiB, \(grown / 1024) MiB more at the end")
    verdict.expect("memory flat: at most 64 MiB more at the end", grown < 64 * 1024)
    verdict.print()
  }

  // MARK: Parts

  private mutating func previews(_ calls: InProcessCalls) throws {
    var most = 0.0
    for rule in BenchSegments.previews {
      var request = PreviewSegmentRequest()
      request.rule = rule
      request.segment = "seoul"
      let start = Instant.now()
      let answer: PreviewSegmentResponse = try calls.call(Self.service + "PreviewSegment", request)
      let took = Double(Instant.now().since(start)) / 1e6
      most = max(most, took)
      let count = answer.count ?? SegmentCount()
      let kind = count.estimated ? "estimate \(count.sizeLow)–\(count.sizeHigh)" : "exact"
      report("segments: preview \(hundredths(took)) ms, \(count.size) (\(kind)): \(rule)")
    }
    verdict.expect("preview within 300 ms, took \(hundredths(most)) ms at most", most <= 300)
  }

  /// All segments for one customer, in the writer, with their rows read and without a commit each.
  private mutating func reevaluation(_ database: SQLiteDatabase) throws {
    let ids = try database.sampledCustomers(2000)
    let times = try database.write { (writer) throws(Status) -> [UInt64] in
      var times: [UInt64] = []
      for id in ids {
        let start = Instant.now()
        try writer.evaluateSegments(of: id)
        times.append(Instant.now().since(start))
      }
      return times.sorted()
    }
    let p99 = Double(times[times.count * 99 / 100]) / 1e6
    report(
      "segments: all \(BenchSegments.all.count) segments for one customer: "
        + "p50 \(times[times.count / 2] / 1000) us, p99 \(hundredths(p99 * 1000)) us")
    verdict.expect("re-evaluation of one customer p99 ≤ 2 ms, was \(hundredths(p99)) ms", p99 <= 2)
  }

  /// Updates that five rules look at, with and without segments, in turns on one store.
  ///
  /// Each way has customers of its own: one whom a write without segments has touched would move with the next.
  private mutating func writes(_ database: SQLiteDatabase, _ calls: InProcessCalls) throws {
    let ids = try database.sampledCustomers(20_000)
    let halves = [true: ids.prefix(ids.count / 2), false: ids.suffix(ids.count / 2)].mapValues(
      Array.init)
    let catalogue = try database.catalogue()
    var call = [true: 0, false: 0]
    var cpu: [Bool: [Double]] = [:]
    func round(_ isOn: Bool, _ mask: String, count: Int, inFlight: Int) throws -> Double {
      _ = try database.catalogue(isOn ? catalogue : 0)
      let half = halves[isOn] ?? []
      let start = ProcessTime.microseconds
      let figures = try calls.run(Self.update, count: count, inFlight: inFlight) { _ in
        let number = call[isOn, default: 0]
        call[isOn] = number + 1
        return BenchSegments.update(
          half[number % half.count], mask, number: number, cycle: number / half.count)
      }
      guard figures.failures == 0 else { throw BenchError.server("an update failed") }
      cpu[isOn, default: []].append((ProcessTime.microseconds - start) / Double(count))
      return figures.callsPerSecond
    }
    for mask in ["language", "tags"] {
      // The first update of a customer lets rules about languages turn, the later ones leave them as they are.
      for isOn in [true, false] {
        _ = try round(isOn, mask, count: halves[isOn]?.count ?? 0, inFlight: 64)
      }
      for inFlight in [1, 64] {
        let moved = try database.movements()
        cpu = [:]
        let count = inFlight == 1 ? 1500 : 15_000
        var rates: [Bool: [Double]] = [:]
        for turn in 0..<Self.turns {
          let isOn = turn % 2 == 1
          let rate = try round(isOn, mask, count: count, inFlight: inFlight)
          rates[isOn, default: []].append(rate)
        }
        let moves = try database.movements() - moved
        let without = Self.middle(rates[false] ?? [])
        let with = Self.middle(rates[true] ?? [])
        let slower = (1 - with / without) * 100
        let crossings = Double(moves) / Double(count * Self.turns / 2)
        let what = mask == "language" ? "5 of the segments looked at" : "4 of them too"
        report(
          "segments: update, \(what), \(hundredths(crossings)) memberships moved, \(inFlight) in "
            + "flight: \(Int(without)) a second without segments, \(Int(with)) with: "
            + "\(hundredths(slower)) % slower; CPU of a write \(Int(Self.middle(cpu[false] ?? []))) us "
            + "and \(Int(Self.middle(cpu[true] ?? []))) us")
        if mask == "language" {
          verdict.expect(
            "a write that touches 5 of 50 segments, \(inFlight) in flight, ≤ 20 % slower, was "
              + "\(hundredths(slower)) %", slower <= 20)
        }
      }
    }
  }

  /// A new rule that moves less than a tenth of the members, while somebody writes.
  private mutating func rebuild(_ database: SQLiteDatabase, _ calls: InProcessCalls) throws {
    let ids = try database.sampledCustomers(5000)
    let writer = BackgroundWriter(database, ids)
    writer.start()
    Thread.pause(milliseconds: 500)
    let calm = writer.most()
    for (name, rule) in BenchSegments.changed {
      let before = try segment(name, calls)
      let moved = try database.movements()
      let start = Instant.now()
      let held = database.counters.heldCheckpoints.value
      let cpu = ProcessTime.microseconds
      _ = try apply([BenchSegments.definition(name, rule)], calls)
      try wait(for: [name], calls)
      let used = (ProcessTime.microseconds - cpu) / 1e6
      let took = Double(Instant.now().since(start)) / 1e9
      let stall = writer.most()
      let moves = try database.movements() - moved
      report(
        "segments: rebuild of \(name) (\(before.size) members, \(moves) moved): "
          + "\(hundredths(took)) s (CPU with the writers beside it \(hundredths(used)) s), longest write meanwhile \(hundredths(stall)) ms "
          + "(\(hundredths(calm)) ms without a build), "
          + "\(database.counters.heldCheckpoints.value - held) checkpoints that it waited for")
      verdict.expect("rebuild of \(name) ≤ 3 s, took \(hundredths(took)) s", took <= 3)
      verdict.expect("no write waits over 50 ms, one took \(hundredths(stall)) ms", stall <= 50)
    }
    writer.stop()
    try waitUntilQuiet(database)
  }

  private mutating func audit(_ calls: InProcessCalls) throws {
    var wrong: Int64 = 0
    let start = Instant.now()
    for definition in BenchSegments.all {
      var request = AuditSegmentRequest()
      request.name = definition.name
      let answer: AuditSegmentResponse = try calls.call(Self.service + "AuditSegment", request)
      wrong += answer.missing + answer.surplus - answer.due
    }
    report("segments: all compared with SQL in \(seconds(start)) s, \(wrong) differences")
    verdict.expect("drift is 0, was \(wrong)", wrong == 0)
  }

  /// A line of the report, to be seen at once: a run takes minutes.
  private func report(_ line: String) {
    print(line)
    fflush(nil)
  }

  // MARK: Calls

  private func apply(
    _ definitions: [SegmentDefinition], _ calls: InProcessCalls
  ) throws -> [String] {
    var request = ApplySegmentsRequest()
    request.segments = definitions
    let response: ApplySegmentsResponse = try calls.call(Self.service + "ApplySegments", request)
    return response.segments.compactMap(\.definition?.name)
  }

  private func segment(_ name: String, _ calls: InProcessCalls) throws -> Segment {
    var request = GetSegmentRequest()
    request.name = name
    return try calls.call(Self.service + "GetSegment", request)
  }

  private func wait(for names: [String], _ calls: InProcessCalls) throws {
    for name in names {
      while true {
        let state = try segment(name, calls).state
        if state == .broken { throw BenchError.server("\(name) is broken") }
        if state == .ready { break }
        Thread.pause(milliseconds: 5)
      }
    }
  }

  private func waitUntilQuiet(_ database: SQLiteDatabase) throws {
    while try database.hasDueJobs() { Thread.pause(milliseconds: 50) }
  }

  private static func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private func seconds(_ start: Instant) -> String {
    hundredths(Double(Instant.now().since(start)) / 1e9)
  }
}

/// What the kernel says of this process's memory.
enum ProcessMemory {
  static var anonymousKilobytes: Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("RssAnon:") {
        return Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0
      }
    }
    return 0
  }
}

/// The processor time of all of this process's threads.
enum ProcessTime {
  static var microseconds: Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) * 1e6 + Double($0.tv_usec) }
      .reduce(0, +)
  }
}

enum Thread {
  /// Lets others run.
  static func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
