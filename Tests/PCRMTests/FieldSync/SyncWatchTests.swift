import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

@testable import PCRM
@testable import RPC

/// Streams that say "pull now": what a commit costs when very many of them wait.
struct SyncWatchTests {
  /// A watcher as a door plays it: it asks again as soon as it was told something.
  private final class Watcher: Sendable {
    private let stream: ServerStream
    private let heard = Atomic(0)
    private let ended = Atomic(false)

    init(_ phone: Phone, staff: StaffID, _ pcrm: PCRMFixture) {
      var request = WatchMyChangesRequest()
      request.deviceID = phone.id
      let caller = Caller(
        principal: PrincipalID(), staff: staff, permissions: .all, scope: .own(staff))
      stream = ServerStream(
        PageTurner(SyncWatch(request, caller), encoding: .binary, subjects: .nobody),
        dispatcher: pcrm.dispatcher,
        right: StreamRight(
          token: "", permission: .anyone, caller: caller, generation: 0,
          validUntil: .distantFuture), deadline: .distantFuture, cancellation: Cancellation())
    }

    func listen() {
      stream.next { delivery in
        self.heard.add(delivery.messages.count, ordering: .relaxed)
        if delivery.end == nil { self.listen() } else { self.ended.store(true, ordering: .relaxed) }
      }
    }

    var count: Int { heard.load(ordering: .relaxed) }
    var isOver: Bool { ended.load(ordering: .relaxed) }
    func cancel() { stream.cancel() }
  }

  private func wait(_ what: String, until isSo: () -> Bool) {
    for _ in 0..<2000 where !isSo() { usleep(5000) }
    #expect(isSo(), "\(what)")
  }

  /// Would catch that every commit wakes everybody: at half past eight 1,200 of them would read the store at each.
  @Test func aCommitWakesThoseAloneWhoseFeedItWrote() throws {
    let log = StatementLog()
    var options = SQLiteOptions()
    options.record = { log.add($0) }
    try withPCRM(through: .dispatcher, options: options) { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      let (anna, berta) = (world.visits.anna, world.visits.berta)
      let annas = try world.phone(of: anna)
      let bertas = try world.phone(of: berta)
      let watcher = Watcher(annas, staff: anna, pcrm)
      let others = (0..<1200).map { _ in Watcher(bertas, staff: berta, pcrm) }
      defer { for watcher in others + [watcher] { watcher.cancel() } }
      let bell = pcrm.dispatcher.bell
      watcher.listen()
      for first in stride(from: 0, to: 1200, by: 200) {
        for other in others[first..<(first + 200)] { other.listen() }
        wait("all listen") { bell.waiting == first + 201 }
      }
      func asked() -> Int { log.all.count { $0.hasPrefix("SELECT d.staff, d.state,") } }
      log.clear()
      // A commit that is news to nobody who has a device.
      _ = try world.customer()
      #expect(bell.waiting == 1201, "woken before the answer, if at all")
      usleep(100_000)
      #expect(asked() == 0)
      // One that is news to one.
      _ = try world.admin.confirm(visit.id)
      wait("the one is told") { watcher.count == 2 && bell.waiting == 1201 }
      #expect(asked() == 1)
      #expect(others.allSatisfy { $0.count == 1 })
      // Rules of visits are news to everybody.
      var request = ApplyVisitRulesRequest()
      var rules = VisitRules()
      rules.nextTry = .initial
      request.rules = rules
      let _: ApplyVisitRulesResponse = try world.admin.call(
        "pcrm.v1.VisitReportService/ApplyVisitRules", request)
      wait("all are told") { others.allSatisfy { $0.count == 2 } && watcher.count == 3 }
      wait("all listen again") { bell.waiting == 1201 }
      // A device that goes out of service hears so, although no feed is written.
      try world.admin.revokeDevice(annas.id)
      wait("it ends") { watcher.isOver }
    }
  }

  /// Would catch a stream that goes on for whoever may no longer watch, because nothing is news to it.
  @Test func whoLosesTheRightHearsSo() throws {
    try withPCRM(through: .dispatcher) { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      var request = WatchMyChangesRequest()
      request.deviceID = phone.id
      let stream = try phone.caller.stream("pcrm.v1.FieldSyncService/WatchMyChanges", request)
      _ = try stream.next(MyChange.self)
      var disabled = Principal()
      disabled.id = phone.caller.principal
      disabled.disabled = true
      _ = try world.admin.update(disabled, mask: ["disabled"])
      do {
        _ = try stream.next(MyChange.self)
        Issue.record("the stream goes on")
      } catch let status as Status {
        #expect(status.code == .unauthenticated)
      }
    }
  }

  /// Would catch news that came between the look and the wait and is missed, and topics that are mixed up.
  @Test func theBellKeepsTopicsApart() {
    let bell = CommitBell()
    let (mine, theirs) = (NewsTopic(StaffID(high: 1, low: 1)), NewsTopic(StaffID(high: 1, low: 2)))
    let woken = Mutex<[String]>([])
    func wait(_ name: String, for topic: NewsTopic?, after seen: UInt64) {
      bell.onRing(for: topic, after: seen, until: .distantFuture, Cancellation()) {
        woken.withLock { $0.append(name) }
      }
    }
    func heard() -> [String] {
      woken.withLock { names in
        defer { names = [] }
        return names.sorted()
      }
    }
    var news = CommitNews()
    news.add(mine)
    let seen = bell.rings
    bell.ring(news)
    wait("mine, late", for: mine, after: seen)
    wait("theirs", for: theirs, after: seen)
    wait("any, late", for: nil, after: seen)
    wait("mine, in time", for: mine, after: bell.rings)
    #expect(heard() == ["any, late", "mine, late"])
    bell.ring()
    #expect(heard() == [])
    bell.ring(news)
    #expect(heard() == ["mine, in time"])
    bell.ring(.forAll)
    #expect(heard() == ["theirs"])
    wait("theirs, late", for: theirs, after: bell.rings - 1)
    #expect(heard() == ["theirs, late"] && bell.waiting == 0)
  }

  /// Would catch news to everybody that lets a thousand streams read at once, so that nobody else's reads find room;
  /// and some of them that are never let in.
  @Test func aCrowdIsLetInBitByBit() {
    let bell = CommitBell()
    let woken = Atomic(0)
    func wait(_ number: UInt64) {
      bell.onRing(
        for: NewsTopic(StaffID(high: 1, low: number)), after: bell.rings, until: .distantFuture,
        Cancellation()
      ) { woken.add(1, ordering: .relaxed) }
    }
    func count() -> Int { woken.load(ordering: .relaxed) }
    for number in 0..<UInt64(350) { wait(number) }
    bell.ring(.forAll)
    #expect(count() == 100 && bell.waiting == 250)
    // Each that comes back lets another one in.
    for number in 0..<UInt64(50) { wait(number) }
    #expect(count() == 150 && bell.waiting == 250)
    // Where nobody comes back, time lets them in.
    bell.sweep(at: .now())
    #expect(count() == 250)
    bell.ringOut()
    #expect(count() == 400 && bell.waiting == 0)
  }
}
