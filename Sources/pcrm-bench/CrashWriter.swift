import Dispatch
import Glibc
import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

/// Writes numbered rows from eight threads until it is killed, and prints each number once its write was answered.
///
/// Whoever kills it then looks whether every number that was printed is stored, and nothing by halves: each write
/// puts its number into two tables.
func runCrashWriter(directory: String) throws {
  let tables = Migration(
    Migration.baseCount + 1, "crash",
    [
      "CREATE TABLE crash_a (number {bigint} PRIMARY KEY, filler TEXT NOT NULL) {clustered}",
      "CREATE TABLE crash_b (number {bigint} PRIMARY KEY, filler TEXT NOT NULL) {clustered}",
    ])
  var options = SQLiteOptions()
  // Small, so that kills fall into checkpoints too.
  options.checkpointPages = 50
  options.checkpointPagesMax = 150
  let database = try SQLiteDatabase.open(
    path: directory, migrations: Migration.base + [tables], options: options)
  let last = try database.read { (reader) throws(Status) in
    try reader.first("SELECT coalesce(max(number), 0) FROM crash_a") { (row) throws(Status) in
      row.integer(0)
    }
  }
  let number = Atomic(last ?? 0)
  DispatchQueue.concurrentPerform(iterations: 8) { _ in
    while true {
      let mine = number.wrappingAdd(1, ordering: .relaxed).newValue
      do throws(Status) {
        try database.write { (writer) throws(Status) in
          let filler = Value.text(String(repeating: "가", count: Int(mine % 200)))
          try writer.execute(
            "INSERT INTO crash_a (number, filler) VALUES ($1, $2)", .integer(mine), filler)
          try writer.execute(
            "INSERT INTO crash_b (number, filler) VALUES ($1, $2)", .integer(mine), filler)
          if mine % 7 == 0 {
            try writer.execute("DELETE FROM crash_a WHERE number = $1", .integer(mine - 6))
            try writer.execute("DELETE FROM crash_b WHERE number = $1", .integer(mine - 6))
          }
        }
      } catch {
        put("crash-writer: \(error)\n", 2)
        exit(1)
      }
      put("\(mine)\n", 1)
    }
  }
}

/// Writes a line in one piece.
private func put(_ line: String, _ descriptor: Int32) {
  var line = line
  line.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
}
