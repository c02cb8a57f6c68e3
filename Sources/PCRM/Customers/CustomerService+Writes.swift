import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CustomerService {
  @Sendable
  func createCustomer(
    _ request: CreateCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Customer {
    guard let draft = request.customer else { throw .required("customer") }
    let id: CustomerID = writer.newID()
    let reader = writer.reader
    let edit = try inside("customer") { () throws(Status) in
      try reader.creation(of: draft, id: id, by: caller, try reader.newestExtensionSchema())
    }
    return try writer.carryOut(edit, by: caller)
  }

  @Sendable
  func updateCustomer(
    _ request: UpdateCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Customer {
    guard let patch = request.customer else { throw .required("customer") }
    try Customer.checkMask(request.updateMask)
    let stored = try writer.reader.customer(patch.id, "customer.id")
    let reader = writer.reader
    let edit = try inside("customer") { () throws(Status) in
      try reader.update(
        of: stored, with: patch, mask: request.updateMask, by: caller,
        try reader.newestExtensionSchema())
    }
    return try writer.carryOut(edit, by: caller)
  }

  @Sendable
  func deleteCustomer(
    _ request: DeleteCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Customer {
    let stored = try writer.reader.customer(request.id, "id")
    let edit = try writer.reader.deletion(
      of: stored, true, version: request.version, by: caller)
    return try writer.carryOut(edit, by: caller)
  }

  @Sendable
  func undeleteCustomer(
    _ request: UndeleteCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Customer {
    let stored = try writer.reader.customer(request.id, "id")
    let edit = try writer.reader.deletion(
      of: stored, false, version: request.version, by: caller)
    return try writer.carryOut(edit, by: caller)
  }
}

/// Names the fields of a resource as the request does: "home_office_id" is "customer.home_office_id".
func inside<T>(
  _ resource: String, _ body: () throws(Status) -> T
) throws(Status) -> T {
  do throws(Status) {
    return try body()
  } catch {
    let field = error.info.field
    // These name a field of the request, a path of the mask, or what was expected of the resource.
    let isOfRequest = [resource, "update_mask", "version", ""].contains(field)
    if isOfRequest || error.info.reason == "FIELD_READ_ONLY" { throw error }
    var outer = error
    outer.info.field = "\(resource).\(field)"
    if outer.message.utf8.starts(with: "\(field): ".utf8) {
      outer.message = "\(resource).\(outer.message)"
    }
    throw outer
  }
}

extension Reader {
  /// The customer, deleted or not.
  func customer(_ id: CustomerID, _ field: String) throws(Status) -> Customer {
    if id.isEmpty { throw .required(field) }
    guard let stored = try customer(id) else { throw .noCustomer(field) }
    return stored
  }
}

extension Status {
  /// There is no such customer, or none within the caller's reach: both look the same.
  static func noCustomer(_ field: String) -> Status {
    Status.notFound(field, "there is no such customer").with("entity", "customer")
  }
}
