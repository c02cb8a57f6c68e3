public import PCRMCore

/// Which life of a store this is: renewed when a backup is put in its place, so that nobody takes it for the lost one.
public struct BackupEpoch: Hashable, Sendable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A new epoch, from the system's random numbers.
  public static func random() -> BackupEpoch {
    BackupEpoch(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
  }
}

extension Reader {
  /// The store's epoch; nil in a store that was never opened for writing.
  public func epoch() throws(Status) -> BackupEpoch? {
    try first("SELECT value FROM meta WHERE name = 'epoch'") { (row) throws(Status) in
      let key = row.id(0, of: ID<BackupEpoch>.self)
      return BackupEpoch(high: key.high, low: key.low)
    }
  }
}

extension Writer {
  /// Begins a new epoch.
  package func set(epoch: BackupEpoch) throws(Status) {
    try execute(
      """
      INSERT INTO meta (name, value) VALUES ('epoch', $1)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, .key(high: epoch.high, low: epoch.low))
  }
}
