import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldSyncService {
  /// How many bytes every piece of a file has but the last.
  private static let chunkBytesMin = 4 << 10

  /// Runs as a plan: the whole file is hashed where reads run, and a file that is not what was announced is thrown away
  /// although the call fails.
  @Sendable
  func putAttachment(
    _ request: PutAttachmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitAttachment {
    guard let database = context.database else { throw .internalError }
    let (visit, hash, known) = try attachment(request.visitID, request.sha256, caller, reader)
    try caller.checkMay(.editVisits)
    let chunk = request.chunk
    if chunk.isEmpty { throw .required("chunk") }
    if chunk.count > VisitAttachment.chunkBytesMax {
      throw Status.invalid(
        "chunk", "must have at most \(VisitAttachment.chunkBytesMax) bytes",
        reason: "FIELD_TOO_LONG"
      ).with("max", String(VisitAttachment.chunkBytesMax)).with("unit", "bytes")
    }
    let (end, isOver) = request.offset.addingReportingOverflow(Int64(chunk.count))
    if request.offset < 0 || isOver || end > known.size {
      throw .outOfRange("offset", min: 0, max: known.size - Int64(chunk.count))
    }
    if chunk.count < Self.chunkBytesMin && end < known.size {
      throw .outOfRange(
        "chunk", min: Int64(Self.chunkBytesMin), max: Int64(VisitAttachment.chunkBytesMax))
    }
    if end <= known.received { return known }
    if request.offset > known.received { throw .ahead(known.received) }
    let offset = known.received
    let piece = chunk.dropFirst(Int(offset - request.offset))
    let isLast = end == known.size
    let whole = isLast ? try reader.attachmentHash(hash, of: visit.id, and: piece) : hash
    let isRight = whole == hash
    let stored = try database.write { (writer) throws(Status) -> VisitAttachment? in
      let now = try writer.reader.attachment(hash, of: visit.id)
      guard let now, now.received == offset, now.completeTime == nil else {
        throw .ahead(now?.received ?? 0)
      }
      if !isRight {
        try writer.throwAway(hash, of: visit.id)
        return nil
      }
      try writer.append(piece, at: offset, to: hash, of: visit.id)
      if isLast, let stored = try writer.reader.visit(visit.id) {
        try writer.complete(hash, on: stored, by: caller)
        try writer.appendJournal(
          AuditLine(
            principal: caller.principal, method: Self.name + "/PutAttachment", peer: "device",
            subjects: [visit.customerID]))
      }
      return try writer.reader.attachment(hash, of: visit.id)
    }
    guard let stored else {
      throw Status(
        .dataLoss, "sha256: what was received is another file; send it again from 0",
        ErrorInfo(reason: "HASH_MISMATCH", field: "sha256"))
    }
    return stored
  }

  @Sendable
  func getAttachment(
    _ request: GetAttachmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetAttachmentResponse {
    let (visit, hash, known) = try attachment(request.visitID, request.sha256, caller, reader)
    if known.completeTime == nil {
      throw Status.precondition(
        "ATTACHMENT_PENDING", "sha256", "the file is not whole yet; ask again later"
      ).with("received", String(known.received))
    }
    if !(0...known.size).contains(request.offset) {
      throw .outOfRange("offset", min: 0, max: known.size)
    }
    // A file is somebody's own: who read it is written down before it leaves.
    if request.offset == 0 {
      try context.writeDown(
        AuditLine(
          principal: caller.principal, method: Self.name + "/GetAttachment", peer: caller.address,
          subjects: [visit.customerID], read: FeedEntity.visit))
    }
    var response = GetAttachmentResponse()
    response.attachment = known
    response.chunk = try reader.attachmentPiece(hash, of: visit.id, from: request.offset)
    return response
  }

  private func attachment(
    _ visitID: VisitID, _ text: String, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> (visit: Visit, hash: [UInt8], known: VisitAttachment) {
    var visit = try reader.visit(visitID, field: "visit_id", caller)
    guard let hash = VisitAttachment.hash(text) else {
      throw .malformed("sha256", "64 digits of 0–9 and a–f")
    }
    while true {
      if let known = try reader.attachment(hash, of: visit.id) { return (visit, hash, known) }
      // What was announced for a visit that its device had moved stands with the one that took its place.
      do throws(Status) {
        visit = try reader.visit(visit.nextID, field: "visit_id", caller)
      } catch {
        if error.code != .notFound && !visit.nextID.isEmpty { throw error }
        throw Status.notFound("sha256", "nothing of that hash was attached to the visit")
          .with("entity", "attachment")
      }
    }
  }
}

extension Status {
  /// Pieces before this one are missing, or somebody else sent them meanwhile.
  fileprivate static func ahead(_ received: Int64) -> Status {
    Status(
      .outOfRange, "offset: the file is here up to \(received); go on from there",
      ErrorInfo(reason: "OFFSET_AHEAD", field: "offset")
    ).with("received", String(received))
  }
}
