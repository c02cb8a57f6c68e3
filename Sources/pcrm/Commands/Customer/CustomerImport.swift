import ArgumentParser
import Import
import PCRMCore
import PCRMModel

/// `pcrm customer import`.
struct CustomerImport: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Create or update customers from a CSV file or a file of vCards.",
    discussion: """
      Rows find their customer again by an external id, so the same file can be imported again \
      at any time: after an interruption, what is there already counts as unchanged, and nothing \
      comes twice. Rejected rows go to FILE.rejected.csv with line, field and reason. How to \
      write a mapping stands in docs/importing.md.

      EXAMPLES
        pcrm customer import customers.csv --mapping mapping.yaml --dry-run
        pcrm customer import customers.csv --mapping mapping.yaml --create-schema
        pcrm customer import contacts.vcf
      """)

  @Argument(help: "The file: .vcf or .vcard for cards, anything else is delimited text.")
  var file: String

  @Option(
    help: ArgumentHelp("What the columns mean; needed for delimited text.", valueName: "file"))
  var mapping: String?

  @Option(help: ArgumentHelp("utf-8 or cp949, instead of finding it out.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Let the server check every row, and store nothing.")
  var dryRun = false

  @Flag(help: "Add the mapping's extension fields to the server's schema if it lacks them.")
  var createSchema = false

  @Option(
    help: ArgumentHelp("Where rejected rows go, instead of FILE.rejected.csv.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("Rows a call, 1 to 1000.", valueName: "rows"))
  var batchSize = 500

  @Option(help: ArgumentHelp("Calls at a time, 1 to 32.", valueName: "calls"))
  var inFlight = 4

  @OptionGroup var global: GlobalOptions

  private var isCards: Bool {
    let name = file.lowercased()
    return name.hasSuffix(".vcf") || name.hasSuffix(".vcard")
  }

  func validate() throws {
    if !isCards && mapping == nil {
      throw ValidationError("--mapping is missing; it tells what the columns of \(file) mean")
    }
    if isCards && mapping != nil {
      throw ValidationError("--mapping is for delimited text; vCards need none")
    }
    if !(1...1000).contains(batchSize) {
      throw ValidationError("--batch-size is \(batchSize); it must be from 1 to 1000")
    }
    if !(1...32).contains(inFlight) {
      throw ValidationError("--in-flight is \(inFlight); it must be from 1 to 32")
    }
  }

  func run(_ server: Server) async throws {
    let (source, fields) = try open()
    if !fields.isEmpty { try await prepareSchema(fields, server) }
    let bulk = BulkImport(
      server: server, validateOnly: dryRun, batchSize: batchSize, inFlight: inFlight,
      bytes: try FileBytes(path: file).size)
    let rejections = RejectionReport(path: report ?? RejectionReport.path(beside: file))
    let summary = try await bulk.run(source, rejections)
    try summary.print(server.output)
    try Console.flush()
    if summary.rejected > 0 {
      throw CommandFailure(
        code: 1,
        message: "\(summary.rejected) of \(summary.read) records were rejected; "
          + "see \(rejections.path)")
    }
  }

  /// The file's records, and the extension fields that they fill.
  private func open() throws(any Error) -> (any ImportSource, [ExtensionField]) {
    var forced: TextEncoding?
    if let encoding, encoding != "auto" {
      guard let known = TextEncoding(name: encoding) else {
        throw CommandFailure.usage("--encoding is \(encoding); it must be utf-8, cp949 or auto")
      }
      forced = known
    }
    guard let mapping else {
      return (try CardImport(path: file, encoding: forced ?? .cp949), [])
    }
    var rules = try MappingFile.read(mapping)
    rules.encoding = forced ?? rules.encoding
    return (try CSVImport(path: file, mapping: rules), rules.extensionFields)
  }

  /// Makes sure that the server knows the extension fields, before the first row is sent.
  private func prepareSchema(_ fields: [ExtensionField], _ server: Server) async throws {
    let schema = try await SchemaCommand.newest(server)
    let gap = SchemaGap(between: fields, and: schema?.fields ?? [])
    try gap.refuseContradictions()
    if gap.isEmpty { return }
    guard createSchema && !dryRun else { throw gap.complaint }
    let stored = try await SchemaCommand.put(
      gap.filled, after: schema?.version ?? 0, note: "for an import", server)
    Console.note("extension schema version \(stored.version): \(stored.fields.count) fields")
  }
}
