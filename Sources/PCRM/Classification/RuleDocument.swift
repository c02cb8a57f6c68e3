import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A document of rules that is applied as a whole and kept in versions that never change.
protocol RuleDocument: Message {
  /// How the table tells the documents apart; stored, so it never changes.
  static var number: Int64 { get }
  /// What its versions are counted under.
  var documentName: String { get }
  var version: Int64 { get set }
  var createTime: Timestamp? { get set }
  var createdBy: PrincipalID { get set }
  var firstDay: CivilDate? { get }
  var endDay: CivilDate? { get }
}

extension RuleDocument {
  /// The document without what the server writes.
  var bare: Self {
    var bare = self
    bare.version = 0
    bare.createTime = nil
    bare.createdBy = PrincipalID()
    return bare
  }
}

extension ClassificationScheme: RuleDocument {
  static let number: Int64 = 1
  var documentName: String { name }
  var firstDay: CivilDate? { validFrom }
  var endDay: CivilDate? { validTo }
}

extension NeedWeights: RuleDocument {
  static let number: Int64 = 2
  static let documentName = "need_weights"
  var documentName: String { Self.documentName }
  var firstDay: CivilDate? { validFrom }
  var endDay: CivilDate? { nil }
}

extension ServiceModels: RuleDocument {
  static let number: Int64 = 3
  static let documentName = "service_models"
  var documentName: String { Self.documentName }
  var firstDay: CivilDate? { nil }
  var endDay: CivilDate? { nil }
}

/// What applying a document comes to.
struct AppliedDocument {
  /// At least one: of kind `unchanged` when nothing is.
  var changes: [ConfigChange]
  /// The version that says so; in a dry run, the one it would get.
  var version: Int64
  /// Whether a version was, or would be, added.
  var isNew: Bool
}

extension Writer {
  /// Adds a version of a document, unless the newest says the same.
  ///
  /// - Parameters:
  ///   - field: what of the request holds the document.
  ///   - changes: how the differences are told.
  mutating func apply<D: RuleDocument>(
    _ document: D, field: String, dryRun: Bool, by caller: Caller,
    changes: (D?, D) -> [ConfigChange]
  ) throws(Status) -> AppliedDocument {
    let newest = try reader.newestDocument(D.self, name: document.documentName)
    if document.version != 0, document.version != newest?.version ?? 0 {
      throw .planOutdated("\(field).version", newest: newest?.version ?? 0)
    }
    let bare = document.bare
    let differences = changes(newest?.bare, bare)
    if let newest, newest.bare == bare {
      return AppliedDocument(changes: differences, version: newest.version, isNew: false)
    }
    var stored = bare
    stored.version = (newest?.version ?? 0) + 1
    stored.createTime = Timestamp(microseconds: now.microseconds)
    stored.createdBy = caller.principal
    if !dryRun { try insert(stored) }
    return AppliedDocument(changes: differences, version: stored.version, isNew: true)
  }

  private mutating func insert<D: RuleDocument>(_ document: D) throws(Status) {
    let revision: ClassificationID = newID()
    let stored = try reader.documentID(D.self, name: document.documentName)
    let id = stored ?? newID(ClassificationID.self)
    try execute(
      """
      INSERT INTO classification_document (kind, name, version, id, revision, valid_from, valid_to,
        created_at, created_by, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """, .integer(D.number), .text(document.documentName), .integer(document.version), .id(id),
      .id(revision), .first(document.firstDay), .end(document.endDay),
      .time(document.createTime), .id(document.createdBy), .blob(document.binary()))
    changed(
      FeedEntity.classificationRule, id, version: document.version,
      fields: document.version == 1 ? "" : "document")
  }
}

extension Status {
  /// The plan was made for another version than the newest.
  fileprivate static func planOutdated(_ field: String, newest: Int64) -> Status {
    Status(
      .aborted, "\(field): the newest version is \(newest); read it and plan again",
      ErrorInfo(reason: "PLAN_OUTDATED", field: field)
    ).with("newest", String(newest))
  }
}

