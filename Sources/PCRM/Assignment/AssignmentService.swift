import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Who is in charge of a case and stands in, hand-overs, qualification, duties of teams, delegated authority.
struct AssignmentService {
  static let name = "pcrm.v1.AssignmentService"

  let context: PCRM.Context

  var service: Service { Service(Self.name, duties + handOvers + rules) }

  private var duties: [Method] {
    [
      .read("WhoIsInCharge", .viewAssignments, whoIsInCharge, subjects: .of { [$0.customerID] }),
      .scan(
        "ListDuties", .viewAssignments, listDuties,
        subjects: .of { $0.duties.map(\.customerID) }),
      .scan(
        "ListUncoveredDuties", .viewAssignments, listUncoveredDuties,
        subjects: .of { $0.duties.map(\.customerID) }),
      .scan("GetContinuity", .viewAssignments, continuity, subjects: .nobody),
      .write("AssignCase", .assign, assignCase, subjects: .of { [$0.customerID] }),
      .write("RecordAbsence", .handOverCases, recordAbsence, subjects: .nobody),
      .write("UpdateAbsence", .handOverCases, updateAbsence, subjects: .nobody),
      .write("DeleteAbsence", .handOverCases, deleteAbsence, subjects: .nobody),
      .scan("ListAbsences", .viewAssignments, listAbsences, subjects: .nobody),
    ]
  }

  private var handOvers: [Method] {
    [
      .write(
        "ProposeHandOver", .handOverCases, proposeHandOver, subjects: .of { [$0.customerID] }),
      .write("AcceptHandOver", .handOverCases, acceptHandOver, subjects: .of { [$0.customerID] }),
      .write(
        "DeclineHandOver", .handOverCases, declineHandOver, subjects: .of { [$0.customerID] }),
      .write(
        "WithdrawHandOver", .handOverCases, withdrawHandOver, subjects: .of { [$0.customerID] }),
      .read("GetHandOver", .viewAssignments, handOver, subjects: .of { [$0.customerID] }),
      .scan(
        "ListHandOvers", .viewAssignments, listHandOvers,
        subjects: .of { $0.handOvers.map(\.customerID) }),
    ]
  }

  private var rules: [Method] {
    [
      .read("GetStaffQualifications", .viewAssignments, qualifications, subjects: .nobody),
      .write("SetTrainings", .editOrganisation, setTrainings, subjects: .nobody),
      .write("SetStaffRoles", .editAuthority, setStaffRoles, subjects: .nobody),
      .read("CheckQualification", .viewAssignments, checkQualification, subjects: .nobody),
      .write("ApplyQualificationRules", .editAuthority, applyQualification, subjects: .nobody),
      .read("GetQualificationRules", .viewAssignments, qualificationRules, subjects: .nobody),
      .write("ApplyDutyMatrix", .editAuthority, applyMatrix, subjects: .nobody),
      .read("GetDutyMatrix", .viewAssignments, matrix, subjects: .nobody),
      .scan("QueryDutyMatrix", .viewAssignments, queryMatrix, subjects: .nobody),
      .read("RouteCase", .viewAssignments, routeCase, subjects: .nobody),
      .write("ApplyAuthorityLimits", .editAuthority, applyAuthority, subjects: .nobody),
      .read("GetAuthorityLimits", .viewAssignments, authorityLimits, subjects: .nobody),
      .read("CheckAuthority", .viewAssignments, authority, subjects: .nobody),
      .write("RecordDemand", .editCases, recordDemand, subjects: .of { [$0.customerID] }),
      .scan(
        "ListDemands", .viewAssignments, listDemands,
        subjects: .of { $0.demands.map(\.customerID) }),
    ]
  }
}

extension AssignCaseRequest: WriteRequest {}
extension RecordAbsenceRequest: WriteRequest {}
extension UpdateAbsenceRequest: WriteRequest {}
extension DeleteAbsenceRequest: WriteRequest {}
extension ProposeHandOverRequest: WriteRequest {}
extension AcceptHandOverRequest: WriteRequest {}
extension DeclineHandOverRequest: WriteRequest {}
extension WithdrawHandOverRequest: WriteRequest {}
extension SetTrainingsRequest: WriteRequest {}
extension SetStaffRolesRequest: WriteRequest {}
extension ApplyQualificationRulesRequest: WriteRequest {}
extension ApplyDutyMatrixRequest: WriteRequest {}
extension ApplyAuthorityLimitsRequest: WriteRequest {}
extension RecordDemandRequest: WriteRequest {}
