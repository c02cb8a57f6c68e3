import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import RPC
import Testing

/// Times that no calendar has: a client may send any 64 bits, and arithmetic on them must not stop the server.
struct FarTimesTests {
  private static let ends: [(Timestamp, Timestamp)] = {
    let first = Timestamp(seconds: .min, nanos: -999_999_999)
    let last = Timestamp(seconds: .max, nanos: 999_999_999)
    return [(first, last), (last, first), (first, first), (last, last)]
  }()

  @Test(arguments: [0, 1, 2, 3])
  func noCallStops(_ number: Int) throws {
    let (from, to) = Self.ends[number]
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      func call(_ method: String, _ request: some Message) throws {
        let status = try world.admin.refusal("pcrm.v1.\(method)", request)
        #expect(status?.code != .internal, "\(method)")
      }
      var slots = SuggestSlotsRequest()
      slots.customerID = world.customer
      slots.durationMinutes = 60
      slots.days = 5
      slots.notBefore = from
      slots.notAfter = to
      try call("CalendarService/SuggestSlots", slots)
      slots.notBefore = nil
      try call("CalendarService/SuggestSlots", slots)

      var overtime = AddOvertimeRequest()
      var hours = Overtime()
      hours.staffID = world.anna
      hours.startTime = from
      hours.endTime = to
      hours.reason = "x"
      overtime.overtime = hours
      try call("CalendarService/AddOvertime", overtime)

      var preview = PreviewSeriesRequest()
      var series = VisitSeries()
      series.rule = "FREQ=DAILY"
      series.start = "20260303T100000"
      series.durationMinutes = 60
      preview.series = series
      preview.fromTime = from
      preview.beforeTime = to
      try call("VisitPlanService/PreviewSeries", preview)
      preview.beforeTime = nil
      try call("VisitPlanService/PreviewSeries", preview)
      preview.fromTime = nil
      preview.series?.horizonDays = .max
      try call("VisitPlanService/PreviewSeries", preview)

      var explain = ExplainVisitRequest()
      var candidate = RouteCandidate()
      candidate.customerID = world.customer
      candidate.purpose = "first_visit"
      candidate.minutes = 30
      candidate.fromTime = from
      candidate.beforeTime = to
      explain.candidate = candidate
      explain.day = CalendarWorld.day(1)
      explain.staffIDs = [world.anna]
      try call("RouteService/ExplainVisit", explain)
      explain.candidate?.fromTime = nil
      try call("RouteService/ExplainVisit", explain)
    }
  }

  /// Would catch a stored window of the customer's that stops the server each time its day is planned.
  @Test func aStoredWindowDoesNotStopRoutes() throws {
    try withPCRM { pcrm in
      let world = try CalendarWorld(pcrm)
      var visit = Visit()
      visit.customerID = world.customer
      visit.staffID = world.anna
      visit.purpose = "first_visit"
      visit.startTime = CalendarWorld.at(1, 10)
      visit.endTime = CalendarWorld.at(1, 11)
      var window = TimeWindow()
      window.from = Self.ends[0].0
      window.to = Self.ends[0].1
      visit.customerWindow = window
      var create = CreateVisitRequest()
      create.visit = visit
      _ = try world.admin.refusal("pcrm.v1.VisitService/CreateVisit", create)
      var propose = ProposeRouteRequest()
      propose.staffIDs = [world.anna]
      propose.day = CalendarWorld.day(1)
      #expect(try world.admin.refusal("pcrm.v1.RouteService/ProposeRoute", propose) == nil)
    }
  }

  /// Would catch an edit that walks a rule to the end of time in the writer.
  @Test(arguments: [0, 1])
  func occurrencesAreNearby(_ number: Int) throws {
    try withPCRM { pcrm in
      let (staff, customer) = (try pcrm.staff("김"), try pcrm.customer())
      let series = try pcrm.weekly(customer, staff)
      var edit = EditOccurrenceRequest()
      edit.seriesID = series.id
      edit.occurrenceTime = Self.ends[number].0
      edit.cancel = true
      edit.reason = "x"
      let status = try pcrm.admin.refusal("pcrm.v1.VisitPlanService/EditOccurrence", edit)
      #expect(status?.code == .invalidArgument && status?.info.field == "occurrence_time")
    }
  }
}
