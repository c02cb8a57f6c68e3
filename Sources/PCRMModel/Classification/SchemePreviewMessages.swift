public import PCRMCore
public import ProtobufCodec

/// Asks who would move.
///
/// ```proto
/// message PreviewSchemeRequest {
///   ClassificationScheme scheme = 1;
///   CivilDate day = 2;
///   int32 budget_ms = 3;
///   int32 moves_max = 4;
/// }
/// ```
public struct PreviewSchemeRequest: Message {
  public static let protoName = "pcrm.v1.PreviewSchemeRequest"

  /// The whole scheme as it would be applied.
  public var scheme: ClassificationScheme?
  /// The day on which it is looked at: which cases it applies to, and what time makes true. Absent
  /// = its first day or today, whichever is later.
  public var day: CivilDate?
  /// Milliseconds that may be spent: 0 = 300, at most 20,000. Beyond it the counts are estimates.
  public var budgetMs: Int32 = 0
  /// Cases to name: 0 = 50, at most 1,000.
  public var movesMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "scheme", &scheme)
    try c.message(2, "day", &day)
    try c.int32(3, "budget_ms", &budgetMs)
    try c.int32(4, "moves_max", &movesMax)
  }
}

/// Who would move.
///
/// ```proto
/// message PreviewSchemeResponse {
///   repeated SchemeMoveCount counts = 1;
///   int64 total = 2;
///   int64 evaluated = 3;
///   bool is_estimate = 4;
///   repeated SchemeMove moves = 5;
/// }
/// ```
public struct PreviewSchemeResponse: Message {
  public static let protoName = "pcrm.v1.PreviewSchemeResponse"

  /// How many cases go from which result to which, those that stay included.
  public var counts: [SchemeMoveCount] = []
  /// Open cases within the caller's reach about which the scheme would be asked; scaled up in an
  /// estimate.
  public var total: Int64 = 0
  /// How many of them were looked at, in random order.
  public var evaluated: Int64 = 0
  /// Whether `counts` was scaled up from those looked at, because the budget was used up.
  public var isEstimate = false
  /// Some of the cases that would move; ListSchemeMoves has all.
  public var moves: [SchemeMove] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "counts", &counts)
    try c.int64(2, "total", &total)
    try c.int64(3, "evaluated", &evaluated)
    try c.bool(4, "is_estimate", &isEstimate)
    try c.message(5, "moves", &moves)
  }
}

/// One way from result to result, and how many cases go it.
///
/// ```proto
/// message SchemeMoveCount {
///   SupportGroup support_group_from = 1;
///   SupportGroup support_group_to = 2;
///   ManagementLevel management_level_from = 3;
///   ManagementLevel management_level_to = 4;
///   int64 count = 5;
///   int64 count_low = 6;
///   int64 count_high = 7;
///   bool stays = 8;
/// }
/// ```
public struct SchemeMoveCount: Message {
  public static let protoName = "pcrm.v1.SchemeMoveCount"

  /// The group now; unspecified in a scheme of management levels, or where there is none yet.
  public var supportGroupFrom = SupportGroup.unspecified
  /// The group that the rules would propose.
  public var supportGroupTo = SupportGroup.unspecified
  /// The level now; unspecified in a scheme of support groups, or where there is none yet.
  public var managementLevelFrom = ManagementLevel.unspecified
  /// The level that the rules would propose.
  public var managementLevelTo = ManagementLevel.unspecified
  /// Cases; scaled up and rounded in an estimate.
  public var count: Int64 = 0
  /// At least so many, with 95 % confidence (Wilson); `count` when exact.
  public var countLow: Int64 = 0
  /// At most so many, with 95 % confidence; `count` when exact.
  public var countHigh: Int64 = 0
  /// Whether the result stays.
  public var stays = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "support_group_from", &supportGroupFrom)
    try c.enumeration(2, "support_group_to", &supportGroupTo)
    try c.enumeration(3, "management_level_from", &managementLevelFrom)
    try c.enumeration(4, "management_level_to", &managementLevelTo)
    try c.int64(5, "count", &count)
    try c.int64(6, "count_low", &countLow)
    try c.int64(7, "count_high", &countHigh)
    try c.bool(8, "stays", &stays)
  }
}

/// One case that would move.
///
/// ```proto
/// message SchemeMove {
///   string case_id = 1;
///   string customer_id = 2;
///   SupportGroup support_group_from = 3;
///   SupportGroup support_group_to = 4;
///   ManagementLevel management_level_from = 5;
///   ManagementLevel management_level_to = 6;
///   string rule = 7;
///   bool is_overridden = 8;
/// }
/// ```
public struct SchemeMove: Message {
  public static let protoName = "pcrm.v1.SchemeMove"

  /// The case.
  public var caseID = CaseID()
  /// Its customer.
  public var customerID = CustomerID()
  /// The group now.
  public var supportGroupFrom = SupportGroup.unspecified
  /// The group that the rules would propose.
  public var supportGroupTo = SupportGroup.unspecified
  /// The level now.
  public var managementLevelFrom = ManagementLevel.unspecified
  /// The level that the rules would propose.
  public var managementLevelTo = ManagementLevel.unspecified
  /// Code of the rule that decides; empty when none is true.
  public var rule = ""
  /// Whether an override stands, so that the move shows only after its end.
  public var isOverridden = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.text(2, "customer_id", &customerID)
    try c.enumeration(3, "support_group_from", &supportGroupFrom)
    try c.enumeration(4, "support_group_to", &supportGroupTo)
    try c.enumeration(5, "management_level_from", &managementLevelFrom)
    try c.enumeration(6, "management_level_to", &managementLevelTo)
    try c.string(7, "rule", &rule)
    try c.bool(8, "is_overridden", &isOverridden)
  }
}

/// Asks for a page of the cases that would move.
///
/// ```proto
/// message ListSchemeMovesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   ClassificationScheme scheme = 3;
///   CivilDate day = 4;
/// }
/// ```
public struct ListSchemeMovesRequest: Message {
  public static let protoName = "pcrm.v1.ListSchemeMovesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The whole scheme as it would be applied.
  public var scheme: ClassificationScheme?
  /// The day on which it is looked at, as in PreviewScheme.
  public var day: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.message(3, "scheme", &scheme)
    try c.message(4, "day", &day)
  }
}

/// A page of the cases that would move.
///
/// ```proto
/// message ListSchemeMovesResponse {
///   repeated SchemeMove moves = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSchemeMovesResponse: Message {
  public static let protoName = "pcrm.v1.ListSchemeMovesResponse"

  /// The cases.
  public var moves: [SchemeMove] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "moves", &moves)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
