import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What can be known without the server is refused at once, and not days later.
@Suite("FieldClient: what a device refuses by itself")
struct DraftTests {
  /// A change, and as what it is refused.
  struct Refusal: CustomTestStringConvertible, Sendable {
    let fault: String
    let reason: String
    let field: String
    let change: FieldChange
    /// What is done before it.
    var before: [FieldChange] = []

    var testDescription: String { fault }
  }

  private static let planned: VisitID = Sample.id(1)
  private static let done: VisitID = Sample.id(2)
  private static let begun: VisitID = Sample.id(3)
  private static let cancelled: VisitID = Sample.id(4)
  private static let tried: VisitID = Sample.id(5)
  private static let task: VisitTaskID = Sample.id(60)
  private static let conflict: SyncConflictID = Sample.id(70)

  private static func make<T: Message>(_ type: T.Type, _ set: (inout T) -> Void) -> T {
    var made = T()
    set(&made)
    return made
  }

  private static func step(_ id: VisitID, _ to: VisitState, _ reason: String = "") -> FieldChange {
    .step(
      id,
      make(VisitStep.self) {
        $0.to = to
        $0.reason = reason
      })
  }

  private static func report(
    _ id: VisitID, isWhole: Bool, _ set: (inout FileReportRequest) -> Void = { _ in }
  ) -> FieldChange {
    .report(
      make(FileReportRequest.self) { request in
        request.report = make(VisitReport.self) { report in
          report.visitID = id
          report.contact = make(ContactPart.self) { $0.outcome = .met }
          if isWhole { report.condition = make(ConditionPart.self) { $0.rating = .asExpected } }
        }
        set(&request)
      })
  }

  private static func patch(
    _ id: VisitID, _ fields: [String], _ set: (inout Visit) -> Void = { _ in }
  ) -> FieldChange {
    .visit(id, fields: fields, make(Visit.self, set))
  }

  private static func file(
    _ bytes: Int, _ type: String = "text/plain", on id: VisitID = planned
  ) -> FieldChange {
    .attach(
      id, FieldFile(name: "a", mediaType: type, bytes: [UInt8](repeating: 1, count: bytes)))
  }

  private static func choice(_ name: String, _ choice: ConflictChoice = .mine) -> FieldChange {
    .resolve(
      conflict,
      [
        make(FieldChoice.self) {
          $0.name = name
          $0.choice = choice
        }
      ])
  }

  private static func step(_ set: (inout VisitStep) -> Void) -> FieldChange {
    .step(planned, make(VisitStep.self, set))
  }

  private static func newVisit(_ set: (inout Visit) -> Void) -> FieldChange {
    .newVisit(
      make(Visit.self) {
        $0.customerID = Sample.id(1001)
        $0.purpose = "first_visit"
        $0.startTime = ManualClock().now().adding(seconds: 3600)
        $0.endTime = ManualClock().now().adding(seconds: 7200)
        set(&$0)
      })
  }

  private static func consent(_ set: (inout Consent) -> Void) -> FieldChange {
    .consent(make(Consent.self, set))
  }

  private static func attempt(_ id: VisitID) -> FieldChange {
    .attempt(
      make(VisitAttempt.self) {
        $0.visitID = id
        $0.outcome = .noAnswer
      })
  }

  private static let long = String(repeating: "x", count: 4001)

  static let refusals: [Refusal] = visitRefusals + otherRefusals

