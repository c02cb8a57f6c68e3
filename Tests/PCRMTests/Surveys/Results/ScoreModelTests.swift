import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

/// Score models are data with versions.
struct ScoreModelTests {
  private static func apply(
    _ model: ScoreModel, dryRun: Bool = false
  ) -> ApplyScoreModelRequest {
    var request = ApplyScoreModelRequest()
    request.model = model
    request.dryRun = dryRun
    return request
  }

  /// Would catch a dry run that stores, a version for nothing, a change over somebody else's, and a version that changes.
  @Test func versions() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      var model = ResultWorld.model
      let dry: ApplyScoreModelResponse = try admin.results(
        "ApplyScoreModel", Self.apply(model, dryRun: true))
      #expect(dry.version == 0 && dry.changes.contains { $0.kind == .added })
      var get = GetScoreModelRequest()
      get.name = "pcsi"
      #expect(
        try admin.resultsRefusal("GetScoreModel", get) == Refusal(.notFound, "NOT_FOUND", "name"))
      let first: ApplyScoreModelResponse = try admin.results("ApplyScoreModel", Self.apply(model))
      #expect(first.version == 1 && first.changes == dry.changes)
      let same: ApplyScoreModelResponse = try admin.results("ApplyScoreModel", Self.apply(model))
      #expect(same.version == 1 && same.changes.allSatisfy { $0.kind == .unchanged })
      model.index?.overallShare = 0.4
      model.version = 7
      #expect(
        try admin.resultsRefusal("ApplyScoreModel", Self.apply(model))
          == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      model.version = 1
      let second: ApplyScoreModelResponse = try admin.results("ApplyScoreModel", Self.apply(model))
      #expect(second.version == 2)
      #expect(second.changes.map(\.path) == ["index.overall_share"])
      get.version = 1
      var stored: ScoreModel = try admin.results("GetScoreModel", get)
      #expect(stored.index?.overallShare == 0.5 && stored.version == 1 && !stored.id.isEmpty)
      get.version = 0
      stored = try admin.results("GetScoreModel", get)
      #expect(stored.index?.overallShare == 0.4 && stored.version == 2)
      get.version = 3
      #expect(
        try admin.resultsRefusal("GetScoreModel", get)
          == Refusal(.notFound, "NOT_FOUND", "version"))
      let list: ListScoreModelsResponse = try admin.results(
        "ListScoreModels", ListScoreModelsRequest())
      #expect(list.models.map(\.version) == [2])
    }
  }

  private typealias Fault = (reason: String, field: String, change: (inout ScoreModel) -> Void)

  /// Every rule of the document: each would otherwise score by a scale that divides by nothing, or count somebody twice.
  private static var faults: [Fault] {
    [
      ("FIELD_REQUIRED", "name", { $0.name = "" }), ("FIELD_REQUIRED", "title", { $0.title = "" }),
      (
        "FIELD_REQUIRED", "measures",
        {
          $0.measures = []
          $0.index = nil
        }
      ),
      ("DUPLICATE_ITEM", "measures[1].name", { $0.measures[1].name = "csat" }),
      ("FIELD_REQUIRED", "measures[0].kind", { $0.measures[0].kind = .unspecified }),
      ("FIELD_MALFORMED", "measures[0].question", { $0.measures[0].question = "home[1]/age" }),
      ("FIELD_REQUIRED", "measures[0].scale", { $0.measures[0].scale = nil }),
      ("FIELD_MALFORMED", "measures[0].scale.max", { $0.measures[0].scale?.max = 1 }),
      (
        "FIELD_REQUIRED", "measures[0].scale.conversion",
        { $0.measures[0].scale?.conversion = .unspecified }
      ),
      ("FIELD_MALFORMED", "measures[0].favourable_from", { $0.measures[0].favourableFrom = 1 }),
      ("FIELD_MALFORMED", "measures[0].favourable_from", { $0.measures[0].favourableFrom = .nan }),
      ("FIELD_MALFORMED", "measures[1].unfavourable_to", { $0.measures[1].unfavourableTo = 9 }),
      ("FIELD_REQUIRED", "index.dimensions", { $0.index?.dimensions = [] }),
      ("DUPLICATE_ITEM", "index.dimensions[1].name", { $0.index?.dimensions[1].name = "product" }),
      ("FIELD_MALFORMED", "index.dimensions[0].weight", { $0.index?.dimensions[0].weight = -1 }),
      ("FIELD_REQUIRED", "index.dimensions[0].items", { $0.index?.dimensions[0].items = [] }),
      ("FIELD_MALFORMED", "index.overall_share", { $0.index?.overallShare = 1.5 }),
      ("FIELD_MALFORMED", "index.overall_share", { $0.index?.overall = [] }),
    ]
  }

  @Test func refusals() throws {
    try withPCRM { pcrm in
      for fault in Self.faults {
        var model = ResultWorld.model
        fault.change(&model)
        #expect(
          try pcrm.admin.resultsRefusal("ApplyScoreModel", Self.apply(model))
            == Refusal(.invalidArgument, fault.reason, "model.\(fault.field)"))
      }
      #expect(
        try pcrm.admin.resultsRefusal("ApplyScoreModel", ApplyScoreModelRequest())
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "model"))
      let office = try pcrm.admin.createUnit("Mapo", code: "mapo")
      let manager = try pcrm.caller(as: .manager, scope: .office, office: office.id)
      #expect(
        try manager.resultsRefusal("ApplyScoreModel", Self.apply(ResultWorld.model))?.code
          == .permissionDenied)
    }
  }
}
