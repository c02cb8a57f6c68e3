import ArgumentParser
import FieldClient
import PCRMCore
import PCRMModel

/// `pcrm field dismiss`.
struct FieldDismiss: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss", abstract: "Note that you have seen what was refused.",
    discussion: """
      pcrm field status shows a refusal, and what is kept for a supervisor, until then. Files that \
      could not be uploaded are for pcrm field file.

      EXAMPLES
        pcrm field dismiss        everything that status shows as refused
        pcrm field dismiss 12 14
      """)

  @Argument(help: "Numbers of changes, as status shows them; none = all.")
  var numbers: [Int64] = []

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let refused = try folder.client.queue().filter { entry in
      guard let outcome = entry.result?.outcome, !entry.isSeen else { return false }
      return outcome == .rejected || outcome == .quarantined
    }
    let unknown = numbers.filter { number in !refused.contains { $0.result?.n == number } }
    if let unknown = unknown.first {
      throw CommandFailure(
        code: 1,
        message: Language.current(
          "nothing with the number \(unknown) was refused; see pcrm field status",
          "\(unknown)번은 거부된 변경이 아닙니다. pcrm field status를 보십시오."))
    }
    var count = 0
    for entry in refused where numbers.isEmpty || numbers.contains(entry.result?.n ?? 0) {
      try folder.client.dismiss(entry.mutation.id)
      count += 1
    }
    Console.note(Language.current("\(count) dismissed", "\(count)건을 확인했습니다."))
  }
}
