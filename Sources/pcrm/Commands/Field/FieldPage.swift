import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A visit on the device as a person reads it.
enum FieldPage {
  static func show(_ shown: FieldVisit, _ folder: FieldFolder) throws {
    guard folder.output == .table else {
      return try Listing.one(shown.parts, folder.output, forPrograms)
    }
    let language = Language.current
    let people = VisitPeople(known: [shown.customer].compactMap { $0 })
    try Console.write(TextTable.pairs(pairs(shown, people, language)))
    for attempt in shown.parts.attempts {
      try line(
        language("try", "시도"), attempt.time,
        "\(FieldWords.outcome(attempt.outcome, language)) \(attempt.note)")
    }
    for note in shown.parts.notes { try line(language("note", "메모"), note.time, note.text) }
    if let report = shown.parts.report {
      try line(language("report", "보고서"), nil, parts(report.filled, language))
    } else if !shown.parts.requiredParts.isEmpty {
      try line(
        language("report needed", "보고서 필요"), nil, parts(shown.parts.requiredParts, language))
    }
    for file in shown.parts.attachments {
      let isWhole = file.received >= file.size
      try line(
        language("file", "파일"), nil,
        "\(file.name) \(file.size)" + (isWhole ? "" : language(", not uploaded yet", ", 아직 올리지 않음"))
      )
    }
    for conflict in shown.conflicts {
      try line(
        language("conflict", "충돌"), nil,
        "\(conflict.id.description.suffix(6)) \(FieldWords.kind(conflict.kind, language))")
    }
    if shown.isUnsent {
      try Console.flush()
      Console.note(language("not all of it is sent yet", "아직 다 보내지 않았습니다."))
    }
  }

  private static func pairs(
    _ shown: FieldVisit, _ people: VisitPeople, _ language: Language
  ) -> [(String, String)] {
    let visit = shown.visit
    let local: (Timestamp?) -> String = { $0.map(ExplanationPage.local) ?? "" }
    return [
      ("id", visit.id.description),
      (language("when", "일시"), VisitColumns.span(visit)),
      (language("state", "상태"), FieldWords.state(visit.state, language)),
      (language("customer", "고객"), people.name(visit.customerID)),
      (language("phone", "전화"), people.phone(visit.customerID)),
      (language("place", "장소"), people.place(visit)),
      (language("purpose", "목적"), visit.purpose),
      (language("customer's window", "고객 가능 시간"), ClockText.window(visit.customerWindow)),
      (language("arrival told", "도착 안내"), ClockText.window(visit.arrivalWindow)),
      (language("outside hours", "근무 외 사유"), visit.outsideHours),
      (language("set out", "출발"), local(visit.setOutTime)),
      (language("began", "시작"), local(visit.checkIn?.time)),
      (language("over", "끝"), local(visit.finishTime)),
      (language("because", "사유"), visit.closeReason),
      (language("memo", "비고"), visit.note),
    ]
  }

  private static func line(_ title: String, _ time: Timestamp?, _ text: String) throws {
    let words = [title, time.map(ExplanationPage.local) ?? "", DisplayWidth.harmless(text)]
    try Console.print(words.filter { !$0.isEmpty }.joined(separator: " "))
  }

  private static func parts(_ parts: [ReportPart], _ language: Language) -> String {
    parts.map { FieldWords.part($0, language) }.joined(separator: ", ")
  }

  private static let forPrograms: [Column<SyncVisit>] = [
    Column("id") { $0.visit?.id.description ?? "" },
    Column("state") { $0.visit?.state.word ?? "" },
    Column("attempts") { String($0.attempts.count) },
    Column("notes") { String($0.notes.count) },
    Column("attachments") { String($0.attachments.count) },
  ]
}
