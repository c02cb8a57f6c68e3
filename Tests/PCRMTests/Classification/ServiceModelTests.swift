import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Service models by office and day: pilot and other offices run different rules, and one call compares them.
@Suite struct ServiceModelTests {
  private static let tailored = ClassificationScheme.managementLevels.with {
    $0.serviceModels = ["tailored"]
    $0.rules[0].outcome?.effectiveAtOnce = true
    $0.otherwise?.effectiveAtOnce = true
    $0.reclassification = .propose
  }

  private static let outreach = ClassificationScheme.supportGroups.with {
    $0.serviceModels = ["outreach"]
    for index in $0.rules.indices { $0.rules[index].outcome?.effectiveAtOnce = true }
  }

  private func model(
    _ admin: TestCaller, _ office: UnitID, _ day: CivilDate? = nil
  ) throws -> GetServiceModelResponse {
    var request = GetServiceModelRequest()
    request.officeID = office
    request.day = day
    return try admin.classification("GetServiceModel", request)
  }

  @Test("An office has its own switch's model, or else the one for every office, from day to day")
  func periods() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(
        ServiceModels([
          ("", CivilDate(2005, 10, 1), "outreach"), ("", CivilDate(2010, 1, 1), "tailored"),
          ("DAEGU", CivilDate(2009, 4, 1), "tailored"), ("DAEGU", CivilDate(2009, 9, 1), ""),
        ]))
      let table: [(office: Int, CivilDate, String, isOwn: Bool, from: CivilDate?, to: CivilDate?)] =
        [
          (0, CivilDate(2005, 9, 30), "", false, nil, CivilDate(2005, 10, 1)),
          (
            0, CivilDate(2005, 10, 1), "outreach", false, CivilDate(2005, 10, 1),
            CivilDate(2010, 1, 1)
          ),
          (0, CivilDate(2010, 1, 1), "tailored", false, CivilDate(2010, 1, 1), nil),
          (
            1, CivilDate(2009, 3, 31), "outreach", false, CivilDate(2005, 10, 1),
            CivilDate(2009, 4, 1)
          ),
          (
            1, CivilDate(2009, 4, 1), "tailored", true, CivilDate(2009, 4, 1), CivilDate(2009, 9, 1)
          ),
          (
            1, CivilDate(2009, 9, 1), "outreach", false, CivilDate(2009, 9, 1),
            CivilDate(2010, 1, 1)
          ),
        ]
      for row in table {
        let answer = try model(admin, agency.offices[row.office], row.1)
        #expect(answer.model?.code ?? "" == row.2, "\(row)")
        #expect(answer.isOwn == row.isOwn && answer.validFrom == row.from, "\(row)")
        #expect(answer.validTo == row.to, "\(row)")
      }
    }
  }

  @Test("A pilot office switches on a day: its cases get the other rules, and both are compared")
  func pilot() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      let switches = [
        ("", CivilDate(2005, 10, 1), "outreach"), ("DAEGU", agency.day(2), "tailored"),
      ]
      try admin.apply(ServiceModels(switches))
      try admin.apply(Self.outreach)
      try admin.apply(Self.tailored)
      let grades: [Int32] = [1, 3, 5]
      let seoul = try grades.map { grade in
        try agency.open { $0.severity = .ais(grade) }
      }
      let daegu = try grades.map { grade in
        try agency.open(office: 1) {
          $0.severity = .ais(grade)
          $0.diagnosisCodes = ["S32.0"]
        }
      }
      #expect(
        try daegu.map { try admin.openedCase($0).supportGroup }
          == Array(repeating: .intensive, count: 3))
      #expect(try model(admin, agency.offices[1]).schemes == ["support-groups"])
      agency.pass(days: 2)
      #expect(try model(admin, agency.offices[1]).schemes == ["management-levels"])
      #expect(
        try daegu.map { try admin.openedCase($0).managementLevel }
          == [.general, .intensive, .intensive])
      #expect(
        try seoul.map { try admin.openedCase($0).managementLevel }
          == Array(repeating: .unspecified, count: 3))
      #expect(try admin.classified(daegu[0]).management?.inForce?.serviceModel == "tailored")

      try admin.override(seoul[0], .supportGroup(.priority), until: agency.day(5))
      let comparison: CompareServiceModelsResponse = try admin.classification(
        "CompareServiceModels", CompareServiceModelsRequest())
      #expect(comparison.models.map(\.serviceModel) == ["outreach", "tailored"])
      #expect(comparison.models.map(\.caseCount) == [3, 3])
      #expect(comparison.models.map(\.officeCount) == [1, 1])
      let outreach = comparison.models[0]
      #expect(outreach.supportGroups.map(\.supportGroup) == [.general, .priority])
      #expect(outreach.supportGroups.map(\.caseCount) == [2, 1])
      #expect(outreach.supportGroups.map(\.overriddenCount) == [0, 1])
      #expect(outreach.managementLevels.map(\.managementLevel) == [.unspecified])
      let tailored = comparison.models[1]
      #expect(tailored.managementLevels.map(\.managementLevel) == [.general, .intensive])
      #expect(tailored.managementLevels.map(\.caseCount) == [1, 2])
      // As of a day before the switch, all offices have one model.
      var before = CompareServiceModelsRequest()
      before.day = agency.day(-1)
      let earlier: CompareServiceModelsResponse = try admin.classification(
        "CompareServiceModels", before)
      #expect(earlier.models.map(\.serviceModel) == ["outreach"])
      // A caller of one office compares only its own cases.
      let clerk = try fixture.caller(as: .counsellor, scope: .office, office: agency.offices[1])
      let own: CompareServiceModelsResponse = try clerk.classification(
        "CompareServiceModels", CompareServiceModelsRequest())
      #expect(own.models.map(\.caseCount) == [3])
    }
  }

  @Test("Applying models tells each switch; a model that a scheme names stays")
  func applying() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      let first = ServiceModels([("", CivilDate(2005, 10, 1), "outreach")])
      #expect(try admin.apply(first).changes.map(\.kind) == [.added, .added])
      #expect(try admin.apply(first).changes.map(\.kind) == [.unchanged])
      var second = ServiceModels([
        ("", CivilDate(2005, 10, 1), "outreach"), ("SEOUL", CivilDate(2009, 4, 1), "tailored"),
      ])
      let plan = try admin.apply(second, dryRun: true)
      #expect(plan.version == 2 && plan.changes.map(\.path) == ["switches[SEOUL 20090401]"])
      #expect(try admin.apply(second).version == 2)
      try admin.apply(Self.tailored)
      second.models.removeAll { $0.code == "tailored" }
      second.switches.removeAll { $0.serviceModel == "tailored" }
      let path = "pcrm.v1.ClassificationService/ApplyServiceModels"
      var request = ApplyServiceModelsRequest()
      request.models = second
      #expect(
        try admin.refused(path, request)
          == Refusal(.failedPrecondition, "RULE_IN_USE", "models.models"))
      request.models = ServiceModels([("BUSAN", CivilDate(2009, 4, 1), "tailored")])
      #expect(
        try admin.refused(path, request)
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "models.switches[0].office"))
      var get = GetServiceModelsRequest()
      get.version = 1
      let stored: ServiceModels = try admin.classification("GetServiceModels", get)
      #expect(stored.switches == first.switches && stored.version == 1)
    }
  }
}
