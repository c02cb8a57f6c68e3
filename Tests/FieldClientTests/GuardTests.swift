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

/// A way to a server on which a test reads what is sent, and changes what is answered.
private final class ForgingNetwork: FieldNetwork {
  let server: PaperServer
  let sees = Mutex<@Sendable (String, [UInt8]) -> Void>({ _, _ in })
  let forges = Mutex<@Sendable (String, [UInt8]) throws -> [UInt8]>({ _, answer in answer })

  init(_ server: PaperServer) { self.server = server }

  func call(_ path: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let method = String(path.split(separator: "/").last ?? "")
    sees.withLock { $0 }(method, request)
    let answer = try server.call(path, request)
    do {
      return try forges.withLock { $0 }(method, answer)
    } catch {
      throw .internalError
    }
  }
}

/// What keeps a device sound although its files, its clock or its server are not.
@Suite("FieldClient: guards")
struct GuardTests {
  private func synced(_ rows: SyncRow...) throws -> (TestDevice, PaperServer) {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    for row in rows { server.put(row) }
    #expect(device.client.sync(over: server).isComplete)
    return (device, server)
  }

  /// Does something to a device's files behind its back.
  @discardableResult
  private func raw<T: Sendable>(
    _ device: TestDevice, _ body: @escaping @Sendable (inout Writer) throws(Status) -> T
  ) throws -> T {
    device.client.close()
    let raw = try SQLiteDatabase.open(
      path: device.folder.path + "/field", migrations: FieldMigrations.all)
    let made = try raw.write(body)
    raw.close()
    try device.reopen()
    return made
  }

  private let damaged = Status(.dataLoss, "", ErrorInfo(reason: "STORE_DAMAGED"))

  // MARK: What lies in the files

