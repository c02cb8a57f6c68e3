public import PCRMCore
public import ProtobufCodec

/// Asks for a new programme.
///
/// ```proto
/// message CreateProgrammeRequest {
///   string request_id = 1;
///   Programme programme = 2;
/// }
/// ```
public struct CreateProgrammeRequest: Message {
  public static let protoName = "pcrm.v1.CreateProgrammeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The programme. Its `id` may be set.
  public var programme: Programme?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "programme", &programme)
  }
}

/// Asks for one programme.
///
/// ```proto
/// message GetProgrammeRequest {
///   string id = 1;
/// }
/// ```
public struct GetProgrammeRequest: Message {
  public static let protoName = "pcrm.v1.GetProgrammeRequest"

  /// The programme's id.
  public var id = ProgrammeID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of programmes.
///
/// ```proto
/// message ListProgrammesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   CivilDate as_of = 3;
/// }
/// ```
public struct ListProgrammesRequest: Message {
  public static let protoName = "pcrm.v1.ListProgrammesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only those that run on this day.
  public var asOf: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.message(3, "as_of", &asOf)
  }
}

/// A page of programmes.
///
/// ```proto
/// message ListProgrammesResponse {
///   repeated Programme programmes = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListProgrammesResponse: Message {
  public static let protoName = "pcrm.v1.ListProgrammesResponse"

  /// The programmes.
  public var programmes: [Programme] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "programmes", &programmes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a change of a programme.
///
/// ```proto
/// message UpdateProgrammeRequest {
///   string request_id = 1;
///   Programme programme = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateProgrammeRequest: Message {
  public static let protoName = "pcrm.v1.UpdateProgrammeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var programme: Programme?
  /// What to change. Absent or empty = every field of `programme` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "programme", &programme)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks who of a programme lives near a customer.
///
/// ```proto
/// message ListNearbyStaffRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string programme_id = 3;
///   string customer_id = 4;
/// }
/// ```
public struct ListNearbyStaffRequest: Message {
  public static let protoName = "pcrm.v1.ListNearbyStaffRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The programme. Required.
  public var programmeID = ProgrammeID()
  /// The customer. Required.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "programme_id", &programmeID)
    try c.text(4, "customer_id", &customerID)
  }
}

/// A page of staff.
///
/// ```proto
/// message ListNearbyStaffResponse {
///   repeated NearbyStaff staff = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListNearbyStaffResponse: Message {
  public static let protoName = "pcrm.v1.ListNearbyStaffResponse"

  /// The staff, the nearest first; those whose distance is not known come last.
  public var staff: [NearbyStaff] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "staff", &staff)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// A member of staff as seen from a customer.
///
/// ```proto
/// message NearbyStaff {
///   string staff_id = 1;
///   string name = 2;
///   int32 distance_m = 3;
///   int32 adoption_count = 4;
///   int32 free_places = 5;
/// }
/// ```
public struct NearbyStaff: Message {
  public static let protoName = "pcrm.v1.NearbyStaff"

  /// The member of staff.
  public var staffID = StaffID()
  /// The name.
  public var name = ""
  /// Metres from home to the customer, rounded up to whole hundreds; 0 = not known.
  public var distanceM: Int32 = 0
  /// Customers adopted in the programme.
  public var adoptionCount: Int32 = 0
  /// Customers that can still be adopted without a waiver.
  public var freePlaces: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.string(2, "name", &name)
    try c.int32(3, "distance_m", &distanceM)
    try c.int32(4, "adoption_count", &adoptionCount)
    try c.int32(5, "free_places", &freePlaces)
  }
}
