import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A document of configuration that is applied as a whole; its versions are kept in a table of their own.
protocol VersionedDocument: Message {
  /// The table's name.
  static var table: String { get }
  /// What holds before the first is applied.
  static var beforeAll: Self { get }
  /// What the feed calls it.
  static var feedEntity: StaticEntity { get }

  var version: Int64 { get set }
  var createTime: Timestamp? { get set }
  var createdBy: PrincipalID { get set }

  func check(_ field: String) throws(Status)
}

extension LoadWeights: VersionedDocument {
  static var table: String { "load_weights" }
  static var beforeAll: LoadWeights { .initial }
}

extension StaffingAssumptions: VersionedDocument {
  static var table: String { "staffing_assumptions" }
  static var beforeAll: StaffingAssumptions { StaffingAssumptions() }
}

extension VersionedDocument {
  static var feedEntity: StaticEntity { FeedEntity.loadRule }

  /// The document without what the server writes.
  fileprivate var content: Self {
    var copy = self
    copy.version = 0
    copy.createTime = nil
    copy.createdBy = PrincipalID()
    return copy
  }

  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Self(binary: row.raw(3))
    } catch {
      throw .internalError
    }
    version = row.integer(0)
    createTime = row.time(1)
    createdBy = row.id(2)
  }
}

extension Reader {
  /// The version that holds.
  func current<Document: VersionedDocument>(
    _ type: Document.Type = Document.self
  ) throws(Status) -> Document {
    try first(
      SQL(
        built: """
          SELECT version, created_at, created_by, document FROM \(Document.table)
          ORDER BY version DESC LIMIT 1
          """)
    ) { (row) throws(Status) in try Document(stored: row) } ?? .beforeAll
  }

  /// A version; 0 is the one that holds.
  func document<Document: VersionedDocument>(
    version: Int64, _ type: Document.Type = Document.self
  ) throws(Status) -> Document {
    if version == 0 { return try current() }
    let found = try first(
      SQL(
        built: """
          SELECT version, created_at, created_by, document FROM \(Document.table)
          WHERE version = $1
          """), .integer(version)
    ) { (row) throws(Status) in try Document(stored: row) }
    guard let found else { throw .notFound("version", "there is no such version") }
    return found
  }
}

extension Writer {
  /// Applies a document as the newest version, or tells what applying it would change. One that changes nothing makes
  /// no version.
  mutating func apply<Document: VersionedDocument>(
    _ draft: Document?, field: String, isDryRun: Bool, by caller: Caller
  ) throws(Status) -> (version: Int64, changes: [ConfigChange]) {
    guard let draft else { throw .required(field) }
    try draft.check(field)
    let stored: Document = try reader.current()
    try Status.check(version: draft.version, stored: stored.version)
    let content = draft.content
    // Before the first version everything is new, whatever counts until then.
    let earlier = stored.version == 0 ? Document() : stored.content
    let changes = ConfigDiff.changes(of: Document.table, from: earlier, to: content)
    if isDryRun || stored.version > 0 && content == stored.content {
      return (stored.version, changes)
    }
    let id: ID<Document> = newID()
    let version = stored.version + 1
    try execute(
      SQL(
        built: """
          INSERT INTO \(Document.table) (version, id, created_at, created_by, document)
          VALUES ($1, $2, $3, $4, $5)
          """), .integer(version), .id(id), .time(now), .id(caller.principal),
      .blob(content.binary()))
    changed(Document.feedEntity, id, version: 1)
    return (version, changes)
  }
}
