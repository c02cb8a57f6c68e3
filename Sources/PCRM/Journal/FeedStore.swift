import PCRMCore
import ProtobufCodec
import RPC
import Storage

/// What a line of the feed says was done; numbered as the contract's ChangeKind.
enum FeedKind: Int64 {
  case created = 1
  case updated = 2
  case deleted = 3
  case undeleted = 4

  /// What a change did, as `Writer.changed` is told: version 1 is new, no names are a deletion, and a
  /// change of `delete_time` takes one back.
  init(_ change: Change) {
    self =
      if change.version == 1 {
        .created
      } else if change.fields.isEmpty {
        .deleted
      } else if change.fields == "delete_time" {
        .undeleted
      } else {
        .updated
      }
  }
}

extension Writer {
  /// Adds a change at the end of the feed.
  func append(_ change: Change, audit: Int64) throws(Status) {
    try execute(
      """
      INSERT INTO feed (audit, entity, key, version, kind, fields, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .integer(audit), .integer(Int64(change.entity.rawValue)),
      .key(high: change.key.high, low: change.key.low), .integer(change.version),
      .integer(FeedKind(change).rawValue), .text(change.fields), .time(now))
  }
}

extension Reader {
  /// The newest number of the feed; 0 while it is empty.
  func feedSequence() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(seq), 0) FROM feed") { $0.integer(0) } ?? 0
  }
}
