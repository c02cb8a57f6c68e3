import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A visit's row, column by column, as `SELECT visit.*` gives it: columns are only ever added at the end.
enum VisitRow {
  static let customer = 0
  static let id = 1
  static let version = 2
  static let state = 3
  static let staff = 4
  static let office = 5
  static let purpose = 6
  static let caseID = 7
  static let touchpoint = 8
  static let startsAt = 9
  static let endsAt = 10
  static let pinned = 11
  static let previous = 12
  static let next = 13
  static let series = 14
  static let occurrence = 15
  static let plan = 16
  static let holdUntil = 17
  static let doneAt = 18
  static let createdAt = 19
  static let updatedAt = 20
  static let attempts = 21
  static let relationship = 22
  static let triedAt = 23
  static let metAt = 24
  static let chainNumber = 25
  static let latitude = 26
  static let longitude = 27
  static let parts = 28
  /// How many columns there are. Statements that check reach select the customer's office and worker after them.
  static let count = 29

  /// Whether the row, with its customer's office and worker after it, is within the caller's reach: by its customer, by
  /// the office that it counts for, or because the caller goes.
  static func isReached(_ row: any Row, by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    if !caller.staff.isEmpty && row.id(staff) == caller.staff { return true }
    if caller.reaches(row.id(customer), office: row.id(count), worker: row.id(count + 1)) {
      return true
    }
    guard case .offices(let offices) = caller.scope else { return false }
    return offices.contains(row.id(office))
  }

  /// Writes the row as the fields of a `Visit`, byte for byte what the document's own encoding is.
  static func encode(_ row: any Row, into wire: inout BinaryEncoder) {
    wire.text(1, row.id(id, of: VisitID.self))
    wire.int64(2, row.integer(version))
    wire.text(3, row.id(customer, of: CustomerID.self))
    wire.int64(4, row.integer(state))
    wire.text(5, row.id(staff, of: StaffID.self))
    wire.text(6, row.id(office, of: UnitID.self))
    wire.string(7, row.raw(purpose))
    wire.text(8, row.id(caseID, of: CaseID.self))
    wire.text(9, row.id(touchpoint, of: TouchpointID.self))
    encode(time: startsAt, of: row, 10, into: &wire)
    encode(time: endsAt, of: row, 11, into: &wire)
    wire.bool(12, row.bool(pinned))
    wire.text(13, row.id(previous, of: VisitID.self))
    wire.text(14, row.id(next, of: VisitID.self))
    wire.text(15, row.id(series, of: SeriesID.self))
    encode(time: occurrence, of: row, 16, into: &wire)
    wire.text(17, row.id(plan, of: VisitPlanID.self))
    encode(time: holdUntil, of: row, 18, into: &wire)
    encode(time: doneAt, of: row, 19, into: &wire)
    encode(time: createdAt, of: row, 20, into: &wire)
    encode(time: updatedAt, of: row, 21, into: &wire)
    wire.int64(22, row.integer(attempts))
    wire.int64(23, row.integer(relationship))
    encode(time: triedAt, of: row, 24, into: &wire)
    encode(time: metAt, of: row, 25, into: &wire)
    wire.int64(26, row.integer(chainNumber))
    if let place = row.coordinates(latitude) {
      wire.message(32) { wire in place.binary().withUnsafeBytes { wire.raw($0) } }
    }
    wire.raw(row.raw(parts))
  }

  private static func encode(
    time column: Int, of row: any Row, _ number: Int, into wire: inout BinaryEncoder
  ) {
    guard let time = row.timeOrNil(column) else { return }
    wire.message(number) { wire in
      wire.int64(1, time.seconds)
      wire.int64(2, Int64(time.nanos))
    }
  }

  /// Makes the document of the row.
  static func document(_ row: any Row) throws(Status) -> Visit {
    var document = Visit()
    document.id = row.id(id)
    document.version = row.integer(version)
    document.customerID = row.id(customer)
    document.state = row.enumeration(state)
    document.staffID = row.id(staff)
    document.officeID = row.id(office)
    document.purpose = row.text(purpose)
    document.caseID = row.id(caseID)
    document.touchpointID = row.id(touchpoint)
    document.startTime = row.time(startsAt)
    document.endTime = row.time(endsAt)
    document.pinned = row.bool(pinned)
    document.previousID = row.id(previous)
    document.nextID = row.id(next)
    document.seriesID = row.id(series)
    document.occurrenceTime = row.timeOrNil(occurrence)
    document.planID = row.id(plan)
    document.holdUntil = row.timeOrNil(holdUntil)
    document.closeTime = row.timeOrNil(doneAt)
    document.createTime = row.time(createdAt)
    document.updateTime = row.time(updatedAt)
    document.attempts = Int32(truncatingIfNeeded: row.integer(attempts))
    document.relationship = row.enumeration(relationship)
    document.tryTime = row.timeOrNil(triedAt)
    document.meetTime = row.timeOrNil(metAt)
    document.chainNumber = Int32(truncatingIfNeeded: row.integer(chainNumber))
    document.coordinates = row.coordinates(latitude)
    do throws(DecodingFailure) {
      try document.merge(binary: row.raw(parts))
    } catch {
      throw .internalError
    }
    return document
  }

  /// The row of a document, in the order of the columns.
  static func values(_ visit: Visit) -> [Value] {
    [
      .id(visit.customerID), .id(visit.id), .integer(visit.version), .enumeration(visit.state),
      .id(visit.staffID), .id(visit.officeID), .text(visit.purpose), .id(visit.caseID),
      .id(visit.touchpointID), .time(visit.startTime), .time(visit.endTime), .bool(visit.pinned),
      .id(visit.previousID), .id(visit.nextID), .id(visit.seriesID), .time(visit.occurrenceTime),
      .id(visit.planID), .time(visit.holdUntil), .time(visit.closeTime), .time(visit.createTime),
      .time(visit.updateTime), .integer(Int64(visit.attempts)), .enumeration(visit.relationship),
      .time(visit.tryTime), .time(visit.meetTime), .integer(Int64(visit.chainNumber)),
      .latitude(visit.coordinates), .longitude(visit.coordinates), .blob(visit.partsBinary),
    ]
  }
}

extension Visit {
  /// The fields without a column of their own, 33 and up, in wire form.
  var partsBinary: [UInt8] {
    var parts = Visit()
    parts.place = place
    parts.customerWindow = customerWindow
    parts.arrivalWindow = arrivalWindow
    parts.participants = participants
    parts.resourceIDs = resourceIDs
    parts.setOutTime = setOutTime
    parts.checkIn = checkIn
    parts.finishTime = finishTime
    parts.closeReason = closeReason
    parts.note = note
    parts.outsideHours = outsideHours
    return parts.binary()
  }
}
