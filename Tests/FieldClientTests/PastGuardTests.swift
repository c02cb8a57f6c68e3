import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// A server whose file was copied back by hand is noticed, however far it has come since.
@Suite("FieldClient: guards of the server's past")
struct PastGuardTests {
  private let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])

  /// The same life, as it was, in another run that has worked past the device since.
  private func copyBack(_ backup: PaperServer.State, _ server: PaperServer) {
    server.state.withLock { state in
      let sizes = state.sizes
      state = backup
      state.run += 1
      state.seq += 50
      state.sizes = sizes
    }
    server.put(Sample.visit(2, hour: 12))
  }

  @Test func anOlderFileThatHasGrownPastTheDevice() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let backup = server.state.withLock { $0 }
    for text in ["refuse me", "two"] { try device.client.note(Sample.id(1), text) }
    try device.client.change(.attach(Sample.id(1), file))
    #expect(device.client.sync(over: server).filesUploaded == 1)
    server.state.withLock { $0.durableN = 3 }
    #expect(device.client.sync(over: server).isComplete)
    // All that is left is a refusal which nobody has seen.
    #expect(try device.client.queue().map(\.mutation.n) == [1])
    copyBack(backup, server)
    try device.client.note(Sample.id(1), "four")
    let report = device.client.sync(over: server)
    // Fault: the refusal stands in the way of the numbers, and every sync fails until somebody dismisses it.
    #expect(report.isComplete && report.resync == "EPOCH", "\(report)")
    #expect(report.results.map(\.outcome) == [.rejected, .applied])
    let notes = server.state.withLock { state in
      state.rows.values.flatMap { $0.visit?.notes ?? [] }.map(\.text)
    }
    #expect(notes == ["four"])
    // Fault: the server has no photo any more, and the device thinks that it has.
    #expect(report.filesUploaded == 1)
    #expect(try device.client.visits().count == 2)
  }

  @Test func aPullThatTellsOfAnotherPastIsRememberedUntilTheNextHello() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), file))
    server.fate.withLock {
      $0 = { method, _ in method == "PutAttachment" ? .lostOnTheWay : .arrives }
    }
    #expect(device.client.sync(over: server).failure != nil)
    let backup = server.state.withLock { $0 }
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(device.client.sync(over: server).filesUploaded == 1)
    // No number is missing: only the pull notices it, and the program ends there.
    copyBack(backup, server)
    server.state.withLock { $0.calls = [] }
    server.fate.withLock { $0 = { _, before in before == 2 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    #expect(server.state.withLock { $0.calls } == ["Hello", "Pull", "Hello"])
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try device.reopen()
    let report = device.client.sync(over: server)
    // Fault: it counts as a mere gap in the pages, and what else was lost with that past is never sent again.
    #expect(report.isComplete && report.filesUploaded == 1, "\(report)")
    #expect(device.client.sync(over: server).resync == nil)
  }

  /// A device whose clock is three weeks behind its server's.
  private func behind() throws -> (TestDevice, PaperServer, ManualClock) {
    let clock = ManualClock()
    clock.advance(seconds: 21 * 86_400)
    let device = try TestDevice()
    let server = PaperServer(clock: clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    return (device, server, clock)
  }

  @Test func aFileIsKeptByTheServersClock() throws {
    let (device, server, clock) = try behind()
    try device.client.change(.attach(Sample.id(1), file))
    #expect(device.client.sync(over: server).filesUploaded == 1)
    // A backup has the announcement, and not the bytes.
    server.state.withLock { $0.durableN = 1 }
    for _ in 0..<2 { #expect(device.client.sync(over: server).isComplete) }
    // Fault: by the device's clock it was uploaded weeks ago, and is forgotten before a backup holds it.
    #expect(try device.client.files().map(\.state) == [.uploaded])
    clock.advance(seconds: 13 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.files().count == 1)
    clock.advance(seconds: 2 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.files().isEmpty)
  }

  @Test func aRefusalIsKeptByTheServersClock() throws {
    let (device, server, clock) = try behind()
    try device.client.note(Sample.id(1), "one")
    let unreadable = Status.invalid("mutations[0]", "cannot be read")
    server.fate.withLock {
      $0 = { method, _ in method == "Push" ? .refused(unreadable) : .arrives }
    }
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.rejected])
    // Fault: it is gone within the sync that was refused it, and the next look shows nothing.
    #expect(try device.client.status().refused == 1)
    clock.advance(seconds: 15 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.queue().isEmpty)
  }
}
