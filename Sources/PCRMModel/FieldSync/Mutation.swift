public import PCRMCore
public import ProtobufCodec

/// One change that was made on a device.
///
/// ```proto
/// message Mutation {
///   int64 n = 1;
///   string id = 2;
///   EntityType entity = 3;
///   string entity_id = 4;
///   MutationOp op = 5;
///   int64 trunk_version = 6;
///   int64 after_n = 7;
///   string group_id = 8;
///   DeviceTime time = 9;
///   google.protobuf.FieldMask fields = 10;
///   string customer_id = 11;
///   Visit visit = 16;
///   Visit visit_base = 17;
///   Customer customer = 18;
///   Customer customer_base = 19;
///   VisitStep step = 20;
///   VisitAttempt attempt = 21;
///   VisitNote note = 22;
///   FileReportRequest report = 23;
///   Consent consent = 24;
///   CompleteVisitTaskRequest task = 25;
///   ResolveConflictRequest resolution = 26;
///   Attachment attachment = 27;
///   SyncAnswer answer = 28;
/// }
/// ```
public struct Mutation: Message {
  public static let protoName = "pcrm.v1.Mutation"

  /// 1, 2, 3 … a device, without a gap. Required.
  public var n: Int64 = 0
  /// UUID of the change. Required.
  public var id = SyncMutationID()
  /// What is changed: VISIT, CUSTOMER, ATTEMPT, VISIT_NOTE, VISIT_REPORT, CONSENT, VISIT_TASK,
  /// SYNC_CONFLICT, SURVEY_ANSWER. Required.
  public var entity = EntityType.unspecified
  /// Id of the row; for what is made, the id that it gets. Required.
  public var entityID = ""
  /// What is done. Required.
  public var op = MutationOp.unspecified
  /// Version of the row as it was last received; 0 for what is made. A version that the server does
  /// not know, as after a restored backup, is judged by the base values; without them it is refused
  /// as TRUNK_AHEAD.
  public var trunkVersion: Int64 = 0
  /// The device's mutation of the same row that this one follows and whose effect it counts on; 0 =
  /// none. When that one is in quarantine, so is this one.
  public var afterN: Int64 = 0
  /// UUID that consecutive mutations of one push share when all or none of them is to happen; empty
  /// = it stands alone.
  public var groupID = SyncGroupID()
  /// When it was done, by the device's clocks.
  public var time: DeviceTime?
  /// For PATCH: the fields of the top level that are set.
  public var fields: FieldMask?
  /// UUID of the customer whom it is about, as the device sees it; empty = the server's row tells. When
  /// the server has no such row, as after a restored backup, this is how an erasure finds it.
  public var customerID = CustomerID()
  /// For VISIT: with CREATE the visit, with PATCH the new values.
  public var visit: Visit? {
    get { boxedVisit.wrappedValue }
    set { boxedVisit.wrappedValue = newValue }
  }
  /// With PATCH of a VISIT: the values that the device saw before.
  public var visitBase: Visit? {
    get { boxedVisitBase.wrappedValue }
    set { boxedVisitBase.wrappedValue = newValue }
  }
  /// With PATCH of a CUSTOMER: the new values.
  public var customer: Customer? {
    get { boxedCustomer.wrappedValue }
    set { boxedCustomer.wrappedValue = newValue }
  }
  /// With PATCH of a CUSTOMER: the values that the device saw before.
  public var customerBase: Customer? {
    get { boxedCustomerBase.wrappedValue }
    set { boxedCustomerBase.wrappedValue = newValue }
  }
  /// With TRANSITION of a VISIT.
  public var step: VisitStep?
  /// With APPEND of an ATTEMPT.
  public var attempt: VisitAttempt? {
    get { boxedAttempt.wrappedValue }
    set { boxedAttempt.wrappedValue = newValue }
  }
  /// With APPEND of a VISIT_NOTE.
  public var note: VisitNote?
  /// With CREATE of a VISIT_REPORT: the report with all that is filed beside it.
  public var report: FileReportRequest? {
    get { boxedReport.wrappedValue }
    set { boxedReport.wrappedValue = newValue }
  }
  /// With APPEND of a CONSENT.
  public var consent: Consent? {
    get { boxedConsent.wrappedValue }
    set { boxedConsent.wrappedValue = newValue }
  }
  /// With TRANSITION of a VISIT_TASK: how it was done.
  public var task: CompleteVisitTaskRequest?
  /// With TRANSITION of a SYNC_CONFLICT.
  public var resolution: ResolveConflictRequest?
  /// With APPEND of an ATTACHMENT to a visit (entity VISIT): what will be uploaded.
  public var attachment: VisitAttachment?
  /// With APPEND of a SURVEY_ANSWER.
  public var answer: SyncAnswer? {
    get { boxedAnswer.wrappedValue }
    set { boxedAnswer.wrappedValue = newValue }
  }

  // On the heap: one or two of them are set, and all of them in line are some kilobytes.
  @usableFromInline var boxedVisit = Indirect<Visit>.none
  @usableFromInline var boxedVisitBase = Indirect<Visit>.none
  @usableFromInline var boxedCustomer = Indirect<Customer>.none
  @usableFromInline var boxedCustomerBase = Indirect<Customer>.none
  @usableFromInline var boxedAttempt = Indirect<VisitAttempt>.none
  @usableFromInline var boxedReport = Indirect<FileReportRequest>.none
  @usableFromInline var boxedConsent = Indirect<Consent>.none
  @usableFromInline var boxedAnswer = Indirect<SyncAnswer>.none

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "n", &n)
    try c.text(2, "id", &id)
    try c.enumeration(3, "entity", &entity)
    try c.string(4, "entity_id", &entityID)
    try c.enumeration(5, "op", &op)
    try c.int64(6, "trunk_version", &trunkVersion)
    try c.int64(7, "after_n", &afterN)
    try c.text(8, "group_id", &groupID)
    try c.message(9, "time", &time)
    try c.message(10, "fields", &fields)
    try c.text(11, "customer_id", &customerID)
    try c.message(16, "visit", &boxedVisit)
    try c.message(17, "visit_base", &boxedVisitBase)
    try c.message(18, "customer", &boxedCustomer)
    try c.message(19, "customer_base", &boxedCustomerBase)
    try c.message(20, "step", &step)
    try c.message(21, "attempt", &boxedAttempt)
    try c.message(22, "note", &note)
    try c.message(23, "report", &boxedReport)
    try c.message(24, "consent", &boxedConsent)
    try c.message(25, "task", &task)
    try c.message(26, "resolution", &resolution)
    try c.message(27, "attachment", &attachment)
    try c.message(28, "answer", &boxedAnswer)
  }
}

/// What a mutation does.
public struct MutationOp: OpenEnum {
  public static let protoName = "pcrm.v1.MutationOp"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused.
  public static let unspecified = MutationOp(rawValue: 0)
  /// Makes the row.
  public static let create = MutationOp(rawValue: 1)
  /// Sets fields of it.
  public static let patch = MutationOp(rawValue: 2)
  /// Adds to what only grows.
  public static let append = MutationOp(rawValue: 3)
  /// Takes it a step along its life.
  public static let transition = MutationOp(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "MUTATION_OP_UNSPECIFIED"),
    (1, "MUTATION_OP_CREATE"),
    (2, "MUTATION_OP_PATCH"),
    (3, "MUTATION_OP_APPEND"),
    (4, "MUTATION_OP_TRANSITION"),
  ]
}
