import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct VisitRefusalTests {
  /// Each line is a time at which somebody would be sent to a customer who does not work then, or is not sent who does.
  @Test func visitsLieInWorkingTime() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      try world.away(
        world.berta, from: CalendarWorld.at(1, 13), to: CalendarWorld.at(2, 0))
      _ = try world.add(HolidayRecord(CalendarWorld.day(2), "임시공휴일"))
      let (anna, berta) = (world.anna, world.berta)
      let cases: [(staff: StaffID, from: Timestamp, purpose: String, refusal: String?)] = [
        (anna, CalendarWorld.at(0, 10), "", nil),
        (anna, CalendarWorld.at(0, 8, 30), "", "NOT_WORKING hours"),
        (anna, CalendarWorld.at(0, 17, 30), "", "NOT_WORKING hours"),
        (anna, CalendarWorld.at(0, 17), "", nil),
        (anna, CalendarWorld.at(0, 11, 30), "", "NOT_WORKING break"),
        (anna, CalendarWorld.at(0, 19), "", nil),
        (anna, CalendarWorld.at(6, 10), "", "NOT_WORKING hours"),
        (anna, CalendarWorld.at(6, 10), "the customer works all week", nil),
        (anna, CalendarWorld.at(2, 10), "", "NOT_WORKING holiday 임시공휴일"),
        (anna, CalendarWorld.at(2, 10), "asked for", nil),
        (berta, CalendarWorld.at(1, 12), "", "NOT_WORKING break"),
        (berta, CalendarWorld.at(1, 14), "", "NOT_WORKING absent"),
        (berta, CalendarWorld.at(1, 14), "on purpose", "NOT_WORKING absent"),
        (berta, CalendarWorld.at(1, 10), "", nil),
        // Children's day, Tuesday, 5 May 2026.
        (anna, CalendarWorld.at(57, 10), "", "NOT_WORKING holiday 어린이날"),
      ]
      for (staff, from, purpose, refusal) in cases {
        let found = try world.planRefusal(staff, from: from, onPurpose: purpose)
        #expect(found == refusal, "\(from.rfc3339 ?? "") \(purpose)")
      }
    }
  }

  /// Would catch a way around the calendar: moving a visit, or giving it to somebody who is away.
  @Test func movedAndReassignedVisitsLieInWorkingTime() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      let visit = try world.plan(world.anna, from: CalendarWorld.at(0, 10))
      var move = RescheduleVisitRequest()
      move.id = visit.id
      move.startTime = CalendarWorld.at(6, 10)
      move.reason = "the customer cannot"
      #expect(
        try world.admin.refused("pcrm.v1.VisitService/RescheduleVisit", move)
          == Refusal(.failedPrecondition, "NOT_WORKING", "start_time"))
      move.outsideHours = "the customer works all week"
      let next: Visit = try world.admin.call("pcrm.v1.VisitService/RescheduleVisit", move)
      #expect(next.outsideHours == "the customer works all week")
      let other = try world.plan(world.anna, from: CalendarWorld.at(1, 10))
      try world.away(world.berta, from: CalendarWorld.at(1, 0), to: CalendarWorld.at(2, 0))
      var give = ReassignVisitRequest()
      give.id = other.id
      give.staffID = world.berta
      give.reason = "ill"
      #expect(
        try world.admin.refused("pcrm.v1.VisitService/ReassignVisit", give)
          == Refusal(.failedPrecondition, "NOT_WORKING", "staff_id"))
    }
  }

  /// Would catch a calendar that is kept where nobody recorded one: an agency that is only beginning plans visits too.
  @Test func withoutHoursOnlyAbsenceRefuses() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm, withHours: false)
      try world.away(world.anna, from: CalendarWorld.at(1, 0), to: nil)
      #expect(try world.planRefusal(world.anna, from: CalendarWorld.at(0, 3)) == nil)
      #expect(
        try world.planRefusal(world.anna, from: CalendarWorld.at(1, 10)) == "NOT_WORKING absent")
      let days: GetWorkingTimeResponse = try world.calendar(
        "GetWorkingTime", GetWorkingTimeRequest.self
      ) { $0.staffID = world.anna }
      #expect(!days.hasHours && days.days.count == 7 && days.timeZone == "Asia/Seoul")
      #expect(days.days[0].day == CivilDate(2026, 3, 2))
    }
  }

  /// Would catch days of an office abroad that begin at midnight in Seoul.
  @Test func daysAreThoseOfTheOffice() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var unit = Unit()
      unit.kind = .office
      unit.name = "New York"
      unit.timeZone = "America/New_York"
      var create = CreateUnitRequest()
      create.unit = unit
      let abroad: Unit = try world.admin.call("pcrm.v1.OrganisationService/CreateUnit", create)
      let staff = try pcrm.staff("Ann", in: abroad.id)
      // The clock changed on Sunday, 8 March 2026: nine is 13:00 UTC on Monday.
      let nine = Timestamp(seconds: CalendarWorld.at(0, 22).seconds, nanos: 0)
      #expect(try world.planRefusal(staff, from: nine.adding(seconds: -60)) != nil)
      #expect(try world.planRefusal(staff, from: nine) == nil)
      let monday = try world.day(0, of: staff)
      #expect(monday.stretches.first?.startTime == nine && monday.workMinutes == 480)
      #expect(monday.claimedMinutes == 60)
    }
  }
}
