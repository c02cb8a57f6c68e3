import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A case's row, column by column, as `SELECT customer_case.*` gives it: columns are only ever added at the end.
enum CaseRow {
  static let customer = 0
  static let id = 1
  static let version = 2
  static let number = 3
  static let type = 4
  static let typeVersion = 5
  static let office = 6
  static let status = 7
  static let stage = 8
  static let stageSince = 9
  static let phase = 10
  static let phaseSince = 11
  static let severityScheme = 12
  static let severityGrade = 13
  static let supportGroup = 14
  static let managementLevel = 15
  static let needScore = 16
  static let worker = 17
  static let openedAt = 18
  static let approvedAt = 19
  static let closedAt = 20
  static let createdAt = 21
  static let updatedAt = 22
  static let parts = 23
  /// How many columns there are. Statements that check reach select the customer's office and worker after them.
  static let count = 24

  /// Whether the row, with its customer's office and worker after it, is within the caller's reach.
  static func isReached(_ row: any Row, by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    return caller.reaches(row.id(customer), office: row.id(count), worker: row.id(count + 1))
  }

  /// Writes the row as the fields of a `Case`, byte for byte what the document's own encoding is.
  static func encode(_ row: any Row, into wire: inout BinaryEncoder) {
    wire.text(1, row.id(id, of: CaseID.self))
    wire.int64(2, row.integer(version))
    wire.text(3, row.id(customer, of: CustomerID.self))
    wire.string(4, row.raw(number))
    wire.string(5, row.raw(type))
    wire.int64(6, row.integer(typeVersion))
    wire.text(7, row.id(office, of: UnitID.self))
    wire.int64(8, row.integer(status))
    wire.string(9, row.raw(stage))
    encode(time: row.integer(stageSince), 10, into: &wire)
    wire.string(11, row.raw(phase))
    if !row.isNull(phaseSince) { encode(time: row.integer(phaseSince), 12, into: &wire) }
    if !row.isNull(severityScheme) {
      wire.message(13) { wire in
        wire.int64(1, row.integer(severityScheme))
        wire.int64(2, row.integer(severityGrade))
      }
    }
    wire.int64(14, row.integer(supportGroup))
    wire.int64(15, row.integer(managementLevel))
    if !row.isNull(needScore) { encode(score: row.integer(needScore), into: &wire) }
    wire.text(17, row.id(worker, of: StaffID.self))
    encode(time: row.integer(openedAt), 18, into: &wire)
    if !row.isNull(approvedAt) { encode(time: row.integer(approvedAt), 19, into: &wire) }
    if !row.isNull(closedAt) { encode(time: row.integer(closedAt), 20, into: &wire) }
    encode(time: row.integer(createdAt), 21, into: &wire)
    encode(time: row.integer(updatedAt), 22, into: &wire)
    wire.raw(row.raw(parts))
  }

  private static func encode(time: Int64, _ number: Int, into wire: inout BinaryEncoder) {
    let time = Timestamp(microseconds: time)
    wire.message(number) { wire in
      wire.int64(1, time.seconds)
      wire.int64(2, Int64(time.nanos))
    }
  }

  /// Writes the need score, field 16. One of zero is a score: a member of a oneof is written whatever its value.
  private static func encode(score: Int64, into wire: inout BinaryEncoder) {
    guard score == 0 else { return wire.int64(16, score) }
    let zero: [UInt8] = [0x80, 0x01, 0x00]
    zero.withUnsafeBytes { wire.raw($0) }
  }

  /// Makes the document of the row.
  static func document(_ row: any Row) throws(Status) -> Case {
    var document = Case()
    document.id = row.id(id)
    document.version = row.integer(version)
    document.customerID = row.id(customer)
    document.number = row.text(number)
    document.type = row.text(type)
    document.typeVersion = row.integer(typeVersion)
    document.officeID = row.id(office)
    document.status = row.enumeration(status)
    document.stage = row.text(stage)
    document.stageSince = row.time(stageSince)
    document.phase = row.text(phase)
    document.phaseSince = row.timeOrNil(phaseSince)
    if !row.isNull(severityScheme) {
      document.severity = Severity(
        row.enumeration(severityScheme), Int32(truncatingIfNeeded: row.integer(severityGrade)))
    }
    document.supportGroup = row.enumeration(supportGroup)
    document.managementLevel = row.enumeration(managementLevel)
    if !row.isNull(needScore) { document.score = .needScore(row.integer(needScore)) }
    document.caseWorkerID = row.id(worker)
    document.openTime = row.time(openedAt)
    document.approveTime = row.timeOrNil(approvedAt)
    document.closeTime = row.timeOrNil(closedAt)
    document.createTime = row.time(createdAt)
    document.updateTime = row.time(updatedAt)
    do throws(DecodingFailure) {
      try document.merge(binary: row.raw(parts))
    } catch {
      throw .internalError
    }
    return document
  }

  /// The row of a document, in the order of the columns.
  static func values(_ document: Case) -> [Value] {
    [
      .id(document.customerID), .id(document.id), .integer(document.version),
      .text(document.number), .text(document.type), .integer(document.typeVersion),
      .id(document.officeID), .enumeration(document.status), .text(document.stage),
      .time(document.stageSince), .text(document.phase), .time(document.phaseSince),
      document.severity.map { .enumeration($0.scheme) } ?? .null,
      document.severity.map { .integer(Int64($0.grade)) } ?? .null,
      .enumeration(document.supportGroup), .enumeration(document.managementLevel),
      document.needScore.map { .integer($0) } ?? .null, .id(document.caseWorkerID),
      .time(document.openTime), .time(document.approveTime), .time(document.closeTime),
      .time(document.createTime), .time(document.updateTime), .blob(document.partsBinary),
    ]
  }
}

extension Case {
  /// The fields without a column of their own, 32 and up, in wire form.
  var partsBinary: [UInt8] {
    var parts = Case()
    parts.summary = summary
    parts.approvalKind = approvalKind
    parts.careSince = careSince
    parts.diagnosisCodes = diagnosisCodes
    parts.needs = needs
    parts.hardships = hardships
    parts.firstOpinion = firstOpinion
    parts.afterEffectCard = afterEffectCard
    parts.suspendTime = suspendTime
    return parts.binary()
  }
}
