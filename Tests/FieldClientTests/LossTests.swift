import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

@Suite("FieldClient: losses of power, of the server's past, of the right to look")
struct LossTests {
  /// Ends the program at its nth place, and everything after it.
  private final class PowerCut: Sendable {
    let left: Mutex<Int>
    init(after places: Int) { left = Mutex(places) }
    var isOff: Bool { left.withLock { $0 <= 0 } }

    func place(_ step: FieldStep, _ moment: FieldMoment) throws(Status) {
      let isOff = left.withLock { left in
        left -= 1
        return left <= 0
      }
      if isOff { throw Status(.unavailable, "off", ErrorInfo(reason: "OFF")) }
    }
  }

  /// A day: a sync, work, a sync, work, a sync.
  private func day(_ client: FieldClient, _ server: PaperServer, from stage: Int) throws -> Int {
    let visit: VisitID = Sample.id(1)
    var done = stage
    func step(_ body: () throws -> Void) rethrows {
      try body()
      done += 1
    }
    let steps: [() throws -> Void] = [
      { if let failure = client.sync(over: server).failure { throw failure } },
      {
        if try client.visit(visit)?.visit.state == .planned {
          try client.step(visit, to: .inProgress)
        }
      },
      { if try client.visit(visit)?.parts.notes.isEmpty == true { try client.note(visit, "one") } },
      { if let failure = client.sync(over: server).failure { throw failure } },
      {
        if try client.visit(visit)?.visit.state == .inProgress {
          try client.step(visit, to: .done)
        }
      },
      { if let failure = client.sync(over: server).failure { throw failure } },
    ]
    for body in steps.dropFirst(stage) { try step(body) }
    return done
  }

  @Test func survivesAPowerCutAtEachPlace() throws {
    var places = 1
    var cuts = 0
    while true {
      let device = try TestDevice()
      let server = PaperServer(clock: device.clock)
      server.state.withLock { $0.pageRows = 1 }
      server.put(Sample.visit(1), Sample.visit(2), Sample.customer(1, "고객"))
      let cut = PowerCut(after: places)
      try device.reopen(crash: { (step, moment) throws(Status) in try cut.place(step, moment) })
      let first = try? day(device.client, server, from: 0)
      if !cut.isOff {
        #expect(first == 6)
        break
      }
      cuts += 1
      try device.reopen()
      #expect(try day(device.client, server, from: 0) == 6, "cut at place \(places)")
      let shown = try #require(try device.client.visit(Sample.id(1)))
      #expect(shown.visit.state == .done && shown.parts.notes.count == 1, "cut at \(places)")
      #expect(!shown.isUnsent, "cut at \(places)")
      server.state.withLock { state in
        #expect(state.effects.values.allSatisfy { $0 == 1 }, "cut at \(places)")
        #expect(state.effects.count == 3 && state.lastN == 3, "cut at \(places)")
      }
      places += 1
    }
    // Hello, send, results, pages, ending …: each twice.
    #expect(cuts > 40, "\(cuts)")
  }

