@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// Counts, estimates, sizes over time, and who was never reached.
@Suite struct SegmentsFiguresTests {
  /// Would catch an estimate that does not say it is one, and an interval that is too narrow.
  @Test func estimate() throws {
    try withPCRM { pcrm in
      try CustomerLoad.sample(customers: 20_000, seed: 3, into: pcrm.database)
      let counts = try pcrm.database.read { (reader) throws(Status) -> [SegmentCount] in
        let facts = try reader.segmentFacts()
        var counts: [SegmentCount] = []
        for rule in ["sex == \"female\"", "kind == \"organisation\"", "age() >= 65", "1 == 2"] {
          let sql = RuleSQL(
            try Rule.segment(rule, facts.vocabulary(segments: []), field: "rule"), facts)
          var preview = SegmentPreview(reader, sql, segment: nil)
          preview.budgetMilliseconds = 60_000
          counts.append(try preview.count())
          preview.budgetMilliseconds = 0
          counts.append(try preview.count())
        }
        return counts
      }
      for pair in stride(from: 0, to: counts.count, by: 2) {
        let (exact, guess) = (counts[pair], counts[pair + 1])
        #expect(!exact.estimated && exact.sizeLow == exact.size && exact.lookedAt == 20_000)
        #expect(guess.estimated && guess.population == 20_000)
        #expect((100...320).contains(guess.lookedAt), "one in a hundred")
        #expect(guess.sizeLow <= exact.size && exact.size <= guess.sizeHigh)
        #expect(guess.entering == guess.size && guess.leaving == 0)
      }
    }
  }

  /// Would catch days that are counted twice or not at all.
  @Test func sizes() throws {
    try withPCRM { pcrm in
      try pcrm.build(.rule("korean", "language == \"ko\""))
      let day: Int64 = 24 * 3600
      var people: [Customer] = []
      for count in [2, 0, 3] {
        for _ in 0..<count {
          people.append(try pcrm.admin.create(.person().with { $0.language = "ko" }))
        }
        pcrm.clock.advance(seconds: day)
        try pcrm.runJobs()
      }
      _ = try pcrm.admin.delete(people[0].id)
      pcrm.clock.advance(seconds: day)
      try pcrm.runJobs()
      var request = ListSegmentSizesRequest()
      request.segment = "korean"
      request.pageSize = 3
      let path = "pcrm.v1.SegmentService/ListSegmentSizes"
      let page: ListSegmentSizesResponse = try pcrm.admin.call(path, request)
      #expect(page.sizes.map(\.size) == [4, 5, 2])
      #expect(page.sizes.map(\.entered) == [0, 3, 0])
      #expect(page.sizes.map(\.left) == [1, 0, 0])
      #expect(page.sizes.first?.day == CivilDate(2026, 3, 5))
      request.pageToken = page.nextPageToken
      let last: ListSegmentSizesResponse = try pcrm.admin.call(path, request)
      #expect(last.sizes.map(\.size) == [2] && last.sizes.map(\.entered) == [2])
      request.pageToken = ""
      request.pageSize = 0
      request.fromDay = CivilDate(2026, 3, 4)
      request.toDay = CivilDate(2026, 3, 5)
      let some: ListSegmentSizesResponse = try pcrm.admin.call(path, request)
      #expect(some.sizes.map(\.entered) == [3])
    }
  }

  /// Would catch people who were reached once and count as never reached, and groups that are left out.
  @Test func coverage() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      try pcrm.build(.rule("korean", "language == \"ko\""), .rule("all", "true"))
      func person(_ office: UnitID, _ language: String, _ region: String) throws -> CustomerID {
        try pcrm.admin.create(
          .person().with {
            $0.homeOfficeID = office
            $0.language = language
            $0.addresses = [.home("세종대로 1", "중구", region)]
          }
        ).id
      }
      let a = try person(here, "ko", "서울특별시")
      let once = try person(here, "ko", "서울특별시")
      let never = try person(there, "en", "부산광역시")
      var left = Customer()
      left.id = once
      left.language = "en"
      _ = try pcrm.admin.update(left)
      let offices = try pcrm.admin.coverage(["korean"], .office)
      #expect(offices.groups.map(\.officeID) == [there, here], "the least covered first")
      #expect(offices.groups.map(\.neverCovered) == [1, 0])
      #expect(offices.groups.map(\.everCovered) == [0, 2] && offices.groups[1].covered == 1)
      #expect(offices.total?.population == 3 && offices.total?.neverHadCase == 3)
      let regions = try pcrm.admin.coverage(["korean"], .region)
      #expect(regions.groups.map(\.region) == ["부산광역시", "서울특별시"])
      #expect(try pcrm.admin.coverage(["all"], population: "korean").total?.population == 1)
      #expect(try pcrm.admin.uncovered(["korean"]) == [never])
      #expect(try pcrm.admin.uncovered([], withoutCase: true) == [a, once, never])
      _ = try pcrm.admin.delete(never)
      #expect(try pcrm.admin.uncovered(["korean"]).isEmpty, "who is no longer a customer")
    }
  }
}
