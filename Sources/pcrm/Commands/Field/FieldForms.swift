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
      With each: how many answers wait for the next sync, and how many were begun and not handed in.

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
    for draft in try folder.client.drafts() where !carried.contains(draft.form.waveID) {
      Console.note(
        language(
          "begun, and closed since: \(draft.form.title) (\(draft.form.shortID))",
          "쓰다가 마감된 설문: \(draft.form.title) (\(draft.form.shortID))"))
    }
  }

  private static func columns(_ forms: [FieldForm]) -> [Column<SyncForm>] {
    let language = Language.current
    let waiting = Dictionary(uniqueKeysWithValues: forms.map { ($0.form.waveID, $0.waiting) })
    let drafts = Dictionary(uniqueKeysWithValues: forms.map { ($0.form.waveID, $0.drafts.count) })
    @Sendable func text(_ count: Int?) -> String { (count ?? 0) == 0 ? "" : String(count ?? 0) }
    return [
      Column(language("FORM", "설문")) { $0.survey },
      Column(language("TITLE", "제목")) { DisplayWidth.harmless($0.title) },
      Column(language("FROM", "시작")) { $0.openTime.map(ExplanationPage.local) ?? "" },
      Column(language("UNTIL", "마감")) { $0.closeTime.map(ExplanationPage.local) ?? "" },
      Column(language("NOT SENT", "보내지 않음")) { text(waiting[$0.waveID]) },
      Column(language("BEGUN", "쓰는 중")) { text(drafts[$0.waveID]) },
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

/// `pcrm field answer`.
struct FieldAnswer: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Fill a form in with a customer.",
    discussion: """
      The customer shows the token of the invitation; you read the questions and take down the \
      answers, as with "pcrm survey take". What was answered is kept after each line: when you stop, \
      or the device does, the same command goes on from there. Handed in, it is sent with the next \
      sync.

      EXIT CODES
        0 handed in; 1 stopped before the end.

      EXAMPLES
        pcrm field answer satisfaction
        pcrm field answer 7d9a01 --token https://survey.example.kr/a/0123456789abcdef0123456789abcdef
        pcrm field answer satisfaction --new --form-language en
      """)

  @Argument(help: "The form: its survey's name, its id, or the end of that.")
  var form: String

  @Option(help: ArgumentHelp("The customer's token, or the link that has it.", valueName: "token"))
  var token: String?

  @Flag(help: "Begin another one, although one was begun before.")
  var new = false

  @Option(help: ArgumentHelp("The language of the questions, as ko.", valueName: "tag"))
  var formLanguage: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let language = Language.current
    var session = try begin(folder)
    if let token { session.token = Self.token(in: token) }
    var interview = TerminalInterview(session.state)
    var lines = InputLines()
    Console.note(DisplayWidth.harmless(interview.state.title))
    let ended = try interview.ask(&lines) { state in
      session.state = state
      try folder.client.keep(session)
    }
    session.state = interview.state
    try folder.client.keep(session)
    TerminalInterview.say(interview.finish(), ended: ended)
    if ended, session.token.isEmpty {
      Console.note(language("The token of the customer's invitation:", "고객의 초대 토큰:"))
      session.token = Self.token(in: try TerminalInterview.next(&lines) ?? "")
    }
    guard ended, !session.token.isEmpty else {
      Console.note(
        language(
          "It is kept; pcrm field answer \(session.form.shortID) goes on with it.",
          "여기까지 보관했습니다. pcrm field answer \(session.form.shortID)(으)로 이어서 합니다."))
      throw CommandFailure(code: 1, message: "")
    }
    do throws(Status) {
      _ = try folder.client.submit(session)
    } catch {
      // It may have been mistyped: the next try asks for it again.
      if error.info.field == "token" {
        session.token = ""
        try folder.client.keep(session)
      }
      throw error
    }
    try folder.noteUnsent()
  }

  /// Goes on with what was begun, or begins.
  private func begin(_ folder: FieldFolder) throws -> FormSession {
    let (form, drafts) = try folder.form(form)
    for draft in new ? [] : drafts {
      let session = try folder.client.resume(draft.id)
      // One customer's answers never go in under another's token.
      if let token, !session.token.isEmpty, session.token != Self.token(in: token) { continue }
      let whose = session.token.isEmpty ? "" : " (…\(session.token.suffix(4)))"
      Console.note(
        Language.current(
          "Going on with what was begun \(ExplanationPage.local(draft.updateTime))\(whose).",
          "\(ExplanationPage.local(draft.updateTime))에 쓰던 것\(whose)을 이어서 합니다."))
      return session
    }
    let languages = form.questionnaire?.languages ?? []
    let wanted = formLanguage ?? Language.current.rawValue
    let isKnown = formLanguage != nil || languages.contains(wanted)
    return try folder.client.begin(form.waveID, language: isKnown ? wanted : "")
  }

  /// The token in what the customer shows: the last part of a link.
  private static func token(in text: String) -> String {
    let last = text.split { "/?#= \t".contains($0) }.last ?? ""
    return last.lowercased()
  }
}

extension FieldFolder {
  /// The form that a text names, among those that are carried and those that were begun.
  fileprivate func form(_ text: String) throws -> (form: SyncForm, drafts: [FieldFormDraft]) {
    let language = Language.current
    let wanted = text.lowercased()
    let drafts = try client.drafts()
    var known: [SurveyWaveID: SyncForm] = [:]
    for form in drafts.map(\.form) + (try client.forms().map(\.form)) {
      known[form.waveID] = form
    }
    let found = known.values.filter {
      $0.survey == text || wanted.count >= 4 && $0.waveID.description.hasSuffix(wanted)
    }
    if found.count == 1 { return (found[0], drafts.filter { $0.form.waveID == found[0].waveID }) }
    throw CommandFailure(
      code: 1,
      message: found.isEmpty
        ? language(
          "this device carries no form \(text); see pcrm field forms",
          "이 기기에 설문 \(text)이(가) 없습니다. pcrm field forms를 보십시오.")
        : language(
          "\(found.count) forms are called \(text); give the end of an id",
          "\(text)(이)라는 설문이 \(found.count)건입니다. id의 끝을 적으십시오."))
  }
}

extension SyncForm {
  /// The end of its id, by which people name it.
  var shortID: String { String(waveID.description.suffix(6)) }
}
