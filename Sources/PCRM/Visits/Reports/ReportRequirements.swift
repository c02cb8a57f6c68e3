import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What the report of a visit must have, as things stand.
struct ReportRequirements {
  let profile: VisitProfile
  /// The visit's case; nil without one.
  let document: Case?
  let rules: ReportRules

  var parts: [ReportPart] { rules.requiredParts(of: profile) }
}

extension Reader {
  /// What the report of a visit must have.
  func requirements(of visit: Visit) throws(Status) -> ReportRequirements {
    try requirements(of: visit, by: try current())
  }

  /// What the report of a visit must have by some version of the rules.
  func requirements(
    of visit: Visit, by rules: ReportRules
  ) throws(Status) -> ReportRequirements {
    var profile = VisitProfile(purpose: visit.purpose)
    var document: Case?
    if !visit.caseID.isEmpty {
      // Whoever may report on the visit does so by its case, whoever's customer it is.
      let found = try caseRecord(visit.caseID, field: "case_id", .clock)
      profile.caseType = found.type
      profile.managementLevel = found.managementLevel
      profile.supportGroup = found.supportGroup
      document = found
    }
    return ReportRequirements(profile: profile, document: document, rules: rules)
  }

  /// Refuses to end a visit without a report where its report must have parts.
  func checkReportless(_ visit: Visit, _ field: String) throws(Status) {
    let requirements = try requirements(of: visit)
    let parts = requirements.parts.map(\.word)
    if parts.isEmpty { return }
    throw Status.precondition(
      "PARTS_MISSING", field,
      "the visit needs a report with the parts \(parts.joined(separator: ", ")); file it"
    ).with("parts", parts.joined(separator: ","))
      .with("rules_version", String(requirements.rules.version))
  }
}
