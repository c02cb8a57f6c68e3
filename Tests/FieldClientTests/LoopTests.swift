import Dispatch
import FieldClient
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import TTRPC
import Testing

@Suite("FieldClient in the background, over a socket")
struct LoopTests {
  @Test func whatTheOfficeChangesIsThereWithoutAskingForIt() throws {
    try withPCRM(through: .ttrpc) { fixture in
      let agency = try FieldAgency(fixture)
      let customer = try agency.customer("김하나")
      let (device, _) = try agency.device()
      let network = TTRPCNetwork(
        to: .unix(path: fixture.folder.path + "/socket"), token: agency.callers[0].token)
      defer { network.close() }
      let synced = DispatchSemaphore(value: 0)
      let rows = Mutex(0)
      let loop = FieldSyncLoop(device.client, over: network, hints: network, seed: 1) { report in
        #expect(report.failure == nil, "\(String(describing: report.failure))")
        rows.withLock { $0 += report.rows }
        synced.signal()
      }
      loop.start()
      #expect(synced.wait(timeout: .now() + .seconds(20)) == .success)
      #expect(try device.client.today().isEmpty)
      // Fault: the hint is not heard, and the day is there a quarter of an hour later.
      let visit = try agency.visit(customer)
      var waits = 0
      while try device.client.today().isEmpty, waits < 40 {
        _ = synced.wait(timeout: .now() + .milliseconds(500))
        waits += 1
      }
      #expect(try device.client.today().map(\.visit.id) == [visit.id])
      // What is done here goes out when the app says so.
      try device.client.note(visit.id, "보호자 동석")
      loop.syncSoon()
      waits = 0
      while try device.client.status().unsent > 0, waits < 40 {
        _ = synced.wait(timeout: .now() + .milliseconds(500))
        waits += 1
      }
      #expect(try device.client.status().unsent == 0)
      loop.stop()
    }
  }

  @Test func aLostConnectionIsMadeAnew() throws {
    try withPCRM(through: .ttrpc) { fixture in
      let agency = try FieldAgency(fixture)
      _ = try agency.visit(try agency.customer("김하나"))
      let (device, _) = try agency.device()
      let network = TTRPCNetwork(
        to: .unix(path: fixture.folder.path + "/socket"), token: agency.callers[0].token)
      #expect(device.client.sync(over: network).isComplete)
      network.close()
      #expect(device.client.sync(over: network).isComplete)
      network.close()
      let nobody = TTRPCNetwork(
        to: .unix(path: fixture.folder.path + "/nobody"), token: agency.callers[0].token)
      let failure = device.client.sync(over: nobody).failure
      #expect(failure?.code == .unavailable && failure?.info.reason == "CONNECTION_LOST")
    }
  }

  @Test func aConnectionThatFellSilentIsMadeAnew() throws {
    try withPCRM(through: .ttrpc) { fixture in
      let agency = try FieldAgency(fixture)
      let (device, _) = try agency.device()
      let silent = try SilentServer()
      let (deaf, alive) = (silent.endpoint, Endpoint.unix(path: fixture.folder.path + "/socket"))
      let connections = Mutex(0)
      let network = TTRPCNetwork(token: agency.callers[0].token, timeout: .milliseconds(500)) {
        let number = connections.withLock { connections in
          connections += 1
          return connections
        }
        return try await TTRPCClient.connect(to: number == 1 ? deaf : alive)
      }
      defer { network.close() }
      #expect(device.client.sync(over: network).failure == .deadlineExceeded)
      // A busy machine may be too slow once or twice; one that is not asked never answers.
      let isHeard = (1...5).contains { _ in device.client.sync(over: network).isComplete }
      // Fault: whoever went from one network to another waits for the system to give the old one up.
      #expect(isHeard && connections.withLock { $0 } > 1)
    }
  }

  @Test func failuresMakeWaitsLonger() {
    let backoff = Backoff()
    var random = SeededRandom(seed: 3)
    #expect(backoff.milliseconds(afterFailures: 0, using: &random) == 0)
    for failures in 1...30 {
      let most = min(UInt64(5000) << UInt64(min(failures - 1, 20)), 900_000)
      for _ in 0..<20 {
        let wait = backoff.milliseconds(afterFailures: failures, using: &random)
        // Fault: everybody comes back at the same moment.
        #expect(wait >= most / 4 && wait <= most)
      }
    }
  }
}
