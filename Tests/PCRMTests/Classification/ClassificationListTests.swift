import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What waits: proposals and cases that are due, by office and team, within the caller's reach.
@Suite struct ClassificationListTests {
  @Test("Proposals are listed by office, team and kind, in pages, and only within reach")
  func proposals() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      try admin.apply(ClassificationScheme.managementLevels.with { $0.reclassification = .propose })
      var ids: [[CaseID]] = [[], []]
      for number in 0..<5 {
        let office = number % 2
        ids[office].append(
          try agency.open(office: office) {
            $0.diagnosisCodes = ["S32.0"]
            $0.severity = .ais(5)
          })
      }
      let all = try admin.proposals(size: 3)
      #expect(all.count == 10 && all.map(\.id) == all.map(\.id).sorted())
      #expect(try admin.proposals { $0.kind = .supportGroup }.count == 5)
      let seoul = try admin.proposals(size: 2) { $0.officeID = agency.offices[0] }
      #expect(Set(seoul.map(\.caseID)) == Set(ids[0]))
      let clerk = try fixture.caller(as: .counsellor, scope: .office, office: agency.offices[1])
      #expect(Set(try clerk.proposals().map(\.caseID)) == Set(ids[1]))
      #expect(try clerk.proposals { $0.officeID = agency.offices[0] } == [])
      #expect(try admin.proposals { $0.teamID = agency.teams[0] } == [], "nobody is in charge yet")
      // Out of reach looks like nothing at all.
      for (method, request) in [
        ("GetClassification", GetClassificationRequest(seoul[0].id))
      ] {
        #expect(
          try clerk.refused("pcrm.v1.ClassificationService/\(method)", request)
            == Refusal(.notFound, "NOT_FOUND", "id"))
      }
      var list = ListClassificationsRequest()
      list.caseID = ids[0][0]
      #expect(
        try clerk.refused("pcrm.v1.ClassificationService/ListClassifications", list)
          == Refusal(.notFound, "NOT_FOUND", "case_id"))
      #expect(
        try admin.decisions(ids[0][0], size: 1).map(\.kind) == [.managementLevel, .supportGroup])
      #expect(
        try admin.classificationEvents(ids[0][0], size: 1).map(\.kind) == [
          .supportGroup, .managementLevel,
        ])
    }
  }

  @Test("Cases that are due are listed longest waiting first, and keep their time")
  func due() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.managementLevels)
      let ids = try (0..<4).map { number in
        fixture.clock.advance(seconds: 60)
        return try agency.open(office: number % 2) { $0.severity = .ais(1) }
      }
      #expect(try admin.dueCases(size: 1).map(\.caseID) == ids)
      let since = try admin.dueCases().first?.dueSince
      fixture.clock.advance(seconds: 60)
      try admin.setSeverity(ids[0], 5)
      let first = try #require(try admin.dueCases().first)
      #expect(
        first.caseID == ids[0] && first.dueSince == since && first.managementLevel == .intensive)
      #expect(
        try admin.dueCases { $0.officeID = agency.offices[1] }.map(\.caseID) == [ids[1], ids[3]])
      let clerk = try fixture.caller(as: .counsellor, scope: .office, office: agency.offices[1])
      #expect(try clerk.dueCases(size: 1).map(\.caseID) == [ids[1], ids[3]])
      #expect(try admin.dueCases { $0.kind = .supportGroup } == [])
    }
  }

  @Test("The feed and the audit tell of decisions, those of the clock too")
  func feed() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.supportGroups)
      agency.runTimers()
      let id = try agency.open { $0.careSince = agency.day(-364) }
      agency.pass(days: 1)
      let lines = try admin.audit { $0.pageSize = 1000 }.filter {
        $0.method == "timer/classification_recheck"
      }
      #expect(lines.contains { $0.entityType == .classification })
      #expect(lines.allSatisfy { !$0.principalID.isEmpty && $0.peer == "clock" })
      let proposed = try #require(try admin.classified(id).support?.proposed)
      #expect(proposed.createdBy == lines.first?.principalID)
    }
  }
}

extension GetClassificationRequest {
  init(_ id: ClassificationID) {
    self.init()
    self.id = id
  }
}
