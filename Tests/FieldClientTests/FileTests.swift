import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

@Suite("FieldClient: files, and the file of the key")
struct FileTests {
  private let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  private func photo(_ name: String = "a.jpg") -> FieldFile {
    FieldFile(name: name, mediaType: "image/jpeg", bytes: bytes)
  }

  private func synced(_ rows: SyncRow...) throws -> (TestDevice, PaperServer) {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    for row in rows { server.put(row) }
    #expect(device.client.sync(over: server).isComplete)
    return (device, server)
  }

  @Test func oneFileIsAttachedToTwoVisits() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try device.client.change(.attach(Sample.id(1), photo()))
    try device.client.change(.attach(Sample.id(2), photo("b.jpg")))
    #expect(try device.client.status().bytesToUpload == 1_200_000)
    let report = device.client.sync(over: server)
    // Fault: the second visit takes the file away from the first one, whose upload never comes.
    #expect(report.isComplete && report.filesUploaded == 2, "\(report)")
    let uploads = server.state.withLock { $0.uploads }
    #expect(uploads.count == 2 && uploads.values.allSatisfy { $0 == bytes })
    #expect(try device.client.files().map(\.attachment.name) == ["a.jpg", "b.jpg"])
    // Fault: the bytes go with the first of the two.
    server.state.withLock { $0.durableN = 1 }
    try device.client.note(Sample.id(1), "later")
    #expect(device.client.sync(over: server).isComplete)
    server.state.withLock { $0.durableN = 3 }
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.files().isEmpty)
    #expect(try pieces(device) == 0)
  }

  @Test func bytesStayAsLongAsAVisitNeedsThem() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try device.client.change(.attach(Sample.id(1), photo()))
    #expect(device.client.sync(over: server).filesUploaded == 1)
    try device.client.note(Sample.id(1), "after it")
    #expect(device.client.sync(over: server).isComplete)
    // The second visit's upload is under way when the first one's is forgotten.
    try device.client.change(.attach(Sample.id(2), photo()))
    server.state.withLock { $0.durableN = 2 }
    server.fate.withLock {
      $0 = { method, _ in method == "PutAttachment" ? .lostOnTheWay : .arrives }
    }
    #expect(device.client.sync(over: server).failure != nil)
    #expect(try device.client.files().count == 1)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    let report = device.client.sync(over: server)
    #expect(report.filesUploaded == 1 && report.filesGivenUp.isEmpty, "\(report)")
  }

  @Test func aFileThatIsGivenUpIsTold() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), photo()))
    let refusal = Status(.notFound, "gone", ErrorInfo(reason: "NOT_FOUND"))
    server.fate.withLock {
      $0 = { method, _ in method == "PutAttachment" ? .refused(refusal) : .arrives }
    }
    let report = device.client.sync(over: server)
    // Fault: it is dropped, and nobody hears of it.
    #expect(report.filesGivenUp.map(\.reason) == ["NOT_FOUND"], "\(report)")
    #expect(report.filesGivenUp.first?.attachment.name == "a.jpg")
    #expect(try device.client.status().filesGivenUp == 1)
    // Fault: a backup of the server, or time, makes the device forget what the server never got.
    server.state.withLock { $0.durableN = 1 }
    device.clock.advance(seconds: 10 * 86_400)
    #expect(device.client.sync(over: server).filesGivenUp.isEmpty)
    device.clock.advance(seconds: 10 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    let file = try #require(try device.client.files().first)
    #expect(file.state == .givenUp)
    #expect(try device.client.bytes(of: file.attachment) == bytes)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try device.client.retry(file.attachment)
    #expect(device.client.sync(over: server).filesUploaded == 1)
    #expect(try device.client.status().filesGivenUp == 0)
  }

  @Test func aFileWhoseAnnouncementIsRefusedIsTold() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try device.client.change(.attach(Sample.id(1), photo("refuse me")))
    server.remove(SyncRowKey(.visit, Sample.id(2, of: VisitID.self)))
    try device.client.change(.attach(Sample.id(2), photo("b.jpg")))
    let report = device.client.sync(over: server)
    #expect(Set(report.filesGivenUp.map(\.reason)) == ["TEST", "QUARANTINED"], "\(report)")
    let files = try device.client.files().map(\.attachment)
    // Fault: it is tried for ever, although no visit takes it.
    #expect(throws: Status.self) { try device.client.retry(files[0]) }
    try device.client.forget(files[0])
    // Fault: its bytes go though another visit has the same file.
    #expect(try device.client.bytes(of: files[1]) == bytes)
    try device.client.forget(files[1])
    #expect(throws: Status.self) { try device.client.forget(files[1]) }
    #expect(try device.client.files().isEmpty)
    // Fault: what nobody needs any more fills the device.
    #expect(try pieces(device) == 0)
  }

  @Test func aPieceThatIsDamagedHoldsUpNothing() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), photo()))
    try change(device, "UPDATE file_piece SET payload = zeroblob(length(payload)) WHERE place = 1")
    let report = device.client.sync(over: server)
    // Fault: every sync from now on fails on it.
    #expect(report.failure == nil && report.filesGivenUp.map(\.reason) == ["FILE_DAMAGED"])
    let file = try #require(report.filesGivenUp.first?.attachment)
    #expect(throws: Status.self) { try device.client.bytes(of: file) }
    try device.client.retry(file)
    try change(device, "DELETE FROM file_piece WHERE place = 1")
    #expect(device.client.sync(over: server).filesGivenUp.map(\.reason) == ["FILE_MISSING"])
  }

  @Test func aPieceIsFilledUpWhereverTheServerStands() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), photo()))
    // Another device of the same person has sent the beginning, in pieces of its own.
    server.state.withLock { $0.started[Sample.id(1)] = Array(bytes[..<262_100]) }
    let report = device.client.sync(over: server)
    // Fault: the 44 bytes up to the end of the stored piece go alone, which no server takes.
    #expect(report.filesUploaded == 1 && report.filesGivenUp.isEmpty, "\(report)")
  }

  @Test func aWipedDeviceSendsItsFilesFirst() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try device.client.change(.attach(Sample.id(1), photo()))
    server.fate.withLock {
      $0 = { method, _ in method == "PutAttachment" ? .lostOnTheWay : .arrives }
    }
    #expect(device.client.sync(over: server).failure != nil)
    try device.client.change(.attach(Sample.id(2), photo("b.jpg")))
    server.fate.withLock { $0 = { _, _ in .arrives } }
    server.state.withLock { $0.deviceState = .revoked }
    let report = device.client.sync(over: server)
    // Fault: the photo of a visit that the server knows of is destroyed unsent, and nobody is told of the other.
    #expect(report.isWiped && report.filesUploaded == 1, "\(report)")
    #expect(report.filesGivenUp.map(\.attachment.name) == ["b.jpg"])
    #expect(try device.client.files().isEmpty)
  }

  @Test func aWipeThatBreaksOffKeepsWhatTheServerStillTakes() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), photo()))
    server.fate.withLock {
      $0 = { method, _ in method == "PutAttachment" ? .lostOnTheWay : .arrives }
    }
    #expect(device.client.sync(over: server).failure != nil)
    server.state.withLock { $0.deviceState = .revoked }
    let early = device.client.sync(over: server)
    #expect(early.isWiped && early.failure != nil)
    let status = try device.client.status()
    #expect(status.unsent == 0 && status.filesToUpload == 1)
    let unsent = Status(.failedPrecondition, "", ErrorInfo(reason: "UNSENT"))
    // Fault: everything else was sent, so the photo is destroyed without a word.
    #expect(throws: unsent) { try device.client.startAnew() }
    #expect(try device.client.files().count == 1)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(device.client.sync(over: server).filesUploaded == 1)
    #expect(throws: Never.self) { try device.client.startAnew() }
  }

  @Test func refusalsThatWereSeenAreNotToldAgain() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "refuse me")
    #expect(device.client.sync(over: server).isComplete)
    let refused = try #require(try device.client.queue().first)
    try device.client.dismiss(refused.mutation.id)
    // No backup has it yet: another life of the server may want it again.
    #expect(try device.client.queue().map(\.isSeen) == [true])
    #expect(try device.client.status().refused == 0)
    server.state.withLock { $0.durableN = 1 }
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.queue().isEmpty)
  }

  @Test func aFolderOfBeforeKeepsItsFiles() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    let sha = "ab" + String(repeating: "0", count: 62)
    device.client.close()
    let folder = TemporaryFolder()
    let cipher = FieldCipher([UInt8](repeating: 4, count: 32))
    let old = try SQLiteDatabase.open(
      path: folder.path + "/field", migrations: Array(FieldMigrations.all.prefix(2)))
    let wrapped = try device.keys.wrap([UInt8](repeating: 4, count: 32))
    let visit: VisitID = Sample.id(1)
    let id: DeviceID = Sample.id(50)
    let piece = try cipher.seal([1, 2, 3], bound: AttachmentRow.bound(sha, 0))
    try old.write { (writer) throws(Status) in
      try writer.execute(
        "INSERT INTO secret VALUES ('queue', $1), ('rows', $1)", .blob(wrapped))
      try writer.execute(
        "INSERT INTO device (one, id, name, seen_at, limits) VALUES (1, $1, 'old', 0, x'')",
        .id(id))
      try writer.execute(
        """
        INSERT INTO attachment (sha256, visit, mutation, size, state) VALUES ($1, $2, $3, 3, 1)
        """, .text(sha), .id(visit), .id(id))
      try writer.execute(
        "INSERT INTO attachment_piece VALUES ($1, 0, $2)", .text(sha), .blob(piece))
    }
    old.close()
    server.state.withLock { $0.sizes["\(visit)/\(sha)"] = 3 }
    let client = try FieldClient(TestDevice.settings(folder, device.clock), keys: device.keys)
    defer { client.close() }
    #expect(try client.files().map(\.attachment.sha256) == [sha])
    let report = client.sync(over: server)
    #expect(report.isComplete && report.filesUploaded == 1, "\(report)")
    #expect(server.state.withLock { Array($0.uploads.values) } == [[1, 2, 3]])
  }

  /// How many pieces of files lie on a device.
  private func pieces(_ device: TestDevice) throws -> Int64 {
    device.client.close()
    let raw = try SQLiteDatabase.open(
      path: device.folder.path + "/field", migrations: FieldMigrations.all)
    let count = try raw.read { (reader) throws(Status) in
      try reader.first("SELECT count(*) FROM file_piece") { (row) throws(Status) in
        row.integer(0)
      } ?? 0
    }
    raw.close()
    try device.reopen()
    return count
  }

  /// Changes a device's files behind its back.
  private func change(_ device: TestDevice, _ sql: SQL) throws {
    device.client.close()
    let raw = try SQLiteDatabase.open(
      path: device.folder.path + "/field", migrations: FieldMigrations.all)
    try raw.write { (writer) throws(Status) in try writer.execute(sql) }
    raw.close()
    try device.reopen()
  }
}
