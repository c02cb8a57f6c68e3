import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension OrganisationService {
  @Sendable
  func createUnit(
    _ request: CreateUnitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Unit {
    guard var unit = request.unit?.normalised() else { throw .required("unit") }
    try unit.check()
    if unit.id.isEmpty {
      unit.id = writer.newID()
    } else if try writer.reader.hasUnit(unit.id) {
      throw .idTaken("unit.id")
    }
    try writer.reader.checkFree(code: unit.code, for: unit.id)
    unit.version = 1
    unit.createTime = writer.now
    unit.updateTime = writer.now
    unit.placements = []
    if !request.parentID.isEmpty {
      if request.parentID == unit.id { throw Self.cycle }
      try writer.reader.checkParent(request.parentID, from: unit.validFrom)
      var placement = Placement()
      placement.parentID = request.parentID
      placement.validFrom = unit.validFrom
      unit.placements = [placement]
    }
    try writer.insert(unit)
    context.access.changed()
    writer.changed(FeedEntity.unit, unit.id, version: unit.version)
    return unit
  }

  @Sendable
  func unit(
    _ request: GetUnitRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Unit {
    try reader.unit(request.id, field: "id")
  }

  @Sendable
  func units(
    _ request: ListUnitsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListUnitsResponse {
    try request.asOf?.checkDay("as_of")
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    let rows = try reader.units(request, page)
    var response = ListUnitsResponse()
    response.units = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateUnit(
    _ request: UpdateUnitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Unit {
    guard let patch = request.unit else { throw .required("unit") }
    let stored = try writer.reader.unit(patch.id, field: "unit.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Unit.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var unit = update.result.normalised()
    try unit.check()
    try writer.reader.checkFree(code: unit.code, for: unit.id)
    unit.version = stored.version + 1
    unit.updateTime = writer.now
    try writer.update(unit)
    context.access.changed()
    writer.changed(FeedEntity.unit, unit.id, version: unit.version, fields: update.names)
    return unit
  }

  @Sendable
  func moveUnit(
    _ request: MoveUnitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Unit {
    guard let day = request.validFrom else { throw .required("valid_from") }
    try day.checkDay("valid_from")
    let stored = try writer.reader.unit(request.id, field: "id")
    try Status.check(version: request.version, stored: stored.version)
    if !request.parentID.isEmpty {
      try writer.reader.checkParent(request.parentID, from: day)
      if try writer.reader.isBelow(request.parentID, stored.id, from: day) { throw Self.cycle }
    }
    var unit = stored
    unit.placements = stored.placements.moved(under: request.parentID, from: day)
    if unit.placements == stored.placements { return stored }
    unit.version = stored.version + 1
    unit.updateTime = writer.now
    try writer.update(unit)
    try writer.replacePlacements(of: unit)
    context.access.changed()
    writer.changed(FeedEntity.unit, unit.id, version: unit.version, fields: "placements")
    return unit
  }

  @Sendable
  func tree(
    _ request: GetTreeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetTreeResponse {
    try request.asOf?.checkDay("as_of")
    let day = request.asOf ?? BusinessDay.today(reader.now)
    var response = GetTreeResponse()
    response.nodes = UnitTree.ordered(try reader.treeNodes(on: day), root: request.rootID)
    if !request.rootID.isEmpty && response.nodes.isEmpty {
      throw .notFound("root_id", "there is no such unit on that day")
    }
    return response
  }

  private static let cycle = Status.precondition(
    "TREE_CYCLE", "parent_id", "is the unit itself, or stands below it then")
}
