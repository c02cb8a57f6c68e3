/// What a method asks of its caller. A role is a set of these; the table is in the Admin feature.
public enum Permission: UInt8, Sendable, CaseIterable {
  /// Health and the like: no token needed.
  case anyone
  /// Any caller with a valid token.
  case signedIn
  case viewCustomers
  case editCustomers
  case deleteCustomers
  case bulkEditCustomers
  case exportCustomers
  case viewConsents
  case recordConsents
  case viewOrganisation
  case editOrganisation
  case watchChanges
  case viewPrincipals
  case managePrincipals
  case manageTokens
  case viewAudit
  case viewSchemas
  case editSchemas
  case viewServer
  case viewCases
  /// Opens cases, records what happens on them, advances and closes them.
  case editCases
  /// Applies case types, services, benefit kinds: what cases are made of.
  case editCaseTypes
  /// Proposes and overrides classifications.
  case classify
  /// Agrees to a classification for the team.
  case signOffClassifications
  /// Applies the rules by which cases are classified.
  case editClassificationRules
  case viewSegments
  case editSegments
  case viewAssignments
  /// Takes over, hands over and covers cases.
  case handOverCases
  /// Gives customers and cases to staff: duties, programmes, balanced and bulk assignment.
  case assign
  /// Says who may decide what, and which team does what.
  case editAuthority
  case viewVisits
  /// Plans, does and reports one's own visits.
  case editVisits
  /// Plans visits for any member of staff in reach.
  case bookForOthers
  /// Says when staff work and which days are holidays.
  case editCalendars
  /// Series for others, visit programmes and campaigns, and the rules of visits.
  case editVisitPlans
  /// Carries one's own work on a device: hello, pull, push.
  case syncVisits
  /// Looks after devices: their health, conflicts, quarantine, revoking.
  case superviseSync
  /// Says how far backups outside of the machine reach.
  case confirmBackups
  case viewSurveys
  /// Makes questionnaires, surveys, waves and their samples.
  case editSurveys
  /// Records answers to surveys: an interviewer, or the system behind a form.
  case recordAnswers
  /// Reads scores and results of surveys; never single answers of an anonymous wave.
  case viewSurveyResults
  /// Reads single answers to surveys that are not anonymous.
  case viewSurveyAnswers
}

extension Permission {
  /// The name in the contract and in answers: "view_customers".
  public var name: String {
    var name = ""
    for character in "\(self)" {
      if character.isUppercase { name += "_" }
      name += character.lowercased()
    }
    return name
  }
}

/// A set of permissions, one bit each.
public struct PermissionSet: Sendable, Hashable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  public init(arrayLiteral elements: Permission...) {
    for element in elements { insert(element) }
  }

  public static let all: PermissionSet = {
    var set: PermissionSet = []
    for permission in Permission.allCases { set.insert(permission) }
    return set
  }()

  public mutating func insert(_ permission: Permission) {
    bits |= 1 << UInt64(permission.rawValue)
  }

  public mutating func formUnion(_ other: PermissionSet) {
    bits |= other.bits
  }

  public func contains(_ permission: Permission) -> Bool {
    bits & (1 << UInt64(permission.rawValue)) != 0
  }
}
