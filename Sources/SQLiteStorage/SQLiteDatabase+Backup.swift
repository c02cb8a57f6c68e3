import Glibc
public import PCRMCore
import ProtobufCodec
public import Storage

/// What a backup holds.
public struct BackupReport: Sendable {
  /// Pages of the file.
  public let pages: Int
  /// The epoch of the store it was taken from.
  public let epoch: BackupEpoch
}

/// What a restore did.
public struct RestoreReport: Sendable {
  /// The epoch that begins with it.
  public let epoch: BackupEpoch
  /// Where the file that was there before is kept; nil when there was none.
  public let aside: String?
}

extension SQLiteDatabase {
  /// Writes the store as it stands at one moment into a new file at `path`, while writing goes on.
  ///
  /// The file is whole, checked and on disk before it has its name. While the copy is being made the log cannot start
  /// over, so it grows with what is written meanwhile.
  public func backup(to path: String) throws(Status) -> BackupReport {
    try Self.backup(file, migrations, options, to: path)
  }

  /// Does the same for the store in the folder at `folder`, whether a server runs on it or not.
  ///
  /// - Parameter look: reads in the finished copy what is to be told of it.
  public static func backup(
    folder: String, to path: String, migrations: [Migration],
    options: SQLiteOptions = SQLiteOptions(),
    look: (Reader) throws(Status) -> Void = { (_) throws(Status) in }
  ) throws(Status) -> BackupReport {
    let report = try backup(folder + "/" + fileName, migrations, options, to: path)
    let copy = try SQLiteConnection(file: path, role: .reader, options: options)
    try look(Reader(connection: copy, now: SystemClock().now()))
    return report
  }

  private static func backup(
    _ file: String, _ migrations: [Migration], _ options: SQLiteOptions, to path: String
  ) throws(Status) -> BackupReport {
    guard access(file, R_OK) == 0 else { throw DataFolder.failure("read", file) }
    guard access(path, F_OK) != 0 else {
      throw Status(
        .alreadyExists, "path: \(path) exists; a backup never replaces a file, name a new one",
        ErrorInfo(reason: "FILE_EXISTS", field: "path"))
    }
    let partial = path + ".partial"
    defer { unlink(partial) }
    let source = try SQLiteConnection(file: file, role: .reader, options: options)
    let pages = try FileCopy(options: options).copy(source, to: partial)
    let epoch = try checked(partial, migrations, options)
    guard link(partial, path) == 0 else { throw DataFolder.failure("written", path) }
    try DataFolder.sync(Self.folder(of: path))
    return BackupReport(pages: pages, epoch: epoch)
  }

  /// Puts a backup in the place of a stopped server's database, under a new epoch; the old file is kept beside it.
  ///
  /// - Throws: `failedPrecondition` when a server has the folder (DATA_IN_USE), when the backup is newer than the
  ///   program (SCHEMA_NEWER), and `dataLoss` when the backup is damaged. The folder is then as it was.
  public static func restore(
    backup: String, into path: String, migrations: [Migration],
    clock: any WallClock = SystemClock(), options: SQLiteOptions = SQLiteOptions()
  ) throws(Status) -> RestoreReport {
    _ = try checked(backup, migrations, options)
    _ = try DataFolder(path)
    let lock = try FolderLock(folder: path)
    defer { lock.release() }
    let file = path + "/" + fileName
    let fresh = file + ".restoring"
    defer { unlink(fresh) }
    let source = try SQLiteConnection(file: backup, role: .reader, options: options)
    try FileCopy(options: options).copy(source, to: fresh)
    let epoch = BackupEpoch.random()
    try begin(epoch, in: fresh, clock, options)
    let aside = try putAside(file, clock, options)
    guard rename(fresh, file) == 0 else { throw DataFolder.failure("replaced", file) }
    try DataFolder.sync(path)
    return RestoreReport(epoch: epoch, aside: aside)
  }

  /// Verifies a file that nobody writes to, and answers its epoch.
  private static func checked(
    _ file: String, _ migrations: [Migration], _ options: SQLiteOptions
  ) throws(Status) -> BackupEpoch {
    let problems = try problems(ofFile: file, migrations, [], options)
    let epoch: BackupEpoch? =
      if problems.isEmpty {
        try Reader(
          connection: try SQLiteConnection(file: file, role: .reader, options: options),
          now: SystemClock().now()
        ).epoch()
      } else {
        nil
      }
    guard let epoch else {
      throw Status(
        .dataLoss,
        "\(file) is damaged or not a backup of this program: "
          + (problems.first ?? "it has no epoch"),
        ErrorInfo(reason: "BACKUP_DAMAGED", field: "path"))
    }
    return epoch
  }

  private static func begin(
    _ epoch: BackupEpoch, in file: String, _ clock: any WallClock, _ options: SQLiteOptions
  ) throws(Status) {
    do {
      let connection = try SQLiteConnection(file: file, role: .writer, options: options)
      try Writer(connection: connection, now: clock.now(), ids: IDSource()).set(epoch: epoch)
    }
    // Closing folded the log into the file.
    guard access(file + "-wal", F_OK) != 0 else {
      throw Status(.internal, "\(file)-wal was left over; the restore did not take place")
    }
    try DataFolder.sync(file)
  }

  /// Keeps the old database under another name, log and all; its own name stays until the new file takes it over.
  private static func putAside(
    _ file: String, _ clock: any WallClock, _ options: SQLiteOptions
  ) throws(Status) -> String? {
    guard access(file, F_OK) == 0 else { return nil }
    let aside = "\(file).replaced-\(clock.now().seconds)"
    // A clean close folds the log into the file; a damaged file keeps its log as it is.
    if let old = try? SQLiteConnection(file: file, role: .writer, options: options) {
      try? old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    guard link(file, aside) == 0 else { throw DataFolder.failure("kept as \(aside)", file) }
    if access(file + "-wal", F_OK) == 0, rename(file + "-wal", aside + "-wal") != 0 {
      throw DataFolder.failure("kept aside", file + "-wal")
    }
    unlink(file + "-shm")
    return aside
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
