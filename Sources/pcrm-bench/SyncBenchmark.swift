import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import ProtobufCodec
import Synchronization

/// Field sync: a first pull, pulls of nothing and of a little, pushes, a whole agency at ten to nine, and what a day
/// costs a device.
struct SyncBenchmark {
  static let service = "pcrm.v1.FieldSyncService/"
  private var verdict = Verdict("sync")

  mutating func run() throws {
    let agency = try SyncAgency()
    defer { agency.close() }
    let start = Instant.now()
    let one = try agency.hire(1, customers: 1000, visits: 1000, days: 28).lowerBound
    let many = try agency.hire(1200, customers: 25, visits: 8, days: 1)
    print("sync: 1,201 staff, 31,000 customers, 10,600 visits, made in \(seconds(since: start)) s")
    try prime(agency, one)
    try nothing(agency, one)
    try delta(agency, one)
    try push(agency, one)
    try morning(agency, many)
    try day(agency, many.lowerBound)
    verdict.print()
  }

  private func settled(_ report: FieldSyncReport) throws {
    if let failure = report.failure { throw failure }
  }

  private func seconds(since start: Instant) -> String {
    hundredths(Double(Instant.now().since(start)) / 1e9)
  }

  private func milliseconds(_ times: [UInt64], _ share: Double) -> Double {
    let sorted = times.sorted()
    return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e6
  }

  /// The first pull of 2,000 rows, on the wire and into a device's files.
  private mutating func prime(_ agency: SyncAgency, _ index: Int) throws {
    let start = Instant.now()
    var device = try SyncCaller(agency, index)
    try device.hello()
    let pulled = try device.pull()
    let server = Double(Instant.now().since(start)) / 1e9
    print(
      "sync: first pull of \(pulled.rows) rows, \(pulled.bytes / 1024) KiB in \(pulled.calls)"
        + " pages: \(hundredths(server)) s")
    verdict.expect("2,000 rows or more were pulled", pulled.rows >= 2000)
    let began = Instant.now()
    let folder = "/tmp/pcrm-bench-field.\(getpid())"
    defer { removeStore(folder) }
    let client = try FieldClient(
      FieldSettings(folder: folder, name: "bench"),
      keys: try WrappingKey([UInt8](repeating: 1, count: 32)))
    defer { client.close() }
    let network = CountingNetwork(try agency.calls(of: index))
    try settled(client.sync(over: network))
    let whole = Double(Instant.now().since(began)) / 1e9
    print("sync: the same with a device that is made and stores it: \(hundredths(whole)) s")
    verdict.expect("priming of 2,000 rows ≤ 2 s, was \(hundredths(whole)) s", whole <= 2)
  }

  private mutating func nothing(_ agency: SyncAgency, _ index: Int) throws {
    var device = try SyncCaller(agency, index)
    try device.hello()
    _ = try device.pull()
    var times: [UInt64] = []
    for _ in 0..<2000 {
      let start = Instant.now()
      _ = try device.pull()
      times.append(Instant.now().since(start))
    }
    let p99 = milliseconds(times, 0.99)
    print(
      "sync: pull of nothing: p50 \(hundredths(milliseconds(times, 0.5))) ms,"
        + " p99 \(hundredths(p99)) ms")
    verdict.expect("empty pull p99 ≤ 5 ms, was \(hundredths(p99)) ms", p99 <= 5)
  }

  private mutating func delta(_ agency: SyncAgency, _ index: Int) throws {
    var device = try SyncCaller(agency, index)
    try device.hello()
    _ = try device.pull()
    var times: [UInt64] = []
    let visits = agency.workers[index].visits
    for round in 0..<60 {
      for number in 0..<50 {
        var request = UpdateVisitRequest()
        var visit = Visit()
        visit.id = visits[(round * 50 + number) % visits.count]
        visit.note = "round \(round)"
        request.visit = visit
        request.updateMask = FieldMask(paths: ["note"])
        let _: Visit = try agency.office.call("pcrm.v1.VisitService/UpdateVisit", request)
      }
      let start = Instant.now()
      let pulled = try device.pull()
      times.append(Instant.now().since(start))
      if pulled.rows != 50 { throw BenchError.server("a delta had \(pulled.rows) rows, not 50") }
    }
    let p99 = milliseconds(times, 0.99)
    print(
      "sync: pull of 50 rows: p50 \(hundredths(milliseconds(times, 0.5))) ms,"
        + " p99 \(hundredths(p99)) ms")
    verdict.expect("delta of 50 rows p99 ≤ 20 ms, was \(hundredths(p99)) ms", p99 <= 20)
  }

