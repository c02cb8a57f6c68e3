import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// The window over visits moves with the days in Seoul, whoever moves it.
struct SyncWindowTests {
  /// Who brings the window up to date.
  enum Mover: CaseIterable {
    case timer
    case pull
    case hello
  }

  /// A visit on each day around the edges of the window of 2 March: it begins on 23 February and ends on 1 April.
  private static let days: [Int64] = [-10, -9, -8, -7, 0, 28, 29, 30, 31, 32]

  private static func carried(on day: Int64) -> Set<Int64> {
    Set(days.filter { day - 8 <= $0 && $0 <= day + 29 })
  }

  /// Would catch a window that stands still, moves one edge only, or counts days in UTC.
  @Test(arguments: Mover.allCases)
  func rollsOver(_ mover: Mover) throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      try world.setTimers()
      var dayOf: [String: Int64] = [:]
      for day in Self.days {
        let visit = try world.visit(day: day)
        dayOf["visit \(visit.id)"] = day
      }
      let phone = try world.phone(of: world.visits.anna)
      func days() throws -> Set<Int64> { Set(try phone.pull().compactMap { dayOf[$0] }) }
      func move() throws {
        switch mover {
        case .timer: world.runTimers()
        case .pull: break
        case .hello: try phone.hello()
        }
      }
      #expect(try days() == Self.carried(on: 0))
      // 23:59 in Seoul is still the same day, although it is the next week in nobody's calendar.
      world.visits.go(to: VisitWorld.at(23, 59, day: -1))
      try move()
      #expect(try days() == Self.carried(on: 0))
      world.visits.go(to: VisitWorld.at(0, 0, day: 0))
      try move()
      #expect(try days() == Self.carried(on: 1))
      // A server that stood still for days makes up for all of them.
      world.visits.go(to: VisitWorld.at(8, 0, day: 2))
      try move()
      #expect(try days() == Self.carried(on: 3))
      #expect(try world.faults() == [])
      // And a clock that is put back.
      pcrm.clock.advance(seconds: -3 * 86_400)
      try move()
      #expect(try days() == Self.carried(on: 0))
      #expect(try world.faults() == [])
    }
  }

  /// Would catch that a timer which comes late leaves a pull with yesterday's window.
  @Test func aLateTimerIsMadeUpForByThePull() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit(day: -8)
      let phone = try world.phone(of: world.visits.anna)
      #expect(try phone.pull().contains("visit \(visit.id)"))
      world.visits.go(to: VisitWorld.at(1, day: 0))
      let page = try phone.page(after: phone.cursor)
      #expect(!page.complete, "what was read before the window moved is not whole")
      #expect(page.rows.isEmpty && page.removals.isEmpty)
      #expect(try phone.pull() == [])
      #expect(phone.removals.count == 2)
    }
  }
}
