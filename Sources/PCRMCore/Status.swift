/// The one error above the codec: a gRPC code, a sentence for the person who reads it, and a reason a program can act on.
///
/// The message names the field, what was wrong and what would be right; it never holds personal data.
public struct Status: Error, Sendable {
  public var code: StatusCode
  public var message: String
  public var info: ErrorInfo

  public init(_ code: StatusCode, _ message: String, _ info: ErrorInfo = ErrorInfo()) {
    self.code = code
    self.message = message
    self.info = info
  }

  /// Adds a parameter that a client may show or act on.
  public func with(_ name: String, _ value: String) -> Status {
    var copy = self
    copy.info.params.append(ErrorInfo.Param(name: name, value: value))
    return copy
  }
}

extension Status: Equatable {
  /// Equal by code and reason: the sentence is for people.
  public static func == (a: Status, b: Status) -> Bool {
    a.code == b.code && a.info.reason == b.info.reason
  }
}

extension Status: CustomStringConvertible {
  public var description: String { "\(code.name): \(message)" }
}

extension Status {
  /// A field of the request that cannot be taken.
  public static func invalid(
    _ field: String, _ problem: String, reason: String = "INVALID_FIELD"
  ) -> Status {
    Status(.invalidArgument, "\(field): \(problem)", ErrorInfo(reason: reason, field: field))
  }

  /// A resource that is not there, or that the caller's scope does not reach: both look the same.
  public static func notFound(
    _ field: String, _ what: String = "no such resource"
  ) -> Status {
    Status(.notFound, "\(field): \(what)", ErrorInfo(reason: "NOT_FOUND", field: field))
  }

  /// A state of the system in which the call cannot be done.
  public static func precondition(_ reason: String, _ field: String, _ problem: String) -> Status {
    Status(.failedPrecondition, "\(field): \(problem)", ErrorInfo(reason: reason, field: field))
  }

  /// The version that was sent is not the one that is stored.
  public static func versionMismatch(sent: Int64, stored: Int64) -> Status {
    Status(
      .aborted,
      "version: \(sent) was sent but \(stored) is stored; read the resource again and retry",
      ErrorInfo(reason: "VERSION_MISMATCH", field: "version")
    ).with("stored", String(stored))
  }

  /// A fault of the server: the detail goes to the log, never to the caller.
  public static let internalError = Status(
    .internal, "the server failed; the log has the details", ErrorInfo(reason: "INTERNAL"))

  /// The call's time is over.
  public static let deadlineExceeded = Status(
    .deadlineExceeded, "the deadline passed", ErrorInfo(reason: "DEADLINE_EXCEEDED"))

  /// The caller went away, or asked to stop.
  public static let cancelled = Status(
    .cancelled, "the call was cancelled", ErrorInfo(reason: "CANCELLED"))
}
