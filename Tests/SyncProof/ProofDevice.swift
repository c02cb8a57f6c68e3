import FieldClient
import PCRMCore
import PCRMModel
import ProtobufCodec
import Synchronization

/// What a history does with a device, whatever program runs on it.
protocol ProofDevice: AnyObject {
  var id: DeviceID { get throws }
  /// What it took over from the server, by ids as text; without what was done on it since.
  func cleanRows() throws -> [String: SyncRow]
  /// Changes that have no result yet.
  func waiting() throws -> [Mutation]
  /// Every change that was ever made on it.
  func made() throws -> Set<SyncMutationID>
  /// The visit as its user sees it, with what was done on it since.
  func visit(_ id: VisitID) throws -> Visit?
  /// Does something on it: all or none of these changes.
  func perform(_ changes: [FieldChange]) throws
  /// Whether it was told to wipe what it carries.
  func isWiped() throws -> Bool
  /// How many rows lie on it, whether it shows them or not.
  func held() throws -> Int
  func sync(_ network: FaultyNetwork) throws(Status)
  /// Is switched off at a moment of what it does next.
  func die(at moment: Int)
  /// Begins again with what is on its disk, if it was switched off.
  func revive() throws
}

/// The clocks of a device: a time of day that jumps, and milliseconds that do not.
final class ProofClock: FieldClock {
  private let truth: any WallClock
  private let state: Mutex<(skew: Int64, boot: Int, bootedAt: Int64)>
  private let number: Int

  init(_ truth: any WallClock, number: Int) {
    self.truth = truth
    self.number = number
    state = Mutex((0, 0, truth.now().microseconds - 3_600_000_000))
  }

  func now() -> Timestamp {
    Timestamp(microseconds: truth.now().microseconds + state.withLock { $0.skew })
  }

  func running() -> (milliseconds: Int64, boot: DeviceBootID) {
    let now = truth.now().microseconds
    return state.withLock { state in
      let boot: DeviceBootID = FieldPlace.key(9, number << 16 | state.boot)
      return ((now - state.bootedAt) / 1000, boot)
    }
  }

  /// The time of day is off by so many seconds from now on.
  func jump(seconds: Int64) { state.withLock { $0.skew = seconds * 1_000_000 } }

  /// The device begins anew.
  func boot() {
    let now = truth.now().microseconds
    state.withLock {
      $0.boot += 1
      $0.bootedAt = now
    }
  }
}
