import ArgumentParser
import Foundation
import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// `pcrm survey take`.
struct SurveyTake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Fill in a questionnaire in the terminal.",
    discussion: """
      Questions are shown on standard error and answers read line by line from standard input; the \
      filled form goes to standard output as JSON, or into the file that --save names. Choices are \
      answered by their numbers. An empty line keeps the answer, - takes it away, < goes back, \
      ? helps, ! stops and keeps what there is; --resume goes on from there.

      With --invitation the argument is an invitation's token, and the answer is handed in: a form for \
      each unit that is rated. Stopped before the end, it is kept as a draft, and the next time goes on \
      from there; not where the survey is anonymous. What the server does not take goes to standard \
      output, as the request that "pcrm call" hands in.

      EXIT CODES
        0 complete; 1 stopped before the end; 2 --save FILE cannot be written; 130 interrupted.

      EXAMPLES
        pcrm survey take --file form.xlsx --save answers.json
        pcrm survey take satisfaction_2026 --form-language en
        pcrm survey take --file form.xlsx --resume answers.json --save answers.json
        pcrm survey take --invitation 0123456789abcdef0123456789abcdef
      """)

  @OptionGroup var source: FormSource

  @Option(help: ArgumentHelp("Where to keep the filled form.", valueName: "file"))
  var save: String?

  @Option(help: ArgumentHelp("A filled form to go on from.", valueName: "file"))
  var resume: String?

  @Option(help: ArgumentHelp("The language of the questions, as ko.", valueName: "tag"))
  var formLanguage: String?

  @Flag(help: "The argument is an invitation's token: what is filled in is handed in.")
  var invitation = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if invitation, source.file != nil || source.version != 0 || save != nil || resume != nil {
      throw ValidationError(
        "--invitation takes neither --file, --form-version, --save nor --resume")
    }
  }

  func run() async throws {
    if invitation {
      let server = try await Server.connect(global)
      let opened: OpenedForm
      do {
        opened = try await open(source.name ?? "", server)
      } catch {
        await server.close()
        throw error
      }
      // Whoever answers takes time: the connection would be closed meanwhile.
      await server.close()
      return try await answer(opened, server)
    }
    let (questionnaire, _) = try await source.read(global)
    let form = try Self.compiled(questionnaire)
    try checkLanguage(questionnaire)
    if let save { try AnswerFile(save).tryOut() }
    var interview = TerminalInterview(try begin(form, questionnaire))
    var lines = InputLines()
    Console.note(DisplayWidth.harmless(interview.state.title))
    let (ended, isInterrupted) = try Self.ask(&interview, &lines)
    let finished = interview.finish()
    var filled = FilledForm(questionnaire, finished)
    if !ended || finished.fault != nil {
      // A draft keeps also what does not count now: going on may bring it back.
      filled.complete = false
      filled.answers = interview.state.draft()
      filled.dropped = []
    }
    let lost = try keep(filled)
    if let fault = finished.fault {
      throw CommandFailure(code: 1, message: "\(fault.place): \(fault.message)")
    }
    TerminalInterview.say(finished, ended: ended)
    if let lost { throw lost }
    if !ended { throw CommandFailure(code: isInterrupted ? 130 : 1, message: "") }
  }

  /// Asks; whoever interrupts the command stops, and what there is is kept.
  static func ask(
    _ interview: inout TerminalInterview, _ lines: inout InputLines
  ) throws -> (ended: Bool, isInterrupted: Bool) {
    do {
      return (try interview.ask(&lines), false)
    } catch is CancellationError {
      return (false, true)
    }
  }

  /// Refuses a language that the questions are not in.
  func checkLanguage(_ questionnaire: Questionnaire) throws {
    let languages = questionnaire.languages
    guard let formLanguage, !languages.isEmpty, !languages.contains(formLanguage) else { return }
    throw CommandFailure.usage(
      Language.current(
        "--form-language is \(formLanguage); the questions are in \(languages.joined(separator: ", "))",
        "--form-language이 \(formLanguage)입니다. 질문의 언어: \(languages.joined(separator: ", "))"))
  }

  static func compiled(_ questionnaire: Questionnaire) throws -> CompiledForm {
    do throws(FormFaults) {
      return try CompiledForm(questionnaire)
    } catch {
      let fault = error.faults.first
      throw CommandFailure(
        code: 1, message: "\(fault?.place ?? ""): \(fault?.message ?? "cannot be filled in")")
    }
  }

  private func begin(_ form: CompiledForm, _ questionnaire: Questionnaire) throws -> FormState {
    let wanted = formLanguage ?? Language.current.rawValue
    let context = FormContext(
      now: SystemClock().now(), instance: .new(),
      language: formLanguage != nil || questionnaire.languages.contains(wanted) ? wanted : "")
    guard let resume else { return FormState(form, context: context) }
    guard let text = try? String(contentsOfFile: resume, encoding: .utf8) else {
      throw CommandFailure.usage("\(resume): cannot be read")
    }
    let filled: FilledForm
    do throws(DecodingFailure) {
      filled = try FilledForm(json: text)
    } catch {
      throw CommandFailure.usage("\(resume): is no filled form: \(error)")
    }
    guard filled.questionnaire == questionnaire.name else {
      throw CommandFailure.usage(
        "\(resume): answers \(filled.questionnaire), not \(questionnaire.name)")
    }
    do throws(FormFault) {
      return try FormState(form, answers: filled.answers ?? Answers(), context: context)
    } catch {
      throw CommandFailure.usage("\(resume): \(error.place): \(error.message)")
    }
  }

  /// Writes the filled form where it is to be kept, or else to standard output, and says why.
  private func keep(_ filled: FilledForm) throws -> CommandFailure? {
    let text = filled.json(pretty: true) + "\n"
    if let save, AnswerFile(save).write(text) { return nil }
    try Console.write(text)
    guard let save else { return nil }
    try Console.flush()
    return .usage(
      Language.current(
        "\(save): cannot be written; the filled form went to standard output instead",
        "\(save): 쓸 수 없어 답을 표준 출력에 썼습니다."))
  }
}
