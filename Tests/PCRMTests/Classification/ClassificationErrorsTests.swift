import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What is refused, with the exact code, reason and field.
@Suite struct ClassificationErrorsTests {
  private static let service = "pcrm.v1.ClassificationService/"

  @Test("Schemes that say what cannot be are refused, each where it is wrong")
  func schemes() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.managementLevels)
      let table: [(fault: String, Refusal, (inout ClassificationScheme) -> Void)] = [
        ("no name", .init(.invalidArgument, "FIELD_REQUIRED", "scheme.name"), { $0.name = "" }),
        (
          "a name with blanks", .init(.invalidArgument, "FIELD_MALFORMED", "scheme.name"),
          { $0.name = "support groups" }
        ),
        (
          "no kind", .init(.invalidArgument, "FIELD_REQUIRED", "scheme.kind"),
          { $0.kind = .unspecified }
        ),
        (
          "a level in a scheme of groups",
          .init(.invalidArgument, "FIELD_MALFORMED", "scheme.otherwise.management_level"),
          { $0.otherwise?.managementLevel = .general }
        ),
        (
          "a rule without a group",
          .init(.invalidArgument, "FIELD_REQUIRED", "scheme.rules[1].outcome.support_group"),
          { $0.rules[1].outcome?.supportGroup = .unspecified }
        ),
        (
          "no reason in words",
          .init(.invalidArgument, "FIELD_REQUIRED", "scheme.rules[0].outcome.reason_ko"),
          {
            $0.rules[0].outcome?.reasonKo = ""
            $0.rules[0].outcome?.reasonEn = ""
          }
        ),
        (
          "no result for the rest", .init(.invalidArgument, "FIELD_REQUIRED", "scheme.otherwise"),
          { $0.otherwise = nil }
        ),
        (
          "no first day", .init(.invalidArgument, "FIELD_REQUIRED", "scheme.valid_from"),
          { $0.validFrom = nil }
        ),
        (
          "an end before the beginning",
          .init(.invalidArgument, "FIELD_MALFORMED", "scheme.valid_to"),
          { $0.validTo = CivilDate(2005, 10, 1) }
        ),
        (
          "a code twice", .init(.invalidArgument, "DUPLICATE_ITEM", "scheme.rules[1].code"),
          { $0.rules[1].code = $0.rules[0].code }
        ),
        (
          "a parameter twice",
          .init(.invalidArgument, "DUPLICATE_ITEM", "scheme.parameters[1].name"),
          { $0.parameters[1].name = $0.parameters[0].name }
        ),
        (
          "a group of no disease",
          .init(.invalidArgument, "FIELD_REQUIRED", "scheme.disease_groups[0].prefixes"),
          { $0.diseaseGroups[0].prefixes = [] }
        ),
        (
          "too many rules", .init(.invalidArgument, "TOO_MANY_ITEMS", "scheme.rules"),
          { $0.rules = Array(repeating: $0.rules[0], count: 51) }
        ),
        (
          "a fact that is not there",
          .init(.invalidArgument, "RULE_INVALID", "scheme.rules[1].condition"),
          { $0.rules[1].condition = "case.severity > 3" }
        ),
        (
          "a parameter that is not there",
          .init(.invalidArgument, "RULE_INVALID", "scheme.rules[2].condition"),
          { $0.parameters.removeLast() }
        ),
        (
          "no truth", .init(.invalidArgument, "RULE_INVALID", "scheme.applies_when"),
          { $0.appliesWhen = "case.severity_grade + 1" }
        ),
        (
          "a segment that is not there",
          .init(.invalidArgument, "RULE_INVALID", "scheme.rules[3].condition"),
          { $0.rules[3].condition = #"in_segment("nobody")"# }
        ),
        (
          "a model that is not there",
          .init(.failedPrecondition, "REFERENCE_MISSING", "scheme.service_models[0]"),
          { $0.serviceModels = ["outreach"] }
        ),
        (
          "more members than a meeting has",
          .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "scheme.sign_off.members_min"),
          { $0.signOff?.membersMin = 51 }
        ),
        (
          "another kind under an old name",
          .init(.invalidArgument, "FIELD_MALFORMED", "scheme.kind"),
          { $0.name = "management-levels" }
        ),
      ]
      for row in table {
        var request = ApplySchemeRequest()
        request.scheme = ClassificationScheme.supportGroups.with(row.2)
        request.dryRun = true
        #expect(try admin.refused(Self.service + "ApplyScheme", request) == row.1, "\(row.fault)")
      }
      // A preview refuses what applying would refuse.
      var preview = PreviewSchemeRequest()
      preview.scheme = ClassificationScheme.supportGroups.with { $0.otherwise = nil }
      #expect(
        try admin.refused(Self.service + "PreviewScheme", preview)
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "scheme.otherwise"))
      var overlap = ApplySchemeRequest()
      overlap.scheme = ClassificationScheme.managementLevels.with { $0.name = "levels-2" }
      #expect(
        try admin.refused(Self.service + "ApplyScheme", overlap)
          == Refusal(.failedPrecondition, "SCHEME_OVERLAP", "scheme.name"))
      overlap.scheme?.validFrom = CivilDate(2000, 1, 1)
      overlap.scheme?.validTo = CivilDate(2009, 4, 1)
      #expect(try admin.refused(Self.service + "ApplyScheme", overlap) == nil, "they never meet")
    }
  }

  @Test("A condition that cannot be read names line and column, and what was meant")
  func position() throws {
    try withPCRM { fixture in
      var request = ApplySchemeRequest()
      request.scheme = ClassificationScheme.managementLevels.with {
        $0.rules[0].condition = "case.severity_scheme == \"ais\"\n  && case.severity_grad >= 3"
      }
      let status = try #require(try fixture.admin.refusal(Self.service + "ApplyScheme", request))
      let params = Dictionary(
        uniqueKeysWithValues: status.info.params.map { ($0.name, $0.value) })
      #expect(params["line"] == "2" && params["column"] == "6")
      #expect(params["suggestion"] == "case.severity_grade")
    }
  }

  @Test("Decisions about nothing, by nobody or too late are refused")
  func decisions() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.diagnosisCodes = ["S32.0"] }
      let proposed = try #require(try admin.classified(id).support?.proposed)
      let day = agency.day(1)
      let overrides: [(fault: String, Refusal, OverrideClassificationRequest)] = [
        (
          "no case", .init(.invalidArgument, "FIELD_REQUIRED", "case_id"),
          admin.overrideRequest(CaseID(), .supportGroup(.general), day)
        ),
        (
          "no such case", .init(.notFound, "NOT_FOUND", "case_id"),
          admin.overrideRequest(CaseID(high: 0x7000, low: 1 << 63), .supportGroup(.general), day)
        ),
        (
          "no result", .init(.invalidArgument, "FIELD_REQUIRED", "result"),
          admin.overrideRequest(id, nil, day)
        ),
        (
          "no group", .init(.invalidArgument, "FIELD_REQUIRED", "support_group"),
          admin.overrideRequest(id, .supportGroup(.unspecified), day)
        ),
        (
          "an unknown level", .init(.invalidArgument, "FIELD_MALFORMED", "management_level"),
          admin.overrideRequest(id, .managementLevel(ManagementLevel(rawValue: 9)), day)
        ),
        (
          "no reason", .init(.invalidArgument, "FIELD_REQUIRED", "reason"),
          admin.overrideRequest(id, .supportGroup(.general), day, " ")
        ),
        (
          "no end", .init(.invalidArgument, "FIELD_REQUIRED", "valid_to"),
          admin.overrideRequest(id, .supportGroup(.general), nil)
        ),
        (
          "an end today", .init(.invalidArgument, "FIELD_MALFORMED", "valid_to"),
          admin.overrideRequest(id, .supportGroup(.general), agency.day())
        ),
        (
          "an end after five years", .init(.invalidArgument, "FIELD_MALFORMED", "valid_to"),
          admin.overrideRequest(id, .supportGroup(.general), agency.day(1827))
        ),
      ]
      for row in overrides {
        let path = Self.service + "OverrideClassification"
        #expect(try admin.refused(path, row.2) == row.1, "\(row.fault)")
      }
      let meetings: [(fault: String, Refusal, (inout SignOff) -> Void)] = [
        (
          "no team", .init(.invalidArgument, "FIELD_REQUIRED", "sign_off.team_id"),
          { $0.teamID = UnitID() }
        ),
        (
          "an office for a team",
          .init(.failedPrecondition, "REFERENCE_MISSING", "sign_off.team_id"),
          { $0.teamID = agency.offices[0] }
        ),
        (
          "a meeting tomorrow", .init(.invalidArgument, "FIELD_MALFORMED", "sign_off.day"),
          { $0.day = agency.day(1) }
        ),
        (
          "nobody there", .init(.invalidArgument, "FIELD_REQUIRED", "sign_off.members"),
          { $0.members = [] }
        ),
        (
          "one of two", .init(.failedPrecondition, "SIGN_OFF_INCOMPLETE", "sign_off.members"),
          { $0.members.removeLast() }
        ),
        (
          "one twice", .init(.invalidArgument, "DUPLICATE_ITEM", "sign_off.members[1].staff_id"),
          { $0.members[1] = $0.members[0] }
        ),
        (
          "a stranger",
          .init(.failedPrecondition, "REFERENCE_MISSING", "sign_off.members[1].staff_id"),
          { $0.members[1].staffID = StaffID(high: 0x7000, low: 1 << 63) }
        ),
        (
          "another team alone",
          .init(.failedPrecondition, "SIGN_OFF_INCOMPLETE", "sign_off.members"),
          { $0.teamID = agency.teams[1] }
        ),
        (
          "dissent without a word",
          .init(.invalidArgument, "FIELD_REQUIRED", "sign_off.members[0].remark"),
          { $0.members[0].dissents = true }
        ),
      ]
      var request = SignOffClassificationRequest()
      request.id = proposed.id
      let path = Self.service + "SignOffClassification"
      for row in meetings {
        var meeting = agency.meeting()
        row.2(&meeting)
        request.signOff = meeting
        #expect(try admin.refused(path, request) == row.1, "\(row.fault)")
      }
      request.signOff = agency.meeting()
      request.version = 7
      #expect(try admin.refused(path, request) == .init(.aborted, "VERSION_MISMATCH", "version"))
      request.version = 1
      let clerk = try fixture.caller(as: .counsellor)
      #expect(try clerk.refused(path, request)?.reason == "PERMISSION_MISSING")
      try admin.signOff(proposed.id, agency.meeting())
      request.version = 0
      #expect(try admin.refused(path, request) == .init(.failedPrecondition, "NOT_PROPOSED", "id"))
      var lift = LiftOverrideRequest()
      lift.caseID = id
      lift.kind = .supportGroup
      lift.reason = "over"
      #expect(
        try admin.refused(Self.service + "LiftOverride", lift)
          == .init(.failedPrecondition, "NOT_OVERRIDDEN", "case_id"))
      try admin.close(id)
      #expect(
        try admin.refused(
          Self.service + "OverrideClassification",
          admin.overrideRequest(id, .supportGroup(.general), day))
          == .init(.failedPrecondition, "CASE_CLOSED", "case_id"))
    }
  }

  @Test("Weights and models that say what cannot be are refused")
  func documents() throws {
    try withPCRM { fixture in
      let admin = fixture.admin
      let weights: [(fault: String, Refusal, NeedWeights)] = [
        (
          "no kinds", .init(.invalidArgument, "FIELD_REQUIRED", "weights.kinds"), NeedWeights([])
        ),
        (
          "a weight below nought",
          .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "weights.kinds[0].weight"),
          NeedWeights([("livelihood", -1, "")])
        ),
        (
          "a kind twice", .init(.invalidArgument, "DUPLICATE_ITEM", "weights.kinds[1].code"),
          NeedWeights([("livelihood", 1, ""), ("livelihood", 2, "")])
        ),
        (
          "a condition of nothing",
          .init(.invalidArgument, "RULE_INVALID", "weights.kinds[0].condition"),
          NeedWeights([("old_age", 1, "age() >=")])
        ),
      ]
      for row in weights {
        var request = ApplyNeedWeightsRequest()
        request.weights = row.2
        let refused = try admin.refused(Self.service + "ApplyNeedWeights", request)
        #expect(refused == row.1, "\(row.fault)")
      }
      let day = CivilDate(2009, 4, 1)
      let models: [(fault: String, Refusal, ServiceModels)] = [
        (
          "no models", .init(.invalidArgument, "FIELD_REQUIRED", "models.models"), ServiceModels()
        ),
        (
          "a switch to nothing",
          .init(.invalidArgument, "FIELD_REQUIRED", "models.switches[0].service_model"),
          ServiceModels([("", day, "")])
        ),
        (
          "a switch to a stranger",
          .init(.failedPrecondition, "REFERENCE_MISSING", "models.switches[0].service_model"),
          ServiceModels([("", day, "by-mail")])
        ),
        (
          "two switches on a day",
          .init(.invalidArgument, "DUPLICATE_ITEM", "models.switches[1].valid_from"),
          ServiceModels([("", day, "office"), ("", day, "outreach")])
        ),
      ]
      for row in models {
        var request = ApplyServiceModelsRequest()
        request.models = row.2
        let refused = try admin.refused(Self.service + "ApplyServiceModels", request)
        #expect(refused == row.1, "\(row.fault)")
      }
    }
  }
}
