@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// The table of claims by itself: what a program that forgets to look cannot store either.
struct VisitClaimsTests {
  /// Would catch a schema that lets two claims of one holder overlap, whatever they say of each other.
  @Test func theSchemaItself() throws {
    try withPCRM { pcrm in
      let world = try VisitWorld(pcrm)
      let hours = [10, 13, 16] as [Int64]
      for hour in hours {
        try world.plan {
          $0.startTime = VisitWorld.at(hour)
          $0.endTime = VisitWorld.at(hour + 1)
        }
      }
      let spare = try world.plan { $0.staffID = world.berta }
      let anna = world.anna
      let ends = hours.map { VisitWorld.at($0 + 1).microseconds }
      let minute: Int64 = 60_000_000
      var tried = 0
      // Each beginning and end around the claims that stand, with each thing that it might say to follow.
      for from in stride(from: VisitWorld.at(9).microseconds, through: ends[2], by: 1_200_000_000) {
        for length in [5 * minute, 60 * minute, 400 * minute] {
          for previous in [nil] + ends.map(Optional.some) {
            let to = from + length
            let overlaps = hours.contains {
              VisitWorld.at($0).microseconds < to && from < VisitWorld.at($0 + 1).microseconds
            }
            guard overlaps else { continue }
            tried += 1
            #expect(throws: Status.self, "\(from)–\(to) after \(previous ?? 0)") {
              try pcrm.database.write { (writer) throws(Status) in
                try writer.execute(
                  """
                  INSERT INTO slot_claim (holder, from_at, to_at, previous_to, kind, visit, expires_at)
                  VALUES ($1, $2, $3, $4, 2, $5, NULL)
                  """, .id(HolderID(anna)), .integer(from), .integer(to),
                  previous.map { .integer($0) } ?? .null, .id(spare.id))
              }
            }
          }
        }
      }
      #expect(tried > 100)
      #expect(try world.busy(HolderID(world.anna)).count == 3)
    }
  }

  /// Would catch an insertion or removal that breaks the chain of claims: at the front, in the middle, at the end, and of
  /// what touches on both sides.
  @Test func theChainStaysWhole() throws {
    try withPCRM { pcrm in
      let world = try VisitWorld(pcrm)
      let order = [12, 9, 16, 10, 11, 15, 13, 14] as [Int64]
      var visits: [Int64: VisitID] = [:]
      for hour in order {
        visits[hour] = try world.plan {
          $0.startTime = VisitWorld.at(hour)
          $0.endTime = VisitWorld.at(hour + 1)
        }.id
      }
      #expect(try world.busy(HolderID(world.anna)).count == 8)
      for hour in [12, 9, 16, 10, 15, 11] as [Int64] {
        _ = try pcrm.admin.cancel(try #require(visits[hour]))
      }
      #expect(try world.busy(HolderID(world.anna)) == ["3 13:00-14:00", "3 14:00-15:00"])
      for hour in [16, 9, 12] as [Int64] {
        try world.plan {
          $0.startTime = VisitWorld.at(hour)
          $0.endTime = VisitWorld.at(hour + 1)
        }
      }
      #expect(try world.busy(HolderID(world.anna)).count == 5)
    }
  }

  /// Would catch a check of the whole store that overlooks what does not belong together.
  @Test func verification() throws {
    try withPCRM { pcrm in
      let world = try VisitWorld(pcrm)
      let visit = try world.plan { $0.resourceIDs = [world.car] }
      world.go(to: VisitWorld.at(12))
      try pcrm.admin.attempt(visit.id, .noAnswer, at: VisitWorld.at(10))
      let other = try pcrm.admin.reschedule(visit.id, to: VisitWorld.at(14))
      func findings() throws -> [String] {
        try pcrm.database.read { (reader) throws(Status) in try reader.checkVisits() }
      }
      #expect(try findings() == [])
      try pcrm.damage("UPDATE slot_claim SET to_at = to_at + 1")
      #expect(
        try findings() == [
          "visit \(other.id): slot_claim does not have staff_id",
          "visit \(other.id): slot_claim does not have resource_ids[0]",
        ])
      try pcrm.damage("UPDATE slot_claim SET to_at = to_at - 1")
      try pcrm.damage("UPDATE visit SET attempts = 2 WHERE attempts = 1")
      #expect(
        try findings() == ["visit \(visit.id): attempts is not how many there are"])
      try pcrm.damage("UPDATE visit SET attempts = 1 WHERE attempts = 2")
      try pcrm.damage("DELETE FROM slot_claim")
      #expect(try findings().count == 2)
    }
  }
}
