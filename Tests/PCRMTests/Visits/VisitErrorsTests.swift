import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Every refusal of a call about a visit, with its exact code, reason and field.
struct VisitErrorsTests {
  private typealias World = VisitWorld
  private static let malformed = "FIELD_MALFORMED"
  private static let required = "FIELD_REQUIRED"
  private static let missing = "REFERENCE_MISSING"

  private func expect<R: Message>(
    _ world: World, _ method: String, _ type: R.Type, _ code: StatusCode, _ reason: String,
    _ field: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ set: (inout R) -> Void = { _ in }
  ) throws {
    let refusal = try world.admin.visitsRefusal(method, type, set)
    #expect(
      refusal == Refusal(code, reason, field),
      "\(method): \(refusal.map(\.description) ?? "done")", sourceLocation: sourceLocation)
  }

  @Test func planning() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let deleted = try pcrm.admin.create(.person()).id
      _ = try pcrm.admin.delete(deleted)
      let retired = try pcrm.admin.resource("낡은 차", in: world.office).id
      let _: Resource = try pcrm.admin.visits("UpdateResource", UpdateResourceRequest.self) {
        var patch = Resource()
        patch.id = retired
        patch.retired = true
        $0.resource = patch
      }
      let stood = try world.plan {
        $0.resourceIDs = [world.car]
        $0.startTime = World.at(16)
        $0.endTime = World.at(17)
      }
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout Visit) -> Void
      ) throws {
        let refusal = try world.planRefusal(change)
        #expect(
          refusal == Refusal(code, reason, field), "\(refusal.map(\.description) ?? "done")",
          sourceLocation: sourceLocation)
      }
      func invalid(
        _ reason: String, _ field: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout Visit) -> Void
      ) throws {
        try refused(
          .invalidArgument, reason, field, sourceLocation: sourceLocation, change)
      }
      func state(
        _ reason: String, _ field: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout Visit) -> Void
      ) throws {
        try refused(
          .failedPrecondition, reason, field, sourceLocation: sourceLocation, change)
      }
      try invalid(Self.required, "visit.customer_id") { $0.customerID = CustomerID() }
      try state(Self.missing, "visit.customer_id") { $0.customerID = CustomerID(high: 1, low: 2) }
      try state("DELETED", "visit.customer_id") { $0.customerID = deleted }
      try invalid(Self.required, "visit.staff_id") { $0.staffID = StaffID() }
      try state(Self.missing, "visit.staff_id") { $0.staffID = StaffID(high: 1, low: 2) }
      try state(Self.missing, "visit.office_id") { $0.officeID = UnitID(high: 1, low: 2) }
      try invalid(Self.required, "visit.purpose") { $0.purpose = "" }
      try invalid(Self.malformed, "visit.purpose") { $0.purpose = "First visit" }
      try invalid("FIELD_TOO_LONG", "visit.purpose") {
        $0.purpose = String(repeating: "a", count: 65)
      }
      try invalid(Self.required, "visit.start_time") { $0.startTime = nil }
      try invalid(Self.required, "visit.end_time") { $0.endTime = nil }
      try invalid(Self.malformed, "visit.end_time") { $0.endTime = $0.startTime }
      try invalid(Self.malformed, "visit.end_time") { $0.endTime = World.at(10, 4) }
      try invalid(Self.malformed, "visit.end_time") { $0.endTime = World.at(22, 1) }
      try invalid(Self.malformed, "visit.end_time") {
        $0.endTime = Timestamp(seconds: .max, nanos: 0)
      }
      try invalid(Self.malformed, "visit.start_time") { $0.startTime = World.at(0, day: -367) }
      try invalid(Self.malformed, "visit.start_time") { $0.startTime = World.at(0, day: 1830) }
      try invalid(Self.malformed, "visit.start_time") {
        $0.startTime = Timestamp(seconds: .min, nanos: 0)
      }
      try invalid(Self.malformed, "visit.id") { $0.id = VisitID(high: 1, low: 2) }
      try refused(.alreadyExists, "ID_TAKEN", "visit.id") { $0.id = stood.id }
      try invalid("FIELD_TOO_LONG", "visit.place") { $0.place = String(repeating: "가", count: 301) }
      try invalid("FIELD_TOO_LONG", "visit.note") { $0.note = String(repeating: "가", count: 2001) }
      try invalid("FIELD_TOO_LONG", "visit.outside_hours") {
        $0.outsideHours = String(repeating: "가", count: 201)
      }
      try invalid("FIELD_OUT_OF_RANGE", "visit.coordinates.latitude_e7") {
        $0.coordinates = Coordinates(latitudeE7: 900_000_001, longitudeE7: 0)
      }
      try invalid(Self.required, "visit.customer_window.to") {
        $0.customerWindow = TimeWindow()
        $0.customerWindow?.from = World.at(9)
      }
      try invalid(Self.malformed, "visit.customer_window") {
        $0.customerWindow = TimeWindow(World.at(9), World.at(10, 59))
      }
      try invalid(Self.malformed, "visit.arrival_window") {
        $0.arrivalWindow = TimeWindow(World.at(10, 1), World.at(12))
      }
      try invalid(Self.malformed, "visit.arrival_window") {
        $0.customerWindow = TimeWindow(World.at(10), World.at(12))
        $0.arrivalWindow = TimeWindow(World.at(9, 59), World.at(10, 30))
      }
      func with(_ set: (inout VisitParticipant) -> Void) -> VisitParticipant {
        var participant = VisitParticipant()
        set(&participant)
        return participant
      }
      try invalid(Self.malformed, "visit.participants[0]") { $0.participants = [with { _ in }] }
      try invalid(Self.malformed, "visit.participants[0]") {
        $0.participants = [
          with {
            $0.staffID = world.berta
            $0.name = "x"
          }
        ]
      }
      try invalid("DUPLICATE_ITEM", "visit.participants[0].staff_id") {
        $0.participants = [with { $0.staffID = world.anna }]
      }
      try invalid("DUPLICATE_ITEM", "visit.participants[0].customer_id") {
        $0.participants = [with { $0.customerID = world.customer }]
      }
      try state(Self.missing, "visit.participants[0].staff_id") {
        $0.participants = [with { $0.staffID = StaffID(high: 1, low: 2) }]
      }
      try state(Self.missing, "visit.participants[0].customer_id") {
        $0.participants = [with { $0.customerID = CustomerID(high: 1, low: 2) }]
      }
      try invalid("TOO_MANY_ITEMS", "visit.participants") {
        $0.participants = (0...20).map { n in with { $0.name = "p\(n)" } }
      }
      try invalid("TOO_MANY_ITEMS", "visit.resource_ids") {
        $0.resourceIDs = (0...10).map { ResourceID(high: 1, low: $0) }
      }
      try invalid(Self.required, "visit.resource_ids[0]") { $0.resourceIDs = [ResourceID()] }
      try invalid("DUPLICATE_ITEM", "visit.resource_ids[1]") {
        $0.resourceIDs = [world.car, world.car]
      }
      try state(Self.missing, "visit.resource_ids[0]") {
        $0.resourceIDs = [ResourceID(high: 1, low: 2)]
      }
      try state("RESOURCE_RETIRED", "visit.resource_ids[0]") { $0.resourceIDs = [retired] }
      try state(Self.missing, "visit.case_id") { $0.caseID = CaseID(high: 1, low: 2) }
      try invalid(Self.required, "visit.case_id") {
        $0.touchpointID = TouchpointID(high: 1, low: 2)
      }
      func at16(_ visit: inout Visit) {
        visit.startTime = World.at(16, 59)
        visit.endTime = World.at(17, 30)
      }
      try state("SLOT_TAKEN", "visit.staff_id") { at16(&$0) }
      try state("SLOT_TAKEN", "visit.resource_ids[0]") {
        at16(&$0)
        $0.staffID = world.berta
        $0.resourceIDs = [world.car]
      }
      try state("SLOT_TAKEN", "visit.participants[0].staff_id") {
        at16(&$0)
        $0.staffID = world.berta
        $0.participants = [with { $0.staffID = world.anna }]
      }
      for minutes: Int32 in [-1, 1441] {
        try expect(
          world, "CreateVisit", CreateVisitRequest.self, .invalidArgument, "FIELD_OUT_OF_RANGE",
          "hold_minutes"
        ) {
          $0.visit = world.draft()
          $0.holdMinutes = minutes
        }
      }
      try expect(
        world, "CreateVisit", CreateVisitRequest.self, .invalidArgument, Self.required, "visit")
      #expect(try pcrm.admin.listVisits().map(\.id) == [stood.id], "nothing refused leaves a trace")
      // What touches does not overlap.
      try world.plan {
        $0.startTime = World.at(15); $0.endTime = World.at(16)
      }
      try world.plan {
        $0.startTime = World.at(17); $0.endTime = World.at(18)
      }
    }
  }

  /// What a taken time tells: who has it, and from when to when.
  @Test func theParamsOfATakenTime() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      try world.plan()
      var request = CreateVisitRequest()
      request.visit = world.draft { $0.startTime = World.at(10, 30) }
      let status = try #require(
        try pcrm.admin.refusal("pcrm.v1.VisitService/CreateVisit", request))
      let params = Dictionary(uniqueKeysWithValues: status.info.params.map { ($0.name, $0.value) })
      #expect(
        params == [
          "holder": world.anna.description, "from": "2026-03-03T01:00:00Z",
          "to": "2026-03-03T02:00:00Z",
        ])
    }
  }

  @Test func steps() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      let done = try world.plan {
        $0.startTime = World.at(8)
        $0.endTime = World.at(9)
      }
      let begun = try world.plan {
        $0.startTime = World.at(12)
        $0.endTime = World.at(13)
      }
      world.go(to: World.at(12, 30))
      _ = try pcrm.admin.complete(done.id)
      _ = try pcrm.admin.start(begun.id)
      let cancelled = try pcrm.admin.cancel(
        try world.plan {
          $0.startTime = World.at(14)
          $0.endTime = World.at(15)
        }.id)
      let proposed = try world.plan(hold: 600) {
        $0.startTime = World.at(16)
        $0.endTime = World.at(17)
      }
      let steps = [
        "PlanVisit", "ConfirmVisit", "SetOutVisit", "StartVisit", "CompleteVisit",
      ]
      for method in steps {
        try expect(world, method, PlanVisitRequest.self, .invalidArgument, Self.required, "id")
        try expect(world, method, PlanVisitRequest.self, .notFound, "NOT_FOUND", "id") {
          $0.id = VisitID(high: 1, low: 2)
        }
        try expect(world, method, PlanVisitRequest.self, .aborted, "VERSION_MISMATCH", "version") {
          $0.id = visit.id
          $0.version = 7
        }
        for ended in [done, cancelled] {
          try expect(
            world, method, PlanVisitRequest.self, .failedPrecondition, "VISIT_ENDED", "id"
          ) { $0.id = ended.id }
        }
      }
      for method in ["PlanVisit", "ConfirmVisit", "SetOutVisit", "StartVisit"] {
        try expect(
          world, method, PlanVisitRequest.self, .failedPrecondition, "TRANSITION_NOT_ALLOWED", "id"
        ) { $0.id = begun.id }
      }
      for method in ["MarkNoShow", "CancelVisit"] {
        try expect(
          world, method, CancelVisitRequest.self, .failedPrecondition, "TRANSITION_NOT_ALLOWED",
          "id"
        ) {
          $0.id = begun.id
          $0.reason = "x"
        }
        try expect(
          world, method, CancelVisitRequest.self, .invalidArgument, Self.required, "reason"
        ) { $0.id = visit.id }
        try expect(
          world, method, CancelVisitRequest.self, .invalidArgument, "FIELD_TOO_LONG", "reason"
        ) {
          $0.id = visit.id
          $0.reason = String(repeating: "가", count: 501)
        }
      }
      try expect(
        world, "MarkNoShow", MarkNoShowRequest.self, .failedPrecondition,
        "TRANSITION_NOT_ALLOWED", "id"
      ) {
        $0.id = proposed.id
        $0.reason = "a proposal cannot be missed"
      }
      let future = World.at(13)
      try expect(
        world, "SetOutVisit", SetOutVisitRequest.self, .invalidArgument, Self.malformed, "time"
      ) {
        $0.id = visit.id
        $0.time = future
      }
      try expect(
        world, "SetOutVisit", SetOutVisitRequest.self, .invalidArgument, Self.malformed, "time"
      ) {
        $0.id = visit.id
        $0.time = World.at(9, 59, day: -1)
      }
      try expect(
        world, "StartVisit", StartVisitRequest.self, .invalidArgument, Self.malformed,
        "check_in.time"
      ) {
        $0.id = visit.id
        $0.checkIn = CheckIn()
        $0.checkIn?.time = future
      }
      try expect(
        world, "StartVisit", StartVisitRequest.self, .invalidArgument, "FIELD_OUT_OF_RANGE",
        "check_in.accuracy_metres"
      ) {
        $0.id = visit.id
        $0.checkIn = CheckIn()
        $0.checkIn?.accuracyMetres = 100_001
      }
      try expect(
        world, "CompleteVisit", CompleteVisitRequest.self, .invalidArgument, Self.malformed,
        "finish_time"
      ) {
        $0.id = begun.id
        $0.finishTime = World.at(12, 29)
      }
      try expect(
        world, "ConfirmVisit", ConfirmVisitRequest.self, .invalidArgument, Self.malformed,
        "arrival_window"
      ) {
        $0.id = visit.id
        $0.arrivalWindow = TimeWindow(World.at(11), World.at(12))
      }
    }
  }

  @Test func moves() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      let other = try world.plan {
        $0.startTime = World.at(14)
        $0.endTime = World.at(15)
      }
      try world.plan { $0.staffID = world.berta }
      func moved(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout RescheduleVisitRequest) -> Void
      ) throws {
        try expect(
          world, "RescheduleVisit", RescheduleVisitRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          $0.id = visit.id
          $0.startTime = World.at(12)
          $0.reason = "x"
          change(&$0)
        }
      }
      try moved(.failedPrecondition, "SLOT_TAKEN", "staff_id") { $0.startTime = World.at(14, 30) }
      try moved(.failedPrecondition, "SLOT_TAKEN", "staff_id") {
        $0.startTime = World.at(10, 30)
        $0.staffID = world.berta
      }
      try moved(.invalidArgument, Self.required, "start_time") { $0.startTime = nil }
      try moved(.invalidArgument, Self.malformed, "end_time") { $0.endTime = World.at(11) }
      try moved(.invalidArgument, Self.required, "reason") { $0.reason = " " }
      try moved(.invalidArgument, Self.malformed, "next_id") {
        $0.nextID = VisitID(high: 1, low: 2)
      }
      try moved(.alreadyExists, "ID_TAKEN", "next_id") { $0.nextID = other.id }
      try moved(.failedPrecondition, Self.missing, "staff_id") {
        $0.staffID = StaffID(high: 1, low: 2)
      }
      try moved(.invalidArgument, Self.malformed, "start_time") {
        $0.startTime = Timestamp(seconds: .max, nanos: 0)
      }
      try moved(.aborted, "VERSION_MISMATCH", "version") { $0.version = 2 }
      func given(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout ReassignVisitRequest) -> Void
      ) throws {
        try expect(
          world, "ReassignVisit", ReassignVisitRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          $0.id = visit.id
          $0.staffID = world.berta
          $0.reason = "x"
          change(&$0)
        }
      }
      try given(.failedPrecondition, "SLOT_TAKEN", "staff_id") { _ in }
      try given(.invalidArgument, Self.required, "staff_id") { $0.staffID = StaffID() }
      try given(.invalidArgument, Self.required, "reason") { $0.reason = "" }
      try given(.failedPrecondition, Self.missing, "staff_id") {
        $0.staffID = StaffID(high: 1, low: 2)
      }
      world.go(to: World.at(10, 5))
      _ = try pcrm.admin.start(visit.id)
      try moved(.failedPrecondition, "TRANSITION_NOT_ALLOWED", "id") { _ in }
      try given(.failedPrecondition, "TRANSITION_NOT_ALLOWED", "id") { _ in }
      _ = try pcrm.admin.complete(visit.id)
      try moved(.failedPrecondition, "VISIT_ENDED", "id") { _ in }
      try given(.failedPrecondition, "VISIT_ENDED", "id") { _ in }
    }
  }

  @Test func updates() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      for field in Visit.readOnlyFields.sorted() {
        try expect(
          world, "UpdateVisit", UpdateVisitRequest.self, .invalidArgument, "FIELD_READ_ONLY",
          field
        ) {
          $0.visit = Visit()
          $0.visit?.id = visit.id
          $0.updateMask = FieldMask(paths: [field])
        }
      }
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout Visit) -> Void
      ) throws {
        try expect(
          world, "UpdateVisit", UpdateVisitRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          var patch = Visit()
          patch.id = visit.id
          change(&patch)
          $0.visit = patch
        }
      }
      try refused(.invalidArgument, Self.malformed, "visit.customer_window") {
        $0.customerWindow = TimeWindow(World.at(12), World.at(13))
      }
      try refused(.failedPrecondition, Self.missing, "visit.resource_ids[0]") {
        $0.resourceIDs = [ResourceID(high: 1, low: 2)]
      }
      try refused(.failedPrecondition, Self.missing, "visit.case_id") {
        $0.caseID = CaseID(high: 1, low: 2)
      }
      try refused(.aborted, "VERSION_MISMATCH", "version") {
        $0.version = 9
        $0.note = "x"
      }
      try expect(
        world, "UpdateVisit", UpdateVisitRequest.self, .invalidArgument, "MASK_PATH_UNKNOWN",
        "update_mask"
      ) {
        $0.visit = Visit()
        $0.visit?.id = visit.id
        $0.updateMask = FieldMask(paths: ["colour"])
      }
      _ = try pcrm.admin.cancel(visit.id)
      try refused(.failedPrecondition, "VISIT_ENDED", "visit.id") { $0.note = "x" }
    }
  }

  @Test func attempts() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      world.go(to: World.at(12))
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout VisitAttempt) -> Void
      ) throws {
        try expect(
          world, "RecordAttempt", RecordAttemptRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          var attempt = VisitAttempt()
          attempt.visitID = visit.id
          attempt.time = World.at(10)
          attempt.outcome = .noAnswer
          change(&attempt)
          $0.attempt = attempt
        }
      }
      try refused(.invalidArgument, Self.required, "attempt.visit_id") { $0.visitID = VisitID() }
      try refused(.notFound, "NOT_FOUND", "attempt.visit_id") {
        $0.visitID = VisitID(high: 1, low: 2)
      }
      try refused(.invalidArgument, Self.required, "attempt.time") { $0.time = nil }
      try refused(.invalidArgument, Self.malformed, "attempt.time") { $0.time = World.at(13) }
      try refused(.invalidArgument, Self.malformed, "attempt.time") {
        $0.time = World.at(9, day: -1)
      }
      try refused(.invalidArgument, Self.required, "attempt.outcome") { $0.outcome = .unspecified }
      try refused(.invalidArgument, Self.malformed, "attempt.outcome") {
        $0.outcome = AttemptOutcome(rawValue: 99)
      }
      try refused(.invalidArgument, Self.malformed, "attempt.relationship") {
        $0.relationship = RelationshipLevel(rawValue: 99)
      }
      try refused(.invalidArgument, Self.malformed, "attempt.channel") {
        $0.channel = Channel(rawValue: 99)
      }
      try refused(.failedPrecondition, Self.missing, "attempt.staff_id") {
        $0.staffID = StaffID(high: 1, low: 2)
      }
      try refused(.invalidArgument, "TOO_MANY_ITEMS", "attempt.evidence") {
        $0.evidence = (0...20).map { "\($0)" }
      }
      try refused(.invalidArgument, Self.required, "attempt.evidence[0]") { $0.evidence = [""] }
      try refused(.invalidArgument, "FIELD_TOO_LONG", "attempt.note") {
        $0.note = String(repeating: "가", count: 1001)
      }
      let made = try pcrm.admin.attempt(visit.id, .noAnswer, at: World.at(10))
      try refused(.alreadyExists, "ID_TAKEN", "attempt.id") { $0.id = made.id }
      let proposal = try world.plan(hold: 600) {
        $0.startTime = World.at(14)
        $0.endTime = World.at(15)
      }
      try refused(.failedPrecondition, "TRANSITION_NOT_ALLOWED", "attempt.visit_id") {
        $0.visitID = proposal.id
      }
      _ = try pcrm.admin.cancel(proposal.id)
      try refused(.failedPrecondition, "VISIT_ENDED", "attempt.visit_id") {
        $0.visitID = proposal.id
      }
      for _ in 1..<VisitAttempt.perVisitMax {
        try pcrm.admin.attempt(visit.id, .noAnswer, at: World.at(10))
      }
      try refused(.resourceExhausted, "CAP_REACHED", "attempt.visit_id") { _ in }
    }
  }

  @Test func resourcesAndReports() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      func refused(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout Resource) -> Void
      ) throws {
        try expect(
          world, "CreateResource", CreateResourceRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          var resource = Resource()
          resource.kind = .room
          resource.name = "회의실"
          resource.officeID = world.office
          change(&resource)
          $0.resource = resource
        }
      }
      try refused(.invalidArgument, Self.required, "resource.kind") { $0.kind = .unspecified }
      try refused(.invalidArgument, Self.required, "resource.name") { $0.name = "" }
      try refused(.invalidArgument, "FIELD_TOO_LONG", "resource.name") {
        $0.name = String(repeating: "가", count: 201)
      }
      try refused(.invalidArgument, Self.required, "resource.office_id") { $0.officeID = UnitID() }
      try refused(.failedPrecondition, Self.missing, "resource.office_id") {
        $0.officeID = UnitID(high: 1, low: 2)
      }
      try refused(.invalidArgument, "FIELD_OUT_OF_RANGE", "resource.seats") { $0.seats = 1001 }
      try refused(.alreadyExists, "NAME_TAKEN", "resource.name") { $0.name = "12가 3456" }
      try refused(.alreadyExists, "ID_TAKEN", "resource.id") { $0.id = world.car }
      try expect(
        world, "UpdateResource", UpdateResourceRequest.self, .invalidArgument, "FIELD_READ_ONLY",
        "office_id"
      ) {
        $0.resource = Resource()
        $0.resource?.id = world.car
        $0.updateMask = FieldMask(paths: ["office_id"])
      }
      try expect(world, "GetResource", GetResourceRequest.self, .notFound, "NOT_FOUND", "id") {
        $0.id = ResourceID(high: 1, low: 2)
      }
      func claims(
        _ code: StatusCode, _ reason: String, _ field: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout ListClaimsRequest) -> Void
      ) throws {
        try expect(
          world, "ListClaims", ListClaimsRequest.self, code, reason, field,
          sourceLocation: sourceLocation
        ) {
          $0.holderID = HolderID(world.anna)
          $0.fromTime = World.at(0)
          $0.beforeTime = World.at(0, day: 93)
          change(&$0)
        }
      }
      try claims(.invalidArgument, Self.required, "holder_id") { $0.holderID = HolderID() }
      try claims(.notFound, "NOT_FOUND", "holder_id") { $0.holderID = HolderID(high: 1, low: 2) }
      try claims(.invalidArgument, Self.required, "from_time") { $0.fromTime = nil }
      try claims(.invalidArgument, Self.malformed, "before_time") { $0.beforeTime = World.at(0) }
      try claims(.invalidArgument, Self.malformed, "before_time") {
        $0.beforeTime = World.at(0, 1, day: 93)
      }
      try claims(.invalidArgument, Self.malformed, "before_time") {
        $0.fromTime = Timestamp(seconds: .min, nanos: 0)
        $0.beforeTime = Timestamp(seconds: .max, nanos: 0)
      }
      try expect(
        world, "GetVisitFigures", GetVisitFiguresRequest.self, .invalidArgument, Self.malformed,
        "before_time"
      ) {
        $0.fromTime = World.at(0)
        $0.beforeTime = World.at(1, day: 1098)
      }
      try expect(
        world, "ListVisits", ListVisitsRequest.self, .invalidArgument, Self.required, "states[0]"
      ) { $0.states = [.unspecified] }
    }
  }
}
