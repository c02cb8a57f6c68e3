public import PCRMCore
public import ProtobufCodec

/// Asks to take a case to another stage.
///
/// ```proto
/// message AdvanceCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string to = 4;
///   string reason = 5;
///   string exit_reason = 6;
///   string note = 7;
///   string case_worker_id = 8;
///   google.protobuf.Timestamp effect_time = 9;
///   oneof amount {
///     int64 amount_won = 10;
///   }
/// }
/// ```
public struct AdvanceCaseRequest: Message {
  public static let protoName = "pcrm.v1.AdvanceCaseRequest"

  /// The amount that is decided, when there is one.
  public enum Amount: Sendable, Equatable {
    /// In won, for the limits of the transition's decision.
    case amountWon(Int64)
  }

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Code of the stage to go to. Required.
  public var to = ""
  /// Why it is entered: one of the stage's entry reasons when it lists any, else a text of at most
  /// 500 characters. Required.
  public var reason = ""
  /// Why the present stage is left: one of its exit reasons, and required, when it lists any.
  public var exitReason = ""
  /// What else is to be said, at most 500 characters.
  public var note = ""
  /// Who is to take charge, when the stage needs a case worker and the case has none.
  public var caseWorkerID = StaffID()
  /// When it took effect. Absent = now.
  public var effectTime: Timestamp?
  /// The amount that is decided, when there is one.
  public var amount: Amount?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "to", &to)
    try c.string(5, "reason", &reason)
    try c.string(6, "exit_reason", &exitReason)
    try c.string(7, "note", &note)
    try c.text(8, "case_worker_id", &caseWorkerID)
    try c.message(9, "effect_time", &effectTime)
    try c.oneofInt64(
      10, "amount_won", &amount,
      { if case .amountWon(let v)? = $0 { v } else { nil } }, Amount.amountWon)
  }
}

/// Asks to put a case into another phase.
///
/// ```proto
/// message SetCasePhaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string phase = 4;
///   string reason = 5;
///   string exit_reason = 6;
///   string note = 7;
///   google.protobuf.Timestamp effect_time = 8;
/// }
/// ```
public struct SetCasePhaseRequest: Message {
  public static let protoName = "pcrm.v1.SetCasePhaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Code of the phase; empty = none any more.
  public var phase = ""
  /// Why it is entered: one of the phase's entry reasons when it lists any, else a text of at most
  /// 500 characters. Required.
  public var reason = ""
  /// Why the present phase is left: one of its exit reasons, and required, when it lists any.
  public var exitReason = ""
  /// What else is to be said, at most 500 characters.
  public var note = ""
  /// Since when. Absent = now.
  public var effectTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "phase", &phase)
    try c.string(5, "reason", &reason)
    try c.string(6, "exit_reason", &exitReason)
    try c.string(7, "note", &note)
    try c.message(8, "effect_time", &effectTime)
  }
}

/// Asks to record a severity.
///
/// ```proto
/// message SetCaseSeverityRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   Severity severity = 4;
///   string reason = 5;
/// }
/// ```
public struct SetCaseSeverityRequest: Message {
  public static let protoName = "pcrm.v1.SetCaseSeverityRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The severity, in a scheme that the case type allows. Required.
  public var severity: Severity?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "severity", &severity)
    try c.string(5, "reason", &reason)
  }
}

/// Asks to let a case rest.
///
/// ```proto
/// message SuspendCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct SuspendCaseRequest: Message {
  public static let protoName = "pcrm.v1.SuspendCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks to go on with a case.
///
/// ```proto
/// message ResumeCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct ResumeCaseRequest: Message {
  public static let protoName = "pcrm.v1.ResumeCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks to close a case.
///
/// ```proto
/// message CloseCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
///   string note = 5;
///   google.protobuf.Timestamp effect_time = 6;
///   oneof amount {
///     int64 amount_won = 7;
///   }
/// }
/// ```
public struct CloseCaseRequest: Message {
  public static let protoName = "pcrm.v1.CloseCaseRequest"

  /// The amount that is decided, when there is one.
  public enum Amount: Sendable, Equatable {
    /// In won, for the limits of the stage's close_decision.
    case amountWon(Int64)
  }

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why the stage is left: one of its exit reasons when it lists any, else a text of at most 500
  /// characters. Required.
  public var reason = ""
  /// What else is to be said, at most 500 characters.
  public var note = ""
  /// When it took effect. Absent = now.
  public var effectTime: Timestamp?
  /// The amount that is decided, when there is one.
  public var amount: Amount?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
    try c.string(5, "note", &note)
    try c.message(6, "effect_time", &effectTime)
    try c.oneofInt64(
      7, "amount_won", &amount,
      { if case .amountWon(let v)? = $0 { v } else { nil } }, Amount.amountWon)
  }
}

/// Asks to open a closed case again.
///
/// ```proto
/// message ReopenCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
///   string case_worker_id = 5;
/// }
/// ```
public struct ReopenCaseRequest: Message {
  public static let protoName = "pcrm.v1.ReopenCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// Who is to take charge. Required when the stage needs a case worker.
  public var caseWorkerID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
    try c.text(5, "case_worker_id", &caseWorkerID)
  }
}

/// Asks to let a case follow another version of its type.
///
/// ```proto
/// message MigrateCaseRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   int64 type_version = 4;
///   string stage = 5;
///   string reason = 6;
///   string case_worker_id = 7;
/// }
/// ```
public struct MigrateCaseRequest: Message {
  public static let protoName = "pcrm.v1.MigrateCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var id = CaseID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Version of the case type; 0 = the newest.
  public var typeVersion: Int64 = 0
  /// Code of the stage in which it goes on; empty = the one with the same code.
  public var stage = ""
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// Who is to take charge, when the stage needs a case worker and the case has none.
  public var caseWorkerID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.int64(4, "type_version", &typeVersion)
    try c.string(5, "stage", &stage)
    try c.string(6, "reason", &reason)
    try c.text(7, "case_worker_id", &caseWorkerID)
  }
}
