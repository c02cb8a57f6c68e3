public import PCRMCore
public import ProtobufCodec

/// What found no place in the days.
///
/// ```proto
/// message RouteLeftOut {
///   string visit_id = 1;
///   int64 visit_version = 2;
///   string customer_id = 3;
///   int32 candidate = 4;
///   RouteObstacle obstacle = 5;
///   string text = 6;
///   int32 metres = 7;
///   string staff_id = 8;
/// }
/// ```
public struct RouteLeftOut: Message {
  public static let protoName = "pcrm.v1.RouteLeftOut"

  /// The visit; empty for a candidate that is none yet.
  public var visitID = VisitID()
  /// The visit's version that the proposal was made for.
  public var visitVersion: Int64 = 0
  /// Whom it is for; empty when the customer is out of the caller's reach.
  public var customerID = CustomerID()
  /// Which candidate of the request it is, counted from 1; 0 = none.
  public var candidate: Int32 = 0
  /// Why.
  public var obstacle = RouteObstacle.unspecified
  /// The reason in words.
  public var text = ""
  /// For NOT_WORTH_IT: by how many metres the way would cost more than leaving it out.
  public var metres: Int32 = 0
  /// Whose visit it is now; empty for a candidate that is none yet.
  public var staffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.int64(2, "visit_version", &visitVersion)
    try c.text(3, "customer_id", &customerID)
    try c.int32(4, "candidate", &candidate)
    try c.enumeration(5, "obstacle", &obstacle)
    try c.string(6, "text", &text)
    try c.int32(7, "metres", &metres)
    try c.text(8, "staff_id", &staffID)
  }
}

/// What stands in a visit's way.
public struct RouteObstacle: OpenEnum {
  public static let protoName = "pcrm.v1.RouteObstacle"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Nothing.
  public static let unspecified = RouteObstacle(rawValue: 0)
  /// None of the staff may make it.
  public static let nobodyMay = RouteObstacle(rawValue: 1)
  /// Nobody can be there before its window closes, even going there first.
  public static let outOfReach = RouteObstacle(rawValue: 2)
  /// Whoever goes there cannot be back in time.
  public static let tooFarFromEnd = RouteObstacle(rawValue: 3)
  /// The days are full: nothing can be moved to make room.
  public static let noRoom = RouteObstacle(rawValue: 4)
  /// There is room, but the way costs more than leaving it out.
  public static let notWorthIt = RouteObstacle(rawValue: 5)
  /// Nobody knows where it is.
  public static let placeUnknown = RouteObstacle(rawValue: 6)
  /// The member of staff does not work on that day.
  public static let notWorking = RouteObstacle(rawValue: 7)
  /// Its window does not lie in the hours of that day.
  public static let windowElsewhere = RouteObstacle(rawValue: 8)

  public static let names: [(Int32, String)] = [
    (0, "ROUTE_OBSTACLE_UNSPECIFIED"),
    (1, "ROUTE_OBSTACLE_NOBODY_MAY"),
    (2, "ROUTE_OBSTACLE_OUT_OF_REACH"),
    (3, "ROUTE_OBSTACLE_TOO_FAR_FROM_END"),
    (4, "ROUTE_OBSTACLE_NO_ROOM"),
    (5, "ROUTE_OBSTACLE_NOT_WORTH_IT"),
    (6, "ROUTE_OBSTACLE_PLACE_UNKNOWN"),
    (7, "ROUTE_OBSTACLE_NOT_WORKING"),
    (8, "ROUTE_OBSTACLE_WINDOW_ELSEWHERE"),
  ]
}

/// Something odd about a day as it is.
///
/// ```proto
/// message RouteWarning {
///   string reason = 1;
///   string staff_id = 2;
///   string visit_id = 3;
///   string text = 4;
/// }
/// ```
public struct RouteWarning: Message {
  public static let protoName = "pcrm.v1.RouteWarning"

  /// Upper-case reason: TOO_NEAR (two visits that stay where they are have less time between them
  /// than the way takes), NO_LUNCH, EARLY_START, LATE_END, START_UNKNOWN, END_UNKNOWN, NOT_WORKING.
  public var reason = ""
  /// Whose day.
  public var staffID = StaffID()
  /// The visit that it is about; may be empty.
  public var visitID = VisitID()
  /// In words.
  public var text = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "reason", &reason)
    try c.text(2, "staff_id", &staffID)
    try c.text(3, "visit_id", &visitID)
    try c.string(4, "text", &text)
  }
}
