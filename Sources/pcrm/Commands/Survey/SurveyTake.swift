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
      from there; not where the survey is anonymous.

      EXIT CODES
        0 complete; 1 stopped before the end.

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
      do {
        try await answer(source.name ?? "", server)
      } catch {
        await server.close()
        throw error
      }
      return await server.close()
    }
    let (questionnaire, _) = try await source.read(global)
    let form = try Self.compiled(questionnaire)
    var interview = TerminalInterview(try begin(form, questionnaire))
    var lines = InputLines()
    Console.note(DisplayWidth.harmless(interview.state.title))
    let ended = try interview.ask(&lines)
    let finished = interview.finish()
    var filled = FilledForm(questionnaire, finished)
    if !ended {
      // A draft keeps also what does not count now: going on may bring it back.
      filled.complete = false
      filled.answers = interview.state.draft()
      filled.dropped = []
    }
    try keep(filled)
    TerminalInterview.say(finished, ended: ended)
    if !ended { throw CommandFailure(code: 1, message: "") }
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

  private func keep(_ filled: FilledForm) throws {
    let text = filled.json(pretty: true) + "\n"
    guard let save else { return try Console.write(text) }
    do {
      try text.write(toFile: save, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure.usage("\(save): cannot be written")
    }
  }
}
