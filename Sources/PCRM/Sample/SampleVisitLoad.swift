import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Stores the calendar of a sample, what its visits book, and the visits with what belongs to them.
  ///
  /// - Returns: how many visits there are.
  mutating func insert(_ visits: inout SampleVisits, _ agency: SampleAgency) throws(Status) -> Int {
    try insertHours(&visits)
    let vehicles = try insertResources(of: agency)
    var count = 0
    for visitor in visits.visitors {
      let vehicle = agency.isFirst(visitor.staff) ? vehicles[visitor.office] : nil
      for one in visits.visits(of: visitor.staff, vehicle: vehicle) {
        try insertVisit(one.visit)
        for attempt in one.attempts {
          try connection.run(
            "INSERT INTO attempt VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            AttemptRow.values(attempt)
          ) { (_) throws(Status) in true }
        }
        if let report = one.report { try file(report, of: one.visit) }
        count += 1
      }
    }
    if let first = visits.visitors.first { try insertSeries(first, &visits) }
    return count
  }

  /// Stores a report as it would have been filed after the visit.
  private mutating func file(_ report: VisitReport, of visit: Visit) throws(Status) {
    let requirements = try reader.requirements(of: visit)
    var filed = report
    filed.rulesVersion = requirements.rules.version
    filed.petition = filed.petitionResult
    filed.filled = filed.filledParts
    filed.required = requirements.parts
    filed.createdBy = SamplePresets.caller.principal
    try store(filed, by: SamplePresets.caller)
  }

  /// A visit of one customer every second week, late in the afternoon when nothing else is; the server plans it when it
  /// starts.
  private mutating func insertSeries(
    _ visitor: (staff: StaffID, customer: CustomerID, office: UnitID), _ visits: inout SampleVisits
  ) throws(Status) {
    var series = VisitSeries()
    series.id = visits.id(at: visits.now)
    series.customerID = visitor.customer
    series.staffID = visitor.staff
    series.officeID = visitor.office
    series.purpose = "good_customer"
    series.rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
    let day = BusinessDay.today(visits.now)
    series.start = "\(day.number)T164500"
    series.durationMinutes = 30
    series.laterMinutes = 45
    series.holidayPolicy = .nextWorkingDay
    series.horizonDays = 90
    _ = try begin(series, by: SamplePresets.caller)
  }

  /// Nine to six with an hour's break; visits after work and at weekends are for those who like it.
  private func insertHours(_ visits: inout SampleVisits) throws(Status) {
    var hours = WorkingHours()
    hours.id = visits.id(at: visits.now)
    hours.version = 1
    hours.createTime = visits.now
    hours.updateTime = hours.createTime
    let week: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    hours.spans = week.flatMap { day in
      [
        WorkingSpan(.work, day, 540, 1080), WorkingSpan(.break, day, 720, 780),
        WorkingSpan(.afterWork, day, 1110, 1260),
      ]
    }
    try insert(hours)
  }

  /// The vehicle of each office.
  private func insertResources(of agency: SampleAgency) throws(Status) -> [UnitID: ResourceID] {
    var ids = IDSource(seed: 0x5e50)
    var vehicles: [UnitID: ResourceID] = [:]
    for resource in agency.resources(&ids) {
      try execute(
        "INSERT INTO resource VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", .id(resource.id),
        .integer(1), .enumeration(resource.kind), .text(resource.name), .id(resource.officeID),
        .integer(Int64(resource.seats)), .bool(false), .time(resource.createTime),
        .time(resource.updateTime))
      if resource.kind == .vehicle { vehicles[resource.officeID] = resource.id }
    }
    return vehicles
  }
}

extension WorkingSpan {
  fileprivate init(_ kind: WorkingSpanKind, _ day: Weekday, _ from: Int32, _ to: Int32) {
    self.init()
    self.kind = kind
    weekday = day
    fromMinute = from
    toMinute = to
  }
}
