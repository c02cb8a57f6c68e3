public import ProtobufCodec

/// What a plan may wait for.
public struct VisitPlanEvent: OpenEnum {
  public static let protoName = "pcrm.v1.VisitPlanEvent"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// No event.
  public static let unspecified = VisitPlanEvent(rawValue: 0)
  /// The customer came into the population: entered the segment, or was adopted.
  public static let entered = VisitPlanEvent(rawValue: 1)
  /// A case of the customer was approved.
  public static let caseApproved = VisitPlanEvent(rawValue: 2)
  /// A case of the customer was opened.
  public static let caseOpened = VisitPlanEvent(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_PLAN_EVENT_UNSPECIFIED"),
    (1, "VISIT_PLAN_EVENT_ENTERED"),
    (2, "VISIT_PLAN_EVENT_CASE_APPROVED"),
    (3, "VISIT_PLAN_EVENT_CASE_OPENED"),
  ]
}

/// Who visits.
public struct VisitPlanVisitor: OpenEnum {
  public static let protoName = "pcrm.v1.VisitPlanVisitor"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The customer's case worker.
  public static let unspecified = VisitPlanVisitor(rawValue: 0)
  /// The customer's case worker.
  public static let caseWorker = VisitPlanVisitor(rawValue: 1)
  /// Who adopted the customer.
  public static let adopter = VisitPlanVisitor(rawValue: 2)
  /// Somebody with the role.
  public static let role = VisitPlanVisitor(rawValue: 3)
  /// Somebody of `staff_ids`.
  public static let staff = VisitPlanVisitor(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_PLAN_VISITOR_UNSPECIFIED"),
    (1, "VISIT_PLAN_VISITOR_CASE_WORKER"),
    (2, "VISIT_PLAN_VISITOR_ADOPTER"),
    (3, "VISIT_PLAN_VISITOR_ROLE"),
    (4, "VISIT_PLAN_VISITOR_STAFF"),
  ]
}

/// What becomes of open visits when the customer left.
public struct VisitPlanLeaving: OpenEnum {
  public static let protoName = "pcrm.v1.VisitPlanLeaving"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// They are proposed for cancelling: lines of the run, nothing more.
  public static let unspecified = VisitPlanLeaving(rawValue: 0)
  /// They are proposed for cancelling.
  public static let propose = VisitPlanLeaving(rawValue: 1)
  /// They are cancelled; those that the customer has agreed to are proposed only.
  public static let cancel = VisitPlanLeaving(rawValue: 2)
  /// They stay.
  public static let keep = VisitPlanLeaving(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_PLAN_LEAVING_UNSPECIFIED"),
    (1, "VISIT_PLAN_LEAVING_PROPOSE"),
    (2, "VISIT_PLAN_LEAVING_CANCEL"),
    (3, "VISIT_PLAN_LEAVING_KEEP"),
  ]
}
