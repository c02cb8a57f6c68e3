import Glibc
import PCRMCore
import ProtobufCodec
import RPC
import Storage
import Synchronization

/// The message that the tests send to and fro.
///
/// ```proto
/// message Note { int64 number = 1; string text = 2; bytes body = 3; }
/// ```
struct Note: WriteRequest {
  static let protoName = "test.Note"
  var number: Int64 = 0
  var text = ""
  var body: [UInt8] = []
  var requestID = RequestID()

  init() {}
  init(_ number: Int64, _ text: String = "") {
    self.number = number
    self.text = text
  }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "number", &number)
    try c.string(2, "text", &text)
    try c.bytes(3, "body", &body)
    try c.text(4, "request_id", &requestID)
  }
}

/// A method of every kind, over one table.
enum NoteService {
  static let service = Service(
    "test.NoteService",
    [
      .local("Say", .anyone) { (request: Note) throws(Status) in request },
      .local("Fill", .anyone, fill),
      .local("Fail", .anyone, fail),
      .point("GetNote", .viewCustomers, byNumber, answers: Note.self, subjects: { _ in [] }),
      .scan("Slow", .viewCustomers, slow, subjects: .nobody),
      .scan("Work", .viewCustomers, work, subjects: .nobody),
      .write("PutNote", .editCustomers, put, subjects: .nobody),
      .stream("Count", .anyone, count, subjects: .nobody),
      .stream("Watch", .anyone, watch, subjects: .nobody),
    ])

  static let migrations =
    Migration.base + [
      Migration(
        Migration.base.count + 1, "notes",
        ["CREATE TABLE note (number INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT"])
    ]

  /// Answers as many bytes as the number says.
  private static func fill(_ request: Note) throws(Status) -> Note {
    var answer = Note(request.number)
    answer.body = [UInt8](repeating: 7, count: Int(request.number))
    return answer
  }

  private static func fail(_ request: Note) throws(Status) -> Note {
    throw Status(
      .notFound, "text: 한글 is not there",
      ErrorInfo(reason: "NOT_FOUND", field: "text", params: [.init(name: "n", value: "1")]))
  }

  private static let byNumber = PointQuery<Note>(
    "SELECT number, text FROM note WHERE number = $1",
    arguments: { (request) throws(Status) in [.integer(request.number)] },
    encode: { row, _, encoder in
      encoder.int64(1, row.integer(0))
      encoder.string(2, row.raw(1))
      return true
    },
    absent: { _ in .notFound("number") })

  /// Answers after as many milliseconds as the number says.
  private static func slow(
    _ request: Note, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Note {
    usleep(UInt32(request.number) * 1000)
    return request
  }

  /// Calls of `Work` that were told that nobody waits any more.
  static let stopped = Atomic(0)

  /// Works for so many milliseconds without a statement, but asks whether to go on.
  private static func work(
    _ request: Note, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Note {
    for _ in 0..<request.number {
      usleep(1000)
      do throws(Status) {
        try reader.checkMayGoOn()
      } catch {
        stopped.add(1, ordering: .relaxed)
        throw error
      }
    }
    return request
  }

  private static func put(
    _ request: Note, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Note {
    try writer.execute(
      "INSERT INTO note (number, text) VALUES ($1, $2)", .integer(request.number),
      .text(request.text))
    return request
  }

  private static func count(_ request: Note, _ caller: Caller) throws(Status) -> Counting {
    if request.number < 0 { throw .invalid("number", "must not be negative") }
    return Counting(next: 1, last: request.number, text: request.text)
  }

  private static func watch(_ request: Note, _ caller: Caller) throws(Status) -> NotesAfter {
    NotesAfter(number: request.number)
  }
}

/// The numbers up to the request's, two a page; the text makes it fail, be empty or be large.
struct Counting: PageSource {
  /// How many pages of large messages were read; one test asks for them.
  static let largePages = Atomic(0)

  var next: Int64
  let last: Int64
  let text: String

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<Note> {
    if text == "large" { Self.largePages.add(1, ordering: .relaxed) }
    var notes: [Note] = []
    while next <= last && notes.count < 2 {
      var note = Note(next)
      if text == "empty" { note = Note() }
      if text == "large" { note.body = [UInt8](repeating: 1, count: 60_000) }
      notes.append(note)
      next += 1
    }
    if text == "fail" && next > last { throw .notFound("number") }
    return StreamPage(notes, then: next > last ? .end : .more)
  }
}

/// Notes with higher numbers, for ever.
struct NotesAfter: PageSource {
  var number: Int64
  var signOfLife: Note? { Note() }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<Note> {
    let notes = try reader.all(
      "SELECT number, text FROM note WHERE number > $1 ORDER BY number LIMIT 2", .integer(number)
    ) { Note($0.integer(0), $0.text(1)) }
    guard let last = notes.last else { return StreamPage([], then: .wait) }
    number = last.number
    return StreamPage(notes, then: .more)
  }
}
