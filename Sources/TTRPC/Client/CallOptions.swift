/// What a call carries beside its message.
public struct CallOptions: Sendable {
  /// The bearer token; the word "Bearer" is added here.
  public var token: String?
  /// How long the caller waits. Without it the server's default counts (30 seconds; none for a stream).
  public var timeout: Duration?
  /// Further metadata, such as `traceparent`.
  public var metadata: [(key: String, value: String)]

  public init(
    token: String? = nil, timeout: Duration? = nil, metadata: [(key: String, value: String)] = []
  ) {
    self.token = token
    self.timeout = timeout
    self.metadata = metadata
  }
}
