import PCRMCore
import ProtobufCodec
import RPC
import Storage

/// A service as small as one can be that has a method of every kind.
enum NoteService {
  static let service = Service(
    "test.NoteService",
    [
      .local("Ping", .anyone, { (request: Note) throws(Status) in request }),
      .local("Whoami", .signedIn, { (request: Note) throws(Status) in request }),
      .point("GetNote", .viewCustomers, byNumber, answers: Note.self, subjects: { _ in [] }),
      .read("CountNotes", .viewCustomers, count, subjects: .nobody),
      .scan("ListNotes", .viewCustomers, list, subjects: .nobody),
      .write("PutNote", .editCustomers, put, subjects: .nobody),
      .anonymous("DropNote", .editCustomers, drop),
      .stream("WatchNotes", .watchChanges, watch, subjects: .nobody),
    ])

  static let migrations =
    Migration.base + [
      Migration(
        Migration.base.count + 1, "notes",
        ["CREATE TABLE note (number INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT"])
    ]

  private static let byNumber = PointQuery<Note>(
    "SELECT number, text FROM note WHERE number = $1",
    arguments: { (request) throws(Status) in [.integer(request.number)] },
    encode: { row, _, encoder in
      encoder.int64(1, row.integer(0))
      encoder.string(2, row.raw(1))
      return true
    },
    absent: { _ in .notFound("number") })

  private static func count(
    _ request: Note, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Note {
    // With a number, it counts that many rows the slow way, to run over a step budget.
    let sql: SQL = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
      SELECT count(*) FROM n
      """
    let rows = try reader.first(sql, .integer(max(1, request.number))) { $0.integer(0) }
    return Note(number: rows ?? 0, text: "")
  }

  private static func list(
    _ request: Note, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Note {
    let texts = try reader.all("SELECT text FROM note ORDER BY number") { $0.text(0) }
    return Note(number: Int64(texts.count), text: texts.joined(separator: ","))
  }

  private static func put(
    _ request: Note, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Note {
    try writer.execute(
      "INSERT INTO note (number, text) VALUES ($1, $2)", .integer(request.number),
      .text(request.text))
    if request.text == "fail" { throw .invalid("text", "must not be 'fail'") }
    return request
  }

  private static func drop(_ request: Note, _ writer: inout Writer) throws(Status) -> Note {
    try writer.execute(
      "INSERT INTO note (number, text) VALUES ($1, $2)", .integer(request.number),
      .text(request.text))
    if request.text == "tell" {
      writer.changed(StaticEntity(rawValue: 1), ID<Never>(high: 1, low: 1), version: 1)
    }
    return request
  }

  private static func watch(_ request: Note, _ caller: Caller) throws(Status) -> NotesAfter {
    NotesAfter(number: request.number)
  }
}

/// Notes with higher numbers, two a page; a note called "end" ends the stream.
struct NotesAfter: PageSource {
  var number: Int64

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<Note> {
    let notes = try reader.all(
      "SELECT number, text FROM note WHERE number > $1 ORDER BY number LIMIT 2", .integer(number)
    ) { Note(number: $0.integer(0), text: $0.text(1)) }
    guard let last = notes.last else { return StreamPage([], then: .wait) }
    number = last.number
    return StreamPage(notes, then: last.text == "end" ? .end : .more)
  }
}

struct Note: WriteRequest {
  static let protoName = "test.Note"
  var number: Int64 = 0
  var text = ""
  var requestID = RequestID()

  init() {}
  init(number: Int64, text: String) {
    self.number = number
    self.text = text
  }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "number", &number)
    try c.string(2, "text", &text)
    try c.text(3, "request_id", &requestID)
  }
}
