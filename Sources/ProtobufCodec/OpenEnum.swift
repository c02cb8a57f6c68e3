/// A proto3 enum: a struct around its number, so that numbers of a newer contract survive.
public protocol OpenEnum: RawRepresentable<Int32>, Hashable, Sendable {
  /// Takes any number, known or not.
  init(rawValue: Int32)
  /// The full name in the contract, such as `pcrm.v1.CustomerKind`.
  static var protoName: String { get }
  /// The numbers and their names in the contract, such as `(1, "CUSTOMER_KIND_PERSON")`.
  static var names: [(Int32, String)] { get }
}

extension OpenEnum {
  /// The name in the contract, if this number has one.
  public var name: String? { Self.names.first { $0.0 == rawValue }?.1 }

  /// The value that the contract calls `name`.
  public init?(name: String) {
    guard let known = Self.names.first(where: { $0.1 == name }) else { return nil }
    self.init(rawValue: known.0)
  }
}
