import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Testing

@testable import PCRM
@testable import Storage

/// Forms that come to very many, and leave them: in rounds of short steps, for which nobody waits.
struct SyncFormRoundTests {
  /// What one step of a round did.
  private struct Step {
    /// Rows that devices are told of.
    var rows: Int64 = 0
    /// Statements that write.
    var writes = 0
    /// All statements.
    var statements = 0
  }

  /// A server whose statements are counted.
  private func withLog(_ body: (SyncWorld, StatementLog) throws -> Void) throws {
    let log = StatementLog()
    var options = SQLiteOptions()
    options.record = { log.add($0) }
    try withPCRM(options: options) { pcrm in try body(SyncWorld(pcrm), log) }
  }

  /// Runs steps of the rounds that are under way, without a bound of time.
  private func steps(_ world: SyncWorld, _ log: StatementLog, most: Int = 100) throws -> [Step] {
    var steps: [Step] = []
    while steps.count < most {
      log.clear()
      let rows = try world.pcrm.database.write { (writer) throws(Status) -> Int64? in
        let due = try writer.reader.dueTimers([SyncFormRound.kind], max: 1)
        guard let timer = due.first else { return nil }
        let before = try writer.reader.syncState().seq
        switch try SyncFormRound.step(timer, &writer) {
        case .done: try writer.unschedule(timer.kind, key: timer.key)
        case .again(let time, let payload):
          try writer.schedule(timer.kind, key: timer.key, at: time, payload: payload)
        case .on: throw .internalError
        }
        return try writer.reader.syncState().seq - before
      }
      guard let rows else { return steps }
      steps.append(Step(rows: rows, writes: log.writes.count, statements: log.all.count))
    }
    return steps
  }

  private func carriers(_ world: SyncWorld) throws -> Int64 {
    try world.number(
      "SELECT count(*) FROM sync_scope WHERE reason = x'00000000000000000000000000000006'")
  }

  private func retitle(_ answers: AnswerWorld, _ world: SyncWorld, _ title: String) throws {
    let _: SurveyWave = try world.admin.surveys("UpdateWave", UpdateWaveRequest.self) {
      var wave = SurveyWave()
      wave.id = answers.wave.id
      wave.title = title
      $0.wave = wave
      $0.updateMask = FieldMask(paths: ["title"])
    }
  }

  /// Would catch that whoever opens, edits or closes a wave waits until everybody who carries its form has been told.
  @Test func openingAndClosingCostTheSameForMany() throws {
    var costs: [[Int]] = []
    for others in [1, 300] {
      try withLog { world, log in
        try world.enrol(others)
        _ = try world.phone(of: world.visits.anna)
        func cost(_ body: () throws -> Void) throws -> Int {
          log.clear()
          try body()
          return log.sync.count
        }
        var answers: AnswerWorld?
        let opened = try cost { answers = try AnswerWorld(world.pcrm) }
        let wave = try #require(answers)
        // Everybody carries it by then.
        #expect(try steps(world, log).map(\.rows).reduce(0, +) == Int64(others + 1))
        let edited = try cost { try retitle(wave, world, "another") }
        let closed = try cost { _ = try world.admin.closeWave(wave.wave.id) }
        costs.append([opened, edited, closed])
      }
    }
    #expect(costs.first == costs.last, "\(costs)")
  }

