import ArgumentParser
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm schema`: the fields that the agency declared itself.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show or change the schema of extension fields.",
    discussion: """
      EXAMPLES
        pcrm schema get
        pcrm schema put --mapping telco-mapping.yaml
      """,
    subcommands: [SchemaGet.self, SchemaPut.self])

  /// The newest schema; nil when the agency declared nothing yet.
  static func newest(
    _ server: Server, orNoneWhenRefused: Bool = false
  ) async throws(Status) -> ExtensionSchema? {
    do {
      return try await server.call(
        "pcrm.v1.AdminService/GetExtensionSchema", GetExtensionSchemaRequest())
    } catch {
      if error.code == .notFound { return nil }
      if orNoneWhenRefused && error.code == .permissionDenied { return nil }
      throw error
    }
  }

  /// Stores the next version of the schema.
  static func put(
    _ fields: [ExtensionField], after version: Int64, note: String, _ server: Server
  ) async throws(Status) -> ExtensionSchema {
    var request = PutExtensionSchemaRequest()
    request.requestID = .new()
    var schema = ExtensionSchema()
    schema.version = version
    schema.note = note
    schema.fields = fields
    request.schema = schema
    return try await server.call("pcrm.v1.AdminService/PutExtensionSchema", request)
  }

  static let columns: [Column<ExtensionField>] = [
    Column("NAME") { $0.name },
    Column("TYPE") { $0.type.word },
    Column("REQUIRED") { $0.required ? "yes" : "" },
    Column("TITLE") { $0.title },
    Column("CHOICES") { $0.choices.joined(separator: "; ") },
  ]

  static func show(_ schema: ExtensionSchema, _ server: Server) throws {
    switch server.output {
    case .json, .ndjson: try Console.print(schema.json(pretty: server.output == .json))
    case .csv, .table:
      var listing = Listing<ExtensionField>(server.output, columns)
      for field in schema.fields { try listing.add(field) }
      try listing.end()
    }
  }
}

/// `pcrm schema get`.
struct SchemaGet: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Show the fields of the newest schema, or of an older version.",
    discussion: """
      EXAMPLES
        pcrm schema get
        pcrm schema get --version 1 --output json
      """)

  @Option(help: ArgumentHelp("Which; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetExtensionSchemaRequest()
    request.version = version
    let schema: ExtensionSchema = try await server.call(
      "pcrm.v1.AdminService/GetExtensionSchema", request)
    try SchemaCommand.show(schema, server)
  }
}

/// `pcrm schema put`.
struct SchemaPut: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "put",
    abstract: "Store a new version of the schema.",
    discussion: """
      With --mapping, the fields that the mapping declares are added to those that are there. \
      With a JSON file, the file holds the whole new version, as `schema get --output json` \
      prints it.

      EXAMPLES
        pcrm schema put --mapping telco-mapping.yaml
        pcrm schema put schema.json
      """)

  @Argument(help: "A file with an ExtensionSchema in JSON.")
  var file: String?

  @Option(help: ArgumentHelp("A mapping whose extension fields to add.", valueName: "file"))
  var mapping: String?

  @Option(help: "Why it is changed.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (file == nil) == (mapping == nil) {
      throw ValidationError("give either a JSON file or --mapping")
    }
  }

  func run(_ server: Server) async throws {
    let newest = try await SchemaCommand.newest(server)
    let version = newest?.version ?? 0
    if let mapping {
      let gap = SchemaGap(
        between: try MappingFile.read(mapping).extensionFields, and: newest?.fields ?? [])
      try gap.refuseContradictions()
      guard !gap.isEmpty else {
        Console.note("the schema has all of these fields already")
        return try newest.map { try SchemaCommand.show($0, server) } ?? ()
      }
      let stored = try await SchemaCommand.put(gap.filled, after: version, note: note, server)
      return try SchemaCommand.show(stored, server)
    }
    let path = file ?? ""
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure.usage("\(path): cannot be read")
    }
    do {
      let schema = try ExtensionSchema(json: text)
      let stored = try await SchemaCommand.put(
        schema.fields, after: version, note: note.isEmpty ? schema.note : note, server)
      try SchemaCommand.show(stored, server)
    } catch let failure as DecodingFailure {
      throw CommandFailure.usage("\(path): \(failure)")
    }
  }
}
