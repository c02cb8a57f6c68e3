public import PCRMCore
public import ProtobufCodec

/// Asks for an export.
///
/// ```proto
/// message ExportCustomersRequest {
///   string purpose = 1;
///   Channel channel = 2;
///   MissingConsent missing_consent = 3;
///   string reason = 4;
///   string legal_basis = 5;
///   string home_office_id = 6;
///   string case_worker_id = 7;
///   CustomerKind kind = 8;
///   google.protobuf.Timestamp changed_since = 9;
/// }
/// ```
public struct ExportCustomersRequest: Message {
  public static let protoName = "pcrm.v1.ExportCustomersRequest"

  /// What the data will be used for: the purpose of the consents that count. Required.
  public var purpose = ""
  /// The channel over which it will be used; unspecified = a consent for every channel is needed.
  public var channel = Channel.unspecified
  /// What to do with customers who did not agree.
  public var missingConsent = MissingConsent.unspecified
  /// Why this export is made, 5 to 500 characters; for the audit log. Required.
  public var reason = ""
  /// Law and article that allow the use without consent, for example "산재보험법 제31조", at most 200
  /// characters. When set, consents are not checked; it goes to the audit log.
  public var legalBasis = ""
  /// Only this office's (not of offices below it).
  public var homeOfficeID = UnitID()
  /// Only this case worker's.
  public var caseWorkerID = StaffID()
  /// Only of this kind.
  public var kind = CustomerKind.unspecified
  /// Only those changed at this time or later.
  public var changedSince: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "purpose", &purpose)
    try c.enumeration(2, "channel", &channel)
    try c.enumeration(3, "missing_consent", &missingConsent)
    try c.string(4, "reason", &reason)
    try c.string(5, "legal_basis", &legalBasis)
    try c.text(6, "home_office_id", &homeOfficeID)
    try c.text(7, "case_worker_id", &caseWorkerID)
    try c.enumeration(8, "kind", &kind)
    try c.message(9, "changed_since", &changedSince)
  }
}

/// What an export does with a customer who did not agree.
public struct MissingConsent: OpenEnum {
  public static let protoName = "pcrm.v1.MissingConsent"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As LEAVE_OUT.
  public static let unspecified = MissingConsent(rawValue: 0)
  /// The customer is left out and counted.
  public static let leaveOut = MissingConsent(rawValue: 1)
  /// The export ends with FAILED_PRECONDITION, CONSENT_MISSING.
  public static let refuse = MissingConsent(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "MISSING_CONSENT_UNSPECIFIED"),
    (1, "MISSING_CONSENT_LEAVE_OUT"),
    (2, "MISSING_CONSENT_REFUSE"),
  ]
}

/// One message of an export.
///
/// ```proto
/// message ExportCustomersResponse {
///   oneof item {
///     Customer customer = 1;
///     ExportSummary summary = 2;
///   }
/// }
/// ```
public struct ExportCustomersResponse: Message {
  public static let protoName = "pcrm.v1.ExportCustomersResponse"

  /// What it holds.
  public enum Item: Sendable, Equatable {
    /// A customer.
    case customer(Customer)
    /// The counts: the last message of an export that is complete.
    case summary(ExportSummary)
  }

  /// What it holds.
  public var item: Item?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.oneof(
      1, "customer", &item,
      { if case .customer(let v)? = $0 { v } else { nil } }, Item.customer)
    try c.oneof(
      2, "summary", &item,
      { if case .summary(let v)? = $0 { v } else { nil } }, Item.summary)
  }
}

/// Counts of a finished export.
///
/// ```proto
/// message ExportSummary {
///   int64 exported_count = 1;
///   int64 without_consent_count = 2;
/// }
/// ```
public struct ExportSummary: Message {
  public static let protoName = "pcrm.v1.ExportSummary"

  /// Customers that were sent.
  public var exportedCount: Int64 = 0
  /// Customers that passed the filters but did not agree.
  public var withoutConsentCount: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "exported_count", &exportedCount)
    try c.int64(2, "without_consent_count", &withoutConsentCount)
  }
}
