import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Resource {
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    kind = row.enumeration(2)
    name = row.text(3)
    officeID = row.id(4)
    seats = Int32(truncatingIfNeeded: row.integer(5))
    retired = row.bool(6)
    createTime = row.time(7)
    updateTime = row.time(8)
  }
}

extension Reader {
  func resource(_ id: ResourceID) throws(Status) -> Resource? {
    try first("SELECT resource.* FROM resource WHERE id = $1", .id(id)) { Resource($0) }
  }

  /// Refuses a name that another resource of the office has.
  fileprivate func checkName(of resource: Resource) throws(Status) {
    let owner = try first(
      "SELECT id FROM resource WHERE office = $1 AND name = $2", .id(resource.officeID),
      .text(resource.name)
    ) { $0.id(0, of: ResourceID.self) }
    if let owner, owner != resource.id { throw .nameTaken("resource.name") }
  }
}

extension VisitService {
  @Sendable
  func createResource(
    _ request: CreateResourceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Resource {
    guard var resource = request.resource else { throw .required("resource") }
    let reader = writer.reader
    try inside("resource") { () throws(Status) in
      try resource.check()
      if !resource.id.isEmpty {
        try resource.id.checkClientMade("id")
        if try reader.resource(resource.id) != nil { throw .idTaken("id") }
        // Claims know staff and resources by one key.
        if try reader.hasStaff(HolderID(resource.id).staff) { throw .idTaken("id") }
      }
      try reader.checkUnit(resource.officeID, "office_id")
      try reader.checkOffice(resource.officeID, caller, "office_id")
    }
    if resource.id.isEmpty { resource.id = writer.newID() }
    try reader.checkName(of: resource)
    resource.version = 1
    resource.createTime = Timestamp(microseconds: writer.now.microseconds)
    resource.updateTime = resource.createTime
    try writer.execute(
      "INSERT INTO resource VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", .id(resource.id),
      .integer(1), .enumeration(resource.kind), .text(resource.name), .id(resource.officeID),
      .integer(Int64(resource.seats)), .bool(resource.retired), .time(resource.createTime),
      .time(resource.updateTime))
    writer.changed(FeedEntity.resource, resource.id, version: 1)
    return resource
  }

  @Sendable
  func getResource(
    _ request: GetResourceRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Resource {
    try reader.resource(request.id, field: "id")
  }

  @Sendable
  func updateResource(
    _ request: UpdateResourceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Resource {
    guard let patch = request.resource else { throw .required("resource") }
    let reader = writer.reader
    let stored = try reader.resource(patch.id, field: "resource.id")
    try reader.checkOffice(stored.officeID, caller, "resource.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Resource.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var resource = update.result
    try inside("resource") { () throws(Status) in try resource.check() }
    try reader.checkName(of: resource)
    resource.version = stored.version + 1
    resource.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.execute(
      """
      UPDATE resource SET version = $2, name = $3, seats = $4, retired = $5, updated_at = $6
      WHERE id = $1
      """, .id(resource.id), .integer(resource.version), .text(resource.name),
      .integer(Int64(resource.seats)), .bool(resource.retired), .time(resource.updateTime))
    writer.changed(
      FeedEntity.resource, resource.id, version: resource.version, fields: update.names)
    return resource
  }

  @Sendable
  func resources(
    _ request: ListResourcesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListResourcesResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<Resource>(page)
    var query = ListQuery("id", after: page.afterID(ResourceID.self))
    query.add("office", request.officeID)
    if request.kind.rawValue != 0 { query.add("kind = ?", .enumeration(request.kind)) }
    if !request.includeRetired { query.add("retired = ?", .integer(0)) }
    try reader.each(
      SQL(built: "SELECT resource.* FROM resource WHERE \(query.text) ORDER BY id"),
      query.arguments
    ) { (row) throws(Status) in
      let resource = Resource(row)
      return rows.add(resource, at: resource.id.position)
    }
    var response = ListResourcesResponse()
    response.resources = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Reader {
  fileprivate func resource(_ id: ResourceID, field: String) throws(Status) -> Resource {
    if id.isEmpty { throw .required(field) }
    guard let resource = try resource(id) else {
      throw Status.notFound(field, "there is no such resource").with("entity", "resource")
    }
    return resource
  }
}
