import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Cases, what is due and happens on them, and the case types that they follow.
struct CaseService {
  static let name = "pcrm.v1.CaseService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, typeMethods + caseMethods + recordMethods)
  }

  private var typeMethods: [Method] {
    [
      .write("ApplyCaseTypes", .editCaseTypes, applyCaseTypes, subjects: .nobody),
      .read("GetCaseType", .viewCases, caseType, subjects: .nobody),
      .scan("ListCaseTypes", .viewCases, caseTypes, subjects: .nobody),
    ]
  }

  private var caseMethods: [Method] {
    [
      .write("OpenCase", .editCases, openCase, subjects: .of(\.subjects)),
      .read("GetCase", .viewCases, getCase, subjects: .of { [$0.customerID] }),
      .scan("ListCases", .viewCases, answers: ListCasesResponse.self, listCases),
      .write("UpdateCase", .editCases, updateCase, subjects: .of { [$0.customerID] }),
      .write("AdvanceCase", .editCases, advanceCase, subjects: .of(\.subjects)),
      .write("SetCasePhase", .editCases, setCasePhase, subjects: .of(\.subjects)),
      .write("SetCaseSeverity", .editCases, setCaseSeverity, subjects: .of { [$0.customerID] }),
      .write("SuspendCase", .editCases, suspendCase, subjects: .of(\.subjects)),
      .write("ResumeCase", .editCases, resumeCase, subjects: .of(\.subjects)),
      .write("CloseCase", .editCases, closeCase, subjects: .of(\.subjects)),
      .write("ReopenCase", .editCases, reopenCase, subjects: .of(\.subjects)),
      .write("MigrateCase", .editCaseTypes, migrateCase, subjects: .of(\.subjects)),
      .scan(
        "ListCaseEvents", .viewCases, caseEvents,
        subjects: .of { $0.events.first.map { [$0.customerID] } ?? [] }),
    ]
  }

  private var recordMethods: [Method] {
    [
      .write(
        "RecordTouchpoint", .editCases, recordTouchpoint,
        subjects: .of { [$0.touchpoint?.customerID].compactMap { $0 } }),
      .scan(
        "ListTouchpoints", .viewCases, touchpoints,
        subjects: .of { $0.touchpoints.map(\.customerID) }),
      .scan("GetServiceShares", .viewCases, serviceShares, subjects: .nobody),
      .write("RecordNeeds", .editCases, recordNeeds, subjects: .of { [$0.customerID] }),
      .scan(
        "ListNeeds", .viewCases, needs,
        subjects: .of { $0.records.first.map { [$0.customerID] } ?? [] }),
      .write(
        "CheckQualityPoint", .editCases, checkQualityPoint, subjects: .of { [$0.customerID] }),
      .read(
        "ListQualityPoints", .viewCases, qualityPoints, subjects: .of { [$0.customerID] }),
      .write("DecideBenefit", .editCases, decideBenefit, subjects: .of { [$0.customerID] }),
      .read("ListBenefits", .viewCases, benefits, subjects: .of { [$0.customerID] }),
    ]
  }
}

extension ApplyCaseTypesRequest: WriteRequest {}
extension OpenCaseRequest: WriteRequest {}
extension UpdateCaseRequest: WriteRequest {}
extension AdvanceCaseRequest: WriteRequest {}
extension SetCasePhaseRequest: WriteRequest {}
extension SetCaseSeverityRequest: WriteRequest {}
extension SuspendCaseRequest: WriteRequest {}
extension ResumeCaseRequest: WriteRequest {}
extension CloseCaseRequest: WriteRequest {}
extension ReopenCaseRequest: WriteRequest {}
extension MigrateCaseRequest: WriteRequest {}
extension RecordTouchpointRequest: WriteRequest {}
extension RecordNeedsRequest: WriteRequest {}
extension CheckQualityPointRequest: WriteRequest {}
extension DecideBenefitRequest: WriteRequest {}

extension CasePlan {
  /// The case's customer.
  fileprivate var subjects: [CustomerID] { [`case`?.customerID].compactMap { $0 } }
}
