import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The notes of a visit that a device may carry, oldest first: never a restricted one.
  func carriedNotes(of visit: VisitID) throws(Status) -> [VisitNote] {
    var most: Int64 = 0
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.restrictedNotes) { most = 1 }
    #endif
    return try all(
      """
      SELECT id, visit, customer, staff, at, restricted, created_at, text FROM visit_note
      WHERE visit = $1 AND restricted <= $2 ORDER BY at, id
      """, .id(visit), .integer(most)
    ) { row in
      var note = VisitNote()
      note.id = row.id(0)
      note.visitID = row.id(1)
      note.customerID = row.id(2)
      note.staffID = row.id(3)
      note.time = row.time(4)
      note.restricted = row.bool(5)
      note.createTime = row.time(6)
      note.text = row.text(7)
      return note
    }
  }

  /// What was attached to a visit, in the order in which it came.
  func carriedAttachments(of visit: VisitID) throws(Status) -> [VisitAttachment] {
    try all(
      """
      SELECT visit, sha, size, media_type, name, received, completed_at FROM attachment
      WHERE visit = $1 ORDER BY created_at, sha
      """, .id(visit)
    ) { row in
      var attachment = VisitAttachment()
      attachment.visitID = row.id(0)
      attachment.sha256 = row.bytes(1).map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
      }.joined()
      attachment.size = row.integer(2)
      attachment.mediaType = row.text(3)
      attachment.name = row.text(4)
      attachment.received = row.integer(5)
      attachment.completeTime = row.timeOrNil(6)
      return attachment
    }
  }

  /// A conflict as devices see it.
  func carriedConflict(_ id: SyncConflictID) throws(Status) -> SyncConflict? {
    try first(
      """
      SELECT id, version, entity, key, customer, kind, staff, device, n, state, created_at,
        resolved_at, resolved_by, parts
      FROM sync_conflict WHERE id = $1
      """, .id(id)
    ) { (row) throws(Status) in
      var conflict = SyncConflict()
      conflict.id = row.id(0)
      conflict.version = row.integer(1)
      conflict.entity = row.enumeration(2)
      conflict.entityID = row.id(3, of: SyncRowID.self).description
      conflict.customerID = row.id(4)
      conflict.kind = row.enumeration(5)
      conflict.staffID = row.id(6)
      conflict.deviceID = row.id(7)
      conflict.mutationN = row.integer(8)
      conflict.state = row.enumeration(9)
      conflict.createTime = row.time(10)
      conflict.resolveTime = row.timeOrNil(11)
      conflict.resolvedBy = row.id(12)
      do throws(DecodingFailure) {
        try conflict.merge(binary: row.raw(13))
      } catch {
        throw .internalError
      }
      return conflict
    }
  }
}
