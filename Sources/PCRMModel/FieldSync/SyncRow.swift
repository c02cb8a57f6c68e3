public import ProtobufCodec

/// One row as a device sees it: whole, as it is now.
///
/// ```proto
/// message SyncRow {
///   EntityType entity = 1;
///   string id = 2;
///   int64 version = 3;
///   int64 seq = 4;
///   SyncVisit visit = 16;
///   Customer customer = 17;
///   VisitTask task = 18;
///   SyncConflict conflict = 19;
///   VisitRules rules = 20;
///   SyncForm form = 21;
/// }
/// ```
public struct SyncRow: Message {
  public static let protoName = "pcrm.v1.SyncRow"

  /// What it is.
  public var entity = EntityType.unspecified
  /// Its id.
  public var id = ""
  /// Its version: the trunk of what the device changes from now on.
  public var version: Int64 = 0
  /// Its place in the member of staff's feed.
  public var seq: Int64 = 0
  /// For VISIT.
  public var visit: SyncVisit? {
    get { boxedVisit.wrappedValue }
    set { boxedVisit.wrappedValue = newValue }
  }
  /// For CUSTOMER: kind, names, contact points, addresses, tags, sex, birth date, language, office
  /// and case worker; nothing else.
  public var customer: Customer? {
    get { boxedCustomer.wrappedValue }
    set { boxedCustomer.wrappedValue = newValue }
  }
  /// For VISIT_TASK.
  public var task: VisitTask? {
    get { boxedTask.wrappedValue }
    set { boxedTask.wrappedValue = newValue }
  }
  /// For SYNC_CONFLICT.
  public var conflict: SyncConflict? {
    get { boxedConflict.wrappedValue }
    set { boxedConflict.wrappedValue = newValue }
  }
  /// For VISIT_RULE: the rules of visits that hold.
  public var rules: VisitRules? {
    get { boxedRules.wrappedValue }
    set { boxedRules.wrappedValue = newValue }
  }
  /// For SURVEY_WAVE: a form in which the member of staff may record answers.
  public var form: SyncForm? {
    get { boxedForm.wrappedValue }
    set { boxedForm.wrappedValue = newValue }
  }

  // On the heap: one or two of them are set, and all of them in line are some kilobytes.
  @usableFromInline var boxedVisit = Indirect<SyncVisit>.none
  @usableFromInline var boxedCustomer = Indirect<Customer>.none
  @usableFromInline var boxedTask = Indirect<VisitTask>.none
  @usableFromInline var boxedConflict = Indirect<SyncConflict>.none
  @usableFromInline var boxedRules = Indirect<VisitRules>.none
  @usableFromInline var boxedForm = Indirect<SyncForm>.none

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "entity", &entity)
    try c.string(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.int64(4, "seq", &seq)
    try c.message(16, "visit", &boxedVisit)
    try c.message(17, "customer", &boxedCustomer)
    try c.message(18, "task", &boxedTask)
    try c.message(19, "conflict", &boxedConflict)
    try c.message(20, "rules", &boxedRules)
    try c.message(21, "form", &boxedForm)
  }
}

/// A row that a device no longer carries.
///
/// ```proto
/// message SyncRemoval {
///   EntityType entity = 1;
///   string id = 2;
///   int64 seq = 3;
/// }
/// ```
public struct SyncRemoval: Message {
  public static let protoName = "pcrm.v1.SyncRemoval"

  /// What it is.
  public var entity = EntityType.unspecified
  /// Its id.
  public var id = ""
  /// Its place in the feed.
  public var seq: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "entity", &entity)
    try c.string(2, "id", &id)
    try c.int64(3, "seq", &seq)
  }
}
