public import ProtobufCodec

/// One name.
///
/// It needs `full`, or else `family` or `given`. No part is longer than 200 characters.
///
/// ```proto
/// message CustomerName {
///   NameKind kind = 1;
///   string full = 2;
///   string family = 3;
///   string given = 4;
///   string additional = 5;
///   string prefix = 6;
///   string suffix = 7;
/// }
/// ```
public struct CustomerName: Message {
  public static let protoName = "pcrm.v1.CustomerName"

  /// What the name is for. Required.
  public var kind = NameKind.unspecified
  /// The whole name as it is written, for example "김민수" or "Dr. Ada Lovelace". When empty, the
  /// server writes it from the parts.
  public var full = ""
  /// Family name.
  public var family = ""
  /// Given name.
  public var given = ""
  /// Further given names.
  public var additional = ""
  /// What stands before, for example "Dr.".
  public var prefix = ""
  /// What stands after, for example "Jr.".
  public var suffix = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "full", &full)
    try c.string(3, "family", &family)
    try c.string(4, "given", &given)
    try c.string(5, "additional", &additional)
    try c.string(6, "prefix", &prefix)
    try c.string(7, "suffix", &suffix)
  }
}

/// What a name is for.
public struct NameKind: OpenEnum {
  public static let protoName = "pcrm.v1.NameKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = NameKind(rawValue: 0)
  /// In the register.
  public static let legal = NameKind(rawValue: 1)
  /// The one the customer wants to be called by.
  public static let preferred = NameKind(rawValue: 2)
  /// No longer used, kept for search.
  public static let former = NameKind(rawValue: 3)
  /// In Latin letters.
  public static let romanised = NameKind(rawValue: 4)
  /// As it is pronounced.
  public static let phonetic = NameKind(rawValue: 5)
  /// Nickname, trade name, abbreviation.
  public static let alias = NameKind(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "NAME_KIND_UNSPECIFIED"),
    (1, "NAME_KIND_LEGAL"),
    (2, "NAME_KIND_PREFERRED"),
    (3, "NAME_KIND_FORMER"),
    (4, "NAME_KIND_ROMANISED"),
    (5, "NAME_KIND_PHONETIC"),
    (6, "NAME_KIND_ALIAS"),
  ]
}
