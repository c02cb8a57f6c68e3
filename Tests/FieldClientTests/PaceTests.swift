import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// Waits in no time: notes how long it would have been, moves the device's clock, and lets the test do what happens then.
private final class QuickWaiting: FieldWaiting {
  private struct State {
    var waits: [UInt64] = []
    var isRung = false
  }

  private let state = Mutex(State())
  private let clock: DeviceClock
  /// What happens during a wait, by its number.
  let during = Mutex<@Sendable (Int) -> Void>({ _ in })

  init(_ clock: DeviceClock) { self.clock = clock }

  var waits: [UInt64] { state.withLock { $0.waits } }
  var isRung: Bool { state.withLock { $0.isRung } }

  func wait(milliseconds: UInt64) {
    let number = state.withLock { state in
      state.waits.append(milliseconds)
      return state.waits.count
    }
    during.withLock { $0 }(number)
    let wasRung = state.withLock { state in
      defer { state.isRung = false }
      return state.isRung
    }
    if !wasRung { clock.advance(seconds: Int64(milliseconds / 1000)) }
  }

  func ring() { state.withLock { $0.isRung = true } }
}

/// Watches that a test speaks through.
private final class PaperHints: FieldHints {
  struct Watch: Sendable {
    let changed: @Sendable (Int64) -> Void
    let ended: @Sendable () -> Void
  }

  let watches = Mutex<[Watch]>([])
  let isOver = Mutex<[Int]>([])

  func watch(
    _ device: DeviceID, changed: @escaping @Sendable (Int64) -> Void,
    ended: @escaping @Sendable () -> Void
  ) -> FieldWatch {
    let number = watches.withLock { watches in
      watches.append(Watch(changed: changed, ended: ended))
      return watches.count
    }
    return FieldWatch { [self] in isOver.withLock { $0.append(number) } }
  }

  var last: Watch? { watches.withLock { $0.last } }
  var count: Int { watches.withLock { $0.count } }
}

@Suite("FieldClient in the background, in no time")
struct PaceTests {
  private struct Setting {
    let device: TestDevice
    let server: PaperServer
    let waiting: QuickWaiting
    let reports = Reports()

    init() throws {
      device = try TestDevice()
      server = PaperServer(clock: device.clock)
      waiting = QuickWaiting(device.clock)
      server.put(Sample.visit(1))
    }

    func loop(_ hints: (any FieldHints)? = nil, seed: UInt64 = 1) -> FieldSyncLoop {
      FieldSyncLoop(
        device.client, over: server, hints: hints, waiting: waiting, seed: seed,
        report: { [reports] in reports.take($0) }, progress: { [reports] in reports.take($0) })
    }

    /// Runs a loop; `act` says what happens during each wait, and answers whether it goes on.
    func run(_ loop: FieldSyncLoop, _ act: @escaping @Sendable (Int) -> Bool) {
      waiting.during.withLock { $0 = { number in if !act(number) { loop.stop() } } }
      loop.run()
    }
  }

  private final class Reports: Sendable {
    private let state = Mutex<(made: [FieldSyncReport], progress: [FieldProgress])>(([], []))
    func take(_ report: FieldSyncReport) { state.withLock { $0.made.append(report) } }
    func take(_ progress: FieldProgress) { state.withLock { $0.progress.append(progress) } }
    var made: [FieldSyncReport] { state.withLock { $0.made } }
    var progress: [FieldProgress] { state.withLock { $0.progress } }
  }

  private func waits(seed: UInt64) throws -> [UInt64] {
    let setting = try Setting()
    let server = setting.server
    server.fate.withLock { $0 = { _, _ in .lostOnTheWay } }
    setting.run(setting.loop(seed: seed)) { number in
      if number == 12 { server.fate.withLock { $0 = { _, _ in .arrives } } }
      return number < 14
    }
    let made = setting.reports.made
    #expect(made.prefix(12).allSatisfy { $0.failure != nil } && made.count == 14)
    #expect(made.suffix(2).allSatisfy { $0.isComplete })
    return setting.waiting.waits
  }

