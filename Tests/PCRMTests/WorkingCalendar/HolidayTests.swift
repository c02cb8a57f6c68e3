import Foundation
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct HolidayTests {
  /// Would catch a holiday of one office that counts in another, a worked day that does not, and a hit that is counted
  /// although it is on purpose.
  @Test func aNewHolidayTellsWhichVisitsItHits() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let elsewhere = try pcrm.office("부산지사")
      let carla = try pcrm.staff("최가을", in: elsewhere)
      let hit = try world.plan(world.anna, from: CalendarWorld.at(1, 10))
      try world.plan(world.anna, from: CalendarWorld.at(1, 14), onPurpose: "asked for")
      try world.plan(world.anna, from: CalendarWorld.at(1, 19))
      try world.plan(world.anna, from: CalendarWorld.at(2, 10))
      let abroad = try world.plan(carla, from: CalendarWorld.at(1, 11))
      let ended = try world.plan(world.berta, from: CalendarWorld.at(1, 10))
      var cancel = CancelVisitRequest()
      cancel.id = ended.id
      cancel.reason = "not needed"
      let _: Visit = try world.admin.call("pcrm.v1.VisitService/CancelVisit", cancel)

      let own = HolidayRecord(CalendarWorld.day(1), "개소 기념일", office: world.office)
      let dry = try world.add(own, dryRun: true)
      #expect(dry.conflictCount == 1 && dry.conflicts.map(\.visitID) == [hit.id])
      #expect(try world.conflicts().isEmpty)
      let first = try world.add(own)
      #expect(first.conflicts == dry.conflicts && first.holiday?.version == 1)
      #expect(first.conflicts.first?.refusal?.kind == .holiday)
      #expect(first.conflicts.first?.refusal?.name == "개소 기념일")
      let election = try world.add(HolidayRecord(CalendarWorld.day(1), "선거일"))
      // At the office the day is its own; the other office's visit is hit by the election.
      #expect(election.conflicts.map(\.visitID) == [abroad.id] && election.conflictCount == 1)
      #expect(try world.conflicts().map(\.visitID) == [hit.id, abroad.id])
      #expect(try world.conflicts(size: 1).map(\.visitID) == [hit.id, abroad.id])
      let stranger = try pcrm.caller(as: .counsellor, scope: .office, office: elsewhere)
      #expect(try world.conflicts(as: stranger).map(\.visitID) == [abroad.id])
      // The other office works on that day after all.
      _ = try world.add(
        HolidayRecord(CalendarWorld.day(1), "정상 근무", office: elsewhere, worked: true))
      #expect(try world.conflicts().map(\.visitID) == [hit.id])
      #expect(
        try world.refusal("AddHoliday", AddHolidayRequest.self) { $0.holiday = own }
          == Refusal(.alreadyExists, "NAME_TAKEN", "holiday.day"))
      let _: HolidayRecord = try world.calendar("DeleteHoliday", DeleteHolidayRequest.self) {
        $0.id = first.holiday?.id ?? HolidayID()
      }
      // Without its own day the office has the agency's.
      #expect(try world.conflicts().map { $0.refusal?.name } == ["선거일"])
    }
  }

  /// Would catch a file that is loaded twice, days that stay although the file lost them, and a dry run that writes.
  @Test func aFileIsTheWholeOfItsSource() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let visit = try world.plan(world.anna, from: CalendarWorld.at(86, 10))
      func load(_ text: String, dryRun: Bool = false) throws -> ImportHolidaysResponse {
        try world.calendar("ImportHolidays", ImportHolidaysRequest.self) {
          $0.sourceName = "elections"
          $0.content = Array(text.utf8)
          $0.dryRun = dryRun
        }
      }
      let file = "2026-06-03,전국동시지방선거\r\n2026-05-05,어린이날\r\n"
      let dry = try load(file, dryRun: true)
      #expect(dry.added == 1 && dry.reckoned == 1 && dry.conflicts.map(\.visitID) == [visit.id])
      #expect(try world.conflicts().isEmpty)
      #expect(try load(file).changes == dry.changes)
      let again = try load(file)
      #expect(again.added == 0 && again.unchanged == 1 && again.changes.isEmpty)
      let renamed = try load("2026-06-03,지방선거\n2026-10-02,임시공휴일\n")
      #expect(renamed.changes.map(\.kind) == [.changed, .added])
      let shorter = try load("2026-10-02,임시공휴일\n")
      #expect(shorter.removed == 1 && shorter.unchanged == 1)
      #expect(try world.conflicts().isEmpty)
      #expect(
        try world.refusal("ImportHolidays", ImportHolidaysRequest.self) {
          $0.sourceName = "elections"
          $0.content = Array("2026-06-03,a\n2026-13-01,b\n".utf8)
        } == Refusal(.invalidArgument, "FIELD_MALFORMED", "content"))
    }
  }

  private func list(
    _ world: CalendarWorld, _ year: Int32, office: UnitID = UnitID()
  ) throws -> [HolidayRecord] {
    let response: ListHolidaysResponse = try world.calendar(
      "ListHolidays", ListHolidaysRequest.self
    ) {
      $0.fromDay = CivilDate(year, 1, 1)
      $0.beforeDay = CivilDate(year + 1, 1, 1)
      $0.officeID = office
    }
    return response.holidays
  }

  /// Would catch a law that counts before it came into force: the first of May and Constitution Day since 2026.
  @Test func reckonedHolidaysHaveTheirDates() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let names = try list(world, 2026)
      #expect(names.contains { $0.name == "제헌절" && $0.day == CivilDate(2026, 7, 17) })
      #expect(names.contains { $0.substitute && $0.day == CivilDate(2026, 3, 2) })
      #expect(try !list(world, 2025).contains { $0.name == "제헌절" || $0.name == "노동절" })
      #expect(names.allSatisfy { $0.source == .reckoned && $0.id.isEmpty })
      _ = try world.add(HolidayRecord(CivilDate(2026, 6, 3), "창립 기념일", office: world.office))
      #expect(try list(world, 2026).count == names.count)
      #expect(try list(world, 2026, office: world.office).count == names.count + 1)
    }
  }

  /// What the almanacs of 2018 to 2024 have besides what is reckoned: elections and days declared for once, nothing else.
  @Test func almanacsAddOnlyWhatCannotBeReckoned() throws {
    guard let data = ProcessInfo.processInfo.environment["PCRM_DATA"] else {
      print("did not run: PCRM_DATA is not set")
      return
    }
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var added: [String] = []
      for year in 2018...2024 {
        let url = URL(filePath: "\(data)/kr-holidays/\(year).csv")
        let response: ImportHolidaysResponse = try world.calendar(
          "ImportHolidays", ImportHolidaysRequest.self
        ) {
          $0.sourceName = "almanac-\(year)"
          $0.content = Array((try? Data(contentsOf: url)) ?? Data())
        }
        added += response.changes.map(\.name)
        #expect(response.reckoned >= 14, "\(year)")
      }
      #expect(
        added == [
          "20180613", "20200415", "20200817", "20220309", "20220601", "20231002", "20240410",
          "20241001",
        ])
      let ics = URL(filePath: "\(data)/kr-holidays/2024.ics")
      let same: ImportHolidaysResponse = try world.calendar(
        "ImportHolidays", ImportHolidaysRequest.self
      ) {
        $0.sourceName = "almanac-2024"
        $0.content = Array((try? Data(contentsOf: ics)) ?? Data())
      }
      #expect(same.added == 0 && same.removed == 0 && same.unchanged == 2)
    }
  }
}
