import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

@Suite("FieldClient: what a device carries")
struct ClientTests {
  private func sound(_ report: FieldSyncReport) -> Bool {
    report.failure == nil && report.isComplete
  }

  @Test func firstSyncShowsEverythingAtOnceAndNothingBefore() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    for number: UInt64 in 1...5 {
      server.put(
        Sample.visit(number, hour: 9 + Int64(number)), Sample.customer(number, "고객\(number)"))
    }
    server.state.withLock { $0.pageRows = 3 }
    // Fault: pages are shown as they come, a dangling half of the day.
    server.fate.withLock { $0 = { _, before in before == 3 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure?.info.reason == "CONNECTION_LOST")
    #expect(try device.client.today().isEmpty)
    #expect(try device.client.status().failure == "CONNECTION_LOST")
    server.fate.withLock { $0 = { _, _ in .arrives } }
    server.state.withLock { $0.calls = [] }
    try device.reopen()
    #expect(sound(device.client.sync(over: server)))
    // Fault: paging begins anew after a loss; 4 pages of 3 rows are there, 2 had come.
    #expect(server.state.withLock { $0.calls } == ["Hello", "Pull", "Pull"])
    let day = try device.client.today()
    #expect(day.map(\.visit.id) == (1...5).map { Sample.id($0) })
    #expect(day[0].customer?.displayName == "고객1")
    #expect(try device.client.week().count == 5)
    #expect(try device.client.customers().count == 5)
    #expect(try device.client.status().staffID == Sample.staff)
  }

  @Test func aDayWithoutANetworkIsShownAtOnceAndSentLater() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1), Sample.customer(1, "고객"))
    #expect(sound(device.client.sync(over: server)))
    let visit: VisitID = Sample.id(1)
    try device.client.step(visit, to: .enRoute)
    try device.client.step(visit, to: .inProgress)
    try device.client.attempt(visit, .met, note: "현관에서")
    try device.client.note(visit, "보호자 동석")
    try device.client.step(visit, to: .done)
    try device.reopen()
    let shown = try #require(try device.client.visit(visit))
    #expect(shown.visit.state == .done && shown.isUnsent)
    #expect(shown.parts.attempts.count == 1 && shown.parts.notes.map(\.text) == ["보호자 동석"])
    #expect(shown.visit.meetTime != nil && shown.visit.finishTime != nil)
    // Fault: what the visit's life forbids is found out days later.
    #expect(throws: Status.self) { try device.client.step(visit, to: .enRoute) }
    #expect(throws: Status.self) { try device.client.note(Sample.id(99), "nowhere") }
    #expect(try device.client.status().unsent == 5)
    let report = device.client.sync(over: server)
    #expect(sound(report) && report.results.map(\.outcome) == .init(repeating: .applied, count: 5))
    let clean = try #require(try device.client.visit(visit))
    #expect(clean.visit.state == .done && !clean.isUnsent)
    #expect(try device.client.status().unsent == 0)
    // Fault: sent work is forgotten before a backup of the server holds it.
    #expect(try device.client.status().kept == 5)
    server.state.withLock { $0.durableN = 3 }
    #expect(sound(device.client.sync(over: server)))
    #expect(try device.client.queue().map(\.mutation.n) == [4, 5])
    // Fault: kept for ever when nobody confirms a backup.
    device.clock.advance(seconds: 15 * 86_400)
    #expect(sound(device.client.sync(over: server)))
    #expect(try device.client.queue().isEmpty)
  }

  @Test func whatWasDoneStaysVisibleUntilARowThatHasItCame() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(sound(device.client.sync(over: server)))
    let visit: VisitID = Sample.id(1)
    try device.client.step(visit, to: .enRoute)
    // Fault: the answer to a push takes the overlay away though the row is the old one.
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).results.count == 1)
    #expect(try device.client.visit(visit)?.visit.state == .enRoute)
    // Fault: the answer is lost, and the same is done twice.
    try device.client.note(visit, "once")
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .answerLost : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    try device.reopen()
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(sound(device.client.sync(over: server)))
    #expect(server.state.withLock { $0.effects.values.allSatisfy { $0 == 1 } })
    #expect(try device.client.visit(visit)?.parts.notes.count == 1)
  }

  @Test func aRefusalTakesTheOverlayAwayAndIsTold() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1), Sample.visit(2))
    #expect(sound(device.client.sync(over: server)))
    try device.client.note(Sample.id(1), "refuse me")
    try device.client.note(Sample.id(2), "after it")
    server.remove(SyncRowKey(.visit, Sample.id(2, of: VisitID.self)))
    #expect(sound(device.client.sync(over: server)))
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.isEmpty == true)
    #expect(try device.client.visit(Sample.id(2)) == nil)
    let queue = try device.client.queue()
    #expect(queue.map { $0.result?.outcome } == [.rejected, .quarantined])
    #expect(try device.client.status().refused == 2)
    server.state.withLock { $0.durableN = 2 }
    #expect(sound(device.client.sync(over: server)))
    #expect(try device.client.queue().count == 2)
    try device.client.dismiss(queue[0].mutation.id)
    #expect(try device.client.queue().map(\.mutation.n) == [2])
  }

  @Test func groupsStayWholeInTheirBatches() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.state.withLock { $0.pushMutations = 5 }
    server.put(Sample.visit(1))
    #expect(sound(device.client.sync(over: server)))
    func notes(_ count: Int) -> [FieldChange] {
      (0..<count).map { number in
        var note = VisitNote()
        note.visitID = Sample.id(1)
        note.text = "note \(number)"
        return .note(note)
      }
    }
    try device.client.change(notes(3), together: true)
    try device.client.change(notes(3), together: true)
    try device.client.change(notes(2), together: false)
    #expect(throws: Status.self) { try device.client.change(notes(6), together: true) }
    #expect(sound(device.client.sync(over: server)))
    #expect(server.state.withLock { $0.pushes } == [[1, 2, 3], [4, 5, 6, 7, 8]])
  }

  @Test func numbersAreGivenOutWithoutANetwork() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    #expect(sound(device.client.sync(over: server)))
    #expect(try device.client.nextNumber("receipt") == "R-001")
    try device.reopen()
    #expect(try device.client.nextNumber("receipt") == "R-002")
    #expect(try device.client.nextNumber("receipt") == "R-003")
    #expect(sound(device.client.sync(over: server)))
    // Fault: the rest of the old block is given out again, or lost.
    #expect(try (4...8).map { _ in try device.client.nextNumber("receipt") }.last == "R-008")
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
  }

  @Test func filesGoUpPieceByPieceAndGoOnWhereTheyWere() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(sound(device.client.sync(over: server)))
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    try device.client.change(
      .attach(Sample.id(1), FieldFile(name: "a.jpg", mediaType: "image/jpeg", bytes: bytes)))
    server.fate.withLock { $0 = { _, before in before == 9 ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    let sent = 600_000 - Int(try device.client.status().bytesToUpload)
    #expect(sent > 0)
    try device.reopen()
    server.fate.withLock { $0 = { _, _ in .arrives } }
    let report = device.client.sync(over: server)
    #expect(sound(report) && report.filesUploaded == 1)
    // Fault: begins at 0 again.
    #expect(report.bytesUploaded == 600_000 - sent)
    #expect(server.state.withLock { $0.uploads.values.first } == bytes)
  }
}
