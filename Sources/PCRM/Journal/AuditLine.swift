import PCRMCore
import ProtobufCodec
import Storage

/// Who did something, and how: what the audit log keeps of a call.
struct AuditLine {
  let principal: PrincipalID
  let method: String
  var requestID = RequestID()
  /// Where the call came from.
  let peer: String
  /// The customers that the answer speaks of.
  var subjects: [CustomerID] = []
  /// Why, where the method asks for a reason.
  var reason = ""
  /// What was read, for a call that the feed does not tell of because it changed nothing.
  var read: StaticEntity?
}

extension PCRM.Context {
  /// Writes down a read that the law asks about, and waits until that is on disk: no data leaves before.
  func writeDown(_ line: AuditLine) throws(Status) {
    guard let database else { throw .internalError }
    try database.write { (writer) throws(Status) in _ = try writer.append(line) }
  }
}

extension Writer {
  /// Writes down who did what, and what the call changed. A call that changed nothing leaves nothing.
  mutating func appendJournal(_ line: AuditLine) throws(Status) {
    if changes.isEmpty { return }
    let audit = try append(line)
    for change in changes { try append(change, audit: audit) }
    try followSegments(audit: audit)
    try followSurveyTriggers()
    try followSync()
  }

  /// Writes down that the server itself does something, by the clock.
  ///
  /// - Returns: the line's number, which the feed's lines refer to.
  func appendClockLine(_ method: String) throws(Status) -> Int64 {
    try append(AuditLine(principal: Caller.clock.principal, method: method, peer: "clock"))
  }

  /// - Returns: the line's number, which the feed's lines refer to.
  @discardableResult
  func append(_ line: AuditLine) throws(Status) -> Int64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.subjects.count * 16)
    for subject in line.subjects { subject.withBytes { bytes.append(contentsOf: $0) } }
    var seq: Int64 = 0
    try connection.run(
      """
      INSERT INTO audit (at, principal, method, request_id, peer, reason, subjects, read)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING seq
      """,
      [
        .time(now), .place(line.principal), .text(line.method), .id(line.requestID),
        .text(line.peer), .text(line.reason), .blob(bytes),
        line.read.map { .integer(Int64($0.rawValue)) } ?? .null,
      ]
    ) { (row) throws(Status) in
      seq = row.integer(0)
      return true
    }
    return seq
  }
}
