import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM
@testable import Storage

/// What keeping devices up to date costs a change, in time; run by hand, with PCRM_MEASURE set.
@Suite(.enabled(if: getenv("PCRM_MEASURE") != nil))
struct SyncMeasureTests {
  @Test func updates() throws {
    try withPCRM(through: .dispatcher) { pcrm in
      let world = try SyncWorld(pcrm)
      let customers = try (0..<200).map { _ in try world.customer() }
      var visits: [Visit] = []
      for (place, customer) in customers.enumerated() {
        visits.append(
          try world.visit(day: Int64(place / 10), hour: 8 + Int64(place % 10)) {
            $0.customerID = customer
          })
      }
      func measure(_ name: String) throws {
        for _ in 0..<2 {
          var start = Instant.now()
          try changeCustomers(customers, pcrm)
          let one = Double(Instant.now().since(start)) / Double(customers.count) / 1000
          start = Instant.now()
          try changeVisits(visits, pcrm)
          let two = Double(Instant.now().since(start)) / Double(visits.count) / 1000
          print("\(name): customer \(Int(one)) µs, visit \(Int(two)) µs")
        }
      }
      try measure("nobody")
      try world.enrol(1200)
      try measure("1,200 others")
      let start = Instant.now()
      let phone = try world.phone(of: world.visits.anna)
      print("hello with \(visits.count) visits: \(Instant.now().since(start) / 1000) µs")
      try phone.pull()
      try measure("1,200 and the one concerned")
    }
  }

  /// What a step of bulk work costs with everything that follows from it, at the bound of its changes.
  @Test func steps() throws {
    try withPCRM(through: .dispatcher) { pcrm in
      let world = try SyncWorld(pcrm)
      let customers = try (0..<200).map { _ in try world.customer() }
      var visits: [Visit] = []
      for (place, customer) in customers.enumerated() {
        visits.append(
          try world.visit(day: Int64(place / 10), hour: 8 + Int64(place % 10)) {
            $0.customerID = customer
          })
      }
      try world.enrol(1200)
      for staff in [world.visits.anna, world.visits.berta] { _ = try world.phone(of: staff) }
      for round in 0..<4 {
        let to = round % 2 == 0 ? world.visits.berta : world.visits.anna
        let batch = Array(visits[(round * 40)..<(round * 40 + 40)].map(\.id))
        let times = try pcrm.database.write { (writer) throws(Status) -> [UInt64] in
          let start = Instant.now()
          for id in batch {
            guard let stored = try writer.reader.visit(id) else { throw .internalError }
            _ = try writer.reassign(stored, to: to, reason: "round \(round)", by: .clock)
          }
          let done = Instant.now()
          try writer.recordStep("test/bulk")
          return [done.since(start) / 1000, Instant.now().since(done) / 1000]
        }
        print("40 visits given away: \(times[0]) µs, and \(times[1]) µs for what follows")
      }
      let anna = world.visits.anna
      let erased = try pcrm.database.write { (writer) throws(Status) -> [UInt64] in
        var times: [UInt64] = []
        try writer.execute("UPDATE sync_user SET day = day - 31 WHERE staff = $1", .id(anna))
        var isDone = false
        while !isDone {
          let start = Instant.now()
          let stopAt = start.adding(nanoseconds: Writer.syncStepNanoseconds)
          isDone = try writer.catchUp(anna, stopAt: stopAt)
          times.append(Instant.now().since(start) / 1000)
        }
        return times
      }
      print("a window that moves by 31 days: \(erased) µs")
    }
  }

  /// What a wave costs whoever opens and closes it, and each step of the rounds that bring its form to 1,200 people.
  @Test func formRounds() throws {
    try withPCRM(through: .dispatcher) { pcrm in
      let world = try SyncWorld(pcrm)
      try world.enrol(1200)
      let answers = try AnswerWorld(pcrm)
      for name in ["comes", "leaves"] {
        if name == "leaves" {
          let start = Instant.now()
          _ = try world.admin.closeWave(answers.wave.id)
          print("closing the wave: \(Instant.now().since(start) / 1000) µs")
        }
        var times: [UInt64] = []
        var isOver = false
        while !isOver {
          let (took, wasLast) = try pcrm.database.write {
            (writer) throws(Status) -> (UInt64, Bool) in
            let start = Instant.now()
            guard let timer = try writer.reader.dueTimers([SyncFormRound.kind], max: 1).first else {
              return (0, true)
            }
            if case .again(let time, let payload) = try SyncFormRound.step(timer, &writer) {
              try writer.schedule(timer.kind, key: timer.key, at: time, payload: payload)
            } else {
              try writer.unschedule(timer.kind, key: timer.key)
            }
            return (Instant.now().since(start) / 1000, false)
          }
          isOver = wasLast
          if !wasLast { times.append(took) }
        }
        print("a form \(name): \(times) µs")
      }
    }
  }

  /// Inside one transaction, so that what the disk takes is not measured.
  private func changeCustomers(_ ids: [CustomerID], _ pcrm: PCRMFixture) throws {
    try pcrm.database.write { (writer) throws(Status) in
      for id in ids {
        try writer.apart { (writer) throws(Status) in
          guard let stored = try writer.reader.customer(id) else { throw .internalError }
          var patch = stored
          patch.language = stored.language == "ko" ? "en" : "ko"
          let edit = try writer.reader.update(
            of: stored, with: patch, mask: FieldMask(paths: ["language"]), by: .clock, nil)
          try writer.carryOut(edit, by: .clock)
          try writer.recordStep("test/change")
        }
      }
    }
  }

  private func changeVisits(_ visits: [Visit], _ pcrm: PCRMFixture) throws {
    try pcrm.database.write { (writer) throws(Status) in
      for visit in visits {
        try writer.apart { (writer) throws(Status) in
          guard let stored = try writer.reader.visit(visit.id) else { throw .internalError }
          var changed = stored
          changed.note = "version \(stored.version)"
          try writer.updateVisit(changed, from: stored, fields: ["note"], by: .clock)
          try writer.recordStep("test/change")
        }
      }
    }
  }
}
