import ArgumentParser
import Foundation
import ProtobufCodec
import SurveyForms

/// `pcrm survey export`.
struct SurveyExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a questionnaire as ODK XForms XML, or as JSON.",
    discussion: """
      EXAMPLES
        pcrm survey export satisfaction_2026 --to form.xml
        pcrm survey export --file form.xlsx > form.xml
        pcrm survey export satisfaction_2026 -o json
      """)

  @OptionGroup var source: FormSource

  @Option(help: ArgumentHelp("Where to write it, if not to standard output.", valueName: "file"))
  var to: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let (questionnaire, output) = try await source.read(global)
    let isJSON = output == .json || output == .ndjson
    let text =
      isJSON
      ? questionnaire.json(pretty: output == .json) + "\n" : XFormWriter.write(questionnaire)
    guard let to else { return try Console.write(text) }
    do {
      try text.write(toFile: to, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure.usage("\(to): cannot be written")
    }
  }
}
