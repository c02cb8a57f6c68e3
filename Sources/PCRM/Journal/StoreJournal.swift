import Crypto
public import PCRMCore
import ProtobufCodec
public import RPC
public import Storage

/// The journal in the store's own tables: request keys, audit lines and the feed, in the same job as the change itself.
public struct StoreJournal: Journal {
  /// How long a repeat of a request is answered instead of done.
  public static let requestKeySeconds: Int64 = 24 * 3600

  public init() {}

  public func replay(
    _ entry: JournalEntry, _ writer: inout Writer
  ) throws(Status) -> [UInt8]? {
    guard !entry.requestID.isEmpty else { return nil }
    let reader = writer.reader
    let stored = try reader.first(
      """
      SELECT seq, payload, answer, created_at FROM request_key
      WHERE request_id = $1 AND principal = $2 AND method = $3
      """, .id(entry.requestID), .id(entry.caller.principal), .text(entry.method)
    ) { row in
      (
        seq: row.integer(0), payload: row.bytes(1), answer: row.bytes(2),
        createdAt: row.integer(3)
      )
    }
    guard let stored else { return nil }
    if stored.createdAt <= Self.oldestKept(at: writer.now) {
      // Too old to count, only not purged yet.
      try writer.execute("DELETE FROM request_key WHERE seq = $1", .integer(stored.seq))
      return nil
    }
    guard stored.payload == Self.hash(entry.canonical()) else {
      throw Status(
        .alreadyExists,
        "request_id: was used with another payload within 24 hours; make a new one for a new request",
        ErrorInfo(reason: "REQUEST_ID_REUSED", field: "request_id"))
    }
    return stored.answer
  }

  public func record(
    _ entry: JournalEntry, _ outcome: Outcome, _ writer: inout Writer
  ) throws(Status) {
    try writer.followClassification(by: entry.caller)
    try writer.appendJournal(
      AuditLine(
        principal: entry.caller.principal, method: entry.method, requestID: entry.requestID,
        peer: entry.peer, subjects: outcome.subjects))
    guard !entry.requestID.isEmpty else { return }
    try writer.execute(
      """
      INSERT INTO request_key (request_id, principal, method, payload, answer, created_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, .id(entry.requestID), .id(entry.caller.principal), .text(entry.method),
      .blob(Self.hash(entry.canonical())),
      .blob(try StoredAnswer.kept(outcome.message, method: entry.method)), .time(writer.now))
  }

  /// Keys of this time and earlier no longer count, in microseconds.
  static func oldestKept(at now: Timestamp) -> Int64 {
    now.adding(seconds: -requestKeySeconds).microseconds
  }

  private static func hash(_ bytes: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: bytes)) }
}
