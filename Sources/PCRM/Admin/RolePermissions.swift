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
        .editOrganisation, .viewCases, .editCases, .editCaseTypes, .classify,
        .signOffClassifications, .editClassificationRules, .viewSegments, .editSegments,
        .viewAssignments, .handOverCases, .assign, .editAuthority, .viewVisits, .editVisits,
        .bookForOthers, .editCalendars, .editVisitPlans, .syncVisits, .superviseSync,
        .viewSurveys, .editSurveys, .viewSurveyResults, .viewSurveyAnswers,
      ]
    ),
    (.counsellor, frontLine),
    (.counsellor, [.bookForOthers]),
    (.field, frontLine),
    (
      .auditor,
      [
        .viewCustomers, .viewConsents, .viewOrganisation, .viewPrincipals, .viewAudit,
        .viewSchemas, .viewServer, .viewCases, .viewSegments, .viewAssignments, .viewVisits,
        .viewSurveys, .viewSurveyResults,
      ]
    ),
    (
      .integration,
      [
        .viewCustomers, .editCustomers, .bulkEditCustomers, .viewConsents, .viewOrganisation,
        .viewSchemas, .watchChanges, .viewCases, .editCases, .viewSegments, .viewAssignments,
        .viewVisits, .confirmBackups, .viewSurveys, .recordAnswers,
      ]
    ),
  ]

  private static let frontLine: PermissionSet = [
    .viewCustomers, .editCustomers, .viewConsents, .recordConsents, .viewOrganisation,
    .viewSchemas, .viewCases, .editCases, .classify, .viewSegments, .viewAssignments,
    .handOverCases, .viewVisits, .editVisits, .syncVisits, .viewSurveys, .recordAnswers,
  ]

  /// What the roles may do together, and what every caller with a token may.
  static func of(_ roles: [Role]) -> PermissionSet {
    var permissions: PermissionSet = [.anyone, .signedIn]
    for row in table where roles.contains(row.role) { permissions.formUnion(row.permissions) }
    return permissions
  }

  /// The roles that have a permission.
  static func roles(with permission: Permission) -> [Role] {
    table.filter { $0.permissions.contains(permission) }.map { $0.role }
  }
}
