import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A file that waits to be uploaded, or is kept until a backup of the server holds it.
struct AttachmentRow: Sendable {
  enum State: Int64, Sendable {
    case waiting = 1
    case uploaded = 2
    /// The server will not have it.
    case givenUp = 3
  }

  var sha256 = ""
  var visit = VisitID()
  var size: Int64 = 0
  var sent: Int64 = 0
  var restarts = 0

  /// Bytes of a piece as it is stored.
  static let pieceBytes = 256 << 10

  /// What a sealed piece is bound to: it is of no use elsewhere.
  static func bound(_ sha256: String, _ place: Int) -> [UInt8] {
    [UInt8](sha256.utf8) + withUnsafeBytes(of: UInt64(place).bigEndian) { [UInt8]($0) }
  }
}

extension Writer {
  /// Keeps a file in sealed pieces.
  func keep(
    _ bytes: [UInt8], _ attachment: VisitAttachment, _ mutation: SyncMutationID,
    _ cipher: FieldCipher
  ) throws(Status) {
    try execute(
      """
      INSERT INTO attachment (sha256, visit, mutation, size, state) VALUES ($1, $2, $3, $4, 1)
      ON CONFLICT (sha256) DO UPDATE SET visit = excluded.visit, mutation = excluded.mutation,
        sent = 0, state = 1, restarts = 0
      """, .text(attachment.sha256), .id(attachment.visitID), .id(mutation),
      .integer(Int64(bytes.count)))
    var place = 0
    for start in stride(from: 0, to: bytes.count, by: AttachmentRow.pieceBytes) {
      let piece = [UInt8](bytes[start..<min(start + AttachmentRow.pieceBytes, bytes.count)])
      let sealed = try cipher.seal(
        piece, bound: AttachmentRow.bound(attachment.sha256, place))
      try execute(
        """
        INSERT INTO attachment_piece (sha256, place, payload) VALUES ($1, $2, $3)
        ON CONFLICT (sha256, place) DO UPDATE SET payload = excluded.payload
        """, .text(attachment.sha256), .integer(Int64(place)), .blob(sealed))
      place += 1
    }
  }

  /// Notes how far an upload went. A backup holds the file that holds a mutation which was taken after it was whole.
  func note(
    _ attachment: AttachmentRow, sent: Int64, _ state: AttachmentRow.State, restarts: Int
  ) throws(Status) {
    let last = try reader.ownDevice().lastN
    try execute(
      """
      UPDATE attachment SET sent = $2, state = $3, restarts = $4, done_n = $5, done_at = $6
      WHERE sha256 = $1
      """, .text(attachment.sha256), .integer(sent), .integer(state.rawValue),
      .integer(Int64(restarts)), .integer(last), .time(now))
  }

  /// Has every file asked for again: another life of the server's store may lack it.
  func forgetUploads() throws(Status) {
    try execute("UPDATE attachment SET sent = 0, state = 1, restarts = 0")
  }
}

extension Reader {
  /// The next file whose mutation the server has taken.
  func nextUpload() throws(Status) -> AttachmentRow? {
    try first(
      """
      SELECT a.sha256, a.visit, a.size, a.sent, a.restarts
      FROM attachment a LEFT JOIN queue q ON q.id = a.mutation
      WHERE a.state = 1 AND (q.id IS NULL OR q.state = 3 AND q.outcome IN (1, 2, 3, 4))
      ORDER BY q.n, a.sha256 LIMIT 1
      """
    ) { (row) throws(Status) in
      var attachment = AttachmentRow()
      attachment.sha256 = row.text(0)
      attachment.visit = row.id(1)
      attachment.size = row.integer(2)
      attachment.sent = row.integer(3)
      attachment.restarts = Int(row.integer(4))
      return attachment
    }
  }

  /// Bytes of a file from a place on, no more than so many.
  func bytes(
    of attachment: AttachmentRow, from offset: Int64, most: Int, _ cipher: FieldCipher
  ) throws(Status) -> [UInt8] {
    let place = Int(offset) / AttachmentRow.pieceBytes
    let sealed = try first(
      "SELECT payload FROM attachment_piece WHERE sha256 = $1 AND place = $2",
      .text(attachment.sha256), .integer(Int64(place))
    ) { (row) throws(Status) in row.bytes(0) }
    guard let sealed else { return [] }
    let piece = try cipher.open(sealed, bound: AttachmentRow.bound(attachment.sha256, place))
    return [UInt8](piece.dropFirst(Int(offset) % AttachmentRow.pieceBytes).prefix(most))
  }
}
