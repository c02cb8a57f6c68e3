import ArgumentParser
import Glibc
import Import
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import SQLiteStorage

/// `pcrmd sample`: a made-up population, straight into a data folder.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Fills a data folder with a made-up, Korean-looking population.",
    discussion: """
      The same seed makes the same customers, with their offices, teams, staff and relations, and, \
      on the same day, the same cases: work injuries in all their stages, insurance contracts and \
      enquiries, with case workers, touchpoints and classification; visits of the last four weeks \
      with tries and reports, and of the next two; working hours, vehicles and rooms. The presets of \
      case types, segments, classification, duties, load and visits are applied; the server builds \
      the segments when it starts. Nobody's data: names are drawn from tables, phones from a range \
      that is not assigned. The folder must be empty and no server running; a run that was cut short \
      is begun again in a new folder.

      EXAMPLES
        pcrmd sample --data ./data --customers 1000000 --seed 1
        pcrmd sample --data ./data --customers 1000 --cases 0.3
      """)

  @Option(help: "The data folder; made when it is missing.")
  var data: String
  @Option(help: "How many customers.")
  var customers: Int
  @Option(help: "The seed.")
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp("How many of the people had a work injury, 0 to 1.", valueName: "share"))
  var cases: Double = 0.1

  func validate() throws {
    guard customers >= 0 else { throw ValidationError("--customers: 0 or more") }
    guard (0...1).contains(cases) else {
      throw ValidationError("--cases is \(cases); it must be from 0 to 1")
    }
  }

  func run() throws {
    let start = Instant.now()
    let presets = try SampleDocuments.presets()
    let share = cases
    var made = (cases: 0, visits: 0)
    try refusable {
      let database = try SQLiteDatabase.open(path: data, migrations: PCRM.migrations)
      defer { database.close() }
      let shows = isatty(STDERR_FILENO) != 0
      made = try CustomerLoad.sample(
        customers: customers, seed: seed, caseShare: share, presets: presets,
        now: Self.morning(SystemClock().now()), into: database
      ) { what, done, of in
        if shows { Self.show("\(what): \(done) of \(of)") }
      }
      if shows { Self.show("") }
    }
    let seconds = Double(Instant.now().since(start)) / 1e9
    let rate = Int(Double(customers) / max(seconds, 0.001))
    print(
      "sample: \(customers) customers and \(made.cases) cases with \(made.visits) visits in "
        + "\(Int(seconds * 10) / 10) s "
        + "(\(rate) customers a second)")
  }

  /// When the day began in Korea: cases of the same day are the same.
  private static func morning(_ now: Timestamp) -> Timestamp {
    let east: Int64 = 9 * 3600
    return Timestamp(seconds: (now.seconds + east) / 86_400 * 86_400 - east, nanos: 0)
  }

  /// Writes over the line that a terminal shows.
  private static func show(_ text: String) {
    var line = "\r\u{1B}[K\(text)"
    line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
