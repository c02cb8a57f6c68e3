import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitNote {
  /// What a query for notes selects of `t`.
  static let columns =
    "t.id, t.customer, t.visit, t.staff, t.at, t.restricted, t.created_at, t.text"

  init(_ row: any Row) {
    self.init()
    id = row.id(0)
    customerID = row.id(1)
    visitID = row.id(2)
    staffID = row.id(3)
    time = row.time(4)
    restricted = row.bool(5)
    createTime = row.time(6)
    text = row.text(7)
  }
}

extension Reader {
  /// A note, whoever asks.
  func visitNote(_ id: VisitNoteID) throws(Status) -> VisitNote? {
    try first(
      SQL(
        built: """
          SELECT \(VisitNote.columns) FROM visit_note t
          WHERE t.id = $1 AND \(SyncErasure.hidesErased("t.customer"))
          """), .id(id)
    ) { VisitNote($0) }
  }

  /// Walks the notes of a visit, oldest first.
  func visitNotes(
    of visit: VisitID, after: TimePlace<Entity.VisitNote> = TimePlace([]),
    row take: (VisitNote) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      SQL(
        built: """
          SELECT \(VisitNote.columns) FROM visit_note t
          WHERE t.visit = $1 AND (t.at, t.id) > ($2, $3)
            AND \(SyncErasure.hidesErased("t.customer"))
          ORDER BY t.at, t.id
          """), [.id(visit), .integer(after.time), .place(after.id)]
    ) { (row) throws(Status) in try take(VisitNote(row)) }
  }
}

extension Writer {
  /// Adds a note to a visit. Errors name the note's fields.
  mutating func addNote(_ draft: VisitNote, to visit: Visit) throws(Status) -> VisitNote {
    var note = draft
    note.text = note.text.composed
    try note.check()
    if note.id.isEmpty {
      note.id = newID()
    } else {
      try note.id.checkClientMade("id")
      if try reader.visitNote(note.id) != nil { throw .idTaken("id") }
    }
    let count = try reader.first(
      "SELECT count(*) FROM visit_note WHERE visit = $1", .id(visit.id)
    ) { $0.integer(0) }
    if count ?? 0 >= VisitNote.perVisitMax {
      throw Status(
        .resourceExhausted, "visit_id: a visit may have \(VisitNote.perVisitMax) notes",
        ErrorInfo(reason: "CAP_REACHED", field: "visit_id")
      ).with("max", String(VisitNote.perVisitMax))
    }
    note.visitID = visit.id
    note.customerID = visit.customerID
    note.time = try EffectTime.of(note.time, now: now, notBefore: nil, "time")
    note.createTime = Timestamp(microseconds: now.microseconds)
    try execute(
      "INSERT INTO visit_note VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", .id(note.id),
      .id(note.customerID), .id(note.visitID), .id(note.staffID), .time(note.time),
      .bool(note.restricted), .time(note.createTime), .text(note.text))
    changed(FeedEntity.visitNote, note.id, version: 1)
    return note
  }
}
