import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func rerun(
    _ request: RerunClassificationRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RerunClassificationResponse {
    let stored = try reader.classification(request.id, field: "id", caller)
    if stored.isOverride {
      throw .precondition(
        "NOT_BY_RULE", "id", "it was made by hand; only decisions of rules can be")
    }
    let again = try reader.madeAgain(stored)
    var response = RerunClassificationResponse()
    response.differences = Self.compared.filter { !$0.isSame(stored, again) }.map(\.name)
    response.isSame = response.differences.isEmpty
    response.stored = stored
    response.rerun = again
    return response
  }

  private struct Comparison: Sendable {
    let name: String
    let isSame: @Sendable (Classification, Classification) -> Bool
  }

  private static let compared = [
    Comparison(name: "support_group") { $0.supportGroup == $1.supportGroup },
    Comparison(name: "management_level") { $0.managementLevel == $1.managementLevel },
    Comparison(name: "rule") { $0.rule == $1.rule },
    Comparison(name: "reason_ko") { $0.reasonKo == $1.reasonKo },
    Comparison(name: "reason_en") { $0.reasonEn == $1.reasonEn },
    Comparison(name: "need_score") { $0.needScore == $1.needScore },
    Comparison(name: "inputs") { $0.inputs == $1.inputs },
    Comparison(name: "trace") { $0.trace == $1.trace },
    Comparison(name: "needs") { $0.needs == $1.needs },
  ]
}

extension Reader {
  /// Makes a decision again from the facts that it kept, by the versions of the rules that it names.
  fileprivate func madeAgain(_ stored: Classification) throws(Status) -> Classification {
    var again = stored
    again.rule = ""
    again.result = .none
    again.reasonKo = ""
    again.reasonEn = ""
    again.inputs = []
    again.trace = []
    again.needs = []
    again.needScore = 0
    let vocabulary = try segmentFacts().vocabulary()
    let now = stored.createTime ?? self.now
    let facts = RecordedFacts(KeptFacts(stored.inputs))
    let scheme = try document(
      ClassificationScheme.self, name: stored.scheme, version: stored.schemeVersion)
    if let scheme {
      try CompiledScheme(scheme, customer: vocabulary).decide(facts, at: now, into: &again)
    }
    if stored.weightsVersion != 0,
      let weights = try document(
        NeedWeights.self, name: NeedWeights.documentName, version: stored.weightsVersion)
    {
      try CompiledNeeds(weights, customer: vocabulary).count(facts, at: now, into: &again)
    }
    again.inputs = facts.inputs
    return again
  }
}
