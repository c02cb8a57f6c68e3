import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SyncRun {
  /// How often a file is begun anew whose hash was wrong when it was whole.
  private static let restartsMax = 3

  /// Uploads files piece by piece, each from where the last sync left it.
  mutating func uploadAll() throws(Status) {
    while let attachment = try store.read({ (reader) throws(Status) in try reader.nextUpload() }) {
      try upload(attachment)
    }
  }

  private mutating func upload(_ attachment: AttachmentRow) throws(Status) {
    var request = PutAttachmentRequest()
    request.visitID = attachment.visit
    request.sha256 = attachment.sha256
    request.offset = attachment.sent
    request.chunk = try store.read { [vault] (reader) throws(Status) in
      guard let cipher = try vault.cipher(.queue, reader) else { return [] }
      let most = SyncBounds(try reader.ownDevice().limits).chunk
      return try reader.bytes(of: attachment, from: attachment.sent, most: most, cipher)
    }
    if request.chunk.isEmpty { return try note(attachment, attachment.sent, .givenUp) }
    do throws(Status) {
      let answer: VisitAttachment = try call("PutAttachment", request)
      report.bytesUploaded += request.chunk.count
      let received = min(max(answer.received, 0), attachment.size)
      progress(.uploaded(received, of: attachment.size))
      let isWhole = answer.completeTime != nil || received >= attachment.size
      if isWhole { report.filesUploaded += 1 }
      // A server that takes nothing more of it would be asked for ever.
      let isStuck = !isWhole && received <= attachment.sent
      try note(
        attachment, received, isWhole ? .uploaded : isStuck ? .givenUp : .waiting)
    } catch {
      try take(error, attachment)
    }
  }

  /// Goes on where the server wants it, begins anew, or gives up.
  private func take(_ error: Status, _ attachment: AttachmentRow) throws(Status) {
    switch error.code {
    case .outOfRange:
      let received = error.info.params.first { $0.name == "received" }.flatMap { Int64($0.value) }
      let restarts = attachment.restarts + 1
      try note(
        attachment, min(max(received ?? 0, 0), attachment.size),
        restarts > Self.restartsMax ? .givenUp : .waiting, restarts)
    case .dataLoss:
      let restarts = attachment.restarts + 1
      try note(attachment, 0, restarts > Self.restartsMax ? .givenUp : .waiting, restarts)
    case .notFound, .invalidArgument, .failedPrecondition, .permissionDenied:
      try note(attachment, attachment.sent, .givenUp)
    default: throw error
    }
  }

  private func note(
    _ attachment: AttachmentRow, _ sent: Int64, _ state: AttachmentRow.State,
    _ restarts: Int? = nil
  ) throws(Status) {
    try store.change(.attachment) { (writer) throws(Status) in
      try writer.note(
        attachment, sent: sent, state, restarts: restarts ?? attachment.restarts)
    }
  }
}
