public import PCRMCore
public import ProtobufCodec

/// Asks how a population is covered.
///
/// ```proto
/// message GetCoverageRequest {
///   repeated string segments = 1;
///   string population = 2;
///   CoverageGrouping grouping = 3;
/// }
/// ```
public struct GetCoverageRequest: Message {
  public static let protoName = "pcrm.v1.GetCoverageRequest"

  /// The segments: covered is who is in any of them. At most 50; empty = none.
  public var segments: [String] = []
  /// The population: members of this segment. Empty = all customers.
  public var population = ""
  /// By what to tell apart.
  public var grouping = CoverageGrouping.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "segments", &segments)
    try c.string(2, "population", &population)
    try c.enumeration(3, "grouping", &grouping)
  }
}

/// By what coverage is told apart.
public struct CoverageGrouping: OpenEnum {
  public static let protoName = "pcrm.v1.CoverageGrouping"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not at all: one row.
  public static let unspecified = CoverageGrouping(rawValue: 0)
  /// By home office.
  public static let office = CoverageGrouping(rawValue: 1)
  /// By the region of the address.
  public static let region = CoverageGrouping(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "COVERAGE_GROUPING_UNSPECIFIED"),
    (1, "COVERAGE_GROUPING_OFFICE"),
    (2, "COVERAGE_GROUPING_REGION"),
  ]
}

/// How a population is covered.
///
/// ```proto
/// message GetCoverageResponse {
///   repeated Coverage groups = 1;
///   Coverage total = 2;
/// }
/// ```
public struct GetCoverageResponse: Message {
  public static let protoName = "pcrm.v1.GetCoverageResponse"

  /// One row a group, the least covered first.
  public var groups: [Coverage] = []
  /// All groups together.
  public var total: Coverage?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "groups", &groups)
    try c.message(2, "total", &total)
  }
}

/// How a group is covered.
///
/// ```proto
/// message Coverage {
///   string office_id = 1;
///   string region = 2;
///   int64 population = 3;
///   int64 covered = 4;
///   int64 ever_covered = 5;
///   int64 never_covered = 6;
///   int64 never_had_case = 7;
/// }
/// ```
public struct Coverage: Message {
  public static let protoName = "pcrm.v1.Coverage"

  /// Home office; empty when there is none, or the grouping is another.
  public var officeID = UnitID()
  /// Region; empty when there is none, or the grouping is another.
  public var region = ""
  /// Customers in the group.
  public var population: Int64 = 0
  /// Of them, in any of the segments now.
  public var covered: Int64 = 0
  /// In any of them now or once.
  public var everCovered: Int64 = 0
  /// Never in any of them.
  public var neverCovered: Int64 = 0
  /// Never had a case.
  public var neverHadCase: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_id", &officeID)
    try c.string(2, "region", &region)
    try c.int64(3, "population", &population)
    try c.int64(4, "covered", &covered)
    try c.int64(5, "ever_covered", &everCovered)
    try c.int64(6, "never_covered", &neverCovered)
    try c.int64(7, "never_had_case", &neverHadCase)
  }
}

/// Asks who was never covered.
///
/// ```proto
/// message ListUncoveredRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   repeated string segments = 3;
///   string population = 4;
///   bool without_case = 5;
///   string office_id = 6;
/// }
/// ```
public struct ListUncoveredRequest: Message {
  public static let protoName = "pcrm.v1.ListUncoveredRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The segments: who was never in any of them. At most 50; empty = none.
  public var segments: [String] = []
  /// The population: members of this segment. Empty = all customers.
  public var population = ""
  /// Only who never had a case.
  public var withoutCase = false
  /// Only of this home office.
  public var officeID = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "segments", &segments)
    try c.string(4, "population", &population)
    try c.bool(5, "without_case", &withoutCase)
    try c.text(6, "office_id", &officeID)
  }
}

/// A page of customers who were never covered.
///
/// ```proto
/// message ListUncoveredResponse {
///   repeated string customer_ids = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListUncoveredResponse: Message {
  public static let protoName = "pcrm.v1.ListUncoveredResponse"

  /// The customers' ids.
  public var customerIDs: [CustomerID] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_ids", &customerIDs)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
