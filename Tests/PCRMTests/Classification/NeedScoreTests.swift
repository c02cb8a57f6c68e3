import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Kinds of need with published weights: the score is the sum, and its parts are shown.
@Suite struct NeedScoreTests {
  private static let weights = NeedWeights([
    ("paperwork", 300, ""), ("livelihood", 1000, ""), ("nursing", 800, ""),
    ("long_care", 500, "days_since(case.care_since) >= 365"),
  ])

  @Test("Recorded needs and those that a condition finds add up, and are kept with the decision")
  func score() throws {
    try withPCRM { fixture in
      let agency = try Agency(fixture)
      let admin = agency.admin
      #expect(try admin.apply(Self.weights).version == 1)
      try admin.apply(.supportGroups)
      let id = try agency.open { $0.careSince = agency.day(-364) }
      #expect(try admin.openedCase(id).needScore == 0)
      try admin.recordNeeds(id, ["paperwork", "livelihood"])
      #expect(try admin.openedCase(id).needScore == 1300)
      agency.pass(days: 1)
      #expect(try admin.openedCase(id).needScore == 1800, "time alone makes care long")
      let state = try admin.classified(id)
      #expect(state.needs.map(\.code) == ["livelihood", "long_care", "paperwork"])
      #expect(state.needs.map(\.weight) == [1000, 500, 300] && state.needScore == 1800)
      #expect(state.needs.map(\.isRecorded) == [true, false, true])
      let decision = try admin.propose(id)
      #expect(decision.needScore == 1800 && decision.weightsVersion == 1)
      try admin.recordNeeds(id, ["nursing"])
      #expect(try admin.openedCase(id).needScore == 1300)
      #expect(try admin.rerun(decision.id).isSame, "a decision is made again from its own facts")

      // New weights count from their day on, for every case.
      try admin.apply(NeedWeights([("nursing", 2000, "")], from: agency.day(1)))
      #expect(try admin.openedCase(id).needScore == 1300)
      agency.pass(days: 1)
      #expect(try admin.openedCase(id).needScore == 2000)
      #expect(try admin.rerun(decision.id).isSame)
    }
  }

  @Test("The weights are published: every caller with a token reads them")
  func published() throws {
    try withPCRM { fixture in
      try fixture.admin.apply(Self.weights)
      for role in [Role.counsellor, .auditor, .integration, .field] {
        let caller = try fixture.caller(as: role)
        let read: NeedWeights = try caller.classification("GetNeedWeights", GetNeedWeightsRequest())
        #expect(read.kinds == Self.weights.kinds && read.version == 1)
      }
      var request = GetNeedWeightsRequest()
      request.asOf = CivilDate(2009, 12, 31)
      #expect(
        try fixture.admin.refused("pcrm.v1.ClassificationService/GetNeedWeights", request)
          == Refusal(.notFound, "NOT_FOUND", "version"))
    }
  }
}
