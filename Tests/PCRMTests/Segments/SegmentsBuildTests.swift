@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
@testable import Storage
import Testing

/// Builds go on under writes and after a crash, and come to an end whatever the rule.
@Suite struct SegmentsBuildTests {
  /// Customers with one language after the other.
  private func people(_ pcrm: PCRMFixture, _ count: Int) throws -> [Customer] {
    var people: [Customer] = []
    for number in 0..<count {
      let language = ["ko", "en", "vi"][number % 3]
      people.append(try pcrm.admin.create(.person().with { $0.language = language }))
    }
    return people
  }

  /// Would catch a customer whom a build moves back, one who is moved twice, and lists that show half a build.
  @Test func writesMeanwhile() throws {
    try withPCRM { pcrm in
      let people = try people(pcrm, 12)
      try pcrm.build(.rule("speakers", "language == \"ko\""))
      let before = try pcrm.admin.members("speakers")
      try pcrm.admin.apply([.rule("speakers", "language == \"en\"")])
      // The reader looks; then, before its findings are carried out, two customers change places.
      let runner = try pcrm.jobs()
      let timer = try #require(try due(SegmentBuild.kind, pcrm.database))
      let found = try pcrm.database.read { (reader) throws(Status) in
        try SegmentBuild.look(timer, reader)
      }
      _ = try pcrm.admin.update(people[1].with { $0.language = "ko" }, ["language"])
      _ = try pcrm.admin.update(people[0].with { $0.language = "en" }, ["language"])
      #expect(try pcrm.admin.members("speakers") == before, "the members of before, to the last")
      #expect(try pcrm.admin.segment("speakers").state == .building)
      _ = try pcrm.database.write { (writer) throws(Status) -> Bool in
        _ = try SegmentBuild.step(found, timer, &writer)
        return true
      }
      while runner.runRound() > 0 {}
      let wanted = people.enumerated().filter {
        $0.offset == 0 || $0.offset > 1 && $0.offset % 3 == 1
      }
      #expect(try pcrm.admin.members("speakers") == wanted.map(\.element.id))
      let spells = try pcrm.admin.memberships(of: people[0].id, in: "speakers")
      #expect(spells.count == 1 && spells[0].fromVersion == 1, "true under both rules, never left")
      #expect(try pcrm.admin.audit("speakers").missing == 0)
    }
  }

  /// Would catch a build that begins anew, forgets a part, or is lost when the server dies in the middle.
  @Test func crash() throws {
    let clock = ManualClock()
    let folder = TemporaryFolder()
    let path = folder.path + "/data"
    func open() throws -> SQLiteDatabase {
      try SQLiteDatabase.open(path: path, migrations: PCRM.migrations, clock: clock)
    }
    var database = try open()
    try CustomerLoad.sample(customers: 5000, seed: 7, into: database)
    try database.write { (writer) throws(Status) in
      let definition = SegmentDefinition.rule("persons", "kind == \"person\"").with {
        $0.kind = .rule
      }
      let number = try writer.insert(definition, id: writer.newID())
      try writer.keepVersion(number, definition, version: 1, by: PrincipalID())
      try writer.renewCatalogue()
      let record = try writer.reader.segment("persons", field: "")
      try writer.startBuild(of: record, cause: .rule)
    }
    func runner() -> JobRunner {
      let runner = JobRunner(database: database, clock: clock)
      PCRM.handleTimers(runner)
      return runner
    }
    // One step of several, as the runner does it.
    let timer = try #require(try due(SegmentBuild.kind, database))
    let found = try database.read { (reader) throws(Status) in
      try SegmentBuild.look(timer, reader)
    }
    let isWhole = try database.write { (writer) throws(Status) -> Bool in
      guard case .on(let payload) = try SegmentBuild.step(found, timer, &writer) else {
        return true
      }
      try writer.schedule(timer.kind, key: timer.key, at: writer.now, payload: payload)
      return false
    }
    #expect(!isWhole)
    let part = try members(database)
    #expect(part > 0 && part < 4700, "a step is short")
    database.close()
    database = try open()
    defer { database.close() }
    #expect(try members(database) == part, "what was committed is there")
    while runner().runRound() > 0 {}
    let standing = try database.read { (reader) throws(Status) in try reader.standing(of: 1) }
    let wanted = try database.read { (reader) throws(Status) in
      try reader.first("SELECT count(*) FROM customer WHERE kind = 1") { $0.integer(0) }
    }
    #expect(standing.state == .ready && standing.size == wanted)
    #expect(Int64(try members(database)) == wanted)
    let moves = try database.read { (reader) throws(Status) in
      try reader.first("SELECT count(*), count(DISTINCT key) FROM feed WHERE entity = 14") { row in
        [row.integer(0), row.integer(1)]
      }
    }
    #expect(moves == [wanted ?? 0, wanted ?? 0], "everybody entered once")
  }

  /// The timer of a kind that is due, as the runner would find it.
  private func due(_ kind: TimerKind, _ database: SQLiteDatabase) throws -> DueTimer? {
    try database.read { (reader) throws(Status) in try reader.dueTimers([kind], max: 1).first }
  }

