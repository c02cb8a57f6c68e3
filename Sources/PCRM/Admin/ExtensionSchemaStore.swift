import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The newest version of the schema, which writes are checked against; nil while there is none.
  func newestExtensionSchema() throws(Status) -> ExtensionSchema? {
    try first(
      """
      SELECT version, note, created_at, created_by, fields FROM extension_schema
      ORDER BY version DESC LIMIT 1
      """
    ) { (row) throws(Status) in try ExtensionSchema(row) }
  }

  /// The newest version's number; 0 while there is none.
  func newestExtensionSchemaVersion() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(version), 0) FROM extension_schema") { $0.integer(0) } ?? 0
  }

  func extensionSchema(version: Int64) throws(Status) -> ExtensionSchema? {
    try first(
      """
      SELECT version, note, created_at, created_by, fields FROM extension_schema
      WHERE version = $1
      """, .integer(version)
    ) { (row) throws(Status) in try ExtensionSchema(row) }
  }

  /// All versions, oldest first.
  func allExtensionSchemas() throws(Status) -> [ExtensionSchema] {
    try all(
      """
      SELECT version, note, created_at, created_by, fields FROM extension_schema
      ORDER BY version
      """
    ) { (row) throws(Status) in try ExtensionSchema(row) }
  }

  /// One page of the versions, newest first.
  func extensionSchemas(_ page: Page) throws(Status) -> PageBuilder<ExtensionSchema> {
    var rows = PageBuilder<ExtensionSchema>(page)
    try each(
      """
      SELECT version, note, created_at, created_by, fields FROM extension_schema
      WHERE version < $1 ORDER BY version DESC LIMIT $2
      """, [.integer(page.afterNumber ?? .max), .integer(Int64(page.size) + 1)]
    ) { (row) throws(Status) in
      let schema = try ExtensionSchema(row)
      return rows.add(schema, at: schema.version.position)
    }
    return rows
  }
}

extension Writer {
  func insert(_ schema: ExtensionSchema) throws(Status) {
    var fields = ExtensionSchema()
    fields.fields = schema.fields
    try execute(
      """
      INSERT INTO extension_schema (version, note, created_at, created_by, fields)
      VALUES ($1, $2, $3, $4, $5)
      """, .integer(schema.version), .text(schema.note), .time(schema.createTime),
      .id(schema.createdBy), .blob(fields.binary()))
  }
}

extension ExtensionSchema {
  /// Reads the columns that every statement here selects, in their order; the fields stand as a message.
  fileprivate init(_ row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try ExtensionSchema(binary: row.raw(4))
    } catch {
      throw .internalError
    }
    version = row.integer(0)
    note = row.text(1)
    createTime = row.time(2)
    createdBy = row.id(3)
  }
}