  @Test func waitsGrowWhileItFailsAndEndWithIt() throws {
    let waits = try waits(seed: 7)
    for (index, wait) in waits.prefix(12).enumerated() {
      let most = min(UInt64(5000) << UInt64(index), 900_000)
      // Fault: it goes on as often as at first, for as long as there is no network.
      #expect(wait >= most / 4 && wait <= most, "wait \(index): \(wait)")
    }
    // Fault: the failures of before count after a sync that went well.
    for wait in waits.suffix(2) { #expect((675_000...900_000).contains(wait), "\(wait)") }
    // Fault: the seed does not decide, so no run can be repeated; or everybody waits as long as everybody else.
    #expect(try self.waits(seed: 7) == waits)
    #expect(try self.waits(seed: 8) != waits)
  }

  @Test func failuresOfAnEarlierRunCount() throws {
    let setting = try Setting()
    setting.server.fate.withLock { $0 = { _, _ in .lostOnTheWay } }
    setting.run(setting.loop()) { $0 < 6 }
    try setting.device.reopen()
    let second = QuickWaiting(setting.device.clock)
    let loop = FieldSyncLoop(setting.device.client, over: setting.server, waiting: second, seed: 1)
    second.during.withLock { $0 = { _ in loop.stop() } }
    loop.run()
    // Fault: an app that is started again and again asks a server that is gone every few seconds.
    #expect(second.waits.allSatisfy { $0 >= 5000 << 6 / 4 }, "\(second.waits)")
  }

  @Test func whatTheServerTellsIsFetchedAtOnceAndNothingElse() throws {
    let setting = try Setting()
    let hints = PaperHints()
    let (server, waiting) = (setting.server, setting.waiting)
    setting.run(setting.loop(hints)) { number in
      switch number {
      case 1:
        // Fault: that things stand where they stood wakes the device for nothing.
        hints.last?.changed(server.state.withLock { $0.seq })
        #expect(!waiting.isRung)
        server.put(Sample.visit(2, hour: 12))
        hints.last?.changed(server.state.withLock { $0.seq })
        #expect(waiting.isRung)
      case 2:
        #expect(!waiting.isRung)
      default: return false
      }
      return true
    }
    #expect(hints.count == 1)
    #expect(setting.reports.made.map(\.rows) == [1, 1, 0])
    #expect(try setting.device.client.today().count == 2)
    // Fault: the watch outlives the loop.
    #expect(hints.isOver.withLock { $0 } == [1])
  }

  @Test func aWatchThatEndedIsBegunAnew() throws {
    let setting = try Setting()
    let hints = PaperHints()
    let server = setting.server
    setting.run(setting.loop(hints)) { number in
      switch number {
      // Each time the wait that the end rings, and the pause that follows it.
      case 1, 3, 5: hints.last?.ended()
      case 7:
        server.put(Sample.visit(2, hour: 12))
        hints.last?.changed(server.state.withLock { $0.seq })
      case 8: hints.last?.ended()
      case 10: return false
      default: break
      }
      return true
    }
    // Fault: after a connection was lost nobody listens any more, though every sync goes well.
    #expect(hints.count == 5, "\(hints.count)")
    let waits = setting.waiting.waits
    // Fault: a server that ends every watch is asked every five seconds for ever.
    for (number, index) in [1, 3, 5].enumerated() {
      let most = UInt64(5000) << UInt64(number)
      #expect(waits[index] >= most / 4 && waits[index] <= most, "pause \(number): \(waits)")
    }
    // One that has told something may end without being shunned.
    #expect(waits[8] <= 5000, "\(waits)")
  }

  @Test func aFailureTakesTheWatchAlong() throws {
    let setting = try Setting()
    let hints = PaperHints()
    let (server, waiting) = (setting.server, setting.waiting)
    setting.run(setting.loop(hints)) { number in
      switch number {
      case 1: server.fate.withLock { $0 = { _, _ in .lostOnTheWay } }
      case 2:
        #expect(hints.isOver.withLock { $0 } == [1])
        // Fault: what a watch of before still says is listened to.
        hints.last?.ended()
        #expect(!waiting.isRung)
        server.fate.withLock { $0 = { _, _ in .arrives } }
      default: return false
      }
      return true
    }
    #expect(hints.count == 2)
  }

  @Test func aWipeThatIsNotFinishedIsGoneOnWith() throws {
    let setting = try Setting()
    let server = setting.server
    #expect(setting.device.client.sync(over: server).isComplete)
    try setting.device.client.note(Sample.id(1), "마지막")
    server.state.withLock { $0.deviceState = .revoked }
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .lostOnTheWay : .arrives } }
    setting.run(setting.loop()) { number in
      server.fate.withLock { $0 = { _, _ in .arrives } }
      return number < 5
    }
    // Fault: the loop ends with the rows' destruction, and what was not sent never gets to the supervisor.
    #expect(setting.reports.made.map { $0.failure == nil } == [false, true])
    #expect(server.state.withLock { $0.lastN } == 1)
    #expect(setting.waiting.waits.count == 1)
  }

  @Test func tellsHowFarItIs() throws {
    let setting = try Setting()
    let server = setting.server
    for number: UInt64 in 2...5 { server.put(Sample.visit(number)) }
    server.state.withLock {
      $0.pageRows = 2
      $0.pushMutations = 2
    }
    let client = setting.device.client
    #expect(client.sync(over: server).isComplete)
    for text in ["one", "two", "three"] { try client.note(Sample.id(1), text) }
    let file = FieldFile(
      name: "a.txt", mediaType: "text/plain", bytes: [UInt8](repeating: 1, count: 150_000))
    try client.change(.attach(Sample.id(1), file))
    setting.run(setting.loop()) { _ in false }
    #expect(
      setting.reports.progress == [
        .hello, .pushed(2, of: 4), .pushed(4, of: 4), .pulled(1),
        .uploaded(100_000, of: 150_000), .uploaded(150_000, of: 150_000),
      ])
  }

  @Test func stoppingALoopThatNeverRanReturns() throws {
    let setting = try Setting()
    let loop = setting.loop()
    // Fault: it waits for the end of what never began, or for a second end.
    loop.stop()
    loop.start()
    loop.stop()
    loop.stop()
    #expect(setting.reports.made.isEmpty)
  }
}