  private func members(_ database: SQLiteDatabase) throws -> Int {
    let count = try database.read { (reader) throws(Status) in
      try reader.first("SELECT count(*) FROM membership") { $0.integer(0) }
    }
    return Int(count ?? 0)
  }

  /// Would catch segments that name one which is built and do not follow it, and their timers that nobody sets: the
  /// rule that is built does not look at time.
  @Test func dependents() throws {
    try withPCRM { pcrm in
      let people = try people(pcrm, 9)
      var born = CivilDate(daysSince1970: BusinessDay.today(pcrm.clock.now()).daysSince1970 + 1)
      born.year -= 65
      for person in people {
        _ = try pcrm.admin.update(person.with { $0.birthDate = born }, ["birth_date"])
      }
      func settle() throws {
        pcrm.clock.advance(seconds: 3)
        try pcrm.runJobs()
      }
      try pcrm.build(
        .rule("korean", "language == \"ko\""), .rule("foreign", "!in_segment(\"korean\")"),
        .rule("elderly", "in_segment(\"korean\") && age() >= 65"))
      try settle()
      #expect(try pcrm.admin.members("foreign").count == 6)
      try pcrm.build(.rule("korean", "language != \"vi\""))
      try settle()
      #expect(try pcrm.admin.members("korean").count == 6)
      #expect(try pcrm.admin.members("foreign").count == 3)
      #expect(try pcrm.admin.members("elderly").isEmpty, "not yet")
      // Sooner than everybody is looked at again.
      pcrm.clock.advance(seconds: 23 * 3600)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("elderly").count == 6)
      let moved = try pcrm.admin.memberships(of: people[1].id)
      #expect(Set(moved.map(\.segment)) == ["korean", "foreign", "elderly"])
      #expect(moved.first { $0.segment == "foreign" }?.toCause == .rule)
      #expect(moved.first { $0.segment == "elderly" }?.fromCause == .time)
    }
  }

  /// Would catch timers of a rule that no longer looks at time, which come again and again.
  @Test func timersOfTheRuleBefore() throws {
    try withPCRM { pcrm in
      _ = try people(pcrm, 3)
      try pcrm.build(.rule("fresh", "now() - updated_at < duration(\"30h\")"))
      func timers() throws -> Int64? {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM segment_timer") { $0.integer(0) }
        }
      }
      pcrm.clock.advance(seconds: 3)
      try pcrm.runJobs()
      #expect(try timers() == 3)
      try pcrm.build(.rule("fresh", "language == \"ko\""))
      pcrm.clock.advance(seconds: 40 * 3600)
      let runner = try pcrm.jobs()
      var rounds = 0
      while rounds < 100 && runner.runRound() > 0 { rounds += 1 }
      #expect(rounds < 100)
      #expect(try timers() == 0)
    }
  }

  /// Would catch a segment that is "being built" for ever because its rule cannot be evaluated.
  @Test func broken() throws {
    try withPCRM { pcrm in
      let person = try pcrm.admin.create(.person().with { $0.language = "ko" })
      try pcrm.build(.rule("korean", "language == \"ko\""))
      try pcrm.damage("UPDATE segment SET rule = 'no_such_fact == 1'")
      try pcrm.damage("UPDATE segment_catalogue SET generation = 77")
      try pcrm.admin.rebuild("korean")
      let runner = try pcrm.jobs()
      for _ in 0..<10 {
        while runner.runRound() > 0 {}
        pcrm.clock.advance(seconds: 60)
      }
      let segment = try pcrm.admin.segment("korean")
      #expect(segment.state == .broken)
      #expect(try pcrm.admin.members("korean") == [person.id], "the members of before")
      try pcrm.build(.rule("korean", "language == \"en\""))
      #expect(try pcrm.admin.segment("korean").state == .ready)
      #expect(try pcrm.admin.members("korean").isEmpty)
    }
  }

  /// Would catch a comparison that never finds anything, drift that is not counted, and drift that stays.
  @Test func drift() throws {
    try withPCRM { pcrm in
      let people = try people(pcrm, 9)
      try pcrm.build(.rule("korean", "language == \"ko\""), .rule("english", "language == \"en\""))
      try pcrm.damage(
        "DELETE FROM membership WHERE segment = 1 AND from_seq = (SELECT min(from_seq) FROM membership WHERE segment = 1)"
      )
      let found = try pcrm.admin.audit("korean")
      #expect(found.missing == 1 && found.surplus == 0 && found.lookedAt == 9)
      pcrm.clock.advance(seconds: 24 * 3600)
      try pcrm.runJobs()
      let segment = try pcrm.admin.segment("korean")
      #expect(segment.drift == 1 && segment.auditTime != nil)
      #expect(try pcrm.admin.segment("english").drift == 0)
      #expect(try pcrm.admin.audit("korean").missing == 0, "put right")
      #expect(try pcrm.admin.members("korean").first == people[0].id)
      let repaired = try pcrm.admin.memberships(of: people[0].id, in: "korean")
      #expect(repaired.map(\.fromCause) == [.rebuild])
    }
  }
}

extension SegmentDefinition {
  fileprivate func with(_ change: (inout SegmentDefinition) -> Void) -> SegmentDefinition {
    var copy = self
    change(&copy)
    return copy
  }
}