  /// Would catch a step that tells everybody at once, one that leaves people out, and a round that tells nothing new to
  /// those who carry the form.
  @Test func everybodyIsToldInSteps() throws {
    try withLog { world, log in
      try world.enrol(1199)
      let phone = try world.phone(of: world.visits.anna)
      let answers = try AnswerWorld(world.pcrm)
      func round() throws -> Int64 {
        let made = try steps(world, log)
        let most = SyncFormRound.rowsMax
        #expect(made.allSatisfy { $0.rows <= Int64(most) }, "\(made.map(\.rows))")
        #expect(made.allSatisfy { $0.writes <= 5 * most + 4 }, "\(made.map(\.writes))")
        #expect(made.allSatisfy { $0.statements <= 6 * most + 20 }, "\(made.map(\.statements))")
        #expect(made.count >= 6)
        return made.map(\.rows).reduce(0, +)
      }
      #expect(try round() == 1200)
      #expect(try carriers(world) == 1200)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      try retitle(answers, world, "another")
      #expect(try round() == 1200)
      try phone.pull()
      let key = Phone.Key(entity: .surveyWave, id: answers.wave.id.description)
      #expect(phone.rows[key]?.form?.title == "another")
      _ = try world.admin.closeWave(answers.wave.id)
      #expect(try round() == 1200)
      #expect(try carriers(world) == 0)
      #expect(try phone.pull().isEmpty && phone.removals.count == 1)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a round that goes on with what was true when it was begun: people who get the form of a wave that is
  /// closed by then, or keep it.
  @Test func aWaveThatClosesDuringItsRound() throws {
    try withLog { world, log in
      try world.enrol(450)
      let answers = try AnswerWorld(world.pcrm)
      _ = try steps(world, log, most: 1)
      let some = try carriers(world)
      #expect(some > 0 && some < 450)
      #expect(try world.faults() == [], "what is on its way is no fault")
      _ = try world.admin.closeWave(answers.wave.id)
      _ = try steps(world, log, most: 1)
      _ = try steps(world, log)
      #expect(try carriers(world) == 0)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch an edit that is lost because something else begins the round anew.
  @Test func anEditIsToldAlthoughTheRoundBeginsAnew() throws {
    try withLog { world, log in
      let phone = try world.phone(of: world.visits.anna)
      let moved = try world.pcrm.caller(
        as: .field, scope: .own, staff: try world.pcrm.staff("최"))
      let answers = try AnswerWorld(world.pcrm)
      world.runTimers()
      try phone.pull()
      try retitle(answers, world, "another")
      try hand(moved.principal, to: world.visits.berta, world)
      world.runTimers()
      try phone.pull()
      let key = Phone.Key(entity: .surveyWave, id: answers.wave.id.description)
      #expect(phone.rows[key]?.form?.title == "another")
    }
  }

  /// Would catch a device that pulls before its turn, and shows what the server did not have at that moment.
  @Test func whoPullsBeforeTheRoundHasItAtOnce() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      let answers = try AnswerWorld(pcrm)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      // It is not told again what it has.
      let told = try world.number("SELECT max(seq) FROM sync_feed")
      world.runTimers()
      #expect(try world.number("SELECT max(seq) FROM sync_feed") == told)
      _ = try world.admin.closeWave(answers.wave.id)
      #expect(try phone.pull().isEmpty && phone.removals.count == 1)
      world.runTimers()
      #expect(try world.faults() == [])
    }
  }

  /// Would catch forms that nobody hears of before the next look.
  @Test func whoWatchesIsWoken() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let runner = pcrm.runner()
      runner.start()
      defer { runner.stop() }
      var request = WatchMyChangesRequest()
      request.deviceID = phone.id
      let stream = try phone.caller.stream("pcrm.v1.FieldSyncService/WatchMyChanges", request)
      var last = try #require(try stream.next(MyChange.self)).seq
      let answers = try AnswerWorld(pcrm)
      for step in ["opened", "closed"] {
        if step == "closed" { _ = try pcrm.admin.closeWave(answers.wave.id) }
        let seq = try #require(try stream.next(MyChange.self)).seq
        #expect(seq > last, "\(step)")
        last = seq
        try phone.pull()
        #expect(phone.held.isEmpty == (step == "closed"))
      }
      stream.cancel()
    }
  }

  private func hand(_ principal: PrincipalID, to staff: StaffID, _ world: SyncWorld) throws {
    var request = UpdatePrincipalRequest()
    var patch = Principal()
    patch.id = principal
    patch.staffID = staff
    request.principal = patch
    request.updateMask = FieldMask(paths: ["staff_id"])
    let _: Principal = try world.admin.call("pcrm.v1.AdminService/UpdatePrincipal", request)
  }

  /// Would catch somebody who keeps forms by a principal that is somebody else's now, and the other who does not get them.
  @Test func aPrincipalThatBecomesSomebodyElses() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let annas = try world.phone(of: world.visits.anna)
      let berta = Phone(try pcrm.caller(as: .manager, scope: .office, staff: world.visits.berta))
      try berta.hello()
      let answers = try AnswerWorld(pcrm)
      world.runTimers()
      #expect(try annas.pull() == ["other \(answers.wave.id)"] && berta.pull().isEmpty)
      try hand(annas.caller.principal, to: world.visits.berta, world)
      // Who gets it has it at once; who had it has it no longer when the round is over.
      #expect(try carriers(world) == 2)
      #expect(try berta.pull() == ["other \(answers.wave.id)"])
      world.runTimers()
      #expect(try carriers(world) == 1)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a new principal for whom the forms of everybody are looked through, where nobody asked for them yet.
  @Test func newPeopleCostNothing() throws {
    try withLog { world, log in
      let answers = try AnswerWorld(world.pcrm)
      let phone = try world.phone(of: world.visits.anna)
      try world.enrol(100)
      world.runTimers()
      let staff = try world.pcrm.staff("최")
      log.clear()
      let late = Phone(try world.pcrm.caller(as: .field, scope: .own, staff: staff))
      #expect(log.sync.count == 2, "whether anybody has a device, and whether this one")
      // Nor does a wave that nobody is to carry.
      let _: SurveyWave = try world.admin.surveys("CreateWave", CreateWaveRequest.self) {
        var wave = SurveyWave()
        wave.surveyID = answers.survey.id
        $0.wave = wave
      }
      #expect(try world.number("SELECT count(*) FROM timer WHERE kind = 'sync_form_round'") == 0)
      try late.hello()
      #expect(try late.pull() == ["other \(answers.wave.id)"])
      // One more for somebody who has a device costs a few statements for each open wave.
      log.clear()
      _ = try world.pcrm.caller(as: .field, scope: .own, staff: world.visits.anna)
      #expect(log.sync.count <= 4)
      #expect(try phone.pull() == ["other \(answers.wave.id)"])
      #expect(try world.faults() == [])
    }
  }
}