  @Test func aSealedRowIsOfNoUseAsAnother() throws {
    let (device, _) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE clean_row SET payload = (
          SELECT payload FROM clean_row c WHERE c.id <> clean_row.id AND c.entity = clean_row.entity)
        """)
    }
    // Fault: whoever can write to the files shows one customer's visit as another's.
    #expect(throws: damaged) { try device.client.today() }
  }

  @Test func anOldVersionOfARowIsNotShownAsANewOne() throws {
    let (device, server) = try synced(Sample.visit(1))
    let old = try raw(device) { (writer) throws(Status) in
      try writer.reader.first("SELECT payload FROM clean_row") { (row) throws(Status) in
        row.bytes(0)
      } ?? []
    }
    server.put(Sample.visit(1, hour: 15))
    #expect(device.client.sync(over: server).isComplete)
    try raw(device) { (writer) throws(Status) in
      try writer.execute("UPDATE clean_row SET payload = $1", .blob(old))
    }
    #expect(throws: damaged) { try device.client.today() }
  }

  @Test func aSealedChangeIsOfNoUseUnderAnotherNumber() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    try device.client.note(Sample.id(1), "two")
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        "UPDATE queue SET mutation = (SELECT mutation FROM queue q WHERE q.n <> queue.n)")
    }
    // Fault: changes that somebody exchanged are sent in the person's name.
    #expect(device.client.sync(over: server).failure?.info.reason == "STORE_DAMAGED")
    #expect(server.state.withLock { $0.lastN } == 0)
  }

  @Test func aSealedPieceIsOfNoUseInAnotherFile() throws {
    let (device, server) = try synced(Sample.visit(1))
    for text in ["first file", "other file"] {
      try device.client.change(
        .attach(
          Sample.id(1), FieldFile(name: text, mediaType: "text/plain", bytes: Array(text.utf8))))
    }
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE file_piece SET payload = (
          SELECT payload FROM file_piece f WHERE f.sha256 <> file_piece.sha256)
        """)
    }
    let report = device.client.sync(over: server)
    // Fault: one customer's photo goes to another's visit.
    #expect(Set(report.filesGivenUp.map(\.reason)) == ["FILE_DAMAGED"], "\(report)")
  }

  /// Keys that are destroyed are in none of the files any more, not even in the log.
  @Test func destroyedKeysAreGoneFromTheFiles() throws {
    for isWiped in [false, true] {
      let (device, server) = try synced(Sample.visit(1))
      let wrapped = try raw(device) { (writer) throws(Status) in
        try writer.reader.first("SELECT wrapped FROM secret WHERE name = 'rows'") {
          (row) throws(Status) in row.bytes(0)
        } ?? []
      }
      // It is in the log as well: the client is the one that wrote last.
      try device.client.note(Sample.id(1), "in the log")
      #expect(try holds(device, wrapped))
      if isWiped {
        server.state.withLock { $0.deviceState = .revoked }
        #expect(device.client.sync(over: server).isWiped)
      } else {
        device.clock.advance(seconds: 15 * 86_400)
        #expect(throws: Status.leaseOver) { try device.client.today() }
      }
      #expect(try !holds(device, wrapped), "wiped: \(isWiped)")
    }
  }

  private func holds(_ device: TestDevice, _ needle: [UInt8]) throws -> Bool {
    for name in ["pcrm.db", "pcrm.db-wal"] {
      let file = open(device.folder.path + "/field/" + name, O_RDONLY)
      if file < 0 { continue }
      defer { close(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(file, &buffer, buffer.count), count > 0 {
        bytes += buffer[..<count]
      }
      let found = (0...max(0, bytes.count - needle.count)).contains { start in
        start + needle.count <= bytes.count
          && bytes[start..<start + needle.count].elementsEqual(needle)
      }
      if found { return true }
    }
    return false
  }

  // MARK: The lease

  @Test func aClockThatRanAheadCountsNoMoreOnceTheServerIsHeard() throws {
    let (device, server) = try synced(Sample.visit(1))
    device.clock.advance(seconds: 60 * 86_400)
    #expect(throws: Status.leaseOver) { try device.client.today() }
    device.clock.advance(seconds: -60 * 86_400)
    #expect(device.client.sync(over: server).isComplete)
    // Fault: it stays locked until the month has really passed.
    #expect(try device.client.today().count == 1)
  }

  @Test func aLeaseThatEndsWhileAPageIsOnItsWay() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
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
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2), Sample.visit(3))
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

  // MARK: Pages

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
    let (device, server) = try synced(Sample.visit(1))
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

  @Test func aResyncReplacesEverythingOnceItIsWhole() throws {
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
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
    let (device, server) = try synced(Sample.visit(1), Sample.visit(2, hour: 12))
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
    let (device, server) = try synced(Sample.visit(1))
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

  // MARK: The queue

  @Test func resultsOfWhatWasNotSentAreNotTaken() throws {
    let (device, server) = try synced(Sample.visit(1))
    server.state.withLock { $0.pushMutations = 1 }
    try device.client.note(Sample.id(1), "one")
    try device.client.note(Sample.id(1), "two")
    let network = ForgingNetwork(server)
    let pushes = Mutex(0)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Push" else { return answer }
        var response = try PushResponse(binary: answer)
        if pushes.withLock({ pushes in
          pushes += 1
          return pushes
        }) > 1 {
          throw Status.internalError
        }
        var other = response.results[0]
        other.n = 2
        response.results.append(other)
        return response.binary()
      }
    }
    #expect(device.client.sync(over: network).failure != nil)
    // Fault: it counts as done, and is never sent.
    #expect(try device.client.status().unsent == 1)
  }

  @Test func whatABackupHasIsShownUntilTheRowsHaveIt() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.step(Sample.id(1), to: .enRoute)
    server.state.withLock { $0.durableN = 5 }
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).results.count == 1)
    // Fault: a backup that is confirmed early takes away what the person has just done.
    #expect(try device.client.visit(Sample.id(1))?.visit.state == .enRoute)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.visit(Sample.id(1))?.visit.state == .enRoute)
    #expect(try device.client.queue().isEmpty)
  }

  @Test func whatWasRefusedIsNotShownAnyMore() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "refuse me")
    server.state.withLock { $0.seq += 5 }
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.rejected])
    // Fault: it looks done until the next pull that comes to its end.
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.isEmpty == true)
  }

  @Test func aPushThatIsAnsweredWithImpossibleNumbersForgetsNothing() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Push" else { return answer }
        var response = try PushResponse(binary: answer)
        response.durableN = Int64.max
        return response.binary()
      }
    }
    #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
    #expect(try device.client.queue().count == 1)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.status().kept == 1)
  }

  @Test func aNumberThatWasUsedForSomethingElseIsGivenUp() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .answerLost : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    // A copy of this device has used the number.
    server.state.withLock { $0.receipts[1]?.mutation = [1] }
    server.fate.withLock { $0 = { _, _ in .arrives } }
    let report = device.client.sync(over: server)
    // Fault: every sync from now on is refused.
    #expect(report.isComplete && report.rewound == 1, "\(report)")
    #expect(server.state.withLock { $0.lastN } == 2)
    #expect(try device.client.status().unsent == 0)
  }

  @Test func whatHasNoAnswerIsNotAcknowledged() throws {
    let (device, server) = try synced(Sample.visit(1))
    let network = ForgingNetwork(server)
    let acked = Mutex<[Int64]>([])
    network.sees.withLock {
      $0 = { method, request in
        guard method == "Hello", let hello = try? HelloRequest(binary: request) else { return }
        acked.withLock { $0.append(hello.ackedN) }
      }
    }
    try device.client.note(Sample.id(1), "one")
    #expect(device.client.sync(over: network).isComplete)
    try device.client.note(Sample.id(1), "two")
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .answerLost : .arrives } }
    #expect(device.client.sync(over: network).failure != nil)
    server.fate.withLock { $0 = { _, _ in .arrives } }
    #expect(device.client.sync(over: network).isComplete)
    #expect(device.client.sync(over: network).isComplete)
    // Fault: the server forgets the receipt of what the device still asks for.
    #expect(acked.withLock { $0 } == [0, 1, 1, 2])
  }

  @Test func aPushIsNeverLargerThanTheServerTakes() throws {
    let (device, server) = try synced(Sample.visit(1))
    let long = String(repeating: "가", count: 4000)
    for _ in 0..<120 { try device.client.note(Sample.id(1), long) }
    let network = ForgingNetwork(server)
    let sizes = Mutex<[Int]>([])
    network.sees.withLock {
      $0 = { method, request in
        if method == "Push" { sizes.withLock { $0.append(request.count) } }
      }
    }
    #expect(device.client.sync(over: network).isComplete)
    let pushed = sizes.withLock { $0 }
    #expect(pushed.count == 2 && pushed.allSatisfy { $0 <= 1 << 20 }, "\(pushed)")
    #expect(server.state.withLock { $0.lastN } == 120)
  }

  @Test func whatFollowsAnotherFollowsItUnderItsNewNumber() throws {
    let (device, server) = try synced(Sample.visit(1))
    let empty = server.state.withLock { $0 }
    for text in ["one", "two", "three"] { try device.client.note(Sample.id(1), text) }
    server.state.withLock { $0.durableN = 3 }
    #expect(device.client.sync(over: server).isComplete)
    let version = try device.client.visit(Sample.id(1))?.visit.version
    var memo = Visit()
    for text in ["first", "second"] {
      memo.note = text
      try device.client.change(.visit(Sample.id(1), fields: ["note"], memo))
    }
    server.state.withLock { state in
      state = empty
      state.epoch = "life-2"
    }
    server.fate.withLock { $0 = { method, _ in method == "Push" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).failure != nil)
    let queue = try device.client.queue().map(\.mutation)
    #expect(queue.map(\.n) == [1, 2])
    // Fault: what others changed since the device last looked is written over.
    #expect(version != nil && queue.allSatisfy { $0.trunkVersion == version })
    // Fault: it follows a change that is another one's now, or one that never was.
    #expect(queue.map(\.afterN) == [0, 1])
  }

  @Test func aBlockThatComesAgainIsNotBegunAnew() throws {
    let (device, server) = try synced(Sample.visit(1))
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    let network = ForgingNetwork(server)
    let block = Mutex<[UInt8]>([])
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "LeaseNumbers" else { return answer }
        return block.withLock { block in
          if block.isEmpty { block = answer }
          return block
        }
      }
    }
    #expect(device.client.sync(over: network).isComplete)
    let first = try (1...3).map { _ in try device.client.nextNumber("receipt") }
    #expect(device.client.sync(over: network).isComplete)
    // Fault: a number is given to two customers.
    #expect(try device.client.nextNumber("receipt") == "R-004")
    #expect(first == ["R-001", "R-002", "R-003"])
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
  }

  @Test func aFileThatNeverArrivesWholeIsGivenUp() throws {
    let (device, server) = try synced(Sample.visit(1))
    let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
    try device.client.change(.attach(Sample.id(1), file))
    let mismatch = Status(.dataLoss, "", ErrorInfo(reason: "HASH_MISMATCH"))
    let calls = Mutex(0)
    server.fate.withLock {
      $0 = { method, _ in
        if method != "PutAttachment" { return .arrives }
        // A test that waits for ever tells nothing.
        let isTooOften = calls.withLock { calls in
          calls += 1
          return calls > 50
        }
        return isTooOften ? .lostOnTheWay : .refused(mismatch)
      }
    }
    // Fault: it is sent again and again, as long as there is a battery.
    #expect(device.client.sync(over: server).filesGivenUp.map(\.reason) == ["HASH_MISMATCH"])
    #expect(calls.withLock { $0 } == 4)
  }

  @Test func aServerThatTakesNoMoreOfAFileIsNotAskedForEver() throws {
    let (device, server) = try synced(Sample.visit(1))
    let file = FieldFile(
      name: "a.txt", mediaType: "text/plain", bytes: [UInt8](repeating: 1, count: 200_000))
    try device.client.change(.attach(Sample.id(1), file))
    let network = ForgingNetwork(server)
    let calls = Mutex(0)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "PutAttachment" else { return answer }
        let count = calls.withLock { calls in
          calls += 1
          return calls
        }
        if count > 50 { throw Status.internalError }
        var attachment = try VisitAttachment(binary: answer)
        attachment.received = 0
        return attachment.binary()
      }
    }
    #expect(device.client.sync(over: network).filesGivenUp.map(\.reason) == ["UPLOAD_STUCK"])
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func aServerThatLostItsFilesGetsThemAgain() throws {
    let (device, server) = try synced(Sample.visit(1))
    let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
    try device.client.change(.attach(Sample.id(1), file))
    #expect(device.client.sync(over: server).filesUploaded == 1)
    server.state.withLock { state in
      state.uploads = [:]
      state.epoch = "life-2"
    }
    #expect(device.client.sync(over: server).filesUploaded == 1)
    #expect(server.state.withLock { Array($0.uploads.values) } == [[1, 2, 3]])
  }

  @Test func placesOfAnotherLifeAreNotComparedWithThoseOfThisOne() throws {
    let (device, server) = try synced(Sample.visit(1))
    server.state.withLock { $0.seq = 50 }
    var memo = Visit()
    memo.note = "mine"
    try device.client.change(.visit(Sample.id(1), fields: ["note"], memo))
    #expect(device.client.sync(over: server).isComplete)
    // Another life, in which the change is there at an earlier place, and the office has changed it since.
    server.state.withLock { state in
      state.epoch = "life-2"
      state.seq = 5
      for key in state.feed.keys { state.feed[key] = (5, false) }
    }
    var theirs = Sample.visit(1)
    theirs.visit?.visit?.note = "theirs"
    server.put(theirs)
    #expect(device.client.sync(over: server).isComplete)
    // Fault: what was done here long ago is shown over it until the places catch up.
    #expect(try device.client.visit(Sample.id(1))?.visit.note == "theirs")
  }

  @Test func anEmptyPlaceInTheNumbersIsFilled() throws {
    let (device, server) = try synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    #expect(device.client.sync(over: server).isComplete)
    // The server has lost its end within the same life.
    server.state.withLock { state in
      state.lastN = 0
      state.receipts = [:]
    }
    let report = device.client.sync(over: server)
    #expect(report.isComplete && report.rewound == 1, "\(report)")
    #expect(server.state.withLock { $0.lastN } == 1)
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
