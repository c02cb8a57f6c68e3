public import PCRMCore
public import ProtobufCodec
import Storage

/// One row of a service's table: a name, what it asks of the caller, where it runs, and the typed function with its types erased.
public final class Method: Sendable {
  /// "GetCustomer".
  public let name: String
  public let permission: Permission
  public let request: any Message.Type
  public let response: any Message.Type
  let body: Body

  /// Where a method runs decides what it is given.
  enum Body: Sendable {
    /// No store: health and the like.
    case local(@Sendable (Payload) throws(Status) -> [UInt8])
    /// On the event loop, inside the burst's snapshot.
    case read(ReadBody)
    /// On the reader pool.
    case scan(ReadBody)
    /// On the reader pool; what it comes to is then written down in transactions of its own.
    case plan(ReadBody)
    /// In the writer's group commit, without a trace of who called.
    case anonymous(@Sendable (Payload) throws(Status) -> PreparedAnonymousWrite)
    /// In the writer's group commit.
    case write(@Sendable (Payload) throws(Status) -> PreparedWrite)
    /// A paged read whose pages the server turns.
    case stream(@Sendable (Payload, Caller) throws(Status) -> PageTurner)
  }

  /// Reads the request, and says what is to be done with a reader.
  typealias ReadBody = @Sendable (Payload) throws(Status) -> PreparedRead

  init(
    _ name: String, _ permission: Permission, _ request: any Message.Type,
    _ response: any Message.Type, _ body: Body
  ) {
    self.name = name
    self.permission = permission
    self.request = request
    self.response = response
    self.body = body
  }

  /// Whether it answers with a stream.
  public var isStreaming: Bool {
    if case .stream = body { true } else { false }
  }

  /// Whether it changes data.
  public var isWrite: Bool {
    switch body {
    case .write, .plan: true
    default: false
    }
  }
}

/// A read whose request has been understood.
struct PreparedRead: Sendable {
  let run: @Sendable (Caller, Reader) throws(Status) -> Outcome
}

/// What a method made: the answer, and the customers in it.
public struct Outcome: Sendable {
  public var message: [UInt8]
  public var subjects: [CustomerID]

  public init(message: [UInt8], subjects: [CustomerID]) {
    self.message = message
    self.subjects = subjects
  }
}

/// A write whose request has been understood.
struct PreparedWrite: Sendable {
  let requestID: RequestID
  /// The request in its one canonical form, for telling a retry from another request with the same key.
  let canonical: @Sendable () -> [UInt8]
  /// Answers in binary, which is what a request key remembers.
  let run: @Sendable (Caller, inout Writer) throws(Status) -> Outcome
  /// The answer in the caller's encoding.
  let finish: @Sendable ([UInt8]) throws(Status) -> [UInt8]
  /// The same write with all that needs no transaction worked out before it; nil where there is nothing to work out.
  var look: (@Sendable (Caller, Reader) throws(Status) -> PreparedWrite)?
}

/// A write that nobody is to be found by.
struct PreparedAnonymousWrite: Sendable {
  /// Answers in the caller's encoding.
  let run: @Sendable (inout Writer) throws(Status) -> [UInt8]
  /// As ``PreparedWrite/look``.
  var look: (@Sendable (Reader) throws(Status) -> PreparedAnonymousWrite)?
}

/// A request that changes data: it may carry a key that makes a retry safe.
public protocol WriteRequest: Message {
  var requestID: RequestID { get }
}
