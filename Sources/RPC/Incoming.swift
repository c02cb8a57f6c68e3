public import PCRMCore

/// A call as a door hands it in. Its pointers are lent until `start` returns.
public struct Incoming {
  public var method: MethodIndex
  public var payload: Payload
  /// The bearer token, without the word "Bearer"; empty when there is none.
  public var token: UnsafeRawBufferPointer
  public var deadline: Instant
  /// When the door read it.
  public var received: Instant
  /// The caller's W3C trace context; empty when it sent none.
  public var trace: String
  /// The door's name for the call on its connection: a stream id.
  public var tag: UInt32

  public init(
    method: MethodIndex, payload: Payload, token: UnsafeRawBufferPointer, deadline: Instant,
    received: Instant, tag: UInt32, trace: String = ""
  ) {
    self.method = method
    self.payload = payload
    self.token = token
    self.deadline = deadline
    self.received = received
    self.tag = tag
    self.trace = trace
  }

  /// What the door keeps of it until the answer is sent.
  public var inFlight: InFlight {
    InFlight(method: method, deadline: deadline, received: received, trace: trace)
  }
}

/// A call that has not been answered yet.
public struct InFlight: Sendable {
  public let method: MethodIndex
  public let deadline: Instant
  public let received: Instant
  public let trace: String
}
