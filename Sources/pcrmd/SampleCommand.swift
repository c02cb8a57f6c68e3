import ArgumentParser
import Glibc
import PCRM
import PCRMCore
import SQLiteStorage

/// `pcrmd sample`: a made-up population, straight into a data folder.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Fills a data folder with a made-up, Korean-looking population.",
    discussion: """
      The same seed makes the same customers, with their offices, staff and relations. Nobody's data: names are drawn from tables, phones
      from a range that is not assigned. The folder must be empty and no server running; a run that
      was cut short is begun again in a new folder.

      EXAMPLE
        pcrmd sample --data ./data --customers 1000000 --seed 1
      """)

  @Option(help: "The data folder; made when it is missing.")
  var data: String
  @Option(help: "How many customers.")
  var customers: Int
  @Option(help: "The seed.")
  var seed: UInt64 = 1

  func validate() throws {
    guard customers >= 0 else { throw ValidationError("--customers: 0 or more") }
  }

  func run() throws {
    let start = Instant.now()
    try refusable {
      let database = try SQLiteDatabase.open(path: data, migrations: PCRM.migrations)
      defer { database.close() }
      let shows = isatty(STDERR_FILENO) != 0
      try CustomerLoad.sample(customers: customers, seed: seed, into: database) { what, done, of in
        if shows { Self.show("\(what): \(done) of \(of)") }
      }
      if shows { Self.show("") }
    }
    let seconds = Double(Instant.now().since(start)) / 1e9
    let rate = Int(Double(customers) / max(seconds, 0.001))
    print("sample: \(customers) customers in \(Int(seconds * 10) / 10) s (\(rate) a second)")
  }

  /// Writes over the line that a terminal shows.
  private static func show(_ text: String) {
    var line = "\r\u{1B}[K\(text)"
    line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
