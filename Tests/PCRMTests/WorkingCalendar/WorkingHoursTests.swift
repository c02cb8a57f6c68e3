import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct WorkingHoursTests {
  /// Would catch hours that overlap after a change, lost history, and a dry run that changes something.
  @Test func newHoursTakeTheirDaysAndLeaveTheRest() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm, withHours: false)
      var first = CalendarWorld.hours
      first.staffID = world.anna
      let old = try world.set(first)
      #expect(old.hours?.version == 1 && old.changes.map(\.kind) == [.added])
      var second = WorkingHours()
      second.staffID = world.anna
      second.spans = [WorkingSpan(.work, .unspecified, 600, 900)]
      second.validFrom = CalendarWorld.day(1)
      second.validTo = CalendarWorld.day(3)
      let dry = try world.set(second, dryRun: true)
      #expect(dry.hours?.id.isEmpty == true)
      #expect(try world.day(1, of: world.anna).workMinutes == 480)
      let made = try world.set(second)
      #expect(made.changes == dry.changes && made.changes.count == 3)
      #expect(
        try (0..<5).map { try world.day($0, of: world.anna).workMinutes } == [
          480, 300, 300, 480, 480,
        ])
      let list: ListWorkingHoursResponse = try world.calendar(
        "ListWorkingHours", ListWorkingHoursRequest.self
      ) { $0.staffID = world.anna }
      #expect(list.hours.count == 3)
      let earlier = try #require(list.hours.first { $0.id == old.hours?.id })
      #expect(earlier.version == 2 && earlier.validTo == CalendarWorld.day(1))
      // The last day is not theirs any more: they give way to what stood before nothing.
      let ended: WorkingHours = try world.calendar(
        "EndWorkingHours", EndWorkingHoursRequest.self
      ) {
        $0.id = made.hours?.id ?? WorkingTimeID()
        $0.validTo = CalendarWorld.day(2)
      }
      #expect(ended.version == 2)
      #expect(try world.day(2, of: world.anna).workMinutes == 0)
    }
  }

  /// Would catch one's own hours losing to the office's, and an office's to the agency's.
  @Test func theNearestHoursHold() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      #expect(try world.day(0, of: world.anna).workMinutes == 480)
      var office = WorkingHours()
      office.officeID = world.office
      office.spans = [WorkingSpan(.work, .unspecified, 540, 840)]
      try world.set(office)
      #expect(try world.day(0, of: world.anna).workMinutes == 300)
      var own = WorkingHours()
      own.staffID = world.anna
      own.spans = [WorkingSpan(.work, .monday, 540, 600)]
      own.validFrom = CalendarWorld.monday
      try world.set(own)
      #expect(try world.day(0, of: world.anna).workMinutes == 60)
      #expect(try world.day(1, of: world.anna).workMinutes == 0)
      #expect(try world.day(1, of: world.berta).workMinutes == 300)
    }
  }

  /// Each case is a field that would be stored wrong, or a right that nobody asks for.
  @Test func wrongHoursAreRefused() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm, withHours: false)
      func refusal(_ change: (inout WorkingHours) -> Void) throws -> Refusal? {
        var hours = CalendarWorld.hours
        change(&hours)
        return try world.refusal("SetWorkingHours", SetWorkingHoursRequest.self) {
          $0.hours = hours
        }
      }
      #expect(
        try refusal {
          $0.staffID = world.anna
          $0.officeID = world.office
        } == Refusal(.invalidArgument, "FIELD_MALFORMED", "hours.office_id"))
      #expect(
        try refusal { $0.spans[0].toMinute = 1441 }
          == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "hours.spans[0].to_minute"))
      #expect(
        try refusal { $0.spans[0].toMinute = 540 }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "hours.spans[0].to_minute"))
      #expect(
        try refusal { $0.spans.append(WorkingSpan(.work, .friday, 1000, 1100)) }
          == Refusal(.invalidArgument, "DUPLICATE_ITEM", "hours.spans[3]"))
      #expect(
        try refusal { $0.spans[0].kind = .overtime }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "hours.spans[0].kind"))
      #expect(
        try refusal { $0.staffID = StaffID(high: 0x7000, low: 0x8000_0000_0000_0009) }
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "hours.staff_id"))
      #expect(
        try world.refusal("SetWorkingHours", SetWorkingHoursRequest.self) { _ in }
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "hours"))
      let elsewhere = try pcrm.office("부산지사")
      let manager = try pcrm.caller(as: .manager, scope: .office, office: elsewhere)
      for set in [
        { (hours: inout WorkingHours) in hours.staffID = world.anna },
        { (hours: inout WorkingHours) in hours.officeID = world.office }, { _ in },
      ] {
        var hours = CalendarWorld.hours
        set(&hours)
        let found = try world.refusal(
          "SetWorkingHours", SetWorkingHoursRequest.self, as: manager
        ) { $0.hours = hours }
        #expect(found?.code == .permissionDenied && found?.reason == "OUT_OF_SCOPE")
      }
      let counsellor = try pcrm.caller(as: .counsellor)
      #expect(
        try world.refusal("SetWorkingHours", SetWorkingHoursRequest.self, as: counsellor) {
          $0.hours = CalendarWorld.hours
        }?.reason == "PERMISSION_MISSING")
    }
  }

  /// Would catch overtime that is no work, and days shown of somebody out of reach.
  @Test func overtimeIsWork() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var overtime = Overtime()
      overtime.staffID = world.anna
      overtime.startTime = CalendarWorld.at(5, 10)
      overtime.endTime = CalendarWorld.at(5, 13)
      overtime.reason = "flood"
      let made: Overtime = try world.calendar("AddOvertime", AddOvertimeRequest.self) {
        $0.overtime = overtime
      }
      let saturday = try world.day(5, of: world.anna)
      #expect(saturday.workMinutes == 180 && saturday.stretches.map(\.kind) == [.overtime])
      #expect(try world.planRefusal(world.anna, from: CalendarWorld.at(5, 10)) == nil)
      #expect(
        try world.planRefusal(world.berta, from: CalendarWorld.at(5, 10)) == "NOT_WORKING hours")
      let list: ListOvertimeResponse = try world.calendar(
        "ListOvertime", ListOvertimeRequest.self
      ) { $0.fromTime = CalendarWorld.at(5, 12) }
      #expect(list.overtime == [made])
      let _: Overtime = try world.calendar("DeleteOvertime", DeleteOvertimeRequest.self) {
        $0.id = made.id
        $0.version = 1
      }
      #expect(try world.day(5, of: world.anna).workMinutes == 0)
      let stranger = try pcrm.caller(
        as: .counsellor, scope: .office, office: try pcrm.office("부산지사"))
      #expect(
        try world.refusal("GetWorkingTime", GetWorkingTimeRequest.self, as: stranger) {
          $0.staffID = world.anna
        } == Refusal(.notFound, "NOT_FOUND", "staff_id"))
    }
  }

  /// Would catch a manager of one office who changes the calendar of another, or of the whole agency.
  @Test func othersCalendarsAreOutOfReach() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let manager = try pcrm.caller(
        as: .manager, scope: .office, office: try pcrm.office("부산지사"))
      var overtime = Overtime()
      overtime.staffID = world.anna
      overtime.startTime = CalendarWorld.at(5, 10)
      overtime.endTime = CalendarWorld.at(5, 13)
      overtime.reason = "flood"
      let made: Overtime = try world.calendar("AddOvertime", AddOvertimeRequest.self) {
        $0.overtime = overtime
      }
      let holiday = try world.add(HolidayRecord(CalendarWorld.day(1), "선거일"))
      let own = try world.set(CalendarWorld.hours)
      let denied = { (found: Refusal?) in
        found?.code == .permissionDenied && found?.reason == "OUT_OF_SCOPE"
      }
      #expect(
        denied(
          try world.refusal("AddOvertime", AddOvertimeRequest.self, as: manager) {
            $0.overtime = overtime
          }))
      #expect(
        denied(
          try world.refusal("DeleteOvertime", DeleteOvertimeRequest.self, as: manager) {
            $0.id = made.id
          }))
      #expect(
        denied(
          try world.refusal("EndWorkingHours", EndWorkingHoursRequest.self, as: manager) {
            $0.id = own.hours?.id ?? WorkingTimeID()
            $0.validTo = CalendarWorld.day(0)
          }))
      for office in [UnitID(), world.office] {
        #expect(
          denied(
            try world.refusal("AddHoliday", AddHolidayRequest.self, as: manager) {
              $0.holiday = HolidayRecord(CalendarWorld.day(2), "개소 기념일", office: office)
            }))
        #expect(
          denied(
            try world.refusal("ImportHolidays", ImportHolidaysRequest.self, as: manager) {
              $0.sourceName = "elections"
              $0.officeID = office
              $0.content = Array("2026-06-03,선거일".utf8)
            }))
      }
      #expect(
        denied(
          try world.refusal("DeleteHoliday", DeleteHolidayRequest.self, as: manager) {
            $0.id = holiday.holiday?.id ?? HolidayID()
          }))
      #expect(
        denied(
          try world.refusal("SetTerritory", SetTerritoryRequest.self, as: manager) {
            var territory = Territory()
            territory.staffID = world.anna
            $0.territory = territory
          }))
    }
  }
}
