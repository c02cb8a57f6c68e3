import CSQLite

/// Asked every thousand steps of a connection's statements whether they may go on.
///
/// What begins and ends transactions is never stopped: SQLite counts a statement's steps over all its runs, so that even
/// a short one is asked about now and then, and a snapshot whose end was interrupted would stay.
final class ProgressGuard {
  /// How often it is asked, in virtual-machine steps.
  static let stepsBetween = 1000

  private unowned let connection: SQLiteConnection
  private let mayGoOn: () -> Bool

  /// Watches `connection`, which must not outlive the guard.
  init(_ connection: SQLiteConnection, mayGoOn: @escaping () -> Bool) {
    self.connection = connection
    self.mayGoOn = mayGoOn
    sqlite3_progress_handler(
      connection.handle, Int32(Self.stepsBetween),
      { context in
        guard let context else { return 0 }
        let guardian = Unmanaged<ProgressGuard>.fromOpaque(context).takeUnretainedValue()
        return guardian.connection.isStepping || guardian.mayGoOn() ? 0 : 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
