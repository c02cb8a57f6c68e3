import PCRMCore
import PCRMModel

/// What each role may do: one table, to be read beside the contract's `Role`.
enum RolePermissions {
  private static let table: [(role: Role, permissions: PermissionSet)] = [
    (.admin, .all),
    (
      .manager,
      [
        .viewCustomers, .viewConsents, .viewOrganisation, .viewSchemas, .viewServer,
        .editCustomers, .bulkEditCustomers, .deleteCustomers, .exportCustomers, .recordConsents,
        .editOrganisation,
      ]
    ),
    (.counsellor, frontLine),
    (.field, frontLine),
    (
      .auditor,
      [
        .viewCustomers, .viewConsents, .viewOrganisation, .viewPrincipals, .viewAudit,
        .viewSchemas, .viewServer,
      ]
    ),
    (
      .integration,
      [
        .viewCustomers, .editCustomers, .bulkEditCustomers, .viewConsents, .viewOrganisation,
        .viewSchemas, .watchChanges,
      ]
    ),
  ]

  private static let frontLine: PermissionSet = [
    .viewCustomers, .editCustomers, .viewConsents, .recordConsents, .viewOrganisation,
    .viewSchemas,
  ]

  /// What the roles may do together, and what every caller with a token may.
  static func of(_ roles: [Role]) -> PermissionSet {
    var permissions: PermissionSet = [.anyone, .signedIn]
    for row in table where roles.contains(row.role) { permissions.formUnion(row.permissions) }
    return permissions
  }
}
