import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Management levels by severity: the table proposes, the team confirms, the cut-off is data.
@Suite struct ManagementLevelTests {
  /// Cases of each grade, classified and signed off by the cut-off of 3.
  private func classified(
    _ agency: Agency, grades: [Int32] = [1, 2, 3, 4, 5]
  ) throws -> [CaseID] {
    let admin = agency.admin
    try admin.apply(.managementLevels)
    return try grades.map { grade in
      let id = try agency.open { $0.severity = .ais(grade) }
      let proposal = try admin.propose(id, .managementLevel)
      try admin.signOff(proposal.id, agency.meeting())
      return id
    }
  }

  @Test("The grade decides, and only what the team confirmed is carried")
  func table() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let ids = try classified(agency)
      let levels = try ids.map { try agency.admin.openedCase($0).managementLevel }
      #expect(levels == [.general, .general, .intensive, .intensive, .intensive])
      for id in ids {
        let carried = try agency.admin.openedCase(id)
        #expect(carried.supportGroup == .unspecified, "the two are never mixed")
      }
    }
  }

  @Test("A case without a severity is not classified, and one is listed as due when it has one")
  func due() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      try admin.apply(.managementLevels)
      let id = try agency.open()
      #expect(try admin.dueCases() == [])
      #expect(
        try admin.refused(
          "pcrm.v1.ClassificationService/ProposeClassification",
          proposeRequest(id, .managementLevel))
          == Refusal(.failedPrecondition, "SCHEME_MISSING", "kind"))
      try admin.setSeverity(id, 4)
      let due = try #require(try admin.dueCases().first)
      #expect(due.caseID == id && due.kind == .managementLevel && due.managementLevel == .intensive)
      #expect(due.cause == "severity")
      #expect(try admin.classified(id).management?.dueCause == "severity")
      let proposal = try admin.propose(id, .managementLevel)
      #expect(try admin.dueCases() == [], "what was proposed is no longer due")
      try admin.signOff(proposal.id, agency.meeting())
      try admin.setSeverity(id, 5)
      #expect(try admin.dueCases() == [], "the result is the same")
      try admin.setSeverity(id, 1)
      #expect(try admin.dueCases().map(\.managementLevel) == [.general])
      try admin.setSeverity(id, 3)
      #expect(try admin.dueCases() == [], "the rules give what holds again")
      let events = try admin.classificationEvents(id).map(\.event)
      #expect(
        events == [
          .markedDue, .proposed, .noLongerDue, .signedOff, .tookEffect, .markedDue, .noLongerDue,
        ])
    }
  }

  @Test("A new cut-off shows who would move before it is applied, and asks about them afterwards")
  func newCutOff() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      let ids = try classified(agency, grades: [1, 2, 3, 3, 4, 5])
      let stricter = ClassificationScheme.managementLevels.with {
        $0.parameters = [SchemeParameter("ais_cut_off", 4)]
        $0.validFrom = agency.day(1)
      }
      let preview = try admin.preview(stricter)
      #expect(preview.total == 6 && preview.evaluated == 6 && !preview.isEstimate)
      let ways = preview.counts.map {
        [$0.managementLevelFrom.rawValue, $0.managementLevelTo.rawValue]
      }
      #expect(ways == [[1, 1], [2, 1], [2, 2]])
      #expect(preview.counts.map(\.count) == [2, 2, 2])
      #expect(preview.counts.map(\.stays) == [true, false, true])
      #expect(preview.counts.allSatisfy { $0.countLow == $0.count && $0.countHigh == $0.count })
      #expect(Set(preview.moves.map(\.caseID)) == Set(ids[2...3]))
      let moves = try admin.moves(stricter, size: 1)
      #expect(moves.map(\.caseID) == ids[2...3].sorted())
      #expect(
        try admin.classified(ids[2]).managementLevel == .intensive, "a preview changes nothing")

      let plan = try admin.apply(stricter, dryRun: true)
      let cutOff = plan.changes.first { $0.path == "parameters[ais_cut_off].value" }
      #expect(cutOff?.kind == .changed && cutOff?.before == "3" && cutOff?.after == "4")
      #expect(plan.version == 2)
      #expect(try admin.apply(stricter).version == 2)
      agency.runTimers()
      #expect(try admin.dueCases() == [], "the new version does not count yet")
      agency.pass(days: 1)
      #expect(Set(try admin.dueCases().map(\.caseID)) == Set(ids[2...3]))
      #expect(try admin.dueCases().allSatisfy { $0.cause == "scheme" })
      // Old decisions are made again by the rules of their time.
      let old = try #require(try admin.decisions(ids[2]).first)
      #expect(old.schemeVersion == 1 && old.managementLevel == .intensive)
      #expect(try admin.rerun(old.id).isSame)
      #expect(try admin.propose(ids[2], .managementLevel).schemeVersion == 2)
    }
  }

  @Test("The same document twice is one version; a version that was planned for another is refused")
  func versions() throws {
    try withPCRM { fixture in
      let admin = fixture.admin
      let first = try admin.apply(.managementLevels)
      #expect(first.version == 1 && first.changes.map(\.kind) == [.added])
      let again = try admin.apply(.managementLevels)
      #expect(again.version == 1 && again.changes.map(\.kind) == [.unchanged])
      try admin.apply(ClassificationScheme.managementLevels.with { $0.titleEn = "Levels" })
      var request = ApplySchemeRequest()
      request.scheme = ClassificationScheme.managementLevels.with { $0.version = 1 }
      #expect(
        try admin.refused("pcrm.v1.ClassificationService/ApplyScheme", request)
          == Refusal(.aborted, "PLAN_OUTDATED", "scheme.version"))
      var list = ListSchemesRequest()
      list.pageSize = 1
      var seen: [Int64] = []
      repeat {
        let page: ListSchemesResponse = try admin.classification("ListSchemes", list)
        seen += page.schemes.map(\.version)
        list.pageToken = page.nextPageToken
      } while !list.pageToken.isEmpty
      #expect(seen == [2, 1])
      var get = GetSchemeRequest()
      get.name = "management-levels"
      let newest: ClassificationScheme = try admin.classification("GetScheme", get)
      #expect(newest.version == 2 && newest.titleEn == "Levels" && newest.createTime != nil)
      get.version = 1
      let oldest: ClassificationScheme = try admin.classification("GetScheme", get)
      #expect(oldest.titleEn.isEmpty)
      get.version = 0
      get.asOf = CivilDate(2009, 3, 31)
      #expect(
        try admin.refused("pcrm.v1.ClassificationService/GetScheme", get)
          == Refusal(.notFound, "NOT_FOUND", "name"))
    }
  }

  @Test("A preview over its budget says that it estimates, between bounds")
  func estimate() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      let ids = try (0..<200).map { number in
        try agency.open { $0.severity = .ais(number % 4 == 0 ? 5 : 1) }
      }
      #expect(ids.count == 200)
      let preview = try admin.preview(.managementLevels) { $0.budgetMs = 1 }
      #expect(preview.total == 200)
      if preview.isEstimate {
        #expect(preview.evaluated >= 30 && preview.evaluated < 200)
      }
      let intensive = try #require(preview.counts.first { $0.managementLevelTo == .intensive })
      #expect(intensive.countLow <= intensive.count && intensive.count <= intensive.countHigh)
      #expect(intensive.countLow >= 1 && intensive.countHigh < 200)
    }
  }

  private func proposeRequest(
    _ id: CaseID, _ kind: ClassificationKind
  ) -> ProposeClassificationRequest {
    var request = ProposeClassificationRequest()
    request.caseID = id
    request.kind = kind
    return request
  }
}
