import ArgumentParser
import FieldClient
import Foundation
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
    let path = try field.path(ProcessInfo.processInfo.environment)
    let wasThere = FieldClient.isSetUp(path)
    let folder = try FieldFolder(field, global, making: name)
    defer { folder.client.close() }
    let isAnew = try folder.client.status().isRevoked
    if isAnew { try folder.client.startAnew() }
    let status = try folder.client.status()
    try Console.print(status.deviceID.description)
    try Console.flush()
    if wasThere && !isAnew {
      let called = status.name.isEmpty ? "" : ": \(DisplayWidth.harmless(status.name))"
      Console.note(
        Language.current(
          "\(path) is a device already\(called); nothing was changed",
          "\(path)은(는) 이미 기기입니다\(called). 바꾼 것이 없습니다."))
    }
    if status.pullTime == nil {
      Console.note(
        Language.current(
          "\(folder.path) is set up; pcrm field sync fetches your visits",
          "\(folder.path)을(를) 준비했습니다. pcrm field sync로 방문을 받으십시오."))
    }
  }
}