extension Reader {
  /// The newest version of a document; nil while there is none.
  func newestDocument<D: RuleDocument>(
    _ type: D.Type, name: String
  ) throws(Status) -> D? {
    try first(
      """
      SELECT document FROM classification_document WHERE kind = $1 AND name = $2
      ORDER BY version DESC LIMIT 1
      """, .integer(D.number), .text(name)
    ) { (row) throws(Status) in try D(stored: row.raw(0)) }
  }

  /// One version of a document.
  func document<D: RuleDocument>(
    _ type: D.Type, name: String, version: Int64
  ) throws(Status) -> D? {
    try first(
      """
      SELECT document FROM classification_document
      WHERE kind = $1 AND name = $2 AND version = $3
      """, .integer(D.number), .text(name), .integer(version)
    ) { (row) throws(Status) in try D(stored: row.raw(0)) }
  }

  /// The version of a document that holds on a day: the newest of those that have begun by then, if it has not ended.
  func document<D: RuleDocument>(
    _ type: D.Type, name: String, on day: CivilDate
  ) throws(Status) -> D? {
    let found = try first(
      """
      SELECT document, valid_to FROM classification_document
      WHERE kind = $1 AND name = $2 AND valid_from <= $3
      ORDER BY version DESC LIMIT 1
      """, .integer(D.number), .text(name), .integer(day.number)
    ) { (row) throws(Status) in (document: try D(stored: row.raw(0)), end: row.integer(1)) }
    guard let found, day.number < found.end else { return nil }
    return found.document
  }

  /// Every version of every document of a type, by name and version.
  func documents<D: RuleDocument>(_ type: D.Type) throws(Status) -> [D] {
    try all(
      "SELECT document FROM classification_document WHERE kind = $1 ORDER BY name, version",
      .integer(D.number)
    ) { (row) throws(Status) in try D(stored: row.raw(0)) }
  }

  fileprivate func documentID<D: RuleDocument>(
    _ type: D.Type, name: String
  ) throws(Status) -> ClassificationID? {
    try first(
      "SELECT id FROM classification_document WHERE kind = $1 AND name = $2 AND version = 1",
      .integer(D.number), .text(name)
    ) { $0.id(0) }
  }

  /// One page of the schemes, by name, each name's versions newest first.
  func schemes(
    _ request: ListSchemesRequest, _ page: Page
  ) throws(Status) -> PageBuilder<ClassificationScheme> {
    var rows = PageBuilder<ClassificationScheme>(page)
    let place = SchemePlace(page.after)
    try each(
      """
      SELECT document, name, version FROM classification_document AS d
      WHERE kind = 1 AND ($1 = '' OR name = $1)
        AND (name > $2 OR (name = $2 AND version < $3))
        AND ($4 = 0 OR NOT EXISTS (
          SELECT 1 FROM classification_document AS later
          WHERE later.kind = 1 AND later.name = d.name AND later.version > d.version))
      ORDER BY name, version DESC LIMIT $5
      """,
      [
        .text(request.name), .text(place.name), .integer(place.version),
        .bool(request.newestOnly), .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      let scheme = try ClassificationScheme(stored: row.raw(0))
      let place = SchemePlace(name: row.text(1), version: row.integer(2))
      return rows.add(scheme, at: place.bytes)
    }
    return rows
  }
}

/// A place in the list of schemes: a version, then a name.
private struct SchemePlace {
  var name = ""
  var version = Int64.max

  init(name: String, version: Int64) {
    self.name = name
    self.version = version
  }

  init(_ bytes: [UInt8]) {
    guard bytes.count > 8 else { return }
    version = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    name = String(decoding: bytes.dropFirst(8), as: UTF8.self)
  }

  var bytes: [UInt8] { version.position + [UInt8](name.utf8) }
}

extension Message {
  /// Reads what the store itself has written.
  init(stored bytes: UnsafeRawBufferPointer) throws(Status) {
    do throws(DecodingFailure) {
      self = try Self(binary: bytes)
    } catch {
      throw .internalError
    }
  }
}
