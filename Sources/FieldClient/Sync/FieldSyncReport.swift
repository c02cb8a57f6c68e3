public import PCRMCore
public import PCRMModel

/// What a sync did.
public struct FieldSyncReport: Sendable {
  /// Results that came in, in the order of their numbers.
  public var results: [MutationResult] = []
  /// Rows that came in.
  public var rows = 0
  /// Rows that the device no longer carries.
  public var removals = 0
  /// Calls that were made.
  public var calls = 0
  /// Bytes of the calls' messages.
  public var bytesSent = 0
  public var bytesReceived = 0
  /// Files that are whole on the server now, and bytes that were handed over.
  public var filesUploaded = 0
  public var bytesUploaded = 0
  /// Files that were given up, for good or until ``FieldClient/retry(_:)``: their `reason` says why.
  public var filesGivenUp: [FieldUpload] = []
  /// Why it began with an empty cursor: RETENTION, EPOCH, SCHEMA, SCOPE_RESET or CURSOR_INVALID; nil when it did not.
  public var resync: String?
  /// Mutations that got another number, or are sent once more, because the server has another past than it had.
  public var rewound = 0
  /// The device shows what the server had at one moment.
  public var isComplete = false
  /// The device was taken out of service, and carries nothing any more.
  public var isWiped = false
  /// Why it ended early; nil when it did not.
  public var failure: Status?

  public init() {}

  /// It ended for want of an answer: the server was not reached, or was too slow. Nothing is lost; a device's folder that
  /// cannot be read or written is another matter.
  public var isUnanswered: Bool {
    guard let failure, failure.info.field != "folder" else { return false }
    return failure.code == .unavailable || failure.code == .deadlineExceeded
  }
}

/// How far a sync is.
public enum FieldProgress: Sendable, Equatable {
  /// Saying hello.
  case hello
  /// Mutations that were answered, and how many there were to begin with.
  case pushed(Int, of: Int)
  /// Rows that came in.
  case pulled(Int)
  /// Bytes of a file that were handed over, and how many there are.
  case uploaded(Int64, of: Int64)
}
