import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Reports of visits as a person reads them.
enum ReportPage {
  /// What filing a report made.
  static func print(_ answer: FileReportResponse) throws {
    try Listing.one(answer.report ?? VisitReport(), .table, columns)
    if let visit = answer.visit { try Console.print("visit    \(visit.state.word)") }
    for touchpoint in answer.touchpoints {
      let code = touchpoint.code.isEmpty ? "(not planned)" : touchpoint.code
      try Console.print("+ touchpoint \(DisplayWidth.harmless(code)) \(touchpoint.state.word)")
    }
    for one in answer.cases {
      try Console.print("~ case \(DisplayWidth.harmless(one.number)) \(one.stage)")
    }
    for hardship in answer.hardships {
      try Console.print(
        "+ hardship \(DisplayWidth.harmless(hardship.code)) \(hardship.state.word)  \(hardship.id)")
    }
    for task in answer.tasks {
      let due = task.dueTime.map(ExplanationPage.local) ?? ""
      let title = task.title.isEmpty ? "" : " \(DisplayWidth.harmless(task.title))"
      try Console.print("+ task \(task.kind.word)\(title), due \(due)  \(task.id)")
    }
  }

  static let listColumns: [Column<VisitReport>] = [
    Column("VISITED") { $0.visitTime.map(ExplanationPage.local) ?? "" },
    Column("LEVEL") { $0.managementLevel.word },
    Column("FILLED") { words($0.filled) },
    Column("PETITION") { $0.petition.word },
    Column("VERSION") { String($0.version) },
    Column("CUSTOMER") { $0.customerID.description },
    Column("VISIT") { $0.visitID.description },
  ]

  static let columns: [Column<VisitReport>] = [
    Column("VISIT") { $0.visitID.description },
    Column("VERSION") { String($0.version) },
    Column("AMENDED") { $0.amendReason },
    Column("LEVEL") { $0.managementLevel.word },
    Column("STAGE") { $0.stage },
    Column("FILLED") { words($0.filled) },
    Column("REQUIRED") { words($0.required) },
    Column("CONTACT") { $0.contact.map(contact) ?? "" },
    Column("CONDITION") { report in
      report.condition.map { line([$0.rating.word, $0.note]) } ?? ""
    },
    Column("PAPERS") { report in report.papers.map(papers) ?? "" },
    Column("SUPPORT") { report in
      report.support.map { part in
        line([
          part.none ? "none needed" : part.kinds.map(\.word).joined(separator: ", "), part.note,
        ])
      } ?? ""
    },
    Column("QUESTIONS") { report in report.questions.map(questions) ?? "" },
    Column("ADOPTION") { report in report.adoption.map(adoption) ?? "" },
    Column("PETITION") { $0.petition.word },
    Column("NEEDS") { $0.needs.joined(separator: ", ") },
    Column("HARDSHIPS") { $0.hardships.joined(separator: ", ") },
    Column("FILED") { $0.createTime.map(ExplanationPage.local) ?? "" },
  ]

  static func words(_ parts: [ReportPart]) -> String {
    parts.map(\.word).joined(separator: ", ")
  }

  private static func contact(_ part: ContactPart) -> String {
    line([part.outcome.word, part.relationship.word, part.met, part.note])
  }

  private static func papers(_ part: PapersPart) -> String {
    line(
      [part.none ? "none needed" : ""] + part.papers.map { "\($0.code) (\($0.step.word))" }
        + [part.petitionOpen ? "petition left open" : "", part.note])
  }

  private static func questions(_ part: QuestionsPart) -> String {
    line(
      [part.none ? "none" : ""]
        + part.questions.map { $0.answered ? "\($0.text) (answered)" : $0.text })
  }

  private static func adoption(_ part: AdoptionPart) -> String {
    line(
      part.information + part.remarks.map { "\($0.kind.word): \($0.text)" }
        + part.gifts.map { "gift: \($0.what)" } + part.supportRequests.map { "asks: \($0.what)" }
        + [part.note])
  }

  private static func line(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
