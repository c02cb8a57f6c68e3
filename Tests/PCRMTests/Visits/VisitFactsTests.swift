@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// Segments follow visits in the same write.
struct VisitFactsTests {
  private typealias World = VisitWorld

  /// Would catch a visit that is stored without telling whom it is about, and a field that alters a fact without saying so.
  @Test func segmentsFollowVisits() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let rules = [
        "due": "has(next_visit_at)",
        "met": "has(first_met_at) && visit_count == 0",
        "done": "visit_count == 1 && days_since(last_visit_at) < 30",
        "missed": "open_no_shows > 0",
        "near": "relationship == \"welcome\"",
        "hard": "visits.exists(v, v.attempts >= 2 && v.state == \"planned\")",
      ]
      try pcrm.admin.apply(rules.map { SegmentDefinition.rule($0, $1) })
      try pcrm.runJobs()
      func of() throws -> Set<String> {
        Set(try pcrm.admin.memberships(of: world.customer, isCurrent: true).map(\.segment))
      }
      #expect(try of() == [])
      let first = try world.plan()
      #expect(try of() == ["due"])
      world.go(to: World.at(10, 30))
      try pcrm.admin.attempt(first.id, .noAnswer, at: World.at(10, 1))
      try pcrm.admin.attempt(first.id, .noAnswer, at: World.at(10, 2))
      #expect(try of() == ["due", "hard"])
      _ = try pcrm.admin.noShow(first.id)
      #expect(try of() == ["missed"])
      let second = try pcrm.admin.reschedule(first.id, to: World.at(10, day: 1))
      #expect(try of() == ["due"])
      world.go(to: World.at(10, 5, day: 1))
      _ = try pcrm.admin.start(second.id)
      #expect(try of() == ["met"])
      try pcrm.admin.attempt(second.id, .inside, at: World.at(10, 5, day: 1)) {
        $0.relationship = .welcome
      }
      #expect(try of() == ["met", "near"])
      _ = try pcrm.admin.complete(second.id)
      #expect(try of() == ["done", "near"])
    }
  }
}