  private static let otherRefusals: [Refusal] = [
    Refusal(
      fault: "a step of no visit", reason: "FIELD_REQUIRED", field: "visit_id",
      change: step(VisitID(), .enRoute)),
    Refusal(
      fault: "an arrival that is promised past the visit", reason: "FIELD_MALFORMED",
      field: "arrival_window",
      change: step {
        $0.to = .confirmed
        $0.arrivalWindow = make(TimeWindow.self) {
          $0.from = ManualClock().now().adding(seconds: 86_400)
          $0.to = ManualClock().now().adding(seconds: 90_000)
        }
      }),
    Refusal(
      fault: "a place that nobody can have measured", reason: "FIELD_OUT_OF_RANGE",
      field: "step.check_in.accuracy_metres",
      change: step {
        $0.to = .inProgress
        $0.checkIn = make(CheckIn.self) { $0.accuracyMetres = 100_001 }
      }),
    Refusal(
      fault: "a text that no server takes", reason: "FIELD_TOO_LONG", field: "note",
      change: patch(planned, ["note"]) { $0.note = long }),
    Refusal(
      fault: "a visit for nothing", reason: "FIELD_REQUIRED", field: "purpose",
      change: newVisit { $0.purpose = "" }),
    Refusal(
      fault: "a visit at no time", reason: "FIELD_REQUIRED", field: "start_time",
      change: newVisit { $0.startTime = nil }),
    Refusal(
      fault: "a field that no customer has", reason: "MASK_PATH_UNKNOWN", field: "update_mask",
      change: .customer(Sample.id(1001), fields: ["shoe_size"], Customer())),
    Refusal(
      fault: "a try at a visit that was cancelled", reason: "VISIT_ENDED",
      field: "attempt.visit_id", change: attempt(cancelled)),
    Refusal(
      fault: "tries without end", reason: "TOO_MANY_ITEMS", field: "attempt",
      change: attempt(tried)),
    Refusal(
      fault: "a need that is none", reason: "FIELD_MALFORMED", field: "report.needs[0]",
      change: report(begun, isWhole: true) { $0.report?.needs = ["Not a code"] }),
    Refusal(
      fault: "a report of a visit that was cancelled", reason: "VISIT_ENDED",
      field: "report.visit_id", change: report(cancelled, isWhole: true)),
    Refusal(
      fault: "papers without end", reason: "TOO_MANY_ITEMS", field: "paperwork",
      change: report(begun, isWhole: true) {
        $0.paperwork = [Paperwork](repeating: Paperwork(), count: 6)
      }),
    Refusal(
      fault: "follow-ups without end", reason: "TOO_MANY_ITEMS", field: "follow_ups",
      change: report(begun, isWhole: true) {
        $0.followUps = [FollowUp](repeating: FollowUp(), count: 21)
      }),
    Refusal(
      fault: "a follow-up without a title", reason: "FIELD_REQUIRED",
      field: "follow_ups[0].title",
      change: report(begun, isWhole: true) { $0.followUps = [FollowUp()] }),
    Refusal(
      fault: "a consent of nobody", reason: "FIELD_REQUIRED", field: "consent.customer_id",
      change: consent { _ in }),
    Refusal(
      fault: "a consent to nothing", reason: "FIELD_REQUIRED", field: "purpose",
      change: consent { $0.customerID = Sample.id(1001) }),
    Refusal(
      fault: "a result that no server takes", reason: "FIELD_TOO_LONG", field: "result",
      change: .task(task, result: long)),
    Refusal(
      fault: "a file's name that no server takes", reason: "FIELD_TOO_LONG", field: "name",
      change: .attach(planned, FieldFile(name: long, mediaType: "text/plain", bytes: [1]))),
  ]

  private static let visitRefusals: [Refusal] = [
    Refusal(
      fault: "a visit that is over goes on", reason: "VISIT_ENDED", field: "step.to",
      change: step(done, .enRoute)),
    Refusal(
      fault: "a visit that was begun is cancelled", reason: "TRANSITION_NOT_ALLOWED",
      field: "step.to", change: step(begun, .cancelled, "no")),
    Refusal(
      fault: "a step to what is none", reason: "FIELD_MALFORMED", field: "step.to",
      change: step(planned, .planned)),
    Refusal(
      fault: "nobody knows why it was missed", reason: "FIELD_REQUIRED", field: "step.reason",
      change: step(planned, .noShow)),
    Refusal(
      fault: "a visit ends without its report", reason: "PARTS_MISSING", field: "step.to",
      change: step(begun, .done)),
    Refusal(
      fault: "a report lacks a part", reason: "PARTS_MISSING", field: "report",
      change: report(begun, isWhole: false)),
    Refusal(
      fault: "a second report", reason: "REPORT_FILED", field: "report",
      change: report(begun, isWhole: true), before: [report(begun, isWhole: true)]),
    Refusal(
      fault: "a visit that is over is changed", reason: "VISIT_ENDED", field: "visit_id",
      change: patch(done, ["note"])),
    Refusal(
      fault: "a visit that was begun is moved", reason: "TRANSITION_NOT_ALLOWED",
      field: "visit_id", change: patch(begun, ["start_time", "end_time"])),
    Refusal(
      fault: "a state is set past the life", reason: "FIELD_READ_ONLY", field: "state",
      change: patch(planned, ["state"])),
    Refusal(
      fault: "nothing is set", reason: "FIELD_REQUIRED", field: "fields",
      change: patch(planned, [])),
    Refusal(
      fault: "a part of a field is set", reason: "FIELD_MALFORMED", field: "fields",
      change: patch(planned, ["check_in.time"])),
    Refusal(
      fault: "it ends before it begins", reason: "FIELD_MALFORMED", field: "end_time",
      change: patch(planned, ["end_time"]) { $0.endTime = Timestamp(seconds: 0, nanos: 0) }),
    Refusal(
      fault: "a visit that nobody carries", reason: "NOT_FOUND", field: "visit_id",
      change: step(Sample.id(99), .enRoute)),
    Refusal(
      fault: "a visit to somebody whom the device does not carry", reason: "NOT_FOUND",
      field: "visit.customer_id",
      change: .newVisit(make(Visit.self) { $0.customerID = Sample.id(1999) })),
    Refusal(
      fault: "a visit takes another's place", reason: "ID_TAKEN", field: "visit.id",
      change: .newVisit(
        make(Visit.self) {
          $0.id = planned
          $0.customerID = Sample.id(1001)
        })),
    Refusal(
      fault: "a person becomes an organisation", reason: "FIELD_READ_ONLY", field: "kind",
      change: .customer(Sample.id(1001), fields: ["kind"], Customer())),
    Refusal(
      fault: "a number that is none", reason: "FIELD_MALFORMED", field: "contact_points[0].value",
      change: .customer(
        Sample.id(1001), fields: ["contact_points"],
        make(Customer.self) { customer in
          customer.contactPoints = [
            make(ContactPoint.self) {
              $0.kind = .mobile
              $0.value = "12"
            }
          ]
        })),
    Refusal(
      fault: "a customer whom the device does not carry", reason: "NOT_FOUND",
      field: "customer_id", change: .customer(Sample.id(1999), fields: ["tags"], Customer())),
    Refusal(
      fault: "a try that ended somehow", reason: "FIELD_REQUIRED", field: "outcome",
      change: .attempt(make(VisitAttempt.self) { $0.visitID = planned })),
    Refusal(
      fault: "a note without a word", reason: "FIELD_REQUIRED", field: "note.text",
      change: .note(make(VisitNote.self) { $0.visitID = planned })),
    Refusal(
      fault: "a consent of somebody whom the device does not carry", reason: "NOT_FOUND",
      field: "consent.customer_id",
      change: .consent(make(Consent.self) { $0.customerID = Sample.id(1999) })),
    Refusal(
      fault: "a task that nobody carries", reason: "NOT_FOUND", field: "task_id",
      change: .task(Sample.id(99), result: "")),
    Refusal(
      fault: "a task is done twice", reason: "TASK_ENDED", field: "task_id",
      change: .task(task, result: "again"), before: [.task(task, result: "once")]),
    Refusal(
      fault: "a field of a conflict is left out", reason: "FIELD_MALFORMED", field: "choices",
      change: choice("place")),
    Refusal(
      fault: "a field of a conflict is named without a choice", reason: "FIELD_MALFORMED",
      field: "choices", change: choice("note", .unspecified)),
    Refusal(
      fault: "a conflict is resolved twice", reason: "CONFLICT_ALREADY_RESOLVED",
      field: "conflict_id", change: choice("note"), before: [choice("note")]),
    Refusal(
      fault: "a program is attached", reason: "FIELD_MALFORMED", field: "media_type",
      change: file(3, "application/x-sh")),
    Refusal(
      fault: "an empty file", reason: "FIELD_OUT_OF_RANGE", field: "bytes", change: file(0)),
    Refusal(
      fault: "a file that no server takes", reason: "FIELD_OUT_OF_RANGE", field: "bytes",
      change: file(FieldFile.bytesMax + 1)),
    Refusal(
      fault: "a file is attached twice", reason: "FILE_ATTACHED", field: "bytes",
      change: file(3), before: [file(3)]),
  ]

