import Import
import PCRM
import PCRMModel
import ProtobufCodec

/// The presets that a sample is made with.
enum SampleDocuments {
  /// Reads them; they ship with the program, so a fault in one is the program's.
  static func presets() throws -> SamplePresets {
    var presets = SamplePresets()
    presets.caseTypes = try all(.caseTypes, of: CaseTypeDocument.self)
    presets.segments = try all(.segments, of: ApplySegmentsRequest.self).flatMap(\.segments)
    presets.needWeights = try all(.needWeights, of: NeedWeights.self).first
    presets.serviceModels = try all(.serviceModels, of: ServiceModels.self).first
    presets.schemes = try all(.scheme, of: ClassificationScheme.self)
    presets.dutyMatrix = try all(.dutyMatrix, of: DutyMatrix.self).last
    presets.authority = try all(.authority, of: AuthorityLimits.self).first
    presets.qualifications = try all(.qualifications, of: QualificationRules.self).first
    presets.loadWeights = try all(.loadWeights, of: LoadWeights.self).first
    presets.staffing = try all(.staffing, of: StaffingAssumptions.self).first
    presets.visitRules = try all(.visitRules, of: VisitRules.self).first
    presets.visitPlans = try all(.visitPlans, of: VisitPlanDocument.self)
    return presets
  }

  private static func all<Content: Message>(
    _ kind: Preset.Kind, of content: Content.Type
  ) throws(ImportFailure) -> [Content] {
    var documents: [Content] = []
    for preset in Preset.all where preset.kind == kind {
      documents.append(try Document(preset.text, name: preset.name).content)
    }
    return documents
  }
}
