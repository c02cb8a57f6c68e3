#if SYNC_FAULTS
import Synchronization

/// Faults that can be planted in the client, each a mistake that others have made: the proof of field sync is itself
/// proved by finding every one of them. They exist in debug builds only.
package enum FieldFault: Int, CaseIterable, Sendable {
  /// What the server has answered is forgotten before a backup holds it.
  case prunedEarly
  /// What was done on the device stops to show as soon as the server has answered, before the rows have it.
  case overlayEndsWithAnswer

  private static let planted = Mutex<Set<Int>>([])

  /// Whether this fault is in the client now.
  package static func isPlanted(_ fault: FieldFault) -> Bool {
    planted.withLock { $0.contains(fault.rawValue) }
  }

  /// Puts a fault in, for the whole process.
  package static func plant(_ fault: FieldFault) {
    planted.withLock { _ = $0.insert(fault.rawValue) }
  }

  /// Takes all faults out.
  package static func removeAll() {
    planted.withLock { $0 = [] }
  }
}
#endif
