public import PCRMCore
public import ProtobufCodec

/// A read by key, declared instead of coded: SQLite answers it inside the burst, PostgreSQL sends a burst of them as one pipeline.
public struct PointQuery<Request: Message>: Sendable {
  public let sql: SQL
  public let arguments: @Sendable (Request) throws(Status) -> [Value]
  /// Writes the answer from the row; answers false when the row is out of the caller's reach.
  public let encode: @Sendable (any Row, Caller, inout BinaryEncoder) -> Bool
  /// What the caller is told when there is no such row, or none within reach.
  public let absent: @Sendable (Request) -> Status

  public init(
    _ sql: SQL,
    arguments: @escaping @Sendable (Request) throws(Status) -> [Value],
    encode: @escaping @Sendable (any Row, Caller, inout BinaryEncoder) -> Bool,
    absent: @escaping @Sendable (Request) -> Status
  ) {
    self.sql = sql
    self.arguments = arguments
    self.encode = encode
    self.absent = absent
  }
}
