public import PCRMCore

/// The messages of a server stream, read once.
///
/// The call begins when the first message is asked for, and is cancelled when the reader goes away or its task is cancelled.
/// A reader that falls behind by more than 4 MiB holds up the other calls of its connection: ttrpc has no flow control.
public struct TTRPCStream<Element: Sendable>: AsyncSequence, Sendable {
  public typealias Failure = Status

  private let start: StreamStart
  private let decode: @Sendable ([UInt8]) throws(Status) -> Element

  init(_ start: StreamStart, decode: @escaping @Sendable ([UInt8]) throws(Status) -> Element) {
    self.start = start
    self.decode = decode
  }

  public func makeAsyncIterator() -> Iterator { Iterator(start: start, decode: decode) }

  public struct Iterator: AsyncIteratorProtocol {
    public typealias Failure = Status

    fileprivate let start: StreamStart
    fileprivate let decode: @Sendable ([UInt8]) throws(Status) -> Element
    private var reader: StreamReader?

    fileprivate init(
      start: StreamStart, decode: @escaping @Sendable ([UInt8]) throws(Status) -> Element
    ) {
      self.start = start
      self.decode = decode
    }

    /// The next message; nil at the end.
    public mutating func next() async throws(Status) -> Element? {
      if reader == nil { reader = try start.begin() }
      guard let bytes = try await reader?.next() else { return nil }
      return try decode(bytes)
    }
  }
}

/// A stream's call before it is made.
struct StreamStart: Sendable {
  private let client: TTRPCClient
  private let path: String
  private let payload: [UInt8]
  private let json: Bool
  private let options: CallOptions

  init(
    _ client: TTRPCClient, _ path: String, _ payload: [UInt8], json: Bool, _ options: CallOptions
  ) {
    self.client = client
    self.path = path
    self.payload = payload
    self.json = json
    self.options = options
  }

  func begin() throws(Status) -> StreamReader {
    let route = try CallRoute(path, json: json, options)
    let token = client.outbox.token()
    let inbox = StreamInbox()
    client.outbox.add(
      .call(
        ClientCall(
          token: token, route: route, payload: payload, deadline: options.deadline, isStream: true,
          receive: { inbox.receive($0) })))
    return StreamReader(client, inbox, token)
  }
}

/// The reading end of a stream: when it goes, the call is cancelled.
final class StreamReader: Sendable {
  /// Kept so that the connection stays open while it is read.
  private let client: TTRPCClient
  private let inbox: StreamInbox
  private let token: UInt64

  init(_ client: TTRPCClient, _ inbox: StreamInbox, _ token: UInt64) {
    self.client = client
    self.inbox = inbox
    self.token = token
  }

  deinit {
    if !inbox.hasEnded { client.outbox.add(.cancel(token)) }
  }

  func next() async throws(Status) -> [UInt8]? {
    let result: Result<[UInt8]?, Status> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if inbox.wait(continuation) { client.outbox.add(.room(token)) }
      }
    } onCancel: {
      // What has come is dropped too: a cancelled reader sees the cancellation next.
      inbox.cancel()
      client.outbox.add(.cancel(token))
    }
    return try result.get()
  }
}
