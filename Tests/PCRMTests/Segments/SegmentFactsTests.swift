import Foundation
@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// What is registered is complete, documented, and found again by the changes that alter it.
struct SegmentFactsTests {
  @Test func registry() {
    let facts = SegmentFacts(schemas: [.of(("tenure", .integer), ("charge", .decimal))])
    let vocabulary = facts.vocabulary()
    #expect(Set(vocabulary.facts.map(\.name)).count == vocabulary.facts.count, "a name twice")
    for fact in facts.facts {
      #expect(fact.rule.summary.hasSuffix("."), "\(fact.rule.name) has no sentence")
      if case .scalar(let column, _) = fact.source {
        #expect(column.form.type == fact.rule.type, "\(fact.rule.name) is stored as another type")
      }
      if case .list(let list) = fact.source {
        for field in list.fields { #expect(field.column.form.type == field.rule.type) }
      }
    }
    #expect(vocabulary.fact(named: "ext.tenure")?.type == .int)
    #expect(vocabulary.fact(named: "ext.charge")?.type == .double)
    #expect(vocabulary.fact(named: "sex")?.values == ["female", "male", "other"])
    #expect(
      vocabulary.field(named: "status", of: "case")?.values == ["open", "suspended", "closed"])
  }

  /// A field that a later schema leaves out is still asked about by rules; choices are never forgotten.
  @Test func schemasAddUp() {
    var first = ExtensionSchema.of(("plan", .choice), ("old", .text))
    first.fields[0].choices = ["basic", "gone"]
    var second = ExtensionSchema.of(("plan", .choice), ("new", .boolean))
    second.fields[0].choices = ["basic", "plus"]
    let vocabulary = SegmentFacts(schemas: [first, second]).vocabulary()
    #expect(vocabulary.fact(named: "ext.plan")?.values == ["basic", "plus", "gone"])
    #expect(vocabulary.fact(named: "ext.old")?.type == .string)
    #expect(vocabulary.fact(named: "ext.new")?.type == .bool)
  }

  struct Altering: Sendable, CustomTestStringConvertible {
    let entity: StaticEntity
    let version: Int64
    let fields: String
    let altered: SegmentFacts.Alteration

    var testDescription: String { "\(entity.rawValue) \(version) \(fields)" }
  }

  @Test(arguments: [
    Altering(entity: FeedEntity.customer, version: 1, fields: "", altered: .everything),
    Altering(entity: FeedEntity.customer, version: 2, fields: "", altered: .everything),
    Altering(entity: FeedEntity.customer, version: 3, fields: "delete_time", altered: .everything),
    Altering(
      entity: FeedEntity.customer, version: 4, fields: "addresses,tags",
      altered: .paths(["region", "district", "postal_code", "has_address", "tags", "updated_at"])),
    Altering(
      entity: FeedEntity.customer, version: 5, fields: "names", altered: .paths(["updated_at"])),
    Altering(entity: FeedEntity.consent, version: 1, fields: "", altered: .paths(["consents"])),
    Altering(entity: FeedEntity.relation, version: 2, fields: "", altered: .paths(["relations"])),
    Altering(
      entity: FeedEntity.relation, version: 2, fields: "valid_to",
      altered: .paths(["relations.active", "relations.until"])),
    Altering(entity: FeedEntity.case, version: 1, fields: "", altered: .paths(["cases"])),
    Altering(
      entity: FeedEntity.case, version: 7, fields: "stage",
      altered: .paths(["cases.stage", "cases.stage_since"])),
    Altering(
      entity: FeedEntity.case, version: 8, fields: "severity.grade,summary",
      altered: .paths(["cases.severity_scheme", "cases.severity_grade"])),
    Altering(
      entity: FeedEntity.unit, version: 2, fields: "code",
      altered: .paths(["home_office", "cases.office", "visits.office"])),
    Altering(
      entity: FeedEntity.visit, version: 1, fields: "",
      altered: .paths([
        "visit_count", "last_visit_at", "next_visit_at", "first_try_at", "first_met_at",
        "open_no_shows", "relationship", "visits",
      ])),
    Altering(
      entity: FeedEntity.visit, version: 2, fields: "state,next_id",
      altered: .paths([
        "visit_count", "last_visit_at", "next_visit_at", "open_no_shows", "visits.state",
        "visits.moved",
      ])),
    Altering(entity: FeedEntity.staff, version: 2, fields: "name", altered: .paths([])),
  ])
  func alterations(_ altering: Altering) {
    let change = Change(
      entity: altering.entity, key: (1, 2), version: altering.version, fields: altering.fields)
    #expect(SegmentFacts.builtIn.alteration(by: change) == altering.altered)
  }

