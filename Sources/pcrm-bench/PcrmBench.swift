import ArgumentParser
import Dispatch
import Glibc

/// Figures as ratios of one run; every part ends with `NAME: M targets met, K missed` and exit code 0.
@main
struct PcrmBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcrm-bench", abstract: "Measures the codec, the store and the calls.",
    subcommands: [
      Codec.self, Store.self, Calls.self, Routes.self, Segments.self, Matchings.self, Slots.self,
      Sync.self, Surveys.self, ServeForBench.self, CrashWriter.self,
    ])
}

struct Codec: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The codec against libprotobuf-c and C++ protobuf on the same messages.")

  @Option(help: "The library of C++ protobuf's part, which tools/bench builds.")
  var cpp: String?

  func run() throws { benchCodec(cpp: cpp) }
}

struct Store: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "storage", abstract: "Reads and durable writes in process.")

  func run() throws { try benchStorage() }
}

struct Calls: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads and durable writes over ttrpc, bare and with all safety on.")

  func run() throws {
    var benchmark = CallsBenchmark()
    try benchmark.run()
  }
}

struct Routes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Routes with time windows: plans files in Solomon's format, least distance.",
    discussion: "Best known distances are read from JSON files beside them, when there are any.")

  @Option(help: "The same seed gives the same plans.")
  var seed: UInt64 = 1

  @Argument(help: "Files in Solomon's text format.")
  var files: [String]

  func run() throws {
    guard try benchRoutes(files, seed: seed) else { throw ExitCode(1) }
  }
}

struct Segments: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Segments over a large population: writes, builds, previews.")

  @Option(help: "How many customers.")
  var customers = 1_000_000

  func run() throws {
    var benchmark = SegmentsBenchmark(customers: customers)
    try benchmark.run()
  }
}

struct Matchings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matching",
    abstract: "Customers matched to staff near them: time, and distance from the best.")

  func run() throws { benchMatching() }
}

struct Slots: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Slots for a visit among 200 staff and 14 days: how long a suggestion takes.")

  func run() throws {
    var benchmark = SlotsBenchmark()
    try benchmark.run()
  }
}

struct Sync: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Field sync: priming, pulls, pushes, a morning of a whole agency, what a day costs.")

  func run() throws {
    var benchmark = SyncBenchmark()
    try benchmark.run()
  }
}

struct Surveys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A form of 100 questions handed in; results and export of a million answers.",
    discussion: """
      The wave's answers are handed in by calls of the server, each of its own customer: a million take \
      some minutes and about 5 GB below /tmp.
      """)

  @Option(help: "How many answers the wave has.")
  var answers: Int?

  @Flag(help: "20,000 answers, and fewer rounds.")
  var quick = false

  func run() async throws {
    var benchmark = SurveysBenchmark(
      answers: max(100, answers ?? (quick ? 20_000 : 1_000_000)), isQuick: quick)
    try await benchmark.run()
  }
}

struct ServeForBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "The server that `calls` starts.", shouldDisplay: false)

  @Option var data: String
  @Flag var bare = false

  func run() async throws { try await BenchServer.serve(data, isBare: bare) }
}

struct CrashWriter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crash-writer", abstract: "The writer that crash tests kill.",
    shouldDisplay: false)

  @Argument var directory: String

  func run() throws { try runCrashWriter(directory: directory) }
}

/// Calls `report` at each SIGUSR1, and returns at SIGTERM.
func untilTerminated(_ report: @escaping @Sendable () -> Void) async {
  signal(SIGTERM, SIG_IGN)
  signal(SIGUSR1, SIG_IGN)
  let counters = DispatchSource.makeSignalSource(signal: SIGUSR1)
  counters.setEventHandler(handler: report)
  counters.activate()
  await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
    let source = DispatchSource.makeSignalSource(signal: SIGTERM)
    source.setEventHandler {
      source.cancel()
      done.resume()
    }
    source.activate()
  }
  counters.cancel()
}
