public import ProtobufCodec

/// The key of an entity: a UUID of version 7, sixteen bytes stored, 36 characters on the wire.
///
/// The zero value means "not set". Source: RFC 9562, section 5.7.
public struct ID<Entity>: Hashable, Sendable {
  /// The first eight bytes, most significant first: 48 bits of Unix milliseconds lead.
  public var high: UInt64
  public var low: UInt64

  @inlinable
  public init() {
    high = 0
    low = 0
  }

  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the 36-character form, in upper or lower case.
  public init?(_ text: String) {
    var text = text
    guard let id = text.withUTF8({ Self(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = id
  }

  /// Whether this is the zero value, which no entity has.
  @inlinable
  public var isEmpty: Bool { high == 0 && low == 0 }

  /// Calls `body` with the sixteen stored bytes.
  @inlinable
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    var bytes = (high.bigEndian, low.bigEndian)
    return withUnsafeBytes(of: &bytes, body)
  }

  /// Reads sixteen stored bytes, or nothing when there are more or fewer.
  @inlinable
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }
}

extension ID: Comparable {
  @inlinable
  public static func < (a: Self, b: Self) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

extension ID: CustomStringConvertible {
  public var description: String {
    if isEmpty { return "" }
    return String(unsafeUninitializedCapacity: 36) { buffer in
      write(utf8: UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped))
      return 36
    }
  }
}

extension ID: TextScalar {
  public static var expectation: String {
    "a UUID of 36 characters such as 018f3b1c-7d2a-7c3e-9a4b-5c6d7e8f9a0b"
  }

  @inlinable
  public var utf8Count: Int { isEmpty ? 0 : 36 }

  public init?(utf8: UnsafeRawBufferPointer) {
    if utf8.isEmpty {
      self.init()
      return
    }
    guard utf8.count == 36 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (index, byte) in utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = hexValue(byte) else { return nil }
      if digits < 16 { words.0 = words.0 << 4 | digit } else { words.1 = words.1 << 4 | digit }
      digits += 1
    }
    self.init(high: words.0, low: words.1)
  }

  @inlinable
  public func write(utf8: UnsafeMutableRawPointer) {
    if isEmpty { return }
    var shift = 60
    var word = high
    for index in 0..<36 {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        utf8.storeBytes(of: UInt8(ascii: "-"), toByteOffset: index, as: UInt8.self)
        continue
      }
      let digit = UInt8(truncatingIfNeeded: word &>> UInt64(shift)) & 15
      let letter = digit < 10 ? digit &+ 48 : digit &+ 87
      utf8.storeBytes(of: letter, toByteOffset: index, as: UInt8.self)
      if shift == 0 {
        shift = 60
        word = low
      } else {
        shift -= 4
      }
    }
  }
}

private func hexValue(_ byte: UInt8) -> UInt64? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
  default: nil
  }
}

/// What an ``ID`` may be the key of; one empty type an entity, so that keys cannot be mixed up.
public enum Entity {
  public enum Customer {}
  public enum Relation {}
  public enum Consent {}
  public enum Unit {}
  public enum Placement {}
  public enum Staff {}
  public enum Principal {}
  public enum Token {}
  public enum Request {}
}

public typealias CustomerID = ID<Entity.Customer>
public typealias RelationID = ID<Entity.Relation>
public typealias ConsentID = ID<Entity.Consent>
public typealias UnitID = ID<Entity.Unit>
public typealias PlacementID = ID<Entity.Placement>
public typealias StaffID = ID<Entity.Staff>
public typealias PrincipalID = ID<Entity.Principal>
public typealias TokenID = ID<Entity.Token>
public typealias RequestID = ID<Entity.Request>
