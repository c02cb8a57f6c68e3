import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AdminService {
  @Sendable
  func createPrincipal(
    _ request: CreatePrincipalRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Principal {
    guard var principal = request.principal?.normalised() else { throw .required("principal") }
    try principal.check()
    if principal.id.isEmpty {
      principal.id = writer.newID()
    } else if try writer.reader.hasPrincipal(principal.id) {
      throw .idTaken("principal.id")
    }
    try writer.reader.checkReferences(of: principal)
    principal.version = 1
    principal.createTime = writer.now
    principal.updateTime = writer.now
    try writer.insert(principal)
    writer.changed(FeedEntity.principal, principal.id, version: principal.version)
    return principal
  }

  @Sendable
  func principal(
    _ request: GetPrincipalRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Principal {
    try reader.principal(request.id, field: "id")
  }

  @Sendable
  func principals(
    _ request: ListPrincipalsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListPrincipalsResponse {
    try request.role.checkKnown("role")
    let page = try context.pages.page(request, caller)
    let rows = try reader.principals(request, page)
    var response = ListPrincipalsResponse()
    response.principals = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updatePrincipal(
    _ request: UpdatePrincipalRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Principal {
    guard let patch = request.principal?.normalised() else { throw .required("principal") }
    let stored = try writer.reader.principal(patch.id, field: "principal.id")
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Principal.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var principal = update.result
    try principal.check()
    try writer.reader.checkReferences(of: principal)
    if stored.letsOthersIn && !principal.letsOthersIn {
      try writer.reader.checkAdministrator(
        besides: stored.id, field: principal.disabled ? "principal.disabled" : "principal.roles")
    }
    principal.version = stored.version + 1
    principal.updateTime = writer.now
    try writer.update(principal)
    context.access.changed()
    writer.changed(
      FeedEntity.principal, principal.id, version: principal.version, fields: update.names)
    return principal
  }
}

extension Principal {
  /// Whether it is an administrator who may call.
  fileprivate var letsOthersIn: Bool { !disabled && roles.contains(.admin) }
}
