public import PCRMCore
public import ProtobufCodec
public import RPC

/// Somebody who calls, on a connection of their own.
public final class TestCaller {
  /// The principal behind the token; empty where the test did not say.
  public var principal = PrincipalID()
  public var token: String
  private let connection: any TestConnection

  init(_ connection: any TestConnection, token: String) {
    self.connection = connection
    self.token = token
  }

  /// Somebody on a connection in process, which may be made on any thread.
  public convenience init(_ dispatcher: Dispatcher, token: String) throws {
    self.init(try DispatcherConnection(dispatcher), token: token)
  }

  /// Those who call with these tokens, one after the other, on one connection in process.
  public static func sharing(
    _ dispatcher: Dispatcher, tokens: [String]
  ) throws -> [TestCaller] {
    let connection = try DispatcherConnection(dispatcher)
    return tokens.map { TestCaller(connection, token: $0) }
  }

  /// Calls a unary method, for example "pcrm.v1.CustomerService/GetCustomer", and waits for its answer.
  public func call<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try Response(binary: try bytes(path, request.binary()))
  }

  /// The answer's bytes, for a request that is written down already.
  public func bytes(
    _ path: String, _ request: [UInt8], encoding: RPC.Encoding = .binary
  ) throws -> [UInt8] {
    try connection.call(path, request, encoding, token: token)
  }

  /// Why a call is refused; nil when it is not.
  public func refusal<Request: Message>(_ path: String, _ request: Request) throws -> Status? {
    do {
      _ = try bytes(path, request.binary())
      return nil
    } catch let status as Status {
      return status
    }
  }

  /// Opens a stream.
  public func stream<Request: Message>(_ path: String, _ request: Request) throws -> TestStream {
    TestStream(try connection.stream(path, request.binary(), token: token))
  }
}

/// A stream that a test reads message by message.
public final class TestStream {
  private let source: any TestStreamSource

  init(_ source: any TestStreamSource) { self.source = source }

  /// The next message; nil when the stream has ended well.
  public func next<Response: Message>(_ type: Response.Type = Response.self) throws -> Response? {
    try source.next().map { try Response(binary: $0) }
  }

  /// All messages until the stream ends.
  public func all<Response: Message>(_ type: Response.Type = Response.self) throws -> [Response] {
    var messages: [Response] = []
    while let message = try next(Response.self) { messages.append(message) }
    return messages
  }

  public func cancel() { source.cancel() }
}

/// A way to the server: in process, or through a socket.
protocol TestConnection: AnyObject {
  func call(
    _ path: String, _ request: [UInt8], _ encoding: RPC.Encoding, token: String
  ) throws -> [UInt8]

  func stream(_ path: String, _ request: [UInt8], token: String) throws -> any TestStreamSource
}

/// The receiving end of a stream.
protocol TestStreamSource: AnyObject {
  /// The next message's bytes; nil when the stream has ended well.
  func next() throws -> [UInt8]?
  func cancel()
}
