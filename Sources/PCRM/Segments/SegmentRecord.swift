import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A segment as its row has it.
struct SegmentRecord: Sendable {
  /// What rows about its members carry.
  let number: Int64
  let id: SegmentID
  let version: Int64
  let ruleVersion: Int64
  let definition: SegmentDefinition
  let createdAt: Timestamp
  let updatedAt: Timestamp

  var name: String { definition.name }

  /// The key under which timers know it.
  var key: [UInt8] { number.position }

  /// Reads the columns that ``columns`` names.
  fileprivate init(_ row: any Row) {
    number = row.integer(0)
    id = row.id(1)
    version = row.integer(4)
    ruleVersion = row.integer(5)
    var definition = SegmentDefinition()
    definition.name = row.text(2)
    definition.kind = row.enumeration(3)
    definition.title = row.text(6)
    definition.purpose = row.text(7)
    definition.rule = row.text(8)
    definition.preset = row.bool(9)
    self.definition = definition
    createdAt = row.time(10)
    updatedAt = row.time(11)
  }
}

extension Reader {
  /// All segments that are not deleted, in the order of their names.
  func segments() throws(Status) -> [SegmentRecord] {
    try all(
      """
      SELECT number, id, name, kind, version, rule_version, title, purpose, rule, preset, created_at,
        updated_at
      FROM segment WHERE deleted_at IS NULL ORDER BY name
      """
    ) { (row) throws(Status) in SegmentRecord(row) }
  }

  /// The segment of a name.
  ///
  /// - Parameter field: what of the request names it.
  func segment(_ name: String, field: String) throws(Status) -> SegmentRecord {
    if name.isEmpty { throw .required(field) }
    let found = try first(
      """
      SELECT number, id, name, kind, version, rule_version, title, purpose, rule, preset, created_at,
        updated_at
      FROM segment WHERE name = $1 AND deleted_at IS NULL
      """, .text(name)
    ) { (row) throws(Status) in SegmentRecord(row) }
    guard let found else {
      throw Status.notFound(field, "there is no such segment").with("entity", "segment")
    }
    return found
  }

  /// The segment of a number, deleted or not.
  func segmentRecord(_ number: Int64) throws(Status) -> SegmentRecord? {
    try first(
      """
      SELECT number, id, name, kind, version, rule_version, title, purpose, rule, preset, created_at,
        updated_at
      FROM segment WHERE number = $1
      """, .integer(number)
    ) { (row) throws(Status) in SegmentRecord(row) }
  }

  /// The names of all segments by their numbers, deleted ones too: the history speaks of them.
  func segmentNamesByNumber() throws(Status) -> [Int64: String] {
    var names: [Int64: String] = [:]
    try each("SELECT number, name FROM segment", []) { (row) throws(Status) in
      names[row.integer(0)] = row.text(1)
      return true
    }
    return names
  }
}

extension Writer {
  /// Stores a new segment, which has no members yet.
  func insert(_ segment: SegmentDefinition, id: SegmentID) throws(Status) -> Int64 {
    var number: Int64 = 0
    try connection.run(
      """
      INSERT INTO segment (id, name, kind, version, rule_version, title, purpose, rule, preset,
        created_at, updated_at)
      VALUES ($1, $2, $3, 1, 1, $4, $5, $6, $7, $8, $8) RETURNING number
      """,
      [
        .id(id), .text(segment.name), .enumeration(segment.kind), .text(segment.title),
        .text(segment.purpose), .text(segment.rule), .bool(segment.preset), .time(now),
      ]
    ) { (row) throws(Status) in
      number = row.integer(0)
      return true
    }
    try execute(
      """
      INSERT INTO segment_state (segment, state, size, entered, departed, build, build_seq,
        build_size, build_cause, build_progress, drift)
      VALUES ($1, $2, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      """, .integer(number), .enumeration(SegmentState.ready))
    return number
  }

  /// Stores a new version in the place of the one before.
  func update(
    _ stored: SegmentRecord, to segment: SegmentDefinition, version: Int64, ruleVersion: Int64
  ) throws(Status) {
    try execute(
      """
      UPDATE segment SET version = $2, rule_version = $3, title = $4, purpose = $5, rule = $6,
        preset = $7, updated_at = $8
      WHERE number = $1
      """, .integer(stored.number), .integer(version), .integer(ruleVersion),
      .text(segment.title), .text(segment.purpose), .text(segment.rule), .bool(segment.preset),
      .time(now))
  }

  /// Keeps a version for good.
  func keepVersion(
    _ number: Int64, _ segment: SegmentDefinition, version: Int64, by principal: PrincipalID
  ) throws(Status) {
    try execute(
      """
      INSERT INTO segment_version (segment, version, title, purpose, rule, preset, created_at,
        created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .integer(number), .integer(version), .text(segment.title), .text(segment.purpose),
      .text(segment.rule), .bool(segment.preset), .time(now), .place(principal))
  }
}
