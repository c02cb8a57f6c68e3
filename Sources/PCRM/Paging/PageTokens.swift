import Crypto
public import PCRMCore
public import PCRMModel
import ProtobufCodec

/// Makes and checks the tokens that lead to a list's next page.
///
/// A token holds the place where the next page begins, and sixteen bytes of HMAC-SHA-256 over it, the
/// caller and the list's filters: it works for nobody else and for no other list.
public struct PageTokens: Sendable {
  private let key: SymmetricKey
  private let limits: Limits

  /// - Parameter secret: the server's own key; all nodes of a server share it.
  public init(secret: [UInt8], limits: Limits = Limits()) {
    key = SymmetricKey(data: secret)
    self.limits = limits
  }

  /// What a list request asks for: how many rows, and after which place.
  public func page<Request: ListRequest>(
    _ request: Request, _ caller: Caller
  ) throws(Status) -> Page {
    let size = try size(request.pageSize)
    if request.pageToken.isEmpty { return Page(size: size, bytes: limits.pageBytesMax, after: []) }
    let position = try open(request.pageToken, query: Self.query(of: request), caller: caller)
    return Page(size: size, bytes: limits.pageBytesMax, after: position)
  }

  /// The token for the page after `position` of the same list.
  public func token<Request: ListRequest>(
    after position: [UInt8], of request: Request, _ caller: Caller
  ) -> String {
    seal(position: position, query: Self.query(of: request), caller: caller)
  }

  /// The rows that a page may have.
  public func size(_ asked: Int32) throws(Status) -> Int {
    if asked == 0 { return limits.pageRowsDefault }
    if asked < 0 || asked > limits.pageRowsMax {
      throw .pageSize(asked, max: limits.pageRowsMax)
    }
    return Int(asked)
  }

  /// Makes a token for a place in the list that `query` names.
  public func seal(position: [UInt8], query: [UInt8], caller: Caller) -> String {
    Base64URL.encode(mac(position, query, caller) + position)
  }

  /// The place that a token holds.
  public func open(
    _ token: String, query: [UInt8], caller: Caller
  ) throws(Status) -> [UInt8] {
    guard let bytes = Base64URL.decode(token), bytes.count >= Self.macBytes else {
      throw Self.invalid
    }
    let position = [UInt8](bytes[Self.macBytes...])
    let expected = mac(position, query, caller)
    // Every byte is looked at, so that the time tells nothing of where they differ.
    var difference: UInt8 = 0
    for index in 0..<Self.macBytes { difference |= bytes[index] ^ expected[index] }
    guard difference == 0 else { throw Self.invalid }
    return position
  }

  /// Bytes that only this server can make for these; what is made for one use is of no use for another.
  func mac(of bytes: [UInt8], for use: String, count: Int) -> [UInt8] {
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: [UInt8](use.utf8) + [0])
    hmac.update(data: bytes)
    return [UInt8](hmac.finalize().prefix(count))
  }

  /// A list request without its page: its type and its filters.
  static func query<Request: ListRequest>(of request: Request) -> [UInt8] {
    var filters = request
    filters.pageSize = 0
    filters.pageToken = ""
    return [UInt8](Request.protoName.utf8) + [0] + filters.binary()
  }

  private static let macBytes = 16

  private static let invalid = Status.invalid(
    "page_token", "is damaged, or was made for another caller or other filters",
    reason: "PAGE_TOKEN_INVALID")

  private func mac(_ position: [UInt8], _ query: [UInt8], _ caller: Caller) -> [UInt8] {
    var hmac = HMAC<SHA256>(key: key)
    caller.principal.withBytes { hmac.update(data: $0) }
    // A hash of fixed length keeps query and place apart.
    SHA256.hash(data: query).withUnsafeBytes { hmac.update(data: $0) }
    hmac.update(data: position)
    return [UInt8](hmac.finalize().prefix(Self.macBytes))
  }
}

/// Which rows of a list to read.
public struct Page: Sendable, Equatable {
  /// At most so many rows, 1 or more.
  public let size: Int
  /// The page also ends when it has so many bytes.
  public let bytes: Int
  /// The place after which it begins, as the list wrote it; empty for the first page.
  public let after: [UInt8]

  /// The place as a key, for lists in the order of their keys.
  public func afterID<Entity>(_ type: ID<Entity>.Type = ID<Entity>.self) -> ID<Entity> {
    after.withUnsafeBytes { ID<Entity>(bytes: $0) } ?? ID<Entity>()
  }

  /// The place as a number, for lists in the order of a number; nil for the first page.
  public var afterNumber: Int64? {
    guard after.count == 8 else { return nil }
    return after.reduce(0) { $0 << 8 | Int64($1) }
  }
}

extension ID {
  /// The key as a place in a list.
  var position: [UInt8] { withBytes { [UInt8]($0) } }
}

extension Int64 {
  /// The number as a place in a list.
  var position: [UInt8] {
    Swift.withUnsafeBytes(of: bigEndian) { [UInt8]($0) }
  }
}