  /// Each fact and each field of a record stands in the documentation with the sentence that programs show.
  @Test func documented() throws {
    let project = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let page = try String(contentsOf: project.appending(path: "docs/facts.md"), encoding: .utf8)
    for fact in SegmentFacts.builtIn.facts {
      #expect(page.contains("| `\(fact.rule.name)` | \(fact.rule.type) |"), "\(fact.rule.name)")
      #expect(page.contains(fact.rule.summary), "\(fact.rule.summary)")
      guard case .list(let list) = fact.source else { continue }
      for field in list.fields where !field.rule.name.isEmpty {
        let name = "\(fact.rule.name).\(field.rule.name)"
        #expect(page.contains("| `\(name)` | \(field.rule.type) |"), "\(name)")
        #expect(page.contains(field.rule.summary), "\(field.rule.summary)")
      }
    }
  }

  /// A relation begins and ends to hold by time alone: the loader knows when.
  @Test func relationsTurn() throws {
    try withPCRM { pcrm in
      let one = try pcrm.admin.create(.person("하나"))
      let other = try pcrm.admin.create(.person("둘"))
      let today = BusinessDay.today(pcrm.clock.now()).daysSince1970
      let end = CivilDate(daysSince1970: today + 30)
      var relation = Relation()
      relation.id = RelationID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)
      relation.version = 1
      relation.customerID = one.id
      relation.relatedCustomerID = other.id
      relation.kind = .caregiver
      relation.validTo = end
      relation.createTime = pcrm.clock.now()
      relation.updateTime = pcrm.clock.now()
      let (text, stored) = ("relations.exists(r, r.kind == \"cared_for\" && r.active)", relation)
      let facts = SegmentFacts.builtIn
      let rule = try Rule(text, in: facts.vocabulary())
      #expect(FactLoader.usesTime(rule))
      try pcrm.database.write { (writer) throws(Status) in try writer.insert(stored) }
      try pcrm.database.read { (reader) throws(Status) in
        let loader = FactLoader(other.id, reader, facts) { _ in false }
        #expect(try loader.truth(of: rule) == .true)
        let turn = Timestamp(
          microseconds: RuleMoment.midnight(ofDay: Int64(end.daysSince1970)))
        #expect(try loader.nextChange(of: rule) == turn)
        let later = FactLoader(other.id, reader, facts, at: RuleMoment(turn)) { _ in false }
        #expect(try later.truth(of: rule) == .false)
        #expect(try later.nextChange(of: rule) == nil)
        #expect(
          try FactLoader(one.id, reader, facts) { _ in false }.truth(of: rule) == .false,
          "seen from the other end it is another kind")
      }
    }
  }

  /// A channel that the contract gets needs a row, or consents for it would not count.
  @Test func channels() throws {
    try withPCRM { pcrm in
      let channels = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT channel FROM consent_channel ORDER BY channel") { $0.integer(0) }
      }
      #expect(channels == Channel.names.map { Int64($0.0) }.filter { $0 != 0 })
    }
  }

  /// What no parser would read is looked at in memory, and what no statement could bind too.
  @Test func tooMuchForAStatement() throws {
    let facts = SegmentFacts.builtIn
    var deep = "kind == \"person\""
    for index in 0..<8 {
      deep = "(!has_mobile ? (\(deep)) : cases.exists(c\(index), c\(index).stage == \"x\" ))"
    }
    let list = (0..<1000).map { "\"t\($0)\"" }.joined(separator: ", ")
    let wide = (0..<24).map { _ in "region in [\(list)]" }.joined(separator: " || ")
    try withPCRM { pcrm in
      _ = try pcrm.admin.create(.person())
      for text in [deep, wide + " || !has_mobile"] {
        var limits = RuleLimits()
        limits.sourceBytesMax = 1_000_000
        let rule = RuleSQL(try Rule(text, in: facts.vocabulary(), limits: limits), facts)
        #expect(!rule.isExact)
        #expect(
          try pcrm.database.read { (reader) throws(Status) in try reader.memberCount(rule) } == 1)
      }
    }
  }
}

extension ExtensionSchema {
  fileprivate static func of(_ fields: (String, ExtensionType)...) -> ExtensionSchema {
    var schema = ExtensionSchema()
    schema.version = 1
    schema.fields = fields.map { name, type in
      var field = ExtensionField()
      field.name = name
      field.type = type
      return field
    }
    return schema
  }
}
