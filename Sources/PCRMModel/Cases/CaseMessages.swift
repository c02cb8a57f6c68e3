public import PCRMCore
public import ProtobufCodec

/// Asks to open a case.
///
/// ```proto
/// message OpenCaseRequest {
///   string request_id = 1;
///   Case case = 2;
///   string case_worker_id = 3;
///   google.protobuf.Timestamp effect_time = 4;
///   string reason = 5;
/// }
/// ```
public struct OpenCaseRequest: Message {
  public static let protoName = "pcrm.v1.OpenCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case: customer_id and type are required; id, office_id, stage, severity, approve_time with
  /// approval_kind, summary, care_since, diagnosis_codes, first_opinion and after_effect_card may
  /// be given.
  public var `case`: Case?
  /// Who is to take charge. Required when the first stage needs a case worker.
  public var caseWorkerID = StaffID()
  /// When it was opened, not in the future. Absent = now.
  public var effectTime: Timestamp?
  /// Why. Required when the first stage lists entry reasons, and then one of them; at most 500
  /// characters.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "case", &`case`)
    try c.text(3, "case_worker_id", &caseWorkerID)
    try c.message(4, "effect_time", &effectTime)
    try c.string(5, "reason", &reason)
  }
}

/// A case as it stands now, and what became of its touchpoints.
///
/// ```proto
/// message CasePlan {
///   Case case = 1;
///   repeated Touchpoint planned = 2;
///   repeated Touchpoint kept = 3;
///   repeated Touchpoint dropped = 4;
/// }
/// ```
public struct CasePlan: Message {
  public static let protoName = "pcrm.v1.CasePlan"

  /// The case.
  public var `case`: Case?
  /// Touchpoints that are new.
  public var planned: [Touchpoint] = []
  /// Touchpoints that stay planned, or were paused or resumed with the case.
  public var kept: [Touchpoint] = []
  /// Touchpoints that are no longer due; each says why.
  public var dropped: [Touchpoint] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "case", &`case`)
    try c.message(2, "planned", &planned)
    try c.message(3, "kept", &kept)
    try c.message(4, "dropped", &dropped)
  }
}

/// Asks for one case.
///
/// ```proto
/// message GetCaseRequest {
///   string id = 1;
/// }
/// ```
public struct GetCaseRequest: Message {
  public static let protoName = "pcrm.v1.GetCaseRequest"

  /// The case's id.
  public var id = CaseID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of cases.
///
/// ```proto
/// message ListCasesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string office_id = 4;
///   string case_worker_id = 5;
///   string type = 6;
///   string stage = 7;
///   CaseStatus status = 8;
///   string number = 9;
///   google.protobuf.Timestamp changed_since = 10;
/// }
/// ```
public struct ListCasesRequest: Message {
  public static let protoName = "pcrm.v1.ListCasesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only those that this unit handles.
  public var officeID = UnitID()
  /// Only those of this case worker.
  public var caseWorkerID = StaffID()
  /// Only of this type.
  public var type = ""
  /// Only in this stage of the type, which is required then.
  public var stage = ""
  /// Only of this status.
  public var status = CaseStatus.unspecified
  /// Only the one with exactly this number.
  public var number = ""
  /// Only those changed at this time or later.
  public var changedSince: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "office_id", &officeID)
    try c.text(5, "case_worker_id", &caseWorkerID)
    try c.string(6, "type", &type)
    try c.string(7, "stage", &stage)
    try c.enumeration(8, "status", &status)
    try c.string(9, "number", &number)
    try c.message(10, "changed_since", &changedSince)
  }
}

/// A page of cases.
///
/// ```proto
/// message ListCasesResponse {
///   repeated Case cases = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCasesResponse: Message {
  public static let protoName = "pcrm.v1.ListCasesResponse"

  /// The cases.
  public var cases: [Case] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "cases", &cases)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a change of a case.
///
/// ```proto
/// message UpdateCaseRequest {
///   string request_id = 1;
///   Case case = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateCaseRequest: Message {
  public static let protoName = "pcrm.v1.UpdateCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var `case`: Case?
  /// What to change. Absent or empty = every field of `case` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "case", &`case`)
    try c.message(3, "update_mask", &updateMask)
  }
}
