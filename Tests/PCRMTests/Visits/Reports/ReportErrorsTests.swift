import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Every refusal of a report, with its exact code, reason and field; and that nothing of it leaves a trace.
struct ReportErrorsTests {
  private static let long = String(repeating: "가", count: 1001)
  private static let nobody: StaffID = StaffID(
    high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)

  /// One case of the table: what is wrong, and what is said of it.
  private struct Fault: Sendable {
    let code: StatusCode
    let reason: String
    let field: String
    let change: @Sendable (inout FileReportRequest) -> Void

    init(
      _ reason: String, _ field: String, _ code: StatusCode = .invalidArgument,
      _ change: @escaping @Sendable (inout FileReportRequest) -> Void
    ) {
      self.code = code
      self.reason = reason
      self.field = field
      self.change = change
    }
  }

  /// Faults of the five parts: each field at its bound.
  private static let parts: [Fault] = [
    Fault("FIELD_REQUIRED", "report") { $0.report = nil },
    Fault("FIELD_REQUIRED", "report.visit_id") { $0.report?.visitID = VisitID() },
    Fault("NOT_FOUND", "report.visit_id", .notFound) {
      $0.report?.visitID = VisitID(high: 1, low: 2)
    },
    Fault("VERSION_MISMATCH", "version", .aborted) { $0.visitVersion = 9 },
    Fault("FIELD_MALFORMED", "report.contact.outcome") {
      $0.report?.contact?.outcome = AttemptOutcome(rawValue: 99)
    },
    Fault("FIELD_MALFORMED", "report.contact.relationship") {
      $0.report?.contact?.relationship = RelationshipLevel(rawValue: 99)
    },
    Fault("FIELD_TOO_LONG", "report.contact.met") { $0.report?.contact?.met = long },
    Fault("FIELD_TOO_LONG", "report.contact.note") { $0.report?.contact?.note = long },
    Fault("FIELD_MALFORMED", "report.contact.note") { $0.report?.contact?.note = "a\u{1}b" },
    Fault("FIELD_MALFORMED", "report.condition.rating") {
      $0.report?.condition?.rating = StateRating(rawValue: 99)
    },
    Fault("FIELD_TOO_LONG", "report.condition.note") { $0.report?.condition?.note = long },
    Fault("FIELD_TOO_LONG", "report.papers.note") { $0.report?.papers?.note = long },
    Fault("FIELD_MALFORMED", "report.papers.papers[0].code") {
      $0.report?.papers?.papers[0].code = "A B"
    },
    Fault("DUPLICATE_ITEM", "report.papers.papers[1].code") {
      let papers = $0.report?.papers?.papers ?? []
      $0.report?.papers?.papers = papers + papers
    },
    Fault("FIELD_REQUIRED", "report.papers.papers[0].step") {
      $0.report?.papers?.papers[0].step = .unspecified
    },
    Fault("TOO_MANY_ITEMS", "report.papers.papers") {
      $0.report?.papers?.papers = (0...50).map { number in .made { $0.code = "c\(number)" } }
    },
    Fault("FIELD_MALFORMED", "report.papers.none") { $0.report?.papers?.none = true },
    Fault("FIELD_TOO_LONG", "report.support.note") { $0.report?.support?.note = long },
    Fault("FIELD_REQUIRED", "report.support.kinds[0]") {
      $0.report?.support?.kinds = [.unspecified]
    },
    Fault("DUPLICATE_ITEM", "report.support.kinds[1]") {
      $0.report?.support?.kinds = [.social, .social]
    },
    Fault("FIELD_MALFORMED", "report.support.none") { $0.report?.support?.none = true },
    Fault("FIELD_REQUIRED", "report.questions.questions[0].text") {
      $0.report?.questions = .made { $0.questions = [CustomerQuestion()] }
    },
    Fault("FIELD_TOO_LONG", "report.questions.questions[0].answer") {
      $0.report?.questions = .made {
        $0.questions = [
          .made {
            $0.text = "when?"
            $0.answered = true
            $0.answer = long
          }
        ]
      }
    },
    Fault("FIELD_MALFORMED", "report.questions.questions[0].answered") {
      $0.report?.questions = .made {
        $0.questions = [
          .made {
            $0.text = "when?"
            $0.answer = "soon"
          }
        ]
      }
    },
    Fault("TOO_MANY_ITEMS", "report.questions.questions") {
      $0.report?.questions = .made {
        $0.questions = (0...20).map { _ in .made { $0.text = "when?" } }
      }
    },
    Fault("FIELD_MALFORMED", "report.questions.none") {
      $0.report?.questions?.questions = [.made { $0.text = "when?" }]
    },
  ]

