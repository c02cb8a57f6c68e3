import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// `pcrm field answer`.
struct FieldAnswer: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Fill a form in with a customer.",
    discussion: """
      The customer shows the token of the invitation; you read the questions and take down the \
      answers, as with "pcrm survey take". What was answered is kept after each line: when you stop, \
      or the device does, the same command goes on from there. Handed in, it is sent with the next \
      sync. An answer that the server refused is there again, with the reason: named by its id the \
      command goes on with it, and asks for the token once more when that was what was wrong.

      EXIT CODES
        0 handed in, or forgotten; 1 stopped before the end, or too much to be worked out.

      EXAMPLES
        pcrm field answer satisfaction
        pcrm field answer 7d9a01 --token https://survey.example.kr/a/0123456789abcdef0123456789abcdef
        pcrm field answer satisfaction --new --form-language en
        pcrm field answer 3f20c8            what status and forms show as refused
        pcrm field answer 3f20c8 --forget
      """)

  @Argument(
    help: ArgumentHelp(
      "The form: its survey's name, its id, or the end of that; or the end of the id of an answer that "
        + "was begun or refused."))
  var form: String

  @Option(help: ArgumentHelp("The customer's token, or the link that has it.", valueName: "token"))
  var token: String?

  @Flag(help: "Begin another one, although one was begun before.")
  var new = false

  @Flag(help: "Throw away what was begun or refused, and ask nothing.")
  var forget = false

  @Option(help: ArgumentHelp("The language of the questions, as ko.", valueName: "tag"))
  var formLanguage: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let named = try folder.answers(form)
    if forget { return try forget(named, folder) }
    var begun = try begin(named, folder)
    if let token { begun.session.token = Self.token(in: token) }
    var interview = TerminalInterview(begun.session.state)
    var lines = InputLines()
    Console.note(DisplayWidth.harmless(interview.state.title))
    let ended = try interview.ask(&lines) { state in
      begun.session.state = state
      try folder.client.keep(begun.session)
    }
    begun.session.state = interview.state
    try folder.client.keep(begun.session)
    let finished = interview.finish()
    if ended, let fault = finished.fault {
      // The server would not take it. What was answered is kept, and can be cut down.
      noteKept(begun.session)
      throw CommandFailure(code: 1, message: "\(fault.place): \(fault.message)")
    }
    TerminalInterview.say(finished, ended: ended)
    var isTokenKnown = token != nil || !begun.isTokenRefused && !begun.session.token.isEmpty
    if ended, !isTokenKnown {
      isTokenKnown = try askToken(&begun.session, &lines)
    }
    guard ended, isTokenKnown else {
      noteKept(begun.session)
      throw CommandFailure(code: 1, message: "")
    }
    try submit(&begun.session, folder)
  }

  private func noteKept(_ session: FormSession) {
    let name = session.form.shortID
    Console.note(
      Language.current(
        "It is kept; pcrm field answer \(name) goes on with it.",
        "여기까지 보관했습니다. pcrm field answer \(name)(으)로 이어서 합니다."))
  }

  private func submit(_ session: inout FormSession, _ folder: FieldFolder) throws {
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

  /// Asks for the token; an empty line keeps the one that was refused.
  ///
  /// - Returns: whether there is one.
  private func askToken(_ session: inout FormSession, _ lines: inout InputLines) throws -> Bool {
    let language = Language.current
    let old = session.token.isEmpty ? "" : "…\(session.token.suffix(4))"
    Console.note(
      language("The token of the customer's invitation", "고객의 초대 토큰")
        + (old.isEmpty
          ? ":" : language(" (an empty line: \(old) once more):", " (빈 줄: \(old) 그대로):")))
    guard let line = try TerminalInterview.next(&lines) else { return false }
    let given = Self.token(in: line)
    if !given.isEmpty { session.token = given }
    return !session.token.isEmpty
  }

  /// Throws away the one answer that is named.
  private func forget(_ named: NamedAnswers, _ folder: FieldFolder) throws {
    let language = Language.current
    guard named.drafts.count == 1 else {
      let ids = named.drafts.map(\.shortID).joined(separator: ", ")
      throw CommandFailure(
        code: 1,
        message: named.drafts.isEmpty
          ? language("nothing was begun of \(form)", "\(form)에는 쓰던 것이 없습니다.")
          : language(
            "several were begun: \(ids); name one", "쓰던 것이 여럿입니다: \(ids). 하나를 적으십시오."))
    }
    try folder.client.forget(named.drafts[0].id)
    Console.note(language("It is forgotten.", "지웠습니다."))
  }

  /// An answer that is being filled in.
  private struct Begun {
    var session: FormSession
    /// The server knew nothing to do with its token.
    var isTokenRefused = false
  }

  /// Goes on with what was begun or refused, or begins.
  private func begin(_ named: NamedAnswers, _ folder: FieldFolder) throws -> Begun {
    for draft in new ? [] : named.drafts {
      let session = try folder.client.resume(draft.id)
      // Who is met next is seldom the one whose answer was refused.
      if draft.refusal != nil, !named.isOne, token.map(Self.token(in:)) != session.token {
        if let words = FieldWords.refused(draft, Language.current) { Console.note(words) }
        continue
      }
      // One customer's answers never go in under another's token, unless somebody names them.
      if let token, !named.isOne, !session.token.isEmpty, session.token != Self.token(in: token) {
        continue
      }
      let whose = session.token.isEmpty ? "" : " (…\(session.token.suffix(4)))"
      Console.note(
        Language.current(
          "Going on with what was begun \(ExplanationPage.local(draft.updateTime))\(whose).",
          "\(ExplanationPage.local(draft.updateTime))에 쓰던 것\(whose)을 이어서 합니다."))
      if let refusal = draft.refusal {
        Console.note(FieldWords.result(refusal, Language.current))
      }
      return Begun(session: session, isTokenRefused: draft.refusal?.field == "answer.token")
    }
    let languages = named.form.questionnaire?.languages ?? []
    let wanted = formLanguage ?? Language.current.rawValue
    let isKnown = formLanguage != nil || languages.contains(wanted)
    return Begun(
      session: try folder.client.begin(named.form.waveID, language: isKnown ? wanted : ""))
  }

  /// The token in what the customer shows: the last part of a link.
  private static func token(in text: String) -> String {
    let last = text.split { "/?#= \t".contains($0) }.last ?? ""
    return last.lowercased()
  }
}

/// What a text names: a form with what was begun of it, or one answer alone.
struct NamedAnswers {
  var form: SyncForm
  /// The newest first.
  var drafts: [FieldFormDraft]
  /// The text names the answer itself.
  var isOne = false
}

extension FieldFolder {
  /// The form that a text names, among those that are carried and those that were begun, or else an answer.
  fileprivate func answers(_ text: String) throws -> NamedAnswers {
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
    if found.count == 1 {
      return NamedAnswers(
        form: found[0], drafts: drafts.filter { $0.form.waveID == found[0].waveID })
    }
    let one = drafts.filter { wanted.count >= 4 && $0.id.description.hasSuffix(wanted) }
    if found.isEmpty, one.count == 1 {
      return NamedAnswers(form: one[0].form, drafts: one, isOne: true)
    }
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
