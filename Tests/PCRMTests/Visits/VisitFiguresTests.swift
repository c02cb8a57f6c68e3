@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// Figures that were counted by hand.
struct VisitFiguresTests {
  private typealias World = VisitWorld

  @Test func ranks() {
    #expect(DayFigures([]) == nil)
    let one = DayFigures([7])
    #expect(one?.median == 7 && one?.p90 == 7 && one?.max == 7)
    let ten = DayFigures(Array((1...10).reversed()))
    #expect(ten?.median == 5 && ten?.p90 == 9 && ten?.max == 10)
    let eleven = DayFigures(Array(1...11))
    #expect(eleven?.median == 6 && eleven?.p90 == 10)
  }

  /// Would catch a try or meeting that is counted twice or not, a chain that is counted before its end, and days that are
  /// counted from the wrong visit.
  @Test func byHand() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let other = try pcrm.admin.create(.person("박영수").with { $0.homeOfficeID = world.office }).id
      // First customer: missed on the 3rd, tried twice on the 5th (then met), visited once more on the 6th.
      let first = try world.plan()
      world.go(to: World.at(11))
      _ = try pcrm.admin.noShow(first.id)
      let second = try pcrm.admin.reschedule(first.id, to: World.at(10, day: 2))
      let third = try world.plan {
        $0.startTime = World.at(10, day: 3)
        $0.endTime = World.at(11, day: 3)
      }
      // Second customer: cancelled and moved, then met at once on the 6th without a recorded try.
      let moved = try world.plan {
        $0.customerID = other
        $0.startTime = World.at(13, day: 1)
        $0.endTime = World.at(14, day: 1)
      }
      let once = try pcrm.admin.reschedule(moved.id, to: World.at(13, day: 2))
      let twice = try pcrm.admin.reschedule(once.id, to: World.at(13, day: 3))
      world.go(to: World.at(12, day: 2))
      try pcrm.admin.attempt(second.id, .noAnswer, at: World.at(10, 1, day: 2))
      try pcrm.admin.attempt(second.id, .inside, at: World.at(10, 20, day: 2))
      _ = try pcrm.admin.complete(second.id)
      world.go(to: World.at(18, day: 3))
      _ = try pcrm.admin.complete(third.id)
      _ = try pcrm.admin.complete(twice.id)
      let figures: VisitFigures = try pcrm.admin.visits(
        "GetVisitFigures", GetVisitFiguresRequest.self
      ) {
        $0.officeID = world.office
        $0.fromTime = World.at(0)
        $0.beforeTime = World.at(0, day: 5)
      }
      let all = try #require(figures.groups.first)
      #expect(figures.groups.count == 2 && all.all, "all, and those without a level")
      #expect(all.visits == 6)
      #expect(all.states.map(\.state) == [.done, .noShow, .cancelled])
      #expect(all.states.map(\.visits) == [3, 1, 2])
      // Tries: 1 missed, 2 recorded, 1 + 1 without any recorded; the two that were moved were none.
      #expect(all.meetings == 3 && all.tries == 5 && all.effort == .triesPerMeeting(1667))
      #expect(all.firstMeetings == 2)
      #expect(all.daysToMeeting?.median == 0 && all.daysToMeeting?.p90 == 2)
      #expect(all.chains.map(\.length) == [1, 2, 3] && all.chains.map(\.chains) == [1, 1, 1])
      let late: VisitFigures = try pcrm.admin.visits(
        "GetVisitFigures", GetVisitFiguresRequest.self
      ) {
        $0.staffID = world.anna
        $0.fromTime = World.at(0, day: 3)
        $0.beforeTime = World.at(0, day: 4)
      }
      #expect(late.groups[0].visits == 2 && late.groups[0].firstMeetings == 1)
      #expect(late.groups[0].chains.map(\.length) == [1, 3])
    }
  }

  /// Would catch figures of intensive and general management that are mixed.
  @Test func levelsApart() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try pcrm.admin.apply(try CaseTypeDocument(json: CaseWorld.care))
      let levels: [ManagementLevel] = [.intensive, .general, .unspecified]
      for (index, level) in levels.enumerated() {
        let id = try #require(try pcrm.admin.open(world.customer).case?.id)
        try pcrm.database.write { (writer) throws(Status) in
          try writer.execute(
            "UPDATE customer_case SET management_level = $2 WHERE id = $1", .id(id),
            .enumeration(level))
        }
        for visit in 0...index {
          try world.plan {
            $0.startTime = World.at(9 + Int64(visit), day: Int64(index))
            $0.endTime = World.at(10 + Int64(visit), day: Int64(index))
            $0.caseID = id
          }
        }
      }
      let figures: VisitFigures = try pcrm.admin.visits(
        "GetVisitFigures", GetVisitFiguresRequest.self
      ) {
        $0.fromTime = World.at(0)
        $0.beforeTime = World.at(0, day: 5)
      }
      #expect(figures.groups.map(\.visits) == [6, 1, 2, 3])
      #expect(figures.groups.dropFirst().map(\.level) == levels)
      #expect(figures.groups.allSatisfy { $0.effort == nil && $0.daysToMeeting == nil })
    }
  }
}
