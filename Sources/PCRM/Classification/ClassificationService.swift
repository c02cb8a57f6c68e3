import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// How cases are classified: rules as data, decisions with their reasons, and the service models of offices.
struct ClassificationService {
  static let name = "pcrm.v1.ClassificationService"

  /// Codes of the decisions for which authority limits may be set.
  static let signOffDecision = "classification.sign_off"
  static let overrideDecision = "classification.override"

  let context: PCRM.Context

  var service: Service { Service(Self.name, rules + decisions) }

  private var rules: [Method] {
    [
      .write("ApplyScheme", .editClassificationRules, applyScheme, subjects: .nobody),
      .read("GetScheme", .viewCases, scheme, subjects: .nobody),
      .scan("ListSchemes", .viewCases, schemes, subjects: .nobody),
      .scan(
        "PreviewScheme", .editClassificationRules, previewScheme,
        subjects: .of { $0.moves.map(\.customerID) }),
      .scan(
        "ListSchemeMoves", .editClassificationRules, schemeMoves,
        subjects: .of { $0.moves.map(\.customerID) }),
      .write("ApplyNeedWeights", .editClassificationRules, applyNeedWeights, subjects: .nobody),
      .read("GetNeedWeights", .signedIn, needWeights, subjects: .nobody),
      .write(
        "ApplyServiceModels", .editClassificationRules, applyServiceModels, subjects: .nobody),
      .read("GetServiceModels", .viewCases, serviceModels, subjects: .nobody),
      .read("GetServiceModel", .viewCases, serviceModel, subjects: .nobody),
      .scan("CompareServiceModels", .viewCases, compareServiceModels, subjects: .nobody),
    ]
  }

  private var decisions: [Method] {
    [
      .write(
        "ProposeClassification", .classify, propose, subjects: .of { [$0.customerID] }),
      .write(
        "SignOffClassification", .signOffClassifications, signOff,
        subjects: .of { [$0.customerID] }),
      .write(
        "OverrideClassification", .classify, override, subjects: .of { [$0.customerID] }),
      .write("LiftOverride", .classify, liftOverride, subjects: .of { [$0.customerID] }),
      .read(
        "RerunClassification", .viewCases, rerun,
        subjects: .of { $0.stored.map { [$0.customerID] } ?? [] }),
      .read("GetClassification", .viewCases, classification, subjects: .of { [$0.customerID] }),
      .read(
        "GetCaseClassification", .viewCases, caseClassification,
        subjects: .of { [$0.customerID] }),
      .scan(
        "ListClassifications", .viewCases, classifications,
        subjects: .of { $0.classifications.first.map { [$0.customerID] } ?? [] }),
      .scan(
        "ListClassificationEvents", .viewCases, events,
        subjects: .of { $0.events.first.map { [$0.customerID] } ?? [] }),
      .scan(
        "ListClassificationProposals", .viewCases, proposals,
        subjects: .of { $0.classifications.map(\.customerID) }),
      .scan(
        "ListDueCases", .viewCases, dueCases, subjects: .of { $0.due.map(\.customerID) }),
    ]
  }
}

extension ApplySchemeRequest: WriteRequest {}
extension ApplyNeedWeightsRequest: WriteRequest {}
extension ApplyServiceModelsRequest: WriteRequest {}
extension ProposeClassificationRequest: WriteRequest {}
extension SignOffClassificationRequest: WriteRequest {}
extension OverrideClassificationRequest: WriteRequest {}
extension LiftOverrideRequest: WriteRequest {}
