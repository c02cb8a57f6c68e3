public import PCRMCore
public import ProtobufCodec

/// Asks for a page of customers.
///
/// Filters that are empty let everything pass.
///
/// ```proto
/// message ListCustomersRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string home_office_id = 3;
///   string case_worker_id = 4;
///   CustomerKind kind = 5;
///   google.protobuf.Timestamp changed_since = 6;
///   bool show_deleted = 7;
/// }
/// ```
public struct ListCustomersRequest: Message {
  public static let protoName = "pcrm.v1.ListCustomersRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only this office's (not of offices below it).
  public var homeOfficeID = UnitID()
  /// Only this case worker's.
  public var caseWorkerID = StaffID()
  /// Only of this kind.
  public var kind = CustomerKind.unspecified
  /// Only those changed at this time or later.
  public var changedSince: Timestamp?
  /// Deleted ones too.
  public var showDeleted = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "home_office_id", &homeOfficeID)
    try c.text(4, "case_worker_id", &caseWorkerID)
    try c.enumeration(5, "kind", &kind)
    try c.message(6, "changed_since", &changedSince)
    try c.bool(7, "show_deleted", &showDeleted)
  }
}

/// A page of customers.
///
/// ```proto
/// message ListCustomersResponse {
///   repeated Customer customers = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCustomersResponse: Message {
  public static let protoName = "pcrm.v1.ListCustomersResponse"

  /// The customers.
  public var customers: [Customer] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "customers", &customers)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks who has this external id or phone number.
///
/// ```proto
/// message LookupCustomerRequest {
///   oneof key {
///     ExternalId external_id = 1;
///     string phone = 2;
///   }
/// }
/// ```
public struct LookupCustomerRequest: Message {
  public static let protoName = "pcrm.v1.LookupCustomerRequest"

  /// What to look up. Required.
  public enum Key: Sendable, Equatable {
    /// An external id; both parts are required.
    case externalID(ExternalID)
    /// A phone, mobile or fax number, 4 to 40 characters; only digits count, and a leading +82 is
    /// read as 0.
    case phone(String)
  }

  /// What to look up. Required.
  public var key: Key?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.oneof(
      1, "external_id", &key,
      { if case .externalID(let v)? = $0 { v } else { nil } }, Key.externalID)
    try c.oneofString(
      2, "phone", &key,
      { if case .phone(let v)? = $0 { v } else { nil } }, Key.phone)
  }
}

/// Who was found.
///
/// ```proto
/// message LookupCustomerResponse {
///   repeated Customer customers = 1;
/// }
/// ```
public struct LookupCustomerResponse: Message {
  public static let protoName = "pcrm.v1.LookupCustomerResponse"

  /// The customers; empty when there is none.
  public var customers: [Customer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "customers", &customers)
  }
}

/// Asks for customers that match a text.
///
/// ```proto
/// message SearchCustomersRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string query = 3;
///   SearchField field = 4;
/// }
/// ```
public struct SearchCustomersRequest: Message {
  public static let protoName = "pcrm.v1.SearchCustomersRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// What to search, 1 to 200 characters.
  public var query = ""
  /// Where to search.
  public var field = SearchField.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "query", &query)
    try c.enumeration(4, "field", &field)
  }
}

/// Where a search looks.
public struct SearchField: OpenEnum {
  public static let protoName = "pcrm.v1.SearchField"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// PHONE when the query has digits and no letters, else NAME.
  public static let unspecified = SearchField(rawValue: 0)
  /// The beginning of any of the names, or of its family or given name, whatever the case.
  public static let name = SearchField(rawValue: 1)
  /// The beginning of a phone, mobile or fax number; only digits count.
  public static let phone = SearchField(rawValue: 2)
  /// Words of an address: each must begin a word of the same address.
  public static let address = SearchField(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SEARCH_FIELD_UNSPECIFIED"),
    (1, "SEARCH_FIELD_NAME"),
    (2, "SEARCH_FIELD_PHONE"),
    (3, "SEARCH_FIELD_ADDRESS"),
  ]
}

/// A page of search results.
///
/// ```proto
/// message SearchCustomersResponse {
///   repeated Customer customers = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct SearchCustomersResponse: Message {
  public static let protoName = "pcrm.v1.SearchCustomersResponse"

  /// The customers.
  public var customers: [Customer] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "customers", &customers)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