  /// Faults of what adoption adds, of needs, and of what follows from a visit.
  private static let rest: [Fault] = [
    Fault("FIELD_MALFORMED", "report.adoption.information[0]") {
      $0.report?.adoption = .made { $0.information = ["unknown"] }
    },
    Fault("FIELD_REQUIRED", "report.adoption.remarks[0].kind") {
      $0.report?.adoption = .made { $0.remarks = [.made { $0.text = "x" }] }
    },
    Fault("FIELD_REQUIRED", "report.adoption.remarks[0].text") {
      $0.report?.adoption = .made { $0.remarks = [.made { $0.kind = .wish }] }
    },
    Fault("FIELD_REQUIRED", "report.adoption.gifts[0].what") {
      $0.report?.adoption = .made { $0.gifts = [Gift()] }
    },
    Fault("FIELD_OUT_OF_RANGE", "report.adoption.gifts[0].value_won") {
      $0.report?.adoption = .made { $0.gifts = [.worth(-1)] }
    },
    Fault("GIFT_LIMIT", "report.adoption.gifts[1].value_won", .failedPrecondition) {
      $0.report?.adoption = .made { $0.gifts = [.worth(30_000), .worth(30_001)] }
    },
    Fault("GIFT_LIMIT", "report.adoption.gifts", .failedPrecondition) {
      $0.report?.adoption = .made { $0.gifts = [.worth(30_000), .worth(20_001)] }
    },
    Fault("FIELD_REQUIRED", "report.adoption.support_requests[0].due_time") {
      $0.report?.adoption = .made { $0.supportRequests = [.made { $0.what = "a lift" }] }
    },
    Fault("FIELD_MALFORMED", "report.adoption.support_requests[0].due_time") {
      $0.report?.adoption = .made {
        $0.supportRequests = [
          .made {
            $0.what = "a lift"
            $0.dueTime = Timestamp(seconds: 1, nanos: 0)
          }
        ]
      }
    },
    Fault("REFERENCE_MISSING", "report.needs[0]", .failedPrecondition) {
      $0.report?.needs = ["job"]
    },
    Fault("REFERENCE_MISSING", "report.hardships[1]", .failedPrecondition) {
      $0.report?.hardships = ["rent", "debt"]
    },
    Fault("DUPLICATE_ITEM", "report.hardships[1]") { $0.report?.hardships = ["rent", "rent"] },
    Fault("FIELD_MALFORMED", "report.no_needs") {
      $0.report?.noNeeds = true
      $0.report?.hardships = ["rent"]
    },
    Fault("FIELD_REQUIRED", "follow_ups[0].title") { $0.followUps = [FollowUp()] },
    Fault("FIELD_TOO_LONG", "follow_ups[0].title") {
      $0.followUps = [.made { $0.title = String(repeating: "x", count: 301) }]
    },
    Fault("FIELD_REQUIRED", "follow_ups[0].due_time") {
      $0.followUps = [.made { $0.title = "call" }]
    },
    Fault("FIELD_MALFORMED", "follow_ups[0].due_time") {
      $0.followUps[0].dueTime = Timestamp(seconds: 1_772_409_600, nanos: 0)
    },
    Fault("FIELD_MALFORMED", "follow_ups[0].due_time") {
      $0.followUps[0].dueTime = Timestamp(seconds: 9_000_000_000, nanos: 0)
    },
    Fault("REFERENCE_MISSING", "follow_ups[0].staff_id", .failedPrecondition) {
      $0.followUps[0].staffID = nobody
    },
    Fault("TOO_MANY_ITEMS", "follow_ups") {
      $0.followUps = [FollowUp](repeating: $0.followUps[0], count: 21)
    },
    Fault("TOO_MANY_ITEMS", "paperwork") {
      $0.paperwork = [Paperwork](repeating: Paperwork(), count: 6)
    },
    Fault("FIELD_REQUIRED", "paperwork[0].action") { $0.paperwork = [Paperwork()] },
    Fault("FIELD_REQUIRED", "paperwork[0].advance.id") {
      $0.paperwork = [.advance(CaseID(), to: "rehab")]
    },
    Fault("NOT_FOUND", "paperwork[0].close.id", .notFound) {
      $0.paperwork = [.close(CaseID(high: 1, low: 2))]
    },
    Fault("DUPLICATE_ITEM", "told_hardship_ids[1]") {
      $0.toldHardshipIDs = [HardshipID(high: 1, low: 2), HardshipID(high: 1, low: 2)]
    },
    Fault("REFERENCE_MISSING", "told_hardship_ids[0]", .failedPrecondition) {
      $0.toldHardshipIDs = [HardshipID(high: 1, low: 2)]
    },
    Fault("FIELD_MALFORMED", "finish_time") {
      $0.finishTime = Timestamp(seconds: 4_000_000_000, nanos: 0)
    },
  ]

