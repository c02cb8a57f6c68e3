public import PCRMCore
public import ProtobufCodec

extension Customer {
  /// What only the server writes: a mask may not name it.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "display_name", "create_time", "update_time", "delete_time",
    "extension_schema_version",
  ]

  /// One field that a caller may change: how to tell customers apart by it, how to take it over.
  struct ChangeableField: Sendable {
    let name: String
    let differs: @Sendable (Customer, Customer) -> Bool
    let take: @Sendable (inout Customer, Customer) -> Void

    init<V: Equatable & SendableMetatype>(
      _ name: String, _ field: any WritableKeyPath<Customer, V> & Sendable
    ) {
      self.name = name
      differs = { $0[keyPath: field] != $1[keyPath: field] }
      take = { $0[keyPath: field] = $1[keyPath: field] }
    }
  }

  /// The fields of the top level that a caller may change, in the contract's order.
  ///
  /// Masks work without this list; a bulk of a thousand customers is compared ten times faster with it.
  static let changeable = [
    ChangeableField("kind", \.kind),
    ChangeableField("home_office_id", \.homeOfficeID),
    ChangeableField("case_worker_id", \.caseWorkerID),
    ChangeableField("sex", \.sex),
    ChangeableField("birth_date", \.birthDate),
    ChangeableField("language", \.language),
    ChangeableField("names", \.names),
    ChangeableField("contact_points", \.contactPoints),
    ChangeableField("addresses", \.addresses),
    ChangeableField("external_ids", \.externalIDs),
    ChangeableField("tags", \.tags),
    ChangeableField("extensions", \.extensions),
    ChangeableField("imported_properties", \.importedProperties),
  ]

  /// The names of the changeable fields that differ from `earlier`.
  public func changedFields(since earlier: Customer) -> [String] {
    Self.changeable.filter { $0.differs(self, earlier) }.map(\.name)
  }

  /// Takes over from `patch` what the mask names; without paths, every field that is not empty.
  ///
  /// - Throws: `invalidArgument` for a path that does not exist or that only the server writes.
  public mutating func take(_ patch: Customer, mask: FieldMask?) throws(Status) {
    let paths = mask?.paths ?? []
    if paths.isEmpty {
      let empty = Customer()
      for field in Self.changeable where field.differs(patch, empty) { field.take(&self, patch) }
    }
    for path in paths {
      if path == "*" {
        for field in Self.changeable { field.take(&self, patch) }
      } else if let field = Self.changeable.first(where: { $0.name == path }) {
        field.take(&self, patch)
      } else {
        try take(patch, path: path)
      }
    }
  }

  /// Refuses a mask before anything else is looked at.
  public static func checkMask(_ mask: FieldMask?) throws(Status) {
    var nobody = Customer()
    if let mask, !mask.paths.isEmpty { try nobody.take(Customer(), mask: mask) }
  }

  private mutating func take(_ patch: Customer, path: String) throws(Status) {
    if Self.readOnlyFields.contains(String(path.prefix { $0 != "." })) { throw .readOnly(path) }
    do throws(DecodingFailure) {
      try update(from: patch, mask: FieldMask(paths: [path]))
    } catch {
      throw Status.invalid(
        "update_mask", "a customer has no field \(path)", reason: "MASK_PATH_UNKNOWN"
      ).with("path", path)
    }
  }
}

extension Relation {
  /// What only the server writes, or what cannot change: a mask may not name it.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "customer_id", "related_customer_id", "create_time", "update_time",
  ]
}
