import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SyncRun {
  /// How often a file is begun anew whose hash was wrong when it was whole.
  private static let restartsMax = 3

  /// Uploads files piece by piece, each from where the last sync left it.
  ///
  /// - Returns: the first refusal that kept one file back, which stays for the next sync, and no other.
  mutating func uploadAll() throws(Status) -> Status? {
    var refusal: Status?
    var refused: Set<AttachmentRow.Key> = []
    while let attachment = try nextUpload(but: refused) {
      guard let error = try upload(attachment) else { continue }
      refusal = refusal ?? error
      refused.insert(attachment.key)
    }
    return refusal
  }

  private func nextUpload(but refused: Set<AttachmentRow.Key>) throws(Status) -> AttachmentRow? {
    try store.read { (reader) throws(Status) in try reader.nextUpload(but: refused) }
  }

  /// Hands over the next piece of a file.
  ///
  /// - Returns: why the server does not take it now, when that says nothing about other files.
  private mutating func upload(_ attachment: AttachmentRow) throws(Status) -> Status? {
    var request = PutAttachmentRequest()
    request.visitID = attachment.key.visit
    request.sha256 = attachment.key.sha256
    request.offset = attachment.sent
    do throws(Status) {
      request.chunk = try store.read { [vault] (reader) throws(Status) in
        guard let cipher = try vault.cipher(.queue, reader) else { return [] }
        let most = SyncBounds(try reader.ownDevice().limits).chunk
        return try reader.bytes(of: attachment.key, from: attachment.sent, most: most, cipher)
      }
    } catch {
      if !error.isOfBytes { throw error }
      try giveUp(attachment, "FILE_DAMAGED")
      return nil
    }
    if request.chunk.isEmpty {
      try giveUp(attachment, "FILE_MISSING")
      return nil
    }
    let answer: VisitAttachment
    do throws(Status) {
      answer = try call("PutAttachment", request)
    } catch {
      return try take(error, attachment)
    }
    report.bytesUploaded += request.chunk.count
    let received = min(max(answer.received, 0), attachment.size)
    progress(.uploaded(received, of: attachment.size))
    let isWhole = answer.completeTime != nil || received >= attachment.size
    if isWhole { report.filesUploaded += 1 }
    if isWhole || received > attachment.sent {
      try note(attachment, received, isWhole ? .uploaded : .waiting)
    } else {
      // A server that takes nothing more of it would be asked for ever.
      try giveUp(attachment, "UPLOAD_STUCK")
    }
    return nil
  }

  /// Goes on where the server wants it, begins anew, gives up, or leaves it for the next sync.
  private func take(_ error: Status, _ attachment: AttachmentRow) throws(Status) -> Status? {
    switch error.code {
    case .outOfRange:
      let received = error.info.params.first { $0.name == "received" }.flatMap { Int64($0.value) }
      try restart(attachment, at: min(max(received ?? 0, 0), attachment.size), error)
    case .dataLoss:
      try restart(attachment, at: 0, error)
    case .notFound, .invalidArgument, .failedPrecondition, .permissionDenied:
      try giveUp(attachment, error.shortReason)
    default:
      if error.endsSync { throw error }
      return error
    }
    return nil
  }

  private func restart(
    _ attachment: AttachmentRow, at sent: Int64, _ error: Status
  ) throws(Status) {
    if attachment.restarts >= Self.restartsMax {
      return try giveUp(attachment, error.shortReason)
    }
    try note(attachment, sent, .waiting, attachment.restarts + 1)
  }

  private func giveUp(_ attachment: AttachmentRow, _ reason: String) throws(Status) {
    try note(attachment, attachment.sent, .givenUp, reason: reason)
  }

  private func note(
    _ attachment: AttachmentRow, _ sent: Int64, _ state: AttachmentRow.State,
    _ restarts: Int? = nil, reason: String = ""
  ) throws(Status) {
    try store.change(.attachment) { (writer) throws(Status) in
      try writer.note(
        attachment.key, sent: sent, state, restarts: restarts ?? attachment.restarts,
        reason: reason)
    }
  }
}