  @Test func table() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      try world.admin.applyVisitRules(.made { $0.report = .strict })
      let visit = try world.visit()
      let before = try world.traces()
      for fault in Self.parts + Self.rest {
        let request = FileReportRequest.about(visit.id) {
          $0.followUps = [world.followUp(24)]
          fault.change(&$0)
        }
        let refusal = try world.admin.reportsRefusal("FileReport", request)
        let expected = Refusal(fault.code, fault.reason, fault.field)
        #expect(refusal == expected, "\(refusal.map(\.description) ?? "done")")
      }
      #expect(try world.traces() == before)
      #expect(try world.admin.file(visit.id).report?.version == 1)
      let again = try world.admin.reportsRefusal("FileReport", FileReportRequest.about(visit.id))
      #expect(again == Refusal(.alreadyExists, "REPORT_FILED", "report.visit_id"))
    }
  }

  /// Would catch a required part that may be missing, level by level.
  @Test func requiredParts() throws {
    let cases: [(level: ManagementLevel, missing: [ReportPart])] = [
      (.unspecified, []),
      (.general, [.contact, .condition, .papers]),
      (.intensive, [.contact, .condition, .papers, .support, .questions]),
    ]
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      for (level, parts) in cases {
        try world.manage(care.id, level)
        let visit = try world.visit(case: care.id)
        for part in ReportPart.all {
          let refusal = try world.admin.refusal(
            "pcrm.v1.VisitReportService/FileReport",
            FileReportRequest.about(visit.id) {
              // Nothing of the others is left out while they are required.
              $0.report?.clear(parts.contains(part) ? part : .adoption)
              if !parts.contains(part) { $0.visitVersion = 99 }
            })
          if parts.contains(part) {
            #expect(refusal?.info.reason == "PARTS_MISSING", "\(level) \(part)")
            #expect(refusal?.info.params.first?.value == part.word)
          } else {
            #expect(refusal?.info.reason == "VERSION_MISMATCH", "\(level) \(part)")
          }
        }
        let filed = try world.admin.file(visit.id) { request in
          for part in ReportPart.all where !parts.contains(part) { request.report?.clear(part) }
        }
        #expect(filed.report?.filled == parts && filed.report?.required == parts)
      }
    }
  }

  /// Would catch paperwork on a case of somebody else.
  @Test func paperworkOfOthers() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let stranger = try world.admin.create(.person("박서준")).id
      let other = try #require(try world.admin.open(stranger).case)
      let refusal = try world.admin.reportsRefusal(
        "FileReport", FileReportRequest.about(visit.id) { $0.paperwork = [.close(other.id)] })
      #expect(refusal == Refusal(.failedPrecondition, "REFERENCE_MISSING", "paperwork[0].close.id"))
      #expect(try world.admin.caseRecord(other.id).status == .open)
    }
  }

  /// Would catch gifts that are counted by report only: the limit holds over the days, whatever the order of filing.
  @Test func giftsOverDays() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      try world.admin.applyVisitRules(.made { $0.report = .strict })
      let (first, second) = (try world.visit(), try world.visit())
      pcrm.clock.advance(seconds: 40 * 86_400)
      let third = try world.visit()
      func file(_ visit: Visit, _ won: Int64) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "FileReport",
          FileReportRequest.about(visit.id) {
            $0.report?.adoption = .made { $0.gifts = [.worth(won)] }
          })
      }
      #expect(try file(second, 30_000) == nil)
      let over = Refusal(.failedPrecondition, "GIFT_LIMIT", "report.adoption.gifts")
      #expect(try file(first, 20_001) == over, "the earlier visit is reported later")
      #expect(try file(third, 30_000) == nil, "thirty days are over")
      #expect(try file(first, 20_000) == nil)
      let report = try world.admin.report(first.id)
      let refusal = try world.admin.reportsRefusal(
        "AmendReport",
        AmendReportRequest.made {
          $0.report = report
          $0.report?.adoption?.gifts = [.worth(20_001)]
          $0.reason = "it was more"
        })
      #expect(refusal == over)
      _ = try world.admin.amend(report) { $0.adoption?.gifts = [.worth(19_000)] }
      _ = try world.admin.amend(try world.admin.report(second.id)) {
        $0.adoption?.gifts = [.worth(30_000), .worth(1000)]
      }
    }
  }
}

extension Gift {
  static func worth(_ won: Int64) -> Gift {
    made {
      $0.what = "tea"
      $0.valueWon = won
    }
  }
}

extension ReportRules {
  /// Rules with one of everything.
  static let strict: ReportRules = .made {
    $0.giftWonMax = 30_000
    $0.giftSumWonMax = 50_000
    $0.giftDays = 30
    $0.hardships = [
      .made {
        $0.code = "rent"
        $0.title = "월세"
      }
    ]
    $0.information = [
      .made {
        $0.code = "new_benefit"
        $0.title = "새 급여"
      }
    ]
  }
}

extension CallBackRule {
  static func sampling(_ permille: Int32, seed: Int64 = 1) -> CallBackRule {
    made {
      $0.sharePermille = permille
      $0.seed = seed
      $0.dueHours = 48
    }
  }
}

extension VisitReport {
  /// Takes a part out.
  mutating func clear(_ part: ReportPart) {
    switch part {
    case .contact: contact = nil
    case .condition: condition = nil
    case .papers: papers = nil
    case .support: support = nil
    case .questions: questions = nil
    default: adoption = nil
    }
  }
}
