import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Synchronization
import Testing

/// What a server says is not believed when it cannot be, and followed when it sends elsewhere.
@Suite("FieldClient: guards of answers")
struct AnswerGuardTests {
  private func forged<A: Message>(
    _ method: String, _ type: A.Type, over server: PaperServer,
    _ set: @escaping @Sendable (inout A) -> Void
  ) -> ForgingNetwork {
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { called, answer in
        guard called == method else { return answer }
        var message = try A(binary: answer)
        set(&message)
        return message.binary()
      }
    }
    return network
  }

  @Test func limitsThatCannotBeAreBounded() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let network = forged("Hello", HelloResponse.self, over: server) {
      $0.limits?.leaseDays = .max
      $0.limits?.keepDays = .max
    }
    // Fault: no time can hold the end of such a lease, and the program ends each time it looks.
    #expect(device.client.sync(over: network).isComplete)
    #expect(try device.client.today().count == 1)
    let years =
      try #require(try device.client.status().leaseEnd).seconds - device.clock.now().seconds
    #expect(years == 3650 * 86_400)
  }

  @Test func limitsThatSayNothingChangeNothing() throws {
    for days: Int32 in [0, -1] {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      try device.client.note(Sample.id(1), "one")
      let network = forged("Hello", HelloResponse.self, over: server) {
        $0.limits?.leaseDays = days
        $0.limits?.keepDays = days
      }
      // Fault: everything is locked, and what no backup holds is forgotten.
      #expect(device.client.sync(over: network).isComplete)
      #expect(device.client.sync(over: network).isComplete)
      let status = try device.client.status()
      #expect(status.kept == 1, "\(days)")
      #expect(
        try #require(status.leaseEnd).seconds - device.clock.now().seconds == 14 * 86_400,
        "\(days)")
    }
  }

  @Test func lastNumbersThatCannotBeAreNotTakenOver() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    let before = try device.client.queue()
    for last: Int64 in [.max, -1] {
      let network = forged("Hello", HelloResponse.self, over: server) { $0.lastN = last }
      // Fault: the queue is numbered where no number follows any more.
      #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
      #expect(try device.client.queue() == before, "\(last)")
    }
    let network = forged("Push", PushResponse.self, over: server) { $0.lastN = .max }
    #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.applied])
    try device.client.note(Sample.id(1), "two")
    #expect(try device.client.queue().map(\.mutation.n) == [1, 2])
  }

  @Test func answersThatCannotBeReadChangeNothing() throws {
    for method in ["Hello", "Push", "Pull", "LeaseNumbers", "PutAttachment"] {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
      try device.client.change(.attach(Sample.id(1), file))
      #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
      let network = ForgingNetwork(server)
      network.forges.withLock { $0 = { called, answer in called == method ? [0xff] : answer } }
      // Fault: half an answer counts as one that says nothing.
      let report = device.client.sync(over: network)
      #expect(report.failure?.info.reason == "ANSWER_BROKEN" && report.isUnanswered, "\(method)")
      let after = device.client.sync(over: server)
      #expect(after.isComplete && after.failure == nil, "\(method): \(after)")
      #expect(try device.client.status().unsent == 0, "\(method)")
      #expect(try device.client.files().map(\.state) == [.uploaded], "\(method)")
      #expect(throws: Never.self, "\(method)") { try device.client.nextNumber("receipt") }
    }
  }

  @Test func whatEndsASyncIsTheNetworksOrTheFoldersOrTheServers() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    // Fault: a server that hangs is told as one that has refused something.
    let failures: [(Status, Bool)] = [
      (.deadlineExceeded, true), (Status(.unavailable, "lost"), true), (.internalError, false),
    ]
    for (failure, isUnanswered) in failures {
      server.fate.withLock { $0 = { _, _ in .refused(failure) } }
      let report = device.client.sync(over: server)
      #expect(report.failure == failure && report.isUnanswered == isUnanswered, "\(failure)")
    }
    server.fate.withLock { $0 = { _, _ in .arrives } }
    try device.reopen(crash: { (step, moment) throws(Status) in
      if step == .hello && moment == .beforeCommit {
        throw Status(
          .unavailable, "", ErrorInfo(reason: "STORAGE_UNAVAILABLE", field: "folder"))
      }
    })
    let report = device.client.sync(over: server)
    // Fault: whose disk is at fault is told to look for a network.
    #expect(report.failure?.code == .unavailable && !report.isUnanswered, "\(report)")
  }

  @Test func aNameThatNoSeriesHasIsNotKept() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let invalid = try #require(
      throws: Status.self, performing: { _ = try device.client.nextNumber("Bad name") })
    #expect(invalid.code == .invalidArgument && invalid.info.field == "series")
    server.state.withLock { $0.calls = [] }
    #expect(device.client.sync(over: server).isComplete)
    // Fault: each sync from now on asks for its numbers, and is refused.
    #expect(server.state.withLock { $0.calls.contains("LeaseNumbers") } == false)
  }

  @Test func rowsWithoutAKeyAreNotTakenOver() throws {
    for isRemoval in [false, true] {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      let network = forged("Pull", PullResponse.self, over: server) { page in
        var row = Sample.visit(2)
        row.id = "nobody's"
        var removal = SyncRemoval()
        removal.entity = .visit
        removal.id = "nobody's"
        if isRemoval { page.removals.append(removal) } else { page.rows.append(row) }
      }
      // Fault: the rest counts as everything, and the cursor says so.
      #expect(device.client.sync(over: network).failure?.info.reason == "ANSWER_BROKEN")
      #expect(try device.client.today().count == 1)
    }
  }

  @Test func aServerThatForgotTheDeviceIsGreetedAgain() throws {
    for method in ["Pull", "Push"] {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      try device.client.note(Sample.id(1), "one")
      server.state.withLock { $0.calls = [] }
      let unknown = Status.notFound("device_id", "say hello first")
      let isFirst = Mutex(true)
      server.fate.withLock {
        $0 = { called, _ in
          guard called == method else { return .arrives }
          let refuses = isFirst.withLock { isFirst in
            defer { isFirst = false }
            return isFirst
          }
          return refuses ? .refused(unknown) : .arrives
        }
      }
      // Fault: it is refused until somebody sets the device up anew.
      #expect(device.client.sync(over: server).isComplete, "\(method)")
      #expect(server.state.withLock { state in state.calls.count { $0 == "Hello" } } == 2)
      #expect(try device.client.status().unsent == 0)
    }
  }

  @Test func blocksThatCannotBeAreNotTakenOver() throws {
    let faults: [@Sendable (inout NumberBlock) -> Void] = [
      { $0.first = -1 }, { $0.count = 0 }, { $0.count = 1_000_001 }, { $0.digits = 19 },
      { $0.digits = -1 },
    ]
    for (number, fault) in faults.enumerated() {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
      let network = forged("LeaseNumbers", NumberBlock.self, over: server, fault)
      let failure = device.client.sync(over: network).failure
      #expect(failure?.info.reason == "ANSWER_BROKEN", "fault \(number)")
      #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    }
  }

  @Test func numbersAreFetchedWhenTheyRunShortAndNotBefore() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    func leases() throws -> Int {
      server.state.withLock { $0.calls = [] }
      #expect(device.client.sync(over: server).isComplete)
      return server.state.withLock { state in state.calls.count { $0 == "LeaseNumbers" } }
    }
    #expect(try leases() == 1)
    _ = try device.client.nextNumber("receipt")
    // Fault: each sync leaves a hole in the agency's numbers.
    #expect(try leases() == 0)
    for _ in 0..<2 { _ = try device.client.nextNumber("receipt") }
    #expect(try leases() == 1)
    // The rest of the old block is used first, and is not lost.
    #expect(try device.client.nextNumber("receipt") == "R-004")
  }

  @Test func aLeaseThatIsOverBeginsAnewWithoutALook() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    device.clock.advance(seconds: 15 * 86_400)
    let network = ForgingNetwork(server)
    let cursors = Mutex<[String]>([])
    network.sees.withLock {
      $0 = { method, request in
        guard method == "Pull", let pull = try? PullRequest(binary: request) else { return }
        cursors.withLock { $0.append(pull.cursor) }
      }
    }
    #expect(device.client.sync(over: network).isComplete)
    // Fault: what should have been destroyed is shown again, because nobody looked in between.
    #expect(cursors.withLock { $0 } == [""])
  }

  @Test func whatWentIntoQuarantineIsNotShownAnyMore() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "mine")
    server.remove(SyncRowKey(.visit, Sample.id(1, of: VisitID.self)))
    server.state.withLock { $0.seq += 5 }
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.quarantined])
    // Fault: it looks done until the next pull that comes to its end.
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.isEmpty == true)
  }

  @Test func refusalsAreToldUntilTheyAreSeenAndNotForEver() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "refuse me")
    #expect(device.client.sync(over: server).isComplete)
    server.state.withLock { $0.durableN = 1 }
    #expect(device.client.sync(over: server).isComplete)
    // Fault: a backup of the server takes away what nobody has seen.
    #expect(try device.client.status().refused == 1)
    for _ in 0..<2 {
      device.clock.advance(seconds: 8 * 86_400)
      #expect(device.client.sync(over: server).isComplete)
    }
    #expect(try device.client.queue().isEmpty)
  }

  @Test func onlyWhatWasRefusedIsDismissed() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    let unsent = try #require(try device.client.queue().first)
    try device.client.dismiss(unsent.mutation.id)
    // Fault: what was done is lost by a slip of the hand.
    #expect(try device.client.status().unsent == 1)
    #expect(device.client.sync(over: server).isComplete)
    try device.client.dismiss(unsent.mutation.id)
    #expect(try device.client.queue().map(\.isSeen) == [false])
  }

  @Test func whatIsTooMuchForOnePushIsRefusedAtOnce() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    server.state.withLock { $0.pushMutations = 3 }
    #expect(device.client.sync(over: server).isComplete)
    func notes(_ count: Int, _ text: String) -> [FieldChange] {
      (0..<count).map { _ in
        var note = VisitNote()
        note.visitID = Sample.id(1)
        note.text = text
        return .note(note)
      }
    }
    let large = Status(.invalidArgument, "", ErrorInfo(reason: "CHANGE_TOO_LARGE"))
    // Fault: it is stored, and no server ever takes it.
    #expect(throws: large) { try device.client.change(notes(4, "x"), together: true) }
    try device.client.change(notes(4, "x"), together: false)
    server.state.withLock { $0.pushMutations = 200 }
    #expect(device.client.sync(over: server).isComplete)
    let long = String(repeating: "가", count: 4000)
    #expect(throws: large) { try device.client.change(notes(100, long), together: true) }
    #expect(try device.client.status().unsent == 0)
    // Fault: what goes in several pushes anyway is refused as too large for one.
    try device.client.change(notes(100, long), together: false)
    #expect(try device.client.status().unsent == 100)
    #expect(device.client.sync(over: server).results.count == 100)
  }

  @Test func aDeviceIsSetUpOnceAndByIntent() throws {
    let (device, _) = try TestDevice.synced(Sample.visit(1))
    let active = Status(.failedPrecondition, "", ErrorInfo(reason: "DEVICE_ACTIVE"))
    // Fault: everything that it carries is gone by a slip of the hand.
    #expect(throws: active) { try device.client.startAnew() }
    #expect(try device.client.today().count == 1)
    let folder = TemporaryFolder()
    let missing = Status(.failedPrecondition, "", ErrorInfo(reason: "NOT_SET_UP"))
    let settings = TestDevice.settings(folder, device.clock)
    #expect(throws: missing) { try FieldClient(settings, keys: device.keys, making: false) }
    // Fault: to look whether there is a device makes one.
    #expect(!FieldClient.isSetUp(settings.folder))
  }
}
