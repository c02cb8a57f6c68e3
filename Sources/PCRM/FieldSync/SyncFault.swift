#if SYNC_FAULTS
import Synchronization

/// Faults that can be planted in the server's half of field sync, each a mistake that others have made: the proof of
/// field sync is itself proved by finding every one of them. They exist in debug builds only.
package enum SyncFault: Int, CaseIterable, Sendable {
  /// Numbers of the sequence are given out before the transaction that uses them is sure of its place.
  case sequenceBeforeCommit
  /// Only who carries a row after a change hears of it, not who carried it before.
  case noScopeBefore
  /// A row goes when its first reason goes, not its last.
  case removeOnFirstReason
  /// A removal carries the row.
  case removeWithPayload
  /// Nothing enters or leaves because of time.
  case noWindowTimer
  /// The place of a cursor is a time of day.
  case timeCursor
  /// Old removals go in one transaction, and the floor is raised in another.
  case floorNotAtomic
  /// A store that was put back keeps its epoch.
  case epochKeptOnRestore
  /// Receipts are written in a transaction of their own.
  case receiptApart
  /// What a device saw before its change is not looked at.
  case trunkIgnored
  /// A number that comes again is not compared with what it was.
  case hashNotChecked
  /// The last who writes a text wins.
  case lastWriterWins
  /// What only grows takes the same thing twice.
  case appendTwice
  /// Restricted notes are handed over.
  case restrictedNotes

  private static let planted = Mutex<Set<Int>>([])

  /// Whether this fault is in the server now.
  package static func isPlanted(_ fault: SyncFault) -> Bool {
    planted.withLock { $0.contains(fault.rawValue) }
  }

  /// Puts a fault in, for the whole process.
  package static func plant(_ fault: SyncFault) {
    planted.withLock { _ = $0.insert(fault.rawValue) }
  }

  /// Takes all faults out.
  package static func removeAll() {
    planted.withLock { $0 = [] }
  }
}
#endif
