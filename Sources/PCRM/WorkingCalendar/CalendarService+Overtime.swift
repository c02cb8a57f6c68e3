import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Overtime {
  static let columns = "id, version, staff, from_at, to_at, reason, created_at"

  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    staffID = row.id(2)
    startTime = row.time(3)
    endTime = row.time(4)
    reason = row.text(5)
    createTime = row.time(6)
  }
}

extension Reader {
  func overtime(_ id: WorkingTimeID) throws(Status) -> Overtime? {
    try first(
      SQL(built: "SELECT \(Overtime.columns) FROM overtime WHERE id = $1"), .id(id)
    ) { Overtime($0) }
  }

  /// One page of overtime, in the order of the ids.
  func overtime(
    _ request: ListOvertimeRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Overtime> {
    var rows = PageBuilder<Overtime>(page)
    var query = ListQuery("id", after: page.afterID(WorkingTimeID.self))
    query.add("staff", request.staffID)
    if let time = request.fromTime { query.add("to_at > ?", .time(time)) }
    if let time = request.beforeTime { query.add("from_at < ?", .time(time)) }
    try each(
      SQL(built: "SELECT \(Overtime.columns) FROM overtime WHERE \(query.text) ORDER BY id"),
      query.arguments
    ) { (row) throws(Status) in
      let overtime = Overtime(row)
      return rows.add(overtime, at: overtime.id.position)
    }
    return rows
  }
}

extension CalendarService {
  @Sendable
  func addOvertime(
    _ request: AddOvertimeRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Overtime {
    guard var overtime = request.overtime else { throw .required("overtime") }
    try overtime.check()
    let reader = writer.reader
    guard try reader.hasStaff(overtime.staffID) else {
      throw .referenceMissing("overtime.staff_id", "member of staff")
    }
    try reader.checkStaffReach(overtime.staffID, caller, "overtime.staff_id")
    if overtime.id.isEmpty {
      overtime.id = writer.newID()
    } else {
      try overtime.id.checkClientMade("overtime.id")
      if try reader.overtime(overtime.id) != nil { throw .idTaken("overtime.id") }
    }
    overtime.version = 1
    overtime.startTime = overtime.startTime.map { Timestamp(microseconds: $0.microseconds) }
    overtime.endTime = overtime.endTime.map { Timestamp(microseconds: $0.microseconds) }
    overtime.createTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.execute(
      "INSERT INTO overtime VALUES ($1, $2, $3, $4, $5, $6, $7)", .id(overtime.id), .integer(1),
      .id(overtime.staffID), .time(overtime.startTime), .time(overtime.endTime),
      .text(overtime.reason), .time(overtime.createTime))
    writer.changed(FeedEntity.workingTime, overtime.id, version: 1)
    return overtime
  }

  @Sendable
  func deleteOvertime(
    _ request: DeleteOvertimeRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Overtime {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try writer.reader.overtime(request.id) else {
      throw .notFound("id", "there is no such overtime")
    }
    try writer.reader.checkStaffReach(stored.staffID, caller, "id")
    try Status.check(version: request.version, stored: stored.version)
    try writer.execute("DELETE FROM overtime WHERE id = $1", .id(stored.id))
    writer.changed(FeedEntity.workingTime, stored.id, version: stored.version + 1)
    return stored
  }

  @Sendable
  func listOvertime(
    _ request: ListOvertimeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListOvertimeResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.overtime(request, page)
    var response = ListOvertimeResponse()
    response.overtime = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
