import Glibc
import PCRMCore
import PCRMModel
import ProtobufCodec
import SQLiteStorage
import Storage

/// One GetCustomer and one durable CreateCustomer over ttrpc, at several loads, against the same work in process.
struct CallsBenchmark {
  private static let rows = 100_000
  private var verdict = Verdict("calls")
  private let folder = "/tmp/pcrm-bench-calls.\(getpid())"

  mutating func run() throws {
    defer { removeStore(folder) }
    for isBare in [true, false] {
      print("\n\(isBare ? "bare" : "all safety on") — reads by key out of \(Self.rows) rows")
      try measure(isBare: isBare)
      removeStore(folder)
    }
    verdict.print()
  }

  private mutating func measure(isBare: Bool) throws {
    let ids = try BenchServer.fill(folder, isBare: isBare, rows: Self.rows)
    let floor = try floors(ids, isBare: isBare)
    let server = try ServerProcess(folder: folder, isBare: isBare)
    defer { server.stop() }
    try reads(server, ids, floor: floor, isBare: isBare)
    try writes(server, isBare: isBare)
    print("anonymous memory after the run: \(server.anonymousKilobytes / 1024) MiB")
  }

  /// The same SELECT and encode without a network: one a transaction, and 64.
  private func floors(_ ids: [CustomerID], isBare: Bool) throws -> (one: Double, burst: Double) {
    let database = try BenchServer.open(folder, isBare: isBare)
    defer { database.close() }
    let query = isBare ? BareService.byID : BenchServer.safePoint
    let caller = Caller(principal: PrincipalID(), permissions: .all, scope: .all)
    guard let reader = try database.openBurstReader() else { throw BenchError.server("no reader") }
    func rate(_ burst: Int) throws -> Double {
      var random = SplitMix64(seed: 3)
      let count = 200_000
      let start = Instant.now()
      for _ in 0..<(count / burst) {
        try reader.begin()
        for _ in 0..<burst {
          var request = GetCustomerRequest()
          request.id = ids[Int(random.next() % UInt64(ids.count))]
          _ = try reader.read { (reader) throws(Status) in
            var encoder = BinaryEncoder(reserving: 512)
            try reader.each(query.sql, try query.arguments(request)) { (row) throws(Status) in
              _ = query.encode(row, caller, &encoder)
              return false
            }
            return encoder.finish()
          }
        }
        reader.end()
      }
      return Double(count) / (Double(Instant.now().since(start)) / 1e9)
    }
    let one = try rate(1)
    let burst = try rate(64)
    print("  in process: \(Int(one)) reads/s one at a time, \(Int(burst)) with 64 a transaction")
    return (one, burst)
  }

  private mutating func reads(
    _ server: ServerProcess, _ ids: [CustomerID], floor: (one: Double, burst: Double),
    isBare: Bool
  ) throws {
    var request = GetCustomerRequest()
    let placeholder = CustomerID(high: 0x1234_5678_9abc_7def, low: 0x89ab_cdef_0123_4567)
    request.id = placeholder
    let template = CallTemplate(
      service: isBare ? BareService.name : "pcrm.v1.CustomerService", method: "GetCustomer",
      payload: request.binary(), token: server.token, placeholders: [placeholder])
    var random = SplitMix64(seed: 5)
    let picks = (0..<65_536).map { _ in ids[Int(random.next() % UInt64(ids.count))] }
    for (inFlight, connections, count) in [
      (1, 1, 30_000), (16, 1, 200_000), (64, 1, 400_000), (256, 8, 400_000),
    ] {
      let driver = LoadDriver(port: server.port, connections: connections, inFlight: inFlight)
      _ = try driver.run(template, count: count / 10) { [picks[$0 & 65_535]] }
      let cpu = server.cpuSeconds
      let figures = try driver.run(template, count: count) { [picks[$0 & 65_535]] }
      let used = (server.cpuSeconds - cpu) * 100_000 / Double(count)
      let ratio = figures.callsPerSecond / floor.burst
      print(
        "  reads, \(inFlight) in flight on \(connections): \(Int(figures.callsPerSecond))/s,"
          + " p50 \(Int(figures.p50Microseconds)) µs, p99 \(Int(figures.p99Microseconds)) µs,"
          + " server CPU \(hundredths(used)) s per 100k, \(hundredths(ratio)) of in process")
      verdict.expect("no call fails", figures.failures == 0)
      if isBare && inFlight >= 64 {
        verdict.expect("reads at \(inFlight): at least 0.70 of in process", ratio >= 0.70)
      }
    }
  }

  private mutating func writes(_ server: ServerProcess, isBare: Bool) throws {
    print("\(isBare ? "bare" : "all safety on") — durable creates")
    let customerKey = CustomerID(high: 0x1234_5678_9abc_7def, low: 0x89ab_cdef_0123_4567)
    let requestKey = CustomerID(high: 0x1234_5678_9abc_7def, low: 0x89ab_cdef_0123_4568)
    var request = CreateCustomerRequest()
    request.requestID = RequestID(high: requestKey.high, low: requestKey.low)
    request.customer = BareService.example(customerKey)
    if !isBare { request.customer?.displayName = "" }
    let template = CallTemplate(
      service: isBare ? BareService.name : "pcrm.v1.CustomerService", method: "CreateCustomer",
      payload: request.binary(), token: server.token, placeholders: [customerKey, requestKey])
    var source = IDSource(seed: 11)
    var single = 0.0
    for (inFlight, connections, count) in [
      (1, 1, 2_000), (16, 1, 40_000), (64, 1, 100_000), (256, 8, 100_000),
    ] {
      let now = SystemClock().now()
      let keys: [[CustomerID]] = (0..<count).map { _ in
        [source.next(at: now), source.next(at: now)]
      }
      let driver = LoadDriver(port: server.port, connections: connections, inFlight: inFlight)
      let before = server.counters()
      let cpu = server.cpuSeconds
      let figures = try driver.run(template, count: count) { keys[$0] }
      let used = (server.cpuSeconds - cpu) * 100_000 / Double(count)
      let after = server.counters()
      let perCommit =
        Double(after.jobs - before.jobs) / Double(max(1, after.commits - before.commits))
      if inFlight == 1 { single = figures.callsPerSecond }
      print(
        "  creates, \(inFlight) in flight on \(connections): \(Int(figures.callsPerSecond))/s,"
          + " p50 \(Int(figures.p50Microseconds)) µs, p99 \(Int(figures.p99Microseconds)) µs,"
          + " server CPU \(hundredths(used)) s per 100k, \(hundredths(perCommit)) writes an fsync,"
          + " \(hundredths(figures.callsPerSecond / single)) × one in flight")
      verdict.expect("no call fails", figures.failures == 0)
      if inFlight == 64 {
        verdict.expect("at least 20 writes an fsync at 64 in flight", perCommit >= 20)
      }
    }
  }
}
