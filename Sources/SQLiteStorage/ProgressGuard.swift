import CSQLite

/// Asked every thousand steps of a connection's statements whether they may go on.
final class ProgressGuard {
  /// How often it is asked, in virtual-machine steps.
  static let stepsBetween = 1000

  private let mayGoOn: () -> Bool

  /// Watches `connection`, which must not outlive the guard.
  init(_ connection: SQLiteConnection, mayGoOn: @escaping () -> Bool) {
    self.mayGoOn = mayGoOn
    sqlite3_progress_handler(
      connection.handle, Int32(Self.stepsBetween),
      { context in
        guard let context else { return 0 }
        return Unmanaged<ProgressGuard>.fromOpaque(context).takeUnretainedValue().mayGoOn() ? 0 : 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
