import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A file that waits to be uploaded to a visit, or is kept until a backup of the server holds it.
package struct AttachmentRow: Sendable {
  enum State: Int64, Sendable {
    case waiting = 1
    case uploaded = 2
    /// It will not get there; it is kept until somebody has seen that.
    case givenUp = 3
  }

  /// What names it: one file may be attached to several visits.
  struct Key: Hashable, Sendable {
    var visit: VisitID
    var sha256: String
  }

  var key: Key
  var size: Int64
  var sent: Int64
  var restarts: Int
  var state: State
  var reason: String
  /// What it is called, sealed; nil when it was attached by a client that did not keep that.
  var sealedAbout: [UInt8]?

  static let columns = "visit, sha256, size, sent, restarts, state, reason, about"

  init(_ row: any Row) {
    key = Key(visit: row.id(0), sha256: row.text(1))
    size = row.integer(2)
    sent = row.integer(3)
    restarts = Int(row.integer(4))
    state = State(rawValue: row.integer(5)) ?? .waiting
    reason = row.text(6)
    sealedAbout = row.isNull(7) ? nil : row.bytes(7)
  }

  /// Bytes of a piece as it is stored.
  static let pieceBytes = 256 << 10

  /// What a sealed piece is bound to: it is of no use elsewhere.
  package static func bound(_ sha256: String, _ place: Int) -> [UInt8] {
    [UInt8](sha256.utf8) + withUnsafeBytes(of: UInt64(place).bigEndian) { [UInt8]($0) }
  }

  /// What the sealed name is bound to.
  static func bound(_ key: Key) -> [UInt8] {
    [3] + key.visit.withBytes { [UInt8]($0) } + [UInt8](key.sha256.utf8)
  }

  /// What was attached, and how much of it the server has.
  func attachment(_ cipher: FieldCipher) -> VisitAttachment {
    var attachment = VisitAttachment()
    // Damaged, it is as good as none: the file itself may be whole.
    if let sealedAbout, let about = try? cipher.open(sealedAbout, bound: Self.bound(key)) {
      attachment = (try? FieldStored.decode(about)) ?? attachment
    }
    attachment.visitID = key.visit
    attachment.sha256 = key.sha256
    attachment.size = size
    attachment.received = sent
    return attachment
  }
}

extension Writer {
  /// Keeps a file in sealed pieces, once for all visits that it is attached to.
  func keep(
    _ bytes: [UInt8], _ attachment: VisitAttachment, _ mutation: SyncMutationID,
    _ cipher: FieldCipher
  ) throws(Status) {
    let key = AttachmentRow.Key(visit: attachment.visitID, sha256: attachment.sha256)
    let about = try cipher.seal(attachment.binary(), bound: AttachmentRow.bound(key))
    try execute(
      """
      INSERT INTO upload (visit, sha256, mutation, size, state, about) VALUES ($1, $2, $3, $4, 1, $5)
      ON CONFLICT (visit, sha256) DO UPDATE SET mutation = excluded.mutation,
        about = excluded.about, sent = 0, state = 1, restarts = 0, reason = '', done_n = 0,
        done_at = NULL
      """, .id(key.visit), .text(key.sha256), .id(mutation), .integer(Int64(bytes.count)),
      .blob(about))
    var place = 0
    for start in stride(from: 0, to: bytes.count, by: AttachmentRow.pieceBytes) {
      let piece = [UInt8](bytes[start..<min(start + AttachmentRow.pieceBytes, bytes.count)])
      let sealed = try cipher.seal(
        piece, bound: AttachmentRow.bound(attachment.sha256, place))
      // A piece that was damaged is whole again.
      try execute(
        """
        INSERT INTO file_piece (sha256, place, payload) VALUES ($1, $2, $3)
        ON CONFLICT (sha256, place) DO UPDATE SET payload = excluded.payload
        """, .text(attachment.sha256), .integer(Int64(place)), .blob(sealed))
      place += 1
    }
  }

