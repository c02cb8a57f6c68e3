import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CalendarService {
  @Sendable
  func setWorkingHours(
    _ request: SetWorkingHoursRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SetWorkingHoursResponse {
    guard var hours = request.hours else { throw .required("hours") }
    try hours.check()
    let reader = writer.reader
    try reader.checkHolder(of: hours, caller, "hours")
    try writer.lockHours(of: HoursHolder(hours))
    let earlier = try reader.workingHours(
      of: HoursHolder(hours), from: hours.validFrom?.number ?? Period.beginning,
      before: hours.validTo?.number ?? Period.end)
    let steps = HoursSteps(making: earlier, giveWayTo: hours)
    var response = SetWorkingHoursResponse()
    response.changes = steps.changes
    response.hours = hours
    if request.dryRun { return response }
    if hours.id.isEmpty {
      hours.id = writer.newID()
    } else {
      try hours.id.checkClientMade("hours.id")
      if try reader.hasWorkingHours(hours.id) { throw .idTaken("hours.id") }
    }
    try steps.run(&writer)
    hours.version = 1
    hours.createTime = Timestamp(microseconds: writer.now.microseconds)
    hours.updateTime = hours.createTime
    try writer.insert(hours)
    writer.changed(FeedEntity.workingTime, hours.id, version: 1)
    response.hours = hours
    return response
  }

  @Sendable
  func endWorkingHours(
    _ request: EndWorkingHoursRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> WorkingHours {
    guard let day = request.validTo else { throw .required("valid_to") }
    try day.checkDay("valid_to")
    var hours = try writer.reader.workingHours(request.id, "id")
    try writer.reader.checkHolder(of: hours, caller, "id")
    try Status.check(version: request.version, stored: hours.version)
    if let end = hours.validTo, end.number <= day.number { return hours }
    hours.version += 1
    hours.updateTime = Timestamp(microseconds: writer.now.microseconds)
    if day.number <= hours.validFrom?.number ?? Period.beginning {
      try writer.deleteWorkingHours(hours.id)
      writer.changed(FeedEntity.workingTime, hours.id, version: hours.version)
      return hours
    }
    hours.validTo = day
    try writer.update(hours)
    writer.changed(
      FeedEntity.workingTime, hours.id, version: hours.version, fields: "valid_to")
    return hours
  }

  @Sendable
  func workingHours(
    _ request: GetWorkingHoursRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> WorkingHours {
    try reader.workingHours(request.id, "id")
  }

  @Sendable
  func listWorkingHours(
    _ request: ListWorkingHoursRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListWorkingHoursResponse {
    try request.asOf?.checkDay("as_of")
    let page = try context.pages.page(request, caller)
    let rows = try reader.workingHours(request, page)
    var response = ListWorkingHoursResponse()
    response.hours = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

/// What becomes of hours when others take their days: they end earlier, begin later, are split, or go.
struct HoursSteps {
  private enum Step {
    case delete(WorkingHours)
    case update(WorkingHours, field: String)
    case insert(WorkingHours)
  }

  private var steps: [Step] = []
  private(set) var changes: [ConfigChange] = []

  init(making earlier: [WorkingHours], giveWayTo new: WorkingHours) {
    let (from, to) = (
      new.validFrom?.number ?? Period.beginning, new.validTo?.number ?? Period.end
    )
    for old in earlier {
      let begins = old.validFrom?.number ?? Period.beginning
      let ends = old.validTo?.number ?? Period.end
      var tail = old
      tail.validFrom = new.validTo
      if begins < from {
        var head = old
        head.validTo = new.validFrom
        steps.append(.update(head, field: "valid_to"))
        changes += ConfigDiff.changes(of: old.title, from: old.content, to: head.content)
        if ends > to {
          steps.append(.insert(tail))
          changes += ConfigDiff.changes(of: tail.title, from: nil, to: tail.content)
        }
      } else if ends > to {
        steps.append(.update(tail, field: "valid_from"))
        changes += ConfigDiff.changes(of: old.title, from: old.content, to: tail.content)
      } else {
        steps.append(.delete(old))
        changes += ConfigDiff.changes(of: old.title, from: old.content, to: nil)
      }
    }
    changes += ConfigDiff.changes(of: new.title, from: nil, to: new.content)
  }

  func run(_ writer: inout Writer) throws(Status) {
    for step in steps {
      switch step {
      case .delete(let hours):
        try writer.deleteWorkingHours(hours.id)
        writer.changed(FeedEntity.workingTime, hours.id, version: hours.version + 1)
      case .update(var hours, let field):
        hours.version += 1
        hours.updateTime = Timestamp(microseconds: writer.now.microseconds)
        try writer.update(hours)
        writer.changed(
          FeedEntity.workingTime, hours.id, version: hours.version, fields: field)
      case .insert(var hours):
        hours.id = writer.newID()
        hours.version = 1
        hours.createTime = Timestamp(microseconds: writer.now.microseconds)
        hours.updateTime = hours.createTime
        try writer.insert(hours)
        writer.changed(FeedEntity.workingTime, hours.id, version: 1)
      }
    }
  }
}

extension WorkingHours {
  /// What people call them among those of one holder.
  fileprivate var title: String { validFrom.map { "from \($0.number)" } ?? "since ever" }
}

extension Writer {
  fileprivate func lockHours(of holder: HoursHolder) throws(Status) {
    switch holder {
    case .staff(let id): try lock(.staff(id))
    // A lock is a number: an office's key is as good as a person's.
    case .office(let id): try lock(.staff(StaffID(high: id.high, low: id.low)))
    case .agency: try lock(.staff(StaffID()))
    }
  }
}

extension Reader {
  func hasWorkingHours(_ id: WorkingTimeID) throws(Status) -> Bool {
    try first("SELECT 1 FROM working_hours WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Refuses hours of nobody, and of those out of the caller's reach.
  fileprivate func checkHolder(
    of hours: WorkingHours, _ caller: Caller, _ field: String
  ) throws(Status) {
    switch HoursHolder(hours) {
    case .staff(let id):
      guard try hasStaff(id) else {
        throw .referenceMissing("\(field).staff_id", "member of staff")
      }
      try checkStaffReach(id, caller, field == "id" ? field : "\(field).staff_id")
    case .office(let id):
      try checkCalendar(of: id, caller, field == "id" ? field : "\(field).office_id")
    case .agency:
      try checkCalendar(of: UnitID(), caller, field == "id" ? field : "\(field).office_id")
    }
  }

  /// Refuses to change the calendar of an office that does not exist or is out of reach, and the whole agency's unless
  /// the caller sees all of it.
  func checkCalendar(of office: UnitID, _ caller: Caller, _ field: String) throws(Status) {
    try checkUnit(office, field)
    if case .all = caller.scope { return }
    guard !office.isEmpty, caller.reaches(unit: office) else {
      throw Status(
        .permissionDenied, "\(field): the calendar is not within your scope",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
    }
  }
}
