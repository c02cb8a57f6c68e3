import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What people call the things that commands are about, beside their ids.
enum Reference {
  /// A customer: an id, `SCHEME=VALUE` of an external id, or a phone number.
  static func customer(_ text: String, _ server: Server) async throws -> CustomerID {
    if let id = CustomerID(text), !id.isEmpty { return id }
    var request = LookupCustomerRequest()
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if sides.count == 2 {
      request.key = .externalID(ExternalID(scheme: String(sides[0]), value: String(sides[1])))
    } else if !text.isEmpty, text.allSatisfy({ $0.isNumber || "+-() ".contains($0) }) {
      request.key = .phone(text)
    } else {
      throw CommandFailure.usage(
        "the customer is \"\(text)\"; it must be an id, an external id as SCHEME=VALUE or a phone "
          + "number; see pcrm customer search")
    }
    let answer: LookupCustomerResponse = try await server.call(
      "\(CustomerCommand.service)/LookupCustomer", request)
    guard let found = answer.customers.first else {
      throw CommandFailure(code: 1, message: "not_found: customer \(text)")
    }
    guard answer.customers.count == 1 else {
      throw CommandFailure(
        code: 1, message: "\(answer.customers.count) customers have \(text); give the id of one")
    }
    return found.id
  }

  /// A unit: an id or its code.
  static func unit(_ text: String, _ server: Server) async throws -> UnitID {
    if let id = UnitID(text), !id.isEmpty { return id }
    var request = ListUnitsRequest()
    request.code = text
    let answer: ListUnitsResponse = try await server.call(
      "pcrm.v1.OrganisationService/ListUnits", request)
    guard let unit = answer.units.first else {
      throw CommandFailure(code: 1, message: "not_found: unit \(text)")
    }
    return unit.id
  }

  /// A member of staff: an id or the number in the staff register.
  static func staff(_ text: String, _ server: Server) async throws -> StaffID {
    if let id = StaffID(text), !id.isEmpty { return id }
    var request = ListStaffRequest()
    request.employeeNumber = text
    let answer: ListStaffResponse = try await server.call(
      "pcrm.v1.OrganisationService/ListStaff", request)
    guard let staff = answer.staff.first else {
      throw CommandFailure(code: 1, message: "not_found: staff member \(text)")
    }
    return staff.id
  }
}
