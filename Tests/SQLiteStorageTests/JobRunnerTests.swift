import Glibc
import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

@Suite struct JobRunnerTests {
  private func timers(_ store: TestStore) throws -> [String] {
    try store.database.read { (reader) throws(Status) in
      try reader.all("SELECT kind, due_at, attempts, payload FROM timer ORDER BY kind, key") {
        (row) throws(Status) in
        "\(row.text(0)) +\(row.time(1).seconds - 1_700_000_000) \(row.integer(2)) \(row.bytes(3))"
      }
    }
  }

  @Test func aTimerRunsWhenItIsDueAndOnce() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    let runner = JobRunner(database: try store.database, clock: clock)
    runner.handle("note") { (timer, writer) throws(Status) in
      try writer.insert(Int64(timer.payload[0]), "note")
      return .done
    }
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("note", at: writer.now.adding(seconds: 60), payload: [9])
    }
    #expect(runner.runRound() == 0, "a minute too early")
    clock.advance(seconds: 59)
    #expect(runner.runRound() == 0, "a second too early")
    clock.advance(seconds: 1)
    #expect(runner.runRound() == 1)
    #expect(runner.runRound() == 0)
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 1)
    #expect(try timers(store) == [])
  }

  @Test func thereIsOneTimerAKindAndKeyAndTheLastWordCounts() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("a", at: writer.now.adding(seconds: 10), payload: [1])
      try writer.schedule("a", at: writer.now.adding(seconds: 20), payload: [2])
      try writer.schedule("a", key: [7], at: writer.now.adding(seconds: 30))
      try writer.scheduleIfMissing("a", at: writer.now.adding(seconds: 40), payload: [3])
      try writer.scheduleIfMissing("b", at: writer.now.adding(seconds: 50), payload: [4])
      try writer.schedule("c", at: writer.now)
      try writer.unschedule("c")
    }
    #expect(try timers(store) == ["a +20 0 [2]", "a +30 0 []", "b +50 0 [4]"])
  }

  @Test func aTimerExistsOnlyWithTheWriteThatSetIt() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    #expect(throws: Status.notFound("x")) {
      try store.database.write { (writer) throws(Status) in
        try writer.schedule("a", at: writer.now)
        throw .notFound("x")
      }
    }
    #expect(try timers(store) == [])
  }

  @Test func longWorkGoesOnWhereItsLastStepStopped() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    try store.database.write { (writer) throws(Status) in
      for number in 0..<95 { try writer.insert(Int64(number), "n\(number)") }
      try writer.schedule("sweep", at: writer.now, payload: [0])
    }
    let runner = JobRunner(database: try store.database, clock: clock)
    runner.handle("sweep") { (timer, writer) throws(Status) in
      let step = timer.payload[0]
      let gone = try writer.execute(
        "DELETE FROM item WHERE number IN (SELECT number FROM item ORDER BY number LIMIT 10)")
      return gone < 10 ? .done : .again(at: writer.now, payload: [step + 1])
    }
    var steps = 0
    while runner.runRound() > 0 {
      steps += 1
      if steps == 3 { #expect(try timers(store) == ["sweep +0 0 [3]"]) }
    }
    #expect(steps == 10)
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 0)
  }

  @Test func aStepGoesOnWithWhatWasFoundAndLeavesWordEachTime() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("copy", at: writer.now, payload: [0])
    }
    let runner = JobRunner(database: try store.database, clock: clock)
    let looks = Atomic(0)
    runner.handle(
      "copy",
      look: { (_, _) throws(Status) -> [Int64] in
        looks.wrappingAdd(1, ordering: .relaxed)
        return Array(0..<25)
      },
      { (found, timer, writer) throws(Status) -> TimerOutcome in
        let done = timer.payload[0]
        for number in found.dropFirst(Int(done)).prefix(10) {
          try writer.insert(number, "n\(number)")
        }
        if done == 10, looks.load(ordering: .relaxed) == 1 { throw .internalError }
        return done < 20 ? .on(payload: [done + 10]) : .done
      })
    #expect(runner.runRound() == 0, "the second part failed")
    #expect(looks.load(ordering: .relaxed) == 1)
    #expect(try timers(store) == ["copy +1 1 [10]"], "the first part is done")
    clock.advance(seconds: 1)
    #expect(runner.runRound() == 1)
    #expect(looks.load(ordering: .relaxed) == 2)
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 25)
    #expect(try timers(store) == [])
  }

  @Test func whatFollowsIsLookedForAheadUnlessTheTimerWasMoved() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("copy", at: writer.now, payload: [0])
    }
    let runner = JobRunner(database: try store.database, clock: clock)
    let looks = Mutex<[UInt8]>([])
    runner.handle(
      "copy",
      look: { (timer, _) throws(Status) -> UInt8 in
        looks.withLock { $0.append(timer.payload[0]) }
        return timer.payload[0]
      },
      next: { $0 < 5 ? [$0 + 1] : nil },
      { (found, timer, writer) throws(Status) -> TimerOutcome in
        #expect(found == timer.payload[0], "what was found is for this step")
        try writer.insert(Int64(found), "n\(found)")
        return found < 5 ? .again(at: writer.now, payload: [found + 1]) : .done
      })
    #expect(runner.runRound() == 1)
    #expect(runner.runRound() == 1)
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("copy", at: writer.now, payload: [4])
    }
    while runner.runRound() > 0 {}
    // The look that nobody asked for may still be on its way.
    for _ in 0..<2000 where looks.withLock({ $0.count }) < 5 { usleep(1000) }
    #expect(looks.withLock { $0.sorted() } == [0, 1, 2, 4, 5])
    let names = try store.database.read { (reader) throws(Status) in try reader.names() }
    #expect(names.sorted() == ["n0", "n1", "n4", "n5"])
  }

  @Test func aStepThatFailsLeavesNothingAndComesAgainLaterAndLater() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    let reports = Mutex<[String]>([])
    let runner = JobRunner(database: try store.database, clock: clock) { line in
      reports.withLock { $0.append(line) }
    }
    let fails = Atomic(true)
    runner.handle("shaky") { (timer, writer) throws(Status) in
      try writer.insert(1, "by halves")
      if fails.load(ordering: .relaxed) { throw .internalError }
      return .again(at: writer.now.adding(seconds: 100))
    }
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("shaky", at: writer.now)
    }
    #expect(runner.runRound() == 0)
    #expect(try timers(store) == ["shaky +1 1 []"])
    clock.advance(seconds: 1)
    #expect(runner.runRound() == 0)
    #expect(try timers(store) == ["shaky +3 2 []"])
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 0)
    #expect(reports.withLock { $0.count } == 2)
    fails.store(false, ordering: .relaxed)
    clock.advance(seconds: 2)
    #expect(runner.runRound() == 1)
    #expect(try timers(store) == ["shaky +103 0 []"])
  }

  @Test func aFailingTimerDoesNotHoldUpOthersNorAnUnknownKind() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    let runner = JobRunner(database: try store.database, clock: clock)
    runner.handle("bad") { (_, _) throws(Status) in throw .internalError }
    runner.handle("good") { (timer, writer) throws(Status) in
      try writer.insert(1, "done")
      return .done
    }
    try store.database.write { (writer) throws(Status) in
      for number: UInt8 in 0..<200 {
        try writer.schedule("of a later program", key: [number], at: writer.now.adding(seconds: -9))
      }
      try writer.schedule("bad", at: writer.now.adding(seconds: -5))
      try writer.schedule("good", at: writer.now)
    }
    #expect(runner.runRound() == 1)
    #expect(try store.database.read { (reader) throws(Status) in try reader.names() } == ["done"])
    #expect(try timers(store).count == 201)
  }

  @Test func aTimerTakenBackBetweenFindingAndRunningIsNotRun() throws {
    let clock = ManualClock()
    let store = try TestStore(clock: clock)
    let runner = JobRunner(database: try store.database, clock: clock)
    runner.handle("first") { (_, writer) throws(Status) in
      try writer.unschedule("second")
      return .done
    }
    runner.handle("second") { (_, writer) throws(Status) in
      try writer.insert(2, "never")
      return .done
    }
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("first", at: writer.now.adding(seconds: -1))
      try writer.schedule("second", at: writer.now)
    }
    while runner.runRound() > 0 {}
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 0)
  }

  @Test func aStepKnowsWhenItsTimeIsOver() throws {
    let store = try TestStore()
    let runner = JobRunner(database: try store.database)
    let early = Atomic(true)
    let late = Atomic(false)
    runner.handle("long") { (timer, _) throws(Status) in
      early.store(timer.isOverTime, ordering: .relaxed)
      usleep(UInt32(JobRunner.stepMillisecondsMax + 1) * 1000)
      late.store(timer.isOverTime, ordering: .relaxed)
      return .done
    }
    try store.database.write { (writer) throws(Status) in
      try writer.schedule("long", at: writer.now)
    }
    #expect(runner.runRound() == 1)
    let (wasEarly, wasLate) = (early.load(ordering: .relaxed), late.load(ordering: .relaxed))
    #expect(!wasEarly)
    #expect(wasLate)
  }

  @Test func theRunnersThreadDoesWhatBecomesDueAndEnds() throws {
    let store = try TestStore()
    let database = try store.database
    let runner = JobRunner(database: database)
    let ran = Flag()
    runner.handle("soon") { (_, _) throws(Status) in
      ran.set()
      return .done
    }
    runner.start()
    try database.write { (writer) throws(Status) in
      try writer.schedule("soon", at: writer.now.adding(seconds: 1))
    }
    let start = Instant.now()
    ran.wait()
    #expect(Instant.now().since(start) >= 900_000_000)
    #expect(Instant.now().since(start) < 4_000_000_000)
    runner.stop()
    #expect(try timers(store) == [])
  }
}
