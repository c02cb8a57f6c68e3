import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Testing

@testable import PCRM
@testable import Storage

/// What one transaction of bulk work tells devices of: bounded in rows, since the time that telling takes comes after
/// the last look at the clock.
struct SyncStepsTests {
  /// Runs a step of a timer as often as it comes again at once, without a bound of time.
  ///
  /// - Returns: how many changes of visits each step made.
  private func steps(
    of kind: TimerKind, _ world: SyncWorld,
    _ step: @escaping @Sendable (DueTimer, inout Writer) throws(Status) -> TimerOutcome
  ) throws -> [Int64] {
    let lines: SQL = "SELECT count(*) FROM feed WHERE entity = 26"
    var steps: [Int64] = []
    while steps.count < 500 {
      let told = try world.pcrm.database.write { (writer) throws(Status) -> Int64? in
        guard let timer = try writer.reader.dueTimers([kind], max: 1).first else { return nil }
        let before = try writer.reader.first(lines) { $0.integer(0) } ?? 0
        switch try step(timer, &writer) {
        case .done: try writer.unschedule(kind, key: timer.key)
        case .again(let time, let payload):
          try writer.schedule(kind, key: timer.key, at: time, payload: payload)
        case .on(let payload):
          try writer.schedule(kind, key: timer.key, at: writer.now, payload: payload)
        }
        return (try writer.reader.first(lines) { $0.integer(0) } ?? 0) - before
      }
      guard let told else { return steps }
      steps.append(told)
    }
    Issue.record("the work never ends")
    return steps
  }

  /// Would catch a step of bulk work that costs more where 1,200 others have devices, or tells devices of more rows than
  /// the changes that it made let it.
  @Test func othersCostAStepNothing() throws {
    var costs: [(statements: Int, rows: Int64)] = []
    for others in [0, 1200] {
      let log = StatementLog()
      var options = SQLiteOptions()
      options.record = { log.add($0) }
      try withPCRM(options: options) { pcrm in
        let world = try SyncWorld(pcrm)
        var visits: [VisitID] = []
        for number in 0..<Int64(Writer.stepChangesMax) {
          let customer = try world.customer()
          let visit = try world.visit(day: number / 8, hour: 8 + number % 8) {
            $0.customerID = customer
          }
          visits.append(visit.id)
        }
        try world.enrol(others)
        for staff in [world.visits.anna, world.visits.berta] { _ = try world.phone(of: staff) }
        let (batch, berta) = (visits, world.visits.berta)
        log.clear()
        let rows = try pcrm.database.write { (writer) throws(Status) -> Int64 in
          let before = try writer.reader.syncState().seq
          for id in batch {
            guard let stored = try writer.reader.visit(id) else { throw .internalError }
            _ = try writer.reassign(stored, to: berta, reason: "ill", by: .clock)
            if writer.isStepFull { break }
          }
          try writer.recordStep("test/bulk")
          return try writer.reader.syncState().seq - before
        }
        costs.append((log.all.count, rows))
      }
    }
    #expect(costs[0] == costs[1], "\(costs)")
    // A visit and its customer leave the one and come to the other.
    #expect(costs[1].rows == 4 * Int64(Writer.stepChangesMax))
    #expect(costs[1].statements < 60 * Writer.stepChangesMax, "\(costs)")
  }

