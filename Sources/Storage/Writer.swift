public import PCRMCore
public import ProtobufCodec

/// What a write did to one entity: a line of the change feed.
public struct Change: Sendable, Equatable {
  /// The entity's name in the feed ("customer").
  public var entity: StaticEntity
  public var key: (high: UInt64, low: UInt64)
  public var version: Int64
  /// Names of the fields that changed, separated by commas; empty for a creation or a deletion.
  public var fields: String
  /// The customers about whom something is true now that was not before.
  public var subjects: [CustomerID] = []
  /// The entity as it was stored, for what follows in the same job: it is not read again.
  public var stored: (any Sendable)?

  public static func == (a: Change, b: Change) -> Bool {
    a.entity == b.entity && a.key == b.key && a.version == b.version && a.fields == b.fields
      && a.subjects == b.subjects
  }
}

/// The kinds of entity that the feed speaks of; the raw value is stored, so it never changes.
public struct StaticEntity: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// A write transaction's part for one call: it reads, writes, makes keys, and notes what changed.
public struct Writer {
  public let connection: any Connection
  /// The transaction's time of day.
  public let now: Timestamp
  private var ids: IDSource
  /// What this call changed; the dispatcher appends it to the feed in the same job.
  public private(set) var changes: [Change] = []
  /// Whose news this call makes: streams that wait for somebody's are woken by that alone.
  public private(set) var news = CommitNews()

  public init(connection: any Connection, now: Timestamp, ids: IDSource) {
    self.connection = connection
    self.now = now
    self.ids = ids
  }

  /// The same transaction, for store functions that only read.
  @inlinable
  public var reader: Reader { Reader(connection: connection, now: now) }

  /// Where the key source stands, for the adapter to carry over to the next call.
  public var idSource: IDSource { ids }

  /// A new key at the transaction's time.
  public mutating func newID<Entity>(_ type: ID<Entity>.Type = ID<Entity>.self) -> ID<Entity> {
    ids.next(at: now)
  }

  /// Runs a statement that answers no rows.
  ///
  /// - Returns: how many rows it inserted, updated or deleted.
  @inlinable
  @discardableResult
  public func execute(_ sql: SQL, _ arguments: Value...) throws(Status) -> Int {
    try connection.run(sql, arguments) { (_) throws(Status) in true }
  }

  /// Notes a change for the feed.
  ///
  /// - Parameters:
  ///   - subjects: the customers whom it is about; what depends on their facts follows in the same job.
  ///   - stored: the entity as it was stored, if what follows can do with it.
  public mutating func changed<E>(
    _ entity: StaticEntity, _ id: ID<E>, version: Int64, fields: String = "",
    about subjects: CustomerID..., stored: (any Sendable)? = nil
  ) {
    changes.append(
      Change(
        entity: entity, key: (id.high, id.low), version: version, fields: fields,
        subjects: subjects, stored: stored))
  }

  /// Notes a change that is about any number of customers.
  public mutating func changed<E>(
    _ entity: StaticEntity, _ id: ID<E>, version: Int64, fields: String,
    aboutAll subjects: [CustomerID]
  ) {
    changes.append(
      Change(
        entity: entity, key: (id.high, id.low), version: version, fields: fields,
        subjects: subjects))
  }

  /// Runs a part whose changes are written down by itself: it begins with none, and those noted here stay as they are.
  public mutating func apart<T>(
    _ body: (inout Writer) throws(Status) -> T
  ) throws(Status) -> T {
    var part = Writer(connection: connection, now: now, ids: ids)
    // Keys are used up, even by a part that fails.
    defer { ids = part.ids }
    let value = try body(&part)
    news.formUnion(part.news)
    return value
  }

  /// Takes back what was noted past the first `count` changes, and what was news besides `earlier`.
  mutating func forgetChanges(after count: Int, news earlier: CommitNews) {
    changes.removeSubrange(count...)
    news = earlier
  }

  /// Wakes the streams that wait for somebody's news, once this is committed.
  public mutating func tell(_ topic: NewsTopic) { news.add(topic) }

  /// Wakes all streams that wait for somebody's news, once this is committed.
  public mutating func tellEverybody() { news.formUnion(.forAll) }

  /// Holds off other writers of one thing until the commit: a row lock on PostgreSQL, nothing on SQLite, whose writer is alone.
  public func lock(_ key: LockKey) throws(Status) {
    try connection.run(key.sql, [.integer(key.number)]) { (_) throws(Status) in true }
  }
}

/// What a writer may hold off others from.
public struct LockKey: Sendable {
  let number: Int64

  /// A member of staff, whose slots must not overlap.
  public static func staff(_ id: StaffID) -> LockKey {
    LockKey(number: Int64(bitPattern: id.high ^ id.low))
  }

  /// A customer, who must not be asked more often than the policy of surveys says.
  public static func customer(_ id: CustomerID) -> LockKey {
    LockKey(number: Int64(bitPattern: id.high ^ id.low))
  }

  var sql: SQL { SQL(sqlite: "SELECT $1", postgres: "SELECT pg_advisory_xact_lock($1)") }
}
