import PCRMCore
import ProtobufCodec
import Storage

/// Lets request keys go when their day is over.
enum RequestKeyPurge {
  static let kind: TimerKind = "purge_request_keys"
  private static let intervalSeconds: Int64 = 600
  /// Keys that one statement takes away: about a millisecond of the writer.
  private static let batch: Int64 = 500

  /// Deletes from the oldest on until a key is found that still counts, or the step's time is over.
  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    while try delete(&writer) == batch {
      if timer.isOverTime { return .again(at: writer.now) }
    }
    return .again(at: writer.now.adding(seconds: intervalSeconds))
  }

  /// - Returns: how many keys of the oldest batch were too old.
  private static func delete(_ writer: inout Writer) throws(Status) -> Int64 {
    let gone = try writer.execute(
      """
      DELETE FROM request_key WHERE created_at <= $1 AND seq IN (
        SELECT seq FROM request_key ORDER BY seq LIMIT $2)
      """, .integer(StoreJournal.oldestKept(at: writer.now)), .integer(batch))
    return Int64(gone)
  }
}
