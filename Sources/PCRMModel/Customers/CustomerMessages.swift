public import PCRMCore
public import ProtobufCodec

/// Asks for a new customer.
///
/// ```proto
/// message CreateCustomerRequest {
///   string request_id = 1;
///   Customer customer = 2;
/// }
/// ```
public struct CreateCustomerRequest: Message {
  public static let protoName = "pcrm.v1.CreateCustomerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The customer. Its `id` may be set; output-only fields are ignored.
  public var customer: Customer?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "customer", &customer)
  }
}

/// Asks for one customer.
///
/// ```proto
/// message GetCustomerRequest {
///   string id = 1;
/// }
/// ```
public struct GetCustomerRequest: Message {
  public static let protoName = "pcrm.v1.GetCustomerRequest"

  /// The customer's id.
  public var id = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for several customers.
///
/// ```proto
/// message BatchGetCustomersRequest {
///   repeated string ids = 1;
/// }
/// ```
public struct BatchGetCustomersRequest: Message {
  public static let protoName = "pcrm.v1.BatchGetCustomersRequest"

  /// Ids, 1 to 1,000. One that occurs twice is answered once.
  public var ids: [CustomerID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "ids", &ids)
  }
}

/// Several customers.
///
/// ```proto
/// message BatchGetCustomersResponse {
///   repeated Customer customers = 1;
///   repeated string missing_ids = 2;
/// }
/// ```
public struct BatchGetCustomersResponse: Message {
  public static let protoName = "pcrm.v1.BatchGetCustomersResponse"

  /// Those that exist, in the order in which they were asked for.
  public var customers: [Customer] = []
  /// Ids without a customer that the caller may see.
  public var missingIDs: [CustomerID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "customers", &customers)
    try c.text(2, "missing_ids", &missingIDs)
  }
}

/// Asks for a change of a customer.
///
/// ```proto
/// message UpdateCustomerRequest {
///   string request_id = 1;
///   Customer customer = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateCustomerRequest: Message {
  public static let protoName = "pcrm.v1.UpdateCustomerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var customer: Customer?
  /// What to change. Absent or empty = every field of `customer` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "customer", &customer)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks for a deletion.
///
/// ```proto
/// message DeleteCustomerRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteCustomerRequest: Message {
  public static let protoName = "pcrm.v1.DeleteCustomerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The customer's id.
  public var id = CustomerID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks to take a deletion back.
///
/// ```proto
/// message UndeleteCustomerRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct UndeleteCustomerRequest: Message {
  public static let protoName = "pcrm.v1.UndeleteCustomerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The customer's id.
  public var id = CustomerID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}
