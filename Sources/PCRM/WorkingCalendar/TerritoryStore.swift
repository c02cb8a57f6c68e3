import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The territory of a member of staff; one without parts where none was set.
  func territory(of staff: StaffID) throws(Status) -> Territory {
    let found = try first("SELECT document FROM territory WHERE staff = $1", .id(staff)) {
      (row) throws(Status) in try Territory(stored: row)
    }
    if let found { return found }
    var none = Territory()
    none.staffID = staff
    return none
  }
}

extension Territory {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Territory(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

extension CalendarService {
  @Sendable
  func setTerritory(
    _ request: SetTerritoryRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Territory {
    guard var territory = request.territory else { throw .required("territory") }
    try territory.check()
    let reader = writer.reader
    guard try reader.hasStaff(territory.staffID) else {
      throw .notFound("territory.staff_id", "there is no such member of staff")
    }
    try reader.checkStaffReach(territory.staffID, caller, "territory.staff_id")
    let stored = try reader.territory(of: territory.staffID)
    try Status.check(version: territory.version, stored: stored.version)
    territory.version = stored.version
    if territory == stored { return stored }
    territory.version = stored.version + 1
    try writer.execute(
      """
      INSERT INTO territory (staff, version, document) VALUES ($1, $2, $3)
      ON CONFLICT (staff) DO UPDATE
      SET version = excluded.version, document = excluded.document
      """, .id(territory.staffID), .integer(territory.version), .blob(territory.binary()))
    writer.changed(
      FeedEntity.workingTime, territory.staffID, version: territory.version, fields: "territory")
    return territory
  }

  @Sendable
  func territory(
    _ request: GetTerritoryRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Territory {
    if request.staffID.isEmpty { throw .required("staff_id") }
    guard try reader.hasStaff(request.staffID) else {
      throw .notFound("staff_id", "there is no such member of staff")
    }
    return try reader.territory(of: request.staffID)
  }
}
