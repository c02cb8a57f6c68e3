public import PCRMCore
public import ProtobufCodec

/// A time for which one member of staff, and nobody else, is the case worker of a case.
///
/// The duties of a case follow each other without gap or overlap: each begins at the instant at
/// which the one before ends. While a case is closed, a duty with nobody in it stands in its
/// place.
///
/// ```proto
/// message Duty {
///   string id = 1;
///   int64 version = 2;
///   string case_id = 3;
///   string customer_id = 4;
///   string staff_id = 5;
///   string team_id = 6;
///   string office_id = 7;
///   google.protobuf.Timestamp start_time = 8;
///   google.protobuf.Timestamp end_time = 9;
///   DutyCause cause = 10;
///   string reason = 11;
///   string recorded_by = 12;
/// }
/// ```
public struct Duty: Message {
  public static let protoName = "pcrm.v1.Duty"

  /// UUID.
  public var id = DutyID()
  /// 1 while it holds, 2 when it has ended.
  public var version: Int64 = 0
  /// The case.
  public var caseID = CaseID()
  /// The case's customer.
  public var customerID = CustomerID()
  /// The case worker. Empty = nobody, because the case is closed.
  public var staffID = StaffID()
  /// Team of the case worker when the duty began; it stays when the person or the team moves.
  public var teamID = UnitID()
  /// Office of the case worker when the duty began.
  public var officeID = UnitID()
  /// When it began.
  public var startTime: Timestamp?
  /// When it ended. Absent = it holds.
  public var endTime: Timestamp?
  /// Why it began.
  public var cause = DutyCause.unspecified
  /// The same in words, at most 500 characters.
  public var reason = ""
  /// Principal who recorded it.
  public var recordedBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "team_id", &teamID)
    try c.text(7, "office_id", &officeID)
    try c.message(8, "start_time", &startTime)
    try c.message(9, "end_time", &endTime)
    try c.enumeration(10, "cause", &cause)
    try c.string(11, "reason", &reason)
    try c.text(12, "recorded_by", &recordedBy)
  }
}

/// Why a duty began.
public struct DutyCause: OpenEnum {
  public static let protoName = "pcrm.v1.DutyCause"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = DutyCause(rawValue: 0)
  /// The case needs a case worker from here on.
  public static let opened = DutyCause(rawValue: 1)
  /// The case worker before handed the case over.
  public static let handedOver = DutyCause(rawValue: 2)
  /// Somebody who may assign gave the case to another.
  public static let assigned = DutyCause(rawValue: 3)
  /// The same case worker goes on in another team or office.
  public static let reorganised = DutyCause(rawValue: 4)
  /// The case was closed: nobody is in charge.
  public static let closed = DutyCause(rawValue: 5)
  /// The case was opened again.
  public static let reopened = DutyCause(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "DUTY_CAUSE_UNSPECIFIED"),
    (1, "DUTY_CAUSE_OPENED"),
    (2, "DUTY_CAUSE_HANDED_OVER"),
    (3, "DUTY_CAUSE_ASSIGNED"),
    (4, "DUTY_CAUSE_REORGANISED"),
    (5, "DUTY_CAUSE_CLOSED"),
    (6, "DUTY_CAUSE_REOPENED"),
  ]
}
