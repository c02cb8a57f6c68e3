import ArgumentParser
import SyncProof

/// Histories of field sync by the thousand, each of which has to hold.
@main
struct SyncTorture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync-torture",
    abstract: "Carries out random histories of field sync, and says which do not hold.")

  @Option(help: "How many histories.")
  var seeds: UInt64 = 300

  @Option(help: "The first one's seed.")
  var from: UInt64 = 1

  @Option(help: "Cores to use.")
  var threads = 2

  @Option(help: "How many failures are shown.")
  var failures = 1

  @Option(help: "What runs on the devices: carried (the field client) or plain.")
  var devices = "carried"

  @Option(help: "Carries out the history in this file, and nothing else.")
  var replay: String?

  @Flag(help: "Carries out the histories that have names, and nothing else.")
  var scenarios = false

  @Flag(help: "Plants one fault after the other: each has to be caught.")
  var planted = false

  @Option(help: "Plants this fault only, and shows the history.")
  var only: String?

  @Flag(help: "Shows failures as they are, without making them short.")
  var long = false

  @Option(help: "Minutes with the real daemon and devices, each a process that is killed.")
  var processes: Int?

  @Option(help: ArgumentHelp("The device that this process is.", visibility: .hidden))
  var device: String?

  @Option(help: ArgumentHelp("Where the daemon is.", visibility: .hidden))
  var socket = ""

  @Option(help: ArgumentHelp("The device's token.", visibility: .hidden))
  var token = ""

  @Option(help: ArgumentHelp("How long it works; 0 = it sends what it holds.", visibility: .hidden))
  var seconds = 0

  func run() throws {
    if let folder = device { return try beDevice(folder) }
    if let minutes = processes { return try runProcesses(minutes) }
    if planted { return try plantFaults() }
    var campaign = Campaign()
    campaign.threads = threads
    campaign.failuresMax = failures
    campaign.isShrinking = !long
    guard let kind = Campaign.Devices(rawValue: devices) else {
      throw ValidationError("--devices must be carried or plain")
    }
    campaign.devices = kind
    let all = try histories()
    for first in stride(from: 0, to: all.count, by: Self.portion) {
      campaign.run(Array(all[first..<min(first + Self.portion, all.count)]))
      if all.count > Self.portion {
        Machine.tell(
          "\(campaign.histories) of \(all.count) histories, \(campaign.failures.count) did not hold"
        )
      }
      if campaign.failures.count >= failures { break }
    }
    print(campaign.report)
    if !campaign.failures.isEmpty { throw ExitCode(1) }
  }

  /// Histories after which a long run says how far it has come.
  private static let portion = 500

  private func histories() throws -> [History] {
    if let replay { return [try Self.read(replay)] }
    if scenarios { return History.scenarios + [History.large] }
    return (from..<from + seeds).map { History(Seed($0)) }
  }

  private static func read(_ path: String) throws -> History {
    guard let file = Machine.text(path), let history = History(text: file) else {
      throw ValidationError("\(path) is not a history that was written down")
    }
    return history
  }
}
