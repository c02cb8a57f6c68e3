import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

extension TestDevice {
  /// Does something to its files behind its back.
  @discardableResult
  func raw<T: Sendable>(
    _ body: @escaping @Sendable (inout Writer) throws(Status) -> T
  ) throws -> T {
    client.close()
    let raw = try SQLiteDatabase.open(
      path: folder.path + "/field", migrations: FieldMigrations.all)
    let made = try raw.write(body)
    raw.close()
    try reopen()
    return made
  }
}

/// A cell that was damaged costs what was in it, and nothing else.
@Suite("FieldClient: damage in the files")
struct DamageTests {
  private let damaged = Status(.dataLoss, "", ErrorInfo(reason: "STORE_DAMAGED"))

  private func damageChange(_ device: TestDevice, _ n: Int64) throws {
    try device.raw { (writer) throws(Status) in
      try writer.execute(
        "UPDATE queue SET mutation = zeroblob(length(mutation)) WHERE n = $1", .integer(n))
    }
  }

  @Test func aDamagedRowComesAgainWithTheNextSync() throws {
    for isChange in [false, true] {
      let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
      let second: VisitID = Sample.id(2)
      try device.raw { (writer) throws(Status) in
        try writer.execute(
          "UPDATE clean_row SET payload = zeroblob(length(payload)) WHERE id = $1", .id(second))
      }
      let refusal = try #require(
        throws: Status.self,
        performing: {
          if isChange {
            try device.client.note(second, "one")
          } else {
            _ = try device.client.today()
          }
        })
      #expect(refusal == damaged && refusal.message.contains("sync"), "\(refusal)")
      #expect(device.client.sync(over: server).isComplete)
      // Fault: the server has nothing new to say of it, so that it stays damaged whatever one does.
      #expect(try device.client.today().count == 2, "\(isChange)")
      server.state.withLock { $0.calls = [] }
      #expect(device.client.sync(over: server).rows == 0)
    }
  }

  @Test func aDamagedNameKeepsNoFileBack() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
    try device.client.change(.attach(Sample.id(1), file))
    try device.raw { (writer) throws(Status) in
      try writer.execute("UPDATE upload SET about = zeroblob(length(about))")
    }
    #expect(try device.client.files().map(\.attachment.name) == [""])
    // Fault: no sync ever begins.
    #expect(device.client.sync(over: server).filesUploaded == 1)
  }

  @Test func aDamagedChangeIsTakenOutOfTheQueueAndTold() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    for text in ["one", "two", "three"] { try device.client.note(Sample.id(1), text) }
    try damageChange(device, 2)
    // Fault: nothing can be looked at any more.
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.map(\.text) == ["one", "three"])
    #expect(try device.client.queue().count == 3)
    let report = device.client.sync(over: server)
    // Fault: it holds up everything, for good.
    #expect(report.isComplete && report.failure == nil, "\(report)")
    #expect(report.results.map(\.reason) == ["CHANGE_DAMAGED", "", ""])
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(notes == ["one", "three"] && server.state.withLock { $0.lastN } == 2)
    let told = try #require(try device.client.queue().last)
    #expect(told.result?.reason == "CHANGE_DAMAGED" && told.mutation.entity == .visit)
    let status = try device.client.status()
    #expect(status.refused == 1 && status.unsent == 0)
    try device.client.dismiss(told.mutation.id)
    #expect(try device.client.status().refused == 0)
  }

  @Test func whatWasToHappenTogetherGoesTogether() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let notes = ["one", "two"].map { text -> FieldChange in
      var note = VisitNote()
      note.visitID = Sample.id(1)
      note.text = text
      return .note(note)
    }
    try device.client.change(notes, together: true)
    try device.client.note(Sample.id(1), "three")
    try damageChange(device, 1)
    let report = device.client.sync(over: server)
    // Fault: half of what was to happen together happens.
    #expect(report.results.map(\.reason) == ["CHANGE_DAMAGED", "GROUP_FAILED", ""], "\(report)")
    let made = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(made == ["three"])
  }

  @Test func aChangeThatWasDamagedAfterItWasSent() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .answerLost : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try damageChange(device, 1)
    let report = device.client.sync(over: server)
    #expect(report.isComplete && report.results.map(\.reason) == ["CHANGE_DAMAGED"], "\(report)")
    // Fault: whoever made it is told to do it again, and then it is there twice.
    #expect(report.results.first?.message.contains("look whether") == true)
    try device.client.note(Sample.id(1), "two")
    #expect(device.client.sync(over: server).results.map(\.n) == [2])
  }

  @Test func aDamagedChangeDoesNotHoldUpAWipe() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    for text in ["one", "two"] { try device.client.note(Sample.id(1), text) }
    server.state.withLock { $0.deviceState = .revoked }
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try damageChange(device, 1)
    let report = device.client.sync(over: server)
    // Fault: what the device carries is never destroyed.
    #expect(report.isWiped && report.failure == nil, "\(report)")
    #expect(report.results.map(\.outcome) == [.rejected, .quarantined])
  }

  @Test func whatWasAnsweredAndDamagedIsNotSentToAnotherLife() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let empty = server.state.withLock { $0 }
    for text in ["one", "two"] { try device.client.note(Sample.id(1), text) }
    #expect(device.client.sync(over: server).isComplete)
    try damageChange(device, 1)
    #expect(try device.client.queue().count == 2)
    server.state.withLock { state in
      state = empty
      state.epoch = "life-2"
    }
    let report = device.client.sync(over: server)
    #expect(report.isComplete, "\(report)")
    #expect(report.results.map(\.reason) == ["CHANGE_DAMAGED", ""])
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(notes == ["two"])
    // What never went to any server does not go to the next one either.
    server.state.withLock { $0.epoch = "life-3" }
    #expect(device.client.sync(over: server).results.isEmpty)
    #expect(try device.client.status().refused == 1)
  }

  @Test func limitsThatAreDamagedComeAgainWithTheNextHello() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.raw { (writer) throws(Status) in
      try writer.execute("UPDATE device SET limits = x'ff'")
    }
    // Fault: nothing works any more for want of numbers that the server says with each hello.
    #expect(try device.client.today().count == 1)
    #expect(device.client.sync(over: server).isComplete)
  }
}
