import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension OrganisationService {
  @Sendable
  func createStaff(
    _ request: CreateStaffRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Staff {
    guard var staff = request.staff else { throw .required("staff") }
    try staff.check()
    if staff.id.isEmpty {
      staff.id = writer.newID()
    } else if try writer.reader.hasStaff(staff.id) {
      throw .idTaken("staff.id")
    }
    try writer.reader.checkReferences(of: staff)
    staff.version = 1
    staff.createTime = writer.now
    staff.updateTime = writer.now
    try writer.insert(staff)
    writer.changed(FeedEntity.staff, staff.id, version: staff.version)
    return staff
  }

  @Sendable
  func staff(
    _ request: GetStaffRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Staff {
    try reader.staff(request.id, field: "id").shown(to: caller)
  }

  @Sendable
  func staffList(
    _ request: ListStaffRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListStaffResponse {
    try request.asOf?.checkDay("as_of")
    try request.jobGroup.checkKnown("job_group")
    let page = try context.pages.page(request, caller)
    let rows = try reader.staffList(request, page)
    var response = ListStaffResponse()
    response.staff = rows.items.map { $0.shown(to: caller) }
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateStaff(
    _ request: UpdateStaffRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Staff {
    guard let patch = request.staff else { throw .required("staff") }
    let stored = try writer.reader.staff(patch.id, field: "staff.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Staff.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var staff = update.result
    try staff.check()
    try writer.reader.checkReferences(of: staff)
    staff.version = stored.version + 1
    staff.updateTime = writer.now
    try writer.update(staff)
    // The office of a member of staff is the scope of the principals that stand for it.
    context.access.changed()
    writer.changed(FeedEntity.staff, staff.id, version: staff.version, fields: update.names)
    return staff
  }
}

extension Staff {
  /// The member of staff as a caller may see it: where somebody lives is the affair of those who plan ways from there,
  /// of those who write it down, and of the person; the address at work is that of the last two.
  fileprivate func shown(to caller: Caller) -> Staff {
    let isSelf = !caller.staff.isEmpty && caller.staff == id
    if isSelf || caller.permissions.contains(.editOrganisation) { return self }
    var shown = self
    shown.email = ""
    if !caller.permissions.contains(.assign) { shown.homeCoordinates = nil }
    return shown
  }
}
