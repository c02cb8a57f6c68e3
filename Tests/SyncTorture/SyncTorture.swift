import ArgumentParser

/// Histories of field sync by the thousand, each of which has to hold.
@main
struct SyncTorture: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sync-torture")
}
