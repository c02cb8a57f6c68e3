import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// `pcrm field forms`.
struct FieldForms: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "List the forms that customers can answer with you.",
    discussion: """
      With each: how many answers wait for the next sync, how many were begun and not handed in, and \
      how many the server refused. Below that each refused one stands with its reason, and what was \
      begun of forms that were closed since.

      EXAMPLES
        pcrm field forms
        pcrm field answer satisfaction
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let forms = try folder.client.forms()
    var listing = Listing(folder.output, Self.columns(forms), csv: Self.csv)
    for form in forms { try listing.add(form.form) }
    try listing.end()
    guard folder.output == .table else { return }
    try Console.flush()
    let language = Language.current
    if forms.isEmpty { Console.note(language("no forms", "설문이 없습니다.")) }
    let carried = Set(forms.map(\.form.waveID))
    for draft in try folder.client.drafts() {
      if let words = FieldWords.refused(draft, language) {
        Console.note(words)
      } else if !carried.contains(draft.form.waveID) {
        let title = DisplayWidth.harmless(draft.form.title)
        Console.note(
          language(
            "begun, and closed since: \(title) (\(draft.form.shortID))",
            "쓰다가 마감된 설문: \(title) (\(draft.form.shortID))"))
      }
    }
  }

  private static func columns(_ forms: [FieldForm]) -> [Column<SyncForm>] {
    let language = Language.current
    let waiting = Dictionary(uniqueKeysWithValues: forms.map { ($0.form.waveID, $0.waiting) })
    let drafts = Dictionary(uniqueKeysWithValues: forms.map { ($0.form.waveID, $0.drafts) })
    @Sendable func text(_ count: Int?) -> String { (count ?? 0) == 0 ? "" : String(count ?? 0) }
    return [
      Column(language("FORM", "설문")) { $0.survey },
      Column(language("TITLE", "제목")) { DisplayWidth.harmless($0.title) },
      Column(language("FROM", "시작")) { $0.openTime.map(ExplanationPage.local) ?? "" },
      Column(language("UNTIL", "마감")) { $0.closeTime.map(ExplanationPage.local) ?? "" },
      Column(language("NOT SENT", "보내지 않음")) { text(waiting[$0.waveID]) },
      Column(language("BEGUN", "쓰는 중")) { text(drafts[$0.waveID]?.count { $0.refusal == nil }) },
      Column(language("REFUSED", "거부됨")) { text(drafts[$0.waveID]?.count { $0.refusal != nil }) },
      Column("ID") { $0.shortID },
    ]
  }

  private static let csv: [Column<SyncForm>] = [
    Column("wave_id") { $0.waveID.description },
    Column("survey") { $0.survey },
    Column("title") { $0.title },
    Column("open_time") { $0.openTime.text },
    Column("close_time") { $0.closeTime.text },
    Column("questionnaire_version") { String($0.questionnaire?.version ?? 0) },
  ]
}

extension SyncForm {
  /// The end of its id, by which people name it.
  var shortID: String { String(waveID.description.suffix(6)) }
}

extension FieldFormDraft {
  /// The end of its id, by which people name it.
  var shortID: String { String(id.description.suffix(6)) }
}

extension FieldWords {
  /// Why an answer was refused, and what puts it right; nil for one that was not.
  static func refused(_ draft: FieldFormDraft, _ language: Language) -> String? {
    guard let refusal = draft.refusal else { return nil }
    let title = DisplayWidth.harmless(draft.form.title)
    let words = result(refusal, language)
    return language(
      "\(title): \(words); pcrm field answer \(draft.shortID) goes on with it",
      "\(title): \(words) pcrm field answer \(draft.shortID)(으)로 고쳐서 다시 냅니다.")
  }
}
