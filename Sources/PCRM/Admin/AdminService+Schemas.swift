import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AdminService {
  @Sendable
  func putSchema(
    _ request: PutExtensionSchemaRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ExtensionSchema {
    guard let asked = request.schema else { throw .required("schema") }
    let newest = try writer.reader.newestExtensionSchemaVersion()
    try Status.check(version: asked.version, stored: newest)
    try asked.check(after: try writer.reader.allExtensionSchemas())
    var schema = asked
    schema.version = newest + 1
    schema.createTime = writer.now
    schema.createdBy = caller.principal
    try writer.insert(schema)
    writer.changed(
      FeedEntity.extensionSchema, FeedKey.version(schema.version), version: schema.version,
      fields: schema.version == 1 ? "" : "fields")
    return schema
  }

  @Sendable
  func schema(
    _ request: GetExtensionSchemaRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ExtensionSchema {
    let found =
      request.version == 0
      ? try reader.newestExtensionSchema()
      : try reader.extensionSchema(version: request.version)
    guard let found else { throw .notFound("version", "there is no such version of the schema") }
    return found
  }

  @Sendable
  func schemas(
    _ request: ListExtensionSchemasRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListExtensionSchemasResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.extensionSchemas(page)
    var response = ListExtensionSchemasResponse()
    response.schemas = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
