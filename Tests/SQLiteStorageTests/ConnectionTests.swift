import CSQLite
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite struct ConnectionTests {
  /// A statement that fails, with what its caller is told. Before it there are items 1 "one" and 2 "two", child of 1.
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let sql: SQL
    let code: StatusCode
    let reason: String
    let constraint: String?
    var isReported = false
    var testDescription: String { name }
  }

  static let faults: [Fault] = [
    Fault(
      name: "a unique column twice told as internal",
      sql: "INSERT INTO item (number, name) VALUES (3, 'one')", code: .alreadyExists,
      reason: "ALREADY_EXISTS", constraint: "item.name"),
    Fault(
      name: "a primary key twice told as internal",
      sql: "INSERT INTO item (number, name) VALUES (1, 'three')", code: .alreadyExists,
      reason: "ALREADY_EXISTS", constraint: "item.number"),
    Fault(
      name: "a key of a clustered table twice told as internal",
      sql: "INSERT INTO meta (name, value) SELECT name, value FROM meta", code: .alreadyExists,
      reason: "ALREADY_EXISTS", constraint: "meta.name"),
    Fault(
      name: "a missing parent stored",
      sql: "INSERT INTO item (number, name, parent) VALUES (3, 'three', 9)",
      code: .failedPrecondition, reason: "REFERENCE_MISSING", constraint: nil),
    Fault(
      name: "a parent deleted under its child", sql: "DELETE FROM item WHERE number = 1",
      code: .failedPrecondition, reason: "REFERENCE_MISSING", constraint: nil),
    Fault(
      name: "a check ignored",
      sql: "INSERT INTO item (number, name, size) VALUES (3, 'three', -1)", code: .invalidArgument,
      reason: "CONSTRAINT_BROKEN", constraint: "size >= 0"),
    Fault(
      name: "a NULL blamed on the caller", sql: "INSERT INTO item (number) VALUES (3)",
      code: .internal, reason: "INTERNAL", constraint: nil, isReported: true),
    Fault(
      name: "a wrong type stored, or blamed on the caller",
      sql: "INSERT INTO item (number, name) VALUES ('x', 'three')", code: .internal,
      reason: "INTERNAL", constraint: nil, isReported: true),
    Fault(
      name: "a missing table told to the caller", sql: "SELECT * FROM nowhere", code: .internal,
      reason: "INTERNAL", constraint: nil, isReported: true),
  ]

  @Test(arguments: faults) func errorsAreMapped(fault: Fault) throws {
    let store = try TestStore()
    let failure = #expect(throws: Status.self) {
      try store.database.write { (writer) throws(Status) in
        try writer.insert(1, "one")
        try writer.insert(2, "two")
        try writer.execute("UPDATE item SET parent = 1 WHERE number = 2")
        try writer.execute(fault.sql)
      }
    }
    #expect(failure?.code == fault.code)
    #expect(failure?.info.reason == fault.reason)
    #expect(failure?.info.params.first { $0.name == "constraint" }?.value == fault.constraint)
    #expect(
      failure?.message.contains("item") == false, "the schema is told: \(failure?.message ?? "")")
    #expect(store.reports.withLock { !$0.isEmpty } == fault.isReported)
  }

  @Test func aBusyDatabaseIsUnavailable() throws {
    let store = try TestStore { $0.busyMilliseconds = 20 }
    let other = try SQLiteConnection(file: store.file, role: .writer, options: SQLiteOptions())
    try other.execute("BEGIN IMMEDIATE")
    let failure = #expect(throws: Status.self) {
      try store.database.write { (writer) throws(Status) in try writer.insert(1, "a") }
    }
    #expect(failure?.code == .unavailable)
    try other.execute("ROLLBACK")
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "a") }
  }

  @Test func noValueReachesTheLog() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in
      try writer.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
    }
    #expect(throws: Status.internalError) {
      try store.database.read { (reader) throws(Status) in
        try reader.all("SELECT word FROM words WHERE words MATCH $1", .text("\"secret 010")) {
          (row) throws(Status) in row.text(0)
        }
      }
    }
    let lines = store.reports.withLock { $0 }
    #expect(lines.count == 1)
    #expect(!lines.joined().contains("secret"))
  }

  @Test func parametersAreBoundByNameAndValuesComeBack() throws {
    let store = try TestStore()
    let row = try store.database.read { (reader) throws(Status) in
      try reader.first(
        "SELECT $2, $1, $4, $3, $1, $5, $6, $7",
        .integer(1), .text("둘"), .blob([3, 0, 3]), .real(4.5), .null, .text(""), .blob([])
      ) { (row) throws(Status) in
        [
          row.text(0), "\(row.integer(1))", "\(row.real(2))", "\(row.bytes(3))",
          "\(row.integer(4))",
          "\(row.isNull(5))", "\(row.isNull(6))\(row.text(6))", "\(row.isNull(7))\(row.bytes(7))",
        ]
      }
    }
    #expect(row == ["둘", "1", "4.5", "[3, 0, 3]", "1", "true", "false", "false[]"])
  }

  @Test func keysKeepTheirBytes() throws {
    let store = try TestStore()
    let key = CustomerID(high: 0x0102_0304_0506_0708, low: 0xf0f1_f2f3_f4f5_f6f7)
    let (back, hex) = try store.database.read { (reader) throws(Status) in
      try reader.first("SELECT $1, hex($1)", .id(key)) { (row) throws(Status) in
        (row.id(0, of: CustomerID.self), row.text(1))
      } ?? (CustomerID(), "")
    }
    #expect(back == key)
    #expect(hex == "0102030405060708F0F1F2F3F4F5F6F7")
  }

  @Test(
    "A statement that does not fit its arguments is a fault of the program",
    arguments: [
      ("one too few", "SELECT $1, $2", 1), ("one too many", "SELECT $1", 2),
      ("a parameter without a number", "SELECT ?", 1), ("another name", "SELECT :name", 1),
      ("two statements", "SELECT $1; SELECT 2", 1), ("nothing", "  ", 0),
    ])
  func refusesWhatDoesNotFit(what: String, sql: String, count: Int) throws {
    let store = try TestStore()
    #expect(throws: Status.internalError) {
      try store.database.read { (reader) throws(Status) in
        try reader.all(SQL(built: sql), Array(repeating: .integer(1), count: count)) {
          (row) throws(Status) in row.integer(0)
        }
      }
    }
  }

  @Test func aStatementInsideItsOwnRowsStandsOnItsOwn() throws {
    let store = try TestStore()
    @Sendable func numbers(_ reader: Reader, _ depth: Int) throws(Status) -> [Int64] {
      var found: [Int64] = []
      try reader.each("SELECT value FROM json_each('[1,2]')", []) { (row) throws(Status) in
        found.append(row.integer(0))
        if depth > 0 { found += try numbers(reader, depth - 1) }
        return true
      }
      return found
    }
    let found = try store.database.read { (reader) throws(Status) in try numbers(reader, 2) }
    #expect(found == [1, 1, 1, 2, 2, 1, 2, 2, 1, 1, 2, 2, 1, 2])
  }

  @Test func aWriteWithRowsIsDoneEvenWhenItsReaderLeaves() throws {
    let store = try TestStore()
    let first = try store.database.write { (writer) throws(Status) -> Int64? in
      try writer.reader.first(
        "INSERT INTO item (number, name) VALUES (1, 'a'), (2, 'b') RETURNING number"
      ) { (row) throws(Status) in row.integer(0) }
    }
    #expect(first == 1)
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 2)
  }

  @Test func changesAreCounted() throws {
    let store = try TestStore()
    let counts = try store.database.write { (writer) throws(Status) -> [Int] in
      try writer.insert(1, "a")
      try writer.insert(2, "b")
      return [
        try writer.execute("UPDATE item SET size = 5"), try writer.execute("SELECT 1"),
        try writer.execute("UPDATE item SET size = 6 WHERE number = 9"),
        try writer.execute("DELETE FROM item"),
      ]
    }
    #expect(counts == [2, 0, 0, 2])
  }

  @Test func literalsAreKeptByAddressAndBuiltTextsAreBounded() throws {
    let store = try TestStore()
    let connection = try SQLiteConnection(file: store.file, role: .reader, options: SQLiteOptions())
    func prepared(_ text: String) throws -> Statement {
      var pointer: OpaquePointer?
      sqlite3_prepare_v2(connection.handle, text, -1, &pointer, nil)
      let found = try #require(pointer)
      return try #require(Statement(found, text: text))
    }
    var cache = StatementCache()
    let texts: [StaticString] = ["SELECT 1", "SELECT 2", "SELECT 3"]
    for text in texts { cache.insert(try prepared(text.description), for: .fixed(text)) }
    for number in 0..<(2 * StatementCache.builtMax) {
      let text = "SELECT \(number)"
      cache.insert(try prepared(text), for: .built(text))
      #expect(cache[.built(text)]?.text == text)
      #expect(cache.builtCount <= StatementCache.builtMax)
    }
    for text in texts { #expect(cache[.fixed(text)]?.text == text.description) }
    cache.removeAll()
    #expect(cache[.fixed(texts[0])] == nil)
  }

  @Test func statementsAreRecordedWithoutTheirValues() throws {
    let lines = Mutex<[String]>([])
    let sink = Mutex(false)
    let store = try TestStore {
      $0.record = { line in if sink.withLock({ $0 }) { lines.withLock { $0.append(line) } } }
    }
    sink.withLock { $0 = true }
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "hidden") }
    #expect(
      lines.withLock { $0 } == [
        "BEGIN IMMEDIATE", "INSERT INTO item (number, name, size) VALUES ($1, $2, $3)", "COMMIT",
      ])
  }
}