  @Test(arguments: refusals)
  func isRefusedAtOnce(_ refusal: Refusal) throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(
      Sample.visit(1), Sample.visit(2, hour: 12, .done), Sample.customer(1, "고객"),
      Self.begunRow, Sample.visit(4, hour: 16, .cancelled), Self.triedRow, Self.taskRow,
      Self.conflictRow)
    #expect(device.client.sync(over: server).isComplete)
    if !refusal.before.isEmpty { try device.client.change(refusal.before, together: false) }
    let error = try #require(throws: Status.self) { try device.client.change(refusal.change) }
    #expect(error.info.reason == refusal.reason, "\(error)")
    #expect(error.info.field.hasSuffix(refusal.field), "\(error)")
    // Fault: half of it is queued.
    #expect(try device.client.queue().count == refusal.before.count)
    #expect(try device.client.files().count == (refusal.reason == "FILE_ATTACHED" ? 1 : 0))
  }

  @Test func whatIsDoneTogetherIsRefusedTogether() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.visit(1))
    #expect(device.client.sync(over: server).isComplete)
    #expect(throws: Status.self) {
      try device.client.change([Self.file(3), Self.step(Self.planned, .planned)], together: true)
    }
    #expect(try device.client.queue().isEmpty && device.client.files().isEmpty)
  }

  private static var begunRow: SyncRow {
    var row = Sample.visit(3, hour: 14, .inProgress)
    row.visit?.requiredParts = [.contact, .condition]
    return row
  }

  private static var triedRow: SyncRow {
    var row = Sample.visit(5, hour: 18)
    row.visit?.attempts = (0..<UInt64(VisitAttempt.perVisitMax)).map { number in
      make(VisitAttempt.self) { $0.id = Sample.id(10_000 + number) }
    }
    return row
  }

  private static var taskRow: SyncRow {
    make(SyncRow.self) { row in
      row.entity = .visitTask
      row.id = task.description
      row.task = make(VisitTask.self) {
        $0.id = task
        $0.state = .open
        $0.title = "서류 회수"
      }
    }
  }

  private static var conflictRow: SyncRow {
    make(SyncRow.self) { row in
      row.entity = .syncConflict
      row.id = conflict.description
      row.conflict = make(SyncConflict.self) { one in
        one.id = conflict
        one.state = .open
        one.entity = .visit
        one.entityID = planned.description
        one.fields = [make(ConflictField.self) { $0.name = "note" }]
      }
    }
  }
}
