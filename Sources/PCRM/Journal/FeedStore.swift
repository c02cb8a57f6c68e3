import PCRMCore
import ProtobufCodec
import RPC
import Storage

/// What a line of the feed says was done; numbered as the contract's ChangeKind.
enum FeedKind: Int64 {
  case created = 1
  case updated = 2
  case deleted = 3
  case undeleted = 4

  /// What a change did, as `Writer.changed` is told: version 1 is new, no names are a deletion, and a
  /// change of `delete_time` takes one back.
  init(_ change: Change) {
    self =
      if change.version == 1 {
        .created
      } else if change.fields.isEmpty {
        .deleted
      } else if change.fields == "delete_time" {
        .undeleted
      } else {
        .updated
      }
  }
}

/// Who did something, and how: what the audit log keeps of a call.
struct AuditLine {
  let principal: PrincipalID
  let method: String
  var requestID = RequestID()
  /// Where the call came from.
  let peer: String
  /// The customers that the answer speaks of.
  var subjects: [CustomerID] = []
}

extension Writer {
  /// Writes down who did what, and what the call changed. A call that changed nothing leaves nothing.
  func appendJournal(_ line: AuditLine) throws(Status) {
    if changes.isEmpty { return }
    let audit = try append(line)
    for change in changes { try append(change, audit: audit) }
  }

  /// - Returns: the line's number, which the feed's lines refer to.
  private func append(_ line: AuditLine) throws(Status) -> Int64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.subjects.count * 16)
    for subject in line.subjects { subject.withBytes { bytes.append(contentsOf: $0) } }
    var seq: Int64 = 0
    try connection.run(
      """
      INSERT INTO audit (at, principal, method, request_id, peer, reason, subjects)
      VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING seq
      """,
      [
        .time(now), .id(line.principal), .text(line.method), .id(line.requestID),
        .text(line.peer), .text(""), .blob(bytes),
      ]
    ) { (row) throws(Status) in
      seq = row.integer(0)
      return true
    }
    return seq
  }

  /// Adds a change at the end of the feed.
  private func append(_ change: Change, audit: Int64) throws(Status) {
    try execute(
      """
      INSERT INTO feed (audit, entity, key, version, kind, fields, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .integer(audit), .integer(Int64(change.entity.rawValue)),
      .key(high: change.key.high, low: change.key.low), .integer(change.version),
      .integer(FeedKind(change).rawValue), .text(change.fields), .time(now))
  }
}

extension Reader {
  /// The newest number of the feed; 0 while it is empty.
  func feedSequence() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(seq), 0) FROM feed") { $0.integer(0) } ?? 0
  }
}
