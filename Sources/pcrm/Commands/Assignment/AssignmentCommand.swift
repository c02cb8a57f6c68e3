import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment`: who is in charge, who carries what, who may decide.
struct AssignmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assignment",
    abstract: "Say who is in charge, hand cases over, spread them evenly, see who may decide.",
    discussion: """
      Staff are named by their number in the staff register or their id, units by code or id, cases \
      by number or id.

      EXAMPLES
        pcrm assignment who INJ-2026-000001
        pcrm assignment load --office 0101
        pcrm assignment propose --office 0101
        pcrm assignment apply 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "고르게 나눔"
        pcrm assignment hand-over INJ-2026-000001 --to E0002 --reason "전보"
      """,
    subcommands: [
      AssignmentWho.self, AssignmentDuties.self, AssignmentContinuity.self,
      AssignmentAssign.self, AssignmentLoad.self, AssignmentPropose.self,
      AssignmentProposal.self, AssignmentApply.self, AssignmentReassign.self,
      AssignmentHandOver.self, AssignmentAccept.self, AssignmentDecline.self,
      AssignmentWithdraw.self, AssignmentHandOvers.self, AssignmentAbsence.self,
      AssignmentMatrix.self, AssignmentAuthority.self, AssignmentQualifications.self,
      AssignmentDemand.self,
    ])

  static let service = "pcrm.v1.AssignmentService"

  /// The name of a member of staff; the id where it cannot be read.
  static func name(_ id: StaffID, _ server: Server) async -> String {
    if id.isEmpty { return "nobody" }
    var request = GetStaffRequest()
    request.id = id
    let staff: Staff? = try? await server.call("pcrm.v1.OrganisationService/GetStaff", request)
    return staff.map { DisplayWidth.harmless($0.name) } ?? id.description
  }

  static func text<T>(_ id: ID<T>) -> String { id.isEmpty ? "" : id.description }
}
