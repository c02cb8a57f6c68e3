import ArgumentParser
import FieldClient
import PCRMCore

/// `pcrm field init`.
struct FieldInit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a folder into a device of yours.",
    discussion: """
      It needs no network; the server hears of the device with the first sync. A folder whose \
      device was taken out of service is made into a new one.

      EXAMPLES
        pcrm field init --name "phone of E0001"
        pcrm field init --folder /media/stick/field
      """)

  @Option(help: "What people call the device.")
  var name = ""

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let folder = try FieldFolder(field, global, making: name)
    defer { folder.client.close() }
    if try folder.client.status().isRevoked { try folder.client.startAnew() }
    let status = try folder.client.status()
    try Console.print(status.deviceID.description)
    try Console.flush()
    if status.pullTime == nil {
      Console.note(
        Language.current(
          "\(folder.path) is set up; pcrm field sync fetches your visits",
          "\(folder.path)을(를) 준비했습니다. pcrm field sync로 방문을 받으십시오."))
    }
  }
}
