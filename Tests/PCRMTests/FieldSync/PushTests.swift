import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// Numbers, receipts and groups: each change is taken once, and nothing holds the queue up.
struct PushTests {
  /// Would catch a gap that is stepped over, and what was taken before it taken back.
  @Test func aGapStopsTheBatch() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let notes = (0..<4).map { world.anna.note(visit.id, "note \($0)") }
      let response = try world.anna.push([notes[0], notes[2], notes[3]])
      #expect(response.results.map(\.n) == [1] && response.expectedN == 2 && response.lastN == 1)
      #expect(try world.notes(visit.id) == ["note 0"])
      let rest = try world.anna.push(Array(notes[1...]))
      #expect(rest.results.map(\.n) == [2, 3, 4] && rest.expectedN == 0)
      #expect(rest.appliedSeq > response.appliedSeq)
    }
  }

  /// Would catch an effect without its receipt, a receipt without its effect, and an answer that is made up anew.
  @Test func everyPrefixOfAPushMayComeAgain() throws {
    for taken in 0...6 {
      try withPCRM { pcrm in
        let world = try PushWorld(pcrm)
        let visit = try world.world.plan { $0.note = "a" }
        world.world.go(to: VisitWorld.at(11))
        let anna = world.anna
        let changes = [
          anna.note(visit.id, "one"),
          anna.patch(visit, ["note"]) { $0.note = "b" },
          anna.patch(visit, ["version"]) { $0.version = 9 },
          anna.patch(visit, ["staff_id"]) { $0.staffID = world.world.berta },
          anna.attempt(visit.id),
          anna.step(visit, .noShow, reason: "nobody opened"),
        ]
        let outcomes: [MutationOutcome] = [
          .applied, .applied, .rejected, .conflict, .applied, .applied,
        ]
        let first = try anna.push(Array(changes[..<taken]))
        #expect(first.results.map(\.outcome) == Array(outcomes[..<taken]))
        let second = try anna.push(changes)
        #expect(second.results.map(\.outcome).count == 6)
        #expect(Array(second.results[..<taken]) == first.results)
        let third = try anna.push(changes)
        #expect(third.results == second.results && third.lastN == 6)
        #expect(try world.notes(visit.id) == ["one"])
        let now = try world.admin.visit(visit.id)
        #expect(now.attempts == 1 && now.state == .noShow && now.note == "b")
        #expect(try world.admin.conflicts().count == 1)
      }
    }
  }

  /// Would catch a number that stands for two changes.
  @Test func aNumberStandsForOneChange() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      var note = world.anna.note(visit.id, "one")
      _ = try world.anna.push(note)
      note.note?.text = "two"
      let refusal = try world.anna.caller.refused(
        "pcrm.v1.FieldSyncService/Push", world.anna.request([note]))
      #expect(refusal == Refusal(.alreadyExists, "MUTATION_REUSED", "mutations[0].n"))
      #expect(try world.notes(visit.id) == ["one"])
      // The same change under another number is the same change.
      note.note?.text = "one"
      note.n = 2
      world.anna.n = 3
      #expect(try world.anna.push(note).outcome == .duplicate)
      #expect(try world.notes(visit.id) == ["one"])
    }
  }

  /// Would catch an id that wedges the queue when it comes twice in a group.
  @Test func anIDTwiceInAGroup() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      var first = world.anna.note(visit.id, "one")
      first.groupID = world.anna.key()
      var second = first
      second.n = 2
      world.anna.n = 3
      let response = try world.anna.push([first, second, world.anna.note(visit.id, "two")])
      #expect(response.results.map(\.outcome) == [.applied, .duplicate, .applied])
      #expect(try world.notes(visit.id) == ["one", "two"])
    }
  }

  /// Would catch a change that is said to be done because its id is known, whatever became of it.
  @Test func knownIDs() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let anna = world.anna
      func again(_ change: Mutation) throws -> MutationResult {
        var change = change
        change.n = anna.n
        anna.n += 1
        return try anna.push(change)
      }
      var refused = anna.note(visit.id, "")
      #expect(try anna.push(refused).outcome == .rejected)
      refused.note?.text = "one"
      #expect(try again(refused).outcome == .applied)
      #expect(try again(refused).outcome == .duplicate)
      #expect(try world.notes(visit.id) == ["one"])
      let asked = anna.patch(visit, ["staff_id"]) { $0.staffID = world.world.berta }
      let conflict = try anna.push(asked)
      let same = try again(asked)
      #expect(same.outcome == .conflict && same.conflictID == conflict.conflictID)
      #expect(try world.admin.conflicts().count == 1)
      var foreign = world.berta.note(visit.id, "two")
      foreign.id = refused.id
      let taken = try world.berta.push(foreign)
      #expect(taken.outcome == .rejected && taken.reason == "ID_TAKEN" && taken.field == "id")
    }
  }

  /// Would catch a refusal that is retried for ever: it uses its number up, and says what was wrong.
  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let anna = world.anna
      func check(_ mutation: Mutation, _ code: StatusCode, _ reason: String, _ field: String) throws
      {
        let result = try anna.push(mutation)
        #expect(result.outcome == .rejected)
        #expect(
          Refusal(StatusCode(rawValue: result.code) ?? .ok, result.reason, result.field)
            == Refusal(code, reason, field))
      }
      func changed(_ mutation: Mutation, _ set: (inout Mutation) -> Void) -> Mutation {
        var mutation = mutation
        set(&mutation)
        return mutation
      }
      let id = visit.id
      try check(
        changed(anna.note(id, "x")) { $0.id = SyncMutationID() }, .invalidArgument,
        "FIELD_REQUIRED", "id")
      try check(
        changed(anna.note(id, "x")) { $0.entityID = "7" }, .invalidArgument, "FIELD_MALFORMED",
        "entity_id")
      try check(
        changed(anna.note(id, "x")) { $0.op = .patch }, .invalidArgument, "MUTATION_UNKNOWN",
        "op")
      try check(
        changed(anna.note(id, "x")) { $0.note = nil }, .invalidArgument, "FIELD_REQUIRED", "note")
      try check(
        changed(anna.note(id, "x")) { $0.afterN = $0.n }, .invalidArgument, "FIELD_OUT_OF_RANGE",
        "after_n")
      try check(anna.note(id, ""), .invalidArgument, "FIELD_REQUIRED", "note.text")
      try check(
        anna.patch(visit, ["state"]) { $0.state = .done }, .invalidArgument, "FIELD_READ_ONLY",
        "fields[0]")
      try check(
        anna.patch(visit, ["place.x"]) { _ in }, .invalidArgument, "MASK_PATH_UNKNOWN",
        "fields[0]")
      try check(
        anna.patch(visit, ["purpose"]) { $0.purpose = "NO" }, .invalidArgument, "FIELD_MALFORMED",
        "visit.purpose")
      try check(anna.step(visit, .noShow), .invalidArgument, "FIELD_REQUIRED", "step.reason")
      try check(anna.step(visit, .planned), .invalidArgument, "FIELD_MALFORMED", "step.to")
      try check(anna.attempt(anna.key()), .notFound, "NOT_FOUND", "entity_id")
      #expect(try anna.push([anna.note(id, "last")]).results.first?.outcome == .applied)
    }
  }

  /// Would catch a push of somebody else, for another life of the store, or past its bounds.
  @Test func pushesThatAreRefused() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let note = world.anna.note(visit.id, "one")
      func check(
        _ refusal: Refusal, as caller: TestCaller? = nil, _ set: (inout PushRequest) -> Void
      )
        throws
      {
        var request = world.anna.request([note])
        set(&request)
        #expect(
          try (caller ?? world.anna.caller).refused("pcrm.v1.FieldSyncService/Push", request)
            == refusal)
      }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "device_id")) {
        $0.deviceID = DeviceID()
      }
      try check(Refusal(.notFound, "NOT_FOUND", "device_id")) { $0.deviceID = world.anna.key() }
      try check(Refusal(.notFound, "NOT_FOUND", "device_id"), as: world.berta.caller) { _ in }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "epoch")) { $0.epoch = "" }
      try check(Refusal(.failedPrecondition, "RESYNC_REQUIRED", "epoch")) { $0.epoch = "7" }
      try check(Refusal(.invalidArgument, "TOO_MANY_ITEMS", "mutations")) {
        $0.mutations = [Mutation](repeating: note, count: 201)
      }
      try check(Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "mutations[0].n")) {
        $0.mutations[0].n = 0
      }
      try check(Refusal(.invalidArgument, "FIELD_TOO_LONG", "mutations")) {
        $0.mutations[0].note?.text = String(repeating: "x", count: 1 << 20)
      }
      #expect(try world.notes(visit.id) == [])
    }
  }

  /// Would catch a group of which a part stays, and one that does not say what failed.
  @Test func groups() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      world.world.go(to: VisitWorld.at(11))
      let anna = world.anna
      func grouped(_ changes: [Mutation]) -> [Mutation] {
        let group: SyncGroupID = anna.key()
        return changes.map { change in
          var change = change
          change.groupID = group
          return change
        }
      }
      let good = grouped([anna.step(visit, .inProgress), anna.note(visit.id, "inside")])
      let bad = grouped([
        anna.note(visit.id, "lost"), anna.step(visit, .cancelled, reason: "no"),
        anna.attempt(visit.id),
      ])
      let after = anna.note(visit.id, "after")
      let response = try anna.push(good + bad + [after])
      #expect(
        response.results.map(\.outcome)
          == [.applied, .applied, .rejected, .rejected, .rejected, .applied])
      let reasons = response.results.map(\.reason)
      #expect(reasons[2...4] == ["GROUP_FAILED", "TRANSITION_NOT_ALLOWED", "GROUP_FAILED"])
      #expect(response.results[2].message.contains("change 4"))
      #expect(try world.notes(visit.id) == ["inside", "after"])
      #expect(try world.admin.visit(visit.id).attempts == 0)
      #expect(try anna.push(good + bad + [after]).results == response.results)
    }
  }

  /// Would catch receipts that go while the device may still ask, and receipts that never go.
  @Test func receiptsAreLetGo() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let first = world.anna.note(visit.id, "one")
      _ = try world.anna.push([first, world.anna.note(visit.id, "two")])
      func receipts() throws -> [Int64] {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.all("SELECT n FROM sync_receipt ORDER BY n") { $0.integer(0) }
        }
      }
      _ = try world.anna.push([world.anna.note(visit.id, "three")], acked: 2)
      #expect(try receipts() == [1, 2, 3], "too young")
      pcrm.clock.advance(seconds: 2 * 86_400)
      _ = try world.anna.push([], acked: 2)
      #expect(try receipts() == [1, 2, 3], "changes made on top of them may still come")
      pcrm.clock.advance(seconds: 89 * 86_400)
      _ = try world.anna.push([], acked: 2)
      #expect(try receipts() == [1, 2, 3], "the device has yet to pull what they did")
      func pull(after cursor: String = "") throws -> String {
        let page: PullResponse = try world.anna.caller.sync("Pull", PullRequest.self) {
          $0.deviceID = world.anna.id
          $0.cursor = cursor
        }
        return page.nextCursor
      }
      // The first one only moves the window of days.
      _ = try pull()
      let cursor = try pull()
      _ = try world.anna.push([], acked: 2)
      #expect(try receipts() == [1, 2, 3], "the answer may have been lost")
      pcrm.clock.advance(seconds: 61)
      _ = try pull(after: cursor)
      _ = try world.anna.push([], acked: 2)
      #expect(try receipts() == [3])
      let again = try world.anna.push([first])
      #expect(again.results.first?.outcome == .duplicate && again.lastN == 3)
      #expect(try world.notes(visit.id).count == 3)
    }
  }

  /// Would catch two devices that get in each other's way.
  @Test func sixtyFourAtOnce() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      var devices = [world.anna]
      for _ in 0..<7 {
        devices.append(try TestDevice(world.anna.caller, staff: world.world.anna, pcrm.clock))
      }
      var calls: [(path: String, request: [UInt8])] = []
      for device in devices {
        let changes = (0..<20).map { device.note(visit.id, "\($0)") }
        let request = device.request(changes).binary()
        for _ in 0..<8 { calls.append(("pcrm.v1.FieldSyncService/Push", request)) }
      }
      let refusals = try pcrm.atOnce(calls, token: world.anna.caller.token)
      #expect(refusals.allSatisfy { $0 == nil })
      #expect(try world.notes(visit.id).count == 160)
      for device in devices {
        device.n = 22
        let last = try device.push([])
        #expect(last.lastN == 20)
      }
    }
  }
}

extension PushWorld {
  /// The texts of a visit's notes, in their order.
  func notes(_ visit: VisitID) throws -> [String] {
    let page: ListVisitNotesResponse = try admin.sync(
      "ListVisitNotes", ListVisitNotesRequest.self
    ) {
      $0.visitID = visit
      $0.pageSize = 1000
    }
    return page.notes.map(\.text)
  }
}
