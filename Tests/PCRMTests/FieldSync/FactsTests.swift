import Crypto
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What happened is kept, whatever was planned meanwhile.
struct FactsTests {
  /// Every step from every state: would catch a fact that is refused, and a plan that undoes what the office decided.
  @Test func theTableOfSteps() {
    let steps: [VisitState] = [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled]
    let expected: [(VisitState, [StepVerdict])] = [
      (.proposed, [.go, .go, .go, .go, .contest, .go]),
      (.planned, [.go, .go, .go, .go, .go, .go]),
      (.confirmed, [.isThere, .go, .go, .go, .go, .go]),
      (.enRoute, [.isPast, .isThere, .go, .go, .go, .go]),
      (.inProgress, [.isPast, .isPast, .isThere, .go, .contest, .refuse]),
      (.done, [.isPast, .isPast, .keep, .isThere, .contest, .refuse]),
      (.noShow, [.refuse, .refuse, .contest, .contest, .isThere, .refuse]),
      (.cancelled, [.refuse, .refuse, .contest, .contest, .contest, .isThere]),
    ]
    for (state, verdicts) in expected {
      for (step, verdict) in zip(steps, verdicts) {
        #expect(
          StepVerdict(step, from: state) == verdict, "\(step.word) from \(state.word)")
      }
    }
  }

  /// Would catch a step that is dated by when it arrived, and one that the device takes twice.
  @Test func aDayOffline() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let boot: DeviceBootID = world.anna.key()
      func at(_ time: Timestamp, _ mono: Int64, _ mutation: Mutation) -> Mutation {
        var mutation = mutation
        var device = DeviceTime()
        // The device's time of day is two hours slow; its count of milliseconds is right.
        device.wall = time.adding(seconds: -7200)
        device.monoMs = mono
        device.bootID = boot
        mutation.time = device
        return mutation
      }
      let minute: Int64 = 60_000
      let anna = world.anna
      let changes = [
        at(VisitWorld.at(9, 30), 0, anna.step(visit, .enRoute)),
        at(VisitWorld.at(10), 30 * minute, anna.step(visit, .inProgress)),
        at(VisitWorld.at(10, 10), 40 * minute, anna.attempt(visit.id, .met)),
        at(VisitWorld.at(10, 50), 80 * minute, anna.step(visit, .done)),
      ]
      world.world.go(to: VisitWorld.at(18))
      var request = anna.request(changes)
      request.time = DeviceTime()
      request.time?.wall = VisitWorld.at(16)
      request.time?.monoMs = 510 * minute
      request.time?.bootID = boot
      let response: PushResponse = try anna.caller.call("pcrm.v1.FieldSyncService/Push", request)
      #expect(response.results.map(\.outcome) == [.applied, .applied, .applied, .applied])
      #expect(response.results.allSatisfy { $0.clockSuspect }, "two hours off")
      let done = try world.admin.visit(visit.id)
      #expect(done.state == .done && done.setOutTime == VisitWorld.at(9, 30))
      #expect(done.checkIn?.time == VisitWorld.at(10) && done.finishTime == VisitWorld.at(10, 50))
      #expect(done.version == 5 && done.attempts == 1)
      let again: PushResponse = try anna.caller.call("pcrm.v1.FieldSyncService/Push", request)
      #expect(again.results == response.results && again.lastN == 4)
      #expect(try world.admin.visit(visit.id) == done)
    }
  }

  /// Would catch a visit that somebody moved and did, all without a network, and that then stands there planned, beside a
  /// question about what was done at a time at which there was no visit.
  @Test(arguments: [1, 6]) func movedAndDoneOffline(batch: Int) throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let (anna, visit) = (world.anna, try world.world.plan())
      let file = [UInt8](repeating: 7, count: 10)
      let hash = VisitAttachment.text([UInt8](SHA256.hash(data: file)))
      let changes = [
        anna.patch(visit, ["start_time", "end_time"]) {
          ($0.startTime, $0.endTime) = (VisitWorld.at(14), VisitWorld.at(15))
        },
        anna.step(visit, .inProgress), anna.note(visit.id, "at the door"),
        anna.attempt(visit.id, .met),
        anna.change(.visit, .append, visit.id.description) {
          var attachment = VisitAttachment()
          (attachment.sha256, attachment.size) = (hash, Int64(file.count))
          (attachment.mediaType, attachment.name) = ("image/jpeg", "door.jpg")
          $0.attachment = attachment
        }, world.report(visit),
      ]
      world.world.go(to: VisitWorld.at(18))
      var results: [MutationResult] = []
      for start in stride(from: 0, to: changes.count, by: batch) {
        results += try anna.push(Array(changes[start..<min(start + batch, changes.count)])).results
      }
      #expect(results.map(\.outcome) == changes.map { _ in .applied })
      #expect(try world.admin.conflicts().isEmpty && world.admin.quarantine().isEmpty)
      let next = try #require(results.first?.nextVisitID)
      let done = try world.admin.visit(next)
      #expect(done.state == .done && done.attempts == 1 && done.startTime == VisitWorld.at(14))
      #expect(results.dropFirst().allSatisfy { $0.nextVisitID == next })
      let left = try world.admin.visit(visit.id)
      #expect(left.nextID == next && left.attempts == 0)
      let notes: ListVisitNotesResponse = try world.admin.sync(
        "ListVisitNotes", ListVisitNotesRequest.self
      ) { $0.visitID = next }
      #expect(notes.notes.map(\.text) == ["at the door"])
      // The device has not heard of the other visit when it sends the file.
      let stored: VisitAttachment = try anna.caller.sync(
        "PutAttachment", PutAttachmentRequest.self
      ) {
        ($0.visitID, $0.sha256, $0.chunk) = (visit.id, hash, file)
      }
      #expect(stored.completeTime != nil && stored.visitID == next)
    }
  }

  /// Would catch a try of today that is refused because its visit was moved to another day first.
  @Test func triedAndMovedToAnotherDay() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let (anna, visit) = (world.anna, try world.world.plan())
      world.world.go(to: VisitWorld.at(12))
      let results = try anna.push([
        anna.patch(visit, ["start_time", "end_time"]) {
          $0.startTime = VisitWorld.at(14).adding(seconds: 3 * 86_400)
          $0.endTime = VisitWorld.at(15).adding(seconds: 3 * 86_400)
        }, anna.attempt(visit.id), anna.note(visit.id, "asked for Thursday"),
      ]).results
      #expect(results.map(\.outcome) == [.applied, .applied, .applied])
      let next = try #require(results.first?.nextVisitID)
      #expect(try world.admin.visit(visit.id).attempts == 1)
      #expect(try world.admin.visit(next).attempts == 0 && results[2].nextVisitID == next)
    }
  }

  /// Would catch work whose visit stays planned because a supervisor, and not the device, carried the move out.
  @Test func movedAndDoneOnADeviceOutOfService() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let (anna, visit) = (world.anna, try world.world.plan())
      let changes = [
        anna.patch(visit, ["start_time", "end_time"]) {
          ($0.startTime, $0.endTime) = (VisitWorld.at(14), VisitWorld.at(15))
        }, anna.step(visit, .done),
      ]
      let _: Device = try world.admin.sync("RevokeDevice", RevokeDeviceRequest.self) {
        $0.id = anna.id
        $0.reason = "lost"
      }
      world.world.go(to: VisitWorld.at(18))
      #expect(try anna.push(changes).results.map(\.outcome) == [.quarantined, .quarantined])
      var next = VisitID()
      for item in try world.admin.quarantine().sorted(by: { $0.order < $1.order }) {
        let result = try #require(try world.admin.release(item).result)
        #expect(result.outcome == .applied)
        next = result.nextVisitID
      }
      #expect(try world.admin.visit(next).state == .done)
      #expect(try world.admin.conflicts().isEmpty)
    }
  }

  /// Would catch work that is lost because the office had cancelled the visit, and an office that hears nothing of it.
  @Test func doneAfterCancelled() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      world.world.go(to: VisitWorld.at(11))
      _ = try world.admin.cancel(visit.id)
      let plan = try world.anna.push(world.anna.step(visit, .enRoute))
      #expect(plan.outcome == .rejected && plan.reason == "VISIT_ENDED")
      let begun = try world.anna.push(world.anna.step(visit, .inProgress))
      #expect(begun.outcome == .conflict)
      let done = try world.anna.push(world.anna.step(visit, .done))
      #expect(done.outcome == .conflict && done.conflictID == begun.conflictID)
      let now = try world.admin.visit(visit.id)
      #expect(now.state == .cancelled && now.attempts == 1)
      let conflict = try #require(try world.admin.conflicts().first)
      #expect(conflict.kind == .factAfterCancel && conflict.version == 2)
      #expect(conflict.fields.first?.theirs == "\"VISIT_STATE_CANCELLED\"")
      #expect(conflict.fields.first?.mine == "\"VISIT_STATE_DONE\"")
      let report = try world.anna.push(world.report(visit))
      #expect(report.outcome == .quarantined && report.reason == "VISIT_ENDED")
      let attempt = try world.anna.push(world.anna.attempt(visit.id, .met))
      #expect(attempt.outcome != .rejected && attempt.outcome != .quarantined)
      _ = try world.admin.resolve(conflict, .mine)
      let counted = try world.admin.visit(try world.admin.visit(visit.id).nextID)
      #expect(counted.state == .done && counted.finishTime == VisitWorld.at(11))
    }
  }

  /// Would catch a second report of a visit that replaces the first, and one that is refused for coming twice.
  @Test func reports() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      world.world.go(to: VisitWorld.at(11))
      let filed = try world.anna.push(world.report(visit))
      #expect(filed.outcome == .applied)
      #expect(try world.admin.visit(visit.id).state == .done)
      #expect(try world.anna.push(world.report(visit)).outcome == .duplicate)
      var other = world.report(visit)
      other.report?.report?.contact?.note = "something else"
      let refused = try world.anna.push(other)
      #expect(refused.outcome == .rejected && refused.reason == "REPORT_FILED")
    }
  }

  /// Would catch what only grows taking the same thing twice, and an id that stands for two things.
  @Test func whatOnlyGrows() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      world.world.go(to: VisitWorld.at(10))
      let id: AttemptID = world.anna.key()
      #expect(try world.anna.push(world.anna.attempt(visit.id, id: id)).outcome == .applied)
      #expect(try world.anna.push(world.anna.attempt(visit.id, id: id)).outcome == .duplicate)
      let other = try world.anna.push(world.anna.attempt(visit.id, .refused, id: id))
      #expect(other.outcome == .rejected && other.reason == "ID_TAKEN")
      #expect(try world.admin.visit(visit.id).attempts == 1)
      let note = world.anna.note(visit.id, "the bell is broken")
      #expect(try world.anna.push(note).outcome == .applied)
      let sent: ListVisitNotesResponse = try world.admin.sync(
        "ListVisitNotes", ListVisitNotesRequest.self
      ) { $0.visitID = visit.id }
      #expect(sent.notes.map(\.text) == ["the bell is broken"])
      #expect(sent.notes.first?.staffID == world.world.anna)
    }
  }

  /// Would catch a visit that is made twice, and one that another device's takes the id of.
  @Test func creating() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      try world.world.plan()
      func create(_ id: VisitID, hour: Int64) -> Mutation {
        world.anna.change(.visit, .create, id.description) {
          $0.visit = world.world.draft {
            $0.startTime = VisitWorld.at(hour)
            $0.endTime = VisitWorld.at(hour + 1)
          }
        }
      }
      try world.adopt()
      try world.work()
      let id: VisitID = world.anna.key()
      let made = try world.anna.push([create(id, hour: 14), world.anna.note(id, "first")])
      #expect(made.results.map(\.outcome) == [.applied, .applied])
      #expect(try world.anna.push(create(id, hour: 14)).outcome == .duplicate)
      #expect(try world.anna.push(create(id, hour: 15)).reason == "ID_TAKEN")
      let taken = try world.anna.push(create(world.anna.key(), hour: 14))
      #expect(taken.reason == "SLOT_TAKEN" && taken.alternatives.count == 3)
      let early = try world.anna.push(
        world.anna.patch(world.world.draft { $0.id = world.anna.key() }, ["note"]) { $0.note = "x" }
      )
      #expect(early.reason == "FIELD_REQUIRED" && early.field == "trunk_version")
    }
  }
}

extension PushWorld {
  /// A report of a visit, with a contact and nothing else.
  func report(_ visit: Visit) -> Mutation {
    anna.change(.visitReport, .create, visit.id.description, trunk: visit.version) {
      var request = FileReportRequest()
      var report = VisitReport()
      var contact = ContactPart()
      contact.note = "met at the door"
      contact.outcome = .met
      report.contact = contact
      request.report = report
      $0.report = request
    }
  }

  /// Makes Anna the customer's case worker, so that she may plan its visits.
  func adopt() throws {
    _ = try change(try customer(), ["case_worker_id"]) { $0.caseWorkerID = world.anna }
  }
}

extension QuarantineItem {
  /// Its place among what the device sent.
  fileprivate var order: Int64 { mutation?.n ?? 0 }
}
