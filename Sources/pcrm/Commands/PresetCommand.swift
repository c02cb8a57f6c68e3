import ArgumentParser
import Import

/// `pcrm preset`: documents that ship with this program.
struct PresetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preset",
    abstract: "List and print the documents that ship with this program.",
    discussion: """
      A preset is applied with --preset, or printed, changed and applied as a file.

      EXAMPLES
        pcrm preset list
        pcrm casetype apply --preset injury-cycle
        pcrm preset show injury-cycle > ours.yaml
      """,
    subcommands: [PresetList.self, PresetShow.self])
}

/// `pcrm preset list`.
struct PresetList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List presets, with the command that applies each.",
    discussion: """
      EXAMPLES
        pcrm preset list
      """)

  func run() throws {
    var table = TextTable(["NAME", "COMMAND", "IS"])
    for preset in Preset.all {
      table.add([preset.name, "pcrm \(preset.kind.rawValue) apply", preset.summary])
    }
    try Console.write(table.text())
  }
}

/// `pcrm preset show`.
struct PresetShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a preset's document.",
    discussion: """
      EXAMPLES
        pcrm preset show injury-cycle > ours.yaml
      """)

  @Argument(help: "The preset's name.")
  var name: String

  func run() throws {
    guard let preset = Preset.named(name) else {
      let names = Preset.all.map(\.name).joined(separator: ", ")
      throw CommandFailure.usage("there is no preset \"\(name)\"; it must be one of: \(names)")
    }
    try Console.write(preset.text)
  }
}
