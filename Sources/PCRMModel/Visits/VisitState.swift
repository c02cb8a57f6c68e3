public import ProtobufCodec

/// Where the life of a visit stands. PROPOSED → PLANNED → CONFIRMED → EN_ROUTE → IN_PROGRESS → DONE;
/// steps may be left out forwards, NO_SHOW and CANCELLED end it before it is begun.
public struct VisitState: OpenEnum {
  public static let protoName = "pcrm.v1.VisitState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = VisitState(rawValue: 0)
  /// Holds a time until it is planned, or the hold ends.
  public static let proposed = VisitState(rawValue: 1)
  /// Stands in the calendar.
  public static let planned = VisitState(rawValue: 2)
  /// The customer agreed.
  public static let confirmed = VisitState(rawValue: 3)
  /// On the way.
  public static let enRoute = VisitState(rawValue: 4)
  /// The customer is met.
  public static let inProgress = VisitState(rawValue: 5)
  /// It took place.
  public static let done = VisitState(rawValue: 6)
  /// The customer was not to be met.
  public static let noShow = VisitState(rawValue: 7)
  /// It will not take place; it may have a next one.
  public static let cancelled = VisitState(rawValue: 8)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_STATE_UNSPECIFIED"),
    (1, "VISIT_STATE_PROPOSED"),
    (2, "VISIT_STATE_PLANNED"),
    (3, "VISIT_STATE_CONFIRMED"),
    (4, "VISIT_STATE_EN_ROUTE"),
    (5, "VISIT_STATE_IN_PROGRESS"),
    (6, "VISIT_STATE_DONE"),
    (7, "VISIT_STATE_NO_SHOW"),
    (8, "VISIT_STATE_CANCELLED"),
  ]
}
