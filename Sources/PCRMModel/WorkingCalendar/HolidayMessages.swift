public import PCRMCore
public import ProtobufCodec

/// Asks to add a holiday.
///
/// ```proto
/// message AddHolidayRequest {
///   string request_id = 1;
///   HolidayRecord holiday = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct AddHolidayRequest: Message {
  public static let protoName = "pcrm.v1.AddHolidayRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The holiday. Required.
  public var holiday: HolidayRecord?
  /// Only tell what it would hit.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "holiday", &holiday)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// A holiday that was added.
///
/// ```proto
/// message AddHolidayResponse {
///   HolidayRecord holiday = 1;
///   int32 conflict_count = 2;
///   repeated VisitConflict conflicts = 16;
/// }
/// ```
public struct AddHolidayResponse: Message {
  public static let protoName = "pcrm.v1.AddHolidayResponse"

  /// The holiday.
  public var holiday: HolidayRecord?
  /// How many visits it hits.
  public var conflictCount: Int32 = 0
  /// The first 100 of them; ListVisitConflicts has all.
  public var conflicts: [VisitConflict] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "holiday", &holiday)
    try c.int32(2, "conflict_count", &conflictCount)
    try c.message(16, "conflicts", &conflicts)
  }
}

/// Asks to take a holiday back.
///
/// ```proto
/// message DeleteHolidayRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteHolidayRequest: Message {
  public static let protoName = "pcrm.v1.DeleteHolidayRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The holiday's id. Required.
  public var id = HolidayID()
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

/// Asks to load holidays.
///
/// ```proto
/// message ImportHolidaysRequest {
///   string request_id = 1;
///   string source_name = 2;
///   string office_id = 3;
///   bytes content = 4;
///   bool dry_run = 5;
/// }
/// ```
public struct ImportHolidaysRequest: Message {
  public static let protoName = "pcrm.v1.ImportHolidaysRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Name of the source, 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "elections". Required.
  public var sourceName = ""
  /// The office whose days they are. Empty = of the whole agency.
  public var officeID = UnitID()
  /// The file: CSV with a day and a name, or iCalendar with whole days. At most 1 MiB. Required.
  public var content: [UInt8] = []
  /// Only tell what would change and what it would hit.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "source_name", &sourceName)
    try c.text(3, "office_id", &officeID)
    try c.bytes(4, "content", &content)
    try c.bool(5, "dry_run", &dryRun)
  }
}

/// What loading holidays changed.
///
/// ```proto
/// message ImportHolidaysResponse {
///   int32 added = 1;
///   int32 unchanged = 2;
///   int32 removed = 3;
///   int32 reckoned = 4;
///   int32 conflict_count = 5;
///   repeated ConfigChange changes = 16;
///   repeated VisitConflict conflicts = 17;
/// }
/// ```
public struct ImportHolidaysResponse: Message {
  public static let protoName = "pcrm.v1.ImportHolidaysResponse"

  /// Days that were added.
  public var added: Int32 = 0
  /// Days that were there already, from this source.
  public var unchanged: Int32 = 0
  /// Days of the source that are no longer in the file.
  public var removed: Int32 = 0
  /// Days of the file that are reckoned anyway.
  public var reckoned: Int32 = 0
  /// How many visits the added days hit.
  public var conflictCount: Int32 = 0
  /// Each day that is added, renamed or removed, by its day.
  public var changes: [ConfigChange] = []
  /// The first 100 visits that are hit; ListVisitConflicts has all.
  public var conflicts: [VisitConflict] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "added", &added)
    try c.int32(2, "unchanged", &unchanged)
    try c.int32(3, "removed", &removed)
    try c.int32(4, "reckoned", &reckoned)
    try c.int32(5, "conflict_count", &conflictCount)
    try c.message(16, "changes", &changes)
    try c.message(17, "conflicts", &conflicts)
  }
}

/// Asks for holidays.
///
/// ```proto
/// message ListHolidaysRequest {
///   CivilDate from_day = 1;
///   CivilDate before_day = 2;
///   string office_id = 3;
/// }
/// ```
public struct ListHolidaysRequest: Message {
  public static let protoName = "pcrm.v1.ListHolidaysRequest"

  /// First day. Absent = the first day of this year.
  public var fromDay: CivilDate?
  /// The day before which the list ends. Absent = a year later. At most 10 years.
  public var beforeDay: CivilDate?
  /// The office's days too. Empty = only those of the whole agency.
  public var officeID = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "from_day", &fromDay)
    try c.message(2, "before_day", &beforeDay)
    try c.text(3, "office_id", &officeID)
  }
}

/// Holidays by day.
///
/// ```proto
/// message ListHolidaysResponse {
///   repeated HolidayRecord holidays = 1;
/// }
/// ```
public struct ListHolidaysResponse: Message {
  public static let protoName = "pcrm.v1.ListHolidaysResponse"

  /// The days; of one day, the reckoned ones first.
  public var holidays: [HolidayRecord] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "holidays", &holidays)
  }
}
