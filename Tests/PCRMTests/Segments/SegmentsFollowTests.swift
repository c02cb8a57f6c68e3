import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Memberships follow each write in its own transaction, and time by timers.
@Suite struct SegmentsFollowTests {
  /// Would catch an attribute without its segment, a chain that is not followed, and causes that are wrong.
  @Test func writes() throws {
    try withPCRM { pcrm in
      try pcrm.build(
        .rule("korean", "language == \"ko\""),
        .rule("served", "in_segment(\"korean\") && has(birth_date)"),
        .rule("tagged", "\"vip\" in tags"),
        .rule("agreed", "consents.exists(c, c.purpose == \"survey\" && c.given)"),
        .rule("parents", "relations.exists(r, r.kind == \"child\")"))
      let person = try pcrm.admin.create(
        .person().with {
          $0.language = "ko"
          $0.birthDate = CivilDate(1950, 3, 2)
          $0.tags = ["vip"]
        })
      let other = try pcrm.admin.create(.person())
      func segments(_ id: CustomerID) throws -> [String] {
        try pcrm.admin.memberships(of: id, isCurrent: true).map(\.segment).sorted()
      }
      #expect(try segments(person.id) == ["korean", "served", "tagged"])
      #expect(try segments(other.id) == [])
      _ = try pcrm.admin.record(person.id, "survey")
      _ = try pcrm.admin.relate(other.id, person.id, .parent)
      #expect(try segments(person.id) == ["agreed", "korean", "parents", "served", "tagged"])
      _ = try pcrm.admin.update(
        person.with {
          $0.language = "en"
          $0.tags = []
          $0.version = 0
        }, ["language", "tags"])
      #expect(try segments(person.id) == ["agreed", "parents"])
      _ = try pcrm.admin.delete(person.id)
      #expect(try segments(person.id) == [])
      _ = try pcrm.admin.undelete(person.id)
      #expect(try segments(person.id) == ["agreed", "parents"])
      let history = try pcrm.admin.memberships(of: person.id)
      #expect(history.count == 7 && history.allSatisfy { $0.fromCause == .write })
      #expect(
        history.allSatisfy { $0.toSequence == 0 || $0.fromSequence < $0.toSequence })
      #expect(try pcrm.admin.audit("served").missing == 0)
    }
  }

  /// Would catch events that are missing, come before their cause, or do not say where.
  @Test func feed() throws {
    try withPCRM { pcrm in
      try pcrm.build(.rule("korean", "language == \"ko\""))
      let start = try pcrm.feed().last?.sequence ?? 0
      let person = try pcrm.admin.create(.person().with { $0.language = "ko" })
      _ = try pcrm.admin.update(person.with { $0.language = "en" }, ["language"])
      let changes = try pcrm.feed(after: start)
      #expect(changes.map(\.entityType) == [.customer, .membership, .customer, .membership])
      #expect(changes.map(\.kind) == [.created, .created, .updated, .deleted])
      #expect(changes.map(\.segment) == ["", "korean", "", "korean"])
      #expect(changes.allSatisfy { $0.entityID == person.id.description })
      let spell = try pcrm.admin.memberships(of: person.id)[0]
      #expect(spell.fromSequence == changes[1].sequence && spell.toSequence == changes[3].sequence)
      #expect(try pcrm.admin.members("korean", sequence: changes[2].sequence) == [person.id])
      #expect(try pcrm.admin.members("korean", sequence: changes[3].sequence).isEmpty)
      #expect(try pcrm.admin.members("korean", sequence: changes[0].sequence).isEmpty)
    }
  }

  /// Would catch writes that go past the journal's seam, and an item's failure that leaves memberships behind.
  @Test func bulk() throws {
    try withPCRM { pcrm in
      try pcrm.build(.rule("korean", "language == \"ko\""))
      let items = (0..<20).map { number in
        Customer.insured(String(1000 + number)).with {
          $0.language = number % 2 == 0 ? "ko" : "en"
        }
      }
      let rehearsed = try pcrm.admin.bulk(items, validateOnly: true)
      #expect(rehearsed.createdCount == 20)
      #expect(try pcrm.admin.segment("korean").size == 0)
      _ = try pcrm.admin.bulk(items + [Customer.insured("")])
      #expect(try pcrm.admin.segment("korean").size == 10)
      _ = try pcrm.admin.bulk(items.map { item in item.with { $0.language = "ko" } })
      #expect(try pcrm.admin.segment("korean").size == 20)
      #expect(try pcrm.admin.audit("korean").lookedAt == 20)
    }
  }

  /// Would catch time that passes unseen: within the horizon, beyond it, and while nobody looked.
  @Test func time() throws {
    try withPCRM { pcrm in
      let day: Int64 = 24 * 3600
      try pcrm.build(
        .rule("elderly", "age() >= 65"),
        .rule("new", "now() - created_at < duration(\"36h\")"),
        .rule("old_new", "in_segment(\"elderly\") && in_segment(\"new\")"))
      // The clock begins on 2 March 2026: 65 in three days.
      let person = try pcrm.admin.create(.person().with { $0.birthDate = CivilDate(1961, 3, 5) })
      #expect(try pcrm.admin.members("new") == [person.id])
      #expect(try pcrm.admin.members("elderly").isEmpty)
      pcrm.clock.advance(seconds: 3600 * 35)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("new") == [person.id])
      pcrm.clock.advance(seconds: 3600)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("new").isEmpty)
      pcrm.clock.advance(seconds: 2 * day)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("elderly") == [person.id])
      let history = try pcrm.admin.memberships(of: person.id)
      #expect(history.map(\.segment) == ["elderly", "new"])
      #expect(history[0].fromCause == .time && history[1].toCause == .time)
      let late = try pcrm.admin.create(.person().with { $0.birthDate = CivilDate(1962, 1, 1) })
      pcrm.clock.advance(seconds: 400 * day)
      try pcrm.runJobs()
      #expect(Set(try pcrm.admin.members("elderly")) == [person.id, late.id], "a clock that jumps")
      #expect(try pcrm.admin.audit("new").surplus == 0)
    }
  }

  /// Would catch a unit's new code that its customers' segments never hear of.
  @Test func unitCode() throws {
    try withPCRM { pcrm in
      let office = try pcrm.admin.createUnit("강남지사", code: "gangnam")
      let person = try pcrm.admin.create(.person().with { $0.homeOfficeID = office.id })
      try pcrm.build(.rule("there", "home_office == \"seocho\""))
      #expect(try pcrm.admin.members("there").isEmpty)
      var request = UpdateUnitRequest()
      request.unit = office
      request.unit?.code = "seocho"
      request.updateMask = FieldMask(paths: ["code"])
      let _: Unit = try pcrm.admin.call("pcrm.v1.OrganisationService/UpdateUnit", request)
      try pcrm.runJobs()
      #expect(try pcrm.admin.members("there") == [person.id])
    }
  }
}
