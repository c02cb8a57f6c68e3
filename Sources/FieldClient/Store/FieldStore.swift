import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

/// The device's files: every change of them is one transaction, and nothing is kept elsewhere.
final class FieldStore: Sendable {
  private let path: String
  private let clock: any FieldClock
  private let crash: (@Sendable (FieldStep, FieldMoment) throws(Status) -> Void)?
  /// The open files; replaced when destroyed keys must vanish from the log too.
  private let open: Mutex<SQLiteDatabase>

  init(_ settings: FieldSettings) throws(Status) {
    path = settings.folder
    clock = settings.clock
    crash = settings.crash
    open = Mutex(try Self.open(settings.folder, settings.clock))
  }

  /// A store of some thousand rows, of which a process may have many.
  private static func open(
    _ path: String, _ clock: any FieldClock
  ) throws(Status) -> SQLiteDatabase {
    var limits = Limits()
    limits.scanThreads = 1
    limits.writerQueueMax = 64
    var options = SQLiteOptions()
    options.writerCacheBytes = 1 << 20
    options.readerCacheBytes = 1 << 20
    options.mappedBytes = 0
    options.checkpointPages = 256
    options.checkpointPagesMax = 1024
    do throws(Status) {
      return try SQLiteDatabase.open(
        path: path, migrations: FieldMigrations.all, limits: limits, clock: clock,
        options: options)
    } catch {
      throw error.onDevice(path)
    }
  }

  private var database: SQLiteDatabase { open.withLock { $0 } }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (Reader) throws(Status) -> T
  ) throws(Status) -> T {
    do throws(Status) {
      return try database.read(body)
    } catch {
      throw error.onDevice(path)
    }
  }

  /// One change of the device's state, all or nothing of it.
  @discardableResult
  func change<T: Sendable>(
    _ step: FieldStep, _ body: @escaping @Sendable (inout Writer) throws(Status) -> T
  ) throws(Status) -> T {
    let crash = crash
    let made: T
    do throws(Status) {
      made = try database.write { (writer) throws(Status) in
        let made = try body(&writer)
        try crash?(step, .beforeCommit)
        return made
      }
    } catch {
      throw error.onDevice(path)
    }
    try crash?(step, .afterCommit)
    return made
  }

  /// Folds the log into the file, so that nothing of what was deleted is left in it.
  func fold() throws(Status) {
    // A failure to open again leaves the closed store: every later call then says so.
    let failure: Status? = open.withLock { database in
      database.close()
      do throws(Status) {
        database = try Self.open(path, clock)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  func close() { database.close() }
}

extension Status {
  /// Which process has the folder, as the store's own text names it: " (process 42)".
  private var owner: String {
    message.firstMatch(of: #/ \(process [0-9]+\)/#).map { String($0.output) } ?? ""
  }

  /// What the store says of its files, to the member of staff who holds the device: no server and no log is at hand.
  fileprivate func onDevice(_ path: String) -> Status {
    switch info.reason {
    case "DATA_IN_USE":
      .precondition(
        "FOLDER_IN_USE", "folder",
        "\(path) is in use by another program of this device\(owner); wait")
    case "STORAGE_FULL":
      Status(
        .resourceExhausted, "folder: the disk is full; nothing was written, free some space",
        ErrorInfo(reason: "STORAGE_FULL", field: "folder"))
    case "STORAGE_DAMAGED":
      Status(
        .dataLoss, "folder: \(path) is damaged; keep a copy of it and set the device up anew",
        ErrorInfo(reason: "STORE_DAMAGED", field: "folder"))
    case "SCHEMA_NEWER", "SCHEMA_CHANGED":
      .precondition(
        info.reason, "folder",
        "\(path) was written by another version of the app, or is no device's folder; "
          + "bring the app up to date, or name another folder")
    case "DATA_FOLDER", "STORAGE_UNAVAILABLE", "INTERNAL":
      Status(
        .unavailable,
        "folder: \(path) cannot be read or written; check its disk, its owner and its rights",
        ErrorInfo(reason: "STORAGE_UNAVAILABLE", field: "folder"))
    default: self
    }
  }
}
