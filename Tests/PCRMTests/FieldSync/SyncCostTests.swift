import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization
import Testing

@testable import PCRM

/// The statements that were run, as SQLite was given them.
final class StatementLog: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) { texts.withLock { $0.append(text) } }
  func clear() { texts.withLock { $0 = [] } }
  var all: [String] { texts.withLock { $0 } }

  /// Those that change something.
  var writes: [String] {
    all.filter { text in
      ["INSERT", "UPDATE", "DELETE"].contains { text.hasPrefix($0) }
    }
  }

  /// Those that are about field sync.
  var sync: [String] { all.filter { $0.contains("sync_") } }
}

/// What keeping devices up to date costs every change, counted in statements.
struct SyncCostTests {
  /// Would catch that everybody pays for field sync where nobody has a device, or pays for the devices of others.
  @Test func statements() throws {
    let log = StatementLog()
    var options = SQLiteOptions()
    options.record = { log.add($0) }
    try withPCRM(options: options) { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      // No try counts that lies more than a day before the visit.
      pcrm.clock.advance(seconds: 2 * 3600)
      func cost(_ body: () throws -> Void) throws -> Int {
        log.clear()
        try body()
        return log.sync.count
      }
      func change() throws {
        _ = try world.admin.attempt(visit.id, .noAnswer, at: pcrm.clock.now())
      }
      let other = try world.customer()
      func rename() throws {
        _ = try world.admin.update(
          try world.admin.get(other).with { $0.language = $0.language == "ko" ? "en" : "ko" },
          ["language"])
      }
      #expect(try cost(change) == 1, "one look at one row")
      #expect(try cost(rename) == 1)
      #expect(try cost { _ = try pcrm.staff("새 직원") } == 0)

      // Somebody else has a phone.
      _ = try world.phone(of: world.visits.berta)
      #expect(try cost(change) <= 4)
      #expect(try cost(rename) <= 3)
      // The one whose visit it is has one too.
      _ = try world.phone(of: world.visits.anna)
      #expect(try cost(change) <= 6)
      #expect(try cost(rename) <= 3)
    }
  }
}
