import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// What a device shows is whole, although pages are not, or are of another life.
@Suite("FieldClient: guards of pages")
struct PageGuardTests {
  @Test func whatIsNewerStaysWhateverComesLater() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1, hour: 10), Sample.visit(2, hour: 11), Sample.visit(3, hour: 12))
    server.state.withLock { $0.pageRows = 2 }
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Pull" else { return answer }
        var page = try PullResponse(binary: answer)
        guard page.complete else { return answer }
        // What was there before stands behind what is there now.
        var old = Sample.visit(1, hour: 20)
        old.version = 1
        old.seq = 0
        page.rows.append(old)
        var gone = SyncRemoval()
        gone.entity = .visit
        gone.id = Sample.id(2, of: VisitID.self).description
        gone.seq = 0
        page.removals.append(gone)
        return page.binary()
      }
    }
    #expect(device.client.sync(over: network).isComplete)
    let shown = try device.client.visits()
    #expect(shown.map(\.visit.id) == (1...3).map { Sample.id($0) })
    #expect(shown.first?.visit == Sample.visit(1, hour: 10).with(version: 1))
  }

  @Test func aServerThatGoesRoundInACircleIsLeft() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Pull" else { return answer }
        var page = try PullResponse(binary: answer)
        page.complete = false
        return page.binary()
      }
    }
    #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
    #expect(server.state.withLock { $0.calls.count } < 200)
    let again = Status.precondition("RESYNC_REQUIRED", "cursor", "again").with("why", "SCHEMA")
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .refused(again) : .arrives } }
    #expect(device.client.sync(over: server).failure?.info.reason == "RESYNC_REQUIRED")
    #expect(server.state.withLock { $0.calls.count } < 300)
    // What was shown before is shown still.
    #expect(try device.client.today().count == 1)
  }

  @Test func aLargerCircleIsLeftToo() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let network = ForgingNetwork(server)
    let pulls = Mutex(0)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Pull" else { return answer }
        let number = pulls.withLock { pulls in
          pulls += 1
          return pulls
        }
        // A test that runs for ever tells nothing.
        if number > 1000 { throw Status.internalError }
        var page = try PullResponse(binary: answer)
        page.complete = false
        page.seq = Int64(number % 2)
        page.nextCursor = "life-1.1/\(number % 2)"
        return page.binary()
      }
    }
    // Fault: only a cursor that comes again at once counts as a circle.
    #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
    #expect(pulls.withLock { $0 } < 200)
    #expect(device.client.sync(over: server).isComplete)
  }

  @Test func aResyncReplacesEverythingOnceItIsWhole() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    server.put(Sample.visit(3, hour: 14), Sample.visit(4, hour: 15))
    server.state.withLock { $0.pageRows = 1 }
    server.fate.withLock { $0 = { _, before in before == 4 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    // Half of a delta is staged; the server has another past now, and 3 is not in it.
    server.state.withLock { state in
      state.epoch = "life-2"
      for number: UInt64 in [1, 3] {
        let key = SyncRowKey(.visit, Sample.id(number, of: VisitID.self))
        state.rows[key] = nil
        state.feed[key] = nil
      }
    }
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    #expect(try device.client.visits().count == 2)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(device.client.sync(over: server).isComplete)
    // Fault: what was there before stays for ever, or what was staged for the old past comes along.
    #expect(try device.client.visits().map(\.visit.id) == [Sample.id(2), Sample.id(4)])
  }

  @Test func whatWasStagedDoesNotOutliveAResync() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    server.put(Sample.visit(3, hour: 14), Sample.visit(4, hour: 15))
    server.state.withLock { $0.pageRows = 1 }
    server.fate.withLock { $0 = { _, before in before == 4 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    server.state.withLock { state in
      let key = SyncRowKey(.visit, Sample.id(3, of: VisitID.self))
      state.rows[key] = nil
      state.feed[key] = nil
    }
    let again = Status.precondition("RESYNC_REQUIRED", "cursor", "again").with("why", "RETENTION")
    server.fate.withLock { $0 = { _, before in before == 6 ? .refused(again) : .arrives } }
    let report = device.client.sync(over: server)
    #expect(report.isComplete && report.resync == "RETENTION", "\(report)")
    // Fault: a row that is gone for longer than the server remembers comes back, and stays.
    #expect(try device.client.visits().map(\.visit.id) == [1, 2, 4].map { Sample.id($0) })
  }

  @Test func aDeviceThatIsRevokedBetweenHelloAndPull() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let revoked = Status(.permissionDenied, "", ErrorInfo(reason: "DEVICE_REVOKED"))
    server.fate.withLock {
      $0 = { method, _ in
        guard method == "Pull" else { return .arrives }
        server.state.withLock { $0.deviceState = .revoked }
        return .refused(revoked)
      }
    }
    // Fault: its rows stay until it happens to be asked at another moment.
    #expect(device.client.sync(over: server).isWiped)
    #expect(throws: Status.deviceRevoked) { try device.client.today() }
  }
}

extension SyncRow {
  /// The visit of it, as a server that has changed it so often shows it.
  fileprivate func with(version: Int64) -> Visit? {
    var visit = self.visit?.visit
    visit?.version = version
    return visit
  }
}
