import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Synchronization
import Testing

/// What a push costs the writer, in statements: a bound that a lookup too many breaks.
struct PushCostTests {
  private final class Recorder: Sendable {
    let texts = Mutex<[String]>([])

    var options: SQLiteOptions {
      var options = SQLiteOptions()
      options.record = { text in self.texts.withLock { $0.append(text) } }
      return options
    }

    func count(_ body: () throws -> Void) rethrows -> Int {
      texts.withLock { $0 = [] }
      try body()
      return texts.withLock { $0.count }
    }
  }

  @Test func statements() throws {
    let recorder = Recorder()
    try withPCRM(through: .dispatcher, options: recorder.options) { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      world.world.go(to: VisitWorld.at(10))
      func each(_ make: () -> Mutation) throws -> Double {
        let (few, many) = ((0..<1).map { _ in make() }, (0..<51).map { _ in make() })
        let first = try recorder.count { _ = try world.anna.push(few) }
        let second = try recorder.count { _ = try world.anna.push(many) }
        return Double(second - first) / 50
      }
      let note = try each { world.anna.note(visit.id, "a note") }
      let attempt = try each { world.anna.attempt(visit.id) }
      let seen = try world.admin.visit(visit.id)
      var turn = 0
      let patch = try each {
        turn += 1
        return world.anna.patch(seen, ["note"], hasBase: false) { $0.note = "note \(turn)" }
      }
      #expect(note <= 14, "\(note) statements for a note")
      #expect(attempt <= 24, "\(attempt) statements for a try")
      #expect(patch <= 18, "\(patch) statements for a patch")
    }
  }
}
