import PCRMCore
import ProtobufCodec
import Storage
import Testing

@testable import SQLiteStorage

/// Parts of a write that are taken back while the write goes on.
@Suite struct SavepointTests {
  private static let entity = StaticEntity(rawValue: 1)

  /// What a write left: the items' names, the changes noted, and the keys made.
  private struct Left: Equatable {
    var names: [String]
    var changes: [Int64]
    var keys: Int
  }

  private func run(
    _ body: @escaping @Sendable (inout Writer, inout [CustomerID]) throws(Status) -> Void
  ) throws -> Left {
    let store = try TestStore()
    let database = try store.database
    let (keys, changes) = try database.write { (writer) throws(Status) in
      var keys: [CustomerID] = []
      try body(&writer, &keys)
      return (keys, writer.changes.map(\.version))
    }
    let names = try database.read { (reader) throws(Status) in try reader.names() }
    return Left(names: names, changes: changes, keys: Set(keys).count)
  }

  /// Would catch rows or feed lines of a part that failed, and a key that is given out twice.
  @Test func aPartThatFailsIsTakenBackAndTheRestStays() throws {
    let left = try run { (writer, keys) throws(Status) in
      func step(_ number: Int64, _ writer: inout Writer) throws(Status) {
        let key: CustomerID = writer.newID()
        keys.append(key)
        try writer.insert(number, "n\(number)")
        writer.changed(Self.entity, key, version: number)
      }
      try step(1, &writer)
      var failure: Status?
      do throws(Status) {
        try writer.savepoint { (writer) throws(Status) in
          try step(2, &writer)
          throw .notFound("name")
        }
      } catch {
        failure = error
      }
      #expect(failure?.code == .notFound, "why it failed is told")
      try writer.savepoint { (writer) throws(Status) in try step(3, &writer) }
    }
    #expect(left == Left(names: ["n1", "n3"], changes: [1, 3], keys: 3))
  }

  /// Would catch a name that an inner part takes from the outer one.
  @Test func partsOfParts() throws {
    for (outerFails, expected) in [(false, ["n1", "n2", "n4"]), (true, ["n1", "n5"])] {
      let left = try run { (writer, _) throws(Status) in
        try writer.insert(1, "n1")
        do throws(Status) {
          try writer.savepoint { (writer) throws(Status) in
            try writer.insert(2, "n2")
            do throws(Status) {
              try writer.savepoint { (writer) throws(Status) in
                try writer.insert(3, "n3")
                throw .notFound("name")
              }
            } catch {}
            try writer.savepoint { (writer) throws(Status) in try writer.insert(4, "n4") }
            if outerFails { throw .notFound("name") }
          }
        } catch { try writer.insert(5, "n5") }
      }
      #expect(left.names == expected)
    }
  }

  /// Would catch a part whose end is taken for the commit, and a count of open constraints that outlives what opened it.
  @Test func constraintsOfTheCommit() throws {
    let left = try run { (writer, _) throws(Status) in
      try writer.savepoint { (writer) throws(Status) in
        try writer.insert(1, "n1")
        try writer.execute("UPDATE item SET late_parent = 2 WHERE number = 1")
      }
      do throws(Status) {
        try writer.savepoint { (writer) throws(Status) in
          try writer.execute("UPDATE item SET late_parent = 99 WHERE number = 1")
          throw .notFound("name")
        }
      } catch {}
      try writer.insert(2, "n2")
    }
    #expect(left.names == ["n1", "n2"])
  }

  /// Would catch a group that is run again, or loses a neighbour, because a part of one job failed; and a job that fails
  /// after its parts and leaves something.
  @Test func besideOthersInAGroup() throws {
    let store = try TestStore()
    let database = try store.database
    for lastFails in [false, true] {
      let release = database.holdWriter()
      let sink = Collector()
      for number in 0..<6 {
        let number = Int64(number + (lastFails ? 10 : 0))
        database.write(UInt32(number), sink) { (writer) throws(Status) in
          try writer.insert(number, "n\(number)")
          do throws(Status) {
            try writer.savepoint { (writer) throws(Status) in
              try writer.insert(100 + number, "part \(number)")
              throw .notFound("name")
            }
          } catch {}
          if number == 15 { throw .notFound("number") }
        }
      }
      release.set()
      let groups = try sink.wait(for: 6)
      #expect(groups.count == 1)
      #expect(codes(groups[0]).filter { $0 != .ok } == (lastFails ? [.notFound] : []))
    }
    let names = try database.read { (reader) throws(Status) in try reader.names() }
    #expect(names == (0..<6).map { "n\($0)" } + (10..<15).map { "n\($0)" })
    #expect(database.counters.reruns.value == 0)
  }

  /// Would catch a full disk that is taken for the failure of one part: the transaction is gone with all that was done
  /// before it.
  @Test func aFullDiskEndsTheWhole() throws {
    let store = try TestStore()
    let database = try store.database
    try database.write { (writer) throws(Status) in
      let used = try writer.reader.first("PRAGMA page_count") { $0.integer(0) } ?? 0
      _ = try writer.reader.all(SQL(built: "PRAGMA max_page_count = \(used + 10)"), []) { _ in 0 }
    }
    var failure: Status?
    do throws(Status) {
      try database.write { (writer) throws(Status) in
        try writer.insert(1, "n1")
        try writer.savepoint { (writer) throws(Status) in
          try writer.execute(
            "INSERT INTO item (number, name, filler) VALUES (2, 'n2', zeroblob(400000))")
        }
      }
    } catch {
      failure = error
    }
    #expect(failure?.info.reason == "STORAGE_FULL")
    #expect(try database.read { (reader) throws(Status) in try reader.names() } == [])
  }
}