  @Test func aServerThatWasPutBackGetsEverythingAgain() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "one")
    #expect(device.client.sync(over: server).isComplete)
    let backup = server.state.withLock { $0 }
    try device.client.note(Sample.id(1), "two")
    try device.client.note(Sample.id(1), "three")
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "four")
    server.state.withLock { state in
      state = backup
      state.epoch = "life-2"
    }
    let report = device.client.sync(over: server)
    #expect(report.isComplete && report.resync == "EPOCH" && report.rewound == 2)
    let notes = server.state.withLock {
      $0.rows.values.first?.visit?.notes.map(\.text)
    }
    #expect(notes == ["one", "two", "three", "four"])
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.count == 4)
    #expect(try device.client.status().unsent == 0)
  }

  @Test func aGapThatNothingCanFillDoesNotHoldUpTheRest() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    let empty = server.state.withLock { $0 }
    for text in ["one", "two", "three"] { try device.client.note(Sample.id(1), text) }
    // A backup was confirmed, the device forgot; then an older one was put in place.
    server.state.withLock { $0.durableN = 2 }
    #expect(device.client.sync(over: server).isComplete)
    server.state.withLock { state in
      state = empty
      state.epoch = "life-2"
    }
    try device.client.note(Sample.id(1), "four")
    let report = device.client.sync(over: server)
    #expect(report.isComplete && report.failure == nil)
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(notes == ["three", "four"])
    #expect(server.state.withLock { $0.lastN } == 2)
    try device.client.note(Sample.id(1), "five")
    #expect(device.client.sync(over: server).isComplete)
    #expect(server.state.withLock { $0.lastN } == 3)
  }

  @Test func aDeviceThatWasPutBackTakesNewNumbers() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    let copy = TemporaryFolder()
    device.client.close()
    try copyFile(device.folder.path + "/field/pcrm.db", copy.path + "/pcrm.db")
    try device.reopen()
    try device.client.note(Sample.id(1), "one")
    #expect(device.client.sync(over: server).isComplete)
    // The folder comes out of a backup of the phone.
    device.client.close()
    try copyFile(copy.path + "/pcrm.db", device.folder.path + "/field/pcrm.db")
    try device.reopen()
    try device.client.note(Sample.id(1), "two")
    let report = device.client.sync(over: server)
    #expect(report.isComplete, "\(String(describing: report.failure))")
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(notes == ["one", "two"])
  }

  private func copyFile(_ from: String, _ to: String) throws {
    let source = open(from, O_RDONLY)
    let target = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer {
      close(source)
      close(target)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count <= 0 { return }
      #expect(write(target, buffer, count) == count)
    }
  }

  @Test func oneThatTheServerCannotReadDoesNotHoldUpTheRest() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    for text in ["one", "two"] { try device.client.note(Sample.id(1), text) }
    let refusals = Mutex(2)
    server.fate.withLock {
      $0 = { method, _ in
        guard method == "Push" else { return .arrives }
        let isRefused = refusals.withLock { left in
          left -= 1
          return left >= 0
        }
        return isRefused ? .refused(Status.invalid("mutations[0]", "cannot be read")) : .arrives
      }
    }
    #expect(device.client.sync(over: server).isComplete)
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(notes == ["two"])
    let queue = try device.client.queue()
    #expect(queue.compactMap { $0.result?.outcome } == [.applied, .rejected])
  }

  @Test func aLeaseEndsAndTheQueueStays() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1), Sample.customer(1, "김비밀"))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "아직 못 보냄")
    device.clock.advance(seconds: 14 * 86_400 - 60)
    #expect(try device.client.visit(Sample.id(1)) != nil)
    device.clock.advance(seconds: 120)
    let over = Status(.failedPrecondition, "", ErrorInfo(reason: "LEASE_OVER"))
    #expect(throws: over) { try device.client.today() }
    // Fault: a clock that is put back opens everything again.
    device.clock.advance(seconds: -10 * 86_400)
    try device.reopen()
    #expect(throws: over) { try device.client.today() }
    #expect(try device.client.queue().count == 1)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.map(\.text) == ["아직 못 보냄"])
    #expect(try device.client.customers().first?.customer.displayName == "김비밀")
  }

  @Test func aRevokedDeviceSendsWhatItHasAndForgetsEverything() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1), Sample.customer(1, "김비밀"))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "마지막")
    server.state.withLock { $0.deviceState = .revoked }
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .lostOnTheWay : .arrives } }
    let early = device.client.sync(over: server)
    #expect(early.isWiped && early.failure != nil)
    // The rows are gone at once; what was not sent is not.
    #expect(throws: Status.deviceRevoked) { try device.client.today() }
    #expect(try device.client.queue().count == 1)
    // Fault: it is lost when the folder is set up anew, or when the server is never ready for it.
    let unsent = Status(.failedPrecondition, "", ErrorInfo(reason: "UNSENT"))
    #expect(throws: unsent) { try device.client.startAnew() }
    let hello = Status(.failedPrecondition, "", ErrorInfo(reason: "RESYNC_REQUIRED"))
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .refused(hello) : .arrives } }
    let unsettled = device.client.sync(over: server)
    #expect(unsettled.failure?.info.reason == "SYNC_UNSETTLED")
    #expect(try device.client.queue().count == 1)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try device.reopen()
    let report = device.client.sync(over: server)
    #expect(report.isWiped && report.results.map(\.outcome) == [.quarantined])
    #expect(try device.client.queue().isEmpty)
    try device.client.startAnew()
    #expect(try device.client.status().isRevoked == false)
  }

  @Test func aDeviceThatIsBackInServiceGoesOn() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "still here")
    server.state.withLock { $0.deviceState = .revoked }
    let hello = Status(.failedPrecondition, "", ErrorInfo(reason: "RESYNC_REQUIRED"))
    server.fate.withLock {
      $0 = { method, _ in method == "Push" ? .refused(hello) : .arrives }
    }
    #expect(device.client.sync(over: server).failure != nil)
    let pushes = Mutex(1)
    server.fate.withLock {
      $0 = { method, _ in
        guard method == "Push" else { return .arrives }
        server.state.withLock { $0.deviceState = .active }
        let isFirst = pushes.withLock { left in
          left -= 1
          return left == 0
        }
        return isFirst ? .refused(hello) : .arrives
      }
    }
    let report = device.client.sync(over: server)
    #expect(report.isComplete && !report.isWiped, "\(String(describing: report.failure))")
    #expect(report.results.map(\.outcome) == [.applied])
    // Fault: the rows are gone, and the cursor says that they are here.
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.map(\.text) == ["still here"])
  }

  @Test func severalThatTheServerCannotReadAreKeptApart() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    for text in ["one", "two"] { try device.client.note(Sample.id(1), text) }
    let unreadable = Status.invalid("mutations[0]", "cannot be read")
    server.fate.withLock {
      $0 = { method, _ in method == "Push" ? .refused(unreadable) : .arrives }
    }
    let report = device.client.sync(over: server)
    #expect(report.isComplete, "\(String(describing: report.failure))")
    // Fault: nobody hears of them.
    #expect(report.results.map(\.outcome) == [.rejected, .rejected])
    // Fault: both had number 1 when they were refused, and one stands in the other's way.
    let queue = try device.client.queue()
    #expect(queue.compactMap { $0.result?.outcome } == [.rejected, .rejected])
    try device.client.dismiss(queue[0].mutation.id)
    #expect(try device.client.queue().map(\.mutation.id) == [queue[1].mutation.id])
  }

  @Test func anOutcomeThatNobodyKnowsIsNoAnswer() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "answer oddly")
    server.put(Sample.visit(2, hour: 12))
    for _ in 0..<2 {
      let report = device.client.sync(over: server)
      // Fault: a server that was brought up to date first keeps every device from ever pulling again.
      #expect(report.isComplete && report.results.isEmpty, "\(report)")
      #expect(try device.client.status().unsent == 1)
    }
    #expect(try device.client.visits().count == 2)
    // Fault: such a device can never be wiped.
    server.state.withLock { $0.deviceState = .revoked }
    let wiped = device.client.sync(over: server)
    #expect(wiped.isWiped && wiped.failure == nil, "\(wiped)")
    #expect(throws: Never.self) { try device.client.startAnew() }
  }

  @Test func aNameThatNoServerTakesIsRefusedAtOnce() throws {
    let folder = TemporaryFolder()
    let keys = try WrappingKey([UInt8](repeating: 9, count: 32))
    let name = String(repeating: "x", count: 101)
    #expect(throws: Status.self) {
      try FieldClient(FieldSettings(folder: folder.path + "/field", name: name), keys: keys)
    }
  }

  @Test func numbersThatCannotBeAreNotTakenOver() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.state.withLock { $0.durableN = Int64.max }
    #expect(device.client.sync(over: server).failure?.info.reason == "ANSWER_BROKEN")
    server.state.withLock { $0.durableN = 0 }
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    server.state.withLock { $0.nextNumber = Int64.max - 9 }
    #expect(device.client.sync(over: server).failure?.info.reason == "ANSWER_BROKEN")
    server.state.withLock { $0.nextNumber = 1 }
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.nextNumber("receipt") == "R-001")
  }

  @Test func theFilesTellNobodyAnything() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1), Sample.customer(1, "PLAINTEXT-NAME"))
    #expect(device.client.sync(over: server).isComplete)
    try device.client.note(Sample.id(1), "PLAINTEXT-NOTE")
    try device.client.change(
      .attach(
        Sample.id(1),
        FieldFile(name: "PLAINTEXT-FILE", mediaType: "text/plain", bytes: [UInt8]("PLAINTEXT".utf8))
      ))
    for name in ["pcrm.db", "pcrm.db-wal"] {
      let bytes = try contents(device.folder.path + "/field/" + name)
      #expect(!bytes.isEmpty || name != "pcrm.db")
      #expect(!holds(bytes, [UInt8]("PLAINTEXT".utf8)), "\(name)")
    }
    device.client.close()
    let wrong = try WrappingKey([UInt8](repeating: 8, count: 32))
    let expected = Status(.failedPrecondition, "", ErrorInfo(reason: "KEY_WRONG"))
    #expect(throws: expected) {
      try FieldClient(TestDevice.settings(device.folder, device.clock), keys: wrong)
    }
    try device.reopen()
  }

  @Test func aKeyFileIsItsOwnersAlone() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/key"
    let first = try WrappingKey.file(path)
    let sealed = try first.wrap([1, 2, 3])
    #expect(try WrappingKey.file(path).unwrap(sealed) == [1, 2, 3])
    chmod(path, 0o640)
    #expect(throws: Status.self) { try WrappingKey.file(path) }
  }

  private func contents(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count <= 0 { return all }
      all += buffer[..<count]
    }
  }

  private func holds(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    guard bytes.count >= needle.count else { return false }
    return (0...bytes.count - needle.count).contains { start in
      bytes[start] == needle[0] && bytes[start..<start + needle.count].elementsEqual(needle)
    }
  }
}