  private mutating func push(_ agency: SyncAgency, _ index: Int) throws {
    var device = try SyncCaller(agency, index)
    try device.hello()
    var times: [UInt64] = []
    for round in 0..<20 {
      let mutations = device.mutations(200, round: round)
      let start = Instant.now()
      let answer = try device.push(mutations)
      times.append(Instant.now().since(start))
      let taken = answer.results.count { $0.outcome == .applied || $0.outcome == .merged }
      if taken != 200 {
        throw BenchError.server(
          "\(taken) of 200 were applied: \(answer.results.first?.message ?? "")")
      }
    }
    let median = milliseconds(times, 0.5)
    let p99 = milliseconds(times, 0.99)
    print(
      "sync: push of 200 (notes, tries, fields), forced to disk: p50 \(hundredths(median)) ms,"
        + " p99 \(hundredths(p99)) ms")
    verdict.expect("push of 200 ≤ 300 ms, was \(hundredths(p99)) ms", p99 <= 300)
  }

  /// 500 devices at once, then a whole agency's morning.
  private mutating func morning(_ agency: SyncAgency, _ all: Range<Int>) throws {
    let rush = SyncRush(agency)
    let first = try rush.run(all, mutations: 0)
    print(
      "sync: 1,200 devices' first sync, 500 at once: \(hundredths(first.seconds)) s in all,"
        + " p50 \(hundredths(first.p50)) s, p99 \(hundredths(first.p99)) s,"
        + " \(first.bytesDown / 1200 / 1024) KiB each, \(first.failures) failed")
    verdict.expect("no first sync fails", first.failures == 0)
    let second = try rush.run(all.prefix(500), mutations: 5)
    print(
      "sync: 500 devices at 08:50, 5 changes each: p50 \(hundredths(second.p50)) s,"
        + " p99 \(hundredths(second.p99)) s, \(second.failures) failed")
    verdict.expect("500 at once: p99 ≤ 2 s, was \(hundredths(second.p99)) s", second.p99 <= 2)
    verdict.expect("500 at once: no error", second.failures == 0)
    let third = try rush.run(all, mutations: 12)
    print(
      "sync: a morning of 1,200 staff, 12 changes each: \(hundredths(third.seconds)) s in all,"
        + " p99 \(hundredths(third.p99)) s, \(third.bytesUp / 1200) bytes up and"
        + " \(third.bytesDown / 1200) down a device, \(third.failures) failed")
    verdict.expect("the morning: no error", third.failures == 0)
  }

  /// A day with the field client: what it sends, receives and wakes up for.
  private mutating func day(_ agency: SyncAgency, _ index: Int) throws {
    let folder = "/tmp/pcrm-bench-day.\(getpid())"
    defer { removeStore(folder) }
    let client = try FieldClient(
      FieldSettings(folder: folder, name: "bench"),
      keys: try WrappingKey([UInt8](repeating: 1, count: 32)))
    defer { client.close() }
    let network = CountingNetwork(try agency.calls(of: index))
    try settled(client.sync(over: network))
    let primed = network.figures
    var syncs = 0
    for visit in agency.workers[index].visits {
      try client.attempt(visit, .met, note: "현관에서 만남")
      try client.note(visit, "다음 주에 다시 방문하기로 함")
      try settled(client.sync(over: network))
      syncs += 1
    }
    // A quarter of an hour apart for the rest of the day: nothing to send.
    for _ in 0..<24 {
      try settled(client.sync(over: network))
      syncs += 1
    }
    let day = network.figures
    print(
      "sync: a device's day: first \((primed.up + primed.down) / 1024) KiB; then \(syncs) wake-ups,"
        + " \(day.calls - primed.calls) calls, \(day.up - primed.up) bytes up,"
        + " \(day.down - primed.down) bytes down")
    let idle = day.calls - primed.calls
    verdict.expect("at most 3 calls a wake-up", idle <= syncs * 3)
    verdict.expect("a day is below 256 KiB", day.up + day.down - primed.up - primed.down < 262_144)
  }
}