  /// Would catch a series whose visits for a year are told in as many rows as a step has time for.
  @Test func aSeries() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      _ = try pcrm.weekly(world.visits.customer, world.visits.anna) {
        $0.rule = "FREQ=DAILY"
        $0.holidayPolicy = .keep
        $0.horizonDays = 100
      }
      let made = try steps(of: SeriesWork.kind, world, SeriesWork.step)
      #expect(made.allSatisfy { $0 <= Int64(Writer.stepChangesMax) }, "\(made)")
      #expect(made.reduce(0, +) > 90, "\(made)")
      #expect(try phone.pull().count > 25)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a plan for many customers whose lines are told in one transaction.
  @Test func aPlan() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let staff = try (0..<10).map { _ in try pcrm.staff("직원", in: world.visits.office) }
      for one in staff { _ = try world.phone(of: one) }
      let customers = try (0..<120).map { _ in try pcrm.customer(in: world.visits.office) }
      try pcrm.build(SegmentDefinition.list("good"))
      try pcrm.admin.addMembers("good", customers)
      _ = try pcrm.admin.apply(
        VisitPlan.rhythm("good-customers", staff) {
          $0.segment = "good"
          $0.sameOffice = true
        })
      _ = try pcrm.admin.startRun("good-customers")
      let made = try steps(of: VisitPlanWork.kind, world) { (timer, writer) throws(Status) in
        let found = try VisitPlanWork.look(timer, writer.reader)
        return try VisitPlanWork.step(found, timer, &writer)
      }
      #expect(made.allSatisfy { $0 <= Int64(Writer.stepChangesMax) }, "\(made)")
      #expect(made.reduce(0, +) >= 100, "\(made)")
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a first hello that gathers ten thousand rows in one transaction, or tells them all at its end.
  @Test func gathering() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let anna = world.visits.anna
      try copies(1500, of: try world.customer { $0.caseWorkerID = anna }, pcrm)
      let rows = try pcrm.database.write { (writer) throws(Status) -> [Int64] in
        try writer.enrol(anna)
        var rows: [Int64] = []
        var isDone = false
        while !isDone && rows.count < 100 {
          let before = try writer.reader.syncState().seq
          isDone = try writer.catchUp(anna, stopAt: .distantFuture)
          rows.append(try writer.reader.syncState().seq - before)
        }
        return rows
      }
      #expect(rows.reduce(0, +) == 1501)
      #expect(rows.allSatisfy { $0 <= Int64(Writer.syncStepRowsMax) }, "\(rows)")
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a server that stood still for a month and moves somebody's window in one transaction.
  @Test func windows() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let anna = world.visits.anna
      let (customer, staff) = (world.visits.customer, world.visits.anna)
      let purpose = "first_visit"
      try pcrm.database.write { (writer) throws(Status) in
        for day in Int64(31)..<61 {
          for slot in Int64(0)..<20 {
            var visit = Visit()
            visit.customerID = customer
            visit.staffID = staff
            visit.purpose = purpose
            visit.startTime = VisitWorld.at(0, slot * 30, day: day)
            visit.endTime = VisitWorld.at(0, slot * 30 + 30, day: day)
            _ = try writer.planVisit(visit, by: .clock)
          }
        }
      }
      _ = try world.phone(of: anna)
      pcrm.clock.advance(seconds: 31 * 86_400)
      let rows = try pcrm.database.write { (writer) throws(Status) -> [Int64] in
        var rows: [Int64] = []
        var isDone = false
        while !isDone && rows.count < 100 {
          let before = try writer.reader.syncState().seq
          isDone = try writer.catchUp(anna, stopAt: .distantFuture)
          rows.append(try writer.reader.syncState().seq - before)
        }
        return rows
      }
      #expect(rows.reduce(0, +) >= 600)
      // A day at a time: the last one may go past the bound.
      #expect(rows.allSatisfy { $0 < Int64(Writer.syncStepRowsMax) + 21 }, "\(rows)")
      #expect(try world.faults() == [])
    }
  }

  /// Customers like one, under keys of their own.
  private func copies(_ count: Int, of id: CustomerID, _ pcrm: PCRMFixture) throws {
    try pcrm.database.write { (writer) throws(Status) in
      guard let stored = try writer.reader.customer(id) else { throw .internalError }
      for _ in 0..<count {
        try writer.apart { (part) throws(Status) in
          var copy = stored
          copy.id = part.newID()
          try part.insert(copy)
        }
      }
    }
  }
}
