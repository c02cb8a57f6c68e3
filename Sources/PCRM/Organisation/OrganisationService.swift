import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Units, their tree over time, and staff.
struct OrganisationService {
  static let name = "pcrm.v1.OrganisationService"

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .write("CreateUnit", .editOrganisation, createUnit, subjects: .nobody),
        .read("GetUnit", .viewOrganisation, unit, subjects: .nobody),
        .scan("ListUnits", .viewOrganisation, units, subjects: .nobody),
        .write("UpdateUnit", .editOrganisation, updateUnit, subjects: .nobody),
        .write("MoveUnit", .editOrganisation, moveUnit, subjects: .nobody),
        .scan("GetTree", .viewOrganisation, tree, subjects: .nobody),
        .write("CreateStaff", .editOrganisation, createStaff, subjects: .nobody),
        .read("GetStaff", .viewOrganisation, staff, subjects: .nobody),
        .scan("ListStaff", .viewOrganisation, staffList, subjects: .nobody),
        .write("UpdateStaff", .editOrganisation, updateStaff, subjects: .nobody),
      ])
  }
}

extension CreateUnitRequest: WriteRequest {}
extension UpdateUnitRequest: WriteRequest {}
extension MoveUnitRequest: WriteRequest {}
extension CreateStaffRequest: WriteRequest {}
extension UpdateStaffRequest: WriteRequest {}
