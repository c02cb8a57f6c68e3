public import PCRMCore

extension Principal {
  /// Fields that neither a create nor an update sets.
  public static let readOnlyFields: Set<String> = ["id", "version", "create_time", "update_time"]

  /// The principal as it will be stored: each role once, in the order of their numbers.
  public func normalised() -> Principal {
    var principal = self
    principal.roles = Set(roles).sorted { $0.rawValue < $1.rawValue }
    return principal
  }

  /// Refuses a principal that breaks a rule of its fields.
  public func check(_ field: String = "principal") throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.@")
    try TextRules.check(displayName, "\(field).display_name", max: 200)
    try scope.checkRequired("\(field).scope")
    if scope == .own && staffID.isEmpty {
      throw .invalid(
        "\(field).staff_id", "is required for the scope SCOPE_OWN", reason: "FIELD_REQUIRED")
    }
    if scope == .office && officeID.isEmpty && staffID.isEmpty {
      throw .invalid(
        "\(field).office_id",
        "is required for the scope SCOPE_OFFICE of a principal without staff_id",
        reason: "FIELD_REQUIRED")
    }
    if roles.isEmpty { throw .required("\(field).roles") }
    for (index, role) in roles.enumerated() { try role.checkRequired("\(field).roles[\(index)]") }
  }
}
