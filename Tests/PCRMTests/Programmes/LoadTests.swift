import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct LoadTests {
  /// Would catch a load that counts somebody else's cases, or none of the adopted customers.
  @Test func aLoadHasItsParts() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, lee) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      for _ in 0..<3 { _ = try pcrm.openCase(in: office, worker: kim) }
      _ = try pcrm.openCase(in: office, worker: lee)
      _ = try pcrm.openCase(in: office)
      var weights = LoadWeights()
      weights.caseLoad = 1000
      weights.suspendedPermille = 1000
      weights.adoptionLoad = 100
      var rule = LoadRule()
      rule.name = "in_care"
      rule.load = 500
      rule.stage = "care"
      weights.rules = [rule]
      #expect(try pcrm.admin.apply(weights).version == 1)
      var programme = Programme()
      programme.name = "neighbours"
      programme.customerIDs = [try pcrm.customer(in: office)]
      let made = try pcrm.admin.create(programme)
      _ = try pcrm.admin.adopt(made.id, programme.customerIDs[0], kim)

      let load = try pcrm.admin.load(staff: kim)
      #expect(load.load == 4600 && load.caseCount == 3 && load.adoptionCount == 1)
      #expect(load.parts.map(\.name) == ["case", "in_care", "adoption"])
      #expect(load.parts.map(\.load) == [3000, 1500, 100])
      #expect(load.weightsVersion == 1)
      let whole = try pcrm.admin.load(unit: office)
      #expect(whole.load == 6100 && whole.staffCount == 2 && whole.capacityPermille == 2000)
      #expect(whole.imbalancePermille == 508)
    }
  }

  /// Would catch a version made by applying what holds, and a dry run that changes something.
  @Test func weightsAreAppliedByVersion() throws {
    try withPCRM { pcrm in
      var weights = LoadWeights.initial
      #expect(try pcrm.admin.apply(weights, dryRun: true).version == 0)
      let first = try pcrm.admin.apply(weights)
      #expect(first.version == 1)
      #expect(first.changes.map(\.kind) == [.added, .added])
      let again = try pcrm.admin.apply(weights)
      #expect(again.version == 1 && again.changes.map(\.kind) == [.unchanged])
      weights.caseLoad = 900
      let second = try pcrm.admin.apply(weights)
      #expect(second.version == 2 && second.changes.map(\.path) == ["case_load"])
      weights.version = 1
      var request = ApplyLoadWeightsRequest()
      request.weights = weights
      #expect(
        try pcrm.admin.programmeRefusal("ApplyLoadWeights", request)
          == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      var get = GetLoadWeightsRequest()
      get.version = 1
      let old: LoadWeights = try pcrm.admin.programme("GetLoadWeights", get)
      #expect(old.caseLoad == 1000 && old.version == 1 && old.createdBy != PrincipalID())
      get.version = 3
      #expect(
        try pcrm.admin.programmeRefusal("GetLoadWeights", get)
          == Refusal(.notFound, "NOT_FOUND", "version"))
    }
  }

  /// Would catch loads of other offices shown, and pages that lose or repeat somebody.
  @Test func loadsAreListedWithinScope() throws {
    try withPCRM { pcrm in
      let (seoul, busan) = (try pcrm.office("서울"), try pcrm.office("부산"))
      for number in 0..<5 { _ = try pcrm.staff("s\(number)", in: seoul) }
      let stranger = try pcrm.staff("b", in: busan)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: seoul)
      var request = ListLoadsRequest()
      request.pageSize = 2
      var names: [String] = []
      repeat {
        let page: ListLoadsResponse = try manager.programme("ListLoads", request)
        names += page.loads.map(\.name)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(names == ["s0", "s1", "s2", "s3", "s4"])
      var get = GetLoadRequest()
      get.staffID = stranger
      #expect(
        try manager.programmeRefusal("GetLoad", get)
          == Refusal(.notFound, "NOT_FOUND", "staff_id"))
      get.staffID = StaffID()
      get.unitID = busan
      #expect(
        try manager.programmeRefusal("GetLoad", get) == Refusal(.notFound, "NOT_FOUND", "unit_id"))
      #expect(
        try manager.programmeRefusal("GetLoad", GetLoadRequest())
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "staff_id"))
    }
  }
}
