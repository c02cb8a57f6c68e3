public import PCRMCore
public import ProtobufCodec

/// A person or organisation that the agency serves.
///
/// It needs at least one name or one external id (else FAILED_PRECONDITION, NO_IDENTITY). At most 1
/// MiB in wire form.  Single values have the numbers 1 to 15, lists 16 and up.
///
/// ```proto
/// message Customer {
///   string id = 1;
///   int64 version = 2;
///   CustomerKind kind = 3;
///   string display_name = 4;
///   string home_office_id = 5;
///   string case_worker_id = 6;
///   Sex sex = 7;
///   CivilDate birth_date = 8;
///   string language = 9;
///   google.protobuf.Timestamp create_time = 10;
///   google.protobuf.Timestamp update_time = 11;
///   google.protobuf.Timestamp delete_time = 12;
///   int32 extension_schema_version = 13;
///   repeated CustomerName names = 16;
///   repeated ContactPoint contact_points = 17;
///   repeated Address addresses = 18;
///   repeated ExternalId external_ids = 19;
///   repeated string tags = 20;
///   repeated Extension extensions = 21;
///   repeated ImportedProperty imported_properties = 22;
/// }
/// ```
public struct Customer: Message {
  public static let protoName = "pcrm.v1.Customer"

  /// UUID. A client may choose it when it creates the customer; it never changes.
  public var id = CustomerID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Person or organisation. Required in a create; cannot be unset.
  public var kind = CustomerKind.unspecified
  /// Output only. The name to show in lists: the preferred name, else the legal one, else the first
  /// one; without any name, the first external id.
  public var displayName = ""
  /// Unit (kind office) that is responsible. Empty = none yet; only callers with scope "all" see
  /// it.
  public var homeOfficeID = UnitID()
  /// Staff member in charge, the primary case worker. Empty = none.
  public var caseWorkerID = StaffID()
  /// Sex, for persons.
  public var sex = Sex.unspecified
  /// Day of birth, or of foundation for an organisation. Parts of it may be unknown (0).
  public var birthDate: CivilDate?
  /// Language to speak and write with the customer, BCP 47, for example "ko" or "en-GB".
  public var language = ""
  /// Output only. When the customer was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// Output only. When it was deleted; absent while it lives. Deleted customers can be undeleted.
  public var deleteTime: Timestamp?
  /// Output only. Version of the extension schema that `extensions` was checked against; 0 = none.
  public var extensionSchemaVersion: Int32 = 0
  /// Names, at most 20.
  public var names: [CustomerName] = []
  /// Phone numbers, e-mail addresses and the like, at most 50.
  public var contactPoints: [ContactPoint] = []
  /// Postal addresses, at most 20.
  public var addresses: [Address] = []
  /// Numbers under which other systems know the customer, at most 50. Each is unique in the whole
  /// store (else ALREADY_EXISTS, EXTERNAL_ID_TAKEN).
  public var externalIDs: [ExternalID] = []
  /// Free labels, at most 100, each of at most 64 characters and occurring once.
  public var tags: [String] = []
  /// Fields that the agency itself declared (see ExtensionSchema), at most 200, each name once.
  public var extensions: [Extension] = []
  /// What an import found no field for, kept word by word, at most 500.
  public var importedProperties: [ImportedProperty] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "display_name", &displayName)
    try c.text(5, "home_office_id", &homeOfficeID)
    try c.text(6, "case_worker_id", &caseWorkerID)
    try c.enumeration(7, "sex", &sex)
    try c.message(8, "birth_date", &birthDate)
    try c.string(9, "language", &language)
    try c.message(10, "create_time", &createTime)
    try c.message(11, "update_time", &updateTime)
    try c.message(12, "delete_time", &deleteTime)
    try c.int32(13, "extension_schema_version", &extensionSchemaVersion)
    try c.message(16, "names", &names)
    try c.message(17, "contact_points", &contactPoints)
    try c.message(18, "addresses", &addresses)
    try c.message(19, "external_ids", &externalIDs)
    try c.string(20, "tags", &tags)
    try c.message(21, "extensions", &extensions)
    try c.message(22, "imported_properties", &importedProperties)
  }
}
