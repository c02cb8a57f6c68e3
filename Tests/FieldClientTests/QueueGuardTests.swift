import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// What was done on a device is sent once, kept as long as it is needed, and lost by no answer that is wrong.
@Suite("FieldClient: guards of the queue")
struct QueueGuardTests {
  @Test func resultsOfWhatWasNotSentAreNotTaken() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "refuse me")
    server.state.withLock { $0.seq += 5 }
    server.fate.withLock { $0 = { method, _ in method == "Pull" ? .lostOnTheWay : .arrives } }
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.rejected])
    // Fault: it looks done until the next pull that comes to its end.
    #expect(try device.client.visit(Sample.id(1))?.parts.notes.isEmpty == true)
  }

  @Test func aPushThatIsAnsweredWithImpossibleNumbersForgetsNothing() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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

  @Test func placesOfAnotherLifeAreNotComparedWithThoseOfThisOne() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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
    let (device, server) = try TestDevice.synced(Sample.visit(1))
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

  @Test func whatAnsweredOddlyHoldsUpNothingBehindIt() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    server.state.withLock { $0.pushMutations = 1 }
    for text in ["answer oddly", "two", "three"] { try device.client.note(Sample.id(1), text) }
    let report = device.client.sync(over: server)
    // Fault: with a push full of such outcomes, nothing behind it is ever sent.
    #expect(report.isComplete && report.results.map(\.n) == [2, 3], "\(report)")
    #expect(try device.client.status().unsent == 1)
  }

  @Test func theFirstAnswerStands() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "Push" else { return answer }
        var response = try PushResponse(binary: answer)
        var again = response.results[0]
        again.outcome = .rejected
        response.results.append(again)
        return response.binary()
      }
    }
    #expect(device.client.sync(over: network).isComplete)
    // Fault: what was done is told as refused, and done once more.
    #expect(try device.client.queue().map { $0.result?.outcome } == [.applied])
  }

  @Test func nothingFollowsWhatWasTakenOutOfTheQueue() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    var memo = Visit()
    for text in ["first", "second", "third"] {
      memo.note = text
      try device.client.change(.visit(Sample.id(1), fields: ["note"], memo))
    }
    #expect(try device.client.queue().map(\.mutation.afterN) == [0, 1, 2])
    let refusals = Mutex(2)
    server.fate.withLock {
      $0 = { method, _ in
        guard method == "Push" else { return .arrives }
        let isRefused = refusals.withLock { left in
          left -= 1
          return left >= 0
        }
        return isRefused ? .refused(Status.invalid("mutations[0]", "cannot be read")) : .arrives
      }
    }
    #expect(device.client.sync(over: server).isComplete)
    let sent = try server.state.withLock { state in
      try (1...2).map { n in try Mutation(binary: state.receipts[n]?.mutation ?? []) }
    }
    #expect(sent.map { $0.visit?.note } == ["second", "third"])
    // Fault: it follows itself under its new number, and the server refuses it for that.
    #expect(sent.map(\.afterN) == [0, 1])
  }
}
