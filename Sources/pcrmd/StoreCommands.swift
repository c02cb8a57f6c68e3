import ArgumentParser
import Glibc
import PCRM
import PCRMCore
import SQLiteStorage
import Storage
import Synchronization

/// `pcrmd backup`: one consistent file, while the server works.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the database into one file, while serving.",
    discussion: "EXAMPLE\n  pcrmd backup --data ./data --to /backup/pcrm-2026-11-21.db")

  @Option(help: "The data folder.")
  var data: String
  @Option(help: "The file to write; it must not exist.")
  var to: String

  func run() throws {
    var sequence: Int64 = 0
    let report = try refusable {
      try SQLiteDatabase.backup(folder: data, to: to, migrations: PCRM.migrations) {
        (reader) throws(Status) in sequence = try reader.syncSequence()
      }
    }
    print("backup: \(report.pages) pages written to \(to), checked")
    // What ConfirmBackup is told once the file is kept elsewhere.
    print("backup: epoch \(report.epoch.text), sequence \(sequence)")
  }
}

/// `pcrmd restore`: puts a backup in the place of a stopped server's database.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in place; the server must be stopped.",
    discussion: "EXAMPLE\n  pcrmd restore --data ./data --from /backup/pcrm-2026-11-21.db")

  @Option(help: "The data folder; made when it is missing.")
  var data: String
  @Option(help: "The backup.")
  var from: String

  func run() throws {
    let report = try refusable {
      try SQLiteDatabase.restore(backup: from, into: data, migrations: PCRM.migrations)
    }
    print("restore: \(from) is in place, under a new epoch")
    if let aside = report.aside { print("restore: what was there is kept as \(aside)") }
  }
}

/// `pcrmd verify`: looks everything over; exit code 1 when something is wrong.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks pages, references, schema and look-up tables, while serving or not.",
    discussion: "EXAMPLE\n  pcrmd verify --data ./data")

  @Option(help: "The data folder.")
  var data: String

  func run() throws {
    let customers: VerificationCheck = { (reader) throws(Status) in try reader.checkCustomers() }
    let visits: VerificationCheck = { (reader) throws(Status) in try reader.checkVisits() }
    let answers: VerificationCheck = { (reader) throws(Status) in
      try reader.checkSurveyAnswers()
    }
    let sync: VerificationCheck = { (reader) throws(Status) in try reader.checkSync() }
    // What is under way is not wrong, but somebody may wait for it.
    let underWay = Mutex<[String]>([])
    let erasures: VerificationCheck = { (reader) throws(Status) in
      let lines = try reader.syncErasures()
      underWay.withLock { $0 = lines }
      return []
    }
    let problems = try refusable {
      try SQLiteDatabase.verify(
        path: data, migrations: PCRM.migrations,
        checks: [customers, visits, answers, sync, erasures])
    }
    for line in underWay.withLock({ $0 }) { print("verify: under way: \(line)") }
    for problem in problems { print("verify: \(problem)") }
    if !problems.isEmpty { throw ExitCode(1) }
    print("verify: all good")
  }
}

/// Runs store work, and tells a refusal the way the command line tells one: code, message, exit code 1.
func refusable<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let status as Status {
    var line = "pcrmd: \(status)\n"
    line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    throw ExitCode(1)
  }
}