  /// Notes how far an upload went, and when by the server's clock. A backup holds the file that holds a mutation which was
  /// taken after it was whole.
  func note(
    _ key: AttachmentRow.Key, sent: Int64, _ state: AttachmentRow.State, restarts: Int,
    reason: String
  ) throws(Status) {
    let device = try reader.ownDevice()
    try execute(
      """
      UPDATE upload SET sent = $3, state = $4, restarts = $5, done_n = $6, done_at = $7,
        reason = $8
      WHERE visit = $1 AND sha256 = $2
      """, .id(key.visit), .text(key.sha256), .integer(sent), .integer(state.rawValue),
      .integer(Int64(restarts)), .integer(device.lastN), .time(device.serverAt ?? now),
      .text(reason))
  }

  /// Gives up the file that a mutation announced in vain.
  func giveUp(announcedBy id: SyncMutationID, _ reason: String) throws(Status) {
    try execute(
      "UPDATE upload SET state = 3, reason = $2 WHERE mutation = $1 AND state = 1", .id(id),
      .text(reason))
  }

  /// Has every file asked for again: another life of the server's store may lack it. Those whose announcement was refused
  /// there, too, stay given up.
  func forgetUploads() throws(Status) {
    try execute(
      """
      UPDATE upload SET sent = 0, state = 1, restarts = 0, reason = ''
      WHERE state <> 3 OR mutation NOT IN (
        SELECT id FROM queue WHERE state IN (3, 4) AND outcome IN (5, 6))
      """)
  }

  /// Forgets files that a backup of the server holds, and bytes that belong to no file any more.
  func pruneUploads(durableN: Int64, doneBefore time: Int64) throws(Status) {
    try execute(
      """
      DELETE FROM upload WHERE state = 2 AND mutation NOT IN (SELECT id FROM queue)
        AND (done_n < $1 OR done_at <= $2)
      """, .integer(durableN), .integer(time))
    try forgetPieces()
  }

  func forgetPieces() throws(Status) {
    try execute("DELETE FROM file_piece WHERE sha256 NOT IN (SELECT sha256 FROM upload)")
  }
}

extension Reader {
  /// All files that are kept here, in the order in which they were attached.
  func uploads() throws(Status) -> [AttachmentRow] {
    try all(
      SQL(built: "SELECT \(AttachmentRow.columns) FROM upload ORDER BY mutation, sha256"), []
    ) { (row) throws(Status) in AttachmentRow(row) }
  }

  /// The next file whose mutation the server has taken, but for some.
  func nextUpload(but refused: Set<AttachmentRow.Key>) throws(Status) -> AttachmentRow? {
    try all(
      SQL(
        built: """
          SELECT \(AttachmentRow.columns) FROM upload u
          WHERE state = 1 AND NOT EXISTS (
            SELECT 1 FROM queue q WHERE q.id = u.mutation
              AND NOT (q.state = 3 AND q.outcome IN (1, 2, 3, 4)))
          ORDER BY mutation, sha256
          """), []
    ) { (row) throws(Status) in AttachmentRow(row) }.first { !refused.contains($0.key) }
  }

  /// Bytes of a file from a place on: so many, or all that are left.
  ///
  /// - Throws: `dataLoss` when a piece is not what was stored.
  func bytes(
    of key: AttachmentRow.Key, from offset: Int64, most: Int, _ cipher: FieldCipher
  ) throws(Status) -> [UInt8] {
    var found: [UInt8] = []
    while found.count < most {
      let start = Int(offset) + found.count
      let place = start / AttachmentRow.pieceBytes
      let sealed = try first(
        "SELECT payload FROM file_piece WHERE sha256 = $1 AND place = $2", .text(key.sha256),
        .integer(Int64(place))
      ) { (row) throws(Status) in row.bytes(0) }
      guard let sealed else { break }
      let piece = try cipher.open(sealed, bound: AttachmentRow.bound(key.sha256, place))
      let skipped = start % AttachmentRow.pieceBytes
      if skipped >= piece.count { break }
      found += piece[skipped...].prefix(most - found.count)
    }
    return found
  }
}
