public import PCRMCore
public import PCRMModel
import ProtobufCodec
import Storage

/// A file that was attached here, and what became of it.
public struct FieldUpload: Sendable, Equatable {
  /// Where it stands.
  public enum State: Sendable, Equatable {
    /// It goes with one of the next syncs.
    case waiting
    /// The server has it; it is kept until a backup of the server holds it.
    case uploaded
    /// It will not get there, for `reason`; it is kept until ``FieldClient/forget(_:)``.
    case givenUp
  }

  /// Which visit, which file; `received` is what the server has of it.
  public var attachment: VisitAttachment
  public var state: State
  /// Why it was given up: what the server refused it for, FILE_MISSING or FILE_DAMAGED when its bytes are not here any
  /// more, UPLOAD_STUCK when the server takes no more of it, DEVICE_REVOKED when the device was wiped first.
  public var reason: String

  init(_ row: AttachmentRow, _ cipher: FieldCipher) {
    attachment = row.attachment(cipher)
    state =
      switch row.state {
      case .waiting: .waiting
      case .uploaded: .uploaded
      case .givenUp: .givenUp
      }
    reason = row.reason
  }
}

extension FieldClient {
  /// The files that were attached here and are still kept, in the order in which they were attached. A lease that is over
  /// does not hide them.
  public func files() throws(Status) -> [FieldUpload] {
    try store.read { [vault] (reader) throws(Status) in
      guard let cipher = try vault.cipher(.queue, reader) else { return [] }
      return try reader.uploads().map { FieldUpload($0, cipher) }
    }
  }

  /// What a file holds that was attached here and is still kept.
  ///
  /// - Throws: `notFound`; `dataLoss` when it is not what was attached any more.
  public func bytes(of file: VisitAttachment) throws(Status) -> [UInt8] {
    let key = AttachmentRow.Key(visit: file.visitID, sha256: file.sha256)
    return try view { [vault] (view) throws(Status) in
      let known = try view.reader.uploads().first { $0.key == key }
      guard let known, let cipher = try vault.cipher(.queue, view.reader) else {
        throw .noSuchFile
      }
      let bytes = try view.reader.bytes(of: key, from: 0, most: Int(known.size), cipher)
      if bytes.count != Int(known.size) { throw .noSuchFile }
      return bytes
    }
  }

  /// Tries a file again that was given up.
  public func retry(_ file: VisitAttachment) throws(Status) {
    let changed = try store.change(.attachment) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE upload SET state = 1, sent = 0, restarts = 0, reason = ''
        WHERE visit = $1 AND sha256 = $2 AND state = 3 AND mutation NOT IN (
          SELECT id FROM queue WHERE state IN (3, 4) AND outcome IN (5, 6))
        """, .id(file.visitID), .text(file.sha256))
    }
    if changed > 0 { return }
    let key = AttachmentRow.Key(visit: file.visitID, sha256: file.sha256)
    let known = try store.read { (reader) throws(Status) in
      try reader.uploads().first { $0.key == key }
    }
    guard let known else { throw .noSuchFile }
    if known.state != .givenUp { return }
    throw .precondition(
      "FILE_REFUSED", "file", "the visit does not take it (\(known.reason)); attach it to another")
  }

  /// Forgets a file that was given up, and its bytes: whoever attached it has seen that it will not get there.
  public func forget(_ file: VisitAttachment) throws(Status) {
    let gone = try store.change(.attachment) { (writer) throws(Status) in
      let gone = try writer.execute(
        "DELETE FROM upload WHERE visit = $1 AND sha256 = $2 AND state = 3", .id(file.visitID),
        .text(file.sha256))
      try writer.forgetPieces()
      return gone
    }
    if gone == 0 { throw .noSuchFile }
  }
}

extension Status {
  fileprivate static let noSuchFile = Status.notFound(
    "file", "this device keeps no such file, or has its bytes no more")
}
