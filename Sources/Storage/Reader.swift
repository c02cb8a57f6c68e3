public import PCRMCore
public import ProtobufCodec

/// A read transaction: store functions that only read are extensions of it, so they cannot write.
public struct Reader {
  public let connection: any Connection
  /// The transaction's time of day.
  public let now: Timestamp

  @inlinable
  public init(connection: any Connection, now: Timestamp) {
    self.connection = connection
    self.now = now
  }

  /// The first row, made into a value; nil when there is none.
  @inlinable
  public func first<T>(
    _ sql: SQL, _ arguments: Value..., read: (any Row) throws(Status) -> T
  ) throws(Status) -> T? {
    var found: T?
    try connection.run(sql, arguments) { (row) throws(Status) in
      found = try read(row)
      return false
    }
    return found
  }

  /// All rows, made into values.
  @inlinable
  public func all<T>(
    _ sql: SQL, _ arguments: Value..., read: (any Row) throws(Status) -> T
  ) throws(Status) -> [T] {
    try all(sql, arguments, read: read)
  }

  /// All rows, made into values, for arguments that were gathered at run time.
  @inlinable
  public func all<T>(
    _ sql: SQL, _ arguments: [Value], read: (any Row) throws(Status) -> T
  ) throws(Status) -> [T] {
    var rows: [T] = []
    try connection.run(sql, arguments) { (row) throws(Status) in
      rows.append(try read(row))
      return true
    }
    return rows
  }

  /// Ends long work, between statements, for which nobody waits any more.
  @inlinable
  public func checkMayGoOn() throws(Status) { try connection.checkMayGoOn() }

  /// Each row in turn, until `row` answers false.
  @inlinable
  public func each(
    _ sql: SQL, _ arguments: [Value], row: (any Row) throws(Status) -> Bool
  ) throws(Status) {
    try connection.run(sql, arguments, row)
  }
}
