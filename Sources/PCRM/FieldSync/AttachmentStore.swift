import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitAttachment {
  init(_ row: any Row) {
    self.init()
    visitID = row.id(0)
    sha256 = Self.text(row.bytes(1))
    size = row.integer(2)
    mediaType = row.text(3)
    name = row.text(4)
    received = row.integer(5)
    completeTime = row.timeOrNil(6)
  }
}

extension Reader {
  /// What was attached to a visit, by the hash of what it holds.
  func attachment(_ hash: [UInt8], of visit: VisitID) throws(Status) -> VisitAttachment? {
    try first(
      SQL(
        built: """
          SELECT visit, sha, size, media_type, name, received, completed_at FROM attachment a
          WHERE visit = $1 AND sha = $2 AND \(SyncErasure.hidesErased("a.customer"))
          """), .id(visit), .blob(hash)
    ) { VisitAttachment($0) }
  }

  /// What was attached to a visit, in the order in which it was.
  func attachments(of visit: VisitID) throws(Status) -> [VisitAttachment] {
    try all(
      SQL(
        built: """
          SELECT visit, sha, size, media_type, name, received, completed_at FROM attachment a
          WHERE visit = $1 AND \(SyncErasure.hidesErased("a.customer")) ORDER BY created_at, sha
          """), .id(visit)
    ) { VisitAttachment($0) }
  }

  /// A piece of a file, from a place on.
  func attachmentPiece(
    _ hash: [UInt8], of visit: VisitID, from offset: Int64
  ) throws(Status) -> [UInt8] {
    var piece: [UInt8] = []
    try each(
      """
      SELECT first, bytes FROM attachment_chunk
      WHERE visit = $1 AND sha = $2 AND first > $3 - $4 AND first < $3 + $4 ORDER BY first
      """,
      [
        .id(visit), .blob(hash), .integer(offset),
        .integer(Int64(VisitAttachment.chunkBytesMax)),
      ]
    ) { (row) throws(Status) in
      let skipped = Int(max(0, offset + Int64(piece.count) - row.integer(0)))
      let room = VisitAttachment.chunkBytesMax - piece.count
      piece.append(contentsOf: row.raw(1).dropFirst(skipped).prefix(room))
      return piece.count < VisitAttachment.chunkBytesMax
    }
    return piece
  }

  /// The hash of a file's pieces so far, and of one more.
  func attachmentHash(
    _ hash: [UInt8], of visit: VisitID, and last: ArraySlice<UInt8>
  ) throws(Status) -> [UInt8] {
    var digest = SHA256()
    try each(
      "SELECT bytes FROM attachment_chunk WHERE visit = $1 AND sha = $2 ORDER BY first",
      [.id(visit), .blob(hash)]
    ) { (row) throws(Status) in
      digest.update(bufferPointer: row.raw(0))
      return true
    }
    digest.update(data: last)
    return [UInt8](digest.finalize())
  }
}

extension Writer {
  /// Notes that a file belongs to a visit; what it holds comes later.
  ///
  /// - Returns: the visit as it is now.
  mutating func announce(
    _ attachment: VisitAttachment, _ hash: [UInt8], on visit: Visit, by caller: Caller
  ) throws(Status) -> Visit {
    let count = try reader.first(
      "SELECT count(*) FROM attachment WHERE visit = $1", .id(visit.id)
    ) { $0.integer(0) }
    if count ?? 0 >= VisitAttachment.perVisitMax {
      throw Status(
        .resourceExhausted, "visit_id: a visit may have \(VisitAttachment.perVisitMax) files",
        ErrorInfo(reason: "CAP_REACHED", field: "visit_id")
      ).with("max", String(VisitAttachment.perVisitMax))
    }
    try execute(
      "INSERT INTO attachment VALUES ($1, $2, $3, $4, $5, $6, 0, NULL, $7)", .id(visit.id),
      .blob(hash), .id(visit.customerID), .integer(attachment.size), .text(attachment.mediaType),
      .text(attachment.name.composed), .time(now))
    return try updateVisit(visit, from: visit, fields: ["attachments"], by: caller)
  }

  /// Adds a piece behind those that are there.
  func append(
    _ bytes: ArraySlice<UInt8>, at offset: Int64, to hash: [UInt8], of visit: VisitID
  ) throws(Status) {
    try execute(
      "INSERT INTO attachment_chunk VALUES ($1, $2, $3, $4)", .id(visit), .blob(hash),
      .integer(offset), .blob([UInt8](bytes)))
    try execute(
      "UPDATE attachment SET received = $3 WHERE visit = $1 AND sha = $2", .id(visit),
      .blob(hash), .integer(offset + Int64(bytes.count)))
  }

  /// Notes that a file is whole, and is what was announced.
  mutating func complete(
    _ hash: [UInt8], on visit: Visit, by caller: Caller
  ) throws(Status) {
    try execute(
      "UPDATE attachment SET completed_at = $3 WHERE visit = $1 AND sha = $2", .id(visit.id),
      .blob(hash), .time(now))
    try updateVisit(visit, from: visit, fields: ["attachments"], by: caller)
  }

  /// Throws away what came of a file.
  func throwAway(_ hash: [UInt8], of visit: VisitID) throws(Status) {
    try execute(
      "DELETE FROM attachment_chunk WHERE visit = $1 AND sha = $2", .id(visit), .blob(hash))
    try execute(
      "UPDATE attachment SET received = 0 WHERE visit = $1 AND sha = $2", .id(visit),
      .blob(hash))
  }
}
