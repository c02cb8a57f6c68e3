import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// The end of a lease, whatever clock and server do in the meantime.
@Suite("FieldClient: guards of the lease")
struct LeaseGuardTests {
  @Test func aClockThatRanAheadCountsNoMoreOnceTheServerIsHeard() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    device.clock.advance(seconds: 60 * 86_400)
    #expect(throws: Status.leaseOver) { try device.client.today() }
    device.clock.advance(seconds: -60 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    // Fault: it stays locked until the month has really passed.
    #expect(try device.client.today().count == 1)
  }

  @Test func aClockThatRanAheadAtThePullDoesNotLengthenALease() throws {
    for ahead: Int64 in [400, 5] {
      let server = PaperServer(clock: ManualClock())
      server.put(Sample.visit(1))
      let clock = DeviceClock()
      clock.advance(seconds: ahead * 86_400)
      let device = try TestDevice(clock: clock)
      #expect(device.client.sync(over: server).isComplete)
      clock.advance(seconds: -ahead * 86_400)
      #expect(try device.client.visits().count == 1, "\(ahead)")
      clock.advance(seconds: 13 * 86_400)
      #expect(try device.client.visits().count == 1, "\(ahead)")
      try device.reopen()
      clock.advance(seconds: 2 * 86_400)
      // Fault: whoever once had a wrong date keeps what the device carries for as long as that was wrong.
      #expect(throws: Status.leaseOver, "\(ahead)") { try device.client.visits() }
      #expect(try device.client.status().isLeaseOver, "\(ahead)")
    }
  }

  @Test func aLeaseThatEndsWhileAPageIsOnItsWay() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    server.put(Sample.visit(3, hour: 14))
    let network = ForgingNetwork(server)
    let (clock, client) = (device.clock, device.client)
    let start = clock.now().seconds
    network.sees.withLock {
      $0 = { method, _ in
        if method != "Pull" || clock.now().seconds > start { return }
        // Somebody looks at the device just then.
        clock.advance(seconds: 15 * 86_400)
        _ = try? client.today()
      }
    }
    let report = device.client.sync(over: network)
    #expect(report.failure?.info.reason == "SYNC_UNSETTLED")
    // Fault: the page's one row is taken for everything that there is.
    #expect(device.client.sync(over: network).isComplete)
    #expect(try device.client.visits().count == 3)
  }

  @Test func aPullAfterALeaseMayBeInterrupted() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2), Sample.visit(3))
    server.state.withLock { $0.pageRows = 1 }
    device.clock.advance(seconds: 15 * 86_400)
    server.fate.withLock { $0 = { _, before in before == 5 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    #expect(throws: Status.leaseOver) { try device.client.today() }
    server.fate.withLock { $0 = { _, _ in .arrives } }
    server.state.withLock { $0.calls = [] }
    #expect(device.client.sync(over: server).isComplete)
    // Fault: what was staged is destroyed each time somebody looks, and the pull never comes to its end.
    let pulls = server.state.withLock { state in state.calls.count { $0 == "Pull" } }
    #expect(pulls < 3, "\(pulls)")
    #expect(throws: Never.self) { try device.client.visits() }
  }
}
