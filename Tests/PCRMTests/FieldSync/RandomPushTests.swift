import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Random changes of two devices and the office on one visit, held against a model of a few lines: what a field has, who
/// set it last at which version, and what is in conflict.
struct RandomPushTests {
  /// What the model knows of the visit.
  private struct Model {
    var version: Int64 = 1
    var values: [String: String] = ["note": "", "place": ""]
    /// The version that last changed a field, and who did: 0 is the office.
    var writers: [String: (version: Int64, who: Int)] = [:]
    var conflicts = 0
    var notes = 0

    mutating func set(_ changes: [String: String], by who: Int) {
      let real = changes.filter { values[$0.key] != $0.value }
      if real.isEmpty { return }
      version += 1
      for (field, value) in real {
        values[field] = value
        writers[field] = (version, who)
      }
    }

    /// A patch of a device's.
    mutating func patch(
      _ changes: [String: String], trunk: Int64, log: [(version: Int64, field: String, who: Int)],
      by who: Int
    ) -> MutationOutcome {
      var taken: [String: String] = [:]
      var isContested = false
      let foreign = Set(log.filter { $0.version > trunk && $0.who != who }.map(\.field))
      for (field, value) in changes where values[field] != value {
        if foreign.contains(field) { isContested = true } else { taken[field] = value }
      }
      set(taken, by: who)
      if isContested {
        conflicts += 1
        return .conflict
      }
      return foreign.isEmpty ? .applied : .merged
    }
  }

  @Test(arguments: 0..<12)
  func againstAModel(_ round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let first = try world.world.plan()
      let devices = [
        world.anna, try TestDevice(world.anna.caller, staff: world.world.anna, pcrm.clock),
      ]
      var model = Model()
      var log: [(version: Int64, field: String, who: Int)] = []
      var seen = [first, first]
      var queues: [[(Mutation, [String: String], Int64)]] = [[], []]
      var linked: [Int64] = [0, 0]
      var known: Set<SyncMutationID> = []
      func note(_ before: Model, _ who: Int) {
        for (field, value) in model.values where before.values[field] != value {
          log.append((model.version, field, who))
        }
      }
      for step in 0..<40 {
        let who = Int.random(in: 0..<2, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
          let fields = ["note", "place"].filter { _ in Bool.random(using: &random) }
          if fields.isEmpty { continue }
          var changes: [String: String] = [:]
          for field in fields { changes[field] = "v\(Int.random(in: 0..<4, using: &random))" }
          var mutation = devices[who].patch(seen[who], fields.sorted(), hasBase: false) {
            $0.note = changes["note"] ?? ""
            $0.place = changes["place"] ?? ""
          }
          mutation.afterN = linked[who]
          linked[who] = mutation.n
          queues[who].append((mutation, changes, seen[who].version))
        case 4:
          queues[who].append((devices[who].note(first.id, "\(step)"), [:], 0))
        case 5, 6:
          let value = "v\(Int.random(in: 0..<4, using: &random))"
          let before = model
          _ = try world.admin.change(first, ["note"]) { $0.note = value }
          model.set(["note": value], by: 0)
          note(before, 0)
        case 7: seen[who] = try world.admin.visit(first.id)
        default:
          let sent = queues[who]
          if sent.isEmpty { continue }
          // Half of the answers are lost: the same changes come again with the next ones.
          let isLost = Bool.random(using: &random)
          let response = try devices[who].push(sent.map(\.0))
          #expect(response.results.count == sent.count)
          for ((mutation, changes, trunk), result) in zip(sent, response.results)
          where known.insert(mutation.id).inserted {
            if changes.isEmpty {
              model.notes += 1
              #expect(result.outcome == .applied, "seed \(seed), step \(step)")
              continue
            }
            let before = model
            let expected = model.patch(changes, trunk: trunk, log: log, by: who + 1)
            note(before, who + 1)
            #expect(result.outcome == expected, "seed \(seed), step \(step), n \(result.n)")
          }
          if !isLost { queues[who] = [] }
        }
        let now = try world.admin.visit(first.id)
        #expect(now.note == model.values["note"], "seed \(seed), step \(step)")
        #expect(now.place == model.values["place"], "seed \(seed), step \(step)")
        #expect(now.version == model.version, "seed \(seed), step \(step)")
      }
      #expect(try world.admin.conflicts().count == model.conflicts, "seed \(seed)")
      #expect(try world.notes(first.id).count == model.notes, "seed \(seed)")
    }
  }
}
