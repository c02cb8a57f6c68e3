public import PCRMCore
public import ProtobufCodec

/// The row a statement stands on. Bytes that it lends live until the next step.
public protocol Row: AnyObject {
  func isNull(_ column: Int) -> Bool
  /// Zero where the column is NULL.
  func integer(_ column: Int) -> Int64
  func real(_ column: Int) -> Double
  /// The column's text or blob in place; empty where it is NULL.
  func raw(_ column: Int) -> UnsafeRawBufferPointer
}

extension Row {
  /// The column's text; empty where it is NULL.
  @inlinable
  public func text(_ column: Int) -> String {
    String(decoding: raw(column), as: UTF8.self)
  }

  @inlinable
  public func bytes(_ column: Int) -> [UInt8] { [UInt8](raw(column)) }

  @inlinable
  public func bool(_ column: Int) -> Bool { integer(column) != 0 }

  /// The key in the column; the empty key where it is NULL.
  @inlinable
  public func id<E>(_ column: Int, of type: ID<E>.Type = ID<E>.self) -> ID<E> {
    ID<E>(bytes: raw(column)) ?? ID<E>()
  }

  /// The instant in the column, stored as microseconds.
  @inlinable
  public func time(_ column: Int) -> Timestamp { Timestamp(microseconds: integer(column)) }

  @inlinable
  public func timeOrNil(_ column: Int) -> Timestamp? { isNull(column) ? nil : time(column) }

  @inlinable
  public func enumeration<E: OpenEnum>(_ column: Int, of type: E.Type = E.self) -> E {
    E(rawValue: Int32(truncatingIfNeeded: integer(column)))
  }
}
