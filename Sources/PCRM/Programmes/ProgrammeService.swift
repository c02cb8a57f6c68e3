import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Load, proposals of assignment, programmes of adoption, bulk reassignment, caseload and staffing.
struct ProgrammeService {
  static let name = "pcrm.v1.ProgrammeService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, loads + proposals + programmes + reassignments + caseloads)
  }

  private var loads: [Method] {
    [
      .write("ApplyLoadWeights", .assign, applyLoadWeights, subjects: .nobody),
      .read("GetLoadWeights", .viewAssignments, loadWeights, subjects: .nobody),
      .scan("GetLoad", .viewAssignments, load, subjects: .nobody),
      .scan("ListLoads", .viewAssignments, listLoads, subjects: .nobody),
    ]
  }

  private var proposals: [Method] {
    [
      .plan("ProposeAssignment", .assign, proposeAssignment, subjects: .nobody),
      .plan("MatchProgramme", .assign, matchProgramme, subjects: .nobody),
      .scan("GetProposal", .viewAssignments, proposal, subjects: .nobody),
      .scan("ListProposals", .viewAssignments, listProposals, subjects: .nobody),
      .scan(
        "ListProposalLines", .viewAssignments, listProposalLines,
        subjects: .of { $0.lines.map(\.customerID) }),
      .write("ApplyProposal", .assign, applyProposal, subjects: .nobody),
    ]
  }

  private var programmes: [Method] {
    [
      .write(
        "CreateProgramme", .assign, createProgramme, subjects: .of { $0.customerIDs }),
      .scan("GetProgramme", .viewAssignments, programme, subjects: .of { $0.customerIDs }),
      .scan("ListProgrammes", .viewAssignments, listProgrammes, subjects: .nobody),
      .write(
        "UpdateProgramme", .assign, updateProgramme, subjects: .of { $0.customerIDs }),
      .scan("ListNearbyStaff", .viewAssignments, listNearbyStaff, subjects: .nobody),
      .write("AdoptCustomer", .assign, adoptCustomer, subjects: .of { [$0.customerID] }),
      .write("ReleaseAdoption", .assign, releaseAdoption, subjects: .of { [$0.customerID] }),
      .scan(
        "ListAdoptions", .viewAssignments, listAdoptions,
        subjects: .of { $0.adoptions.map(\.customerID) }),
    ]
  }

  private var reassignments: [Method] {
    [
      .write("StartReassignment", .assign, startReassignment, subjects: .nobody),
      .read("GetReassignment", .viewAssignments, reassignment, subjects: .nobody),
      .scan("ListReassignments", .viewAssignments, listReassignments, subjects: .nobody),
      .scan(
        "ListReassignmentItems", .viewAssignments, listReassignmentItems,
        subjects: .of { $0.items.map(\.customerID) }),
      .write("SteerReassignment", .assign, steerReassignment, subjects: .nobody),
    ]
  }

  private var caseloads: [Method] {
    [
      .scan("ListCaseload", .viewAssignments, listCaseload, subjects: .nobody),
      .write(
        "ApplyStaffingAssumptions", .assign, applyStaffingAssumptions, subjects: .nobody),
      .read(
        "GetStaffingAssumptions", .viewAssignments, staffingAssumptions, subjects: .nobody),
      .scan("GetStaffingNeed", .viewAssignments, staffingNeed, subjects: .nobody),
    ]
  }
}

extension ApplyLoadWeightsRequest: WriteRequest {}
extension ProposeAssignmentRequest: WriteRequest {}
extension MatchProgrammeRequest: WriteRequest {}
extension ApplyProposalRequest: WriteRequest {}
extension CreateProgrammeRequest: WriteRequest {}
extension UpdateProgrammeRequest: WriteRequest {}
extension AdoptCustomerRequest: WriteRequest {}
extension ReleaseAdoptionRequest: WriteRequest {}
extension StartReassignmentRequest: WriteRequest {}
extension SteerReassignmentRequest: WriteRequest {}
extension ApplyStaffingAssumptionsRequest: WriteRequest {}
