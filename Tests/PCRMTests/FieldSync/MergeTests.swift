import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What becomes of a field that a device and the office both change: one case for each row of the table of policies.
struct MergeTests {
  /// Would catch a field that was added to the contract and has no policy.
  @Test func everyFieldHasAPolicy() {
    #expect(Visit.mergePolicies.map(\.field) == Visit.fieldList.map(\.name))
    #expect(Customer.mergePolicies.map(\.field) == Customer.fieldList.map(\.name))
  }

  /// Would catch the last writer winning: the office's memo stays, the device's is kept beside it.
  @Test func memo() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "bring the form" }
      _ = try world.admin.change(visit, ["note"]) { $0.note = "ring twice" }
      let result = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "dog" })
      #expect(result.outcome == .conflict)
      #expect(try world.admin.visit(visit.id).note == "ring twice")
      let conflict = try #require(try world.anna.caller.conflicts().first)
      #expect(conflict.id == result.conflictID && conflict.kind == .fields)
      #expect(conflict.fields.map(\.name) == ["note"])
      #expect(conflict.fields.first?.seen == "\"bring the form\"")
      #expect(conflict.fields.first?.theirs == "\"ring twice\"")
      #expect(conflict.fields.first?.mine == "\"dog\"")
    }
  }

  /// Would catch a conflict about nothing, and one that holds the other fields up.
  @Test func otherFieldsAndEqualValues() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      _ = try world.admin.change(visit, ["note"]) { $0.note = "ring twice" }
      let equal = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "ring twice" })
      #expect(equal.outcome == .merged)
      let other = try world.anna.push(
        world.anna.patch(visit, ["note", "place"]) {
          $0.note = "dog"
          $0.place = "the back door"
        })
      #expect(other.outcome == .conflict)
      let now = try world.admin.visit(visit.id)
      #expect(now.place == "the back door" && now.note == "ring twice")
      let alone = try world.anna.push(world.anna.patch(now, ["place"]) { $0.place = "side door" })
      #expect(alone.outcome == .applied && alone.version == now.version + 1)
    }
  }

  /// Would catch a device that is in conflict with itself: its later changes stand on its earlier ones.
  @Test func ownBranch() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      let anna = world.anna
      let first = anna.patch(visit, ["note"]) { $0.note = "b" }
      var second = anna.patch(visit, ["note"]) { $0.note = "c" }
      second.afterN = first.n
      second.visitBase?.note = "b"
      let together = try anna.push([first, second])
      #expect(together.results.map(\.outcome) == [.applied, .applied])
      // Sent later, when the first one's line is in the feed.
      var third = anna.patch(visit, ["note"]) { $0.note = "d" }
      third.afterN = second.n
      third.visitBase?.note = "c"
      #expect(try anna.push(third).outcome == .applied)
      #expect(try world.admin.visit(visit.id).note == "d")
      #expect(try anna.caller.conflicts() == [])
    }
  }

  /// Would catch a second device of one user that is taken for the first.
  @Test func twoDevicesOfOneUser() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      let tablet = try TestDevice(world.anna.caller, staff: world.world.anna, pcrm.clock)
      #expect(
        try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "b" }).outcome
          == .applied)
      #expect(
        try tablet.push(tablet.patch(visit, ["note"]) { $0.note = "c" }).outcome == .conflict)
      #expect(try world.admin.visit(visit.id).note == "b")
    }
  }

  /// Would catch a device that gives its visit away, and a request that nobody hears of.
  @Test func whatTheOfficeDecides() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let result = try world.anna.push(
        world.anna.patch(visit, ["staff_id"]) { $0.staffID = world.world.berta })
      #expect(result.outcome == .conflict)
      #expect(try world.admin.visit(visit.id).staffID == world.world.anna)
      let conflict = try #require(try world.admin.conflicts().first)
      #expect(conflict.kind == .request)
      let own = try world.anna.caller.syncRefusal(
        "ResolveConflict", ResolveConflictRequest.self
      ) {
        $0.id = conflict.id
        $0.version = 1
        $0.choices = [FieldChoice("staff_id", .mine)]
      }
      #expect(own == Refusal(.permissionDenied, "PERMISSION_MISSING", "authorization"))
      #expect(try world.admin.resolve(conflict, .mine).state == .resolved)
      #expect(try world.admin.visit(visit.id).staffID == world.world.berta)
    }
  }

  /// Would catch a request that passes without the office in a conflict about something else.
  @Test func requestsAmongOtherConflicts() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      _ = try world.admin.change(visit, ["note"]) { $0.note = "b" }
      _ = try world.anna.push(
        world.anna.patch(visit, ["note", "staff_id"]) {
          $0.note = "c"
          $0.staffID = world.world.berta
        })
      let conflict = try #require(try world.anna.caller.conflicts().first)
      #expect(conflict.kind == .fields && conflict.fields.count == 2)
      let own = try world.anna.caller.syncRefusal(
        "ResolveConflict", ResolveConflictRequest.self
      ) {
        $0.id = conflict.id
        $0.version = 1
        $0.choices = [FieldChoice("note", .mine), FieldChoice("staff_id", .mine)]
      }
      #expect(own == Refusal(.permissionDenied, "PERMISSION_MISSING", "authorization"))
      let resolved: SyncConflict = try world.anna.caller.sync(
        "ResolveConflict", ResolveConflictRequest.self
      ) {
        $0.id = conflict.id
        $0.version = 1
        $0.choices = [FieldChoice("note", .mine), FieldChoice("staff_id", .theirs)]
      }
      #expect(resolved.state == .resolved)
      let now = try world.admin.visit(visit.id)
      #expect(now.note == "c" && now.staffID == world.world.anna)
    }
  }

  /// Would catch a time that is written over, one that is moved without asking for the slot, and a visit moved twice.
  @Test func schedule() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let moved = try world.anna.push(
        world.anna.patch(visit, ["start_time", "end_time"]) {
          $0.startTime = VisitWorld.at(14)
          $0.endTime = VisitWorld.at(15)
        })
      #expect(moved.outcome == .applied && !moved.nextVisitID.isEmpty)
      let next = try world.admin.visit(moved.nextVisitID)
      #expect(next.startTime == VisitWorld.at(14) && next.previousID == visit.id)
      // The office moves it on; the device, which does not know, moves it too.
      let office = try world.admin.reschedule(next.id, to: VisitWorld.at(16))
      let wish = try world.anna.push(
        world.anna.patch(next, ["start_time"]) { $0.startTime = VisitWorld.at(9) })
      #expect(wish.outcome == .conflict)
      let conflict = try #require(try world.anna.caller.conflicts().first)
      #expect(conflict.kind == .reschedule && conflict.entityID == office.id.description)
      #expect(try world.admin.visit(office.id).state == .planned, "the office's time stays")
      // Another field of the moved visit goes to the one that took its place.
      let note = try world.anna.push(world.anna.patch(next, ["note"]) { $0.note = "dog" })
      #expect(note.outcome == .merged)
      #expect(try world.admin.visit(office.id).note == "dog")
      _ = try world.admin.resolve(conflict, .mine)
      let last = try world.admin.visit(try world.admin.visit(office.id).nextID)
      #expect(last.startTime == VisitWorld.at(9) && last.note == "dog")
    }
  }

  /// Would catch a taken slot that ends the push, or is refused without another time to choose.
  @Test func slotTaken() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      try world.work()
      try world.world.plan {
        $0.startTime = VisitWorld.at(14)
        $0.endTime = VisitWorld.at(15)
      }
      let response = try world.anna.push([
        world.anna.patch(visit, ["start_time"]) { $0.startTime = VisitWorld.at(14, 30) },
        world.anna.note(visit.id, "the customer asked for the afternoon"),
      ])
      #expect(response.results.map(\.outcome) == [.rejected, .applied])
      let refused = try #require(response.results.first)
      #expect(refused.reason == "SLOT_TAKEN" && refused.alternatives.count == 3)
      #expect(try world.admin.visit(visit.id).startTime == VisitWorld.at(10))
      for time in refused.alternatives {
        let from = try #require(time.from)
        let planned = try world.admin.visitsRefusal("CreateVisit", CreateVisitRequest.self) {
          $0.visit = world.world.draft {
            $0.startTime = from
            $0.endTime = time.to
          }
        }
        #expect(planned == nil, "what is offered is free")
        if planned == nil { break }
      }
    }
  }

  /// Would catch tags that one side loses, and a phone number that is written over.
  @Test func customers() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      try world.world.plan()
      var seen = try world.customer()
      seen = try world.change(seen, ["tags", "contact_points"]) {
        $0.tags = ["old", "both"]
        $0.contactPoints = [.mobile("010-1234-5678")]
      }
      _ = try world.change(seen, ["tags", "contact_points"]) {
        $0.tags = ["old", "both", "office"]
        $0.contactPoints = [.mobile("010-1234-5678"), .mobile("010-2222-2222")]
      }
      let tags = try world.anna.push(
        world.anna.patch(seen, ["tags"]) { $0.tags = ["both", "field"] })
      #expect(tags.outcome == .merged)
      #expect(try world.customer().tags == ["both", "office", "field"])
      let phone = try world.anna.push(
        world.anna.patch(seen, ["contact_points", "language"]) {
          $0.contactPoints[0].doNotContact = true
          $0.contactPoints.append(.mobile("010-3333-3333"))
          $0.language = "en"
        })
      #expect(phone.outcome == .conflict)
      let now = try world.customer()
      #expect(now.language == "en")
      #expect(now.contactPoints.map(\.value) == seen.contactPoints.map(\.value) + ["010-2222-2222"])
      #expect(now.contactPoints.first?.doNotContact == true, "the stricter holds at once")
      let conflict = try #require(try world.anna.caller.conflicts().first)
      #expect(conflict.entity == .customer && conflict.fields.map(\.name) == ["contact_points"])
      _ = try world.anna.caller.resolve(conflict, .mine)
      #expect(try world.customer().contactPoints.last?.value == "010-3333-3333")
    }
  }

  /// Would catch a consent that outdoes what the device could not know, and a refusal that comes too late to count.
  @Test func consents() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      try world.world.plan()
      let customer = world.world.customer
      func consent(_ purpose: String, _ state: ConsentState, at time: DeviceTime?) -> Mutation {
        world.anna.change(.consent, .append, world.anna.key(ConsentID.self).description) {
          var consent = Consent()
          consent.customerID = customer
          consent.purpose = purpose
          consent.state = state
          consent.textVersion = "2026-03"
          $0.consent = consent
          $0.time = time
        }
      }
      func given(_ purpose: String) throws -> Bool {
        var request = CheckConsentRequest()
        request.customerID = customer
        request.purpose = purpose
        return try world.admin.refusal("pcrm.v1.CustomerService/CheckConsent", request) == nil
      }
      #expect(try world.anna.push(consent("calls", .given, at: nil)).outcome == .applied)
      #expect(try given("calls"))
      // The office hears "no" while the device is away; the device says "yes" later, by its clock.
      pcrm.clock.advance(seconds: 3600)
      _ = try world.admin.record(customer, "letters", .unspecified, .withdrawn)
      pcrm.clock.advance(seconds: 3600)
      #expect(try world.anna.push(consent("letters", .given, at: nil)).outcome == .merged)
      #expect(try !given("letters"))
      // The device heard "no" before the office heard "yes".
      var early = DeviceTime()
      early.wall = pcrm.clock.now()
      pcrm.clock.advance(seconds: 60)
      _ = try world.admin.record(customer, "visits", .unspecified, .given)
      pcrm.clock.advance(seconds: 60)
      #expect(try world.anna.push(consent("visits", .withdrawn, at: early)).outcome == .merged)
      #expect(try !given("visits"))
    }
  }

  /// Would catch changes of a store that was put back being written over by what devices saw in the other one.
  @Test func versionsOfAnotherLife() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "office" }
      var ahead = world.anna.patch(visit, ["note"], hasBase: false) { $0.note = "mine" }
      ahead.trunkVersion = 9
      let unknown = try world.anna.push(ahead)
      #expect(unknown.outcome == .rejected && unknown.reason == "TRUNK_AHEAD")
      var judged = world.anna.patch(visit, ["note"]) { $0.note = "mine" }
      judged.trunkVersion = 9
      judged.visitBase?.note = "what the lost store had"
      #expect(try world.anna.push(judged).outcome == .conflict)
      var same = world.anna.patch(visit, ["note"]) { $0.note = "mine" }
      same.trunkVersion = 9
      #expect(try world.anna.push(same).outcome == .applied)
    }
  }
}
